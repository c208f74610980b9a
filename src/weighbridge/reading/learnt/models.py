"""The trained models as one file of numbers and names, ``reader.npz`` beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern

import numpy as np

from weighbridge.reading.learnt.linear import Linear, sharing
from weighbridge.reading.learnt.trees import Floats, Forest, open_forests, save

FILE = Path(__file__).with_name("reader.npz")
"""Written by ``make train`` from the corpus; the same corpus gives the same file."""
_ASKED_THE_SAME = (("transferred", "nobody_gives", "nobody_gets"), ("gives", "gets"))
"""Linear models that are asked of the same features, and look them up once."""


@dataclass(frozen=True, slots=True)
class Models:
    """All models of the reader, and what was learnt of how far they can be believed."""

    forests: dict[str, Forest]
    linears: dict[str, Linear]
    threshold: float
    """Triples below this probability are not stated."""
    moved: float
    """... and below this one not as delivered, used or shipped: a false delivery is the worst error."""
    careful: float
    """Triples below this probability are left out by ``--careful``."""
    belief: Floats
    """Two rows, raw score and share right: how often triples of a score were right out of fold."""

    def answer(self, name: str, rows: Floats) -> Floats:
        """Probabilities of the forest ``name`` for each row."""
        return self.forests[name].probability(rows)

    def weigh(self, name: str, rows: list[list[str]]) -> Floats:
        """Scores of the linear model ``name`` for each row of words."""
        return self.linears[name].scores_of(rows)

    def confidence(self, score: float) -> float:
        """The share of statements with this raw score that were right, 0 to 1."""
        return float(np.interp(score, self.belief[0], self.belief[1]))


def save_models(models: Models, path: Path = FILE) -> None:
    """Write all models to one file."""
    extra = {
        "threshold": models.threshold,
        "moved": models.moved,
        "careful": models.careful,
        "belief": models.belief,
    }
    for name, linear in models.linears.items():
        kept = np.flatnonzero(np.abs(linear.weights).max(axis=1) > 1e-4)
        names = sorted(linear.index, key=linear.index.__getitem__)
        extra[f"{name}.names"] = np.array("\n".join(names[at] for at in kept))
        extra[f"{name}.weights"] = linear.weights[kept].astype(np.float32)
        extra[f"{name}.bias"] = linear.bias.astype(np.float32)
    save(path, models.forests, **extra)


@lru_cache(maxsize=2)
def load_models(path: Path = FILE) -> Models:
    """The models of ``path``.

    Raises:
        OSError, ValueError, KeyError: the file is missing or damaged.
    """
    forests, extra = open_forests(path)
    linears = {}
    for key in extra:
        if key.endswith(".names"):
            name = key.removesuffix(".names")
            words = str(extra[key]).split("\n")
            linears[name] = Linear(
                {intern(word): at for at, word in enumerate(words)},
                extra[f"{name}.weights"].astype(np.float64),
                extra[f"{name}.bias"].astype(np.float64),
            )
    for names in _ASKED_THE_SAME:
        linears.update(sharing({name: linears[name] for name in names if name in linears}))
    return Models(
        forests,
        linears,
        float(extra["threshold"]),
        float(extra["moved"]),
        float(extra["careful"]),
        extra["belief"].astype(np.float64),
    )
