"""A small transformer encoder: the layers of all-MiniLM-L6-v2 (Apache-2.0), learnt anew for this reader.

They run in ONNX Runtime with weights of seven bits (``training.encoder.graph``), one passage at a time
(``passages``), so that no other document can change a figure; see ``docs/reading.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weighbridge.reading.encoder.passages import BEFORE
from weighbridge.reading.encoder.pieces import pieces_of

Vectors = NDArray[np.float32]
FILE = Path(__file__).parent.parent / "learnt" / "encoder.npz"
"""Written by ``make encoder``."""
MOST_PIECES = 208
"""Pieces of a sentence that are looked at; the rest of a longer one has the vector of the last."""
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


@dataclass(frozen=True, slots=True)
class Head:
    """A question to the vectors: two layers."""

    first: Vectors
    first_bias: Vectors
    second: Vectors
    second_bias: Vectors

    def __call__(self, rows: Vectors) -> Vectors:
        """Log-odds, a row each."""
        hidden = rows @ self.first
        hidden += self.first_bias
        out: Vectors = gelu(hidden) @ self.second
        out += self.second_bias
        return out


@dataclass(frozen=True, slots=True)
class Encoder:
    """The encoder with its heads."""

    vocabulary: dict[str, int]
    session: Any
    """The layers in ONNX Runtime."""
    heads: dict[str, Head]
    extra: dict[str, Vectors]
    """``none``: the vector of a word that isn't there; ``cls``, ``kind``: vectors of classes and kinds of sources."""
    known: dict[str, list[int]] = field(default_factory=dict)
    """Words that were cut before."""

    def cut(self, word: str) -> list[int]:
        """Numbers of the pieces of a word, or of several."""
        found = self.known.get(word)
        if found is None:
            if len(self.known) > 50_000:
                self.known.clear()
            found = self.known[word] = [one for part in word.split() for one in pieces_of(part, self.vocabulary)]
        return found

    def passage(self, sentences: Sequence[Sequence[str]], start: int) -> list[Vectors]:
        """Sentences read together; those from ``start`` on are asked about, the others go before.

        Returns for each a vector of the whole (the mean of its pieces), then one a word: that of its first piece (an
        empty word's is the next). What is left out, being too far before, has the vector of nothing.
        """
        return self.read([[self.cut(word) for word in one] for one in sentences], start)

    def read(self, sentences: Sequence[Sequence[Sequence[int]]], start: int) -> list[Vectors]:
        """``passage`` of words that are cut already."""
        numbers, places = laid_out(sentences, start, self.vocabulary)
        (x,) = self.session.run(None, {"numbers": np.array(numbers, np.int64)})
        x = np.concatenate([x, self.extra["none"][None]])
        words = x[[at for place in places for at in place[1:-1]]]
        out = []
        end = 0
        for place in places:
            inside = x[place[0] : place[-1]] if place[0] >= 0 else x[-1:]
            first, end = end, end + len(place) - 2
            out.append(np.concatenate([np.add.reduce(inside)[None] / np.float32(len(inside)), words[first:end]]))
        return out


def laid_out(
    sentences: Sequence[Sequence[Sequence[int]]], start: int, vocabulary: dict[str, int]
) -> tuple[list[int], list[list[int]]]:
    """A passage as one row of pieces, and where its words are in it.

    Args:
        sentences: for each word of each sentence the numbers of its pieces.
        start: the first sentence that is asked about.
        vocabulary: the numbers of [CLS] and [SEP].

    Returns:
        The row; for each sentence the place where it begins, that of each word, and that behind it; -1: left out.
    """
    numbers = [vocabulary["[CLS]"]]
    places: list[list[int]] = []
    left_out = sum(len(word) for one in sentences[:start] for word in one) - BEFORE
    for at, sentence in enumerate(sentences):
        if at == start and start:
            numbers.append(vocabulary["[SEP]"])
        most = len(numbers) + MOST_PIECES
        place = [-1 if left_out > 0 else len(numbers)]
        for word in sentence:
            if at < start and left_out > 0:
                place.append(-1)
                left_out -= len(word)
                continue
            if place[0] < 0:
                place[0] = len(numbers)
            place.append(min(len(numbers), most - 1))
            if len(numbers) < most:
                numbers += word
        place.append(max(len(numbers), place[0] + 1))
        places.append(place)
    numbers.append(vocabulary["[SEP]"])
    return numbers, places


@lru_cache(maxsize=2)
def load_encoder(path: Path = FILE) -> Encoder:
    """The encoder of a file that ``make encoder`` wrote.

    Raises:
        OSError, ValueError, KeyError: the file is missing or damaged.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    get = {name: np.ascontiguousarray(value, np.float32) for name, value in arrays.items() if name not in _RAW}
    heads = {
        name: Head(*(get[f"head/{name}/{one}"] for one in ("first", "first_bias", "second", "second_bias")))
        for name in ("item", "party", "position", "source")
    }
    return Encoder(
        {word: at for at, word in enumerate(str(arrays["vocabulary"]).split("\n"))},
        _session(arrays["network"].tobytes()),
        heads,
        {name: get[name] for name in ("none", "cls", "kind")},
    )


def _session(network: bytes) -> Any:
    """In one thread: who has more cores reads in several processes."""
    import onnxruntime
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf, NotImplemented

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidGraph, InvalidProtobuf, NotImplemented) as error:
        raise ValueError(f"the encoder's network is damaged: {error}") from error


_RAW = frozenset(("vocabulary", "network"))
