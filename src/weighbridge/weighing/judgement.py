"""The assessment of a transfer: stage, likelihood, confidence, gradings, quantity and contradictions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from weighbridge.weighing.assessment import (
    StageLikelihood,
    established,
    house_of,
    house_of_origin,
    houses_of,
    is_party,
    saying,
    stage_reached,
    stages_of,
    supporting,
)
from weighbridge.weighing.figures import Figures, number
from weighbridge.weighing.lots import class_of
from weighbridge.weighing.positions import LADDER, speaks_against
from weighbridge.weighing.testimony import Testimony
from weighbridge.weighing.transfers import NamedOrigin, Transfer
from weighbridge.weighing.words import words


@dataclass(frozen=True, slots=True)
class Grading:
    """An origin on the Admiralty scale (NATO AJP-2.1): reliability A-F, credibility 1-6."""

    origin: str
    reliability: str
    credibility: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Who stands against whom, on what."""

    about: str
    """A stage, or "quantity"."""
    against: str
    """The origin that denies, or gives the other number."""
    for_: tuple[str, ...]
    """The origins that it stands against."""
    what: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What the sources say of a quantity of one class in one unit and phase."""

    goods: str
    unit: str
    phase: str
    """``moved`` (shipped, delivered, used), ``halted`` or ``planned``."""
    low: int | None
    high: int | None
    agree: bool
    """All ranges overlap; then low and high are what they have in common, else the outer bounds."""
    said: tuple[tuple[str, str], ...]
    """Origin and words, of each that gives a number."""
    apart: tuple[tuple[str, str], tuple[str, str]] | None = None
    """Two origins with their words whose numbers exclude each other: the lesser, the greater."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A transfer as of a day."""

    stage: str | None
    """The furthest stage that is at least likely."""
    claimed: str | None
    """The furthest stage that anybody asserts."""
    halted: bool
    """That it was halted is at least likely."""
    likelihood: float | None
    word: str
    """Of the furthest stage that is at least likely; where none is, of the furthest that is claimed or denied."""
    about: str
    """That stage."""
    confidence: str
    ground: str
    """Why the confidence is what it is."""
    independent: int
    """Origins that are known to be different and say that stage was reached."""
    stages: dict[str, StageLikelihood]
    gradings: tuple[Grading, ...]
    quantities: tuple[Counted, ...]
    contradictions: tuple[Contradiction, ...]


def assess(transfer: Transfer, figures: Figures) -> Assessment:
    """Weigh a transfer. Nothing but its statements and the figures goes into it."""
    stages = stages_of(transfer, figures)
    spoken = [stage for stage in LADDER if stage in stages] or list(stages)
    claims = [stage for stage in LADDER if _claimed(transfer, stage)]
    reached = stage_reached({stage: stages[stage] for stage in claims}, figures)
    about = reached or (claims[-1] if claims else spoken[-1] if spoken else "negotiating")
    likelihood: float | None
    if about in stages:
        likelihood, word = stages[about].likelihood, stages[about].word
    else:  # nobody takes a position: warned of, declined
        likelihood, word = None, "no judgement"
    confidence, ground, independent = _confidence(transfer, about, figures)
    halted = "halted" in stages and stages["halted"].likelihood >= number(figures, "bounds", "reached")
    contradictions = _contradictions(transfer)
    return Assessment(
        reached,
        claims[-1] if claims else None,
        halted,
        likelihood,
        word,
        about,
        confidence,
        ground,
        independent,
        stages,
        _gradings(transfer, stages, figures),
        quantities_of(transfer),
        contradictions,
    )


def _claimed(transfer: Transfer, stage: str) -> bool:
    """Somebody asserts this very stage, not only one that implies it."""
    return any(one.statement.stage == stage for named in transfer.origins for one in saying(named, stage, transfer))


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _confidence(transfer: Transfer, about: str, figures: Figures) -> tuple[str, str, int]:
    """How good the ground is: low, moderate, high; why; and the number of independent origins."""
    known = [named for named in supporting(transfer, about) if established(named.origin)]
    speaking = [one for named in known for one in saying(named, about, transfer)]
    houses = houses_of(known)
    admitted = any(is_party(one, transfer) and one.statement.certainty == "certain" for one in speaking)
    outsider = any(speaks_against(one, about) and not is_party(one, transfer) for one in transfer.members)
    reading = sum(one.statement.confidence for one in speaking) / len(speaking) if speaking else 0.0
    said = [f"{_plural(len(known), 'independent origin')} of {_plural(len(houses), 'house')}"]
    if admitted:
        said.append("a party says so itself")
    if outsider:
        said.append("one that is no party denies it")
    level = "low"
    if len(houses) >= number(figures, "confidence", "moderate") or admitted:
        level = "moderate"
    if len(known) >= number(figures, "confidence", "high") and len(houses) >= number(figures, "confidence", "houses"):
        level = "high"
    if admitted and len(houses) >= number(figures, "confidence", "houses"):
        level = "high"
    if speaking and reading < number(figures, "confidence", "reading") and level == "high":
        level = "moderate"
        said.append(f"read with a mean confidence of {reading:.2f} only")
    if outsider and level == "high":
        level = "moderate"
    return level, "; ".join(said), len(known)


def _gradings(transfer: Transfer, stages: dict[str, StageLikelihood], figures: Figures) -> tuple[Grading, ...]:
    """The Admiralty grading of each origin."""
    turned = _turned(transfer)
    confirming = {
        stage: {house_of_origin(named.origin) for named in supporting(transfer, stage) if established(named.origin)}
        for stage in LADDER
        if stage in stages
    }
    graded = []
    for named in transfer.origins:
        members = named.origin.members()
        first = members[0]
        kind = first.statement.source.class_
        letter = str(figures["admiralty"]["contradicted" if house_of(first) in turned else kind])
        graded.append(Grading(named.id, letter, _credibility(named, confirming, stages, transfer)))
    return tuple(graded)


def _turned(transfer: Transfer) -> set[str]:
    """Houses that denied what they later said themselves."""
    denied = {house_of(one) for one in transfer.members if one.statement.stance == "denies" and is_party(one, transfer)}
    said = {
        house_of(one)
        for named in transfer.origins
        for stage in ("shipped", "delivered", "used")
        for one in saying(named, stage, transfer)
        if is_party(one, transfer)
    }
    return denied & said


def _credibility(
    named: NamedOrigin, confirming: Mapping[str, Set[str]], stages: Mapping[str, StageLikelihood], transfer: Transfer
) -> int:
    """1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 can't be judged.

    ``confirming``: by stage, the houses of the established origins that say so.
    """
    members = named.origin.members()
    for stage in reversed(LADDER):
        if stage not in stages:
            continue
        likelihood = stages[stage].likelihood
        if saying(named, stage, transfer):
            if confirming[stage] - {house_of_origin(named.origin)} and likelihood >= 0.55:
                return 1
            return 2 if likelihood >= 0.8 else 3 if likelihood >= 0.45 else 4 if likelihood >= 0.2 else 5
        if any(speaks_against(one, stage) for one in members):
            return 5 if likelihood >= 0.8 else 4 if likelihood >= 0.55 else 3 if likelihood >= 0.2 else 2
    return 6


def _contradictions(transfer: Transfer) -> tuple[Contradiction, ...]:
    """Every denial against the origins that it stands against; and ranges of numbers that exclude each other."""
    found = []
    for stage in LADDER:
        denying = [
            named
            for named in transfer.origins
            if any(one.statement.stance == "denies" and one.statement.stage == stage for one in named.origin.members())
        ]
        saying_so = supporting(transfer, stage) if denying else []
        houses = Counter(house_of(named.origin.members()[0]) for named in saying_so)
        for against in denying:
            said = [named for named in saying_so if named is not against]
            if said:
                house = house_of(against.origin.members()[0])
                own = houses[house] > (against in saying_so)
                what = "denies it, though it says so elsewhere itself" if own else "denies it"
                found.append(Contradiction(stage, against.id, tuple(named.id for named in said), what))
    for counted in quantities_of(transfer):
        if counted.apart:
            (one, lesser), (other, greater) = counted.apart
            found.append(Contradiction("quantity", other, (one,), f"{greater}, not {lesser}"))
    # the same two may stand apart on several goods
    return tuple(dict.fromkeys(found))


_UNIT = re.compile(r"[^\W\d_]{3,}")


def quantities_of(transfer: Transfer) -> tuple[Counted, ...]:
    """What the sources that assert say of numbers, by class, unit and phase; what has moved before what is planned."""
    ranges: dict[tuple[str, str, str], set[_Row]] = defaultdict(set)
    for named in transfer.origins:
        for one in named.origin.members():
            told = one.statement
            if told.quantity is None or told.stance not in ("asserts", "confirms"):
                continue
            low = -INFINITE if told.quantity.low is None else told.quantity.low
            high = INFINITE if told.quantity.high is None else told.quantity.high
            ranges[class_of(one), _unit(one), _PHASES[told.stage]].add((low, high, named.id, told.quantity.text))
    order = sorted(ranges, key=lambda key: (key[0], key[1], _ORDER.index(key[2])))
    return tuple(_counted(*key, sorted(ranges[key])) for key in order)


def _unit(one: Testimony) -> str:
    """What is counted, where it is not the goods themselves: containers, tonnes."""
    told = one.statement
    found = [word.lower() for word in _UNIT.findall(told.quantity.text if told.quantity else "")]
    goods = told.item.text.lower() if told.item else ""
    return "" if not found or found[-1] in words("counting", "numbers") or found[-1].rstrip("s") in goods else found[-1]


def _counted(goods: str, unit: str, phase: str, rows: list[_Row]) -> Counted:
    low, high = max(row[0] for row in rows), min(row[1] for row in rows)
    agree = low <= high
    if not agree:
        low, high = min(row[0] for row in rows), max(row[1] for row in rows)
    said = tuple(dict.fromkeys((row[2], row[3]) for row in rows))
    return Counted(
        goods,
        unit,
        phase,
        None if low == -INFINITE else int(low),
        None if high == INFINITE else int(high),
        agree,
        said,
        _apart(rows),
    )


def _apart(rows: list[_Row]) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """The least and the greatest number, with their origins, of two origins that exclude each other."""
    most, least = max(rows, key=lambda row: (row[0], row[2:])), min(rows, key=lambda row: (row[1], row[2:]))
    less = min((row for row in rows if row[2] != most[2]), key=lambda row: (row[1], row[2:]), default=None)
    more = max((row for row in rows if row[2] != least[2]), key=lambda row: (row[0], row[2:]), default=None)
    for one, other in ((less, most), (least, more)):
        if one and other and one[1] < other[0]:
            return one[2:], other[2:]
    return None


_Row = tuple[float, float, str, str]
"""Least and greatest number, origin and words. Whole numbers stay whole, however long they are."""
INFINITE = float("inf")
_PHASES = {
    "sought": "planned",
    "negotiating": "planned",
    "agreed": "planned",
    "shipped": "moved",
    "delivered": "moved",
    "used": "moved",
    "halted": "halted",
}
"""Stage: what a number is about. What was asked for does not contradict what has come."""
_ORDER = ("moved", "halted", "planned")
