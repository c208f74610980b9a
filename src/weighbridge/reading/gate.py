"""The gate: which documents can bear a statement at all, decided before any parsing.

News is mostly about other things, and parsing what cannot matter is the whole cost. A
document passes when somewhere in it goods that are named outright, a party and a word of
transfer stand together: in a short text near each other, in a longer one in one sentence, and
in two of them where the goods have but words of everyday use. First one Aho-Corasick pass looks
for goods alone; parties and words of transfer are looked for only around them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from weighbridge.lexicon import PARTY_KINDS, load
from weighbridge.lexicon.tables import FOLDER
from weighbridge.reading.frames.lexicon import load_frames
from weighbridge.reading.mentions import Finder, Mention, alike, lowered

_GOODS = ("word", "designation")
REACH = 350
"""Characters within which goods, a party and a word of transfer must stand together."""
SHORT = 700
"""Characters of a text that is too short to say anything twice."""
_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*\s+(?=[^a-z])|[\n\r]")

_WORD = re.compile(r"\w+")

_IRREGULAR = {
    "send": "sent", "sell": "sold", "buy": "bought", "give": "gave given", "get": "got", "lend": "lent",
    "take": "took taken", "bring": "brought", "fly": "flew flown", "seek": "sought", "hold": "held", "make": "made",
    "withhold": "withheld", "win": "won", "pay": "paid", "find": "found", "feed": "fed",
    "go": "went gone", "come": "came", "build": "built",
}  # fmt: skip


def forms(verb: str) -> list[str]:
    """The inflected forms of a verb's first word ("ship": ship, ships, shipped, shipping)."""
    stem = verb[:-1] if verb.endswith("e") else verb
    out = [verb, verb + "s", stem + "ed", stem + "ing"]
    if re.search(r"[^aeiou][aeiou][bdgmnprt]$", verb):
        out += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    if re.search(r"[^aeiou]y$", verb):
        out += [verb[:-1] + "ies", verb[:-1] + "ied"]
    if re.search(r"(?:ch|sh|s|x|z|o)$", verb):
        out.append(verb + "es")
    return out + _IRREGULAR.get(verb, "").split()


@lru_cache(maxsize=1)
def _transfer_words() -> tuple[AhoCorasick, list[tuple[tuple[str, ...], ...]]]:
    """Words that frames of transfer begin with, and for each what must stand beside it: () where nothing need.

    "in" alone says nothing, "in transit" does; "show" goes with "up".
    """
    lexicon = load_frames()
    words: dict[str, set[tuple[str, ...]]] = {}
    for table, inflect in ((lexicon.verbs, True), (lexicon.nouns, False), (lexicon.adjectives, False)):
        for first, frames in table.items():
            beside = {tuple(_WORD.findall(" ".join(frame.words[1:]))) for frame in frames if not frame.weak}
            for form in (forms(first) if inflect else (first, first + "s")) if beside else ():
                words.setdefault(form, set()).update(beside)
    order = sorted(words)
    return AhoCorasick(order), [tuple(sorted(words[word])) for word in order]


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Words for goods that mean other things as often (``lexicon/everyday.toml``), with their plurals."""
    raw = tomllib.loads((FOLDER / "everyday.toml").read_text(encoding="utf-8"))
    words = f"{raw['words']} {raw['names']}".split()
    return frozenset(form for word in words for form in (word, word + "s", re.sub("y$", "ies", word)))


def _sentence(text: str, mention: Mention, reach: int) -> tuple[int, int]:
    """The sentence around a mention as far as ``reach``, roughly: from one full stop to the next."""
    low = max(0, mention.start - reach)
    before = [match.end() for match in _END.finditer(text, low, mention.start)]
    after = _END.search(text, mention.end, mention.end + reach)
    return before[-1] if before else low, after.start() if after else min(len(text), mention.end + reach)


MARGIN = 60
"""Characters around a sentence in which a name that reaches over its ends is still found whole."""


@lru_cache(maxsize=1)
def _goods() -> AhoCorasick:
    """All names of goods, in lower case: more than there are, for capitals do not count here."""
    words = load().words.items()
    named = {lowered(alike(word)) for word, entry in words if entry.kind in _GOODS or entry.also is not None}
    return AhoCorasick(sorted(named), implementation=Implementation.DFA)


def _around_goods(text: str, hay: str) -> list[tuple[int, int]]:
    """Where in a text goods may be named: their sentences, as far as the gate looks, in order and merged."""
    named = [
        (start, end)
        for _, start, end in _goods().find_matches_as_indexes(hay, overlapping=True)
        if not (start and hay[start - 1].isalnum()) and not (end < len(hay) and hay[end].isalnum())
    ]
    if len(named) == 1 and len(text) > SHORT and hay[named[0][0] : named[0][1]] in _everyday():
        return []  # a word of everyday use has to stand in two sentences
    stretches: list[tuple[int, int]] = []
    for start, end in named:
        if stretches and end <= stretches[-1][1] - MARGIN:
            continue
        low = max(0, start - REACH - MARGIN)
        before = [match.end() for match in _END.finditer(text, low, start)]
        after = _END.search(text, end, end + REACH + MARGIN)
        low = max(0, before[-1] - MARGIN) if before else low
        high = min(len(text), (after.start() if after else end + REACH) + MARGIN)
        if stretches and low <= stretches[-1][1]:
            low, high = stretches[-1][0], max(high, stretches.pop()[1])
        stretches.append((low, high))
    return stretches


def may_bear(text: str, find: Finder) -> bool:
    """Whether a document is worth parsing, at the least cost: most texts name no goods, or not beside a party."""
    hay = lowered(alike(text))
    stretches = _around_goods(text, hay)
    if stretches and len(text) <= SHORT:
        stretches = [(0, len(text))]
    mentions = [
        Mention(one.start + low, one.end + low, one.entry)
        for low, high in stretches
        for one in find.find(text[low:high])
    ]
    return bool(mentions) and passes(text, mentions, hay)


def passes(text: str, mentions: Sequence[Mention], hay: str | None = None) -> bool:
    """Whether a document with these mentions is worth parsing. ``hay``: its text in lower case, where it is at hand."""
    goods = [one for one in mentions if one.entry.kind in _GOODS or one.entry.also is not None]
    if not goods:
        return False
    kinds = set(PARTY_KINDS) - {"outlet"}
    parties = [one for one in mentions if one.entry.kind in kinds and one.entry.code]
    if not parties:
        return False
    hay = lowered(alike(text)) if hay is None else hay
    everyday: set[int] = set()
    for mention in goods:
        if len(text) <= SHORT:
            low, high = max(0, mention.start - REACH), mention.end + REACH
        else:
            low, high = _sentence(text, mention, REACH)
        if low in everyday or not any(low <= party.start < high for party in parties):
            continue
        if not _speaks_of_transfer(hay, low, high):
            continue
        if len(text) <= SHORT or hay[mention.start : mention.end] not in _everyday() or everyday:
            return True
        everyday.add(low)
    return False


def _speaks_of_transfer(hay: str, low: int, high: int) -> bool:
    """Whether a word of transfer stands in characters low:high, with what belongs to it."""
    part = hay[low:high]
    automaton, beside = _transfer_words()
    words: set[str] = set()
    for number, start, end in automaton.find_matches_as_indexes(part, overlapping=True):
        start, end = start + low, end + low
        if (start and hay[start - 1].isalnum()) or (end < len(hay) and hay[end].isalnum()):
            continue
        if not all(beside[number]):
            return True
        if not words:
            words.update(_WORD.findall(part))
        if any(words.issuperset(some) for some in beside[number]):
            return True
    return False
