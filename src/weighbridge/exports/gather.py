"""Records out of the ledger for each export, narrowed as asked, a stream at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

import sqlalchemy as sa

from weighbridge.exports.columns import Record
from weighbridge.ledger import Ledger, last_day, schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.entries import day_of, is_current
from weighbridge.ledger.opening import reading
from weighbridge.views import Asked, Look, measure_records, statement_records, transfer_records

AT_ONCE = 500
"""Records whose documents are looked up together."""


def within(published: str | None, since: str | None, until: str | None) -> bool:
    """Whether a day of publication, cut to its precision, touches a span; undated ones touch only an open one."""
    if since is None and until is None:
        return True
    last = last_day(published)
    if published is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or published <= until + "~")


def with_addresses(ledger: Ledger, records: Iterable[Record]) -> Iterator[Record]:
    """The records, each with ``title``, ``url`` and ``original`` (SHA-256 of what was fetched) of its document."""
    stream = iter(records)
    table = schema.documents
    query = sa.select(table.c.id, table.c.title, table.c.url, table.c.details)
    while some := list(islice(stream, AT_ONCE)):
        keys = sorted({record["document"] for record in some})
        with reading(ledger) as connection:
            found = {row.id: row for row in connection.execute(query.where(table.c.id.in_(keys)))}
        for record in some:
            row = found[record["document"]]
            details = json.loads(row.details) if row.details else {}
            yield {**record, "title": row.title, "url": row.url, "original": details.get("original")}


def statements_asked(look: Look, asked: Asked) -> Iterator[Record]:
    """Statements with these parties and goods, published in this span; ``likely``: of transfers at least so likely.

    By publication, document and place. A statement that leaves a party open is not one with that party.
    """
    wanted: set[str] | None = None
    if asked.likely is not None:
        bound = Asked(supplier=asked.supplier, recipient=asked.recipient, likely=asked.likely)
        wanted = {one["id"] for one in transfer_records(look, bound)}
    for record in statement_records(look, supplier=asked.supplier, recipient=asked.recipient):
        item = record["item"]["class"] if record["item"] else ""
        if (
            (wanted is None or record["transfer"] in wanted)
            and (asked.goods is None or item == asked.goods or item.startswith(asked.goods + "."))
            and within(record["published"], asked.since, asked.until)
        ):
            yield record


def everything(asked: Asked) -> bool:
    """Whether nothing is asked of parties, goods, stages and likelihoods, so that measures are wanted too."""
    return (asked.supplier, asked.recipient, asked.goods, asked.stage, asked.likely) == (None,) * 5


def measures_asked(look: Look, asked: Asked) -> Iterator[Record]:
    """Measures that were published in this span."""
    for record in measure_records(look):
        if within(record["published"], asked.since, asked.until):
            yield record


def document_records(look: Look, asked: Asked) -> Iterator[Record]:
    """Documents published in this span, without their texts, by id: with the numbers of what was read in each."""
    table, day = schema.documents, day_of(look.as_of)
    query = sa.select(table).order_by(table.c.id)
    query = query.with_only_columns(*(one for one in table.c if one.name not in ("text", "seq", "added")))
    if day is not None:
        query = query.where(table.c.known <= day)
    with reading(look.ledger, stream=True) as connection:
        for some in connection.execute(query).mappings().partitions(AT_ONCE):
            keys = [row["id"] for row in some]
            statements, measures = (_numbers(connection, of, keys) for of in (schema.statements, schema.measures))
            for row in some:
                if within(row["published"], asked.since, asked.until):
                    yield {
                        "id": row["id"],
                        "doc": row["name"],
                        **{key: row[key] for key in ("title", "publisher", "published", "url", "sha256")},
                        "details": json.loads(row.get("details") or "{}"),
                        "statements": statements.get(row["id"], 0),
                        "measures": measures.get(row["id"], 0),
                    }


def _numbers(connection: sa.Connection, table: sa.Table, documents: list[str]) -> dict[str, int]:
    """How many rows of the latest reading each document has."""
    found: dict[str, int] = {}
    for some in in_parts(documents):
        query = (
            sa.select(table.c.document, sa.func.count())
            .where(table.c.document.in_(some), is_current(table))
            .group_by(table.c.document)
        )
        found.update((document, number) for document, number in connection.execute(query))
    return found
