"""A small transformer encoder by NumPy alone: what training writes, reading multiplies.

The lower layers of all-MiniLM-L6-v2 (Apache-2.0), its last two learnt anew for this reader, with weights of
eight bits; see ``docs/reading.md``. One sentence at a time, so that what stands beside it can't change a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weighbridge.reading.encoder.pieces import pieces_of

Vectors = NDArray[np.float32]
FILE = Path(__file__).parent.parent / "learnt" / "encoder.npz"
"""Written by ``make encoder``."""
MOST_PIECES = 208
"""Pieces of a sentence that are looked at; the rest of a longer one has the vector of the last."""
HEADS = 12
_ROOT = np.float32(np.sqrt(2 / np.pi))


def gelu(x: Vectors) -> Vectors:
    """The activation, by its tangent form; changes ``x``."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += 1
    inner *= x
    inner *= _ROOT
    np.tanh(inner, out=inner)
    inner += 1
    inner *= np.float32(0.5)
    x *= inner
    return x


def _norm(x: Vectors, weight: Vectors, bias: Vectors) -> Vectors:
    x -= x.mean(axis=1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1]) + np.float32(1e-12))
    x *= weight
    x += bias
    return x


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer; matrices stand as (in, out)."""

    qkv: Vectors
    qkv_bias: Vectors
    out: Vectors
    out_bias: Vectors
    norm1: tuple[Vectors, Vectors]
    up: Vectors
    up_bias: Vectors
    down: Vectors
    down_bias: Vectors
    norm2: tuple[Vectors, Vectors]

    def __call__(self, x: Vectors) -> Vectors:
        """Vectors of one sentence to those of the next layer."""
        length, width = x.shape
        depth = width // HEADS
        mixed = (x @ self.qkv + self.qkv_bias).reshape(length, 3, HEADS, depth).transpose(1, 2, 0, 3)
        weights = mixed[0] @ mixed[1].transpose(0, 2, 1)
        weights *= np.float32(1 / np.sqrt(depth))
        weights -= weights.max(axis=2, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=2, keepdims=True)
        seen = (weights @ mixed[2]).transpose(1, 0, 2).reshape(length, width)
        x = _norm(x + seen @ self.out + self.out_bias, *self.norm1)
        return _norm(x + gelu(x @ self.up + self.up_bias) @ self.down + self.down_bias, *self.norm2)


@dataclass(frozen=True, slots=True)
class Head:
    """A question to the vectors: two layers."""

    first: Vectors
    first_bias: Vectors
    second: Vectors
    second_bias: Vectors

    def __call__(self, rows: Vectors) -> Vectors:
        """Log-odds, a row each."""
        return gelu(rows @ self.first + self.first_bias) @ self.second + self.second_bias


@dataclass(frozen=True, slots=True)
class Encoder:
    """The encoder with its heads."""

    vocabulary: dict[str, int]
    pieces: NDArray[np.int8]
    scales: Vectors
    places: Vectors
    norm: tuple[Vectors, Vectors]
    layers: tuple[Layer, ...]
    heads: dict[str, Head]
    extra: dict[str, Vectors]
    """``none``: the vector of a word that isn't there; ``cls``, ``kind``: vectors of classes and kinds of sources."""
    known: dict[str, list[int]] = field(default_factory=dict)
    """Words that were cut before."""

    def _cut(self, word: str) -> list[int]:
        found = self.known.get(word)
        if found is None:
            if len(self.known) > 50_000:
                self.known.clear()
            found = self.known[word] = [one for part in word.split() for one in pieces_of(part, self.vocabulary)]
        return found

    def vectors(self, words: Sequence[str]) -> Vectors:
        """A vector for the whole sentence, then one a word: that of its first piece (an empty word's is the next)."""
        numbers = [self.vocabulary["[CLS]"]]
        first = [0]
        for word in words:
            first.append(len(numbers))
            if len(numbers) < MOST_PIECES:
                numbers += self._cut(word)
        numbers.append(self.vocabulary["[SEP]"])
        x = self.pieces[numbers].astype(np.float32)
        x *= self.scales[numbers][:, None]
        x += self.places[: len(numbers)]
        x = _norm(x, *self.norm)
        for layer in self.layers:
            x = layer(x)
        return np.asarray(x[np.minimum(first, len(numbers) - 1)])


def load_matrix(arrays: dict[str, NDArray[Any]], name: str) -> Vectors:
    """A matrix of eight-bit numbers with a scale for each column, or plain numbers."""
    if name + ".scale" in arrays:
        return np.asarray(arrays[name].astype(np.float32) * arrays[name + ".scale"].astype(np.float32))
    return np.ascontiguousarray(arrays[name].astype(np.float32))


@lru_cache(maxsize=2)
def load_encoder(path: Path = FILE) -> Encoder:
    """The encoder of a file of numbers.

    Raises:
        OSError, ValueError, KeyError: the file is missing or damaged.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    get = {name: load_matrix(arrays, name) for name in arrays if not name.endswith(".scale") and name not in _RAW}
    layers = []
    for at in range(int(arrays["layers"])):
        part = {key.split("/")[2]: value for key, value in get.items() if key.startswith(f"layer/{at}/")}
        norms = {f"norm{n}": (part.pop(f"norm{n}_weight"), part.pop(f"norm{n}_bias")) for n in (1, 2)}
        layers.append(Layer(**part, **norms))  # type: ignore[arg-type]
    heads = {
        name: Head(*(get[f"head/{name}/{one}"] for one in ("first", "first_bias", "second", "second_bias")))
        for name in ("item", "party", "position", "source")
    }
    return Encoder(
        {word: at for at, word in enumerate(str(arrays["vocabulary"]).split("\n"))},
        arrays["pieces"],
        arrays["pieces.scale"].astype(np.float32),
        get["places"],
        (get["norm_weight"], get["norm_bias"]),
        tuple(layers),
        heads,
        {name: get[name] for name in ("none", "cls", "kind")},
    )


_RAW = frozenset(("vocabulary", "pieces", "layers"))
