"""Boosted trees laid out for reading many rows at once, without walking down any tree.

Each leaf of a tree is a bit, the leftmost leaf the lowest. A node that sends a row to the right
rules out the leaves on its left; what the row ends in is the lowest leaf that no node rules out.
(The idea is that of QuickScorer: Lucchese et al., SIGIR 2015.) So every question is answered for
all rows side by side, each different question once, and the sums are exactly those of the walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_LEAVES = 64
"""Leaves of a tree, as bits of the widest integer."""
BLOCK = 256
"""Rows read at once: few enough for what they need to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Questions, and for each place in the trees which question stands there and which leaves it keeps."""

    used: NDArray[np.int32]
    """The columns of a row that are asked for at all."""
    column: NDArray[np.intp]
    """Of each question, its column among those used ..."""
    threshold: Floats
    """... and the figure up to which it sends a row left."""
    question: NDArray[np.intp]
    """One line a place in the trees, one column a tree."""
    keeps: NDArray[Any]
    """The same shape: the leaves that stay possible when the row goes right."""
    value: Floats
    """Values of the leaves, tree after tree."""
    offset: NDArray[np.intp]
    """Where the leaves of each tree begin in ``value``."""
    outputs: int

    def scores(self, rows: Floats) -> Floats:
        """Raw sums of the leaves that each row ends in, one column an output."""
        out = np.empty((len(rows), self.outputs))
        unsigned = self.keeps.dtype.type
        for start in range(0, len(rows), BLOCK):
            part = np.ascontiguousarray(rows[start : start + BLOCK].T[self.used])
            left = -(part.take(self.column, axis=0) <= self.threshold).astype(unsigned)
            open_ = np.full((len(self.offset), part.shape[1]), np.iinfo(unsigned).max, unsigned)
            kept = np.empty_like(open_)
            for question, keeps in zip(self.question, self.keeps, strict=True):
                left.take(question, axis=0, out=kept, mode="clip")  # clip: straight into ``kept``
                kept |= keeps
                open_ &= kept
            leaf = np.bitwise_count((open_ & -open_) - unsigned(1))
            value = self.value.take(leaf + self.offset)
            out[start : start + BLOCK] = value.reshape(-1, self.outputs, value.shape[1]).sum(axis=0).T
        return out


def layout_of(
    feature: NDArray[np.int32],
    threshold: Floats,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    value: Floats,
    base: NDArray[np.int32],
    outputs: int,
) -> Layout:
    """The layout of trees with nodes numbered parent, left branch, right branch; leaves point at themselves.

    Raises:
        ValueError: a tree has more than MOST_LEAVES leaves.
    """
    trees = len(base)
    is_leaf = left == np.arange(len(left))
    leaves_before = np.concatenate([[0], np.cumsum(is_leaf)])
    tree = np.searchsorted(base, np.arange(len(left)), side="right") - 1
    leaf_number = leaves_before[:-1] - leaves_before[base][tree]
    leaf, inner = np.flatnonzero(is_leaf), np.flatnonzero(~is_leaf)
    most = int(np.bincount(tree[leaf], minlength=1).max())
    if most > MOST_LEAVES:
        raise ValueError(f"a tree has {most} leaves, more than {MOST_LEAVES}")
    unsigned = np.uint16 if most <= 16 else np.uint32 if most <= 32 else np.uint64
    # the left branch of a node holds the leaves from its own first to the right branch's first
    first, end = leaf_number[inner].astype(np.uint64), leaf_number[right[inner]].astype(np.uint64)
    one = np.uint64(1)
    on_left = ((one << end) - one) ^ ((one << first) - one)
    inner_of_tree = np.bincount(tree[inner], minlength=trees)
    place = np.arange(len(inner)) - (np.cumsum(inner_of_tree) - inner_of_tree)[tree[inner]]
    places = int(inner_of_tree.max(initial=0))
    order = np.lexsort((threshold[inner], feature[inner]))
    asked, at = feature[inner][order], threshold[inner][order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (asked[1:] != asked[:-1]) | (at[1:] != at[:-1])
    number = np.empty(len(order), np.intp)
    number[order] = np.cumsum(fresh) - 1
    used, column = np.unique(asked[fresh], return_inverse=True)
    question = np.zeros((places, trees), np.intp)
    question[place, tree[inner]] = number
    keeps = np.full((places, trees, 1), np.iinfo(unsigned).max, unsigned)
    keeps[place, tree[inner], 0] = (~on_left).astype(unsigned)
    values = np.zeros((trees, most))
    values[tree[leaf], leaf_number[leaf]] = value[leaf]
    offset = (np.arange(trees) * most)[:, None]
    return Layout(used, column, at[fresh][:, None], question, keeps, values.ravel(), offset, outputs)
