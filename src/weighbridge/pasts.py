"""One pair as it was knowable on a past day: only what concerns it is weighed.

``views`` weighs all that a party ever said or was said of for this; the outcome is the same, because what is
lent to a pair is decided here by the same rule, from the statements of those goods that were known by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from weighbridge.ledger import Ledger, entries, last_day, provenances, resemblances
from weighbridge.ledger import Pair as Codes
from weighbridge.ledger.naming import Naming, namings
from weighbridge.model import Entry, Provenance
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.days import stretch_of
from weighbridge.weighing.figures import Figures
from weighbridge.weighing.pairs import Pair, Told, can_be_lent, lent_to
from weighbridge.weighing.records import record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.testimony import UNDATED, testimonies
from weighbridge.weighing.transfers import transfers_of

Record = dict[str, Any]


def _known(pair: Codes) -> Pair:
    return pair[0] or None, pair[1] or None


def _day(one: Naming) -> int:
    day = stretch_of(one.published)
    return day.last if day else UNDATED


def _homes(ledger: Ledger, open_pair: Codes, day: str | None) -> Iterator[tuple[str, Codes]]:
    """Each statement of an open pair that could be lent on that day, with the pair that it then belonged to."""
    own = [
        one
        for one in namings(ledger, supplier=open_pair[0], recipient=open_pair[1], as_of=day)
        if can_be_lent(_known(open_pair), one.item, one.stance)
    ]
    if not own:
        return
    side = {"supplier": open_pair[0]} if open_pair[0] else {"recipient": open_pair[1]}
    near: dict[str | None, list[Told]] = defaultdict(list)
    for other in namings(ledger, **side, items={one.item for one in own if one.item}, as_of=day):
        near[other.item].append(Told(_known(other.pair), other.item or "", _day(other)))
    for one in own:
        supplier, recipient = lent_to(_known(open_pair), one.item, _day(one), near[one.item])
        yield one.id, (supplier or "", recipient or "")


def entries_then(ledger: Ledger, pair: Codes, day: str | None) -> list[Entry]:
    """The statements that belonged to a pair on that day, lent ones included."""
    if "" in pair:
        away = {key for key, home in _homes(ledger, pair, day) if home != pair} if pair != ("", "") else set()
        return [one for one in entries(ledger, pair, as_of=day) if one.id not in away]
    lent = [
        key
        for open_pair in ((pair[0], ""), ("", pair[1]))
        for key, home in _homes(ledger, open_pair, day)
        if home == pair
    ]
    found = list(entries(ledger, pair, as_of=day))
    return found + (list(entries(ledger, as_of=day, ids=lent)) if lent else [])


def records_then(ledger: Ledger, pair: Codes, day: str | None, figures: Figures) -> list[Record]:
    """The transfers of a pair as of a day (None: now), as records. Raises LedgerError for what is no day."""
    found = entries_then(ledger, pair, day)
    documents = {one.document for one in found}
    sources = {one.id: one for one in provenances(ledger, documents)}
    return weighed(ledger, pair, found, sources, figures)


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


def days_of(ledger: Ledger, pair: Codes) -> list[str]:
    """The days on which something on a pair became known, in order."""
    found = entries_then(ledger, pair, None)
    sources = {one.document for one in found}
    days = {last_day(one.published) for one in provenances(ledger, sources)}
    return sorted(day for day in days if day)
