"""Documents that come again: under which addresses, and when they were seen."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from weighbridge.identity import document_id
from weighbridge.ledger import schema
from weighbridge.ledger.kept import kept_details
from weighbridge.ledger.marking import inserting, mark_stale_within, pairs_in
from weighbridge.ledger.opening import Ledger, reading, writing
from weighbridge.ledger.pages import further_keys
from weighbridge.ledger.relinking import page_of, relink
from weighbridge.ledger.versions import IsVersion
from weighbridge.model import Document
from weighbridge.moments import moment_of

Row = dict[str, str]


def address_rows(document: Document, key: str) -> list[Row]:
    """The rows of ``addresses`` for a document with the id ``key``."""
    details = document.details
    live = details.kind == "live entry"
    pages = further_keys(document.url, details.canonical, details.moved_from, live)
    return [{"document": key, "page": page} for page in pages]


def see_again(ledger: Ledger, document: Document, is_version: IsVersion) -> bool:
    """Keep when, and under which further addresses, a document was seen that is there already, and work out anew which
    version of its page stands. Whether there was anything to keep; nothing is where the document is not there.
    """
    key = document_id(document)
    addresses, seen = address_rows(document, key), _seen_row(document, key)
    if not addresses and not seen:
        return False
    with reading(ledger) as connection:
        if not _new(connection, key, addresses, seen):
            return False
    with writing(ledger) as connection:
        before = _moments(connection, key)
        pages, sightings = _new(connection, key, addresses, seen) or ([], [])
        store(connection, schema.addresses, pages)
        store(connection, schema.sightings, sightings)
        # only what was seen after all else of it keeps its place among the versions
        stays = not pages and bool(before) and all(one["seen"] > min(before) for one in sightings)
        replaced, _ = relink(connection, page_of(connection, [key]), [key] if stays else None, is_version)
        mark_stale_within(connection, pairs_in(connection, replaced))
    return True


def note(connection: sa.Connection, document: Document) -> bool:
    """``see_again`` within a transaction, without the working out."""
    key = document_id(document)
    pages, sightings = _new(connection, key, address_rows(document, key), _seen_row(document, key)) or ([], [])
    store(connection, schema.addresses, pages)
    store(connection, schema.sightings, sightings)
    return bool(pages or sightings)


def seen_besides(connection: sa.Connection, document: Document) -> tuple[list[str], list[str]]:
    """Of a document that is there: the moments at which it was seen, and the keys of its addresses, besides what it
    tells itself.
    """
    key = document_id(document)
    known, further = schema.sightings, schema.addresses
    pages = connection.execute(sa.select(further.c.page).where(further.c.document == key).order_by(further.c.page))
    own = {one["page"] for one in address_rows(document, key)}
    moments = connection.execute(sa.select(known.c.seen).where(known.c.document == key).order_by(known.c.seen))
    return list(moments.scalars()), [page for page in pages.scalars() if page not in own]


def store(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Keep what is not there yet."""
    if rows:
        connection.execute(inserting(connection, table).on_conflict_do_nothing(), rows)


def _seen_row(document: Document, key: str) -> list[Row]:
    at = moment_of(document.details.seen)
    return [{"document": key, "seen": at}] if at else []


def _new(
    connection: sa.Connection, key: str, addresses: list[Row], seen: list[Row]
) -> tuple[list[Row], list[Row]] | None:
    """Of the rows of a document those that are not there; None where it is not there itself, or all of them are."""
    of, further = schema.documents, schema.addresses
    if connection.execute(sa.select(of.c.seq).where(of.c.id == key)).first() is None:
        return None
    moments = _moments(connection, key)
    pages = set(connection.execute(sa.select(further.c.page).where(further.c.document == key)).scalars())
    new = [one for one in addresses if one["page"] not in pages], [one for one in seen if one["seen"] not in moments]
    return new if any(new) else None


def _moments(connection: sa.Connection, key: str) -> set[str]:
    """When a document was seen."""
    of, known = schema.documents, schema.sightings
    found = set(connection.execute(sa.select(known.c.seen).where(known.c.document == key)).scalars())
    for details in connection.execute(sa.select(of.c.details).where(of.c.id == key)).scalars():
        if at := moment_of(kept_details(details).seen):
            found.add(at)
    return found
