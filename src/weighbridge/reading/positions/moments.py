"""When a sentence's times lie, seen from the day of publication, and where they stand to a word of transfer.

A delivery dated after the day on which the report appeared has not been made: it is agreed or planned.
"""

from __future__ import annotations

from bisect import bisect_right

from weighbridge.model import Time
from weighbridge.reading.dating.periods import times_in
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.clauses import clauses_of
from weighbridge.reading.scene import Scene

LIES = ("ahead", "past", "now", "since", "until")
"""After publication, before it, about then or not known, begun and open, open before an end."""
MOMENT_NAMES = [
    *(f"time {one}" for one in LIES),
    *(f"time in clause {one}" for one in LIES),
    "time nearest",
    "time apart",
]
_FAR = 99.0


def lies(time: Time, published: str | None) -> str:
    """One of LIES; dates are compared as far as both are given."""
    if published is None:
        return "now"
    start, end = time.start or time.end or "", time.end or time.start or ""
    if start[: len(published)] > published[: len(start)]:
        return "ahead"
    if time.end is None:
        return "since"
    if end < published[: len(end)]:
        return "past"
    return "until" if time.start is None else "now"


def _moments(scene: Scene, published: str | None) -> list[tuple[int, int]]:
    """Token and place in LIES of each time of a sentence; worked out once."""
    cache = tree_of(scene.doc).cache
    key = f"moments {published}"
    known: list[tuple[int, int]] | None = cache.get(key)
    if known is None:
        known = cache[key] = [
            (max(0, bisect_right(scene.starts, one.start) - 1), LIES.index(lies(one.what, published)))
            for one in times_in(scene.text, published)
        ]
    return known


def moment_numbers(scene: Scene, trigger: int, published: str | None) -> list[float]:
    """Numbers in the order of MOMENT_NAMES for the word ``trigger`` of a parsed sentence."""
    anywhere, inside = [0.0] * len(LIES), [0.0] * len(LIES)
    found = _moments(scene, published)
    if not found:
        return [*anywhere, *inside, 0.0, _FAR]
    clauses = clauses_of(tree_of(scene.doc))
    for token, kind in found:
        anywhere[kind] += 1.0
        inside[kind] += float(clauses[token] == clauses[trigger])
    token, kind = min(found, key=lambda one: abs(one[0] - trigger))
    return [*anywhere, *inside, float(kind + 1), float(abs(token - trigger))]
