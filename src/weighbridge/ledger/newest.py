"""What became known last, and the pairs that it belongs to: for people who ask what is new."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.standing import is_current


def newest_day(ledger: Ledger, until: str) -> str | None:
    """The last day, not after ``until``, on which a statement or a measure became known."""
    days: list[str] = []
    with reading(ledger) as connection:
        for table in (schema.statements, schema.measures):
            query = sa.select(table.c.known).where(table.c.known <= until, is_current(table))
            days += connection.execute(query.order_by(table.c.known.desc()).limit(1)).scalars()
    return max(days, default=None)


def known_between(ledger: Ledger, after: str, until: str, most: int) -> list[str]:
    """Ids of current statements that became known after one day, by the end of another; the newest first."""
    table = schema.statements
    query = (
        sa.select(table.c.id)
        .where(table.c.known > after, table.c.known <= until, is_current(table))
        .order_by(table.c.known.desc(), table.c.seq.desc())
        .limit(most)
    )
    with reading(ledger) as connection:
        return list(connection.execute(query).scalars())


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest statements of a ledger."""

    days: list[str]
    """When each became known, the oldest first."""
    pairs: list[tuple[str, str]]
    """The pairs that they are booked under, each once, the newest first."""
    places: list[int]
    """Of each pair: how many statements are newer than its newest."""


def newest_booked(ledger: Ledger, until: str, most: int) -> Newest:
    """The newest current statements by the end of a day, in the order of ``known_between``, with their pairs.

    For a ledger that has its own transfers.
    """
    table, home = schema.statements, schema.memberships
    query = (
        sa.select(table.c.known, home.c.supplier, home.c.recipient)
        .select_from(table.outerjoin(home, home.c.statement == table.c.id))
        .where(table.c.known <= until, is_current(table))
        .order_by(table.c.known.desc(), table.c.seq.desc())
        .limit(most)
    )
    days: list[str] = []
    places: dict[tuple[str, str], int] = {}
    with reading(ledger) as connection:
        for place, (known, supplier, recipient) in enumerate(connection.execute(query)):
            days.append(known)
            if supplier is not None:
                places.setdefault((supplier, recipient), place)
    return Newest(days[::-1], list(places), list(places.values()))


def pairs_since(newest: Newest, after: str) -> tuple[list[tuple[str, str]], int]:
    """Of ``newest_booked``: the pairs of what became known after a day, the newest first; and how much that is."""
    number = len(newest.days) - bisect_right(newest.days, after)
    return newest.pairs[: bisect_left(newest.places, number)], number


def pairs_of(ledger: Ledger, statements: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs under which statements were weighed, each once, in the order of ``statements``."""
    table = schema.memberships
    homes: dict[str, tuple[str, str]] = {}
    with reading(ledger) as connection:
        for some in in_parts(statements):
            query = sa.select(table.c.statement, table.c.supplier, table.c.recipient)
            for key, supplier, recipient in connection.execute(query.where(table.c.statement.in_(some))):
                homes[key] = (supplier, recipient)
    return list(dict.fromkeys(homes[key] for key in statements if key in homes))


def pairs_read_in(ledger: Ledger, documents: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs that statements of some documents were read with, in order."""
    table = schema.statements
    found: set[tuple[str, str]] = set()
    with reading(ledger) as connection:
        for some in in_parts(sorted(set(documents))):
            query = sa.select(table.c.supplier, table.c.recipient).where(table.c.document.in_(some)).distinct()
            found.update((supplier, recipient) for supplier, recipient in connection.execute(query))
    return sorted(found)
