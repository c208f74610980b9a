"""How likely it is that a transfer reached each stage: a sum of log-odds that can be read line by line.

The model: a prior for the stage; one line for each origin, however many outlets repeat it, with its
weight by kind of source, certainty, stance, detail and interest; less for further origins of one
house. All figures are in ``figures.toml``. Lines are rounded before they are added up, so that the sum
printed is the sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from weighbridge.weighing.figures import Figures, number
from weighbridge.weighing.likelihood import likelihood_of, read_right, word_for
from weighbridge.weighing.origins import Origin
from weighbridge.weighing.positions import LADDER, STAGES, speaks_against, speaks_for
from weighbridge.weighing.speakers import STATE
from weighbridge.weighing.testimony import UNDATED, Testimony
from weighbridge.weighing.transfers import NamedOrigin, Transfer

UNKNOWN = "not known"
OUTSIDERS = STATE | {"intergovernmental"}
"""Kinds of source that act themselves: what they call an end may be their own measure."""
NOT_ESTABLISHED = frozenset(("narrator", "media"))
"""Sources that do not say where they have it from."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum for a stage."""

    origin: str | None
    """The origin's id; None for the prior."""
    weight: float
    """Log-odds, rounded to two places."""
    why: str
    statement: str | None = None
    """The id of the statement that the line rests on."""


@dataclass(frozen=True, slots=True)
class StageLikelihood:
    """How likely it is that a stage was reached, with the sum that gives it."""

    stage: str
    likelihood: float
    word: str
    lines: tuple[Line, ...]

    @property
    def log_odds(self) -> float:
        """The sum of the lines."""
        return round(sum(line.weight for line in self.lines), 2)


def house_of(one: Testimony) -> str:
    """Whom a source belongs to: all who speak for a state are one house, whatever their office, named or not.

    A source of a state that is not known has the house UNKNOWN, which is never counted beside others.
    """
    speaker = one.speaker
    states = "+".join(sorted(speaker.states))
    if speaker.class_ in STATE | {"anonymous"}:
        return states or UNKNOWN
    name = min(speaker.organs, default=None) or speaker.surname or ""
    return f"{speaker.class_} {states} {name}".strip()


def house_of_origin(origin: Origin) -> str:
    """The house of who said it first: who repeats it, and a narrator beside him, adds none."""
    return house_of(origin.voices[0].members[0])


def is_party(one: Testimony, transfer: Transfer) -> bool:
    """The source speaks for the supplier or the recipient.

    Who denies for governments that are not told apart ("both governments"), or without a name for a
    party ("its diplomats"), is taken for a party; who asserts without a name does not admit for it.
    """
    source, denies = one.statement.source, one.statement.stance == "denies"
    if source.country is None:
        return source.class_ in STATE and denies
    speaking = STATE | {"nonstate", "company"} | ({"anonymous"} if denies else set())
    return source.country in (transfer.supplier, transfer.recipient) and source.class_ in speaking


def established(origin: Origin) -> bool:
    """It is known where the utterance comes from: a source with a name, or people whom an outlet spoke to itself."""
    return origin.voices[0].members[0].statement.source.class_ not in NOT_ESTABLISHED


def _detail(one: Testimony, figures: Figures) -> float:
    told = one.statement
    text = told.item.text if told.item else ""
    return (
        (number(figures, "specific", "quantity") if told.quantity else 0.0)
        + (number(figures, "specific", "time") if told.time else 0.0)
        + (number(figures, "specific", "designation") if any(c.isdigit() for c in text) else 0.0)
    )


def _support(one: Testimony, transfer: Transfer, denied: bool, figures: Figures) -> tuple[float, str]:
    """The weight of one statement for a stage, and why it is so."""
    told = one.statement
    sure = number(figures, "certainty", told.certainty)
    who = told.source.class_
    reasons = [who]
    if is_party(one, transfer):
        weight = number(figures, "own", "admission_after_denial" if denied else "admission")
        reasons = [f"{who} of a party: it says so of itself" + (", after a denial" if denied else "")]
        if who not in STATE:
            weight *= number(figures, "own", "factor_nonstate")
    else:
        weight = number(figures, "source", who) * number(figures, "stance", told.stance)
    if told.stage == "halted" and not one.seized and who in OUTSIDERS and not is_party(one, transfer):
        weight *= number(figures, "halted", "outsider")
        reasons.append("no party, tells of no seizure")
    weight = weight * sure + _detail(one, figures)
    reasons.append(told.certainty)
    if told.stance == "confirms":
        reasons.append("confirms")
    if told.confidence < 1:
        weight = read_right(weight, told.confidence)
        reasons.append(f"read right with a chance of {told.confidence:.2f}")
    return weight, ", ".join(reasons)


def _denial(one: Testimony, transfer: Transfer, figures: Figures) -> tuple[float, str]:
    """The (negative) weight of a denial, and why it is so."""
    told = one.statement
    if is_party(one, transfer):
        weight, why = number(figures, "own", "self_serving_denial"), f"{told.source.class_} of a party denies"
    else:
        weight, why = number(figures, "denial", told.source.class_), f"{told.source.class_} that is no party denies"
    if told.confidence < 1:
        weight = read_right(weight, told.confidence)
        why += f", read right with a chance of {told.confidence:.2f}"
    return weight, why


def _first_denial(transfer: Transfer) -> int | None:
    """The day on which a party first denied; what a party first says on it or later, it says after a denial."""
    denials = (
        one.published for one in transfer.members if one.statement.stance == "denies" and is_party(one, transfer)
    )
    return min(denials, default=None)


def saying(named: NamedOrigin, stage: str, transfer: Transfer) -> list[Testimony]:
    """The statements of an origin that say that a stage was reached.

    A party that denies it in the same document does not admit it there by the way: then only an
    outright confirmation counts, and what looks like an assertion is left out, also for what it
    implies (who denies to have delivered has not told that he agreed to it by seeming to say that he
    delivered). A narrator who repeats a source counts only where the source itself is not quoted for it.
    """
    members = named.origin.members()
    denials = [one for one in members if one.statement.stance == "denies" and is_party(one, transfer)]

    def takes_back(one: Testimony) -> bool:
        own = [denial for denial in denials if denial.entry.document == one.entry.document]
        return any(speaks_against(denial, said) for denial in own for said in (stage, one.statement.stage))

    found = [
        one for one in members if speaks_for(one, stage) and (one.statement.stance == "confirms" or not takes_back(one))
    ]
    quoted = [one for one in found if one.statement.source.class_ != "narrator"]
    return quoted or found


def _strongest(
    named: NamedOrigin, stage: str, transfer: Transfer, denied: int | None, figures: Figures
) -> tuple[float, str, Testimony] | None:
    """What an origin says of a stage by the strongest of its statements; None where it says nothing of it.

    ``denied``: the day on which a party first denied.
    """
    best: tuple[float, str, Testimony] | None = None
    counting = set(saying(named, stage, transfer))
    uttered = named.origin.day.last
    after = denied is not None and denied <= uttered < UNDATED
    for one in named.origin.members():
        if one in counting:
            weight, why = _support(one, transfer, after, figures)
        elif speaks_against(one, stage):
            weight, why = _denial(one, transfer, figures)
        else:
            continue
        if best is None or abs(weight) > abs(best[0]):
            best = weight, why, one
    return best


def stage_likelihood(transfer: Transfer, stage: str, figures: Figures) -> StageLikelihood:
    """The sum for one stage.

    Origins are taken from the weightiest to the least; the second of a house counts for less than
    the first, and of those whose ground is not established only the best counts.
    """
    prior = round(number(figures, "prior", stage), 2)
    lines = [Line(None, prior, f"before any source: how often a transfer that is spoken of is {stage}")]
    denied = _first_denial(transfer)
    found = [
        (weight, why, one, named)
        for named in transfer.origins
        if (said := _strongest(named, stage, transfer, denied, figures))
        for weight, why, one in (said,)
    ]
    found.sort(key=lambda row: (-abs(row[0]), row[3].id))
    houses: Counter[tuple[str, bool]] = Counter()
    loose: Counter[bool] = Counter()
    for weight, why, one, named in found:
        side = weight > 0
        house = (house_of_origin(named.origin), side)
        if not established(named.origin):
            factor = number(figures, "not_established", "others" if loose[side] else "best")
            why += ", does not say where it has it from" + (", as others before" if loose[side] else "")
            loose[side] += 1
        elif houses[house]:
            factor = number(figures, "again", "second" if houses[house] == 1 else "later")
            why += f", the {'second' if houses[house] == 1 else 'third or later'} origin of {house[0]}"
        else:
            factor = 1.0
        houses[house] += 1
        lines.append(Line(named.id, round(weight * factor, 2) + 0.0, why, one.entry.id))
    total = likelihood_of(round(sum(line.weight for line in lines), 2))
    low, high = number(figures, "bounds", "lowest"), number(figures, "bounds", "highest")
    likelihood = round(min(high, max(low, total)), 4)
    return StageLikelihood(stage, likelihood, word_for(likelihood), tuple(lines))


def stages_of(transfer: Transfer, figures: Figures) -> dict[str, StageLikelihood]:
    """The sums for all stages of which somebody takes a position, in the order of the ladder; halted last."""
    return {
        stage: stage_likelihood(transfer, stage, figures)
        for stage in STAGES
        if any(speaks_for(one, stage) or _denies(one, stage) for one in transfer.members)
    }


def _denies(one: Testimony, stage: str) -> bool:
    """It denies this very stage, not only one that this stage implies."""
    return one.statement.stance == "denies" and one.statement.stage == stage


def houses_of(origins: Sequence[NamedOrigin]) -> set[str]:
    """The houses of origins; those that are not known count as one, and only where there are no others."""
    houses = {house_of_origin(named.origin) for named in origins}
    return houses - {UNKNOWN} or houses


def stage_reached(stages: dict[str, StageLikelihood], figures: Figures) -> str | None:
    """The furthest stage that is at least likely; None where none is."""
    bar = number(figures, "bounds", "reached")
    reached = [stage for stage in LADDER if stage in stages and stages[stage].likelihood >= bar]
    return reached[-1] if reached else None


def supporting(transfer: Transfer, stage: str) -> list[NamedOrigin]:
    """The origins that say that the stage was reached."""
    return [named for named in transfer.origins if saying(named, stage, transfer)]
