"""Lists of the ledger for people who leaf through it: filtered, sorted, counted and paged in SQL.

They show what is booked, from the narrow tables of ``ledger.listed``. A page has at most ``MOST`` rows, and
whatever could touch a great part of the ledger is cut off at a bound that the answer tells.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.listed import listings, pair_totals
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.standing import is_current, of_counting_reading

MOST = 500
"""Rows of a page, at most."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a list, and how many there are in all."""

    rows: list[Row]
    total: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """Which part of a list is wanted, in which order; a ``-`` before the name of a sort turns it round."""

    sort: str = ""
    offset: int = 0
    limit: int = 50


SORTS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "pair": (listings.c.supplier, listings.c.recipient, listings.c.first, listings.c.id),
    "goods": (listings.c.goods, listings.c.id),
    "stage": (listings.c.rank, listings.c.id),
    "likelihood": (listings.c.likelihood, listings.c.id),
    "last": (listings.c.last, listings.c.id),
    "latest": (listings.c.latest, listings.c.id),
}
"""By what transfers can be sorted: ``last`` is their own last day, ``latest`` that of the last report."""
PAIR_SORTS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "pair": (pair_totals.c.supplier, pair_totals.c.recipient),
    "delivery": (pair_totals.c.delivery, pair_totals.c.independent),
    "latest": (pair_totals.c.latest,),
    "transfers": (pair_totals.c.transfers,),
    "denials": (pair_totals.c.denials,),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which transfers are wanted; None leaves open, ``''`` is a party without a code."""

    supplier: str | None = None
    recipient: str | None = None
    party: str | None = None
    """On either side."""
    goods: str | None = None
    """A class, with its finer ones."""
    stage: str | None = None
    """One of STAGES; ``halted`` for those that were halted; ``none`` for those that reached no likely stage."""
    likely: float | None = None
    since: str | None = None
    until: str | None = None
    ids: Collection[str] | None = None


def _ordered(
    query: sa.Select[Any], sorts: dict[str, tuple[sa.ColumnElement[Any], ...]], leaf: Leaf, default: str
) -> sa.Select[Any]:
    name = leaf.sort or default
    down = name.startswith("-")
    columns = sorts.get(name.lstrip("-"), sorts[default.lstrip("-")])
    # unknown ones as SQLite has them by itself, so that both databases give one order
    query = query.order_by(*(column.desc().nulls_last() if down else column.asc().nulls_first() for column in columns))
    return query.offset(leaf.offset).limit(min(leaf.limit, MOST))


def _conditions(asked: Filters) -> list[sa.ColumnElement[bool]]:
    table = listings.c
    found: list[sa.ColumnElement[bool]] = []
    for column, value in ((table.supplier, asked.supplier), (table.recipient, asked.recipient)):
        if value is not None:
            found.append(column == value)
    if asked.party is not None:
        found.append(sa.or_(table.supplier == asked.party, table.recipient == asked.party))
    if asked.goods is not None:
        # a range, so that the index serves: "/" is the character after "."
        finer = sa.and_(table.goods >= asked.goods + ".", table.goods < asked.goods + "/")
        found.append(sa.or_(table.goods == asked.goods, finer))
    if asked.stage == "halted":
        found.append(table.halted == 1)
    elif asked.stage == "none":
        # most have rank 0: where something else narrows the list, SQLite should not go by the index of ranks
        narrowed = any(one is not None for one in (asked.supplier, asked.recipient, asked.party, asked.goods))
        found.append((table.rank + 0 if narrowed else table.rank) == 0)
    elif asked.stage is not None:
        found.append(table.stage == asked.stage)
    if asked.likely is not None:
        found.append(table.likelihood >= asked.likely)
    if asked.since is not None:
        found.append(table.last >= asked.since)
    if asked.until is not None:
        found.append(table.first <= asked.until + "~")
    if asked.ids is not None:
        found.append(table.id.in_(sorted(set(asked.ids))))
    return found


_INDEXES = {
    "pair": "listings_pair",
    "stage": "listings_rank",
    "likelihood": "listings_likelihood",
    "last": "listings_last",
    "latest": "listings_latest",
}
"""The index that has transfers in the order of a sort."""


def _walked(asked: Filters, leaf: Leaf, total: int, everything: int | None) -> str | None:
    """The index by which to go through all transfers in order, where that touches fewer than to sort those that fit.

    It does where most fit. Where only goods are asked for, which are taken to be spread evenly over every order, it
    does also where there are many of them and the rows that are wanted stand near the beginning.
    """
    if everything is None or any(one is not None for one in (asked.supplier, asked.recipient, asked.party, asked.ids)):
        return None
    wanted = leaf.offset + leaf.limit
    only_goods = all(one is None for one in (asked.stage, asked.likely, asked.since, asked.until))
    if everything - total + wanted < total or (only_goods and wanted * everything < total * total):
        name = leaf.sort.lstrip("-") or "latest"
        return _INDEXES.get(name) if name in SORTS else _INDEXES["latest"]
    return None


def number_listed(ledger: Ledger, asked: Filters) -> int:
    """How many transfers ``listed`` finds in all."""
    query = sa.select(sa.func.count()).select_from(listings).where(*_conditions(asked))
    with reading(ledger) as connection:
        return int(connection.execute(query).scalar_one())


def listed(ledger: Ledger, asked: Filters, leaf: Leaf, total: int | None = None, everything: int | None = None) -> Part:
    """Transfers as rows of ``listings``, the last reported first unless sorted otherwise.

    ``total``: how many fit in all, where that is known; otherwise they are counted. ``everything``: how many
    transfers the ledger has, where that is known: it only makes this faster.
    """
    if asked.ids is not None:
        return _listed_of(ledger, asked, leaf)
    total = number_listed(ledger, asked) if total is None else total
    if leaf.offset >= total:
        return Part([], total)
    conditions = _conditions(asked)
    # only the ids are sorted, which are narrow; then the rows of those that are wanted are fetched
    query = _ordered(sa.select(listings.c.id).where(*conditions), SORTS, leaf, "-latest")
    if index := _walked(asked, leaf, total, everything):
        query = query.with_hint(listings, f"INDEXED BY {index}", "sqlite")
    with reading(ledger) as connection:
        return Part(_rows(connection, list(connection.execute(query).scalars())), total)


def _listed_of(ledger: Ledger, asked: Filters, leaf: Leaf) -> Part:
    """``listed`` of transfers that are given by their ids: put in order and counted at once, since they are few."""
    query = _ordered(sa.select(listings.c.id).where(*_conditions(asked)), SORTS, leaf, "-latest")
    with reading(ledger) as connection:
        ids = list(connection.execute(query.offset(None).limit(None)).scalars())
        return Part(_rows(connection, ids[leaf.offset : leaf.offset + min(leaf.limit, MOST)]), len(ids))


def _rows(connection: sa.Connection, ids: Sequence[str]) -> list[Row]:
    """The rows of some transfers, in the order of their ids."""
    wide = sa.select(listings).where(listings.c.id.in_(ids))
    rows = {row["id"]: dict(row) for row in connection.execute(wide).mappings()} if ids else {}
    return [rows[key] for key in ids]


def totals(ledger: Ledger, asked: Filters, leaf: Leaf) -> Part:
    """Pairs with their sums, as rows of ``pair_totals``; only the parties of ``asked`` count."""
    table = pair_totals.c
    conditions: list[sa.ColumnElement[bool]] = []
    if asked.supplier is not None:
        conditions.append(table.supplier == asked.supplier)
    if asked.recipient is not None:
        conditions.append(table.recipient == asked.recipient)
    if asked.likely is not None:
        conditions.append(table.delivery >= asked.likely)
    if asked.party is not None:
        conditions.append(sa.or_(table.supplier == asked.party, table.recipient == asked.party))
    query = _ordered(sa.select(pair_totals).where(*conditions), PAIR_SORTS, leaf, "-delivery")
    count = sa.select(sa.func.count()).select_from(pair_totals).where(*conditions)
    with reading(ledger) as connection:
        rows = [{**row, "goods": json.loads(row["goods"])} for row in connection.execute(query).mappings()]
        return Part(rows, int(connection.execute(count).scalar_one()))


def parties(ledger: Ledger) -> list[str]:
    """The codes that stand on either side of a pair, in order; one lookup by index for each."""
    found: set[str] = set()
    with reading(ledger) as connection:
        for column in (pair_totals.c.supplier, pair_totals.c.recipient):
            after = ""
            while True:
                value = connection.execute(sa.select(sa.func.min(column)).where(column > after)).scalar()
                if value is None:
                    break
                found.add(value)
                after = value
    return sorted(found)


def years(ledger: Ledger, party: str) -> list[Row]:
    """What a party supplied and received, by year of the transfer and by how far it got: counts."""
    table = listings.c
    year = sa.func.substr(table.first, 1, 4).label("year")
    parts = []
    with reading(ledger) as connection:
        for side, column in (("supplied", table.supplier), ("received", table.recipient)):
            query = (
                sa.select(year, table.stage, sa.func.count().label("count"))
                .where(column == party)
                .group_by(sa.literal_column("year"), table.stage)
                .order_by(sa.literal_column("year"), table.stage)
            )
            parts += [
                {"side": side, "year": row.year, "stage": row.stage, "count": row[2]}
                for row in connection.execute(query)
            ]
    return parts


def stated(
    ledger: Ledger,
    *,
    after: str | None = None,
    until: str | None = None,
    imposer: str | None = None,
    country: str | Collection[str] | None = None,
    kind: str | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Part:
    """Current measures as rows with their documents, the last first; ``country`` is that of the target, or several."""
    table, of = schema.measures, schema.documents
    conditions = [is_current(table)]
    for column, value in ((table.c.imposer, imposer), (table.c.kind, kind)):
        if value is not None:
            conditions.append(column == value)
    if country is not None:
        conditions.append(table.c.target_country.in_([country] if isinstance(country, str) else sorted(country)))
    if after is not None:
        conditions.append(table.c.known > after)
    if until is not None:
        conditions.append(table.c.known <= until)
    query = (
        sa.select(
            table.c.id,
            table.c.document,
            table.c.published,
            table.c.fields,
            of.c.name.label("doc"),
            of.c.publisher,
        )
        .join(of, of.c.id == table.c.document)
        .where(*conditions)
        .order_by(table.c.published.desc().nulls_last(), table.c.seq)
        .offset(offset)
        .limit(min(limit, MOST))
    )
    count = sa.select(sa.func.count()).select_from(table).where(*conditions)
    with reading(ledger) as connection:
        rows = [
            {**{name: value for name, value in row.items() if name != "fields"}, **json.loads(row["fields"])}
            for row in connection.execute(query).mappings()
        ]
        return Part(rows, int(connection.execute(count).scalar_one()))


def sizes(ledger: Ledger) -> Row:
    """How much there is: documents, transfers, pairs, and pairs that wait to be weighed."""
    tables = {"documents": schema.documents, "transfers": listings, "pairs": pair_totals, "waiting": schema.stale}
    with reading(ledger) as connection:
        return {
            name: int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
            for name, table in tables.items()
        }


# as text: every page asks for it, and to build a query takes longer than the query
_STATE = (
    "SELECT (SELECT max(seq) FROM readings), (SELECT max(seq) FROM reviews),"
    " (SELECT count(*) FROM stale), (SELECT version FROM weighed LIMIT 1), (SELECT max(seq) FROM preferences)"
)
WAITING = 2
"""Where in ``state_of`` the number of pairs stands that wait to be weighed."""


def state_of(ledger: Ledger) -> tuple[Any, ...]:
    """A value that is another one when what a list shows may have changed. Cheap: one query, by keys."""
    with reading(ledger) as connection:
        return tuple(connection.exec_driver_sql(_STATE).one())


def measures_in(ledger: Ledger, document: str) -> list[Row]:
    """The measures that the reading of a document that counts found, in the order of its text."""
    table = schema.measures
    query = (
        sa.select(table.c.id, table.c.fields)
        .where(table.c.document == document, of_counting_reading(table))
        .order_by(table.c.start, table.c.id)
    )
    with reading(ledger) as connection:
        return [{"id": row.id, **json.loads(row.fields)} for row in connection.execute(query)]


def readings_of(ledger: Ledger, document: str) -> list[Row]:
    """Which readers read a document, with what, how many statements each found, and which counts; the first first."""
    table, found = schema.readings, schema.statements
    number = sa.select(sa.func.count()).where(found.c.reading == table.c.seq, found.c.document == table.c.document)
    counts = ~sa.exists().where(schema.superseded.c.reading == table.c.seq)
    query = sa.select(
        *(table.c[name] for name in ("reader", "version", "model", "prompt", "added")),
        number.scalar_subquery().label("statements"),
        counts.label("counts"),
    ).where(table.c.document == document)
    with reading(ledger) as connection:
        rows = connection.execute(query.order_by(table.c.seq)).mappings()
        return [{**row, "counts": bool(row["counts"])} for row in rows]
