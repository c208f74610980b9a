"""Which pairs the statements of one party name, for what and when: without their texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.adding import pair_of
from weighbridge.ledger.columns import Exact, in_parts
from weighbridge.ledger.entries import day_of, entries
from weighbridge.ledger.marking import Pair
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.standing import is_current

_REVIEWED = sa.select(schema.reviews.c.statement).distinct()


@dataclass(frozen=True, slots=True)
class Naming:
    """A current statement, as far as it tells who moved what."""

    id: str
    pair: Pair
    item: str | None
    published: str | None
    stance: str


def namings(
    ledger: Ledger,
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    items: Collection[str] | None = None,
    as_of: str | None = None,
) -> Iterator[Naming]:
    """The current statements of a supplier, a recipient, or both (``''``: without a code); reviews applied.

    ``items``: only goods of these classes; ``as_of``: only what was out by the end of that day, in the versions
    that stood then.
    """
    day = day_of(as_of)
    asked = {
        "supplier": supplier,
        "recipient": recipient,
        "day": day,
        "items": None if items is None else sorted(items),
    }
    values = {name: value for name, value in asked.items() if value is not None}
    with reading(ledger) as connection:
        rows = connection.execute(_query(frozenset(values)), values)
        found = [Naming(key, (a, b), item, day, stance) for key, a, b, item, day, stance in rows]
        ids = [key for (key,) in connection.execute(_REVIEWED)]
    yield from found
    days = _published(ledger, ids)
    for entry in entries(ledger, as_of=as_of, supplier=supplier, recipient=recipient, ids=ids) if ids else ():
        told = entry.statement
        item = told.item.class_ if told.item else None
        if items is None or item in items:
            yield Naming(entry.id, pair_of(told), item, days.get(entry.id), told.stance)


@lru_cache(maxsize=16)
def _query(asked: frozenset[str]) -> sa.Select[Any]:
    """The query that asks for ``supplier``, ``recipient``, ``day`` and ``items``; built once for each set of them."""
    table, review = schema.statements, schema.reviews
    day = sa.bindparam("day", type_=Exact()) if "day" in asked else None
    query = sa.select(
        table.c.id, table.c.supplier, table.c.recipient, table.c.item, table.c.published, table.c.stance
    ).where(is_current(table, day), ~sa.exists().where(review.c.statement == table.c.id))
    for name in sorted(asked & {"supplier", "recipient"}):
        query = query.where(table.c[name] == sa.bindparam(name))
    if "items" in asked:
        query = query.where(table.c.item.in_(sa.bindparam("items", expanding=True)))
    return query if day is None else query.where(table.c.known <= day)


def _published(ledger: Ledger, ids: Collection[str]) -> dict[str, str | None]:
    table = schema.statements
    with reading(ledger) as connection:
        return {
            key: day
            for some in in_parts(sorted(set(ids)))
            for key, day in connection.execute(sa.select(table.c.id, table.c.published).where(table.c.id.in_(some)))
        }


def homes(ledger: Ledger, statements: Collection[str]) -> dict[str, Pair]:
    """Under which pair each statement was weighed last; those that were not yet are left out."""
    table = schema.memberships
    with reading(ledger) as connection:
        return {
            key: (supplier, recipient)
            for some in in_parts(sorted(set(statements)))
            for key, supplier, recipient in connection.execute(
                sa.select(table.c.statement, table.c.supplier, table.c.recipient).where(table.c.statement.in_(some))
            )
        }
