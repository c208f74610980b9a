"""A lead: what a feed, a sitemap or a list says of a page that it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256

from weighbridge.intake.written_dates import iso_of, moment_of

LONGEST = 300
"""Characters of a title or a name."""
_WIRE = re.compile(r"(\d{4})(\d{2})(\d{2})T?(\d{6})Z?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PART = re.compile(r"\d{4}(-\d{2})?")


@dataclass(frozen=True, slots=True)
class Lead:
    """A page worth a look."""

    url: str | None
    """Where it stands; None for an item that is only in its feed."""
    key: str
    """What tells it from the others of its source: the item's id, or its address."""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO date, as written where it was said."""
    time: str | None = None
    """The moment of publication with its distance from UTC, where that was said."""
    text: str | None = None
    """The item's own text: all of the report, or a summary."""
    stamp: str = ""
    """Changes when the item does."""
    changed: str | None = None
    """ISO date of its last change, where that was said."""


def day_of(written: str | None) -> str | None:
    """The ISO date of a date as feeds, sitemaps and lists write it; None if it is none.

    The day is that of the place where it was written: 23:30 -0500 stays that day.
    """
    written = (written or "").strip()[:60]
    if not written:
        return None
    if wire := _WIRE.fullmatch(written):
        written = f"{wire[1]}-{wire[2]}-{wire[3]}"
    if _PART.fullmatch(written):
        return written if int(written[:4]) >= 1000 and written[5:] <= "12" and written[5:] != "00" else None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return None


def moment_of_lead(written: str | None, day: str | None) -> str | None:
    """The moment that ``written`` tells with its distance from UTC, if it is of ``day``; None where it tells none."""
    moment = moment_of(iso_of((written or "").strip()[:60]))
    return moment if moment and moment[:10] == day else None


def plausible(day: str | None, now: datetime | None = None) -> str | None:
    """``day``, unless no report can be of that day: before the web, or later than tomorrow."""
    latest = ((now or datetime.now(UTC)) + timedelta(days=1)).date().isoformat()
    return day if day and "1990" <= day <= latest else None


def sound(words: str) -> str:
    """A text without halves of surrogate pairs, which no file can hold."""
    return _SURROGATE.sub("\ufffd", words)


def in_a_line(words: str | None) -> str | None:
    """A title or name without line breaks, cut to LONGEST; None if nothing is left."""
    return " ".join(sound(words or "").split())[:LONGEST] or None


def stamp_of(*parts: str | None) -> str:
    """A short hash of what would be different, were the item changed."""
    return sha256("\x00".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()[:16]
