"""Companies that the lexicon doesn't know, once the text has said whose they are.

"The South African manufacturer Highveld Mobility", "Harmony Crest Shipping of Hong Kong", "Krol Works, a Polish arms
maker": from then on, and in the title before, the name stands for that state (coding guidelines, 2).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from weighbridge.lexicon import Entry, load
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.words import speakers

_WORD = r"[^\W\d_a-z][\w&.\u2019'-]{0,30}"
_NAME = rf"(?P<name>{_WORD}(?: (?:& )?{_WORD}){{0,3}})"
_PLACES = frozenset(("state", "adjective", "capital", "place"))
_BEHIND = re.compile(rf"(?:'s|\u2019s)? (?P<what>(?:[a-z][\w-]* ){{1,3}}){_NAME}")
"""Behind a state: "(South African) manufacturer Highveld Mobility"."""
_OWNED = re.compile(rf"(?:'s|\u2019s) {_NAME}")
_BEFORE_PLACE = re.compile(rf"(?<![\w.]){_NAME} (?:of|from) $")
_APPOSED = re.compile(rf"(?<![\w.]){_NAME}, (?:an?|the) (?:(?:[a-z][\w-]*) ){{0,2}}$")
"""Before a state: "Krol Works, a (Polish) arms maker"."""
_SEATED = re.compile(
    rf"(?<![\w.]){_NAME}, (?:an?|the) (?P<what>(?:[a-z][\w-]* ){{1,3}})(?:based )?(?:of|from|in) (?:the )?$"
)
"""Before a state: "Krol Works, an arms maker in (Poland)"."""
_DATELINE = re.compile(rf"[^\n]{{3,60}}? [-\u2013\u2014] {_NAME} ")
_REACH = 160
"""So many characters before a state a name is looked for."""
_LEAST = 4
"""Letters of the shortest first word by which a company is called alone."""
_NOMINAL = frozenset(("NN", "NNS", "JJ", "HYPH", "VBG", "NNP"))
_STANDING = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "dative", "poss", "conj", "appos", "ROOT", "attr"))
"""Relations of a name that stands for itself; "aeronautic experts" are nobody's."""


def name_newcomers(scenes: Sequence[Scene]) -> None:
    """Adds to the scenes' parties the names of companies that the document introduces with their state.

    Not in the sentence that introduces them, which names the state itself.
    """
    found: dict[str, set[str]] = {}
    told: set[tuple[int, str]] = set()
    for place, scene in enumerate(scenes):
        for name, code in _introduced(scene):
            if _is_new(name):
                found.setdefault(name, set()).add(code)
                told.add((place, name))
    known = {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
    for name, code in list(known.items()):
        first = name.split()[0]
        if first != name and len(first) >= _LEAST and _is_new(first):
            known.setdefault(first, code)
    if not known:
        return
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})(?![\w-])")
    for place, scene in enumerate(scenes):
        here = [one for one in names.finditer(scene.text) if (place, one[0]) not in told]
        added = [party for one in here if (party := _mention(scene, one, known[one[0]])) is not None]
        if added:
            scene.parties = sorted([*scene.parties, *added], key=lambda one: one.start)
            # "Rotor Invest" is no rotor
            scene.items = [one for one in scene.items if not any(p.start <= one.start < p.end for p in added)]


def _introduced(scene: Scene) -> Iterator[tuple[str, str]]:
    """Names of companies that a sentence gives to a state, each with its code."""
    text = scene.text
    for party in scene.parties:
        if party.kind not in _PLACES or party.code is None or len(party.code) != 2:
            continue
        start, end = party.start - scene.start, party.end - scene.start
        before = text[max(0, start - _REACH) : start]
        behind, told = _BEHIND.match(text, end), party.kind in ("adjective", "state")
        if behind is not None and told and _is_body(scene, *behind.span("what")):
            yield _named(scene, *behind.span("name")), party.code
        offset = start - len(before)
        apposed = _APPOSED.search(before) if told and _is_body_behind(scene, end) else None
        seated = _SEATED.search(before)
        if seated is not None and not _is_body(scene, *(offset + at for at in seated.span("what"))):
            seated = None
        for found in (apposed, seated):
            if found is not None:
                yield _named(scene, *(offset + at for at in found.span("name"))), party.code
        bearing = [_BEFORE_PLACE.search(before), _OWNED.match(text, end) if party.kind == "state" else None]
        for found, shift in zip(bearing, (offset, 0), strict=True):
            if found is not None and _bears_company(found["name"]):
                yield _named(scene, *(shift + at for at in found.span("name"))), party.code
    opened = _DATELINE.match(text)
    if opened is not None and _bears_company(opened["name"]):
        here = (p for p in scene.parties if p.start - scene.start < opened.start("name") and p.kind in _PLACES)
        codes = {party.code for party in here if party.code is not None and len(party.code) == 2}
        if len(codes) == 1:
            yield _named(scene, *opened.span("name")), codes.pop()


def _tokens(scene: Scene, start: int, end: int) -> range:
    """The tokens that begin within a stretch of a sentence."""
    return range(bisect_right(scene.starts, start - 1), bisect_right(scene.starts, end - 1))


def _is_body(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is what a company is called, nouns and adjectives alone: "state-owned arms maker"."""
    tokens = _tokens(scene, start, end)
    nominal = all(scene.tag[at] in _NOMINAL for at in tokens)
    return nominal and bool(tokens) and scene.lower[tokens[-1]] in speakers().bodies


def _is_body_behind(scene: Scene, end: int) -> bool:
    """Whether what a company is called stands directly behind a state: "(Polish) arms maker"."""
    at = bisect_right(scene.starts, end)
    for token in range(at, min(at + 3, len(scene.tag))):
        if scene.lower[token] in speakers().bodies:
            return True
        if scene.tag[token] not in _NOMINAL:
            return False
    return False


def _named(scene: Scene, start: int, end: int) -> str:
    """The words of a name, without a word before it that only opens the sentence: "Using Halcyon Avionics"."""
    tokens = list(_tokens(scene, start, end))
    while tokens and scene.tag[tokens[0]] not in ("NNP", "NNPS"):
        tokens = tokens[1:]
    name = scene.text[scene.starts[tokens[0]] : end] if tokens else ""
    return re.sub(r"(?:'s|\u2019s)$", "", name).strip(" .'\u2019-")


def _bears_company(name: str) -> bool:
    """Whether a word for a company stands in its name, and none for anything else: "Harmony Crest Shipping"."""
    words = re.findall(r"[\w-]+", name.lower())
    kinds = {speakers().names.get(word) for word in words} - {None}
    return len(words) > 1 and kinds == {"company"} and not any(word in speakers().nouns for word in words)


def _is_new(name: str) -> bool:
    """Whether the lexicon doesn't know a name, nor its first words, and it is more than what a body is called."""
    words, parts = load().words, name.split()
    known = any(" ".join(parts[:end]) in words for end in range(1, len(parts) + 1))
    return len(name) > 2 and not known and name.lower() not in _everyday()


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Words that are no company's name by themselves."""
    return frozenset(speakers().names) | frozenset(speakers().nouns) | frozenset(speakers().titles)


def _mention(scene: Scene, found: re.Match[str], code: str) -> PartyMention | None:
    """A name in a sentence as a party, unless another party stands there, or it is part of a longer name."""
    start, end = scene.start + found.start(), scene.start + found.end()
    tokens = _tokens(scene, *found.span())
    if not tokens or any(party.start < end and start < party.end for party in scene.parties):
        return None
    beside = (at for at in (tokens[0] - 1, tokens[-1] + 1) if 0 <= at < len(scene.tag))
    if any(scene.tag[at] == "NNP" and scene.dep[at] == "compound" for at in beside):
        return None
    top = next((at for at in reversed(tokens) if scene.head[at] not in tokens), tokens[-1])
    if len(tokens) == 1 and scene.dep[top] not in _STANDING:
        return None
    entry = Entry("company", found[0], code, "company")
    return PartyMention(code, "company", "company", start, end, tokens[0], top, entry)
