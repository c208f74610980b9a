"""What people accept, reject and correct. A review is added beside the statement; the latest counts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.identity import canonical, content_id
from weighbridge.ledger import schema
from weighbridge.ledger.adding import pair_of
from weighbridge.ledger.dates import now
from weighbridge.ledger.errors import LedgerError
from weighbridge.ledger.marking import mark_stale_within, pairs_in
from weighbridge.ledger.opening import Ledger, reading, writing
from weighbridge.model import Statement, as_json
from weighbridge.rows import fault_of, statement_from

VERDICTS = ("accept", "reject", "correct")
WAYS = ("command", "session", "token")
"""From where a review can come: the command line; somebody who signed in at the desk; a program with a token."""


class ReviewedMeanwhileError(LedgerError):
    """Somebody else has reviewed the statement since one looked at it; the text says who, and what."""


@dataclass(frozen=True, slots=True)
class Review:
    """What one person said of one statement."""

    id: str
    """Content-derived; it also stands for the review before it, so that a change of mind and back is two reviews."""
    statement: str
    verdict: str
    corrected: Statement | None
    reason: str
    name: str
    at: str
    way: str | None = None
    """From where it came, where that is known: one of WAYS."""


def meanwhile(statement: str, latest: Review | None) -> ReviewedMeanwhileError:
    """The error for a review of a statement that is no longer as its reviewer saw it; ``latest``: its latest review."""
    told = f"{latest.name} reviewed it meanwhile ({latest.verdict})" if latest else "its reviews have changed"
    return ReviewedMeanwhileError(f"statement {statement}: {told}; look at it again and say what holds")


def add_review(
    ledger: Ledger,
    statement: str,
    verdict: str,
    *,
    name: str,
    reason: str = "",
    corrected: Statement | None = None,
    at: str | None = None,
    way: str | None = None,
    seen: str | None = None,
) -> str:
    """Add a review of a statement (its id); the review's id. To say the same again changes nothing.

    ``corrected`` goes with the verdict ``correct`` and quotes its evidence from the same document; ``at`` is
    when it was said (now, unless given) and orders nothing; ``way`` is from where it came (WAYS).
    ``seen``: the id of the latest review that the person knew of ('' for none; None: not asked). Raises
    ReviewedMeanwhileError where there is a later one, LedgerError where the review can't be taken.
    """
    if verdict not in VERDICTS:
        raise LedgerError(f"the verdict is {verdict!r}; it has to be one of {', '.join(VERDICTS)}")
    if (verdict == "correct") != (corrected is not None):
        raise LedgerError("a corrected statement goes with the verdict 'correct', and with no other")
    table = schema.reviews
    with writing(ledger) as connection:
        document = _document_of(ledger, connection, statement)
        pair = _checked(connection, statement, document, corrected) if corrected else (None, None)
        fields = canonical(as_json(corrected)) if corrected else None
        latest = connection.execute(
            sa.select(table).where(table.c.statement == statement).order_by(table.c.seq.desc()).limit(1)
        ).first()
        if latest and (latest.verdict, latest.fields, latest.reason, latest.name) == (verdict, fields, reason, name):
            return str(latest.id)
        if seen is not None and seen != (latest.id if latest else ""):
            raise meanwhile(statement, review_of(latest) if latest else None)
        key = content_id([statement, verdict, fields, reason, name, latest.id if latest else None])
        connection.execute(
            sa.insert(table),
            {
                "id": key,
                "statement": statement,
                "verdict": verdict,
                "supplier": pair[0],
                "recipient": pair[1],
                "fields": fields,
                "reason": reason,
                "name": name,
                "at": at or now(),
                "way": way,
            },
        )
        mark_stale_within(connection, _touched(connection, document, statement))
    return key


def reviews(ledger: Ledger, statement: str | None = None) -> list[Review]:
    """All reviews, or those of one statement, in the order in which they were added."""
    table = schema.reviews
    query = sa.select(table).order_by(table.c.seq)
    if statement is not None:
        query = query.where(table.c.statement == statement)
    with reading(ledger) as connection:
        return [review_of(row) for row in connection.execute(query)]


def review_of(row: sa.Row[Any]) -> Review:
    """A review from its row."""
    return Review(
        row.id,
        row.statement,
        row.verdict,
        statement_from(json.loads(row.fields)) if row.fields else None,
        row.reason,
        row.name,
        row.at,
        row.way,
    )


def _document_of(ledger: Ledger, connection: sa.Connection, statement: str) -> str:
    table = schema.statements
    found = connection.execute(sa.select(table.c.document).where(table.c.id == statement).limit(1)).scalar()
    if found is None:
        raise LedgerError(
            f"{ledger.where}: there is no statement {statement!r}; take the id from: weighbridge statements"
        )
    return str(found)


def _checked(connection: sa.Connection, statement: str, document: str, corrected: Statement) -> tuple[str, str]:
    """The pair of a corrected statement. Raises LedgerError where its evidence is not in the document."""
    table = schema.documents
    text = connection.execute(sa.select(table.c.text).where(table.c.id == document)).scalar_one()
    if corrected.start < 0 or not corrected.evidence or text[corrected.start : corrected.end] != corrected.evidence:
        raise LedgerError(
            f"statement {statement}: the corrected evidence is not in the document's text at"
            f" {corrected.start}:{corrected.end}: {corrected.evidence[:60]!r}; quote it from the text"
        )
    if fault := fault_of(corrected):
        raise LedgerError(f"statement {statement}: {fault}")
    return pair_of(corrected)


def _touched(connection: sa.Connection, document: str, statement: str) -> set[tuple[str, str]]:
    """The pairs that a review can change: those of the document, and those that the statement was corrected to."""
    table = schema.reviews
    corrected = sa.select(table.c.supplier, table.c.recipient).where(
        table.c.statement == statement, table.c.supplier.is_not(None)
    )
    pairs = {(supplier, recipient) for supplier, recipient in connection.execute(corrected)}
    return pairs | pairs_in(connection, [document])
