"""Finding words in a large ledger within bounded time.

``ledger.searching`` ranks all that match, which for a common word is half the ledger. Here only the first
``CANDIDATES`` matches are looked at, and the answer tells when there were more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from weighbridge.ledger import schema
from weighbridge.ledger.columns import in_parts
from weighbridge.ledger.entries import latest_review
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.searching import units_of
from weighbridge.ledger.standing import is_current

CANDIDATES = 1000
"""Matches that are ranked."""


@dataclass(frozen=True, slots=True)
class Found:
    """Statements or documents that have the words."""

    rows: list[dict[str, Any]]
    """Each with ``id``, ``document``, ``text``, ``doc``, ``publisher``, ``published``, ``transfer``; a statement also
    with ``supplier``, ``recipient``, ``item``, ``stage``, ``stance`` and ``certainty`` as they were read."""
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
    units = units_of(words)
    if not units:
        return Found([], 0)
    matching, of = _matching(ledger, kind, units), schema.documents
    table = schema.statements if kind == "statement" else of
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
        columns = [table.c.id, table.c.document, table.c.evidence.label("text")]
        columns += [table.c[name] for name in ("supplier", "recipient", "item", "stage", "stance", "certainty")]
        source = matching.join(table, table.c.seq == matching.c.seq).join(of, of.c.id == table.c.document)
    else:
        columns = [table.c.id, table.c.id.label("document"), table.c.title.label("text")]
        source = matching.join(table, table.c.seq == matching.c.seq)
    query = (
        sa.select(*columns, of.c.name.label("doc"), of.c.publisher, of.c.published)
        .select_from(source)
        .where(*conditions)
        .order_by(matching.c.rank.desc(), table.c.id)
    )
    count = sa.select(sa.func.count()).select_from(source).where(*conditions)
    with reading(ledger) as connection:
        rows = [dict(row) for row in connection.execute(query.offset(offset).limit(limit)).mappings()]
        total = int(connection.execute(count).scalar_one())
    homes = _homes(shelf or ledger, [row["id"] for row in rows]) if kind == "statement" else {}
    return Found([{**row, "transfer": homes.get(row["id"])} for row in rows], total)


def transfers_with(ledger: Ledger, words: str, shelf: Ledger | None = None) -> tuple[list[str], bool]:
    """Ids of the transfers whose evidence has all the words, and whether that is all of them."""
    found = find(ledger, words, limit=CANDIDATES + 1, shelf=shelf)
    return sorted({row["transfer"] for row in found.rows if row["transfer"]}), found.total <= CANDIDATES


def _homes(shelf: Ledger, statements: list[str]) -> dict[str, str]:
    table = schema.memberships
    with reading(shelf) as connection:
        return {
            key: transfer
            for some in in_parts(statements)
            for key, transfer in connection.execute(
                sa.select(table.c.statement, table.c.transfer).where(table.c.statement.in_(some))
            )
        }
