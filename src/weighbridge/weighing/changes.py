"""What moved between two days: new transfers, stages reached, likelihood words, denials; each with its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
    """Ids of the statements that made the difference, the weightiest first: new ones, and withdrawn ones."""


@dataclass(frozen=True, slots=True)
class Versions:
    """How the statements of now go back to those of the earlier day, where pages have changed meanwhile."""

    continued: Mapping[str, str] = field(default_factory=dict)
    """Id of a statement now: the one that an earlier version had in its place."""
    revised: frozenset[str] = frozenset()
    """Those of them, by the ids of now, that say something else than before."""
    lost: frozenset[str] = frozenset()
    """Ids of the earlier day's statements that are said no longer, or no longer so."""

    def of_before(self, key: str) -> str:
        """The id that a statement of now had on the earlier day."""
        return self.continued.get(key, key)

    def known(self, keys: set[str], before: set[str]) -> set[str]:
        """Those of now's ``keys`` that say nothing else than one of ``before`` did."""
        return {key for key in keys if self.of_before(key) in before and key not in self.revised}


UNCHANGED = Versions()


def statements_in(record: Record) -> set[str]:
    """The ids of a transfer's statements."""
    return {key for origin in record["origins"] for voice in origin["voices"] for key in voice["statements"]}


def _earlier(record: Record, before: Sequence[Record], homes: Mapping[str, int], versions: Versions) -> Record | None:
    """The transfer of the earlier day that most of this one's statements then belonged to."""
    shared: dict[int, int] = {}
    for key in map(versions.of_before, statements_in(record)):
        if key in homes:
            shared[homes[key]] = shared.get(homes[key], 0) + 1
    if not shared:
        return None
    return before[max(shared, key=lambda number: (shared[number], -number))]


def _causes(record: Record, earlier: Record | None, stage: str, versions: Versions) -> tuple[str, ...]:
    """The statements that moved the sum of a stage to where it is, by their weight in it: new ones that drew it
    that way, and those said no longer that had drawn it the other way.

    Where there are none of these (or the stage has no sum), all that are new or said no longer, those in a line
    first.
    """
    before = statements_in(earlier) if earlier else set()
    known = versions.known(statements_in(record), before)
    then, now = (_sum(one, stage) for one in (earlier, record))
    up = now >= then
    new = [(line["weight"], line["statement"]) for line in _lines(record, stage) if line["statement"] not in known]
    gone = [
        (-line["weight"], line["statement"])
        for line in (_lines(earlier, stage) if earlier else [])
        if line["statement"] in versions.lost
    ]
    weighty = sorted(new + gone, key=lambda line: (-abs(line[0]), line[1]))
    moved = [key for weight, key in weighty if weight and (weight > 0) == up]
    rest = [key for _, key in weighty] + sorted(statements_in(record) - known) + sorted(before & versions.lost)
    return tuple(dict.fromkeys(moved or rest))[:CAUSES]


def _lines(record: Record, stage: str) -> list[Mapping[str, Any]]:
    return [line for one in record["stages"] if one["stage"] == stage for line in one["lines"] if line["statement"]]


def _sum(record: Record | None, stage: str) -> float:
    """The log-odds of a stage, or those of nothing known where it has none."""
    return next((float(one["log_odds"]) for one in record["stages"] if one["stage"] == stage), -inf) if record else -inf


def changes(
    before: Sequence[Record], now: Iterable[Record], denials: Mapping[str, str], versions: Versions = UNCHANGED
) -> Iterator[Change]:
    """The differences between the transfers of two days, in the order of ``now``.

    ``denials``: ids of the statements that deny, each with who denies. A transfer that the earlier day had
    in two is compared with the one that shares most statements; what a later version of a page says as before
    (``versions``) is no difference.
    """
    homes = {key: number for number, record in enumerate(before) for key in statements_in(record)}
    now = list(now)
    yield from _ended(before, now, homes, versions)
    for record in now:
        earlier = _earlier(record, before, homes, versions)
        if earlier is None:
            state = (
                ", ".join([record["stage"]] + ["halted"] * record["halted"]) if record["stage"] else _short_of(record)
            )
            yield Change(record["id"], "new", None, state, _causes(record, None, record["about"], versions))
            continue
        if earlier["stage"] != record["stage"]:
            stage = _further(earlier["stage"], record["stage"])
            causes = _causes(record, earlier, stage or record["about"], versions)
            yield Change(record["id"], "stage", earlier["stage"], record["stage"], causes)
        if earlier["halted"] != record["halted"]:
            was, is_ = ("halted" if one["halted"] else "not halted" for one in (earlier, record))
            yield Change(record["id"], "halted", was, is_, _causes(record, earlier, "halted", versions))
        if (earlier["about"], earlier["word"]) != (record["about"], record["word"]):
            was, is_ = (f"{one['about']}: {one['word']}" for one in (earlier, record))
            yield Change(record["id"], "likelihood", was, is_, _causes(record, earlier, record["about"], versions))
        mine = statements_in(record)
        new = sorted(key for key in mine - versions.known(mine, statements_in(earlier)) if key in denials)
        if new:
            who = ", ".join(dict.fromkeys(denials[key] for key in new))
            yield Change(record["id"], "denial", None, who, tuple(new[:CAUSES]))


def _ended(
    before: Sequence[Record], now: Sequence[Record], homes: Mapping[str, int], versions: Versions
) -> Iterator[Change]:
    """The transfers of the earlier day that none of now continues: part of another one, or without statements."""
    going_on = {earlier["id"] for record in now if (earlier := _earlier(record, before, homes, versions))}
    places = {versions.of_before(key): record for record in now for key in statements_in(record)}
    for record in before:
        if record["id"] in going_on:
            continue
        mine = statements_in(record)
        into = Counter(places[key]["id"] for key in mine if key in places)
        if not into:
            lost = sorted(mine & versions.lost)
            why = "withdrawn" if lost else "its statements were rejected, or are read otherwise now"
            yield Change(record["id"], "gone", None, why, tuple(lost[:CAUSES]))
            continue
        home = max(into, key=lambda name: (into[name], name))
        there = {key for one in now if one["id"] == home for key in statements_in(one)}
        new = sorted(key for key in there if versions.of_before(key) not in homes)
        yield Change(record["id"], "merged", None, f"part of {home}", tuple(new[:CAUSES]))


def _short_of(record: Record) -> str:
    """What is said of a transfer that has reached no stage that is likely."""
    if record["halted"]:
        return "halted"
    if record["claimed"]:
        return f"{record['claimed']} is only claimed"
    if record["denials"]:
        return f"{record['about']} is only denied"
    halt = record["about"] == "halted" and record["likelihood"] is not None
    return "halted is only claimed" if halt else "only warned of, or not confirmed"


def _further(one: str | None, other: str | None) -> str | None:
    """The further of two stages."""
    stages = [stage for stage in (one, other) if stage]
    return max(stages, key=LADDER.index) if stages else None
