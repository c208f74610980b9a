"""Which reading of a document and which version of a page counts: conditions for queries, now or as of a day."""

from __future__ import annotations

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.versions import PRESENT

_LAPSE = schema.lapses.alias("lapse")

Day = sa.ColumnElement[str] | str | None


def is_current(table: sa.FromClause, day: Day = None) -> sa.ColumnElement[bool]:
    """The condition that a row of statements or measures counts: it is of the reading of its document that counts,
    and of the version of its page that stands (on a ``day``).
    """
    return sa.and_(of_counting_reading(table), stands(table.c.document, day))


def of_counting_reading(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """The condition that a row of statements or measures is of the reading of its document that counts."""
    return ~sa.exists().where(schema.superseded.c.reading == table.c.reading)


def stands(document: sa.ColumnElement[str], day: Day = None) -> sa.ColumnElement[bool]:
    """The condition that no other version of its page has a document's place, now or at the end of a ``day``.

    A version without a date stands in no view as of a day, so there it takes nobody's place.
    """
    when = PRESENT if day is None else day
    return ~sa.exists().where(_LAPSE.c.document == document, _LAPSE.c.since <= when, _LAPSE.c.until > when)
