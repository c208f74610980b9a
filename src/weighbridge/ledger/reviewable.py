"""What there is to review, the most doubtful first; statements as they were read; and the log of all reviews."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.entries import is_current, query_of
from weighbridge.ledger.errors import damaged
from weighbridge.ledger.kept import kept_statement
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.reviewing import Review, review_of
from weighbridge.model import Entry


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A statement that nobody has reviewed, with the transfer that hangs on it."""

    statement: str
    transfer: str
    doubt: float


def doubtful(
    ledger: Ledger, limit: int, *, skip: int = 0, supplier: str | None = None, recipient: str | None = None
) -> list[Doubtful]:
    """Statements without a review on which a likelihood hangs, the most doubtful first; by index, at most ``limit``.

    ``skip``: so many of them are left out at the beginning.
    """
    table, review = schema.memberships, schema.reviews
    query = (
        sa.select(table.c.statement, table.c.transfer, table.c.doubt)
        .where(table.c.doubt > 0, ~sa.exists().where(review.c.statement == table.c.statement))
        .order_by(table.c.doubt.desc(), table.c.statement.desc())
        .limit(limit)
        .offset(skip)
    )
    for column, code in ((table.c.supplier, supplier), (table.c.recipient, recipient)):
        if code is not None:
            query = query.where(column == code)
    with reading(ledger) as connection:
        return [Doubtful(*row) for row in connection.execute(query)]


def positions(ledger: Ledger, statements: Collection[str]) -> dict[str, tuple[str, str]]:
    """Stage and stance of those of some statements that count now, as corrected, without the rest of them."""
    table, review = schema.statements, schema.reviews
    columns = (table.c.id, table.c.stage, table.c.stance, review.c.verdict, review.c.fields)
    query: sa.Select[Any] = query_of(frozenset(("id",))).order_by(None).with_only_columns(*columns)
    found: dict[str, tuple[str, str]] = {}
    with reading(ledger) as connection:
        for some in in_parts(sorted(set(statements))):
            for key, stage, stance, verdict, fields in connection.execute(query, {"id": some}):
                if verdict == "correct":
                    try:
                        told = kept_statement(json.loads(fields))
                    except (ValueError, KeyError, TypeError):
                        raise damaged(ledger.where) from None
                    stage, stance = told.stage, told.stance
                found[key] = stage, stance
    return found


def as_read(ledger: Ledger, statement: str) -> Entry | None:
    """A statement as the latest reading that has it found it, without its reviews; None where there is none."""
    table = schema.statements
    query = (
        sa.select(table.c.document, table.c.fields)
        .where(table.c.id == statement)
        .order_by(is_current(table).desc(), table.c.reading.desc())
        .limit(1)
    )
    with reading(ledger) as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    try:
        return Entry(statement, row.document, kept_statement(json.loads(row.fields)))
    except (ValueError, KeyError, TypeError):
        raise damaged(ledger.where) from None


def review_log(ledger: Ledger, limit: int, skip: int = 0) -> list[Review]:
    """Reviews of all statements, the newest first."""
    table = schema.reviews
    query = sa.select(table).order_by(table.c.seq.desc()).limit(limit).offset(skip)
    with reading(ledger) as connection:
        return [review_of(row) for row in connection.execute(query)]


def review_count(ledger: Ledger) -> int:
    """How many reviews there are."""
    with reading(ledger) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(schema.reviews)).scalar_one())


def reviewed(ledger: Ledger, statements: Collection[str]) -> dict[str, Review]:
    """The latest review of each of some statements; those without one are left out."""
    table = schema.reviews
    found: dict[str, Review] = {}
    with reading(ledger) as connection:
        for some in in_parts(sorted(set(statements))):
            query = sa.select(table).where(table.c.statement.in_(some)).order_by(table.c.seq)
            found.update((row.statement, review_of(row)) for row in connection.execute(query))
    return found
