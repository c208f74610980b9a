"""What changed since a day, a page of pairs at a time: only pairs of which something became known are weighed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from weighbridge.desk.state import Desk
from weighbridge.ledger import entries, transfers
from weighbridge.ledger.browsing import known_between, newest_day, pairs_of, stated
from weighbridge.ledger.versions import successions
from weighbridge.pasts import records_then
from weighbridge.views import statements_of
from weighbridge.weighing.changes import changes, statements_in

Record = dict[str, Any]
MOST_STATEMENTS = 10_000
"""New statements that are looked through for their pairs, the newest first."""
PAIRS = 10
"""Pairs of a page."""


@dataclass(frozen=True, slots=True)
class Stirred:
    """The pairs of which something became known."""

    pairs: list[tuple[str, str]]
    statements: int
    complete: bool
    """Whether all new statements were looked through."""


def usual_since(desk: Desk) -> str:
    """A week before the last day on which something was published."""
    day = newest_day(desk.ledger, desk.today) or desk.today
    return (date.fromisoformat(day) - timedelta(days=7)).isoformat()


def stirred(desk: Desk, since: str) -> Stirred:
    """The pairs of which something became known after a day, the newest first; remembered."""

    def made() -> Stirred:
        found = known_between(desk.ledger, since, desk.today, MOST_STATEMENTS)
        return Stirred(pairs_of(desk.shelf, found), len(found), len(found) < MOST_STATEMENTS)

    return desk.remembered(("stirred", desk.state(), since), made)


def pair_changes(desk: Desk, pair: tuple[str, str], since: str) -> list[Record]:
    """What moved on one pair since the end of a day, each change with the evidence of its causes; remembered."""

    def made() -> list[Record]:
        before = records_then(desk.ledger, pair, since, desk.figures)
        now = [one.fields for one in transfers(desk.shelf, supplier=pair[0], recipient=pair[1])]
        old = {key for record in before for key in statements_in(record)}
        new = {key for record in now for key in statements_in(record)} - old
        told = list(entries(desk.ledger, ids=new)) if new else []
        denials = {
            one.id: one.statement.source.text or one.statement.source.class_
            for one in told
            if one.statement.stance == "denies"
        }
        found = list(changes(before, now, denials))
        causes = {one["id"]: one for one in statements_of(desk.ledger, {key for one in found for key in one.causes})}
        return [
            {
                "transfer": one.transfer,
                "supplier": pair[0] or None,
                "recipient": pair[1] or None,
                "kind": one.kind,
                "before": one.before,
                "after": one.after,
                "causes": [causes[key] for key in one.causes if key in causes],
            }
            for one in found
        ]

    return desk.remembered(("changes", desk.state(), pair, since), made)


def changed(desk: Desk, since: str, offset: int = 0, limit: int = PAIRS) -> Record:
    """A page of what changed: some pairs with their changes, measures and altered reports of the same days."""
    found = stirred(desk, since)
    some = found.pairs[offset : offset + limit]
    measures = stated(desk.ledger, after=since, until=desk.today, limit=20)
    altered = [one for one in successions(desk.ledger, after=since) if one.day <= desk.today]
    return {
        "since": since,
        "until": desk.today,
        "pairs_total": len(found.pairs),
        "statements": found.statements,
        "complete": found.complete,
        "offset": offset,
        "limit": limit,
        "pairs": [
            {"supplier": pair[0] or None, "recipient": pair[1] or None, "changes": pair_changes(desk, pair, since)}
            for pair in some
        ],
        "measures": measures.rows,
        "measures_total": measures.total,
        "altered": [{"earlier": one.earlier, "later": one.later, "day": one.day} for one in altered[-20:][::-1]],
        "altered_total": len(altered),
    }
