"""Finding words in a large ledger within bounded time.

``ledger.searching`` ranks all that match, which for a common word is half the ledger. Here only the first
``CANDIDATES`` matches are looked at, and the answer tells when there were more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.adding import pair_of
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.entries import latest_review
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.reviewable import reviewed
from weighbridge.ledger.searching import units_of
from weighbridge.ledger.standing import is_current

CANDIDATES = 1000
"""Matches that are ranked."""
_AT_ONCE = 500
_SLOTS = ("supplier", "recipient", "item", "stage", "stance", "certainty")


@dataclass(frozen=True, slots=True)
class Found:
    """Statements or documents that have the words."""

    rows: list[dict[str, Any]]
    """Each with ``id``, ``document``, ``text``, ``doc``, ``publisher``, ``published``, ``transfer``; a statement also
    with ``supplier``, ``recipient``, ``item``, ``stage``, ``stance`` and ``certainty``, as corrected by a person."""
    total: int
    """How many match, or CANDIDATES + 1 where there are more than were looked at."""


def _matching(ledger: Ledger, kind: str, units: list[str]) -> sa.Subquery:
    """Numbers and ranks of the first matches."""
    table = "statements" if kind == "statement" else "documents"
    if ledger.sqlite:
        name = f"{table}_words"
        asked = " ".join('"' + one.replace('"', '""') + '"' for one in units)
        text = f"SELECT rowid AS seq, -bm25({name}) AS rank FROM {name} WHERE {name} MATCH :asked LIMIT :most"
    else:
        vector = schema.WORDS_OF_EVIDENCE if kind == "statement" else schema.WORDS_OF_DOCUMENTS
        asked = " ".join('"' + one.replace('"', " ") + '"' for one in units)
        text = (
            f"SELECT seq, ts_rank_cd({vector}, websearch_to_tsquery('english', :asked)) AS rank FROM {table}"
            f" WHERE {vector} @@ websearch_to_tsquery('english', :asked) LIMIT :most"
        )
    query = sa.text(text).bindparams(asked=asked, most=CANDIDATES + 1)
    return query.columns(sa.column("seq", sa.Integer), sa.column("rank", sa.Float)).subquery("matching")


def find(
    ledger: Ledger,
    words: str,
    *,
    kind: str = "statement",
    as_of: str | None = None,
    offset: int = 0,
    limit: int = 20,
    shelf: Ledger | None = None,
) -> Found:
    """Current statements by their evidence, or documents, that have all the words; the best first.

    ``shelf``: where the transfers stand that they belong to, if not in the ledger itself.
    """
    hits = ranked(ledger, words, kind=kind, as_of=as_of)
    return found_rows(ledger, hits, hits[offset : offset + limit], kind=kind, shelf=shelf)


def ranked(ledger: Ledger, words: str, *, kind: str = "statement", as_of: str | None = None) -> list[int]:
    """The numbers of the rows that ``find`` gives, the best first; at most CANDIDATES + 1."""
    units = units_of(words)
    if not units:
        return []
    matching = _matching(ledger, kind, units)
    table = schema.statements if kind == "statement" else schema.documents
    conditions: list[sa.ColumnElement[bool]] = []
    if as_of is not None:
        conditions.append(table.c.known <= as_of)
    if kind == "statement":
        review = schema.reviews
        rejected = sa.exists().where(
            review.c.statement == table.c.id,
            review.c.verdict == "reject",
            review.c.seq == latest_review(review.c.statement),
        )
        conditions += [is_current(table), ~rejected]
    query = (
        sa.select(matching.c.seq)
        .select_from(matching.join(table, table.c.seq == matching.c.seq))
        .where(*conditions)
        .order_by(matching.c.rank.desc(), table.c.id)
    )
    with reading(ledger) as connection:
        return list(connection.execute(query).scalars())


def found_rows(
    ledger: Ledger, hits: Sequence[int], some: Sequence[int], *, kind: str = "statement", shelf: Ledger | None = None
) -> Found:
    """The rows of ``some`` of the ``hits`` that ``ranked`` gave, in their order; statements as corrected."""
    of = schema.documents
    table = schema.statements if kind == "statement" else of
    if kind == "statement":
        columns = [table.c.id, table.c.document, table.c.evidence.label("text"), *(table.c[name] for name in _SLOTS)]
        source: sa.FromClause = table.join(of, of.c.id == table.c.document)
    else:
        columns = [table.c.id, table.c.id.label("document"), table.c.title.label("text")]
        source = table
    query = sa.select(table.c.seq, *columns, of.c.name.label("doc"), of.c.publisher, of.c.published).select_from(source)
    rows: dict[int, dict[str, Any]] = {}
    with reading(ledger) as connection:
        for start in range(0, len(some), _AT_ONCE):
            asked = query.where(table.c.seq.in_(some[start : start + _AT_ONCE]))
            for row in connection.execute(asked).mappings():
                rows[row["seq"]] = {name: value for name, value in row.items() if name != "seq"}
    found = [rows[one] for one in some if one in rows]
    if kind == "statement":
        ids = [row["id"] for row in found]
        homes, corrected = _homes(shelf or ledger, ids), _corrected(ledger, ids)
        found = [{**row, **corrected.get(row["id"], {}), "transfer": homes.get(row["id"])} for row in found]
    else:
        found = [{**row, "transfer": None} for row in found]
    return Found(found, len(hits))


def _corrected(ledger: Ledger, statements: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The slots of those statements that a person corrected, as corrected."""
    found: dict[str, dict[str, Any]] = {}
    for key, review in reviewed(ledger, statements).items():
        if review.verdict == "correct" and (told := review.corrected) is not None:
            supplier, recipient = pair_of(told)
            found[key] = {
                "supplier": supplier,
                "recipient": recipient,
                "item": told.item.class_ if told.item else None,
                "stage": told.stage,
                "stance": told.stance,
                "certainty": told.certainty,
            }
    return found


def transfers_with(ledger: Ledger, words: str, shelf: Ledger | None = None) -> tuple[list[str], bool]:
    """Ids of the transfers whose evidence has all the words, and whether that is all of them."""
    hits = ranked(ledger, words)
    table = schema.statements
    with reading(ledger) as connection:
        ids = [
            key
            for start in range(0, len(hits), _AT_ONCE)
            for key in connection.execute(
                sa.select(table.c.id).where(table.c.seq.in_(hits[start : start + _AT_ONCE]))
            ).scalars()
        ]
    return sorted({home for home in _homes(shelf or ledger, ids).values() if home}), len(hits) <= CANDIDATES


def _homes(shelf: Ledger, statements: Sequence[str]) -> dict[str, str]:
    table = schema.memberships
    with reading(shelf) as connection:
        return {
            key: transfer
            for some in in_parts(statements)
            for key, transfer in connection.execute(
                sa.select(table.c.statement, table.c.transfer).where(table.c.statement.in_(some))
            )
        }
