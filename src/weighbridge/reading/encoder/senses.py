"""What the encoder makes of a sentence: answers about its goods, parties, position and sources, as numbers.

They are columns beside the others that the forests weigh, never the answer by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.encoder.encoder import Encoder, Vectors
from weighbridge.reading.encoder.passages import passages
from weighbridge.reading.encoder.plain import numbers_of, plain_words, spoken

if TYPE_CHECKING:
    from weighbridge.reading.scene import Scene

Place = tuple[int, int]
"""Scene and token."""

SENSE_ITEM = ["sense_transferred", "sense_nobody_gives", "sense_nobody_gets"]
SENSE_PARTY = ["sense_gives", "sense_gets"]
SENSE_POSITION = [f"sense_{one}" for one in (*STAGES, *STANCES, *CERTAINTIES)]
SENSE_SOURCE = ["sense_source", "sense_source_share"]
KINDS = ("nowhere", "supplier", "recipient", "other")
"""Whose country a source has."""
SOURCES = tuple(
    "anonymous company document government intelligence intergovernmental media military narrator ngo nonstate".split()
) + ("person",)
"""Classes of sources, in the order in which the encoder learnt them."""


@dataclass(slots=True)
class Sense:
    """The vectors of one sentence, and of those read with it."""

    encoder: Encoder
    scene: int
    table: dict[int, Vectors]
    """For each scene of the passage the vector of the whole and of each word."""
    house: float

    def at(self, token: int | None, scene: int | None = None) -> Vectors:
        """The vector of a word, of this sentence where no other is told; of none (None or below 0), what stands for
        nobody."""
        rows = self.table.get(self.scene if scene is None else scene)
        if rows is None or token is None or not 0 <= token < len(rows) - 1:
            return self.encoder.extra["none"]
        return np.asarray(rows[token + 1])

    def _whole(self) -> Vectors:
        return np.asarray(self.table[self.scene][0])

    def _end(self) -> Vectors:
        return np.array([self.house], np.float32)

    def item(self, token: int, trigger: int | None) -> list[float]:
        """Log-odds of SENSE_ITEM for the goods at ``token``."""
        row = np.concatenate([self.at(token), self.at(trigger), self._whole(), self._end()])
        return rounded(self.encoder.heads["item"](row[None]))[0]

    def parties(self, token: int, trigger: int | None, parties: Sequence[Place]) -> list[list[float]]:
        """Log-odds of SENSE_PARTY for each of the parties, named here or before, and the goods at ``token``."""
        if not parties:
            return []
        goods, word = self.at(token), self.at(trigger)
        rows = [
            np.concatenate([goods, one, goods * one, word, self._end()])
            for one in (self.at(place, scene) for scene, place in parties)
        ]
        return rounded(self.encoder.heads["party"](np.array(rows)))

    def position(self, token: int, trigger: int | None, supplier: int | None, recipient: int | None) -> list[float]:
        """Scores of SENSE_POSITION for a transfer of the goods at ``token``."""
        around = [self.at(one) for one in (token, trigger, supplier, recipient)]
        return rounded(self.encoder.heads["position"](np.concatenate([*around, self._whole(), self._end()])[None]))[0]

    def sources(self, word: int, candidates: Sequence[tuple[Place | None, str, int, list[bool]]]) -> list[list[float]]:
        """SENSE_SOURCE for each candidate: (where it speaks, class, place in KINDS, grounds)."""
        own, extra = self.at(word), self.encoder.extra
        rows = []
        for place, class_, kind, grounds in candidates:
            one = self.at(place[1], place[0]) if place is not None else extra["none"]
            told = [extra["cls"][SOURCES.index(class_)], extra["kind"][kind], np.array(grounds, np.float32)]
            rows.append(np.concatenate([one, own, one * own, *told, self._end()]))
        scores = self.encoder.heads["source"](np.array(rows))[:, 0]
        shares = np.exp(scores - scores.max())
        return rounded(np.stack([scores, shares / shares.sum()], axis=1))


def rounded(scores: Vectors) -> list[list[float]]:
    """To two places: what another processor rounds otherwise should not turn a decision."""
    return np.round(scores.astype(np.float64), 2).tolist()  # type: ignore[no-any-return]


def senses_of(scenes: Sequence[Scene], wanted: Iterable[int], encoder: Encoder, house: float) -> dict[int, Sense]:
    """The senses of those scenes of a document that are ``wanted``."""
    numbers = numbers_of(scenes)
    words = [spoken(plain_words(scene, numbers)) for scene in scenes]
    sizes = [sum(len(encoder.cut(word)) for word in sentence) for sentence in words]
    asked = {at for at in wanted if scenes[at].starts}
    out: dict[int, Sense] = {}
    for first, start, stop in passages(sizes, asked):
        table = dict(enumerate(encoder.passage(words[first:stop], start - first), first))
        out |= {at: Sense(encoder, at, table, house) for at in range(start, stop) if at in asked}
    return out
