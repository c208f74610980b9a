"""All readings of a document, with what each found: also those that do not count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.errors import damaged
from weighbridge.ledger.kept import kept_statement
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.preferring import superseded_among
from weighbridge.model import Entry
from weighbridge.reading.result import Mark


@dataclass(frozen=True, slots=True)
class KeptReading:
    """What one reader found in a document, as it was read."""

    reader: str
    version: str
    model: str | None
    prompt: str | None
    counts: bool
    entries: tuple[Entry, ...]


def latest_readings(ledger: Ledger, document: str) -> list[KeptReading]:
    """The latest reading of each reader of a document (its id), the earliest first; statements in their order."""
    table, found = schema.readings, schema.statements
    newest = sa.select(sa.func.max(table.c.seq)).where(table.c.document == document).group_by(table.c.reader)
    with reading(ledger) as connection:
        rows = connection.execute(sa.select(table).where(table.c.seq.in_(newest)).order_by(table.c.seq)).all()
        beaten = superseded_among(connection, [row.seq for row in rows])
        told = []
        for row in rows:
            query = (
                sa.select(found.c.id, found.c.fields)
                .where(found.c.document == document, found.c.reading == row.seq)
                .order_by(found.c.start, found.c.end, found.c.id)
            )
            try:
                some = tuple(
                    Entry(key, document, kept_statement(json.loads(fields)))
                    for key, fields in connection.execute(query)
                )
            except (ValueError, KeyError, TypeError):
                raise damaged(ledger.where) from None
            told.append(KeptReading(row.reader, row.version, row.model, row.prompt, row.seq not in beaten, some))
    return told


def reviewed_documents(ledger: Ledger) -> Iterator[str]:
    """The ids of the documents of which any statement has a review, in the order in which they were added."""
    of, found, review = schema.documents, schema.statements, schema.reviews
    some = sa.select(found.c.document).join(review, review.c.statement == found.c.id)
    query = sa.select(of.c.id).where(of.c.id.in_(some)).order_by(of.c.seq)
    with reading(ledger) as connection:
        ids = list(connection.execute(query).scalars())
    yield from ids


def has_marks(ledger: Ledger) -> bool:
    """Whether any reading is by a reader made of several. Cheap: by index."""
    query = sa.select(sa.exists().where(schema.statements.c.mark.is_not(None)))
    with reading(ledger) as connection:
        return bool(connection.execute(query).scalar())


def marks_of(ledger: Ledger, statements: Iterable[str]) -> dict[str, Mark]:
    """What a reader made of several said of statements (ids) of the readings that count; by index."""
    table = schema.statements
    marks: dict[str, Mark] = {}
    with reading(ledger) as connection:
        for some in in_parts(sorted(set(statements))):
            beaten = sa.exists().where(schema.superseded.c.reading == table.c.reading)
            query = sa.select(table.c.id, table.c.mark).where(table.c.id.in_(some), table.c.mark.is_not(None), ~beaten)
            marks.update((key, _mark(json.loads(mark))) for key, mark in connection.execute(query))
    return marks


def _mark(row: Mapping[str, Any]) -> Mark:
    return Mark(tuple(row["readers"]), tuple(row["differs"]))
