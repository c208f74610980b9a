"""The review queue: statements that nobody has reviewed, the most doubtful that matter most first, with reasons.

The order is kept with the weighing (``weighing.doubts``), so a page of the queue costs no more on a large ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from weighbridge.ledger import Ledger, Review, StoredTransfer, entries, provenances, transfers
from weighbridge.ledger.readings import marks_of
from weighbridge.ledger.reviewable import as_read, doubtful, positions, reviewed
from weighbridge.model import Entry, Provenance, as_json
from weighbridge.weighing.changes import statements_in
from weighbridge.weighing.doubts import Doubt, doubts
from weighbridge.weighing.figures import Figures

LONGEST = 200
"""Entries of one page of the queue, at most."""
MOST = 2000
"""Statements of a transfer that are read to tell why one of them stands in the queue."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One place in the queue."""

    entry: Entry
    provenance: Provenance
    transfer: str
    doubt: Doubt


def queue(
    ledger: Ledger,
    figures: Figures,
    limit: int = 20,
    *,
    skip: int = 0,
    supplier: str | None = None,
    recipient: str | None = None,
) -> list[Queued]:
    """The next places of the queue, at most LONGEST. The ledger has to be weighed up to date. Raises LedgerError."""
    places = doubtful(ledger, min(limit, LONGEST), skip=skip, supplier=supplier, recipient=recipient)
    told = {one.id: one for one in entries(ledger, ids=[one.statement for one in places])} if places else {}
    sources = {one.id: one for one in provenances(ledger, {one.document for one in told.values()})}
    marks = marks_of(ledger, told) if told else {}
    why: dict[str, Doubt] = {}
    for some in _batches(transfers(ledger, ids={one.transfer for one in places}) if places else ()):
        # of the others of a transfer it is enough to know what they stand for
        known = positions(ledger, {key for _, ids in some for key in ids} - set(told))
        for record, ids in some:
            wanted = {one.statement for one in places if one.transfer == record.id}
            mine = {key: told[key].statement for key in wanted if key in told}
            beside = {key: known[key] for key in ids if key in known}
            why.update(doubts(record.fields, mine, figures, beside, marks))
    return [
        Queued(told[one.statement], sources[told[one.statement].document], one.transfer, why[one.statement])
        for one in places
        if one.statement in told and one.statement in why
    ]


def _batches(records: Iterable[StoredTransfer]) -> Iterator[list[tuple[StoredTransfer, frozenset[str]]]]:
    """Transfers with the ids of their statements (none where they are more than MOST), MOST ids at a time."""
    some: list[tuple[StoredTransfer, frozenset[str]]] = []
    number = 0
    for record in records:
        ids = frozenset(statements_in(record.fields))
        ids = ids if len(ids) <= MOST else frozenset()
        if some and number + len(ids) > MOST:
            yield some
            some, number = [], 0
        some.append((record, ids))
        number += len(ids)
    if some:
        yield some


def queue_record(one: Queued) -> dict[str, Any]:
    """A place of the queue as plain JSON values."""
    return {
        "id": one.entry.id,
        "doc": one.provenance.name,
        "document": one.provenance.id,
        "publisher": one.provenance.publisher,
        "published": one.provenance.published,
        **as_json(one.entry.statement),
        "transfer": one.transfer,
        "doubt": one.doubt.value,
        "about": one.doubt.stage,
        "likelihood": one.doubt.likelihood,
        "without": one.doubt.without,
        "reasons": list(one.doubt.reasons),
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement as it was read, and as it now stands after its reviews."""

    read: Entry
    now: Entry | None
    """None where it does not count: rejected, or replaced by a later reading or version of its document."""
    latest: Review | None

    @property
    def rejected(self) -> bool:
        """Whether a person said that it says no such thing."""
        return self.latest is not None and self.latest.verdict == "reject"


def standing(ledger: Ledger, statement: str) -> Standing | None:
    """How a statement stands; None where there is none of that id. Raises LedgerError."""
    read = as_read(ledger, statement)
    if read is None:
        return None
    now = next(iter(entries(ledger, ids=[statement])), None)
    return Standing(read, now, reviewed(ledger, [statement]).get(statement))
