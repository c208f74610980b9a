"""Reviews, statements and what moved, as plain JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from weighbridge.ledger import Ledger, Review
from weighbridge.ledger import reviews as reviews_of
from weighbridge.ledger.reviewable import as_read
from weighbridge.model import Statement, as_json
from weighbridge.reviewing.giving import Given
from weighbridge.reviewing.previewing import Move
from weighbridge.reviewing.queue import Standing
from weighbridge.reviewing.slots import differing

Record = dict[str, Any]
WAYS = {"command": "command line", "session": "desk, signed in", "token": "desk, by token"}
"""From where a review came, spelt out."""


def review_records(ledger: Ledger, reviews: Sequence[Review]) -> list[Record]:
    """Reviews with what each changed: slots before and after, against what stood before it.

    ``before`` and ``after`` are whole statements (null: rejected).
    """
    histories: dict[str, dict[str, tuple[Statement | None, Statement | None]]] = {}
    found = []
    for one in reviews:
        if one.statement not in histories:
            histories[one.statement] = _history(ledger, one.statement)
        before, after = histories[one.statement].get(one.id, (None, one.corrected))
        found.append(
            {
                "id": one.id,
                "statement": one.statement,
                "verdict": one.verdict,
                "name": one.name,
                "at": one.at,
                "way": one.way,
                "reason": one.reason,
                "evidence": next((told.evidence for told in (after, before) if told), None),
                "slots": slot_records(before, after),
                "before": as_json(before),
                "after": as_json(after),
            }
        )
    return found


def _history(ledger: Ledger, statement: str) -> dict[str, tuple[Statement | None, Statement | None]]:
    """Review: the statement before and after it."""
    read = as_read(ledger, statement)
    stands = original = read.statement if read else None
    found = {}
    for one in reviews_of(ledger, statement):
        after = None if one.verdict == "reject" else one.corrected if one.verdict == "correct" else original
        found[one.id] = (stands, after)
        stands = after
    return found


def slot_records(before: Statement | None, after: Statement | None) -> list[Record]:
    """The slots in which they differ, as a person writes them; nothing where one is rejected."""
    if before is None or after is None:
        return []
    return [{"slot": slot, "before": old, "after": new} for slot, (old, new) in differing(before, after).items()]


def move_records(moves: Sequence[Move]) -> list[Record]:
    """What moved: each transfer before and after; null where there is none."""
    return [
        {"before": asdict(one.before) if one.before else None, "after": asdict(one.after) if one.after else None}
        for one in moves
    ]


def given_record(given: Given, statement: str, verdict: str) -> Record:
    """A review that was given, and what it changed."""
    before = given.before.statement if given.before else None
    after = given.after.statement if given.after else None
    return {
        "review": given.review,
        "statement": statement,
        "verdict": verdict,
        "slots": slot_records(before, after),
        "before": as_json(before),
        "after": as_json(after),
        "transfers": move_records(given.moves),
    }


def standing_record(stand: Standing) -> Record:
    """A statement as it was read, and as it stands now (null: it does not count)."""
    return {
        "id": stand.read.id,
        "rejected": stand.rejected,
        "document": stand.read.document,
        "read": as_json(stand.read.statement),
        "now": as_json(stand.now.statement) if stand.now else None,
    }
