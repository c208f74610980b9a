"""ISO dates, cut to the precision known, as stretches of days."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from weighbridge.model import Time


class Stretch(NamedTuple):
    """First and last day, as proleptic Gregorian ordinals (``date.toordinal``)."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Days from the first to the last, 0 for one day."""
        return self.last - self.first


@lru_cache(maxsize=100_000)
def stretch_of(text: str | None) -> Stretch | None:
    """The days that "2024", "2024-09", "2024-09-04" or "2024-09-04T10:30Z" can mean; None for anything else."""
    if not text:
        return None
    parts = text[:10].split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1 or not parts[1]:
            return Stretch(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
        month = int(parts[1])
        if len(parts) == 2:
            end = calendar.monthrange(year, month)[1]
            return Stretch(date(year, month, 1).toordinal(), date(year, month, end).toordinal())
        day = date(year, month, int(parts[2])).toordinal()
        return Stretch(day, day)
    except (ValueError, IndexError):
        return None


def stretch_of_time(time: Time | None, until: int | None = None) -> Stretch | None:
    """The days of a statement's time. An open end reaches to ``until``, an open beginning is its end."""
    if time is None:
        return None
    start, end = stretch_of(time.start), stretch_of(time.end)
    if start is None:
        return end
    if end is None:
        return Stretch(start.first, max(start.last, until or start.last))
    return Stretch(min(start.first, end.first), max(start.last, end.last))


def gap(one: Stretch, other: Stretch) -> int:
    """Days that lie between two stretches; 0 where they touch or overlap."""
    return max(0, other.first - one.last, one.first - other.last)


def iso(day: int) -> str:
    """The ISO date of an ordinal."""
    return date.fromordinal(day).isoformat()
