"""What the commands show of a ledger, as plain records: now, or as it was knowable on a past day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weighbridge.booking import book
from weighbridge.comparing import differences, place_of
from weighbridge.comparing import statements_of as statements_of
from weighbridge.ledger import (
    Ledger,
    entries,
    measures,
    memberships,
    provenances,
    resemblances,
    search,
    successions,
    transfers,
    undated,
)
from weighbridge.ledger.coming import to_come, weighing_day
from weighbridge.ledger.entries import day_of
from weighbridge.model import Entry, as_json
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.figures import Figures, figures
from weighbridge.weighing.records import memberships_of, record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.transfers import Transfer
from weighbridge.weighing.weighing import weigh

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which transfers are wanted; None leaves open."""

    supplier: str | None = None
    recipient: str | None = None
    goods: str | None = None
    stage: str | None = None
    likely: float | None = None
    since: str | None = None
    until: str | None = None

    def fits(self, record: Record) -> bool:
        """Whether a transfer's record is wanted. A class takes in its finer ones."""
        goods = record["goods"]
        return (
            (self.supplier is None or record["supplier"] == self.supplier)
            and (self.recipient is None or record["recipient"] == self.recipient)
            and (self.goods is None or goods == self.goods or goods.startswith(self.goods + "."))
            and (self.stage is None or (record["halted"] if self.stage == "halted" else record["stage"] == self.stage))
            and (self.likely is None or (record["likelihood"] or 0.0) >= self.likely)
            and (self.since is None or (record["last"] or "") >= self.since)
            and (self.until is None or (record["first"] or "~") <= self.until + "~")
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How one looks at a ledger: on which day, with which figures."""

    ledger: Ledger
    as_of: str | None = None
    own_figures: Path | None = None

    @property
    def stored(self) -> bool:
        """What is booked can be shown as it is."""
        return self.as_of is None and self.own_figures is None

    @property
    def figures(self) -> Figures:
        """The figures to weigh with."""
        return figures(self.own_figures)


def brought_up(ledger: Ledger, step: Callable[[], None] | None = None) -> int:
    """Weigh what has changed since the last time, with the program's own figures."""
    return book(ledger, figures(), step)


def _weighed(look: Look, pair: tuple[str | None, str | None] | None = None) -> list[Transfer]:
    """The transfers as of a day, or with other figures: weighed now, all or those of one pair."""
    if pair is None:
        found = list(entries(look.ledger, as_of=look.as_of))
    else:
        mine = {one.id: one for one in entries(look.ledger, as_of=look.as_of, supplier=pair[0] or "")}
        mine.update((one.id, one) for one in entries(look.ledger, as_of=look.as_of, recipient=pair[1] or ""))
        found = list(mine.values())
    documents = {one.document for one in found}
    sources = {one.id: one for one in provenances(look.ledger, documents)}
    today = None if look.as_of else weighing_day(look.ledger)
    weighed = weigh(found, sources, alike=alike(resemblances(look.ledger, documents)), today=today)
    return [one for one in weighed if pair is None or (one.supplier, one.recipient) == pair]


def transfer_records(look: Look, asked: Asked) -> Iterator[Record]:
    """The transfers that are asked for, by supplier, recipient and time."""
    if look.stored:
        for one in transfers(
            look.ledger,
            supplier=asked.supplier,
            recipient=asked.recipient,
            goods=asked.goods,
            stage=None if asked.stage == "halted" else asked.stage,
            likely=asked.likely,
            since=asked.since,
            until=asked.until,
        ):
            if asked.fits(one.fields):
                yield one.fields
        return
    both = asked.supplier is not None and asked.recipient is not None
    for transfer in _weighed(look, (asked.supplier, asked.recipient) if both else None):
        record = record_of(transfer, look.figures)
        if asked.fits(record):
            yield record


def transfer_record(look: Look, name: str) -> Record | None:
    """One transfer by its id; None where there is none (or was none on that day)."""
    now = next((one.fields for one in transfers(look.ledger, ids=[name])), None)
    if look.stored:
        return now
    if now is None:
        return next((one for one in transfer_records(look, Asked()) if one["id"] == name), None)
    same_pair = [record_of(one, look.figures) for one in _weighed(look, (now["supplier"], now["recipient"]))]
    then = next((one for one in same_pair if one["id"] == name), None)
    if then is not None:
        return then
    mine = statements_in(now)
    shared = [(len(mine & statements_in(one)), one["id"], one) for one in same_pair]
    best = max(shared, default=None, key=lambda row: (row[0], row[1]))
    return best[2] if best and best[0] else None


def statement_records(look: Look, ids: Collection[str] | None = None, **narrow: Any) -> Iterator[Record]:
    """Statements with their document's name, outlet and day, their transfer and origin.

    ``ids`` or ``pair``, ``supplier``, ``recipient``, ``documents`` (see ``ledger.entries``) narrow them.
    """
    homes = _homes_then(look)
    for some in _chunks(entries(look.ledger, as_of=look.as_of, ids=ids, **narrow)):
        sources = {one.id: one for one in provenances(look.ledger, {one.document for one in some})}
        if look.stored:
            mine = memberships(look.ledger, statements=[one.id for one in some])
            homes = {one.statement: (one.transfer, one.origin) for one in mine}
        for one in some:
            transfer, origin = homes.get(one.id, (None, None))
            yield {
                "id": one.id,
                **place_of(sources[one.document]),
                **as_json(one.statement),
                "transfer": transfer,
                "origin": origin,
            }


def _homes_then(look: Look) -> dict[str, tuple[str | None, str | None]]:
    """Transfer and origin of each statement as of the day; empty where what is booked holds."""
    if look.stored:
        return {}
    return {key: (of, from_) for weighed in _weighed(look) for key, of, from_ in memberships_of(weighed)}


def _chunks(found: Iterator[Entry], size: int = 500) -> Iterator[list[Entry]]:
    some: list[Entry] = []
    for one in found:
        some.append(one)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def pair_records(look: Look, asked: Asked) -> list[Record]:
    """Supplier and recipient with totals: transfers, those that arrived, independent origins, denials."""
    totals: dict[tuple[str | None, str | None], Record] = {}
    for record in transfer_records(look, asked):
        pair = record["supplier"], record["recipient"]
        total = totals.setdefault(
            pair,
            {
                "supplier": pair[0],
                "recipient": pair[1],
                "transfers": 0,
                "delivered": 0,
                "statements": 0,
                "denials": 0,
                "goods": [],
                "likeliest": 0.0,
                "first": None,
                "last": None,
            },
        )
        total["transfers"] += 1
        total["delivered"] += record["stage"] in ("delivered", "used")
        total["statements"] += record["statements_count"]
        total["denials"] += record["denials"]
        total["likeliest"] = max(total["likeliest"], record["likelihood"] or 0.0)
        if record["goods"] not in total["goods"]:
            total["goods"].append(record["goods"])
        for key, choose in (("first", min), ("last", max)):
            days = [day for day in (total[key], record[key]) if day]
            total[key] = choose(days) if days else None
    return list(totals.values())


def measure_records(look: Look, **narrow: str | None) -> Iterator[Record]:
    """Measures with their document's name, outlet and day."""
    found = list(measures(look.ledger, as_of=look.as_of, **narrow))
    sources = {one.id: one for one in provenances(look.ledger, {one.document for one in found})}
    for one in found:
        yield {
            "id": one.id,
            **place_of(sources[one.document]),
            **as_json(one.measure),
        }


def change_records(look: Look, since: str) -> Iterator[Record]:
    """What moved since the end of a day, each with the evidence of its causes; then what outlets altered."""
    then = Look(look.ledger, since, look.own_figures)
    before = [record_of(one, look.figures) for one in _weighed(then)]
    now = list(transfer_records(look, Asked()))
    altered = successions(look.ledger, after=day_of(since), until=day_of(look.as_of))
    yield from differences(look.ledger, before, now, altered)


def hit_records(look: Look, words: str, documents: bool, limit: int) -> Iterator[Record]:
    """What has all the words: evidence of statements, or whole documents; the best first."""
    hits = search(look.ledger, words, kind="document" if documents else "statement", as_of=look.as_of, limit=limit)
    sources = {one.id: one for one in provenances(look.ledger, {hit.document for hit in hits})}
    homes = {key: of for key, (of, _) in _homes_then(look).items()} if hits and not documents else {}
    if look.stored:
        homes = {one.statement: one.transfer for one in memberships(look.ledger, statements={hit.id for hit in hits})}
    for hit in hits:
        yield {
            "kind": hit.kind,
            "id": hit.id,
            **place_of(sources[hit.document]),
            "text": hit.text,
            "transfer": homes.get(hit.id),
        }


def awaited(look: Look, pair: tuple[str | None, str | None] | None = None) -> int:
    """How many statements, of a pair or of all, do not weigh yet because they are dated later than today."""
    if look.as_of:
        return 0
    codes = (pair[0] or "", pair[1] or "") if pair else None
    return to_come(look.ledger, weighing_day(look.ledger), codes)


def undated_documents(look: Look) -> int:
    """Statements that an as-of view leaves out because their documents have no date."""
    return undated(look.ledger) if look.as_of else 0
