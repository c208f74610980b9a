"""What was guessed for the transfers beside one: between the same parties, in its sentence, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weighbridge.reading.learnt.trees import Floats

Marks = NDArray[np.bool_]
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a transfer stands in its document: sentence, parties, class of goods, and what the rules say of it."""

    scene: int
    codes: tuple[str, str]
    goods: str
    rule: tuple[str, str, str]


_NOWHERE = 99.0
GROUPS, DISTANCES = 10, 4
"""Of others that are told of, each by the mean of their guesses and their number; and how far the nearest are."""


@dataclass(frozen=True, slots=True)
class Others:
    """Who stands beside each transfer of a document."""

    groups: list[Marks]
    """GROUPS tables: row by row which transfers belong to the group of that one."""
    distances: Floats
    """DISTANCES columns."""


def beside(places: Sequence[Place], guesses: Sequence[Sequence[float]]) -> list[list[float]]:
    """For each transfer of one document the mean guess, and the size, of ten groups of others; then four distances.

    Groups: same parties and class; same parties; same sentence; same sentence and rule; all of the sentence with
    transfers before, and after; the same parties just before, and just after; all of the document; those of its
    first sentence with any.

    Args:
        places: in the order of the document.
        guesses: numbers of each, of step 1.
    """
    return told_beside(others_of(places), guesses)


def others_of(places: Sequence[Place]) -> Others:
    """The groups and distances of ``beside``, which hold whatever is guessed."""
    count = len(places)
    scenes = np.array([one.scene for one in places], np.intp)
    pairs = _numbered([frozenset(one.codes) for one in places])
    goods = _numbered([one.goods for one in places])
    rules = _numbered([one.rule for one in places])
    others = ~np.eye(count, dtype=np.bool_)
    earlier, later = scenes < scenes[:, None], scenes > scenes[:, None]
    kin = others & (pairs == pairs[:, None])
    here = others & ~earlier & ~later
    before, has_before = _last(kin & earlier)
    after, has_after = _first(kin & later)
    far = scenes.max(initial=0) + 1
    last = np.where(earlier, scenes, -1).max(axis=1, initial=-1)
    following = np.where(later, scenes, far).min(axis=1, initial=far)
    opening = np.where(others, scenes, far).min(axis=1, initial=far)
    numbers = np.arange(count)
    groups = [
        kin & (goods == goods[:, None]),
        kin,
        here,
        here & (rules == rules[:, None]),
        scenes == last[:, None],
        scenes == following[:, None],
        (numbers == before[:, None]) & has_before[:, None],
        (numbers == after[:, None]) & has_after[:, None],
        others,
        others & (scenes == opening[:, None]),
    ]
    apart = [
        np.where(last >= 0, scenes - last, _NOWHERE),
        np.where(following < far, following - scenes, _NOWHERE),
        np.where(has_before, scenes - scenes[before], _NOWHERE),
        np.where(has_after, scenes[after] - scenes, _NOWHERE),
    ]
    return Others(groups, np.stack(apart, axis=1))


def told_beside(others: Others, guesses: Sequence[Sequence[float]]) -> list[list[float]]:
    """The rows of ``beside``."""
    if not len(guesses):
        return []
    table = np.array(guesses)
    told = [_means(table, group) for group in others.groups]
    return np.hstack([*told, others.distances]).tolist()  # type: ignore[no-any-return]


def _numbered(keys: Sequence[object]) -> Numbers:
    known: dict[object, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], np.intp)


def _first(marks: Marks) -> tuple[Numbers, Marks]:
    """Where the first mark of each row stands (0 where there is none), and whether there is one."""
    if not marks.size:
        return np.zeros(0, np.intp), np.zeros(0, np.bool_)
    return marks.argmax(axis=1), np.asarray(marks.any(axis=1))


def _last(marks: Marks) -> tuple[Numbers, Marks]:
    at, some = _first(marks[:, ::-1])
    return marks.shape[1] - 1 - at, some


def _means(table: Floats, group: Marks) -> Floats:
    """The mean of the rows that each row of ``group`` marks, and their number; zeros where none is marked."""
    sizes = group.sum(axis=1)[:, None]
    # one after another, as a sum of those rows alone would be: what is not marked adds nothing
    sums = np.where(group[:, :, None], table, 0.0).sum(axis=1)
    return np.hstack([sums / np.maximum(sizes, 1), sizes])
