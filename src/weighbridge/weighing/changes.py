"""What moved between two days: new transfers, stages reached, likelihood words, denials; each with its cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """``new``, ``stage``, ``halted``, ``likelihood``, ``denial``."""
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


def _causes(record: Record, known: set[str], stage: str | None) -> tuple[str, ...]:
    """New statements by their weight in the sum of a stage; those that are in no line come last."""
    lines = [line for one in record["stages"] if stage in (None, one["stage"]) for line in one["lines"]]
    weighty = sorted((line for line in lines if line["statement"]), key=lambda line: -abs(line["weight"]))
    new = [line["statement"] for line in weighty if line["statement"] not in known]
    rest = sorted(statements_in(record) - known - set(new))
    return tuple(dict.fromkeys(new + rest))[:CAUSES]


def changes(before: Sequence[Record], now: Iterable[Record], denials: Mapping[str, str]) -> Iterator[Change]:
    """The differences between the transfers of two days, in the order of ``now``.

    ``denials``: ids of the statements that deny, each with who denies. A transfer that the earlier day had
    in two is compared with the one that shares most statements.
    """
    homes = {key: number for number, record in enumerate(before) for key in statements_in(record)}
    for record in now:
        earlier = _earlier(record, before, homes)
        if earlier is None:
            state = record["stage"] or f"{record['claimed'] or record['about']} is only claimed or denied"
            yield Change(record["id"], "new", None, state, _causes(record, set(), record["about"]))
            continue
        known = statements_in(earlier)
        if earlier["stage"] != record["stage"]:
            stage = _further(earlier["stage"], record["stage"])
            causes = _causes(record, known, stage)
            yield Change(record["id"], "stage", earlier["stage"], record["stage"], causes)
        if earlier["halted"] != record["halted"]:
            was, is_ = ("halted" if one["halted"] else "not halted" for one in (earlier, record))
            yield Change(record["id"], "halted", was, is_, _causes(record, known, "halted"))
        if (earlier["about"], earlier["word"]) != (record["about"], record["word"]):
            was, is_ = (f"{one['about']}: {one['word']}" for one in (earlier, record))
            yield Change(record["id"], "likelihood", was, is_, _causes(record, known, record["about"]))
        new = sorted(key for key in statements_in(record) - known if key in denials)
        if new:
            who = ", ".join(dict.fromkeys(denials[key] for key in new))
            yield Change(record["id"], "denial", None, who, tuple(new[:CAUSES]))


def _further(one: str | None, other: str | None) -> str | None:
    """The further of two stages."""
    stages = [stage for stage in (one, other) if stage]
    return max(stages, key=LADDER.index) if stages else None
