"""Giving a review: checked, added beside the statement, weighed at once, and told what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from weighbridge.ledger import Ledger, LedgerError, Pair, add_review, memberships, pair_of, transfers
from weighbridge.ledger.people import name_of
from weighbridge.ledger.reviewing import meanwhile
from weighbridge.model import Entry, Statement
from weighbridge.reviewing.previewing import Move, Record, moves
from weighbridge.reviewing.queue import Standing, standing
from weighbridge.reviewing.slots import MisfitError, corrected, differing, unreadable
from weighbridge.views import brought_up

LONGEST_REASON = 2000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Given:
    """A review that is on disk, and what the ledger says otherwise because of it."""

    review: str
    before: Entry | None
    """The statement as it stood; None where it was rejected."""
    after: Entry | None
    moves: list[Move]


def stands(ledger: Ledger, statement: str) -> Standing:
    """How a statement stands. Raises LedgerError where there is none."""
    found = standing(ledger, statement)
    if found is None:
        raise LedgerError(
            f"{ledger.where}: there is no statement {statement[:60]!r}; take the id from: weighbridge statements --json"
        )
    return found


def outcome(stand: Standing, verdict: str, changes: Mapping[str, str]) -> Statement | None:
    """What a verdict makes of a statement; None where it rejects it. Raises SlotError, MisfitError.

    What a person accepts or corrects counts as read right with certainty.
    """
    if verdict == "reject":
        return None
    if verdict == "accept":
        return replace(stand.read.statement, confidence=1.0)
    base = (stand.now or stand.read).statement
    made = corrected(base, changes)
    if not differing(base, made):
        raise MisfitError("nothing is corrected: the slots have these values already; accept the statement instead")
    return made


def give(
    ledger: Ledger,
    statement: str,
    verdict: str,
    changes: Mapping[str, str],
    *,
    name: str,
    reason: str,
    way: str,
    seen: str | None = None,
) -> Given:
    """Add a review and weigh what it touches; when this returns, it is on disk.

    ``changes``: slots and values of a correction; ``seen`` as in ``add_review``. Raises SlotError for a value that
    can't be, LedgerError (ReviewedMeanwhileError) for the rest; then nothing was added.
    """
    reason, name = checked_reason(reason), name_of(name)
    brought_up(ledger)
    stand = stands(ledger, statement)
    try:
        made = outcome(stand, verdict, changes)
    except MisfitError:
        if seen is not None and stand.latest is not None and stand.latest.id != seen:
            # what does not fit may have fitted what the person saw
            raise meanwhile(statement, stand.latest) from None
        raise
    before = _records(ledger, stand, made)
    corrected_to = made if verdict == "correct" else None
    key = add_review(ledger, statement, verdict, name=name, reason=reason, corrected=corrected_to, way=way, seen=seen)
    brought_up(ledger)
    after = _records(ledger, stand, made)
    moved = [
        move for pair in dict.fromkeys((*before, *after)) for move in moves(before.get(pair, []), after.get(pair, []))
    ]
    return Given(key, stand.now, stands(ledger, statement).now, moved)


def checked_reason(reason: str) -> str:
    """The reason as it is kept. Raises LedgerError where there is none, too much, or one that no screen shows."""
    text = reason.replace("\r\n", "\n").strip()
    if not text:
        raise LedgerError("a review needs a reason; say in a few words what the sentence says, or why it does not")
    if len(text) > LONGEST_REASON:
        raise LedgerError(f"the reason has {len(text)} characters, more than {LONGEST_REASON}; say it more briefly")
    if bad := unreadable(text):
        raise LedgerError(f"the reason can't be kept: {bad}; write it again without")
    return text


def _records(ledger: Ledger, stand: Standing, made: Statement | None) -> dict[Pair, list[Record]]:
    """The transfers of the pairs that a review of a statement can change, as booked."""
    told = [stand.read.statement, stand.now.statement if stand.now else None, made]
    found = dict.fromkeys(pair_of(one) for one in told if one is not None)
    home = next(iter(memberships(ledger, statements=[stand.read.id])), None)
    if home and home.transfer:
        found.update(((one.supplier, one.recipient), None) for one in transfers(ledger, ids=[home.transfer]))
    return {pair: [one.fields for one in transfers(ledger, supplier=pair[0], recipient=pair[1])] for pair in found}
