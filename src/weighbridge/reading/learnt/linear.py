"""Linear models over named features: what training writes, reading adds up."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weighbridge.reading.learnt.trees import Floats


class Words(list[str]):
    """The features of one thing of which several models are asked: what they share of numbers is looked up once."""

    numbers: array[int] | None = None
    """Those of the known features, each once, in order."""
    numbered_by: Mapping[str, int] | None = None
    """By which numbering."""


class Shared(NamedTuple):
    """Numbers of features that several models share."""

    numbers: Mapping[str, int]
    place: NDArray[np.intp]
    """Where each number stands in the index of one model; -1: nowhere."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model over named features: one column of weights an answer."""

    index: dict[str, int]
    weights: Floats
    bias: Floats
    shared: Shared | None = None
    """Told where other models are asked of the same features."""

    def scores(self, features: Iterable[str]) -> Floats:
        """Log-odds (one column) or unnormalised log-probabilities (several)."""
        return np.asarray(self.scores_of([features])[0])

    def scores_of(self, rows: Iterable[Iterable[str]]) -> Floats:
        """``scores`` of many rows at once. Each sum is its own, in the order of its row, so that
        neither other rows nor the order of a set can change a figure."""
        known, ends = _known(rows, self.index if self.shared is None else self.shared.numbers)
        if self.shared is not None:
            known = self.shared.place[known]
            there = known >= 0
            known = known[there]
            ends = np.concatenate([[0], np.cumsum(there)])[ends]
        starts = ends[:-1]
        out = np.tile(self.bias, (len(starts), 1))
        filled = np.flatnonzero(np.diff(ends))
        if len(filled):
            out[filled] += np.add.reduceat(self.weights[known], starts[filled], axis=0)
        return out


def sharing(linears: Mapping[str, Linear]) -> dict[str, Linear]:
    """The same models with one numbering of their features, so that each feature is looked up once for all."""
    numbers = {word: at for at, word in enumerate(dict.fromkeys(one for own in linears.values() for one in own.index))}
    out = {}
    for name, own in linears.items():
        place = np.full(len(numbers), -1, np.intp)
        place[[numbers[word] for word in own.index]] = list(own.index.values())
        out[name] = replace(own, shared=Shared(numbers, place))
    return out


def _known(rows: Iterable[Iterable[str]], numbers: Mapping[str, int]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The numbers of the known features of all rows, row after row, each once a row; and where each row ends."""
    known = array("q")
    ends = [0]
    for row in rows:
        known += _numbers(row, numbers)
        ends.append(len(known))
    return np.frombuffer(known, np.int64).astype(np.intp, copy=False), np.array(ends, np.intp)


def _numbers(row: Iterable[str], numbers: Mapping[str, int]) -> array[int]:
    if isinstance(row, Words) and row.numbers is not None and row.numbered_by is numbers:
        return row.numbers
    found = array("q", [at for at in map(numbers.get, dict.fromkeys(row)) if at is not None])
    if isinstance(row, Words):
        row.numbers, row.numbered_by = found, numbers
    return found
