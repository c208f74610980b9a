"""Times that go on from one that was told before: "that September", "in July of that year", "a year later".

The year is that of the last time that the text names before, whether in full ("in 1994") or not ("last year").
"""

from __future__ import annotations

import re
from dataclasses import replace

from weighbridge.model import Time
from weighbridge.reading.amounts.numerals import Found, amount
from weighbridge.reading.dating.names import MONTH_NAMES
from weighbridge.reading.dating.periods import times_in

_REACH = 800
"""So many characters before are looked through for the time that is meant."""
_DECADE = 9
"""A time of so many years or more has no year that "that year" could mean."""
_SEASONS = "spring|summer|autumn|fall|winter"
_AGAIN = re.compile(
    rf"(?:\b(?P<joint>in|on|by|at|during|since|until|before|after|from|around) )?(?:the )?"
    rf"(?:(?:early|late|mid|end of|beginning of|start of) )?(?:"
    rf"(?P<date>(?:\d{{1,2}} )?(?:{MONTH_NAMES}|{_SEASONS})(?: \d{{1,2}})?) of (?:that|the same) year"
    rf"|\b(?:that|same) (?P<unit>year|{_SEASONS})\b"
    rf"|\b(?:same|that) (?P<month>{MONTH_NAMES})\b(?=[ ]*(?:$|[,.;:)]|and\b|or\b|when\b|where\b))"
    rf"|^that (?P<first>{MONTH_NAMES})\b"  # elsewhere "said that March ..."
    rf"|\b(?P<after>following) year\b"
    rf"|\b(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine|ten) years? (?P<way>later|earlier)\b(?! than\b)"
    rf")",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")


def carried_on(text: str, before: str, published: str | None) -> tuple[Found[Time], ...]:
    """Every time of a sentence that only goes on from one told before it.

    Args:
        text: the sentence.
        before: the document's text before it.
        published: the ISO date against which what was told before is resolved.

    Returns:
        The times, resolved, in order; none where nothing before tells a year.
    """
    found = []
    for match in _AGAIN.finditer(text):
        year = _last_year(f"{before[-_REACH:]} {text[: match.start()]}", published)
        times = times_in(_in_full(match, year), published) if year is not None else ()
        if times:
            found.append(Found(match.start(), match.end(), replace(times[0].what, text=match[0])))
    return tuple(found)


def _last_year(before: str, published: str | None) -> int | None:
    """The year of the last time that a text names, its last one where it has two; none of a whole decade."""
    last = next(reversed(times_in(before, published)), None)
    years = [int(year) for year in _YEAR.findall(f"{last.what.start or ''} {last.what.end or ''}")] if last else []
    return max(years) if years and max(years) - min(years) < _DECADE else None


def _in_full(match: re.Match[str], year: int) -> str:
    """The time with its year: "in July 1994"."""
    joint = f"{match['joint']} " if match["joint"] else "in "
    if match["date"]:
        return f"{joint}{match['date']} {year}"
    if match["unit"]:
        unit = match["unit"]
        return f"{joint}{year}" if unit.lower() == "year" else f"{joint}{unit} {year}"
    if month := match["month"] or match["first"]:
        return f"{joint}{month} {year}"
    if match["after"]:
        return f"{joint}{year + 1}"
    counted = amount(match["count"])
    count = round(counted[0]) if counted is not None else 1
    return f"{joint}{year + count if match['way'].lower() == 'later' else year - count}"
