"""Pairs as of past days: weighed once for the same statements, on however many days these are all that was known."""

from __future__ import annotations

from typing import Any

from weighbridge.desk.state import Desk
from weighbridge.ledger import provenances
from weighbridge.pasts import entries_then, weighed

Record = dict[str, Any]


def records_on(desk: Desk, pair: tuple[str, str], day: str) -> list[Record]:
    """The transfers of a pair as of a day, as ``weighbridge.pasts.records_then`` has them; remembered.

    On another day of the same statements nothing is weighed again: what was known of them does not hang on the day.
    """

    def then() -> list[Record]:
        found = entries_then(desk.ledger, pair, day)

        def made() -> list[Record]:
            sources = {one.id: one for one in provenances(desk.ledger, {one.document for one in found})}
            return weighed(desk.ledger, pair, found, sources, desk.figures)

        return desk.remembered(("weighed", desk.state(), pair, tuple(one.id for one in found)), made)

    return desk.remembered(("past", desk.state(), pair, day), then)
