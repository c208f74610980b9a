"""Whom of a list an asked party may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weighbridge.matching.beside import most_beside
from weighbridge.matching.comparing import Read, compare_read
from weighbridge.matching.figures import figure
from weighbridge.matching.index import CANDIDATES, Index
from weighbridge.matching.names import read_names
from weighbridge.matching.party import Party
from weighbridge.matching.reach import sought
from weighbridge.matching.reasons import Match
from weighbridge.matching.weighing_parts import weights


def matches(
    index: Index, asked: Party, threshold: float | None = None, most: int = CANDIDATES, forenames: bool = True
) -> list[Match]:
    """The listed parties that reach the threshold, best first; those with one score in the order of their ids.

    threshold: the review threshold of the figures where none is given.
    most: how many parties are compared for each reading of an asked name.
    forenames: without them a few spellings less are found; who keeps answers has to keep which it was.
    """
    lowest = figure("threshold", "review") if threshold is None else threshold
    known = forenames and index.forenames
    names = [(name, weights(name, index.rarity)) for name in read_names(asked, known)]
    found = (
        compare_read(asked, names, index.party(number), index.rarity, known)
        for number in _worth(index, asked, names, lowest, most)
    )
    return sorted(
        (one for one in found if one.score >= lowest), key=lambda one: (-one.score, one.party.list, one.party.id)
    )


def _worth(index: Index, asked: Party, names: Sequence[Read], lowest: float, most: int) -> Iterator[int]:
    """The candidates that share a number, and those whose names can come out high enough."""
    found = index.near(asked, [name for name, _ in names], most)
    sharing = index.sharing(asked)
    needed = lowest - most_beside(asked)
    wanted = [sought(name, table) for name, table in names]
    marks = index.marks(found)
    for one in wanted:
        one.learn(marks)
    for number, some in zip(found, marks, strict=True):
        if number in sharing or any(one.reach(text, needed) for text in some for one in wanted):
            yield number
