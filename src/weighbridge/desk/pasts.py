"""Pairs as of past days: read where they are kept, else weighed, once for the same statements."""

from __future__ import annotations

from typing import Any

from weighbridge.desk.state import Desk
from weighbridge.ledger.entries import day_of
from weighbridge.ledger.pasts import packed_past, unpacked_past
from weighbridge.pasts import Course, course_of, entries_of, key_of, sources_of, weighed

Record = dict[str, Any]


def course(desk: Desk, pair: tuple[str, str]) -> Course:
    """Which statements belong to a pair on any day; remembered."""
    return desk.remembered(("course", desk.state(), pair), lambda: course_of(desk.ledger, pair))


def records_on(desk: Desk, pair: tuple[str, str], day: str) -> list[Record]:
    """The transfers of a pair as of a day, as ``weighbridge.pasts.records_then`` has them.

    What is kept was weighed with the program's own figures. On another day of the same statements nothing is weighed
    again: what was known of them does not hang on the day.
    """
    some = course(desk, pair).on(day_of(day))
    key = key_of(some)
    if desk.own_figures is None:
        packed = desk.remembered(("kept", desk.state(), pair), lambda: packed_past(desk.ledger, pair) or b"")
        kept = unpacked_past(desk.ledger, packed or None).records(key)
        if kept is not None:
            return kept

    def made() -> list[Record]:
        found = entries_of(desk.ledger, some)
        return weighed(desk.ledger, pair, found, sources_of(desk.ledger, found), desk.figures)

    return desk.remembered(("weighed", desk.state(), pair, key), made)
