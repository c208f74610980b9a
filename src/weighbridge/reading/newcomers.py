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

_NAME = r"(?P<name>[^\W\d_a-z][\w&.\u2019'-]*(?: (?:& )?[^\W\d_a-z][\w&.-]*){0,3})"
_PLACES = frozenset(("state", "adjective", "capital", "place"))
_BEHIND = re.compile(rf"(?:'s|\u2019s)? (?P<what>(?:[a-z][\w-]* ){{1,4}}){_NAME}")
"""Behind a state: "(South African) manufacturer Highveld Mobility"."""
_OWNED = re.compile(rf"(?:'s|\u2019s) {_NAME}")
_BEFORE_PLACE = re.compile(rf"(?<![\w.]){_NAME} (?:of|from|in) $")
_APPOSED = re.compile(rf"(?<![\w.]){_NAME}, (?P<what>(?:an?|the|one of) [^,.;:]{{4,70}})")
_DATELINE = re.compile(rf"[^\n]{{3,60}}? [-\u2013\u2014] {_NAME} ")
_LEAST = 4
"""Letters of the shortest first word by which a company is called alone."""


def name_newcomers(scenes: Sequence[Scene]) -> None:
    """Adds to the scenes' parties the names of companies that the document introduces with their state."""
    found: dict[str, set[str]] = {}
    told: set[tuple[int, str]] = set()
    for place, scene in enumerate(scenes):
        for name, code in _introduced(scene):
            name = _bare(name)
            if _is_new(name):
                found.setdefault(name, set()).add(code)
                told.add((place, name))
    known = {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
    for name, code in list(known.items()):
        first = name.split()[0]
        if first != name and len(first) >= _LEAST and _is_new(first) and first.lower() not in _everyday():
            known.setdefault(first, code)
    if not known:
        return
    names = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})(?![\w-])")
    for place, scene in enumerate(scenes):
        here = list(names.finditer(scene.text))
        if any((place, name) in told for name in (one[0] for one in here)):
            continue
        added = [party for one in here if (party := _mention(scene, one, known[one[0]])) is not None]
        if added:
            scene.parties = sorted([*scene.parties, *added], key=lambda one: one.start)


def _introduced(scene: Scene) -> Iterator[tuple[str, str]]:
    """Names of companies that a sentence gives to a state, each with its code."""
    text = scene.text
    for party in scene.parties:
        if party.kind not in _PLACES or party.code is None or len(party.code) != 2:
            continue
        start, end = party.start - scene.start, party.end - scene.start
        behind = _BEHIND.match(text, end) if party.kind in ("adjective", "state") else None
        if behind is not None and _tells_company(behind["what"].split()[-1:]):
            yield _named(scene, behind), party.code
        owned = _OWNED.match(text, end) if party.kind == "state" else None
        if owned is not None and _bears_company(owned["name"]):
            yield _named(scene, owned), party.code
        before = _BEFORE_PLACE.search(text, 0, start)
        if before is not None and _bears_company(before["name"]):
            yield _named(scene, before), party.code
    for apposed in _APPOSED.finditer(text):
        codes = _codes_in(scene, apposed.start("what"), apposed.end("what"))
        if len(codes) == 1 and _tells_company(apposed["what"].lower().split()):
            yield _named(scene, apposed), codes.pop()
    opened = _DATELINE.match(text)
    if opened is not None and _bears_company(opened["name"]):
        codes = _codes_in(scene, 0, opened.start("name"))
        if len(codes) == 1:
            yield _named(scene, opened), codes.pop()


def _named(scene: Scene, found: re.Match[str]) -> str:
    """The words of a name, without a word before it that only opens the sentence: "Using Halcyon Avionics"."""
    start, end = found.span("name")
    at = max(0, bisect_right(scene.starts, start) - 1)
    while at < len(scene.tag) and scene.starts[at] < end and scene.tag[at] not in ("NNP", "NNPS"):
        at += 1
    begins = scene.starts[at] if at < len(scene.tag) else end
    return scene.text[max(start, begins) : max(end, begins)] if begins < end else ""


def _codes_in(scene: Scene, start: int, end: int) -> set[str]:
    """The states that a stretch of a sentence names."""
    here = (p for p in scene.parties if start <= p.start - scene.start < end and p.kind in _PLACES)
    return {party.code for party in here if party.code is not None and len(party.code) == 2}


def _tells_company(words: Sequence[str]) -> bool:
    """Whether what is said of a name is said of a company: "arms maker"."""
    nouns = (speakers().nouns.get(word) for word in words)
    return any(noun is not None and noun.class_ == "company" for noun in nouns)


def _bears_company(name: str) -> bool:
    """Whether a word for a company stands in its name: "Harmony Crest Shipping"."""
    words = re.findall(r"[\w-]+", name.lower())
    kinds = {speakers().names.get(word) for word in words} - {None}
    return len(words) > 1 and kinds == {"company"} and not any(word in speakers().nouns for word in words)


def _bare(name: str) -> str:
    return re.sub(r"(?:'s|\u2019s)$", "", name).strip(" .'\u2019-")


def _is_new(name: str) -> bool:
    """Whether the lexicon doesn't know a name, nor a part of it that is a party's."""
    words = load().words
    parts = name.split()
    known = any(" ".join(parts[:end]) in words for end in range(1, len(parts) + 1))
    return bool(parts) and len(name) > 2 and not known and name.lower() not in _everyday()


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Words that are no company's name by themselves."""
    return frozenset(speakers().names) | frozenset(speakers().nouns) | frozenset(speakers().titles)


def _mention(scene: Scene, found: re.Match[str], code: str) -> PartyMention | None:
    """A name in a sentence as a party, unless another party stands there, or it is part of a longer name."""
    start, end = scene.start + found.start(), scene.start + found.end()
    if any(party.start < end and start < party.end for party in scene.parties):
        return None
    first = max(0, bisect_right(scene.starts, found.start()) - 1)
    last = max(first, bisect_right(scene.starts, found.end() - 1) - 1)
    beside = [at for at in (first - 1, last + 1) if 0 <= at < len(scene.tag)]
    if any(scene.tag[at] == "NNP" and scene.dep[at] == "compound" for at in beside):
        return None
    top = next((at for at in range(last, first - 1, -1) if not first <= scene.head[at] <= last), last)
    return PartyMention(code, "company", "company", start, end, first, top, Entry("company", found[0], code, "company"))
