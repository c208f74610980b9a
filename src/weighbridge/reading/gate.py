"""The gate: which documents can bear a statement at all, decided before any parsing.

News is mostly about other things, and parsing what cannot matter is the whole cost. A
document passes when somewhere in it goods that are named outright, a party and a word of
transfer stand close together. The words were all found by one Aho-Corasick pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from weighbridge.lexicon import PARTY_KINDS
from weighbridge.reading.frame_lexicon import load_frames
from weighbridge.reading.mentions import Mention, alike, lowered

REACH = 350
"""Characters within which goods, a party and a word of transfer must stand together."""

_IRREGULAR = {
    "send": "sent", "sell": "sold", "buy": "bought", "give": "gave given", "get": "got", "lend": "lent", "take": "took taken",
    "bring": "brought", "fly": "flew flown", "seek": "sought", "hold": "held", "make": "made", "withhold": "withheld",
    "win": "won", "pay": "paid", "find": "found", "feed": "fed", "go": "went gone", "come": "came", "build": "built",
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
def _transfer_words() -> AhoCorasick:
    lexicon = load_frames()
    words: set[str] = set()
    for table, inflect in ((lexicon.verbs, True), (lexicon.nouns, False), (lexicon.adjectives, False)):
        for first, frames in table.items():
            if all(frame.weak for frame in frames):
                continue
            words.update(forms(first) if inflect else (first, first + "s"))
    return AhoCorasick(sorted(words))


def passes(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a document with these mentions is worth parsing."""
    goods = [m for m in mentions if m.entry.kind in ("word", "designation") or m.entry.also is not None]
    if not goods:
        return False
    parties = [m for m in mentions if m.entry.kind in PARTY_KINDS and m.entry.code and m.entry.kind != "outlet"]
    if not parties:
        return False
    hay = lowered(alike(text))
    for mention in goods:
        low, high = mention.start - REACH, mention.end + REACH
        if not any(low < party.start < high for party in parties):
            continue
        low = max(0, low)
        for _, start, end in _transfer_words().find_matches_as_indexes(hay[low:high], overlapping=True):
            start, end = start + low, end + low
            if not (start and hay[start - 1].isalnum()) and not (end < len(hay) and hay[end].isalnum()):
                return True
    return False
