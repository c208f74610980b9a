"""What speaks for the other candidates for a source, seen from each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Grounds, Voice

Number = TypeVar("Number", float, tuple[float, int])
NEVER = float("inf")
_NONE = 9.0
"""Steps or sentences where there is nothing to count."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """The other candidates, as one of them sees them."""

    numbers: tuple[float, ...]
    voice: Voice | None
    """The one nearest to the statement."""
    steps: float
    verb: int
    """The verb nearest to the transfer of which another is the subject, and how far up; -1: none."""


def least_of_others(values: Sequence[Number], none: Number) -> list[Number]:
    """For each value the least of the others; ``none`` where there is no other.

    ``values``: at least one.
    """
    ordered = sorted(values)
    low, second = ordered[0], ordered[1] if len(ordered) > 1 else none
    return [second if one == low else low for one in values]


def rivals_of(table: Sequence[Grounds]) -> list[Rivals]:
    """For each candidate what speaks for all the others."""
    covering = [one.covering[0][0] if one.covering else NEVER for one in table]
    acting = [min(one.acting) if one.acting else (NEVER, -1) for one in table]
    before = [one.before[0][0] if one.before else NEVER for one in table]
    least = least_of_others(covering, NEVER)
    acts = least_of_others(acting, (NEVER, -1))
    backs = least_of_others(before, NEVER)
    covered, issuers = sum(one.covering != [] for one in table), sum(one.issuer for one in table)
    floors, leads = sum(one.floor != 0 for one in table), sum(one.lead for one in table)
    voices = _voices(table)
    return [
        Rivals(
            (
                float(covered - (one.covering != [])),
                float(issuers - one.issuer > 0),
                float(floors - (one.floor != 0) > 0),
                depth if depth != NEVER else _NONE,
                float(leads - one.lead > 0),
                float(steps < 3),
                back if back != NEVER else _NONE,
            ),
            voice,
            steps if steps != NEVER else _NONE,
            verb,
        )
        for one, depth, (steps, verb), back, voice in zip(table, least, acts, backs, voices, strict=True)
    ]


def _voices(table: Sequence[Grounds]) -> list[Voice | None]:
    """For each candidate the voice nearest to the statement among the others."""
    near = sorted((one for one in table if one.covering), key=lambda one: one.covering[0][0])[:2]
    beside = [one for one in table if one.beside][:2]
    found = []
    for one in table:
        covering = next((other for other in near if other is not one), None)
        other = next((other for other in beside if other is not one), None)
        found.append(covering.covering[0][1] if covering else other.beside[0] if other else None)
    return found
