"""What a review would change: the pairs that it touches weighed with it, without storing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from weighbridge.booking import known
from weighbridge.ledger import Ledger, Pair, entries, memberships, pair_of, provenances, resemblances, transfers
from weighbridge.ledger.coming import is_to_come, weighing_day
from weighbridge.model import Entry, Statement
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.figures import Figures
from weighbridge.weighing.records import record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.testimony import testimonies
from weighbridge.weighing.transfers import transfers_of

Record = dict[str, Any]
MOST = 4000
"""Statements of a pair beyond which a preview would take seconds, and is not made."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands of a transfer: its id, the stage that its likelihood is about, and both."""

    transfer: str
    stage: str | None
    about: str
    likelihood: float | None
    word: str
    origins: int


@dataclass(frozen=True, slots=True)
class Move:
    """One transfer before and after; None where there is none."""

    before: Judged | None
    after: Judged | None


class TooManyError(ValueError):
    """A pair of too many statements to weigh for a look; the text says how many, and what to do."""


def preview(ledger: Ledger, entry: Entry, changed: Statement | None, figures: Figures) -> list[Move]:
    """The transfers that would be judged otherwise, if ``entry`` were ``changed`` (None: rejected).

    The ledger has to be weighed up to date. A statement that leaves a party open is weighed under the pair as it
    stands; once it is stored it may be lent to a fuller one. Raises TooManyError, LedgerError.
    """
    home = next(iter(memberships(ledger, statements=[entry.id])), None)
    stands = next(iter(transfers(ledger, ids=[home.transfer])), None) if home and home.transfer else None
    before_pair = (stands.supplier, stands.recipient) if stands else pair_of(entry.statement)
    after_pair = before_pair
    if changed is not None and pair_of(changed) != pair_of(entry.statement):
        after_pair = pair_of(changed)
    found: list[Move] = []
    for pair in dict.fromkeys((before_pair, after_pair)):
        put = replace(entry, statement=changed) if changed is not None and pair == after_pair else None
        before = [one.fields for one in transfers(ledger, supplier=pair[0], recipient=pair[1])]
        found += moves(before, _weighed(ledger, pair, entry.id, put, figures))
    return found


def _weighed(ledger: Ledger, pair: Pair, without: str, put: Entry | None, figures: Figures) -> list[Record]:
    """The records of a pair as booked, less one statement, with another put in."""
    ids = {one.statement for one in memberships(ledger, pair=pair) if one.transfer} - {without}
    if len(ids) > MOST:
        raise TooManyError(
            f"the pair has {len(ids)} statements, more than {MOST}; what the review changes is seen once it is stored"
        )
    members = list(entries(ledger, ids=ids)) if ids else []
    if put is not None:
        members.append(put)
    sources = {one.id: one for one in provenances(ledger, {one.document for one in members})}
    day = weighing_day(ledger)
    members = [one for one in members if not is_to_come(sources[one.document].published, day)]
    near = alike(resemblances(ledger, {one.document for one in members}))
    weighed = transfers_of(known(pair), testimonies(members, sources), near) if members else []
    return [record_of(one, figures) for one in weighed]


def moves(before: list[Record], after: list[Record]) -> list[Move]:
    """The transfers that differ, each beside the one that shares most statements with it."""
    left = {one["id"]: one for one in before}
    found: list[Move] = []
    for record in after:
        mine = statements_in(record)
        best = max(
            left.values(), key=lambda one: (len(mine & statements_in(one)), one["id"] == record["id"]), default=None
        )
        if best is not None and not mine & statements_in(best):
            best = None
        if best is not None:
            del left[best["id"]]
        old, new = _judged(best) if best else None, _judged(record)
        if old is None or _differs(old, new):
            found.append(Move(old, new))
    found += [Move(_judged(one), None) for one in left.values()]
    return found


def _differs(old: Judged, new: Judged) -> bool:
    return replace(old, transfer="") != replace(new, transfer="")


def _judged(record: Mapping[str, Any]) -> Judged:
    return Judged(
        record["id"], record["stage"], record["about"], record["likelihood"], record["word"], record["independent"]
    )
