"""Narrow derived tables for lists: a transfer, a pair, an outlet on a transfer, as rows without their JSON.

A list that is filtered, sorted, counted and paged reads these and not the long rows of ``transfers``. They are
replaced together with the transfers of a pair, and made of the same records.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import Column, Float, Index, Integer, Table, text

from weighbridge.ledger.columns import Exact
from weighbridge.ledger.schema import metadata
from weighbridge.model import STAGES

if TYPE_CHECKING:
    from weighbridge.ledger.derived import StoredTransfer

Row = dict[str, Any]

listings = Table(
    "listings",
    metadata,
    Column("id", Exact, primary_key=True),
    Column("supplier", Exact, nullable=False),
    Column("recipient", Exact, nullable=False),
    Column("goods", Exact),
    Column("stage", Exact),
    Column("rank", Integer, nullable=False),
    Column("halted", Integer, nullable=False),
    Column("about", Exact),
    Column("claimed", Exact),
    Column("likelihood", Float),
    Column("word", Exact),
    Column("delivery", Float),
    Column("confidence", Exact),
    Column("first", Exact),
    Column("last", Exact),
    Column("reported", Exact),
    Column("latest", Exact),
    Column("statements", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("denials", Integer, nullable=False),
    Index("listings_pair", "supplier", "recipient", "first", "id"),
    Index("listings_recipient", "recipient"),
    Index("listings_goods", "goods"),
    Index("listings_rank", "rank", "id"),
    Index("listings_likelihood", "likelihood", "id"),
    Index("listings_last", "last", "id"),
    Index("listings_latest", "latest", "id"),
)
"""A transfer as lists show and sort it. ``rank`` is how far it got, ``delivery`` the likelihood that it arrived."""

pair_totals = Table(
    "pair_totals",
    metadata,
    Column("supplier", Exact, primary_key=True),
    Column("recipient", Exact, primary_key=True),
    Column("transfers", Integer, nullable=False),
    Column("delivered", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("denials", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("origins", Integer, nullable=False, server_default=text("0")),
    Column("likeliest", Float, nullable=False),
    Column("delivery", Float, nullable=False),
    Column("first", Exact),
    Column("last", Exact),
    Column("latest", Exact),
    Column("goods", Exact, nullable=False),
    Index("pair_totals_recipient", "recipient", "supplier"),
    Index("pair_totals_delivery", "delivery", "independent"),
    Index("pair_totals_latest", "latest"),
    sqlite_with_rowid=False,
)
"""A pair with its sums. ``likeliest`` is the highest likelihood of any stage, ``delivery`` that of an arrival."""

outlet_parts = Table(
    "outlet_parts",
    metadata,
    Column("outlet", Exact, primary_key=True),
    Column("transfer", Exact, primary_key=True),
    Column("supplier", Exact, nullable=False),
    Column("recipient", Exact, nullable=False),
    Column("origin", Integer, nullable=False),
    Column("echo", Integer, nullable=False),
    Column("denied", Integer, nullable=False),
    Column("confirmed", Integer, nullable=False),
    Column("latest", Exact),
    Index("outlet_parts_pair", "supplier", "recipient"),
    Index("outlet_parts_latest", "outlet", "latest", "transfer"),
    sqlite_with_rowid=False,
)
"""How often an outlet ('' where none is known) is an origin and an echo on a transfer, and how that went on.

``latest`` is the day of the transfer's last report, by whomever."""

TABLES: tuple[Table, ...] = (listings, pair_totals, outlet_parts)


def listing(one: StoredTransfer) -> Row:
    """A transfer's row in ``listings``, from its record."""
    record = one.fields
    stages = {row["stage"]: row["likelihood"] for row in record.get("stages", ())}
    return {
        "id": one.id,
        "supplier": one.supplier,
        "recipient": one.recipient,
        "goods": one.goods,
        "stage": one.stage,
        "rank": STAGES.index(one.stage) + 1 if one.stage in STAGES else 0,
        "halted": int(bool(record.get("halted"))),
        "likelihood": one.likelihood,
        "delivery": stages.get("delivered"),
        "first": one.first,
        "last": one.last,
        **{name: record.get(name) for name in ("about", "claimed", "word", "confidence", "reported", "latest")},
        **{name: record.get(f"{name}_count", 0) for name in ("statements", "documents", "origins")},
        **{name: record.get(name, 0) for name in ("independent", "denials")},
    }


def total(rows: Sequence[Row]) -> Row:
    """The sums of a pair's listings, of which there is at least one."""
    days = {
        name: choose((row[name] for row in rows if row[name]), default=None)
        for name, choose in (("first", min), ("last", max), ("latest", max))
    }
    return {
        "supplier": rows[0]["supplier"],
        "recipient": rows[0]["recipient"],
        "transfers": len(rows),
        "delivered": sum(row["stage"] in ("delivered", "used") for row in rows),
        **{name: sum(row[name] for row in rows) for name in ("statements", "denials", "independent", "origins")},
        "likeliest": max(row["likelihood"] or 0.0 for row in rows),
        "delivery": max(row["delivery"] or 0.0 for row in rows),
        **days,
        "goods": json.dumps(sorted({row["goods"] for row in rows if row["goods"]})),
    }


def store_listed(connection: sa.Connection, pair: tuple[str, str], transfers: Sequence[StoredTransfer]) -> None:
    """Replace what lists show of a pair."""
    for table in TABLES:
        connection.execute(sa.delete(table).where(table.c.supplier == pair[0], table.c.recipient == pair[1]))
    if not transfers:
        return
    rows = [listing(one) for one in transfers]
    connection.execute(sa.insert(listings), rows)
    connection.execute(sa.insert(pair_totals), total(rows))
    parts = [
        {
            "outlet": part.outlet,
            "transfer": one.id,
            "supplier": one.supplier,
            "recipient": one.recipient,
            "origin": part.origin,
            "echo": part.echo,
            "denied": part.denied,
            "confirmed": part.confirmed,
            "latest": one.fields.get("latest"),
        }
        for one in transfers
        for part in one.outlets
    ]
    if parts:
        connection.execute(sa.insert(outlet_parts), parts)
