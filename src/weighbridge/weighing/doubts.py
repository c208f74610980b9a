"""How much hangs on one statement, and how doubtful it is: which ones a person should read first.

Worked out from a transfer's record alone, so that it is kept when a pair is weighed. A statement on which
no line of a sum rests (an echo, a warning) has no doubt that could move anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weighbridge.model import Statement
from weighbridge.reading.result import Mark
from weighbridge.weighing.figures import Figures, number
from weighbridge.weighing.likelihood import likelihood_of, percent

Record = Mapping[str, Any]
ARRIVED = ("delivered", "used")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why one statement should be looked at, and how urgently."""

    value: float
    """Only to order by: the greater, the sooner."""
    stage: str
    """The stage whose sum would move most."""
    likelihood: float
    """Of that stage now."""
    without: float
    """Of that stage, were the statement's line taken out of the sum."""
    reasons: tuple[str, ...]


def doubts(
    record: Record,
    told: Mapping[str, Statement],
    figures: Figures,
    beside: Mapping[str, tuple[str, str]] | None = None,
    marks: Mapping[str, Mark] | None = None,
) -> dict[str, Doubt]:
    """The doubt of each statement of a transfer that a line of its sums rests on.

    Args:
        record: the transfer's record (``records.record_of``).
        told: its statements by id; one that is missing is left out.
        figures: table ``[doubt]``, and where a stage counts as reached.
        beside: stage and stance of those that are only counted: who repeats whom tells how much hangs on one.
        marks: by id, what a reader made of several says of some: who of them found it, and what they told differently.
    """
    contested, counted = _disputed(record)
    homes = _homes(record)
    positions = {**(beside or {}), **{key: (one.stage, one.stance) for key, one in told.items()}}
    alike = Counter((homes.get(key), *position) for key, position in positions.items())
    found: dict[str, Doubt] = {}
    for stage in record["stages"]:
        for line in stage["lines"]:
            one = told.get(line["statement"] or "")
            if one is None:
                continue
            origin = line["origin"]
            repeats = max(1, alike[origin, one.stage, one.stance])
            without, moved = _moved(stage, line["weight"], figures)
            value, reasons = _judged(record, stage["stage"], one, figures)
            crosses = _reached(stage["likelihood"], figures) != _reached(without, figures)
            if crosses:
                value *= number(figures, "doubt", "crossing")
            if origin in contested:
                value *= number(figures, "doubt", "disputed")
                reasons.append("disputed: another origin says the contrary")
            if origin in counted and one.quantity:
                value *= number(figures, "doubt", "number")
                reasons.append("its number contradicts another's")
            more = _marked((marks or {}).get(line["statement"]), figures, reasons)
            value *= more[0]
            value = round(value * moved / repeats, 4)
            value += more[1] if value > 0 else 0
            known = found.get(line["statement"])
            if value > 0 and (known is None or value > known.value):
                reasons.insert(0, _told(stage["stage"], stage["likelihood"], without, crosses))
                found[line["statement"]] = Doubt(value, stage["stage"], stage["likelihood"], without, tuple(reasons))
    return found


def _marked(mark: Mark | None, figures: Figures, reasons: list[str]) -> tuple[float, float]:
    """What a doubt is multiplied by, and what is added to it, by who found the statement; the reasons are put first."""
    if mark is None:
        return 1.0, 0.0
    if len(mark.readers) == 1:
        reasons.insert(0, f"only one reader found it: {mark.readers[0]}")
        return 1.0, number(figures, "doubt", "alone")
    if mark.differs:
        reasons.insert(0, f"the readers differ: {'; '.join(mark.differs)}")
        return number(figures, "doubt", "differing"), 0.0
    return 1.0, 0.0


def _moved(stage: Record, weight: float, figures: Figures) -> tuple[float, float]:
    """The likelihood without a line, and how far it is from the one with it."""
    bare = likelihood_of(round(stage["log_odds"] - weight, 2))
    low, high = number(figures, "bounds", "lowest"), number(figures, "bounds", "highest")
    without = round(min(high, max(low, bare)), 4)
    return without, abs(stage["likelihood"] - without)


def _reached(likelihood: float, figures: Figures) -> bool:
    return likelihood >= number(figures, "bounds", "reached")


def _judged(record: Record, stage: str, one: Statement, figures: Figures) -> tuple[float, list[str]]:
    """What makes a statement weighty or doubtful by itself, with the reasons."""
    value = number(figures, "doubt", stage) * (1 - one.confidence + number(figures, "doubt", "misread"))
    reasons = []
    if one.confidence < 1:
        reasons.append(f"the reading is right with a chance of {one.confidence:.2f}")
    if one.stance == "denies":
        value *= number(figures, "doubt", "denial")
        reasons.append("a denial")
    elif stage in ARRIVED and record["stage"] == stage and record["independent"] <= 1:
        value *= number(figures, "doubt", "single")
        reasons.append(f"that it was {stage} rests on a single origin")
    return value, reasons


def _told(stage: str, likelihood: float, without: float, crosses: bool) -> str:
    moves = "falls" if without < likelihood else "rises"
    bar = ", across the bar from which a stage counts as reached" if crosses else ""
    return f"without it {stage} {moves} from {percent(likelihood)} to {percent(without)}{bar}"


def _disputed(record: Record) -> tuple[set[str], set[str]]:
    """The origins that stand against each other: on a stage, and on a number."""
    stages: set[str] = set()
    numbers: set[str] = set()
    for one in record["contradictions"]:
        (numbers if one["about"] == "quantity" else stages).update((one["against"], *one["for"]))
    return stages, numbers


def _homes(record: Record) -> dict[str, str]:
    """Statement: its origin."""
    return {
        key: origin["id"] for origin in record["origins"] for voice in origin["voices"] for key in voice["statements"]
    }
