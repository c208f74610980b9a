"""How a word sounds in whatever way it was romanised: "Gaddafi" as "Qadhafi"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby

from rigour.text import metaphone

from weighbridge.matching.figures import pairs

SHORTEST = 3
"""Consonants by which two words may be told to sound alike; fewer are shared by too many words."""
_SILENT = frozenset("aeiouyhw'")


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    table = dict(pairs("sound", "same"))
    longest_first = sorted(table, key=lambda text: (-len(text), text))
    return re.compile("|".join(map(re.escape, longest_first))), table


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The consonants of a romanised word, those that romanisations exchange as one, doubled ones once."""
    pattern, table = _sounds()
    same = pattern.sub(lambda hit: table[hit[0]], word.replace(" ", ""))
    return "".join(letter for letter, _ in groupby(letter for letter in same if letter not in _SILENT))


def alike(one: str, other: str) -> bool:
    """Two words in small Latin letters sound alike: by Metaphone, as English reads them, or by their consonants."""
    sound = metaphone(one.replace(" ", ""))
    if len(sound) >= SHORTEST and sound == metaphone(other.replace(" ", "")):
        return True
    consonants = folded(one)
    return len(consonants) >= SHORTEST and consonants == folded(other)


@cache
def _families() -> tuple[frozenset[tuple[str, str]], int]:
    """The endings of a man's and a woman's family name, in both orders, and the length of the longest."""
    both = {ends for his, hers in pairs("gender", "families") for ends in ((his, hers), (hers, his))}
    return frozenset(both), max((len(end) for ends in both for end in ends), default=0)


def other_gender(one: str, other: str) -> bool:
    """The same Slavic family name of a man and of a woman ("Petrov", "Petrova"): whoever translates may take either."""
    if one[:2] != other[:2]:
        # two letters at least stand before the ending; most pairs of words end here
        return False
    endings, longest = _families()
    for at in range(max(2, len(one) - longest), len(one)):
        if one[:at] != other[:at]:
            return False
        if (one[at:], other[at:]) in endings:
            return True
    return False
