"""Single points of time in English text, resolved against the day of publication.

A point is a day, a month, a season, a year, a decade or a stretch counted from the day of
publication ("two weeks ago", "the past three years"). Words come from ``lexicon/times.toml``.
An own small grammar: a general date parser gives one moment for each of these and guesses at
"may" and "march", where a report needs a range, cut to the precision that was given.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from weighbridge.reading.amounts.numerals import WORDS, lexicon

_TIMES: dict[str, Any] = lexicon("times")
_MONTHS: dict[str, int] = _TIMES["months"]
_WEEKDAYS: dict[str, int] = _TIMES["weekdays"]
_SEASONS: dict[str, list[int]] = _TIMES["seasons"]
_DECADES: dict[str, int] = _TIMES["decades"]
_UNITS: dict[str, int] = _TIMES["units"]
_VAGUE: dict[str, int] = _TIMES["vague_counts"]


class Stretch(NamedTuple):
    """From ``start`` to ``end``, ISO dates cut to their precision; None is an open end."""

    start: str | None
    end: str | None


class Today(NamedTuple):
    """The day of publication, and whether a bare "May" or "Friday" is sought after it or before."""

    day: date
    precision: int
    """1 only the year is known, 2 year and month, 3 the day."""
    ahead: bool


@lru_cache(maxsize=64)
def today(published: str | None, ahead: bool = False) -> Today | None:
    """The day of publication from its ISO date, which may be cut; None where there is none."""
    hit = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", published or "")
    if not hit:
        return None
    parts = [int(part) for part in hit.groups() if part]
    try:
        return Today(date(*(parts + [1, 1])[:3]), len(parts), ahead)
    except ValueError:
        return None


Resolver = Callable[[re.Match[str], "Today | None"], "Stretch | None"]


def month_of(number: int, year: int) -> str:
    """A month as an ISO date; numbers beyond a year run on into the next or the last one."""
    year += (number - 1) // 12
    return f"{year:04d}-{(number - 1) % 12 + 1:02d}"


def _year_of(which: str, now: Today) -> int:
    """The year that "last", "this", "next year" names."""
    word = which.lower().split()[-1]
    return now.day.year + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(word, 0)


def _nearest_year(month: int, now: Today) -> int:
    """The year of a bare month: the nearest one before the day of publication, or after it."""
    if now.precision == 1:
        return now.day.year
    if now.ahead:
        return now.day.year + (month < now.day.month)
    return now.day.year - (month > now.day.month)


def _year_for(hit: re.Match[str], now: Today | None, month: int) -> int | None:
    """The year of a matched date: written, named ("of last year") or the nearest."""
    groups = hit.groupdict()
    if groups.get("year"):
        return int(hit["year"])
    if now is None:
        return None
    if re.match(r"(?i)that|the", groups.get("which") or ""):
        return None
    return _year_of(hit["which"], now) if groups.get("which") else _nearest_year(month, now)


def read_iso(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """2024-05 or 2024-05-07."""
    return Stretch(hit[0], hit[0]) if 1 <= int(hit[0][5:7]) <= 12 else None


def read_day(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """A day of a month: "7 May 2024", "Feb. 24"."""
    month, day = _MONTHS[hit["month"].rstrip(".").lower()], int(hit["day"])
    year = _year_for(hit, now, month)
    if year is None or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    text = f"{year:04d}-{month:02d}-{day:02d}"
    return Stretch(text, text)


def read_days(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """From one day of a month to another: "12 to 13 April 2019", "between 18 and 28 January", "May 3-5"."""
    last = read_day(hit, now)
    if last is None or last.end is None or not 1 <= int(hit["first"]) <= int(hit["day"]):
        return None
    return Stretch(f"{last.end[:8]}{int(hit['first']):02d}", last.end)


def read_of_month(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """A month, with or without its year; "last October", "early May 2023"."""
    month = _MONTHS[hit["month"].rstrip(".").lower()]
    year = _year_for(hit, now, month)
    relative = (hit.groupdict().get("relative") or "").lower()
    if year is None:
        return None
    if relative and now is not None and not hit.groupdict().get("year"):
        if relative in ("last", "past"):
            year = now.day.year - (month >= now.day.month)
        elif relative in ("next", "coming"):
            year = now.day.year + (month <= now.day.month)
    return Stretch(month_of(month, year), month_of(month, year))


def _part_months(part: str) -> tuple[int, int]:
    """The months of a part of a year: "early" is to April, "first half" to June, "Q3" July to September."""
    words = part.lower()
    for sign, months in (
        ("first half", (1, 6)), ("h1", (1, 6)), ("second half", (7, 12)), ("h2", (7, 12)),
        ("first quarter", (1, 3)), ("q1", (1, 3)), ("second quarter", (4, 6)), ("q2", (4, 6)),
        ("third quarter", (7, 9)), ("q3", (7, 9)), ("fourth quarter", (10, 12)), ("last quarter", (10, 12)),
        ("q4", (10, 12)), ("first month", (1, 3)), ("last month", (10, 12)), ("first days", (1, 1)),
        ("last days", (12, 12)), ("earlier", (1, 12)), ("later", (1, 12)), ("early", (1, 4)),
        ("begin", (1, 2)), ("start", (1, 2)), ("mid", (5, 8)), ("turn", (1, 1)), ("late", (9, 12)),
        ("end", (11, 12)), ("close", (11, 12)),
    ):  # fmt: skip
        if sign in words:
            return months
    return 1, 12


def read_of_year(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """A year or a part of it: "2022", "early 2024", "late last year", "the end of the year"."""
    groups = hit.groupdict()
    if groups.get("year"):
        year = int(hit["year"])
    elif now is None:
        return None
    else:
        year = _year_of(hit["which"] or "this", now)
    if not groups.get("part"):
        return Stretch(f"{year:04d}", f"{year:04d}")
    first, last = _part_months(hit["part"])
    if (first, last) == (1, 12):
        return Stretch(f"{year:04d}", f"{year:04d}")
    return Stretch(month_of(first, year), month_of(last, year))


def read_end_of_year(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """ "year's end", "year-end", "the end of year": the last two months."""
    return None if now is None else Stretch(f"{now.day.year:04d}-11", f"{now.day.year:04d}-12")


def read_years(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """A range of years: "2017-2021", "2024/25"."""
    first, last = hit["first"], hit["last"]
    last = last if len(last) == 4 else first[:2] + last
    return Stretch(first, last) if first < last else None


def read_decade(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """ "the 1980s", "the early nineties" by digits: "early 1980s" is 1980 to 1983."""
    written = hit["decade"].lower()
    first = _DECADES.get(written) or (int(written) if len(written) == 4 else 1900 + int(written))
    part = (hit["part"] or "").lower()
    low, high = (0, 3) if part.startswith("early") else (4, 6) if part.startswith("mid") else (0, 9)
    if part.startswith("late"):
        low, high = 7, 9
    return Stretch(str(first + low), str(first + high))


def read_end_of_decade(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """ "the end of the decade": its last two years."""
    if now is None:
        return None
    last = now.day.year // 10 * 10 + 9
    return Stretch(str(last - 1), str(last + 1))


def read_season(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """A season: "the autumn of 2022", "next spring", "this summer"."""
    first, last = _SEASONS[hit["season"].lower()]
    year = _year_for(hit, now, first)
    if year is None:
        return None
    relative = (hit["relative"] or "").lower()
    if now is not None and not hit["year"] and not hit["which"]:
        if relative == "last":  # the last that is over: a winter began the year before, or two years before in January
            year = now.day.year - (last >= now.day.month if first <= last else 1 + (now.day.month <= last))
        elif relative in ("next", "coming"):
            year = now.day.year + (first <= now.day.month)
        elif relative == "this":
            year = now.day.year
    if first > last:
        return Stretch(month_of(first, year), month_of(last, year + 1))
    return Stretch(month_of(first, year), month_of(last, year))


def read_weekday(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """The nearest such day before publication (that day included), or after it."""
    if now is None or now.precision < 3:
        return None
    back = (now.day.weekday() - _WEEKDAYS[hit["weekday"].lower()]) % 7
    relative = (hit["relative"] or "").lower()
    if relative == "next" or (now.ahead and relative != "last"):
        back = back - 7 if back or relative == "next" else 0
    elif relative == "last" and back == 0:
        back = 7
    text = (now.day - timedelta(days=back)).isoformat()
    return Stretch(text, text)


def read_near_day(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """Today, yesterday, tomorrow."""
    if now is None or now.precision < 3:
        return None
    word = hit[0].lower()
    shift = -1 if "yesterday" in word or word == "last night" else 1 if "tomorrow" in word else 0
    text = (now.day + timedelta(days=shift)).isoformat()
    return Stretch(text, text)


def read_near_unit(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """This, last or next week, month, quarter; "the end of next month"."""
    if now is None or now.precision < 2:
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(hit["near"].lower(), 0)
    if hit["unit"].lower() == "month":
        text = month_of(now.day.month + shift, now.day.year)
        return Stretch(text, text)
    monday = now.day - timedelta(days=now.day.weekday()) + timedelta(days=7 * shift)
    return Stretch(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def counted(words: str) -> float:
    """How many "three", "a few", "a couple of", "12" are."""
    plain = words.lower().strip()
    if plain.isdigit():
        return float(plain)
    last = plain.split()
    for word in last:
        if word in _VAGUE:
            return float(_VAGUE[word])
        if word in WORDS:
            return float(WORDS[word])
    return 0.5 if plain.startswith("half") else 1.0


def moved(now: Today, count: float, unit: str) -> str:
    """The day of publication moved by so many units, cut to the precision that such a count has."""
    name = unit.lower()
    if name in ("year", "decade"):
        years = count * (10 if name == "decade" else 1)
        return month_of(now.day.month + round(12 * years), now.day.year)
    if name in ("month", "quarter"):
        return month_of(now.day.month + round(count * (3 if name == "quarter" else 1)), now.day.year)
    days = max(-40000, min(40000, round(count * _UNITS[name])))
    try:
        return (now.day + timedelta(days=days)).isoformat()
    except OverflowError:
        return now.day.isoformat()


def read_ago(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """ "two weeks ago", "a few days ago"; years ago are a year."""
    if now is None:
        return None
    text = moved(now, -counted(hit["count"]), hit["unit"])
    if hit["unit"].lower() in ("year", "decade"):
        text = text[:4]
    elif hit["unit"].lower() == "week" or any(word in hit["count"].lower() for word in _VAGUE):
        text = text[:7]
    return Stretch(text, text)


def read_counted_stretch(hit: re.Match[str], now: Today | None) -> Stretch | None:
    """ "the past two weeks", "recent months", "the coming three years", "the next few weeks"."""
    if now is None:
        return None
    named = (hit["back"] or hit["forth"]).lower()
    if not hit["count"] and not hit["plural"] and named in ("previous", "preceding", "following"):
        return None
    exact, groups = bool(hit["count"]), hit.groupdict()
    vague = not exact or any(word in hit["count"].lower() for word in _VAGUE)
    count = counted(hit["count"]) if exact else 2.0 if hit["unit"].lower() == "year" else 1.0
    month = now.day.isoformat()[:7]
    if groups.get("back"):
        if hit["unit"].lower() in ("day", "week") and vague:
            return Stretch(month_of(now.day.month - (hit["unit"].lower() == "week"), now.day.year), month)
        if not exact and hit["unit"].lower() == "month":
            count = 4.0
        start = moved(now, -count, hit["unit"])
        return Stretch(start, now.day.isoformat() if len(start) > 7 else month)
    if vague:
        return Stretch(month, None)
    end = moved(now, count, hit["unit"])
    return Stretch(now.day.isoformat() if len(end) > 7 else month, end)
