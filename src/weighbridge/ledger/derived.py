"""What weighing made of the statements: replaced a pair at a time, and dropped without loss."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa

from weighbridge.identity import canonical
from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.entries import pairs
from weighbridge.ledger.listed import TABLES, store_listed
from weighbridge.ledger.marking import Pair, mark_stale_within
from weighbridge.ledger.opening import Ledger, reading, writing
from weighbridge.ledger.pasts import Past, pasts, store_past


class OutletPart(Protocol):
    """How an outlet stands on a transfer: counts of its reports."""

    @property
    def outlet(self) -> str: ...
    @property
    def origin(self) -> int: ...
    @property
    def echo(self) -> int: ...
    @property
    def denied(self) -> int: ...
    @property
    def confirmed(self) -> int: ...


@dataclass(frozen=True, slots=True)
class StoredTransfer:
    """A transfer as a row: what lists are filtered by, and the rest as JSON values."""

    id: str
    supplier: str
    recipient: str
    goods: str | None = None
    stage: str | None = None
    likelihood: float | None = None
    first: str | None = None
    last: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    outlets: Sequence[OutletPart] = field(default=(), compare=False)
    """Goes in with the rest, for the lists; ``transfers`` does not give it back."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Which transfer a statement belongs to, and which origin stands behind it."""

    statement: str
    transfer: str | None
    origin: str | None
    doubt: float = field(default=0.0, compare=False)
    """How soon a person should read it (``weighing.doubts``); ``memberships`` does not give it back."""


@dataclass(frozen=True, slots=True)
class StalePair:
    """A pair that needs weighing. ``mark`` goes back to ``store_pair``."""

    pair: Pair
    mark: int


def stale_pairs(ledger: Ledger) -> list[StalePair]:
    """The pairs that need weighing, in order."""
    table = schema.stale
    query = sa.select(table.c.supplier, table.c.recipient, table.c.mark).order_by(table.c.supplier, table.c.recipient)
    with reading(ledger) as connection:
        return [StalePair((supplier, recipient), mark) for supplier, recipient, mark in connection.execute(query)]


def mark_stale(ledger: Ledger, some: Iterable[Pair]) -> None:
    """Say that some pairs need weighing."""
    with writing(ledger) as connection:
        mark_stale_within(connection, set(some))


def mark_all_stale(ledger: Ledger, version: str | None = None) -> None:
    """Say that all pairs need weighing: those of statements, and those of transfers that stand.

    ``version``: of the weighing that is to make them, from now on what ``weighed_by`` gives.
    """
    table = schema.transfers
    everything = set(pairs(ledger))
    with writing(ledger) as connection:
        if version is not None:
            connection.execute(sa.delete(schema.weighed))
            connection.execute(sa.delete(pasts))
            connection.execute(sa.insert(schema.weighed), {"version": version})
        stored = connection.execute(sa.select(table.c.supplier, table.c.recipient).distinct())
        everything.update((supplier, recipient) for supplier, recipient in stored)
        mark_stale_within(connection, everything)


def weighed_by(ledger: Ledger) -> str | None:
    """The version of the weighing that made what is derived; None where nothing was weighed yet."""
    with reading(ledger) as connection:
        version = connection.execute(sa.select(schema.weighed.c.version)).scalar()
    return None if version is None else str(version)


def store_pair(
    ledger: Ledger,
    pair: Pair,
    transfers: Sequence[StoredTransfer],
    memberships: Sequence[Membership],
    mark: int | None = None,
) -> None:
    """Replace all that is derived of one pair, and unmark it; all or nothing.

    With the ``mark`` that ``stale_pairs`` gave, a pair that was marked again meanwhile stays marked.
    """
    store_pairs(ledger, [(pair, transfers, memberships, mark)])


def store_pairs(
    ledger: Ledger,
    weighed: Iterable[tuple[Pair, Sequence[StoredTransfer], Sequence[Membership], int | None]],
    known: Mapping[Pair, Past] | None = None,
) -> None:
    """``store_pair`` for many pairs, in one transaction. ``known``: what was known of them on past days."""
    with writing(ledger) as connection:
        for pair, transfers, memberships, mark in weighed:
            _store(connection, pair, transfers, memberships, mark)
            store_past(connection, pair, (known or {}).get(pair))


def _store(
    connection: sa.Connection,
    pair: Pair,
    transfers: Sequence[StoredTransfer],
    memberships: Sequence[Membership],
    mark: int | None,
) -> None:
    supplier, recipient = pair
    for table in (schema.memberships, schema.transfers, schema.stale):
        gone = sa.delete(table).where(table.c.supplier == supplier, table.c.recipient == recipient)
        if table is schema.stale and mark is not None:
            gone = gone.where(table.c.mark == mark)
        connection.execute(gone)
    if transfers:
        connection.execute(sa.insert(schema.transfers), [_row(one) for one in transfers])
    store_listed(connection, pair, transfers)
    if memberships:
        # a statement that a correction moved here may stand under the pair that it came from
        for some in in_parts([one.statement for one in memberships]):
            connection.execute(sa.delete(schema.memberships).where(schema.memberships.c.statement.in_(some)))
        connection.execute(
            sa.insert(schema.memberships),
            [
                {
                    "statement": one.statement,
                    "transfer": one.transfer,
                    "origin": one.origin,
                    "supplier": supplier,
                    "recipient": recipient,
                    "doubt": one.doubt,
                }
                for one in memberships
            ],
        )


def _row(transfer: StoredTransfer) -> dict[str, Any]:
    row = {column.name: getattr(transfer, column.name) for column in schema.transfers.columns}
    row["fields"] = canonical(transfer.fields)
    return row


def transfers(
    ledger: Ledger,
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    goods: str | None = None,
    stage: str | None = None,
    likely: float | None = None,
    since: str | None = None,
    until: str | None = None,
    ids: Collection[str] | None = None,
) -> Iterator[StoredTransfer]:
    """Stored transfers by supplier, recipient, first day and id.

    ``goods`` also takes in its finer classes ("missile": "missile.ballistic"); ``likely`` is the least
    likelihood; ``since`` and ``until`` leave those whose days touch that span.
    """
    table = schema.transfers
    query = sa.select(table).order_by(
        table.c.supplier, table.c.recipient, table.c.first.is_(None), table.c.first, table.c.id
    )
    for column, value in ((table.c.supplier, supplier), (table.c.recipient, recipient), (table.c.stage, stage)):
        if value is not None:
            query = query.where(column == value)
    if goods is not None:
        query = query.where(sa.or_(table.c.goods == goods, table.c.goods.startswith(goods + ".", autoescape=True)))
    if likely is not None:
        query = query.where(table.c.likelihood >= likely)
    if since is not None:
        query = query.where(table.c.last >= since)
    if until is not None:
        query = query.where(table.c.first <= until + "~")
    if ids is not None:
        query = query.where(table.c.id.in_(sorted(set(ids))))
    with reading(ledger, stream=True) as connection:
        for row in connection.execute(query).mappings():
            yield StoredTransfer(**{**row, "fields": json.loads(row["fields"])})


def memberships(
    ledger: Ledger,
    *,
    pair: Pair | None = None,
    transfer: str | None = None,
    statements: Collection[str] | None = None,
) -> list[Membership]:
    """Stored memberships, by statement: all, or those of a pair, a transfer, or some statements."""
    table = schema.memberships
    query = sa.select(table.c.statement, table.c.transfer, table.c.origin)
    if pair is not None:
        query = query.where(table.c.supplier == pair[0], table.c.recipient == pair[1])
    if transfer is not None:
        query = query.where(table.c.transfer == transfer)
    with reading(ledger) as connection:
        if statements is None:
            found = [Membership(*row) for row in connection.execute(query)]
        else:
            found = [
                Membership(*row)
                for some in in_parts(sorted(set(statements)))
                for row in connection.execute(query.where(table.c.statement.in_(some)))
            ]
    return sorted(found, key=lambda one: one.statement)


_DERIVED = (schema.memberships, schema.transfers, pasts, schema.successions, schema.lapses, schema.weighed)


def drop_derived(ledger: Ledger) -> None:
    """Drop all that is worked out of what is kept; weighing brings it back the same."""
    with writing(ledger) as connection:
        for table in (*_DERIVED, *TABLES):
            connection.execute(sa.delete(table))
