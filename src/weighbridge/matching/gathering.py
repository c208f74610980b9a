"""Which listed names share most with an asked one, told from the names that have each of its keys.

The rarest keys come first. All that has one of them is gathered until no other name can come out among the best any
more; from then on only those are looked up in the longer lists, and with each key those are dropped that can't come out
among the best. The outcome is that of looking at all names of all keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from weighbridge.matching.arrays import Array

FIRST = 30_000
"""Entries after which only names count that one of these has; what shares but common keys is no candidate."""
FLOOR = 0.45
"""What shares less than this part of what the nearest name shares is no candidate."""
LEAST = 0.15
"""Nor is what shares less than this part of all that the two names have."""
PART = 0.3
"""How much of all that a name has counts beside what was asked."""
DUE, STEP = 0.2, 0.05
"""When this part of all weight is left, and after each such step, it is tried whether new names can still come in."""
HIGH = 0.7
"""Names that share this part of what the nearest name shares tell how high one has to come."""
MANY = 4
"""While there are so many times more names than wanted, it pays to look for those that can be dropped."""
SURELY = 0.9999
"""For sums of 32 bits."""


def nearest(ids: Sequence[Array], weights: Sequence[float], lengths: Array, most: int) -> list[tuple[int, float]]:
    """The names that share most, best first, at most ``most``, each with its score.

    ids: for each key, rarest first, the names that have it, in their order; at least one key. weights: what it counts.
    lengths: how much all keys of each name count.

    Raises:
        IndexError: a name that ``lengths`` does not have.
    """
    total = sum(weights)
    near, shared, at = _gathered(ids, weights, lengths, most)
    whole = np.float32(total) + np.float32(PART) * lengths.take(near)
    left = sum(weights[at:])
    for some, weight in zip(ids[at:], weights[at:], strict=True):
        if not len(near):
            return []
        there = some.take(some.searchsorted(near), mode="clip") == near
        np.add(shared, np.float32(weight), out=shared, where=there)
        left -= weight
        if len(near) > MANY * most:
            able = shared + np.float32(left) >= np.float32(_lowest(shared, whole, most)) * whole
            near, shared, whole = near[able], shared[able], whole[able]
    if not len(near):
        return []
    scores = shared / whole
    kept = scores >= max(LEAST, FLOOR * float(scores.max()))
    near, scores = near[kept], scores[kept]
    best = np.lexsort((near, -scores))[:most]
    return list(zip(near[best].tolist(), scores[best].tolist(), strict=True))


def _gathered(ids: Sequence[Array], weights: Sequence[float], lengths: Array, most: int) -> tuple[Array, Array, int]:
    """The names that may come out among the best, in their order, what they share by then, and how many keys that took.

    No name that none of these keys has can come out among the best any more, or FIRST entries were looked at.
    """
    total = sum(weights)
    left, due, looked = total, DUE * total, 0
    for at, (some, weight) in enumerate(zip(ids, weights, strict=True), 1):
        looked += len(some)
        left -= weight
        last = at == len(ids)
        if not last and looked <= FIRST and left > due:
            continue
        near, shared = _summed(ids[:at], weights[:at], len(lengths))
        near, shared, lowest = _promising(near, shared, max(left, 0.0), total, lengths, most)
        if last or looked > FIRST or left < lowest * total:
            break
        due = left - STEP * total
    return near, shared, at


def _summed(ids: Sequence[Array], weights: Sequence[float], names: int) -> tuple[Array, Array]:
    """Each name once, in their order, with the sum of the weights of its keys.

    names: how many there are; none has a higher number, or IndexError is raised.

    Names and keys lie together in one array that is sorted: that is faster than to keep a sum for every name of the
    list, which lie scattered over memory.
    """
    bits = len(ids).bit_length()
    kind: Any = np.uint32 if names.bit_length() + bits <= 32 else np.uint64
    pairs: Array = np.concatenate(ids).astype(kind, copy=False)
    if int(pairs.max()) >= names:
        raise IndexError("a key has a name that is not there")
    pairs <<= kind(bits)
    pairs |= np.repeat(np.arange(len(ids), dtype=kind), [len(one) for one in ids])
    pairs.sort()
    found = pairs >> kind(bits)
    first = np.ones(len(found), dtype=bool)
    np.not_equal(found[1:], found[:-1], out=first[1:])
    starts = np.flatnonzero(first)
    sums = np.zeros(len(found) + 1)
    np.cumsum(np.array(weights).take(pairs & kind((1 << bits) - 1)), out=sums[1:])
    before = sums[starts]
    shared = (np.append(before[1:], sums[-1]) - before).astype(np.float32)
    return found[starts].astype(np.uint32, copy=False), shared


def _promising(
    names: Array, shared: Array, left: float, total: float, lengths: Array, most: int
) -> tuple[Array, Array, float]:
    """Those of the names that may come out among the best, what they share, and the lowest score of these.

    left: how much the keys weigh that were not looked at.
    """
    high = shared >= np.float32(HIGH) * shared.max()
    lowest = _lowest(shared[high], np.float32(total) + np.float32(PART) * lengths.take(names[high]), most)
    able = shared >= np.float32(lowest * total - left)
    names, shared = names[able], shared[able]
    whole = np.float32(total) + np.float32(PART) * lengths.take(names)
    able = shared + np.float32(left) >= np.float32(lowest) * whole
    return names[able], shared[able], lowest


def _lowest(shared: Array, whole: Array, most: int) -> float:
    """The score that a name has to reach, by what some names share already."""
    scores = shared / whole
    lowest = max(LEAST, FLOOR * float(scores.max()))
    if len(scores) > most:
        lowest = max(lowest, float(np.partition(scores, -most)[-most]))
    return lowest * SURELY
