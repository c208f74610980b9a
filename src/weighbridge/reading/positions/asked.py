"""A transfer on its way through the steps of ``positions``: what was guessed of it, and what it is weighed by."""

from __future__ import annotations

from dataclasses import dataclass, field

from weighbridge.model import STAGES, STANCES
from weighbridge.reading.learnt.trees import Floats
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.views import View
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import ItemMention

AFFIRMED = ("asserts", "confirms")
"""Stances by which a source says that it is so."""
UNTOLD = ("denies", "declines")
"""Stances of who answers what another says: that it is not so, or nothing."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Probabilities of one view: 7 stages, 5 stances, 3 certainties, and of goods having moved."""

    stage: Floats
    stance: Floats
    certainty: Floats
    done: float

    def numbers(self) -> list[float]:
        return [*self.stage.tolist(), *self.stance.tolist(), *self.certainty.tolist(), self.done]


@dataclass(slots=True)
class Pair:
    """A stage with a stance, the view that gives it most, and how probable it is that a source holds it."""

    stage: int
    stance: int
    view: int
    row: list[float]
    probability: float = 0.0

    @property
    def done(self) -> bool:
        """Whether goods have moved by it."""
        return STAGES[self.stage] in REAL and STANCES[self.stance] in AFFIRMED


@dataclass(slots=True)
class Asked:
    """A chosen transfer on its way through the steps, seen from each word that may speak for it."""

    look: Lookup
    item: ItemMention
    codes: tuple[str, str]
    views: list[View]
    rows: list[list[float]]
    words: list[list[str]]
    guesses: list[Guess] = field(default_factory=list)
    wording: Floats | None = None
    probability: float = 1.0
    """How probable it is that there is such a transfer at all."""
    answered: bool = False
    """Whether another speaker in the sentence denies it (``positions.answered``)."""
    left_open: bool = False
    """Whether another in the sentence will not say whether it is so (``positions.left_open``)."""
    left_out: bool = False
    """Whether the sentence denies these goods while it tells of others (``positions.left_out``) ..."""
    spared: bool = False
    """... or the other way about."""
    on_paper: bool = False
    """Whether what is handed over is only a paper about these goods (``positions.on_paper``)."""
    day: str | None = None
    """The day of publication."""
    around: list[float] = field(default_factory=list)
    """What was guessed for the transfers beside it, as ``around.beside`` tells it."""
    pairs: list[Pair] = field(default_factory=list)
    twofold: float = 0.0
    """How probable it is that the sentence takes more than one position on the transfer."""
