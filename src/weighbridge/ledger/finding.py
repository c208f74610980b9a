"""Finding words in a large ledger within bounded time.

``ledger.searching`` ranks all that match, which for a common word is half the ledger. Here only the newest
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
"""Matches that are looked at."""
RANKED = 300
"""Matching documents up to which the best come first; of more the newest do: to compare how well many match takes
longer than all the rest. Of statements, which are sentences, those fit best that have little else beside the words."""
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


def _matching(ledger: Ledger, kind: str, units: list[str], well: bool) -> sa.Subquery:
    """Numbers of the newest matches, and how ``well`` each matches, if that is asked for."""
    table = "statements" if kind == "statement" else "documents"
    if ledger.sqlite:
        name = f"{table}_words"
        asked = " ".join('"' + one.replace('"', '""') + '"' for one in units)
        rank = f"-bm25({name})"
        text = (
            f"SELECT rowid AS seq, {{}} AS rank FROM {name} WHERE {name} MATCH :asked ORDER BY rowid DESC LIMIT :most"
        )
    else:
        vector = schema.WORDS_OF_EVIDENCE if kind == "statement" else schema.WORDS_OF_DOCUMENTS
        asked = " ".join('"' + one.replace('"', " ") + '"' for one in units)
        rank = f"ts_rank_cd({vector}, websearch_to_tsquery('english', :asked))"
        text = (
            f"SELECT seq, {{}} AS rank FROM {table}"
            f" WHERE {vector} @@ websearch_to_tsquery('english', :asked) ORDER BY seq DESC LIMIT :most"
        )
    query = sa.text(text.format(rank if well else "0")).bindparams(asked=asked, most=CANDIDATES + 1)
    return query.columns(sa.column("seq", sa.Integer), sa.column("rank", sa.Float)).subquery("matching")


def _number(connection: sa.Connection, ledger: Ledger, kind: str, units: list[str]) -> int:
    """How many match, at most CANDIDATES + 1."""
    matching = _matching(ledger, kind, units, False)
    return int(connection.execute(sa.select(sa.func.count()).select_from(matching)).scalar_one())


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
    """Current statements by their evidence, or documents, that have all the words; the best first (RANKED).

    ``shelf``: where the transfers stand that they belong to, if not in the ledger itself.
    """
    hits = ranked(ledger, words, kind=kind, as_of=as_of)
    return found_rows(ledger, hits, hits[offset : offset + limit], kind=kind, shelf=shelf)


def ranked(ledger: Ledger, words: str, *, kind: str = "statement", as_of: str | None = None) -> list[int]:
    """The numbers of the rows that ``find`` gives, the best first (RANKED); at most CANDIDATES + 1."""
    units = units_of(words)
    if not units:
        return []
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
    with reading(ledger) as connection:
        well = kind == "document" and _number(connection, ledger, kind, units) <= RANKED
        matching = _matching(ledger, kind, units, well)
        first = sa.func.length(table.c.evidence) if kind == "statement" else matching.c.rank.desc()
        query = (
            sa.select(matching.c.seq)
            .select_from(matching.join(table, table.c.seq == matching.c.seq))
            .where(*conditions)
            .order_by(first, matching.c.seq.desc())
        )
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
    units = units_of(words)
    if not units:
        return [], True
    table, home = schema.statements, schema.memberships
    with reading(ledger) as connection:
        complete = _number(connection, ledger, "statement", units) <= CANDIDATES
        matching = _matching(ledger, "statement", units, False)
        found = matching.join(table, table.c.seq == matching.c.seq)
        if shelf is None or shelf is ledger:
            # what does not count is booked under no transfer
            query = sa.select(home.c.transfer).select_from(found.join(home, home.c.statement == table.c.id)).distinct()
            return sorted(one for one in connection.execute(query).scalars() if one), complete
        ids = list(connection.execute(sa.select(table.c.id).select_from(found)).scalars())
    return sorted({one for one in _homes(shelf, ids).values() if one}), complete


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
