"""Documents as they are filed: all that is known of one, without its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.entries import KeptMeasure
from weighbridge.ledger.kept import kept_details
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.pages import page_key
from weighbridge.ledger.standing import of_counting_reading
from weighbridge.model import Details
from weighbridge.rows import measure_from


@dataclass(frozen=True, slots=True)
class Filed:
    """A document of the ledger, without its text."""

    id: str
    name: str
    """Under which it came in."""
    url: str | None
    publisher: str | None
    published: str | None
    title: str | None
    sha256: str
    """Of its text, in hexadecimal digits."""
    added: str
    """When it was added: ISO time, UTC."""
    details: Details


def filed(ledger: Ledger, asked: str) -> list[Filed]:
    """The documents with the id ``asked``, else of that name, else at that address; the one added last comes first."""
    table = schema.documents
    page = page_key(asked)
    conditions = [table.c.id == asked, table.c.name == asked]
    if page:
        conditions.append(sa.or_(table.c.page == page, table.c.page == page_key(asked, live=True)))
    with reading(ledger) as connection:
        for condition in conditions:
            found = connection.execute(_QUERY.where(condition).order_by(table.c.seq.desc())).all()
            if found:
                return [_filed(*row) for row in found]
    return []


def measures_in(ledger: Ledger, document: str) -> list[KeptMeasure]:
    """The measures that the latest reading of a document found, in their order."""
    table = schema.measures
    query = sa.select(table.c.id, table.c.fields).where(table.c.document == document, of_counting_reading(table))
    with reading(ledger) as connection:
        rows = connection.execute(query.order_by(table.c.start, table.c.id)).all()
    return [KeptMeasure(key, document, measure_from(json.loads(fields))) for key, fields in rows]


def all_filed(ledger: Ledger) -> Iterator[Filed]:
    """All documents in the order in which they were added, bit by bit."""
    with reading(ledger, stream=True) as connection:
        for row in connection.execute(_QUERY.order_by(schema.documents.c.seq)):
            yield _filed(*row)


_NAMES = ("id", "name", "url", "publisher", "published", "title", "sha256", "added", "details")
_QUERY = sa.select(*(schema.documents.c[name] for name in _NAMES))


def _filed(*row: Any) -> Filed:
    key, name, url, publisher, published, title, digest, added, details = row
    return Filed(key, name, url, publisher, published, title, digest, added, kept_details(details))
