"""Which pairs need weighing: those under which the statements of some documents stand."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
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
    return {
        (supplier, recipient)
        for some in in_parts(sorted(documents))
        for supplier, recipient in connection.execute(_pairs_query(), {"documents": some})
    }


@cache
def _pairs_query() -> sa.CompoundSelect[Any]:
    """Built once: building takes longer than the database does."""
    table = schema.statements
    mine = table.c.document.in_(sa.bindparam("documents", expanding=True))
    moved = (
        sa.select(other.c.supplier, other.c.recipient)
        .join(table, table.c.id == other.c.statement)
        .where(mine, other.c.supplier.is_not(None))
        for other in (schema.reviews, schema.memberships)
    )
    return sa.union(sa.select(table.c.supplier, table.c.recipient).where(mine), *moved)


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
