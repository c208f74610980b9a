"""Questions about versions: those of a document's page, and which followed which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.relinking import page_of, successions_in, versions_of
from weighbridge.ledger.versions import Succession, showings


def versions(ledger: Ledger, document: str) -> list[tuple[str, str | None]]:
    """The versions of a document's page, itself among them: id, and the day from which on each stands (first).

    In order; one that was shown again stands where it came last. The first stands from its publication on, None where
    that is not known. A document of which there are no others is alone; of an id that is not there, there is none.
    """
    of = schema.documents
    with reading(ledger) as connection:
        row = connection.execute(sa.select(of.c.id, of.c.known).where(of.c.id == document)).first()
        if row is None:
            return []
        page = page_of(connection, [document])
        if len(page) < 2:
            return [(row.id, row.known)]
        linked = successions_in(connection, page)
        beside: dict[str, list[str]] = defaultdict(list)
        for one in linked:
            beside[one.earlier].append(one.later)
            beside[one.later].append(one.earlier)
        reached, queue = {document}, [document]
        while queue:
            for other in beside[queue.pop()]:
                if other not in reached:
                    reached.add(other)
                    queue.append(other)
        found = versions_of(connection, reached)
    back = {(one.later, one.again) for one in linked if one.again}
    order: dict[str, str | None] = {}
    for shown in showings(found):
        key = shown.version.id
        if not shown.again or (key, shown.again) in back:
            order.pop(key, None)
            order[key] = shown.version.known
    order.update((one.later, one.day) for one in linked if not one.again and one.later in reached)
    return list(order.items())


def successions(
    ledger: Ledger, after: str | None = None, until: str | None = None, later: Collection[str] | None = None
) -> list[Succession]:
    """The successions by day and ids: those with a day after ``after``, or those of some ``later`` documents.

    Each version is named with the one right before it. With ``until``, only those with a day by then, without
    what has no date, as in every view as of a day.
    """
    table, first, second = schema.successions, schema.documents.alias("first"), schema.documents.alias("second")
    query = (
        sa.select(table.c.earlier, table.c.later, table.c.day, table.c.again)
        .join(first, first.c.id == table.c.earlier)
        .join(second, second.c.id == table.c.later)
    )
    if until is not None:
        query = query.where(table.c.day <= until, first.c.known.is_not(None), second.c.known.is_not(None))
    with reading(ledger) as connection:
        if later is None:
            since = query if after is None else query.where(table.c.day > after)
            found = [Succession(*row) for row in connection.execute(since)]
        else:
            found = [
                Succession(*row)
                for some in in_parts(sorted(set(later)))
                for row in connection.execute(query.where(table.c.later.in_(some)))
            ]
        among = [(one.earlier, one.later) for one in found]
        for some in in_parts(sorted({one.earlier for one in found})):
            among += [(row.earlier, row.later) for row in connection.execute(query.where(table.c.later.in_(some)))]
    follows: dict[str, set[str]] = defaultdict(set)
    for one, other in among:
        follows[one].add(other)
    direct = [
        one for one in found if one.again or not any(one.later in follows[other] for other in follows[one.earlier])
    ]
    return sorted(direct, key=lambda one: (one.day, one.again, one.later, one.earlier))
