"""What the encoder makes of a sentence: answers about its goods, parties, position and sources, as numbers.

They are columns beside the others that the forests weigh, never the answer by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.encoder.encoder import Encoder, Vectors
from weighbridge.reading.encoder.passages import Passage, passages
from weighbridge.reading.encoder.plain import numbers_of, plain_words, spoken

if TYPE_CHECKING:
    from weighbridge.reading.scene import Scene

BLOCK = 1024
"""Questions put to the encoder's heads at once, at most: some 6 MB."""
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
    """The vectors of one sentence, and of those read with it.

    Answers are kept: the reader asks for those of a whole document at once (``answer_items``, ``answer_parties``),
    which costs a fraction of so many single questions.
    """

    encoder: Encoder
    scene: int
    table: dict[int, Vectors]
    """For each scene of the passage the vector of the whole and of each word."""
    house: float
    vectors: Vectors
    """Those of the document, passage by passage; the last stands for nobody."""
    first: dict[int, int]
    """For each scene of the passage where its vectors begin in ``vectors``."""
    items: dict[tuple[int, int | None], list[float]] = field(default_factory=dict)
    named: dict[tuple[int, int | None, Place], list[float]] = field(default_factory=dict)
    positions: dict[tuple[int, int | None, int | None, int | None], list[float]] = field(default_factory=dict)
    """Answers to ``item``, to ``parties`` and to ``position``, by their questions."""

    def row(self, token: int | None, scene: int | None = None) -> int:
        """Where in ``vectors`` a word is, of this sentence where no other is told; of none (None or below 0), what
        stands for nobody."""
        scene = self.scene if scene is None else scene
        if token is None or scene not in self.first or not 0 <= token < len(self.table[scene]) - 1:
            return len(self.vectors) - 1
        return self.first[scene] + token + 1

    def at(self, token: int | None, scene: int | None = None) -> Vectors:
        """The vector of a word; see ``row``."""
        return np.asarray(self.vectors[self.row(token, scene)])

    def item(self, token: int, trigger: int | None) -> list[float]:
        """Log-odds of SENSE_ITEM for the goods at ``token``."""
        answer_items([(self, token, trigger)])
        return self.items[token, trigger]

    def parties(self, token: int, trigger: int | None, parties: Sequence[Place]) -> list[list[float]]:
        """Log-odds of SENSE_PARTY for each of the parties, named here or before, and the goods at ``token``."""
        answer_parties([(self, token, trigger, parties)])
        return [self.named[token, trigger, place] for place in parties]

    def position(self, token: int, trigger: int | None, supplier: int | None, recipient: int | None) -> list[float]:
        """Scores of SENSE_POSITION for a transfer of the goods at ``token``."""
        key = token, trigger, supplier, recipient
        if key not in self.positions:
            around = self.vectors[[*map(self.row, key), self.first[self.scene]]]
            row = np.append(around, np.float32(self.house))[None]
            self.positions[key] = rounded(self.encoder.heads["position"](row))[0]
        return self.positions[key]

    def sources(self, word: int, candidates: Sequence[tuple[Place | None, str, int, list[bool]]]) -> list[list[float]]:
        """SENSE_SOURCE for each candidate: (where it speaks, class, place in KINDS, grounds)."""
        extra = self.encoder.extra
        speaking = [self.row(place[1], place[0]) if place is not None else self.row(None) for place, *_ in candidates]
        there = self.vectors[speaking]
        own = np.broadcast_to(self.at(word), there.shape)
        classes = extra["cls"][[SOURCES.index(class_) for _, class_, _, _ in candidates]]
        kinds = extra["kind"][[kind for _, _, kind, _ in candidates]]
        told = np.array([grounds for *_, grounds in candidates], np.float32)
        rows = _with_house([there, own, there * own, classes, kinds, told], self.house)
        scores = self.encoder.heads["source"](rows)[:, 0]
        shares = np.exp(scores - scores.max())
        return rounded(np.stack([scores, shares / shares.sum()], axis=1))


def _with_house(parts: Sequence[Vectors], house: float) -> Vectors:
    widths = [part.shape[1] for part in parts]
    rows = np.empty((len(parts[0]), sum(widths) + 1), np.float32)
    end = 0
    for part, width in zip(parts, widths, strict=True):
        rows[:, end : end + width] = part
        end += width
    rows[:, end] = house
    return rows


def _blocks(places: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """Some rows at a time: a sentence of names alone has very many pairs."""
    return (places[start : start + BLOCK] for start in range(0, len(places), BLOCK))


def answer_items(asked: Iterable[tuple[Sense, int, int | None]]) -> None:
    """Answers ``item`` of several senses of one document at once: each with the token of the goods and the trigger."""
    fresh = {
        (sense.scene, token, trigger): sense for sense, token, trigger in asked if (token, trigger) not in sense.items
    }
    if not fresh:
        return
    one = next(iter(fresh.values()))
    places = np.array(
        [(sense.row(token), sense.row(word), sense.first[scene]) for (scene, token, word), sense in fresh.items()]
    )
    answers: list[list[float]] = []
    for some in _blocks(places):
        rows = _with_house([one.vectors[column] for column in some.T], one.house)
        answers += rounded(one.encoder.heads["item"](rows))
    for ((_, token, trigger), sense), answer in zip(fresh.items(), answers, strict=True):
        sense.items[token, trigger] = answer


def answer_parties(asked: Iterable[tuple[Sense, int, int | None, Sequence[Place]]]) -> None:
    """Answers ``parties`` of several senses of one document at once: each with the goods, the trigger, the parties."""
    fresh = {
        (sense.scene, token, trigger, place): sense
        for sense, token, trigger, parties in asked
        for place in parties
        if (token, trigger, place) not in sense.named
    }
    if not fresh:
        return
    one = next(iter(fresh.values()))
    places = np.array(
        [
            (sense.row(token), sense.row(place[1], place[0]), sense.row(trigger))
            for (_, token, trigger, place), sense in fresh.items()
        ]
    )
    answers: list[list[float]] = []
    for some in _blocks(places):
        goods, party, word = (one.vectors[column] for column in some.T)
        answers += rounded(one.encoder.heads["party"](_with_house([goods, party, goods * party, word], one.house)))
    for ((_, token, trigger, place), sense), answer in zip(fresh.items(), answers, strict=True):
        sense.named[token, trigger, place] = answer


def rounded(scores: Vectors) -> list[list[float]]:
    """To two places: what another processor rounds otherwise should not turn a decision."""
    return np.round(scores.astype(np.float64), 2).tolist()  # type: ignore[no-any-return]


def senses_of(
    scenes: Sequence[Scene], wanted: Iterable[int], encoder: Encoder, house: float, hopeful: Set[int] | None = None
) -> dict[int, Sense]:
    """The senses of those scenes of a document that are ``wanted``.

    Where ``hopeful`` scenes are told, passages without any are not read; how the others are cut stays the same.
    """
    numbers = numbers_of(scenes)
    words = [[encoder.cut(word) for word in spoken(plain_words(scene, numbers))] for scene in scenes]
    sizes = [sum(map(len, sentence)) for sentence in words]
    asked = {at for at in wanted if scenes[at].starts}
    tables: list[tuple[Passage, list[Vectors]]] = [
        (cut, encoder.read(words[cut.first : cut.stop], cut.start - cut.first))
        for cut in passages(sizes, asked)
        if hopeful is None or not hopeful.isdisjoint(range(cut.start, cut.stop))
    ]
    vectors = np.concatenate([*(some for _, table in tables for some in table), encoder.extra["none"][None]])
    out: dict[int, Sense] = {}
    end = 0
    for cut, table in tables:
        first: dict[int, int] = {}
        for at, some in enumerate(table, cut.first):
            first[at] = end
            end += len(some)
        rows = {at: vectors[start : start + len(some)] for (at, start), some in zip(first.items(), table, strict=True)}
        for at in range(cut.start, cut.stop):
            if at in asked:
                out[at] = Sense(encoder, at, rows, house, vectors, first)
    return out
