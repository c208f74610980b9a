"""Versions of one page: in which order they came, and from which day on each stands.

What the ledger keeps of it, the successions, is worked out of the documents of a page alone, so that it does
not depend on when they were added, as far as they tell it themselves. Which texts are versions of one another
and not just at one address is not known here: a predicate, ``IsVersion``, is handed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.dates import last_day
from weighbridge.ledger.kept import kept_details, kept_document
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.model import Details, Document
from weighbridge.moments import moment_of

IsVersion = Callable[[Document, Document], bool]
"""Whether two documents of one page, the earlier first, are versions of one another."""
NEAR = 8
"""Versions before it, in order, among which a document's predecessor is looked for."""


@dataclass(frozen=True, slots=True)
class Succession:
    """A document is followed by a later version of its page."""

    earlier: str
    later: str
    day: str
    """The ISO date from which on the later one stands."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The versions next to a document: ids of the one that it follows, and of the one that follows it."""

    earlier: str | None = None
    later: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A document of a page, without its text."""

    seq: int
    id: str
    published: str | None
    known: str | None
    added: str
    details: Details

    @property
    def moment(self) -> str:
        """When it was last changed, else published, else seen, else added."""
        told = (self.details.updated, self.details.time, self.published, self.details.seen, self.added)
        return next((moment for one in told if (moment := moment_of(one))), "")

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """By moment, then by when it was seen, then as they were added; what a feed says of a page comes before it."""
        return self.details.kind != "feed item", self.moment, moment_of(self.details.seen) or "", self.seq


def successions_of(
    versions: Sequence[Version], is_version: Callable[[str, str], bool], known: Mapping[str, Collection[str]]
) -> list[Succession]:
    """The successions among the documents of a page.

    Args:
        versions: all documents of the page, in order.
        is_version: whether two of them, given by id, are versions of one another.
        known: by id the predecessors that were found already, the nearest first; of the others they are looked for.
    """
    before: dict[str, Collection[str]] = {}
    for number, one in enumerate(versions):
        if one.id in known:
            before[one.id] = known[one.id]
        else:
            before[one.id] = _predecessors(one, versions[max(0, number - NEAR) : number], is_version)
    return _with_days(versions, before)


def _predecessors(one: Version, near: Sequence[Version], is_version: Callable[[str, str], bool]) -> list[str]:
    """The version that it follows; where that one has no date, also the one before that has one.

    A view as of a day leaves out what has no date, and the dated one would stand there beside this one for ever.
    """
    found: list[str] = []
    for other in reversed(near):
        if (not found or other.known) and is_version(other.id, one.id):
            found.append(other.id)
            if other.known or not one.known:
                break
    return found


def _with_days(versions: Sequence[Version], before: Mapping[str, Collection[str]]) -> list[Succession]:
    """The days from which on each stands: never after that of a later version, never before that of an earlier one,
    nor before either was published. So on any day one of a chain of versions counts, and no more.
    """
    by_id = {one.id: one for one in versions}
    limit: dict[str, str] = {}
    days: dict[str, str] = {}
    for later in reversed(versions):
        if before[later.id]:
            nearest = by_id[next(iter(before[later.id]))]
            days[later.id] = min(_day(nearest, later), limit.get(later.id, "~"))
            for key in before[later.id]:
                limit[key] = min(days[later.id], limit.get(key, "~"))
    found = []
    for later in versions:
        some = [by_id[key] for key in before[later.id]]
        if some:
            least = [day for one in some for day in (one.known, days.get(one.id)) if day]
            days[later.id] = max(days[later.id], later.known or "", *least)
            found += [Succession(one.id, later.id, days[later.id]) for one in some]
    return found


def _day(earlier: Version, later: Version) -> str:
    """The day on which a page was changed, as far as the later version tells it: changed, else seen, else added."""
    updated = moment_of(later.details.updated)
    changed = last_day(later.details.updated) if updated and updated > earlier.moment else None
    return changed or last_day(later.details.seen) or later.added[:10]


def relink(
    connection: sa.Connection, page: str, new: Collection[str] | None, is_version: IsVersion
) -> tuple[set[str], dict[str, Neighbours]]:
    """Work out the successions of a page anew, within a transaction, where ``new`` are the documents that it got
    (None: as if all were new).

    Gives the documents that are replaced now and were not before, or the other way round; and of those that
    are new, their neighbours.
    """
    versions = _versions(connection, page)
    if len(versions) < 2:
        return set(), {}
    new = {one.id for one in versions} if new is None else new
    stored = _stored(connection, page)
    place = {one.id: number for number, one in enumerate(versions)}
    known: dict[str, list[str]] = {one.id: [] for one in versions}
    for one in sorted(stored, key=lambda one: -place[one.earlier]):
        known[one.later].append(one.earlier)
    # only what has a new one among those before it can have another predecessor now
    for number, version in enumerate(versions):
        if any(other.id in new for other in versions[max(0, number - NEAR) : number + 1]):
            del known[version.id]
    load = cache(lambda key: _document(connection, key))
    found = successions_of(versions, lambda one, other: is_version(load(one), load(other)), known)
    _replace(connection, stored, found)
    return {one.earlier for one in stored} ^ {one.earlier for one in found}, _neighbours(versions, found, new)


def _neighbours(
    versions: Sequence[Version], found: Iterable[Succession], wanted: Collection[str]
) -> dict[str, Neighbours]:
    place = {one.id: number for number, one in enumerate(versions)}
    earlier, later = {}, {}
    for one in sorted(found, key=lambda one: (place[one.earlier], -place[one.later])):
        earlier[one.later] = one.earlier
        later[one.earlier] = one.later
    return {key: Neighbours(earlier.get(key), later.get(key)) for key in wanted if key in place}


def neighbours(connection: sa.Connection, document: str) -> Neighbours:
    """The versions next to a document that is there."""
    table = schema.successions
    linked = sa.select(table.c.earlier, table.c.later).where(
        sa.or_(table.c.earlier == document, table.c.later == document)
    )
    found = [Succession(*row, "") for row in connection.execute(linked)]
    if not found:
        return Neighbours()
    of = schema.documents
    page = connection.execute(sa.select(of.c.page).where(of.c.id == document)).scalar_one()
    return _neighbours(_versions(connection, page), found, [document])[document]


def _versions(connection: sa.Connection, page: str) -> list[Version]:
    """The documents of a page, in order."""
    table = schema.documents
    columns = (table.c.seq, table.c.id, table.c.published, table.c.known, table.c.added, table.c.details)
    rows = connection.execute(sa.select(*columns).where(table.c.page == page))
    found = [Version(*row[:-1], kept_details(row[-1])) for row in rows]
    return sorted(found, key=lambda one: one.order)


def _stored(connection: sa.Connection, page: str) -> list[Succession]:
    table, of = schema.successions, schema.documents
    query = (
        sa.select(table.c.earlier, table.c.later, table.c.day)
        .join(of, of.c.id == table.c.later)
        .where(of.c.page == page)
    )
    return [Succession(*row) for row in connection.execute(query)]


def _document(connection: sa.Connection, key: str) -> Document:
    table = schema.documents
    columns = (table.c.name, table.c.text, table.c.url, table.c.publisher, table.c.published, table.c.title)
    return kept_document(connection.execute(sa.select(*columns, table.c.details).where(table.c.id == key)).one())


def _replace(connection: sa.Connection, stored: Sequence[Succession], found: Sequence[Succession]) -> None:
    """Write what is different."""
    table = schema.successions
    gone = {(one.earlier, one.later) for one in stored} - {(one.earlier, one.later) for one in found}
    for earlier, later in sorted(gone):
        connection.execute(sa.delete(table).where(table.c.earlier == earlier, table.c.later == later))
    there = set(stored)
    rows = [{"earlier": one.earlier, "later": one.later, "day": one.day} for one in found if one not in there]
    if rows:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        new = insert(table)
        connection.execute(
            new.on_conflict_do_update(index_elements=["earlier", "later"], set_={"day": new.excluded.day}), rows
        )


def shared_pages(connection: sa.Connection) -> list[str]:
    """The pages of which there are several documents."""
    page = schema.documents.c.page
    query = sa.select(page).where(page.is_not(None)).group_by(page).having(sa.func.count() > 1).order_by(page)
    return [key for (key,) in connection.execute(query)]


def versions(ledger: Ledger, document: str) -> list[tuple[str, str | None]]:
    """The versions of a document's page in order, itself among them: id, and the day from which on each stands.

    The first stands from its publication on, None where that is not known. A document of which there are no
    others is alone; of an id that is not there, there is none.
    """
    of = schema.documents
    with reading(ledger) as connection:
        row = connection.execute(sa.select(of.c.id, of.c.page, of.c.known).where(of.c.id == document)).first()
        if row is None:
            return []
        if row.page is None:
            return [(row.id, row.known)]
        found, linked = _versions(connection, row.page), _stored(connection, row.page)
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
    days = {one.id: one.known for one in found}
    days.update((one.later, one.day) for one in sorted(linked, key=lambda one: one.day))
    return [(one.id, days[one.id]) for one in found if one.id in reached]


def successions(
    ledger: Ledger, after: str | None = None, until: str | None = None, later: Collection[str] | None = None
) -> list[Succession]:
    """The successions by day and ids: those with a day after ``after``, or those of some ``later`` documents.

    Each version is named with the one right before it. With ``until``, only those with a day by then, without
    what has no date, as in every view as of a day.
    """
    table, first, second = schema.successions, schema.documents.alias("first"), schema.documents.alias("second")
    query = (
        sa.select(table.c.earlier, table.c.later, table.c.day)
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
            among += [(one, other) for one, other, _ in connection.execute(query.where(table.c.later.in_(some)))]
    follows: dict[str, set[str]] = defaultdict(set)
    for one, other in among:
        follows[one].add(other)
    direct = [one for one in found if not any(one.later in follows[other] for other in follows[one.earlier])]
    return sorted(direct, key=lambda one: (one.day, one.later, one.earlier))
