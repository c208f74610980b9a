"""Adding documents with what a reader found in them: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

import sqlalchemy as sa

from weighbridge.identity import canonical, content_id, document_id, statement_id
from weighbridge.ledger import schema
from weighbridge.ledger.columns import as_number, in_parts
from weighbridge.ledger.dates import last_day, now
from weighbridge.ledger.errors import DocumentError
from weighbridge.ledger.kept import row_of_details
from weighbridge.ledger.marking import Pair, inserting, mark_stale_within, pairs_in, pairs_shared
from weighbridge.ledger.opening import Ledger, reading, writing
from weighbridge.ledger.pages import page_key
from weighbridge.ledger.preferring import settle, superseded_among
from weighbridge.ledger.relinking import Neighbours, neighbours, page_of, relink
from weighbridge.ledger.sightings import address_rows, note, store
from weighbridge.ledger.versions import IsVersion
from weighbridge.model import Document, Measure, Party, Statement, as_json
from weighbridge.reading.result import Mark
from weighbridge.rows import fault_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Addition:
    """A document and what one reader, in one version, found in it."""

    document: Document
    statements: Sequence[Statement]
    measures: Sequence[Measure]
    reader: str
    version: str
    bands: Sequence[int] = ()
    """Hashes of the document's text (locality-sensitive): those of like documents agree in some places."""
    resemblances: Sequence[tuple[str, str, float]] = ()
    """Ids of two documents, and what share of their text they have in common."""
    model: str | None = None
    """The model that read, where the reader names one."""
    prompt: str | None = None
    """The version of its prompt."""
    marks: Sequence[Mark] = ()
    """One for each statement, or none at all."""
    added: str | None = None
    """When the document came into the ledger that tells of it, as the clock had it; None: now."""
    read: str | None = None
    """Likewise, when the reading did."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an Addition."""

    document: str
    """The document's id."""
    name: str
    outcome: str
    """``new``, ``version`` (new, and a version of a page that others are of), ``known`` (nothing was changed),
    ``superseding`` (an earlier reading is kept beside it) or ``beside`` (an earlier one counts still: that of a reader
    which is preferred)."""
    statements: int
    measures: int
    supersedes: str | None = None
    """The document that it is the next version of."""
    superseded_by: str | None = None
    """The document that is the next version of it."""

    @property
    def new(self) -> bool:
        """Whether anything was added."""
        return self.outcome != "known"


def pair_of(statement: Statement) -> Pair:
    """The pair under which a statement stands."""
    return _code(statement.supplier), _code(statement.recipient)


def _code(party: Party | None) -> str:
    return (party.code if party else None) or ""


def add_reading(
    ledger: Ledger,
    document: Document,
    statements: Sequence[Statement],
    measures: Sequence[Measure],
    reader: str,
    version: str,
    bands: Sequence[int] = (),
    resemblances: Sequence[tuple[str, str, float]] = (),
    is_version: IsVersion | None = None,
    *,
    model: str | None = None,
    prompt: str | None = None,
    marks: Sequence[Mark] = (),
) -> Added:
    """Add one reading of a document; when this returns, it is on disk.

    A reading that is there already (same content, reader and version) changes nothing; one by another reader
    or version is kept beside the earlier ones, and which of them counts is told by ``preferring.counting``.
    ``is_version`` tells whether two documents of one page are versions of one another; without it, none are taken for
    such. ``marks``: one for each statement, or none at all. Raises LedgerError, and then nothing was added.
    """
    addition = Addition(document, statements, measures, reader, version, bands, resemblances, model, prompt, marks)
    [added] = add_many(ledger, [addition], 1, is_version)
    return added


def add_many(
    ledger: Ledger, additions: Iterable[Addition], batch: int = 200, is_version: IsVersion | None = None
) -> Iterator[Added]:
    """Add many, ``batch`` in a transaction: what is yielded is on disk. Raises as ``add_reading`` does."""
    stream = iter(additions)
    while some := list(islice(stream, batch)):
        for one in some:
            _check(one)
        with writing(ledger) as connection:
            added = _add(connection, some, is_version)
        yield from added


def has_reading(ledger: Ledger, document: Document, reader: str, version: str) -> Added | None:
    """What is there of a reading, or None where there is none: then the document has yet to be read."""
    key = document_id(document)
    readings = schema.readings
    found = sa.select(readings.c.seq).where(
        readings.c.document == key, readings.c.reader == reader, readings.c.version == version
    )
    with reading(ledger) as connection:
        seq = connection.execute(found).scalar()
        if seq is None:
            return None
        statements, measures = (
            connection.execute(
                sa.select(sa.func.count()).where(table.c.document == key, table.c.reading == seq)
            ).scalar_one()
            for table in (schema.statements, schema.measures)
        )
        beside = neighbours(connection, key)
    return Added(key, document.id, "known", statements, measures, beside.earlier, beside.later)


def _check(addition: Addition) -> None:
    """Raises DocumentError where evidence is not at its place, or a code can't be one."""
    text, name = addition.document.text, addition.document.id
    found: list[tuple[str, Sequence[Statement | Measure]]] = [
        ("statement", addition.statements),
        ("measure", addition.measures),
    ]
    for kind, nouns in found:
        for number, one in enumerate(nouns, 1):
            if one.start < 0 or not one.evidence or text[one.start : one.end] != one.evidence:
                raise DocumentError(
                    f"{name}: {kind} {number}: the evidence is not in the document's text at {one.start}:{one.end}:"
                    f" {one.evidence[:60]!r}; nothing of this document was added; read it again from the same text"
                )
    if len(addition.marks) not in (0, len(addition.statements)):
        raise DocumentError(f"{name}: {len(addition.marks)} marks for {len(addition.statements)} statements; one each")
    for number, statement in enumerate(addition.statements, 1):
        if fault := fault_of(statement):
            raise DocumentError(f"{name}: statement {number}: {fault}")


def _add(connection: sa.Connection, additions: Sequence[Addition], is_version: IsVersion | None) -> list[Added]:
    """Add within a transaction."""
    keys = [document_id(one.document) for one in additions]
    at = now()
    arrived, bridges = _add_documents(connection, additions, keys, at)
    earlier = _documents_read(connection, keys)
    seqs = _add_readings(connection, additions, keys, at)
    asked = set(seqs.values())
    fresh: dict[int, tuple[str, Addition, int]] = {}
    for number, (key, one) in enumerate(zip(keys, additions, strict=True)):
        seq = seqs.pop((key, one.reader, one.version), None)
        if seq is not None:
            fresh[number] = key, one, seq
    statements = {number: _statement_rows(*of) for number, of in fresh.items()}
    measures = {number: _measure_rows(*of) for number, of in fresh.items()}
    _insert_all(connection, schema.statements, statements)
    several = earlier | {key for key, times in Counter(key for key, _, _ in fresh.values()).items() if times > 1}
    settle(connection, {key for key, _, _ in fresh.values()} & several)
    beaten = superseded_among(connection, asked) if several else set()
    _insert_all(connection, schema.measures, measures)
    _add_bands(connection, [(key, one) for key, one, _ in fresh.values() if one.bands])
    near = _add_resemblances(connection, [pair for one in additions for pair in one.resemblances])
    pairs = {(row["supplier"], row["recipient"]) for rows in statements.values() for row in rows}
    replaced, beside = _link(connection, arrived, bridges, is_version) if is_version else (set(), {})
    touched = replaced | {key for key, _, _ in fresh.values() if key in earlier}
    mark_stale_within(connection, pairs | pairs_in(connection, touched) | pairs_shared(connection, near))
    added = []
    for number, (key, one) in enumerate(zip(keys, additions, strict=True)):
        if number in fresh:
            outcome = "superseding" if key in earlier else "version" if key in beside else "new"
            if outcome == "superseding" and fresh[number][2] in beaten:
                outcome = "beside"
            earlier.add(key)
            found = len(statements[number]), len(measures[number])
        else:
            outcome, found = "known", (len(one.statements), len(one.measures))
        by = beside.get(key, Neighbours())
        added.append(Added(key, one.document.id, outcome, *found, by.earlier, by.later))
    return added


def _link(
    connection: sa.Connection, arrived: Collection[str], bridges: Collection[str], is_version: IsVersion
) -> tuple[set[str], dict[str, Neighbours]]:
    """Work out the versions of the pages that documents have come to; ``bridges`` may have made one page of several.

    Gives the documents that count no longer, or again; and the neighbours of those that came, where they have any.
    """
    replaced: set[str] = set()
    beside: dict[str, Neighbours] = {}
    done: set[str] = set()
    for key in sorted(arrived):
        if key in done:
            continue
        page = page_of(connection, [key])
        done |= page
        mine = page.intersection(arrived)
        changed, found = relink(connection, page, mine if page.isdisjoint(bridges) else None, is_version)
        replaced |= changed
        beside.update((one, of) for one, of in found.items() if one in mine and of != Neighbours())
    return replaced, beside


def _insert_all(connection: sa.Connection, table: sa.Table, rows: dict[int, list[Row]]) -> None:
    if everything := [row for some in rows.values() for row in some]:
        connection.execute(sa.insert(table), everything)


def _add_documents(
    connection: sa.Connection, additions: Sequence[Addition], keys: Sequence[str], at: str
) -> tuple[set[str], set[str]]:
    """Add those that are not there; of details, those told first stay, but for when and where a document was seen.

    Gives the ids of those whose page has to be looked at, and those of them that may have made one page of several.
    """
    rows = [
        {
            "id": key,
            "name": one.document.id,
            "url": one.document.url,
            "publisher": one.document.publisher,
            "published": one.document.published,
            "known": last_day(one.document.published),
            "title": one.document.title,
            "text": one.document.text,
            "sha256": sha256(one.document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "added": one.added or at,
            "details": row_of_details(one.document.details),
            "page": page_key(one.document.url, one.document.details.kind == "live entry"),
        }
        for key, one in zip(keys, additions, strict=True)
    ]
    table = schema.documents
    new = inserting(connection, table).on_conflict_do_nothing().returning(table.c.id, table.c.page)
    arrived = {key for key, page in connection.execute(new, rows) if page is not None}
    first = dict(zip(reversed(keys), (one.document for one in reversed(additions)), strict=True))
    further = [row for key in sorted(arrived) for row in address_rows(first[key], key)]
    store(connection, schema.addresses, further)
    bridges = {row["document"] for row in further}
    for key, one in zip(keys, additions, strict=True):
        if (key not in arrived or one.document is not first[key]) and note(connection, one.document):
            arrived.add(key)
            bridges.add(key)
    return arrived, bridges


def _documents_read(connection: sa.Connection, keys: Sequence[str]) -> set[str]:
    """Those of the documents that have a reading."""
    column = schema.readings.c.document
    return {key for some in in_parts(keys) for (key,) in connection.execute(sa.select(column).where(column.in_(some)))}


def _add_readings(
    connection: sa.Connection, additions: Sequence[Addition], keys: Sequence[str], at: str
) -> dict[tuple[str, str, str], int]:
    """The readings that were not there: document, reader and version to their sequence number."""
    table = schema.readings
    rows = {
        (key, one.reader, one.version): {
            "document": key,
            "reader": one.reader,
            "version": one.version,
            "added": one.read or at,
            "model": one.model,
            "prompt": one.prompt,
        }
        for key, one in zip(keys, additions, strict=True)
    }
    new = (
        inserting(connection, table)
        .on_conflict_do_nothing()
        .returning(table.c.seq, table.c.document, table.c.reader, table.c.version)
    )
    return {
        (document, reader, version): seq
        for seq, document, reader, version in connection.execute(new, list(rows.values()))
    }


def _statement_rows(document: str, addition: Addition, seq: int) -> list[Row]:
    """A row a statement; of two with the same id, the first."""
    published, known = addition.document.published, last_day(addition.document.published)
    rows: dict[str, Row] = {}
    marks: Sequence[Mark | None] = addition.marks or [None] * len(addition.statements)
    for one, mark in zip(addition.statements, marks, strict=True):
        key = statement_id(document, one)
        supplier, recipient = pair_of(one)
        rows.setdefault(
            key,
            {
                "reading": seq,
                "id": key,
                "document": document,
                "start": one.start,
                "end": one.end,
                "evidence": one.evidence,
                "supplier": supplier,
                "recipient": recipient,
                "item": one.item.class_ if one.item else None,
                "stage": one.stage,
                "stance": one.stance,
                "certainty": one.certainty,
                "source": one.source.class_,
                "country": one.source.country,
                "published": published,
                "known": known,
                "confidence": one.confidence,
                "fields": canonical(as_json(one)),
                "mark": canonical(as_json(mark)) if mark else None,
            },
        )
    return list(rows.values())


def _measure_rows(document: str, addition: Addition, seq: int) -> list[Row]:
    published, known = addition.document.published, last_day(addition.document.published)
    rows: dict[str, Row] = {}
    for one in addition.measures:
        fields = as_json(one)
        key = content_id([document, fields])
        rows[key] = {
            "reading": seq,
            "id": key,
            "document": document,
            "start": one.start,
            "end": one.end,
            "kind": one.kind,
            "stance": one.stance,
            "imposer": one.imposer,
            "target": one.target,
            "target_country": one.target_country,
            "published": published,
            "known": known,
            "fields": canonical(fields),
        }
    return list(rows.values())


def _add_bands(connection: sa.Connection, additions: Sequence[tuple[str, Addition]]) -> None:
    if not additions:
        return
    table = schema.documents
    seqs: dict[str, int] = {}
    for some in in_parts([key for key, _ in additions]):
        for key, seq in connection.execute(sa.select(table.c.id, table.c.seq).where(table.c.id.in_(some))):
            seqs[key] = seq
    rows = [
        {"document": seqs[key], "band": band, "hash": as_number(value)}
        for key, one in additions
        for band, value in enumerate(one.bands)
    ]
    connection.execute(inserting(connection, schema.bands).on_conflict_do_nothing(), rows)


def _add_resemblances(connection: sa.Connection, found: Sequence[tuple[str, str, float]]) -> list[tuple[str, str]]:
    """Keep what is new of them; which documents they are about."""
    rows = [{"a": min(a, b), "b": max(a, b), "share": share} for a, b, share in found if a != b]
    if not rows:
        return []
    connection.execute(inserting(connection, schema.resemblances).on_conflict_do_nothing(), rows)
    return [(a, b) for a, b, _ in found]
