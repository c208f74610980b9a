"""Outlets for people who leaf through the ledger: their counts, and the transfers that they report on."""

from __future__ import annotations

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.browsing import MOST, Leaf, Part, Row
from weighbridge.ledger.listed import listings, outlet_parts
from weighbridge.ledger.opening import Ledger, reading

_SUMS = tuple(sa.func.sum(outlet_parts.c[name]).label(name) for name in ("origin", "echo", "denied", "confirmed"))


def outlets(ledger: Ledger) -> list[Row]:
    """All outlets with their counts and the number of their transfers, most origins first."""
    table = outlet_parts.c
    query = (
        sa.select(table.outlet, sa.func.count().label("transfers"), *_SUMS)
        .group_by(table.outlet)
        .order_by(sa.desc("origin"), sa.desc("echo"), table.outlet)
    )
    with reading(ledger) as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def outlet_transfers(ledger: Ledger, outlet: str, leaf: Leaf, total: int | None = None) -> Part:
    """The transfers that an outlet reports on, with its counts on each, the last reported first.

    ``total``: how many these are in all, where that is known; otherwise they are counted.
    """
    table = outlet_parts.c
    # what is passed over is passed over in the index alone; then the rows of those that are wanted are fetched
    some = (
        sa.select(table.transfer)
        .where(table.outlet == outlet)
        .order_by(table.latest.desc().nulls_last(), table.transfer.desc())
        .offset(leaf.offset)
        .limit(min(leaf.limit, MOST))
    )
    parts = (table.origin, table.echo, table.denied, table.confirmed)
    query = sa.select(listings, *parts).join(outlet_parts, table.transfer == listings.c.id)
    count = sa.select(sa.func.count()).where(table.outlet == outlet)
    with reading(ledger) as connection:
        ids = list(connection.execute(some).scalars())
        wide = query.where(table.outlet == outlet, table.transfer.in_(ids))
        rows = {row["id"]: dict(row) for row in connection.execute(wide).mappings()} if ids else {}
        number = int(connection.execute(count).scalar_one()) if total is None else total
    return Part([rows[key] for key in ids if key in rows], number)


def names_outlet(ledger: Ledger, outlet: str, until: str | None = None) -> bool:
    """Whether a document, known by the end of ``until``, came from an outlet."""
    table = schema.documents
    query = sa.select(table.c.id).where(table.c.publisher == outlet).limit(1)
    if until is not None:
        query = query.where(table.c.known <= until)
    with reading(ledger) as connection:
        return connection.execute(query).first() is not None
