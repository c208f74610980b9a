"""Successions and lapses in the database: worked out where a page got documents, and written where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.kept import kept_details, kept_document
from weighbridge.ledger.marking import inserting
from weighbridge.ledger.versions import NEAR, PRESENT, IsVersion, Lapse, Succession, Version, course_of, showings
from weighbridge.model import Document


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The versions next to a document: ids of the one whose place it took, and of the one that took its place, if that
    is so now.
    """

    earlier: str | None = None
    later: str | None = None


def page_of(connection: sa.Connection, documents: Iterable[str]) -> set[str]:
    """The ids of all documents of the pages that some documents are of: those with an address in common, and so on."""
    table, further = schema.documents, schema.addresses
    found: set[str] = set()
    looked: set[str] = set()
    new = set(documents)
    while new:
        found |= new
        keys: set[str] = set()
        for some in in_parts(sorted(new)):
            own = sa.select(table.c.page).where(table.c.id.in_(some), table.c.page.is_not(None))
            keys.update(connection.execute(own).scalars())
            keys.update(connection.execute(sa.select(further.c.page).where(further.c.document.in_(some))).scalars())
        there: set[str] = set()
        for some in in_parts(sorted(keys - looked)):
            there.update(connection.execute(sa.select(table.c.id).where(table.c.page.in_(some))).scalars())
            there.update(connection.execute(sa.select(further.c.document).where(further.c.page.in_(some))).scalars())
        looked |= keys
        new = there - found
    return found


def shared_pages(connection: sa.Connection) -> list[str]:
    """The id of one document of each address that several documents have."""
    table, further = schema.documents, schema.addresses
    every = sa.union_all(
        sa.select(table.c.page, table.c.id).where(table.c.page.is_not(None)),
        sa.select(further.c.page, further.c.document.label("id")),
    ).subquery()
    first = sa.func.min(every.c.id)
    query = sa.select(first).group_by(every.c.page).having(sa.func.count() > 1).order_by(first)
    return list(dict.fromkeys(connection.execute(query).scalars()))


def relink(
    connection: sa.Connection, page: Collection[str], new: Collection[str] | None, is_version: IsVersion
) -> tuple[set[str], dict[str, Neighbours]]:
    """Work out the successions of a page anew, within a transaction, where ``new`` of its documents have come to it
    (None: as if all had).

    Gives the documents that count no longer and did before, or the other way round; and of those that are new,
    their neighbours.
    """
    if len(page) < 2:
        return set(), {}
    versions = versions_of(connection, page)
    stored, lapsed = successions_in(connection, page), _lapses(connection, page)
    order = showings(versions)
    # where a text comes again, it can have another one before it than when it came first
    again = any(one.again and one.version is not before.version for before, one in zip(order, order[1:], strict=False))
    known = {} if new is None or again else _known([one.version for one in order if not one.again], stored, new)
    load = cache(lambda key: _document(connection, key))
    found, lapses = course_of(versions, lambda one, other: is_version(load(one), load(other)), known)
    _replace(connection, schema.successions, stored, found)
    _replace(connection, schema.lapses, lapsed, lapses)
    changed = {one.document for one in lapsed if one.since == PRESENT} ^ {
        one.document for one in lapses if one.since == PRESENT
    }
    wanted = {one.id for one in versions} if new is None else new
    return changed, _neighbours(versions, found, lapses, wanted)


def _known(
    versions: Sequence[Version], stored: Iterable[Succession], new: Collection[str]
) -> dict[str, Collection[str]]:
    """The predecessors that stay: only what has a new one among those before it can have another one now."""
    place = {one.id: number for number, one in enumerate(versions)}
    known: dict[str, list[str]] = {one.id: [] for one in versions}
    for one in sorted(stored, key=lambda one: -place[one.earlier]):
        if not one.again:
            known[one.later].append(one.earlier)
    for number, version in enumerate(versions):
        if any(other.id in new for other in versions[max(0, number - NEAR) : number + 1]):
            del known[version.id]
    return dict(known)


def _neighbours(
    versions: Sequence[Version], found: Iterable[Succession], lapses: Iterable[Lapse], wanted: Collection[str]
) -> dict[str, Neighbours]:
    place = {one.version.id: number for number, one in enumerate(showings(versions)) if not one.again}
    gone = {one.document for one in lapses if one.since == PRESENT}
    follows, replaced = defaultdict(list), defaultdict(list)
    for one in found:
        follows[one.later].append(one)
        replaced[one.earlier].append(one)
    beside = {}
    for key in wanted:
        if key not in place:
            continue
        came = max(follows[key], key=lambda one: (one.again, place[one.earlier]), default=None)
        went = None
        if key in gone:
            back = any(one.again for one in (*follows[key], *replaced[key]))
            went = (
                max(replaced[key], key=lambda one: (one.day, place[one.later]))
                if back
                else min(replaced[key], key=lambda one: place[one.later])
            )
        beside[key] = Neighbours(came.earlier if came else None, went.later if went else None)
    return beside


def neighbours(connection: sa.Connection, document: str) -> Neighbours:
    """The versions next to a document that is there."""
    table = schema.successions
    linked = sa.select(table.c.earlier, table.c.later, table.c.day, table.c.again).where(
        sa.or_(table.c.earlier == document, table.c.later == document)
    )
    found = [Succession(*row) for row in connection.execute(linked)]
    if not found:
        return Neighbours()
    near = {document, *(one.earlier for one in found), *(one.later for one in found)}
    versions = versions_of(connection, near)
    return _neighbours(versions, found, _lapses(connection, [document]), [document])[document]


def versions_of(connection: sa.Connection, documents: Collection[str]) -> list[Version]:
    """Some documents, without their texts."""
    table, sightings = schema.documents, schema.sightings
    columns = (table.c.seq, table.c.id, table.c.published, table.c.known, table.c.added, table.c.details)
    seen: dict[str, list[str]] = defaultdict(list)
    rows: list[Any] = []
    for some in in_parts(sorted(documents)):
        rows += connection.execute(sa.select(*columns).where(table.c.id.in_(some))).all()
        again = sa.select(sightings.c.document, sightings.c.seen).where(sightings.c.document.in_(some))
        for key, at in connection.execute(again):
            seen[key].append(at)
    return [
        Version(row.seq, row.id, row.published, row.known, row.added, kept_details(row.details), tuple(seen[row.id]))
        for row in rows
    ]


def successions_in(connection: sa.Connection, documents: Collection[str]) -> list[Succession]:
    """The successions to some documents."""
    table = schema.successions
    columns = (table.c.earlier, table.c.later, table.c.day, table.c.again)
    return [
        Succession(*row)
        for some in in_parts(sorted(documents))
        for row in connection.execute(sa.select(*columns).where(table.c.later.in_(some)))
    ]


def _lapses(connection: sa.Connection, documents: Collection[str]) -> list[Lapse]:
    table = schema.lapses
    return [
        Lapse(*row)
        for some in in_parts(sorted(documents))
        for row in connection.execute(
            sa.select(table.c.document, table.c.since, table.c.until).where(table.c.document.in_(some))
        )
    ]


def _document(connection: sa.Connection, key: str) -> Document:
    table = schema.documents
    columns = (table.c.name, table.c.text, table.c.url, table.c.publisher, table.c.published, table.c.title)
    return kept_document(connection.execute(sa.select(*columns, table.c.details).where(table.c.id == key)).one())


def _replace(
    connection: sa.Connection,
    table: sa.Table,
    stored: Iterable[Succession | Lapse],
    found: Iterable[Succession | Lapse],
) -> None:
    """Write what is different of the rows of a table."""
    before, after = ({_keys(table, one): _row(one) for one in some} for some in (stored, found))
    names = [column.name for column in table.primary_key]
    for keys in sorted(before.keys() - after.keys()):
        here = (table.c[name] == value for name, value in zip(names, keys, strict=True))
        connection.execute(sa.delete(table).where(*here))
    rows = [row for keys, row in after.items() if before.get(keys) != row]
    if rows:
        new = inserting(connection, table)
        rest = {column.name: new.excluded[column.name] for column in table.columns if not column.primary_key}
        connection.execute(new.on_conflict_do_update(index_elements=names, set_=rest), rows)


def _row(one: Succession | Lapse) -> Mapping[str, str]:
    return {name: getattr(one, name) for name in one.__slots__}


def _keys(table: sa.Table, one: Succession | Lapse) -> tuple[str, ...]:
    return tuple(getattr(one, column.name) for column in table.primary_key)
