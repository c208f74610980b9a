"""Which reading of a document counts, where there are several.

That of the reader that is preferred; of several by it, the latest. Where none of those that are preferred has read the
document, or none is, the latest of all. So two readings of one document never stand for two origins.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

import sqlalchemy as sa

from weighbridge.identity import canonical
from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.dates import now
from weighbridge.ledger.errors import LedgerError
from weighbridge.ledger.marking import mark_stale_within, pairs_in
from weighbridge.ledger.opening import Ledger, reading, writing

MOST = 20
"""Readers that can be preferred, one to another."""
LONGEST = 100
"""Characters of a reader's name."""


def counting(readings: Sequence[tuple[int, str]], preferred: Sequence[str]) -> int:
    """The number of the reading that counts among those of a document (number, reader)."""
    places = {reader: len(preferred) - at for at, reader in enumerate(preferred)}
    return max(readings, key=lambda one: (places.get(one[1], 0), one[0]))[0]


def preferred(ledger: Ledger) -> tuple[str, ...]:
    """The readers that are preferred in a ledger, the most preferred first."""
    with reading(ledger) as connection:
        return preferred_in(connection)


def preferred_in(connection: sa.Connection) -> tuple[str, ...]:
    """The same within a transaction."""
    table = schema.preferences
    found = connection.execute(sa.select(table.c.readers).order_by(table.c.seq.desc()).limit(1)).scalar()
    return tuple(json.loads(found)) if found else ()


def readers_in(ledger: Ledger) -> list[str]:
    """The readers that any reading of a ledger is by, in order."""
    column = schema.readings.c.reader
    with reading(ledger) as connection:
        return list(connection.execute(sa.select(column).distinct().order_by(column)).scalars())


def prefer(ledger: Ledger, readers: Sequence[str]) -> int:
    """Prefer these readers from now on, the first most (none: the latest reading counts, whoever made it).

    The number of documents for which another reading counts now; the pairs that this touches are marked. To say the
    same again changes nothing. Raises LedgerError.
    """
    wanted = tuple(dict.fromkeys(readers))
    if len(wanted) > MOST or any(not 0 < len(one) <= LONGEST for one in wanted):
        raise LedgerError(f"at most {MOST} readers can be preferred, each by a name of 1 to {LONGEST} characters")
    with writing(ledger) as connection:
        if preferred_in(connection) == wanted:
            return 0
        connection.execute(sa.insert(schema.preferences), {"readers": canonical(list(wanted)), "at": now()})
        column = schema.readings.c.document
        several = sa.select(column).group_by(column).having(sa.func.count() > 1).order_by(column)
        moved = settle(connection, list(connection.execute(several).scalars()))
        mark_stale_within(connection, pairs_in(connection, moved))
    return len(moved)


def settle(connection: sa.Connection, documents: Collection[str]) -> set[str]:
    """Work out, within a transaction, which readings of documents count; those for which it is another one now."""
    moved: set[str] = set()
    if not documents:
        return moved
    first = preferred_in(connection)
    table = schema.readings
    for some in in_parts(sorted(documents)):
        query = (
            sa.select(table.c.document, table.c.seq, table.c.reader)
            .where(table.c.document.in_(some))
            .order_by(table.c.document, table.c.seq)
        )
        rows = connection.execute(query).all()
        beaten = superseded_among(connection, [row.seq for row in rows])
        fresh, back = [], []
        for document, group in groupby(rows, lambda row: row.document):
            mine = [(row.seq, row.reader) for row in group]
            best = counting(mine, first)
            new = [seq for seq, _ in mine if seq != best and seq not in beaten]
            fresh += [{"reading": seq} for seq in new]
            if best in beaten:
                back.append(best)
            if new or best in beaten:
                moved.add(document)
        if fresh:
            connection.execute(sa.insert(schema.superseded), fresh)
        for seqs in _parts(back):
            connection.execute(sa.delete(schema.superseded).where(schema.superseded.c.reading.in_(seqs)))
    return moved


def superseded_among(connection: sa.Connection, readings: Iterable[int]) -> set[int]:
    """Those of some readings that do not count."""
    column = schema.superseded.c.reading
    return {
        seq
        for some in _parts(sorted(readings))
        for seq in connection.execute(sa.select(column).where(column.in_(some))).scalars()
    }


def _parts(numbers: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(numbers), 500):
        yield numbers[start : start + 500]
