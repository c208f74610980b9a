"""Which pairs need weighing: those under which the statements of some documents stand."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts

Pair = tuple[str, str]
"""Codes of supplier and recipient; ``''`` where a statement has none."""


def inserting(connection: sa.Connection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can be told what to do about rows that are there already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def pairs_in(connection: sa.Connection, documents: Iterable[str]) -> set[Pair]:
    """The pairs under which any statements, of any reading, in some documents stand: as they were read, as they
    were ever corrected, and as they were weighed (what leaves a party open may be lent to another pair).
    """
    return {pair for _, pair in _told_in(connection, documents)}


def pairs_shared(connection: sa.Connection, alike: Sequence[tuple[str, str]]) -> set[Pair]:
    """The pairs under which statements of both of two documents stand, as in ``pairs_in``: of the others it is all the
    same to weighing that the two are alike.
    """
    found: dict[str, set[Pair]] = defaultdict(set)
    for document, pair in _told_in(connection, {one for both in alike for one in both}):
        found[document].add(pair)
    return {pair for one, other in alike if one in found and other in found for pair in found[one] & found[other]}


def _told_in(connection: sa.Connection, documents: Iterable[str]) -> Iterator[tuple[str, Pair]]:
    """Each document with the pairs that its statements stand under."""
    for some in in_parts(sorted(documents)):
        for document, supplier, recipient in connection.execute(_pairs_query(), {"documents": some}):
            yield document, (supplier, recipient)


@cache
def _pairs_query() -> sa.CompoundSelect[Any]:
    """Built once: building takes longer than the database does."""
    table = schema.statements
    mine = table.c.document.in_(sa.bindparam("documents", expanding=True))
    moved = (
        sa.select(table.c.document, other.c.supplier, other.c.recipient)
        .join(table, table.c.id == other.c.statement)
        .where(mine, other.c.supplier.is_not(None))
        for other in (schema.reviews, schema.memberships)
    )
    return sa.union(sa.select(table.c.document, table.c.supplier, table.c.recipient).where(mine), *moved)


def mark_stale_within(connection: sa.Connection, pairs: Iterable[Pair]) -> None:
    """Say, within a transaction, that some pairs need weighing.

    The mark is new each time, so that who weighs a pair unmarks only what it has seen.
    """
    rows = [
        {"supplier": supplier, "recipient": recipient, "mark": secrets.randbits(62)}
        for supplier, recipient in sorted(pairs)
    ]
    if rows:
        marked = inserting(connection, schema.stale)
        connection.execute(
            marked.on_conflict_do_update(index_elements=["supplier", "recipient"], set_={"mark": marked.excluded.mark}),
            rows,
        )
