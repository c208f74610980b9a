"""One number for all that a ledger was ever told."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import sqlalchemy as sa

from weighbridge.identity import canonical
from weighbridge.ledger import schema
from weighbridge.ledger.opening import Ledger, reading


def content_hash(ledger: Ledger) -> str:
    """SHA-256 over documents, readings, statements, measures and reviews, in the order of their ids.

    Two ledgers that were told the same have the same hash, in whatever order and at whatever time it was; the
    name of a document is left out, since copies of it may have several.
    """
    total = sha256()
    with reading(ledger, stream=True) as connection:
        for query in _queries():
            for row in connection.execute(query):
                total.update(canonical(list(row)).encode("utf-8", "surrogatepass") + b"\n")
            total.update(b"\n")
    return total.hexdigest()


def _queries() -> Iterator[sa.Select[tuple[str, ...]]]:
    documents, readings, reviews = schema.documents, schema.readings, schema.reviews
    yield sa.select(documents.c.id, documents.c.sha256).order_by(documents.c.id)
    by_reading = (readings.c.document, readings.c.reader, readings.c.version)
    yield sa.select(*by_reading).order_by(*by_reading)
    for table in (schema.statements, schema.measures):
        yield (
            sa.select(*by_reading, table.c.id, table.c.fields)
            .join(readings, readings.c.seq == table.c.reading)
            .order_by(*by_reading, table.c.id)
        )
    yield sa.select(reviews.c.id).order_by(reviews.c.id)
