"""What changed since a day, a page of pairs at a time: only pairs of which something became known are weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from weighbridge.comparing import Side, differences, moved
from weighbridge.desk.pasts import records_on
from weighbridge.desk.state import Desk
from weighbridge.ledger import Succession, last_day, successions, transfers, undated
from weighbridge.ledger.browsing import stated
from weighbridge.ledger.newest import (
    Newest,
    known_between,
    newest_booked,
    newest_day,
    pairs_of,
    pairs_read_in,
    pairs_since,
)
from weighbridge.pasts import records_then, same_then

Record = dict[str, Any]
MOST_STATEMENTS = 10_000
"""New statements that are looked through for their pairs, the newest first."""
PAIRS = 5
"""Pairs of a page."""


ALTERATIONS = 500
"""Altered reports that are looked through for their pairs, the newest first."""
TOLD = 20
"""Measures, and altered reports, that one page tells."""


@dataclass(frozen=True, slots=True)
class Stirred:
    """The pairs of which something became known, or was altered."""

    pairs: list[tuple[str, str]]
    statements: int
    complete: bool
    """Whether all new statements and altered reports were looked through."""
    altered: list[Succession]
    """The newest first."""


def usual_since(desk: Desk) -> str:
    """A week before the last day on which a statement or a measure became known."""
    day = newest_day(desk.ledger, desk.today) or desk.today
    return (date.fromisoformat(day) - timedelta(days=7)).isoformat()


def stirred(desk: Desk, since: str) -> Stirred:
    """The pairs of which something became known after a day, the newest first; remembered."""

    def made() -> Stirred:
        if desk.shelf is desk.ledger:
            booked, number = pairs_since(_newest(desk), since)
        else:
            found = known_between(desk.ledger, since, desk.today, MOST_STATEMENTS)
            booked, number = pairs_of(desk.shelf, found), len(found)
        altered = successions(desk.ledger, after=since, until=desk.as_of)[::-1]
        documents = [key for one in altered[:ALTERATIONS] for key in (one.earlier, one.later)]
        pairs = [*booked, *pairs_read_in(desk.ledger, documents)]
        complete = number < MOST_STATEMENTS and len(altered) <= ALTERATIONS
        return Stirred(list(dict.fromkeys(pairs)), number, complete, altered)

    return desk.remembered(("stirred", desk.state(), since), made)


def _newest(desk: Desk) -> Newest:
    """What became known last, whatever day is asked for; kept, since every page of what changed begins with it."""
    key = ("newest", desk.state())
    return desk.kept(key, lambda: newest_booked(desk.ledger, desk.today, MOST_STATEMENTS))


def pair_changes(
    desk: Desk, pairs: Sequence[tuple[str, str]], since: str, altered: Sequence[Succession]
) -> list[list[Record]]:
    """What moved on some pairs since the end of a day, each change with the evidence of its causes."""
    sides: list[Side] = []
    names: list[dict[str, str]] = []
    for pair in pairs:
        before = records_on(desk, pair, since)
        now = [one.fields for one in transfers(desk.shelf, supplier=pair[0], recipient=pair[1])]
        now, booked = _dated(desk, pair, now)
        names.append(booked)
        touching = []
        if altered:
            every = (*before, *now)
            own = {voice["document"] for one in every for origin in one["origins"] for voice in origin["voices"]}
            touching = [one for one in altered if own & {one.earlier, one.later}]
        sides.append((before, now, touching))
    return [
        [
            {
                "supplier": pair[0] or None,
                "recipient": pair[1] or None,
                **one,
                "transfer": booked.get(one["transfer"], one["transfer"]),
            }
            for one in found
        ]
        for pair, booked, found in zip(pairs, names, moved(desk.ledger, sides), strict=True)
    ]


def _dated(desk: Desk, pair: tuple[str, str], booked: list[Record]) -> tuple[list[Record], dict[str, str]]:
    """The transfers of a pair from what is dated by today, and the ids under which these are booked.

    What has no date, or one yet to come, is no change of any day: it stands on neither side.
    """
    days = {voice["published"] for one in booked for origin in one["origins"] for voice in origin["voices"]}
    if all((last_day(day) or "~") <= desk.today for day in days):
        return booked, {}
    dated = records_then(desk.ledger, pair, desk.today, desk.figures)
    return dated, {one["id"]: (same_then(one, booked) or one)["id"] for one in dated}


def altered_reports(desk: Desk, some: Sequence[Succession]) -> list[Record]:
    """What outlets altered in some reports: what was withdrawn, added, revised; remembered."""
    key = ("altered", desk.state(), tuple(some))
    return desk.remembered(key, lambda: list(differences(desk.ledger, None, [], some)))


def changed(desk: Desk, since: str, offset: int = 0, limit: int = PAIRS) -> Record:
    """A page of what changed: some pairs with their changes, measures and altered reports of the same days."""
    found = stirred(desk, since)
    some = found.pairs[offset : offset + limit]
    without = desk.remembered(("undated", desk.state()), lambda: undated(desk.ledger))
    measures = stated(desk.ledger, after=since, until=desk.today, limit=TOLD)
    return {
        "since": since,
        "until": desk.today,
        "pairs_total": len(found.pairs),
        "statements": found.statements,
        "undated": without,
        "complete": found.complete,
        "offset": offset,
        "limit": limit,
        "pairs": [
            {"supplier": pair[0] or None, "recipient": pair[1] or None, "changes": changes}
            for pair, changes in zip(some, pair_changes(desk, some, since, found.altered), strict=True)
        ],
        "measures": measures.rows,
        "measures_total": measures.total,
        "altered": altered_reports(desk, found.altered[:TOLD]),
        "altered_total": len(found.altered),
    }
