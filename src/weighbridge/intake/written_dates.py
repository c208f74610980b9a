"""Dates and times as pages, mails and feeds write them, to ISO 8601. What is not told is never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST = 1990
"""Years before this one are believed only of JSON-LD."""

FARTHEST = 14 * 60
"""Minutes from UTC beyond which no place on earth has its time."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)
_MONTHS = tuple(
    frozenset(names.split())
    for names in (
        "january jan januar j\u00e4nner janvier enero gennaio januari janeiro",
        "february feb februar f\u00e9vrier febrero febbraio februari fevereiro",
        "march mar m\u00e4rz mars marzo maart mar\u00e7o",
        "april apr avril abril aprile",
        "may mai mayo maggio mei maio",
        "june jun juni juin junio giugno junho",
        "july jul juli juillet julio luglio julho",
        "august aug ao\u00fbt agosto augustus",
        "september sep sept septembre septiembre settembre setembro",
        "october oct oktober okt octobre octubre ottobre outubro",
        "november nov novembre noviembre novembro",
        "december dec dezember dez d\u00e9cembre diciembre dicembre dezembro",
    )
)
_MONTH = "|".join(sorted((name for names in _MONTHS for name in names), key=len, reverse=True))
_ISO = re.compile(
    r"(\d{4})-(\d\d?)(?:-(\d\d?)(?:[T\s]+(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?",
    re.IGNORECASE | re.ASCII,
)
_COMPACT = re.compile(
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d\d?)(?:st|nd|rd|th|\.|er)?(?:\s+(?:of|de))?[\s-]+({_MONTH})\b\.?,?(?:\s+de)?[\s-]+(\d{{4}})(?!\d)",
    re.I,
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)
_DOTTED = re.compile(r"(?<!\d)(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\d)", re.ASCII)
_SLASHED = re.compile(r"(?<!\d)(\d\d?)/(\d\d?)/(\d{4})(?!\d)", re.ASCII)
_IN_URL = re.compile(r"(?<![\d])((?:19|20)\d\d)[/_.-]?(0?[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_DAY_FIRST_IN_URL = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]((?:19|20)\d\d)(?!\d)", re.ASCII)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> str:
    hour, minute, second, zone = found[4], found[5], found[6] or "00", (found[7] or "").upper()
    if hour is None or int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        zone = "+00:00"
    elif zone:
        zone = f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"
    clock = f"T{int(hour):02}:{minute}:{second}"
    if zone and (int(zone[1:3]) * 60 + int(zone[4:]) > FARTHEST or int(zone[4:]) > 59):
        return clock
    return clock + zone


def iso_of(text: str, american: bool = False) -> str | None:
    """The ISO date or time that ``text`` is or begins with, its zone kept; None if there is none.

    Takes ISO 8601, RFC 5322, ``20240906``, English dates in words, ``6.9.2024``, and ``6/9/2024`` where
    only one reading is possible or ``american`` says which. A date that the calendar lacks is none.
    """
    text = " ".join(text[:200].split())
    if found := _ISO.match(text):
        if found[3] is None:
            return f"{found[1]}-{int(found[2]):02}" if 1 <= int(found[2]) <= 12 else None
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return day and day + _clock(found)
    if found := _COMPACT.match(text):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return day and day + (_clock(found) if found[7] else "")
    if re.match(r"\w{3},? \d\d? \w{3} \d{4} \d\d:\d\d", text) and (time := mail_time(text)):
        return time
    return in_words(text, american)


def mail_time(text: str) -> str | None:
    """The ISO time of a date as mails and feeds write it (RFC 5322), with its distance from UTC where that is told.

    ``-0000`` stands for UTC there. A name of a zone that RFC 5322 does not have tells nothing. None if it is no date.
    """
    text = text[:200]
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    away = time.utcoffset()
    if away is not None and abs(away) > timedelta(minutes=FARTHEST):
        time = time.replace(tzinfo=None)
    if away is None and re.search(r"-00:?00\s*(?:\(|$)", text):
        time = time.replace(tzinfo=UTC)
    return time.isoformat()


def moment_of(time: str | None) -> str | None:
    """``time`` (ISO 8601) if it is a moment, with its distance from UTC, to the second; otherwise None."""
    return time if time and _MOMENT.fullmatch(time) else None


def in_utc(moment: str) -> str:
    """A moment (``moment_of``) as it was in UTC; as it is where the calendar ends before."""
    try:
        return datetime.fromisoformat(moment).astimezone(UTC).isoformat()
    except OverflowError:
        return moment


def in_words(text: str, american: bool = False) -> str | None:
    """The first day that ``text`` names in words of western languages or in figures with dots or strokes."""
    if found := _DAY_FIRST.search(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.search(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := re.search(_ISO.pattern, text):
        return found[3] and _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.search(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12 or first == second:
            return _day(year, second, first)
        if second > 12 or american:
            return _day(year, first, second)
    return None


def _month(name: str) -> int:
    return next(number for number, names in enumerate(_MONTHS, 1) if name.lower() in names)


def plausible(time: str, json_ld: bool = False) -> bool:
    """Whether a page may bear this date: not after tomorrow, not before EARLIEST except in JSON-LD."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    return time[:10] <= tomorrow and (json_ld or int(time[:4]) >= EARLIEST) and time[:4] > "0001"


def day_in_url(url: str | None) -> str | None:
    """The day in an address such as ``/2024/09/06/`` or ``/06-09-2024``; None where there is none."""
    path = (url or "").split("?")[0].split("://", 1)[-1].partition("/")[2]
    if found := _IN_URL.search(path):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_FIRST_IN_URL.search(path)
    return found and _day(int(found[3]), int(found[2]), int(found[1]))
