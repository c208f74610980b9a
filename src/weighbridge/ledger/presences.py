"""On which days statements count, without their texts: what is needed to tell what was known on any day."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.adding import pair_of
from weighbridge.ledger.entries import query_of
from weighbridge.ledger.errors import damaged
from weighbridge.ledger.kept import kept_statement
from weighbridge.ledger.marking import Pair
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.versions import PRESENT


@dataclass(frozen=True, slots=True)
class Presence:
    """A statement of the latest reading of its document, as corrected; none that a person rejected."""

    id: str
    document: str
    reading: int
    """The number of its reading, and of its latest review: what it says hangs on these, its id aside."""
    review: int | None
    pair: Pair
    item: str | None
    stance: str
    published: str | None
    known: str | None
    """The day by which its document was out; None where it has no date."""
    lapses: tuple[tuple[str, str], ...] = ()
    """From when, and before when, another version of its page stands."""

    def on(self, day: str | None) -> bool:
        """Whether it counts at the end of a day; None: now."""
        if day is None:
            return not any(since <= PRESENT < until for since, until in self.lapses)
        if self.known is None or self.known > day:
            return False
        return not any(since <= day < until for since, until in self.lapses)

    def days(self) -> set[str]:
        """The days on which it begins or ends to count."""
        if self.known is None:
            return set()
        return {self.known, *(day for lapse in self.lapses for day in lapse if self.known < day < PRESENT)}


def presences(
    ledger: Ledger,
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    items: Collection[str] | None = None,
) -> list[Presence]:
    """The statements of a supplier, a recipient, or both (``''``: without a code), of any version of their pages.

    ``items``: only those on goods of these classes. Those that count on a day are the ones that ``entries`` gives
    as of that day. Raises LedgerError.
    """
    asked = {"supplier": supplier, "recipient": recipient, "items": None if items is None else sorted(items)}
    values = {name: value for name, value in asked.items() if value is not None}
    found: dict[str, Presence] = {}
    with reading(ledger) as connection:
        for row in connection.execute(_query(frozenset(values)), values):
            key, document, number, review, a, b, item, stance, published, known, verdict, fields, since, until = row
            if (one := found.get(key)) is None:
                one = Presence(key, document, number, review, (a, b), item, stance, published, known)
                one = found[key] = _corrected(ledger, one, fields) if verdict == "correct" else one
            if since is not None:
                found[key] = replace(one, lapses=(*one.lapses, (since, until)))
    return [one for one in found.values() if items is None or one.item in items]


def has_lapses(ledger: Ledger) -> bool:
    """Whether any document does not stand on some days, as another version of its page does. Cheap."""
    with reading(ledger) as connection:
        return bool(connection.execute(sa.select(sa.exists().select_from(schema.lapses))).scalar())


def _corrected(ledger: Ledger, one: Presence, fields: str) -> Presence:
    try:
        told = kept_statement(json.loads(fields))
    except (ValueError, KeyError, TypeError):
        raise damaged(ledger.where) from None
    item = told.item.class_ if told.item else None
    return replace(one, pair=pair_of(told), item=item, stance=told.stance)


@lru_cache(maxsize=16)
def _query(asked: frozenset[str]) -> sa.Select[Any]:
    """The query that asks for ``supplier``, ``recipient`` and ``items``; built once for each set of them."""
    table, review, lapse = schema.statements, schema.reviews, schema.lapses.alias("presence_lapse")
    current = query_of((asked - {"items"}) | {"every_version"})
    (source,) = current.get_final_froms()
    query: sa.Select[Any] = (
        current.with_only_columns(
            table.c.id,
            table.c.document,
            table.c.reading,
            review.c.seq,
            table.c.supplier,
            table.c.recipient,
            table.c.item,
            table.c.stance,
            table.c.published,
            table.c.known,
            review.c.verdict,
            review.c.fields,
            lapse.c.since,
            lapse.c.until,
        )
        .select_from(source.outerjoin(lapse, lapse.c.document == table.c.document))
        .order_by(None)
    )
    if "items" in asked:
        wanted = table.c.item.in_(sa.bindparam("items", expanding=True))
        query = query.where(sa.or_(wanted, review.c.verdict == "correct"))
    return query
