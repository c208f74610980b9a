"""What is dated later than today: it is kept, and weighs from its day on.

Nothing can have been published after it was had, so such a date is a slip of a page, or a lie. Until the day comes,
such a statement is booked under its pair, but in no transfer.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.dates import last_day
from weighbridge.ledger.marking import Pair, mark_stale_within
from weighbridge.ledger.opening import Ledger, reading, writing
from weighbridge.ledger.standing import is_current
from weighbridge.ledger.versions import PRESENT


def weighing_day(ledger: Ledger) -> str:
    """Today (UTC), as an ISO date; the day on which something was last added, where the clock has gone back since.

    So a computer that woke up in 1970 does not take all that it has for yet to come.
    """
    table = schema.documents
    with reading(ledger) as connection:
        added = connection.execute(sa.select(table.c.added).order_by(table.c.seq.desc()).limit(1)).scalar()
    return max(datetime.now(UTC).date().isoformat(), last_day((added or "")[:10]) or "")


def is_to_come(published: str | None, day: str) -> bool:
    """Whether a date of publication, cut to its precision, begins after a day: "2024-09" not after 2024-09-04."""
    return last_day(published) is not None and (published or "") > _end(day)


def _end(day: str) -> str:
    """Comes after all dates that begin with a day, and before those of the next."""
    return day + "~"


def _to_come(day: str) -> sa.ColumnElement[bool]:
    """``is_to_come`` of a row of statements; by the index of the day on which it becomes known."""
    table = schema.statements
    return sa.and_(table.c.known > day, table.c.published > _end(day))


def mark_turned(ledger: Ledger, day: str) -> None:
    """Say that those pairs need weighing of which a statement's day has come since they were weighed.

    Also those of which it has not, though it counts: the clock was ahead then.
    """
    told, home = schema.statements, schema.memberships
    query = sa.select(home.c.supplier, home.c.recipient).join(told, told.c.id == home.c.statement).distinct()
    come = query.where(home.c.transfer.is_(None), ~_to_come(day))
    ahead = query.where(_to_come(day), home.c.transfer.is_not(None))
    with reading(ledger) as connection:
        found = {(a, b) for one in (come, ahead) for a, b in connection.execute(one)}
    if found:
        with writing(ledger) as connection:
            mark_stale_within(connection, found)


def held_places(ledger: Ledger, documents: Collection[str], day: str) -> set[str]:
    """The documents whose place those ``documents`` take that are yet to come: until then they still stand."""
    of, lapse = schema.successions, schema.lapses
    ends = sa.exists().where(lapse.c.document == of.c.earlier, lapse.c.since > day, lapse.c.until == PRESENT)
    query = sa.select(of.c.earlier).where(of.c.day > day, ends)
    with reading(ledger) as connection:
        return {
            key
            for some in in_parts(sorted(documents))
            for key in connection.execute(query.where(of.c.later.in_(some))).scalars()
        }


def to_come(ledger: Ledger, day: str, pair: Pair | None = None) -> int:
    """How many current statements, of a pair or of all, are dated later than a day and so do not weigh yet."""
    table = schema.statements
    query = sa.select(sa.func.count()).where(_to_come(day), is_current(table))
    if pair is not None:
        query = query.where(table.c.supplier == pair[0], table.c.recipient == pair[1])
    with reading(ledger) as connection:
        return int(connection.execute(query).scalar_one())
