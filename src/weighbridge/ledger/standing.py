"""Which version of a page counts: conditions for queries, now or as of a day."""

from __future__ import annotations

import sqlalchemy as sa

from weighbridge.ledger import schema

_LATER = schema.readings.alias("later")
_LATER_VERSION = schema.successions.alias("later_version")
_EARLIER_VERSION = schema.successions.alias("earlier_version")
_FOLLOWING = schema.documents.alias("following")

Day = sa.ColumnElement[str] | str | None


def is_current(table: sa.FromClause, day: Day = None) -> sa.ColumnElement[bool]:
    """The condition that a row of statements or measures counts: it is of its document's latest reading,
    and of the version of its page that stands (on a ``day``).
    """
    return sa.and_(of_latest_reading(table), stands(table.c.document, day))


def of_latest_reading(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """The condition that a row of statements or measures is of its document's latest reading."""
    return ~sa.exists().where(_LATER.c.document == table.c.document, _LATER.c.seq > table.c.reading)


def stands(document: sa.ColumnElement[str], day: Day = None) -> sa.ColumnElement[bool]:
    """The condition that no later version of its page has taken a document's place.

    With a ``day``: none had by its end, and the document itself had taken the place of those before it. A version
    without a date stands in no view as of a day, so there it takes nobody's place.
    """
    if day is None:
        return ~sa.exists().where(_LATER_VERSION.c.earlier == document)
    replaced = sa.exists().where(
        _LATER_VERSION.c.earlier == document,
        _LATER_VERSION.c.day <= day,
        _FOLLOWING.c.id == _LATER_VERSION.c.later,
        _FOLLOWING.c.known.is_not(None),
    )
    yet_to_come = sa.exists().where(_EARLIER_VERSION.c.later == document, _EARLIER_VERSION.c.day > day)
    return sa.and_(~replaced, ~yet_to_come)
