"""How an outlet stands on a transfer: first with a word, or repeating it; and what became of what it carried.

A pure function over a transfer's record. "Later" is by days of publication; an undated report is neither
before nor after another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of the reports of one outlet on one transfer."""

    outlet: str
    """Its name; '' for documents that name none."""
    origin: int
    """Reports that were the first to carry an origin's word."""
    echo: int
    """Reports that repeat an origin that another report was first with."""
    denied: int
    """Of those that are for the transfer: how many another origin denied later."""
    confirmed: int
    """Of those that are for the transfer: how many another independent origin bore out later."""


def standings(record: Record) -> tuple[Standing, ...]:
    """The outlets of a transfer, by name. Denied and confirmed are about the stage that the record is about."""
    lines = [line for stage in record["stages"] if stage["stage"] == record["about"] for line in stage["lines"]]
    told = [line for line in lines if line["statement"] and line["origin"]]
    for_ = {line["origin"] for line in told if line["weight"] > 0}
    against = {line["origin"] for line in told if line["weight"] < 0}
    days = {origin["id"]: _first_day(origin) for origin in record["origins"]}
    independent = {one["id"] for one in record["origins"] if one["independence"] == "independent"}
    found: dict[str, list[int]] = {}
    for origin in record["origins"]:
        key = origin["id"]
        for voice in origin["voices"]:
            counts = found.setdefault(voice["publisher"] or "", [0, 0, 0, 0])
            counts[0 if voice["link"] == "origin" else 1] += 1
            day = voice["published"]
            if key in for_ and day:
                later = {other for other, when in days.items() if other != key and when and when > day}
                counts[2] += bool(later & against)
                counts[3] += bool(later & for_ & independent)
    return tuple(Standing(outlet, *counts) for outlet, counts in sorted(found.items()))


def _first_day(origin: Record) -> str | None:
    """The day on which an origin's word came out first."""
    return min((voice["published"] for voice in origin["voices"] if voice["published"]), default=None)
