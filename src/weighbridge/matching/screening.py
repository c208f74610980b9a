"""Whom of a list an asked party may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from weighbridge.matching.beside import most_beside
from weighbridge.matching.comparing import Read, compare_read
from weighbridge.matching.figures import figure
from weighbridge.matching.index import CANDIDATES, Index
from weighbridge.matching.names import read_names
from weighbridge.matching.party import Party
from weighbridge.matching.reach import sought
from weighbridge.matching.reasons import Match
from weighbridge.matching.weighing_parts import weights

AT_ONCE = 35
"""Parties that ``matches_each`` takes through each step together."""


def matches(
    index: Index, asked: Party, threshold: float | None = None, most: int = CANDIDATES, forenames: bool = True
) -> list[Match]:
    """The listed parties that reach the threshold, best first; those with one score in the order of their ids.

    threshold: the review threshold of the figures where none is given.
    most: how many parties are compared for each reading of an asked name.
    forenames: without them a few spellings less are found; who keeps answers has to keep which it was.
    """
    (found,) = matches_each(index, [asked], threshold, most, forenames)
    return found


def matches_each(
    index: Index,
    asked: Iterable[Party],
    threshold: float | None = None,
    most: int = CANDIDATES,
    forenames: bool = True,
) -> Iterator[list[Match]]:
    """What ``matches`` gives for each of many parties, in their order.

    They are taken AT_ONCE at a time, one step for all of them after another: each step finds in the processor's cache
    what it used last, so that this is faster than one party after another. The answers are the same.
    """
    lowest = figure("threshold", "review") if threshold is None else threshold
    known = forenames and index.forenames
    parties = iter(asked)
    while some := list(islice(parties, AT_ONCE)):
        names = [[(name, weights(name, index.rarity)) for name in read_names(one, known)] for one in some]
        near = [index.near(one, [name for name, _ in read], most) for one, read in zip(some, names, strict=True)]
        worth = [
            list(_worth(index, one, read, numbers, lowest))
            for one, read, numbers in zip(some, names, near, strict=True)
        ]
        for one, read, numbers in zip(some, names, worth, strict=True):
            found = (compare_read(one, read, index.party(number), index.rarity, known) for number in numbers)
            yield sorted(
                (match for match in found if match.score >= lowest),
                key=lambda match: (-match.score, match.party.list, match.party.id),
            )


def _worth(index: Index, asked: Party, names: Sequence[Read], found: Sequence[int], lowest: float) -> Iterator[int]:
    """Those of the candidates found that share a number, and those whose names can come out high enough."""
    sharing = index.sharing(asked)
    needed = lowest - most_beside(asked)
    wanted = [sought(name, table) for name, table in names]
    marks = index.marks(found)
    for one in wanted:
        one.learn(marks)
    for number, some in zip(found, marks, strict=True):
        if number in sharing or any(one.reach(text, needed) for text in some for one in wanted):
            yield number
