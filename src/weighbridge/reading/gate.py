"""The gate: which documents can bear a statement at all, decided before any parsing.

News is mostly about other things, and parsing what cannot matter is the whole cost. A
document passes when somewhere in it goods that are named outright, a party and a word of
transfer stand in one sentence; a short text needs no word of transfer. Goods that have but
words of everyday use ask for more: a party that is no mere town, and two such sentences, in a
short text one with what stands beside it, or with two states in it. Words that mean goods only by
what stands beside them ("jets") count in a short text alone, where two states and a word of
transfer share their sentence, as do verbs that name the goods themselves ("arm") beside two states.
First one Aho-Corasick pass looks for goods alone; parties and words of transfer are looked for only
around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from weighbridge.lexicon import PARTY_KINDS, load
from weighbridge.lexicon.tables import FOLDER, read_toml
from weighbridge.reading.frames.lexicon import load_frames
from weighbridge.reading.mentions import Finder, Mention, alike, lowered

_GOODS = ("word", "designation")
REACH = 350
"""Characters within which goods, a party and a word of transfer must stand together."""
SHORT = 700
"""Characters of a text that is too short to say anything twice."""
_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*\s+(?=[^a-z])|\s*[\n\r]\s*")

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


def _plural(noun: str) -> str:
    return re.sub(r"(?<=[^aeiou])y$", "ie", noun) + "s"


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
            for form in (forms(first) if inflect else (first, _plural(first))) if beside else ():
                words.setdefault(form, set()).update(beside)
    order = sorted(words)
    return AhoCorasick(order), [tuple(sorted(words[word])) for word in order]


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Words for goods that mean other things as often (``lexicon/everyday.toml``), with their plurals."""
    raw, _ = read_toml(FOLDER / "everyday.toml")
    words = f"{raw['words']} {raw['names']}".split()
    return frozenset(form for word in words for form in (word, _plural(word)))


@lru_cache(maxsize=1)
def _arming() -> re.Pattern[str]:
    """Verbs that name the goods themselves (``lexicon/everyday.toml``), in each form."""
    raw, _ = read_toml(FOLDER / "everyday.toml")
    words = sorted({form for verb in raw["arming"].split() for form in forms(verb)}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


_PARTIES = frozenset(PARTY_KINDS) - {"outlet"}
_NAME_GOES_ON = re.compile(r" ([A-Z][a-z]+)\b")


def _sentence(text: str, mention: Mention, reach: int) -> tuple[int, int]:
    """The sentence around a mention as far as ``reach``, roughly: from one full stop to the next."""
    return _around(text, mention.start, mention.end, reach)


def _around(text: str, start: int, end: int, reach: int) -> tuple[int, int]:
    low = max(0, start - reach)
    before = [match.end() for match in _END.finditer(text, low, start)]
    after = _END.search(text, end, end + reach)
    return before[-1] if before else low, after.start() if after else min(len(text), end + reach)


def _neighbours(text: str, low: int, high: int, reach: int) -> tuple[int, int]:
    """The sentence low:high with the one before and the one after, each as far as ``reach``, roughly."""
    start = max(0, low - reach)
    before = [match.end() for match in _END.finditer(text, start, low) if match.end() < low]
    end = _END.match(text, high)
    after = _END.search(text, end.end() if end else high, high + reach)
    return before[-1] if before else start, after.start() if after else min(len(text), high + reach)


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
    stretches = [(0, len(text))] if len(text) <= SHORT else _around_goods(text, hay)
    mentions = [
        Mention(one.start + low, one.end + low, one.entry)
        for low, high in stretches
        for one in find.find(text[low:high])
    ]
    return bool(mentions) and passes(text, mentions, hay)


def passes(text: str, mentions: Sequence[Mention], hay: str | None = None) -> bool:
    """Whether a document with these mentions is worth parsing. ``hay``: its text in lower case, where it is at hand."""
    goods = [one for one in mentions if one.entry.kind in _GOODS or one.entry.also is not None]
    short = len(text) <= SHORT
    if not goods and not short:
        return False
    parties = [one for one in mentions if one.entry.kind in _PARTIES and one.entry.code]
    if not parties:
        return False
    hay = lowered(alike(text)) if hay is None else hay
    speaking: set[int] = set()
    for mention in goods:
        if hay[mention.start : mention.end] in _everyday():
            if _begins_a_name(text, mention, goods):
                continue
            low = _everyday_speaks(text, mention, parties, hay)
            if low is not None:
                speaking.add(low)
                if short or len(speaking) > 1:
                    return True
            continue
        if short:
            return True
        low, high = _sentence(text, mention, REACH)
        if any(low <= party.start < high for party in parties) and _speaks_of_transfer(hay, low, high):
            return True
    if not short:
        return False
    weak = (_sentence(text, one, REACH) for one in mentions if one.entry.kind == "weak")
    if any(_between_two(parties, *place) and _speaks_of_transfer(hay, *place) for place in weak):
        return True
    arming = (_around(text, found.start(), found.end(), REACH) for found in _arming().finditer(hay))
    return any(_between_two(parties, *place) for place in arming)


def _between_two(parties: Sequence[Mention], low: int, high: int) -> bool:
    """Whether two states, or others that are no mere towns, are named in characters low:high."""
    return len({one.entry.code for one in parties if low <= one.start < high and one.entry.kind != "place"}) > 1


def _begins_a_name(text: str, mention: Mention, goods: Sequence[Mention]) -> bool:
    """Whether a name of everyday use is the first word of another: "Corvo Energy", but not "Patriot Missiles"."""
    after = _NAME_GOES_ON.match(text, mention.end)
    if after is None or not text[mention.start].isupper():
        return False
    return mention.entry.kind == "designation" and all(one.start != after.start(1) for one in goods)


def _everyday_speaks(text: str, mention: Mention, parties: Sequence[Mention], hay: str) -> int | None:
    """Where the sentence begins whose everyday goods may be transferred; None where none says so.

    In a long text it has a party and a word of transfer itself; in a short one either may stand in the sentence
    before or after ("Turkey has drones. It sold them to Morocco."), and beside two states it needs no such word.
    A town is no party here: news names one in every other sentence.
    """
    low, high = _sentence(text, mention, REACH)
    if len(text) <= SHORT and _between_two(parties, low, high):
        return low
    wide = _neighbours(text, low, high, REACH) if len(text) <= SHORT else (low, high)

    def named(first: int, last: int) -> bool:
        return any(
            first <= party.start < last and party.start != mention.start and party.entry.kind != "place"
            for party in parties
        )

    if named(low, high) and _speaks_of_transfer(hay, *wide):
        return low
    if wide != (low, high) and named(*wide) and _speaks_of_transfer(hay, low, high):
        return low
    return None


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
