"""Everything that a ledger was ever told, as JSON lines that ``weighbridge import`` takes in again.

What is derived of it (transfers, near-copies, versions of pages) is not in there: it is worked out again. Nor is who
may sign in at the desk, nor which readers are preferred.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO

import sqlalchemy as sa

from weighbridge import __version__
from weighbridge.exports.columns import Record
from weighbridge.exports.lines import FORMAT, told
from weighbridge.ledger import Ledger, schema
from weighbridge.ledger.kept import kept_document
from weighbridge.ledger.opening import reading
from weighbridge.ledger.sightings import seen_besides

AT_ONCE = 1_000
"""Documents whose numbers are asked for together; their texts come one by one."""


def write_whole(out: BinaryIO, ledger: Ledger, step: Callable[[], None]) -> int:
    """Write the lines, as of one moment; the number of documents. ``step`` is called after each document.

    Reviews and documents stand in the order in which they were added, the readings of a document likewise: the last
    counts. The end has the numbers and the SHA-256 of all before it, so that a cut or changed file is noticed.
    """
    total, numbers = sha256(), dict.fromkeys(("documents", "readings", "statements", "measures", "reviews"), 0)

    def write(kind: str, content: Any) -> None:
        text = told(kind, content)
        total.update(text)
        out.write(text)

    with reading(ledger) as connection:
        write("weighbridge", {"format": FORMAT, "program": __version__})
        for review in _reviews(connection):
            numbers["reviews"] += 1
            write("review", review)
        for document in _documents(connection):
            numbers["documents"] += 1
            numbers["readings"] += len(document["readings"])
            for one in document["readings"]:
                numbers["statements"] += len(one["statements"])
                numbers["measures"] += len(one["measures"])
            write("document", document)
            step()
    out.write(told("end", {**numbers, "sha256": total.hexdigest()}))
    return numbers["documents"]


def _reviews(connection: sa.Connection) -> Iterator[Record]:
    reviews, statements = schema.reviews, schema.statements
    of = sa.select(statements.c.document).where(statements.c.id == reviews.c.statement).limit(1).scalar_subquery()
    query = sa.select(reviews, of.label("document")).order_by(reviews.c.seq)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
        yield {
            "id": row.id,
            "document": row.document,
            "statement": row.statement,
            "verdict": row.verdict,
            "corrected": json.loads(row.fields) if row.fields else None,
            "reason": row.reason,
            "name": row.name,
            "at": row.at,
            "way": row.way,
        }


def _documents(connection: sa.Connection) -> Iterator[Record]:
    table = schema.documents
    some = sa.select(table.c.seq).where(table.c.seq > sa.bindparam("after")).order_by(table.c.seq).limit(AT_ONCE)
    one = sa.select(table).where(table.c.seq == sa.bindparam("seq"))
    after = -1
    while seqs := list(connection.execute(some, {"after": after}).scalars()):
        for seq in seqs:
            row = connection.execute(one, {"seq": seq}).one()
            seen, pages = seen_besides(connection, kept_document(row))
            yield {
                "id": row.id,
                **{key: getattr(row, key) for key in ("name", "url", "publisher", "published", "title", "text")},
                "details": json.loads(row.details) if row.details else {},
                "added": row.added,
                **({"seen": seen} if seen else {}),
                **({"pages": pages} if pages else {}),
                "readings": list(_readings(connection, row.id)),
            }
        after = seqs[-1]


def _readings(connection: sa.Connection, document: str) -> Iterator[Record]:
    table = schema.readings
    query = sa.select(table).where(table.c.document == document).order_by(table.c.seq)
    for row in connection.execute(query).all():
        yield {
            "reader": row.reader,
            "version": row.version,
            "added": row.added,
            **{key: told for key in ("model", "prompt") if (told := getattr(row, key)) is not None},
            "statements": _found(connection, schema.statements, document, row.seq),
            **_marks(connection, document, row.seq),
            "measures": _found(connection, schema.measures, document, row.seq),
        }


def _marks(connection: sa.Connection, document: str, seq: int) -> Record:
    """The marks of a reading's statements, one each, under their key; nothing where it has none."""
    table = schema.statements
    query = sa.select(table.c.mark).where(table.c.document == document, table.c.reading == seq).order_by(table.c.seq)
    found = list(connection.execute(query).scalars())
    return {"marks": [json.loads(one) if one else None for one in found]} if any(found) else {}


def _found(connection: sa.Connection, table: sa.Table, document: str, seq: int) -> list[Record]:
    """Statements or measures of a reading, each with its id."""
    query = (
        sa.select(table.c.id, table.c.fields)
        .where(table.c.document == document, table.c.reading == seq)
        .order_by(table.c.seq)
    )
    return [{"id": key, **json.loads(fields)} for key, fields in connection.execute(query)]
