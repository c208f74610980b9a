"""One pair as it was knowable on past days: only what concerns it is weighed.

``views`` weighs all that a party ever said or was said of for this; the outcome is the same, because what is
lent to a pair is decided here by the same rule, from the statements of those goods that were known by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from weighbridge.ledger import Ledger, entries, provenances, resemblances
from weighbridge.ledger import Pair as Codes
from weighbridge.ledger.entries import day_of
from weighbridge.ledger.presences import Presence, presences
from weighbridge.model import Entry, Provenance
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.days import stretch_of
from weighbridge.weighing.figures import Figures
from weighbridge.weighing.pairs import DAYS, Pair, Told, can_be_lent, lent_to
from weighbridge.weighing.records import record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.testimony import UNDATED, testimonies
from weighbridge.weighing.transfers import transfers_of

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Open:
    """A statement that leaves a party open, with those that may tell to which pair it is lent."""

    presence: Presence
    near: tuple[tuple[Presence, Told], ...]

    def home(self, day: str | None) -> Codes:
        """The pair that it belongs to on a day."""
        pair, item = _known(self.presence.pair), self.presence.item
        near = (told for one, told in self.near if one.on(day))
        supplier, recipient = lent_to(pair, item, _day(self.presence), near)
        return supplier or "", recipient or ""


@dataclass(frozen=True, slots=True)
class Course:
    """Which statements belong to a pair, on any day: made once, asked for many days."""

    pair: Codes
    own: tuple[Presence, ...]
    """Those that name it, or leave open what it leaves open; without those of ``open``."""
    open: tuple[Open, ...]
    """Those that may be lent: to the pair, or away from it."""

    def on(self, day: str | None) -> list[Presence]:
        """The statements that belong to it at the end of a day; None: now."""
        own = [one for one in self.own if one.on(day)]
        return own + [one.presence for one in self.open if one.presence.on(day) and one.home(day) == self.pair]

    def days(self) -> list[str]:
        """The days on which these may have changed, in order: between two of them they are the same."""
        lending = (one for some in self.open for one in (some.presence, *(near for near, _ in some.near)))
        return sorted({day for one in (*self.own, *lending) for day in one.days()})


def course_of(ledger: Ledger, pair: Codes) -> Course:
    """The statements of a pair, lent ones included. Raises LedgerError."""
    own = presences(ledger, supplier=pair[0], recipient=pair[1])
    if pair == ("", ""):
        return Course(pair, tuple(own), ())
    if "" in pair:
        lendable = {one.id for one in own if _lendable(one)}
        some = _open(ledger, pair, [one for one in own if one.id in lendable])
        return Course(pair, tuple(one for one in own if one.id not in lendable), tuple(some))
    lent = [
        one
        for side in ((pair[0], ""), ("", pair[1]))
        for one in _open(ledger, side, presences(ledger, supplier=side[0], recipient=side[1]))
        if any(told.pair == _known(pair) for _, told in one.near)
    ]
    return Course(pair, tuple(own), tuple(lent))


def once_lent(ledger: Ledger, open_pair: Codes) -> set[Codes]:
    """The pairs to which an open pair's statements may have been lent on past days only: by statements of versions
    that no longer stand, or such statements themselves. Raises LedgerError.
    """
    return {
        near.pair
        for one in course_of(ledger, open_pair).open
        for near, _ in one.near
        if not near.on(None) or not one.presence.on(None)
    }


def _open(ledger: Ledger, pair: Codes, some: Iterable[Presence]) -> list[Open]:
    """Those of an open pair's statements that can be lent, with what decides on it."""
    own = [one for one in some if _lendable(one)]
    if not own:
        return []
    side = {"supplier": pair[0]} if pair[0] else {"recipient": pair[1]}
    others = [
        (one, Told(_known(one.pair), one.item or "", _day(one)))
        for one in presences(ledger, **side, items={one.item for one in own if one.item})
        if "" not in one.pair
    ]
    return [
        Open(
            one,
            tuple(
                (other, told)
                for other, told in others
                if other.item == one.item and abs(told.published - _day(one)) <= DAYS
            ),
        )
        for one in own
    ]


def _lendable(one: Presence) -> bool:
    return can_be_lent(_known(one.pair), one.item, one.stance)


def _known(pair: Codes) -> Pair:
    return pair[0] or None, pair[1] or None


def _day(one: Presence) -> int:
    day = stretch_of(one.published)
    return day.last if day else UNDATED


def key_of(some: Iterable[Presence]) -> str:
    """A key of a state: of the statements that counted, with the reading and the review that each is taken from."""
    told = sorted(f"{one.id} {one.reading} {one.review or ''}" for one in some)
    return sha256("\n".join(told).encode()).hexdigest()[:20]


def entries_of(ledger: Ledger, some: Sequence[Presence]) -> list[Entry]:
    """The statements themselves, of any version of their pages."""
    return list(entries(ledger, ids=[one.id for one in some], every_version=True)) if some else []


def records_then(ledger: Ledger, pair: Codes, day: str | None, figures: Figures) -> list[Record]:
    """The transfers of a pair as of a day (None: now), weighed, as records. Raises LedgerError for what is no day."""
    found = entries_of(ledger, course_of(ledger, pair).on(day_of(day)))
    return weighed(ledger, pair, found, sources_of(ledger, found), figures)


def sources_of(ledger: Ledger, found: Iterable[Entry]) -> dict[str, Provenance]:
    """Where the documents of statements came from, by their ids."""
    return {one.id: one for one in provenances(ledger, {one.document for one in found})}


def weighed(
    ledger: Ledger, pair: Codes, found: list[Entry], sources: dict[str, Provenance], figures: Figures
) -> list[Record]:
    """Statements of a pair as records of transfers."""
    near = alike(resemblances(ledger, {one.document for one in found}))
    return [record_of(one, figures) for one in transfers_of(_known(pair), testimonies(found, sources), near)]


def same_then(record: Record, then: list[Record]) -> Record | None:
    """Of the transfers of a past day, the one that a transfer of now goes back to; None where there was none."""
    own = next((one for one in then if one["id"] == record["id"]), None)
    if own is not None:
        return own
    mine = statements_in(record)
    best = max(
        ((len(mine & statements_in(one)), one["id"], one) for one in then), default=None, key=lambda row: row[:2]
    )
    return best[2] if best and best[0] else None


def days_of(course: Course) -> list[str]:
    """The days on which something that counts now on a pair became known, in order."""
    return sorted({one.known for one in course.on(None) if one.known})
