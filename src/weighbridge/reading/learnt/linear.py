"""Linear models over named features: what training writes, reading adds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from weighbridge.reading.learnt.trees import Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model over named features: one column of weights an answer."""

    index: dict[str, int]
    weights: Floats
    bias: Floats

    def scores(self, features: Iterable[str]) -> Floats:
        """Log-odds (one column) or unnormalised log-probabilities (several)."""
        return np.asarray(self.scores_of([features])[0])

    def scores_of(self, rows: Iterable[Iterable[str]]) -> Floats:
        """``scores`` of many rows at once. Each sum is its own, in the order of its row, so that
        neither other rows nor the order of a set can change a figure."""
        known: list[int] = []
        ends = [0]
        place = self.index.get
        for row in rows:
            known += [at for at in map(place, dict.fromkeys(row)) if at is not None]
            ends.append(len(known))
        starts = np.array(ends[:-1], dtype=np.intp)
        out = np.tile(self.bias, (len(starts), 1))
        filled = np.flatnonzero(np.diff(ends))
        if len(filled):
            out[filled] += np.add.reduceat(self.weights[known], starts[filled], axis=0)
        return out
