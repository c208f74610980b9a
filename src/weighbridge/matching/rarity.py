"""How much a word of a name tells: little where half the list bears it, much where one entry does."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weighbridge.matching.figures import figure

Frequency = Callable[[str], int]
"""In how many entries of a list a word stands."""


def _nowhere(word: str) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Rarity:
    """What a list says of words. Without a list (``Rarity()``) all words weigh the same.

    entries: how many entries the list has.
    frequency: in how many of them a word stands, in the form in which rigour compares it.
    """

    entries: int = 0
    frequency: Frequency = _nowhere

    def of(self, word: str, person: bool) -> float:
        """From 1 (in one entry or none) down to the figure under [rarity] (in every entry), linear in the logarithm."""
        if self.entries < 2:
            return 1.0
        common = math.log(max(self.frequency(word), 1)) / math.log(self.entries)
        lowest = figure("rarity", "person" if person else "organisation")
        return 1.0 - (1.0 - lowest) * min(common, 1.0)


def counted(entries: Iterable[Iterable[str]]) -> Rarity:
    """The rarity of words over entries, each given by its words."""
    counts: dict[str, int] = {}
    number = 0
    for entry in entries:
        number += 1
        for word in set(entry):
            counts[word] = counts.get(word, 0) + 1
    return Rarity(number, lambda word: counts.get(word, 0))
