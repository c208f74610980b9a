"""What was guessed for the transfers beside one: between the same parties, in its sentence, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from weighbridge.reading.learnt.trees import Floats


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


def beside(places: Sequence[Place], guesses: Sequence[Sequence[float]]) -> list[list[float]]:
    """For each transfer of one document the mean guess, and the size, of ten groups of others; then four distances.

    Groups: same parties and class; same parties; same sentence; same sentence and rule; all of the sentence with
    transfers before, and after; the same parties just before, and just after; all of the document; those of its
    first sentence with any.

    Args:
        places: in the order of the document.
        guesses: numbers of each, of step 1.
    """
    if not places:
        return []
    table = np.array(guesses)
    scenes = np.array([one.scene for one in places])
    numbers = np.arange(len(places))
    pairs = _numbered([frozenset(one.codes) for one in places])
    goods = _numbered([one.goods for one in places])
    rules = _numbered([one.rule for one in places])
    out = []
    for at, scene in enumerate(scenes):
        others = numbers != at
        kin = others & (pairs == pairs[at])
        here = others & (scenes == scene)
        earlier, later = numbers[scenes < scene], numbers[scenes > scene]
        kin_before, kin_after = numbers[kin & (scenes < scene)][-1:], numbers[kin & (scenes > scene)][:1]
        last = scenes[earlier].max() if len(earlier) else -1
        following = scenes[later].min() if len(later) else -1
        first = scenes[others].min() if len(places) > 1 else -1
        groups = (
            numbers[kin & (goods == goods[at])],
            numbers[kin],
            numbers[here],
            numbers[here & (rules == rules[at])],
            numbers[scenes == last],
            numbers[scenes == following],
            kin_before,
            kin_after,
            numbers[others],
            numbers[others & (scenes == first)],
        )
        row: list[float] = []
        for group in groups:
            row += _mean(table, group)
        row += [
            float(scene - last) if len(earlier) else _NOWHERE,
            float(following - scene) if len(later) else _NOWHERE,
            float(scene - scenes[kin_before[0]]) if len(kin_before) else _NOWHERE,
            float(scenes[kin_after[0]] - scene) if len(kin_after) else _NOWHERE,
        ]
        out.append(row)
    return out


def _numbered(keys: Sequence[object]) -> Floats:
    known: dict[object, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys])


def _mean(table: Floats, group: Floats) -> list[float]:
    if not len(group):
        return [0.0] * (table.shape[1] + 1)
    return [*(table[group].sum(axis=0) / len(group)).tolist(), float(len(group))]
