"""What the ledger gives back: current statements, their documents, measures, and likenesses of documents.

Current is what the reading of each document that counts found (``preferring``), less what a person rejected, of the
version of its page that stands; what a person corrected comes as corrected, under its own id.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import Exact, in_parts
from weighbridge.ledger.dates import last_day
from weighbridge.ledger.errors import LedgerError, damaged
from weighbridge.ledger.kept import kept_document, kept_provenance, kept_statement
from weighbridge.ledger.marking import Pair
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.standing import is_current as is_current
from weighbridge.ledger.standing import of_counting_reading
from weighbridge.model import Document, Entry, Measure, Provenance
from weighbridge.rows import measure_from


@dataclass(frozen=True, slots=True)
class KeptMeasure:
    """A measure as the ledger keeps it: with its own id and that of its document."""

    id: str
    document: str
    measure: Measure


_INNER = schema.reviews.alias("inner_reviews")
_CORRECTED = schema.reviews.alias("corrected")


def day_of(as_of: str | None) -> str | None:
    """The last day of ``as_of``. Raises LedgerError where it is no date."""
    if as_of is None:
        return None
    day = last_day(as_of)
    if day is None:
        raise LedgerError(f"{as_of!r} is no day; write it as 2024-09-30")
    return day


def latest_review(statement: sa.ColumnElement[str]) -> sa.ScalarSelect[Any]:
    """The number of a statement's latest review."""
    return sa.select(sa.func.max(_INNER.c.seq)).where(_INNER.c.statement == statement).scalar_subquery()


def entries(
    ledger: Ledger,
    pair: Pair | None = None,
    as_of: str | None = None,
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    documents: Collection[str] | None = None,
    ids: Collection[str] | None = None,
    every_version: bool = False,
    stance: str | None = None,
) -> Iterator[Entry]:
    """Current statements, by publication (undated last), document, place and id.

    ``pair``, or ``supplier`` or ``recipient`` alone (``''``: without a code), ``documents`` (their ids) and
    ``ids`` narrow them, and ``stance``; ``as_of`` leaves only what was published by the end of that day, and so
    leaves out the undated (``undated`` counts them), and counts the version of each page that stood then. With
    ``every_version``, versions of pages that do not stand are given too. Raises LedgerError.
    """
    if pair is not None:
        supplier, recipient = pair
    asked = {"supplier": supplier, "recipient": recipient, "day": day_of(as_of), "every_version": every_version or None}
    asked["stance"] = stance
    if documents is None and ids is None:
        yield from (entry for _, entry in _keyed(ledger, asked))
        return
    name, wanted = ("id", ids) if ids is not None else ("document", documents or ())
    found = [
        one
        for some in in_parts(sorted(set(wanted)))
        for one in _keyed(ledger, {**asked, name: some})
        if documents is None or one[1].document in documents
    ]
    yield from (entry for _, entry in sorted(found, key=lambda one: one[0]))


def _keyed(ledger: Ledger, asked: Mapping[str, Any]) -> Iterator[tuple[Any, Entry]]:
    """Entries with the key of their order; what is None in ``asked`` is not asked for."""
    values = {name: value for name, value in asked.items() if value is not None}
    query = query_of(frozenset(values))
    values.pop("every_version", None)
    with reading(ledger, stream="supplier" not in values or "recipient" not in values) as connection:
        for published, start, key, document, fields, verdict, corrected in connection.execute(query, values):
            try:
                statement = kept_statement(json.loads(corrected if verdict == "correct" else fields))
                if verdict is not None:
                    # a person has read it: how sure the reader was no longer counts
                    statement = replace(statement, confidence=1.0)
                if statement.stance != values.get("stance", statement.stance):
                    continue
                entry = Entry(key, document, statement)
            except (ValueError, KeyError, TypeError):
                raise damaged(ledger.where) from None
            yield (published is None, published or "", document, start, key), entry


@lru_cache(maxsize=64)
def query_of(asked: frozenset[str]) -> sa.Select[Any]:
    """The query that asks for ``supplier``, ``recipient``, ``day``, ``document`` (several), ``id`` (several),
    ``stance``, and ``every_version``.

    Built once for each set of them: building takes longer than the database does.
    """
    table, review = schema.statements, schema.reviews
    latest = sa.and_(review.c.statement == table.c.id, review.c.seq == latest_review(table.c.id))
    day = sa.bindparam("day", type_=Exact()) if "day" in asked else None
    current = of_counting_reading(table) if "every_version" in asked else is_current(table, day)
    query = (
        sa.select(
            table.c.published,
            table.c.start,
            table.c.id,
            table.c.document,
            table.c.fields,
            review.c.verdict,
            review.c.fields,
        )
        .select_from(table.outerjoin(review, latest))
        .where(current, sa.func.coalesce(review.c.verdict, "") != "reject")
        .order_by(table.c.published.is_(None), table.c.published, table.c.document, table.c.start, table.c.id)
    )
    if day is not None:
        query = query.where(table.c.known <= day)
    if "stance" in asked:
        # what was corrected is judged by its correction
        query = query.where(sa.or_(table.c.stance == sa.bindparam("stance"), review.c.verdict == "correct"))
    for name in asked & {"document", "id"}:
        query = query.where(table.c[name].in_(sa.bindparam(name, expanding=True)))
    parties = sorted(asked & {"supplier", "recipient"})
    if not parties:
        return query
    # by index: what was read with these parties, and what was ever corrected to them; then what holds now
    read = sa.and_(*(table.c[name] == sa.bindparam(name) for name in parties))
    moved = sa.select(_CORRECTED.c.statement).where(*(_CORRECTED.c[name] == sa.bindparam(name) for name in parties))
    query = query.where(sa.or_(read, table.c.id.in_(moved)))
    for name in parties:
        now = sa.case((review.c.verdict == "correct", review.c[name]), else_=table.c[name])
        query = query.where(now == sa.bindparam(name))
    return query


def undated(ledger: Ledger, pair: Pair | None = None) -> int:
    """How many current statements have no date, and so stand in no view as of a day."""
    table = schema.statements
    query = sa.select(sa.func.count()).where(table.c.known.is_(None), is_current(table))
    if pair is not None:
        query = query.where(table.c.supplier == pair[0], table.c.recipient == pair[1])
    with reading(ledger) as connection:
        return int(connection.execute(query).scalar_one())


def pairs(ledger: Ledger) -> list[Pair]:
    """All pairs that statements were ever read with or corrected to, in order."""
    found: set[Pair] = set()
    with reading(ledger) as connection:
        for table in (schema.statements, schema.reviews):
            query = sa.select(table.c.supplier, table.c.recipient).where(table.c.supplier.is_not(None)).distinct()
            found.update((supplier, recipient) for supplier, recipient in connection.execute(query))
    return sorted(found)


_FROM = schema.documents.c
_PROVENANCES = sa.select(
    _FROM.id, _FROM.name, _FROM.url, _FROM.publisher, _FROM.published, _FROM.title, _FROM.details
).order_by(_FROM.id)
_PROVENANCES_OF = _PROVENANCES.where(_FROM.id.in_(sa.bindparam("ids", expanding=True)))


def provenances(ledger: Ledger, ids: Iterable[str] | None = None) -> Iterator[Provenance]:
    """Where documents came from: all of them, or those with ``ids``; by their ids."""
    if ids is None:
        with reading(ledger, stream=True) as connection:
            yield from map(kept_provenance, connection.execute(_PROVENANCES))
        return
    parts = list(in_parts(sorted(set(ids))))
    if not parts:
        return
    with reading(ledger) as connection:
        for some in parts:
            yield from map(kept_provenance, connection.execute(_PROVENANCES_OF, {"ids": some}))


def document(ledger: Ledger, id_or_name: str) -> Document | None:
    """A document by its id, or the one that was added last under a name. Its ``id`` is the name it came in with."""
    table = schema.documents
    columns = (table.c.name, table.c.text, table.c.url, table.c.publisher, table.c.published, table.c.title)
    query = sa.select(*columns, table.c.details)
    with reading(ledger) as connection:
        row = connection.execute(query.where(table.c.id == id_or_name)).first()
        if row is None:
            named = query.where(table.c.name == id_or_name).order_by(table.c.seq.desc()).limit(1)
            row = connection.execute(named).first()
    return None if row is None else kept_document(row)


def measures(
    ledger: Ledger,
    as_of: str | None = None,
    *,
    imposer: str | None = None,
    target: str | None = None,
    kind: str | None = None,
) -> Iterator[KeptMeasure]:
    """Current measures in the order of ``entries``; ``target`` is the code of a state, or a part of a target's name."""
    table, day = schema.measures, day_of(as_of)
    query = (
        sa.select(table.c.id, table.c.document, table.c.fields)
        .where(is_current(table, day))
        .order_by(table.c.published.is_(None), table.c.published, table.c.document, table.c.start, table.c.id)
    )
    if day is not None:
        query = query.where(table.c.known <= day)
    if imposer is not None:
        query = query.where(table.c.imposer == imposer)
    if kind is not None:
        query = query.where(table.c.kind == kind)
    if target is not None:
        query = query.where(sa.or_(table.c.target_country == target, table.c.target.icontains(target, autoescape=True)))
    with reading(ledger, stream=True) as connection:
        for key, of, fields in connection.execute(query):
            yield KeptMeasure(key, of, measure_from(json.loads(fields)))


_ALIKE = schema.resemblances.c
_RESEMBLANCES = sa.select(_ALIKE.a, _ALIKE.b, _ALIKE.share)
_RESEMBLANCES_OF = tuple(
    _RESEMBLANCES.where(column.in_(sa.bindparam("ids", expanding=True))) for column in (_ALIKE.a, _ALIKE.b)
)


def resemblances(ledger: Ledger, documents: Collection[str] | None = None) -> list[tuple[str, str, float]]:
    """Which documents are alike, and how much: all, or those where one is of ``documents``; in order."""
    found: set[tuple[str, str, float]] = set()
    with reading(ledger) as connection:
        if documents is None:
            found.update((a, b, share) for a, b, share in connection.execute(_RESEMBLANCES))
        else:
            for some in in_parts(sorted(set(documents))):
                for query in _RESEMBLANCES_OF:
                    rows = connection.execute(query, {"ids": some})
                    found.update((a, b, share) for a, b, share in rows)
    return sorted(found)
