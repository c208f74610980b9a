"""How a document is cut for the encoder: some sentences at a time, with what goes before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

BEFORE = 64
"""Pieces of what goes before, at most."""
CORE = 160
"""Pieces of the sentences that are asked about, at most, where they are several."""


class Passage(NamedTuple):
    """Sentences ``start`` to before ``stop`` are asked about; those from ``first`` on are read before them."""

    first: int
    start: int
    stop: int


def passages(sizes: Sequence[int], wanted: Iterable[int], core: int = CORE) -> Iterator[Passage]:
    """Cuts a document so that each wanted sentence is in one passage, as few passages as go in one pass.

    Args:
        sizes: pieces of every sentence of the document.
        wanted: the sentences that are asked about.
        core: pieces of a passage that are asked about, at most.
    """
    order = sorted(set(wanted))
    at = 0
    while at < len(order):
        start = order[at]
        stop, used = start + 1, sizes[start]
        at += 1
        while at < len(order) and used + sum(sizes[stop : order[at] + 1]) <= core:
            used += sum(sizes[stop : order[at] + 1])
            stop = order[at] + 1
            at += 1
        first, before = start, 0
        while first and before < BEFORE:
            first -= 1
            before += sizes[first]
        yield Passage(first, start, stop)
