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


def other_gender(one: str, other: str) -> bool:
    """The same Slavic family name of a man and of a woman ("Petrov", "Petrova"): whoever translates may take either."""
    return any(
        first.endswith(his)
        and second.endswith(hers)
        and len(first) - len(his) > 1
        and first[: -len(his)] == second[: -len(hers)]
        for his, hers in pairs("gender", "families")
        for first, second in ((one, other), (other, one))
    )
