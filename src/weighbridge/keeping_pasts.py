"""What was known of a pair on past days, worked out when the pair is booked, so that nobody waits for it later.

Only what is not kept yet is weighed: of a new report nothing, since on its day the pair is as it is booked. Work and
room are bounded, the newest days first; what is not kept is weighed when it is asked for, and comes out the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from weighbridge.identity import canonical
from weighbridge.ledger import Ledger, StoredTransfer, resemblances
from weighbridge.ledger import Pair as Codes
from weighbridge.ledger.pasts import Past, last_told, packed_past, past_of, unpacked_past
from weighbridge.ledger.presences import Presence
from weighbridge.pasts import Course, course_of, entries_of, key_of, sources_of
from weighbridge.weighing.figures import Figures
from weighbridge.weighing.records import record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.testimony import Testimony, testimonies
from weighbridge.weighing.transfers import Traced, transfers_of

MOST = 1_000
"""Statements of a pair whose past days are kept, at most: the records of more leave no room for many days."""
WORK = 2
"""How many times as many statements as a pair has are weighed for its past days at its first booking, at most;"""
SPARE = 600
"""and so many more. Later, only as many as it has, or half of these: so a report is added about as fast as without."""
LOOKED = 30_000
"""Statements that are looked through to tell what counted on past days, at most; each counts once for every day."""
ROOM = 1_000_000
"""Characters of records that are kept of a pair, at most."""


def known_then(
    ledger: Ledger,
    pair: Codes,
    stored: Sequence[StoredTransfer],
    ids: Set[str],
    seen: object,
    figures: Figures,
) -> Past:
    """What was known of a pair on past days.

    Args:
        ledger: the ledger; what it keeps of the pair until now is taken over.
        pair: its codes.
        stored: its transfers, as they are booked now.
        ids: the statements that these rest on.
        seen: ``last_told`` from before these were read. What was told since may be in the one and not in the other, so
            then nothing new is kept; the pair is marked for the next time.
        figures: those that the transfers were weighed with.
    """
    if len(ids) > MOST:
        return Past()
    course = course_of(ledger, pair)
    wanted = _wanted(course)
    kept = unpacked_past(ledger, packed_past(ledger, pair))
    texts = {key: found for key in wanted if (found := kept.texts(key)) is not None}
    missing = {key: some for key, some in wanted.items() if key not in texts}
    fresh: dict[str, list[str]] = {}
    for key, some in missing.items():
        if len(some) == len(ids) and {one.id for one in some} == ids:
            fresh[key] = [canonical(one.fields) for one in stored]
    missing = {key: some for key, some in missing.items() if key not in fresh}
    if missing:
        work = max(len(ids), SPARE // 2) if kept.states else WORK * len(ids) + SPARE
        fresh.update(_weighed(ledger, pair, _within(missing, work), figures))
    if last_told(ledger) == seen:
        texts.update(fresh)
    return _roomy({key: texts[key] for key in wanted if key in texts})


def _wanted(course: Course) -> dict[str, list[Presence]]:
    """The newest states of a pair by their keys, each once, the newest first."""
    found: dict[str, list[Presence]] = {}
    days = course.days()[-max(1, LOOKED // max(1, len(course.own) + len(course.open))) :]
    for day in reversed(days):
        some = course.on(day)
        found.setdefault(key_of(some), some)
    return found


def _within(missing: Mapping[str, list[Presence]], left: int) -> dict[str, list[Presence]]:
    """The newest states that have no more than so many statements together."""
    found = {}
    for key, some in missing.items():
        left -= len(some)
        if left < 0:
            break
        found[key] = some
    return found


def _weighed(
    ledger: Ledger, pair: Codes, states: Mapping[str, Sequence[Presence]], figures: Figures
) -> dict[str, list[str]]:
    """States as the lines of their records: what is the same in several is traced and judged once."""
    found = entries_of(ledger, list({one.id: one for some in states.values() for one in some}.values()))
    near = alike(resemblances(ledger, {one.document for one in found}))
    ordered = testimonies(found, sources_of(ledger, found))
    known = pair[0] or None, pair[1] or None
    traced: Traced = {}
    lines: dict[tuple[str, tuple[Testimony, ...]], str] = {}
    result = {}
    for key, some in states.items():
        ids = {one.id for one in some}
        texts = []
        for transfer in transfers_of(known, [one for one in ordered if one.entry.id in ids], near, traced):
            mine = transfer.id, transfer.members
            if mine not in lines:
                lines[mine] = canonical(record_of(transfer, figures))
            texts.append(lines[mine])
        result[key] = texts
    return result


def _roomy(texts: Mapping[str, list[str]]) -> Past:
    """The newest states for which there is room."""
    left = ROOM
    seen: set[str] = set()
    found = {}
    for key, some in texts.items():
        left -= sum(len(one) for one in dict.fromkeys(some) if one not in seen)
        if left < 0:
            break
        seen.update(some)
        found[key] = some
    return past_of(found)
