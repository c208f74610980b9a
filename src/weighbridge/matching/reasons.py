"""Why a score is what it is."""

from __future__ import annotations

from dataclasses import dataclass

from weighbridge.matching.party import Party


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was compared.

    what: ``name``, ``weak-alias``, ``name-cut``, ``kind``, ``characters``, ``country``, ``birth``, ``foundation``,
        ``identifier``, ``address``.
    effect: for ``name`` and ``identifier`` that carry the score: the score that they give alone; else what was added
        to (or taken from) it. An effect of 0 says that something was compared and left the score as it was.
    text: the same in words, with the values that were compared.
    """

    what: str
    effect: float
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """What the comparison of an asked party with a listed one gives.

    score: from 0 to 1.
    reasons: what carries the score first; never empty.
    """

    score: float
    party: Party
    reasons: tuple[Reason, ...]
