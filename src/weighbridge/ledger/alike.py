"""Which documents may resemble one: those that share bands with it, of each band the first that were added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import as_number, in_parts
from weighbridge.ledger.opening import Ledger, reading

_AT_ONCE = 100
"""Bands that are asked for together."""


def sharing(ledger: Ledger, bands: Sequence[int], most: int) -> list[list[int]]:
    """For each band the numbers of documents that share it, at most so many: those that were added first, in order."""
    found: list[list[int]] = [[] for _ in bands]
    with reading(ledger) as connection:
        for start in range(0, len(bands), _AT_ONCE):
            some = bands[start : start + _AT_ONCE]
            values = {f"hash{place}": as_number(value) for place, value in enumerate(some)}
            query = _query(start, len(some))
            for band, key in connection.execute(query, {**values, "most": most}).all():
                found[band].append(key)
    return found


@cache
def _query(start: int, number: int) -> sa.Select[Any]:
    """Built once for each number of bands: building takes longer than the database does."""
    table = schema.bands
    parts = []
    for place in range(number):
        first = (
            sa.select(table.c.band, table.c.document)
            .where(table.c.hash == sa.bindparam(f"hash{place}"), table.c.band == start + place)
            .order_by(table.c.document)
            .limit(sa.bindparam("most", type_=sa.Integer()))
            .subquery()
        )
        parts.append(sa.select(first.c.band, first.c.document))
    every = sa.union_all(*parts).subquery()
    return sa.select(every.c.band, every.c.document).order_by(every.c.band, every.c.document)


def ids_of(ledger: Ledger, numbers: Sequence[int]) -> dict[int, str]:
    """The ids of documents by their numbers, of which there are at most some hundreds."""
    with reading(ledger) as connection:
        return {row.seq: row.id for row in connection.execute(_IDS, {"seqs": sorted(numbers)})}


_IDS = sa.select(schema.documents.c.seq, schema.documents.c.id).where(
    schema.documents.c.seq.in_(sa.bindparam("seqs", expanding=True))
)


def texts_of(ledger: Ledger, documents: Sequence[str]) -> dict[str, str]:
    """The texts of some documents by their ids."""
    table = schema.documents
    query = sa.select(table.c.id, table.c.text)
    with reading(ledger) as connection:
        return {
            key: text
            for some in in_parts(sorted(documents))
            for key, text in connection.execute(query.where(table.c.id.in_(some)))
        }


def readings_there(ledger: Ledger, documents: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """Of those of the documents that are there: their readings, by reader and version."""
    table, of = schema.readings, schema.documents
    found: dict[str, set[tuple[str, str]]] = {}
    with reading(ledger) as connection:
        for some in in_parts(sorted(set(documents))):
            query = (
                sa.select(of.c.id, table.c.reader, table.c.version)
                .outerjoin(table, table.c.document == of.c.id)
                .where(of.c.id.in_(some))
            )
            for key, reader, version in connection.execute(query):
                found.setdefault(key, set()).update({(reader, version)} if reader is not None else ())
    return found
