"""Whom of a list an asked party may be."""

from __future__ import annotations

from weighbridge.matching.comparing import compare
from weighbridge.matching.figures import figure
from weighbridge.matching.index import CANDIDATES, Index
from weighbridge.matching.party import Party
from weighbridge.matching.reasons import Match


def matches(
    index: Index, asked: Party, threshold: float | None = None, most: int = CANDIDATES, forenames: bool = True
) -> list[Match]:
    """The listed parties that reach the threshold, best first; those with one score in the order of their ids.

    threshold: the review threshold of the figures where none is given.
    most: how many parties are compared for each reading of an asked name.
    forenames: without rigour's forenames the first answer of a process comes at once, and a few spellings less are
        found; who keeps answers has to keep which it was.
    """
    lowest = figure("threshold", "review") if threshold is None else threshold
    found = (
        compare(asked, index.party(number), index.rarity, forenames)
        for number in index.candidates(asked, most, forenames)
    )
    return sorted(
        (one for one in found if one.score >= lowest), key=lambda one: (-one.score, one.party.list, one.party.id)
    )
