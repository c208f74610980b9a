"""Days: by when a document was out, and what is odd about its date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime

from weighbridge.model import Provenance

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?![\d-])", re.ASCII)


def last_day(when: str | None) -> str | None:
    """The last day of an ISO date cut to its precision: "2024-09" is known of at the end of 2024-09-30.

    None for what is no date.
    """
    found = _DATE.match(when or "")
    if found is None or found[1] == "0000":
        return None
    year, month, day = found[1], found[2], found[3]
    if month is None:
        return f"{year}-12-31"
    if day is None:
        return f"{year}-{month}-{monthrange(int(year), int(month))[1]:02d}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:  # 31 February
        return None


YET_TO_COME = "yet to come: check its date"
"""What people are told of a date that begins after today."""


def flags_of(provenance: Provenance, today: str | date | None = None) -> tuple[str, ...]:
    """What is odd about a document's date: ``undated``, or ``future`` where it begins after ``today``.

    Without ``today``, the day that it now is (UTC).
    """
    flag = flag_of(provenance.published, today)
    return (flag,) if flag else ()


def flag_of(published: str | None, today: str | date | None = None) -> str | None:
    """As ``flags_of``, of the date alone; None where nothing is odd."""
    if last_day(published) is None:
        return "undated"
    day = str(today or datetime.now(UTC).date())
    begins = (published or "")[:10]
    return "future" if begins > day[: len(begins)] else None


def date_words(published: str | None, today: str | date | None = None) -> str:
    """A document's date for people: as it is, ``undated``, or with a word on one that is yet to come."""
    if not published:
        return "undated"
    return f"{published}, {YET_TO_COME}" if flag_of(published, today) == "future" else published


def now() -> str:
    """The clock's time, for people. Nothing is ordered by it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
