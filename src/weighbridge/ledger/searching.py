"""Finding words in evidence and documents, by the full-text index of the database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import fit
from weighbridge.ledger.entries import day_of, latest_review
from weighbridge.ledger.errors import LedgerError
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.standing import is_current, stands

KINDS = ("statement", "document")
_UNIT = re.compile(r'"([^"]*)"|([^\s"]+)')
_MOST_UNITS = 32


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or a document that has the words."""

    kind: str
    """``statement`` or ``document``."""
    id: str
    document: str
    text: str
    """The statement's evidence, or the document's title."""
    rank: float
    """The higher, the better it fits; comparable within one kind."""


def units_of(words: str) -> list[str]:
    """What is looked for: words, and phrases in double quotes; what has no letter or digit is left out."""
    found = (quoted or bare for quoted, bare in _UNIT.findall(words))
    return [fit(one).replace("\x1a", " ") for one in found if any(char.isalnum() for char in one)][:_MOST_UNITS]


def search(
    ledger: Ledger, words: str, *, kind: str = "statement", as_of: str | None = None, limit: int = 20
) -> list[Hit]:
    """Current statements (by their evidence), or documents that stand, that have all the words; the best first.

    Words match in all their forms ("missile", "missiles"), in any case; words in double quotes stand together.
    Whatever else they hold is no syntax. Raises LedgerError where there is no word among them.
    """
    if kind not in KINDS:
        raise LedgerError(f"{kind!r} can't be searched; it has to be one of {', '.join(KINDS)}")
    units = units_of(words)
    if not units:
        raise LedgerError(f"{words[:60]!r} has no word in it; give one or more words to look for")
    day = day_of(as_of)
    table = schema.statements if kind == "statement" else schema.documents
    matches, rank, source = _sqlite(table, units) if ledger.sqlite else _postgresql(table, units)
    if kind == "statement":
        query = sa.select(table.c.id, table.c.document, table.c.evidence, rank).select_from(source)
        review = schema.reviews
        rejected = sa.exists().where(
            review.c.statement == table.c.id,
            review.c.verdict == "reject",
            review.c.seq == latest_review(review.c.statement),
        )
        query = query.where(is_current(table, day), ~rejected)
    else:
        query = sa.select(table.c.id, table.c.id, table.c.title, rank).select_from(source)
        query = query.where(stands(table.c.id, day))
    if day is not None:
        query = query.where(table.c.known <= day)
    query = query.where(matches).order_by(rank.desc(), table.c.id).limit(limit)
    with reading(ledger) as connection:
        return [Hit(kind, key, of, text or "", float(score)) for key, of, text, score in connection.execute(query)]


def _sqlite(table: sa.Table, units: list[str]) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[float], Any]:
    """Every unit as a quoted string, which to FTS5 is a phrase and never syntax."""
    asked = " ".join('"' + one.replace('"', '""') + '"' for one in units)
    name = f"{table.name}_words"
    words = sa.table(name, sa.column("rowid"))
    matches: sa.ColumnElement[bool] = sa.literal_column(name).op("MATCH")(asked)
    rank: sa.ColumnElement[float] = sa.literal_column(f"-bm25({name})", sa.Float)
    return matches, rank, table.join(words, words.c.rowid == table.c.seq)


def _postgresql(table: sa.Table, units: list[str]) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[float], Any]:
    vector: sa.ColumnElement[Any] = sa.literal_column(
        schema.WORDS_OF_EVIDENCE if table is schema.statements else schema.WORDS_OF_DOCUMENTS
    )
    english: sa.ColumnElement[str] = sa.literal_column("'english'")
    asked: sa.ColumnElement[Any] = sa.func.phraseto_tsquery(english, units[0])
    for one in units[1:]:
        asked = asked.op("&&")(sa.func.phraseto_tsquery(english, one))
    return vector.op("@@")(asked), sa.func.ts_rank_cd(vector, asked), table
