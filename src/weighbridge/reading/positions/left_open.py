"""A transfer that one speaker reports, and of which another will not say whether it is so: a statement for each.

"Iran has sent drones, a paper writes; Kyiv would neither confirm nor deny it", "sent parts by way of Lima, something
that the ministry refuses to comment on" (coding guidelines, 2). "Declined to say whether it had sent drones" reports
nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from weighbridge.reading.parsing.tree import Tree
from weighbridge.reading.positions.answered import Answer
from weighbridge.reading.positions.cues import load_cues, negation, phrase_classes

_PARTS = frozenset((";", ":", "\u2014", "\u2013", "--"))
"""Marks at which another clause begins."""


def silent_clause(tree: Tree) -> Answer | None:
    """The clause in which somebody will not say whether it is so; None where there is no such clause."""
    cues = load_cues()
    place = phrase_classes(tree, cues).get("declines")
    if place is None:
        return None
    at = bisect_left(tree.start, place)
    first = next((one + 1 for one in range(at - 1, -1, -1) if _parts(tree, one)), 0)
    end = next((one for one in range(at + 1, len(tree)) if _parts(tree, one)), len(tree))
    if not cues.answers["details"].isdisjoint(tree.lower[at:end]):
        return None  # "would not say how many"
    return Answer(first, end)


def is_left_open(tree: Tree, tokens: Collection[int]) -> bool:
    """Whether the tokens (word of transfer, goods) report what another clause of their sentence leaves open."""
    clause = silent_clause(tree)
    if clause is None or clause.first == 0 or any(token >= clause.first for token in tokens):
        return False
    told = tree.lower[: clause.first]
    return load_cues().answers["unreported"].isdisjoint(told) and not any(negation(tree, token) for token in tokens)


def _parts(tree: Tree, at: int) -> bool:
    """Whether a clause of its own begins behind a token: "; Kyiv would", ", but the embassy", ", a sum that"."""
    if tree.lower[at] in _PARTS:
        return True
    return tree.lower[at] == "," and not load_cues().answers["joining"].isdisjoint(tree.lower[at + 1 : at + 4])
