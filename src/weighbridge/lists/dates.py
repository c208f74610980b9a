"""Dates as lists write them, to ISO dates cut to the precision known. What is unclear gives none."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d\d:.*|[+-]\d\d:\d\d|Z)?")
_WORDS = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})\.?[ -](\d{4})")
_SLASHES = re.compile(r"([\d]{1,2}|dd)[/.]([\d]{1,2}|mm)[/.](\d{4})(?: .*)?", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:circa|approximately|approx\.?|about|c\.|early|late|mid|between)\b[ -]*", re.IGNORECASE)
_SPAN = re.compile(r"\s*(?:\bto\b|\band\b|\bor\b|–|--)\s*", re.IGNORECASE)
MOST_YEARS = 30
"""A span of more years says so little of a birth date that only its words are kept."""


def iso_date(text: str, month_first: bool = False) -> str:
    """One date: ``1962-07-14``, ``14 Jul 1962``, ``14/07/1962``, ``dd/mm/1962``; an empty text where it is none.

    ``month_first``: 07/14/1962, as the United States writes.
    """
    text = text.strip().rstrip(".")
    if len(text) > 60:
        return ""
    if found := _ISO.fullmatch(text):
        return _checked(found[1], found[2], found[3])
    if (found := _WORDS.fullmatch(text)) and (month := _MONTHS.get(found[2][:3].lower())):
        return _checked(found[3], str(month), found[1])
    if found := _SLASHES.fullmatch(text):
        day, month_text = (found[2], found[1]) if month_first else (found[1], found[2])
        month_number = month_text if month_text.isdigit() and int(month_text) else None
        return _checked(found[3], month_number, day if day.isdigit() and int(day) and month_number else None)
    return ""


def iso_dates(text: str, month_first: bool = False) -> tuple[str, ...]:
    """All that a text may mean: a date, one of two, or each year of a span of at most MOST_YEARS ("1960 to 1965")."""
    plain = _ABOUT.sub("", text).strip()
    if one := iso_date(plain, month_first):
        return (one,)
    ends = [iso_date(part, month_first) for part in _SPAN.split(plain)]
    if len(ends) != 2 or not all(ends):
        return tuple(one for one in ends if one)
    return years_between(ends[0], ends[1]) if " or " not in plain.lower() else (ends[0], ends[1])


def years_between(first: str, last: str) -> tuple[str, ...]:
    """The years from one ISO date to another, both taken in; none where that is backwards or says too little."""
    try:
        low, high = int(first[:4]), int(last[:4])
    except ValueError:
        return ()
    if not 0 <= high - low <= MOST_YEARS:
        return ()
    return (first,) if first == last else tuple(str(year) for year in range(low, high + 1))


def _checked(year: str, month: str | None, day: str | None) -> str:
    """The date if there is such a day; its year and month if only the day is impossible."""
    if not 1000 <= int(year) <= 2200:
        return ""
    if not month or not int(month):
        return year
    if not 1 <= int(month) <= 12:
        return year
    if not day or not int(day):
        return f"{year}-{int(month):02d}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return f"{year}-{int(month):02d}"
