"""Cutting the statements on one pair and one class of goods into times: lots.

A campaign of deliveries, with those who deny it, is one lot as long as its times lie near each other.
A consignment that somebody else stops on its way is a lot of its own, by its day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from weighbridge.weighing.days import Stretch, gap
from weighbridge.weighing.testimony import UNDATED, Testimony
from weighbridge.weighing.words import another_in, batch_in

NEAR = 170
"""Days between two times of delivery up to which they can be one campaign."""
EVENT = 7
"""Days between two reports of a seizure up to which they can be about one."""
SILENT = 400
"""Days between two publications, without any time of delivery, up to which they speak of one campaign."""
LONG = 240
"""Days from which on a stretch of time ("since 2022") says too little to tie two campaigns together."""
FRESH = 30
"""Days after a seizure in which reports without a day of their own are about it."""


@dataclass(eq=False)
class Lot:
    """Statements on one class of goods (later: several classes) in one time."""

    members: list[Testimony]
    classes: set[str] = field(default_factory=set)

    def span(self) -> Stretch:
        """The days that it is about: times of delivery, otherwise of publication."""
        times = [when for one in self.members if (when := when_of(one)) and when.length <= LONG]
        times = times or [when for one in self.members if (when := when_of(one))]
        if not times:
            dated = [one for one in self.members if one.published < UNDATED] or self.members
            times = [Stretch(one.published, one.published) for one in dated]
        return Stretch(min(one.first for one in times), max(one.last for one in times))

    def take(self, other: Lot) -> None:
        """Make another lot part of this one."""
        self.members.extend(other.members)
        self.classes |= other.classes


def class_of(one: Testimony) -> str:
    """The class of its goods; what has none counts as arms in general."""
    item = one.statement.item
    return item.class_ if item else "arms"


def when_of(one: Testimony) -> Stretch | None:
    """The time of what a statement speaks of, if it gives one."""
    return one.happened or one.era


def consignments_of(members: Sequence[Testimony]) -> list[Lot]:
    """The goods of a pair that were seized on their way, of whatever class: a lot for each seizure.

    None where nobody tells of a seizure. What is "shipped" belongs to the seizure of its goods.
    """
    if not any(one.seized for one in members):
        return []
    stopped = [one for one in members if one.statement.stage == "halted"]
    events = _by_time(stopped, EVENT) + _series(stopped)
    placed = {one for lot in events for one in lot.members}
    classes = {class_of(one) for one in stopped}
    for one in members:
        shipped = one.statement.stage == "shipped" and class_of(one) in classes
        if one in placed or not (one.statement.stage == "halted" or shipped):
            continue
        home = _event_of(one, events)
        if home is not None and _another(one, home, stopped):
            home = None
        if home is None and shipped:
            continue  # on its way in another year: a campaign's, and no seizure's
        if home is None:
            home = Lot([])
            events.append(home)
        home.members.append(one)
        placed.add(one)
    for lot in events:
        lot.classes = {class_of(one) for one in lot.members}
    return events


def _another(one: Testimony, home: Lot, stopped: Sequence[Testimony]) -> bool:
    """It tells of "a second seizure" after its document told of the first."""
    if when_of(one) or one.statement.stage != "halted" or not another_in(one.statement.evidence):
        return False
    return any(
        other.entry.document == one.entry.document and other.statement.start < one.statement.start
        for other in home.members
        if other in stopped and not another_in(other.statement.evidence)
    )


def _series(stopped: Sequence[Testimony]) -> list[Lot]:
    """What tells of many seizures over a long time is a lot by that time."""
    series: dict[Stretch, Lot] = {}
    for one in stopped:
        when = when_of(one)
        if when and when.length > LONG:
            series.setdefault(when, Lot([])).members.append(one)
    return list(series.values())


def _event_of(one: Testimony, events: Sequence[Lot]) -> Lot | None:
    """The seizure that a statement without a day of its own speaks of.

    A report speaks of the seizure of these days; a later one of the seizure that it named last,
    otherwise of the one that most was said about.
    """
    when = one.happened
    if when:
        near = [lot for lot in events if gap(lot.span(), when) <= 3 * EVENT]
        return max(near, key=lambda lot: -gap(lot.span(), when)) if near else None
    own = [
        (abs(other.statement.start - one.statement.start), number)
        for number, lot in enumerate(events)
        for other in lot.members
        if other.entry.document == one.entry.document and (one.statement.stage == "halted" or lot.span().length <= LONG)
    ]
    fresh = [number for number, lot in enumerate(events) if 0 <= one.published - lot.span().first <= FRESH]
    if fresh and not any(number in fresh for _, number in own):
        return events[fresh[-1]]
    if own:
        return events[min(own)[1]]
    halted = one.statement.stage == "halted" or one.published >= UNDATED
    earlier = [
        lot
        for lot in events
        if lot.span().first <= one.published and (halted or one.published - lot.span().last <= 2 * SILENT)
    ]
    return max(earlier, key=lambda lot: (len(lot.members), lot.span().last)) if earlier else None


def _by_time(members: Sequence[Testimony], near: int) -> list[Lot]:
    """Lots of those that have a time that is not too long; neighbours nearer than ``near`` days are one."""
    timed = sorted(
        ((when, number) for number, one in enumerate(members) if (when := when_of(one)) and when.length <= LONG)
    )
    lots: list[Lot] = []
    reach: Stretch | None = None
    for when, number in timed:
        if reach is None or gap(reach, when) > near:
            lots.append(Lot([members[number]]))
            reach = when
        else:
            lots[-1].members.append(members[number])
            reach = Stretch(reach.first, max(reach.last, when.last))
    return lots


def campaigns_of(members: Sequence[Testimony]) -> list[Lot]:
    """Statements with a time make the lots; those without go where their document, or publication, points."""
    batches: dict[str, list[Testimony]] = defaultdict(list)
    for one in members:
        batches[batch_in(one.statement.evidence) or ""].append(one)
    if len(batches) > 1 and "" in batches:
        return [lot for _, some in sorted(batches.items()) for lot in _campaigns(some)]
    return _campaigns(members)


def _campaigns(members: Sequence[Testimony]) -> list[Lot]:
    """The campaigns of one batch, by time."""
    lots = _by_time(members, NEAR)
    placed = {one for lot in lots for one in lot.members}
    spans = [lot.span() for lot in lots]
    homes: dict[str, list[int]] = defaultdict(list)
    for number, lot in enumerate(lots):
        for one in lot.members:
            homes[one.entry.document].append(number)
    rest: list[Testimony] = []
    for one in members:
        if one in placed:
            continue
        home = _home(one, spans, homes.get(one.entry.document, []))
        if home is None:
            rest.append(one)
        else:
            lots[home].members.append(one)
    last: int | None = None
    for one in sorted(rest, key=lambda one: one.published):
        if last is None or (one.published - last > SILENT and one.published < UNDATED):
            lots.append(Lot([]))
        lots[-1].members.append(one)
        last = one.published
    return lots


def _home(one: Testimony, spans: Sequence[Stretch], own: Sequence[int]) -> int | None:
    """The number of the lot that a statement without a (short) time belongs to."""
    when = when_of(one)
    if own:
        return Counter(own).most_common(1)[0][0] if not when else max(own, key=lambda n: -gap(spans[n], when))
    if when:
        fitting = [n for n, span in enumerate(spans) if gap(span, when) <= NEAR]
        return max(fitting, key=lambda n: spans[n].last) if fitting else None
    earlier = [n for n, span in enumerate(spans) if span.first <= one.published]
    later = [n for n, span in enumerate(spans) if one.published < span.first <= one.published + NEAR]
    if not earlier and not later:
        return None
    best = max(earlier, key=lambda n: (spans[n].last, n)) if earlier else min(later, key=lambda n: spans[n].first)
    near = one.published >= UNDATED or one.published - spans[best].last <= 2 * SILENT
    return best if near else None
