"""What moved between two days: new transfers, stages reached, likelihood words, denials; each with its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from weighbridge.weighing.positions import LADDER

Record = Mapping[str, Any]
CAUSES = 3
"""Statements that are named as causes, at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different."""

    transfer: str
    kind: str
    """``new``, ``stage``, ``halted``, ``likelihood``, ``denial``; ``merged`` into another one, or ``gone``."""
    before: str | None
    after: str | None
    causes: tuple[str, ...]
    """Ids of the statements that made the difference, the weightiest first."""


def statements_in(record: Record) -> set[str]:
    """The ids of a transfer's statements."""
    return {key for origin in record["origins"] for voice in origin["voices"] for key in voice["statements"]}


def _earlier(record: Record, before: Sequence[Record], homes: Mapping[str, int]) -> Record | None:
    """The transfer of the earlier day that most of this one's statements then belonged to."""
    shared: dict[int, int] = {}
    for key in statements_in(record):
        if key in homes:
            shared[homes[key]] = shared.get(homes[key], 0) + 1
    if not shared:
        return None
    return before[max(shared, key=lambda number: (shared[number], -number))]


def _causes(record: Record, earlier: Record | None, stage: str) -> tuple[str, ...]:
    """The new statements that moved the sum of a stage to where it is, by their weight in it.

    Where no new one is in a line that way (or the stage has no sum), all new ones, those in a line first.
    """
    known = statements_in(earlier) if earlier else set()
    then, now = (_sum(one, stage) for one in (earlier, record))
    up = now >= then
    weighty = sorted(_lines(record, stage), key=lambda line: (-abs(line["weight"]), line["statement"]))
    new = [line for line in weighty if line["statement"] not in known]
    moved = [line["statement"] for line in new if line["weight"] and (line["weight"] > 0) == up]
    rest = [line["statement"] for line in new] + sorted(statements_in(record) - known)
    return tuple(dict.fromkeys(moved or rest))[:CAUSES]


def _lines(record: Record, stage: str) -> list[Mapping[str, Any]]:
    return [line for one in record["stages"] if one["stage"] == stage for line in one["lines"] if line["statement"]]


def _sum(record: Record | None, stage: str) -> float:
    """The log-odds of a stage, or those of nothing known where it has none."""
    return next((float(one["log_odds"]) for one in record["stages"] if one["stage"] == stage), -inf) if record else -inf


def changes(before: Sequence[Record], now: Iterable[Record], denials: Mapping[str, str]) -> Iterator[Change]:
    """The differences between the transfers of two days, in the order of ``now``.

    ``denials``: ids of the statements that deny, each with who denies. A transfer that the earlier day had
    in two is compared with the one that shares most statements.
    """
    homes = {key: number for number, record in enumerate(before) for key in statements_in(record)}
    now = list(now)
    yield from _ended(before, now, homes)
    for record in now:
        earlier = _earlier(record, before, homes)
        if earlier is None:
            state = record["stage"] or _short_of(record)
            yield Change(record["id"], "new", None, state, _causes(record, None, record["about"]))
            continue
        known = statements_in(earlier)
        if earlier["stage"] != record["stage"]:
            stage = _further(earlier["stage"], record["stage"])
            causes = _causes(record, earlier, stage or record["about"])
            yield Change(record["id"], "stage", earlier["stage"], record["stage"], causes)
        if earlier["halted"] != record["halted"]:
            was, is_ = ("halted" if one["halted"] else "not halted" for one in (earlier, record))
            yield Change(record["id"], "halted", was, is_, _causes(record, earlier, "halted"))
        if (earlier["about"], earlier["word"]) != (record["about"], record["word"]):
            was, is_ = (f"{one['about']}: {one['word']}" for one in (earlier, record))
            yield Change(record["id"], "likelihood", was, is_, _causes(record, earlier, record["about"]))
        new = sorted(key for key in statements_in(record) - known if key in denials)
        if new:
            who = ", ".join(dict.fromkeys(denials[key] for key in new))
            yield Change(record["id"], "denial", None, who, tuple(new[:CAUSES]))


def _ended(before: Sequence[Record], now: Sequence[Record], homes: Mapping[str, int]) -> Iterator[Change]:
    """The transfers of the earlier day that none of now continues: part of another one, or without statements."""
    going_on = {earlier["id"] for record in now if (earlier := _earlier(record, before, homes))}
    places = {key: record for record in now for key in statements_in(record)}
    for record in before:
        if record["id"] in going_on:
            continue
        into = Counter(places[key]["id"] for key in statements_in(record) if key in places)
        if not into:
            yield Change(record["id"], "gone", None, "its statements were rejected, or are read otherwise now", ())
            continue
        home = max(into, key=lambda name: (into[name], name))
        new = sorted(key for key, other in places.items() if other["id"] == home and key not in homes)
        yield Change(record["id"], "merged", None, f"part of {home}", tuple(new[:CAUSES]))


def _short_of(record: Record) -> str:
    """What is said of a transfer that has reached no stage that is likely."""
    if record["claimed"]:
        return f"{record['claimed']} is only claimed"
    return f"{record['about']} is only denied" if record["denials"] else "only warned of, or not confirmed"


def _further(one: str | None, other: str | None) -> str | None:
    """The further of two stages."""
    stages = [stage for stage in (one, other) if stage]
    return max(stages, key=LADDER.index) if stages else None
