"""The gate: which documents can bear a statement at all, decided before any parsing.

News is mostly about other things, and parsing what cannot matter is the whole cost. A
document passes when somewhere in it goods that are named outright, a party and a word of
transfer stand together: in a short text near each other, in a longer one in one sentence, and
in two of them where the goods have but words of everyday use. The words were all found by one
Aho-Corasick pass.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from weighbridge.lexicon import PARTY_KINDS
from weighbridge.lexicon.tables import FOLDER
from weighbridge.reading.frames.lexicon import load_frames
from weighbridge.reading.mentions import Mention, alike, lowered

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


def passes(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a document with these mentions is worth parsing."""
    goods = [one for one in mentions if one.entry.kind in _GOODS or one.entry.also is not None]
    if not goods:
        return False
    kinds = set(PARTY_KINDS) - {"outlet"}
    parties = [one for one in mentions if one.entry.kind in kinds and one.entry.code]
    if not parties:
        return False
    hay = lowered(alike(text))
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
