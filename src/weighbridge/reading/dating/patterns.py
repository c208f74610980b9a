"""What single points of time look like in English text, each with what reads it (see ``dates``)."""

from __future__ import annotations

import re
from typing import Any

from weighbridge.reading.amounts.numerals import WORDS, either, lexicon
from weighbridge.reading.dating.dates import (
    Resolver,
    read_ago,
    read_counted_stretch,
    read_day,
    read_days,
    read_decade,
    read_end_of_decade,
    read_end_of_year,
    read_iso,
    read_near_day,
    read_near_unit,
    read_of_month,
    read_of_year,
    read_season,
    read_weekday,
    read_years,
)
from weighbridge.reading.dating.names import MONTH_NAMES

_TIMES: dict[str, Any] = lexicon("times")
_DAY_NAMES = either(_TIMES["weekdays"])
_DECADE_NAMES = either(_TIMES["decades"])
_UNIT_NAMES = either(_TIMES["units"])

_WHOLE = "January February March April May June July August September October November December".split()
_CUT = "".join(f"(?<!{name})" for name in _WHOLE)
_MONTH = rf"(?P<month>(?:{MONTH_NAMES})(?![a-z])(?:{_CUT}\.)?)"
"""Only a month that is cut short takes a full stop with it: "Sept." """
_YEAR = r"(?P<year>(?:19[3-9]\d|20[0-4]\d))(?![\d-]|,\d)"
_WHICH_YEAR = r"(?:of\s+)?(?P<which>last|this|next|that|the\s+same|the\s+previous|the\s+following)\s+year"
_TO = r"(?:\s?[–—-]\s?|\s+(?:to|and|through|until)\s+)"
_PART = (
    r"(?P<part>early|mid|middle|late|(?:the\s+)?(?:very\s+)?(?:beginning|start|end|middle|turn|close"
    r"|first\s+half|second\s+half|"
    r"first\s+quarter|second\s+quarter|third\s+quarter|fourth\s+quarter|last\s+quarter|first\s+"
    r"(?:\w+\s+)?months|last\s+(?:\w+\s+)?months|"
    r"first\s+days|last\s+days)\s+of(?:\s+the)?|end|beginning|start|Q[1-4]|H[12]|later(?:\s+in)?"
    r"|earlier(?:\s+in)?)[\s-]+"
)
COUNT = (
    rf"(?P<count>\d{{1,3}}|{either(WORDS)}|a\s+couple\s+of|couple\s+of|(?:a\s+)?few|several|some"
    rf"|many|an?|half\s+an?)"
)
UNIT = rf"(?P<unit>{_UNIT_NAMES})(?P<plural>s)?(?![a-z])"
_BACK = r"(?P<back>past|last|recent|preceding|previous)"
_FORTH = r"(?P<forth>coming|next|following|forthcoming)"


def _entry(marks: str, pattern: str, resolver: Resolver) -> tuple[str, str, re.Pattern[str], Resolver]:
    """A row of PATTERNS; ``marks``: the sort of time and, after a colon, letters that stand in all its words."""
    sort, _, part = marks.partition(":")
    return sort, part, re.compile(rf"(?<![\w-])(?:{pattern})"), resolver


PATTERNS: tuple[tuple[str, str, re.Pattern[str], Resolver], ...] = tuple(
    _entry(*row)
    for row in (
        ("iso", r"(?:19|20)\d\d-\d\d(?:-\d\d)?(?![\d-])", read_iso),
        ("month", rf"(?P<first>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
                  rf"(?:,?\s+{_YEAR}|\s+{_WHICH_YEAR})?", read_days),
        ("month", rf"{_MONTH}\s+(?P<first>\d{{1,2}})\s?[–—-]\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
                  rf"(?![\d:]|-\w|\s+%)(?:,?\s+{_YEAR}|\s+{_WHICH_YEAR})?", read_days),
        ("month", rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}"
                  rf"|\s+{_WHICH_YEAR})?", read_day),
        ("month", rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|-\w|\s+%)(?:,?\s+{_YEAR}"
                  rf"|\s+{_WHICH_YEAR})?", read_day),
        ("month", rf"(?i:{_PART})?(?:(?P<relative>[Ll]ast|[Pp]ast|[Nn]ext|[Tt]his|[Cc]oming)\s+)?{_MONTH}"
         rf"(?:,?\s+(?:of\s+)?{_YEAR}|,?\s+{_WHICH_YEAR})?", read_of_month),
        ("decade", rf"(?i:{_PART})?(?:the\s+)?(?:(?P<decade>(?:19|20)\d0|(?<=['’])\d0)s)\b", read_decade),
        ("decade", rf"(?i:{_PART})?(?i:the\s+(?P<decade>{_DECADE_NAMES}))\b", read_decade),
        ("unit:decade", r"(?i:(?:the\s+)?(?:end|close)\s+of\s+(?:the|this)\s+decade)", read_end_of_decade),
        ("season", rf"(?i:(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?(?:(?P<relative>last|next|this"
                   rf"|coming)\s+)?"
         rf"(?P<season>spring|summer|autumn|winter|fall(?=\s+of\s+(?:20|19|last|this|next)|\s+20)"
         rf"|(?<=last\s)fall|(?<=this\s)fall|(?<=next\s)fall))\b(?:\s+(?:of\s+)?{_YEAR}"
         rf"|\s+{_WHICH_YEAR})?", read_season),
        ("year", rf"(?i:{_PART})?(?:the\s+)?(?:(?i:fiscal|calendar|financial)\s+)?(?:"
                 rf"(?:the\s+)?year\s+)?{_YEAR}", read_of_year),
        ("unit:year", rf"(?i:{_PART}(?:the\s+)?|)(?i:(?P<which>last|this|next)\s+year)\b", read_of_year),
        ("unit:year", rf"(?i:{_PART}(?:the\s+)?(?P<which>year))\b(?!s)", read_of_year),
        ("unit:year", r"(?i:(?:later|earlier|early|late|at\s+the\s+end)\s+(?:in\s+)?(?P<which>the\s+year))\b"
                 r"(?!\s+\d)", read_of_year),
        ("unit:year", r"(?i:(?P<which>the\s+year)(?=\s+(?:is|was)\s+(?:out|over|up)\b))", read_of_year),
        ("unit:year", r"(?i:(?P<part>(?:the\s+)?end\s+of)\s+(?P<which>year)|(?P<end>year)(?:['’]s\s+|-)end)"
                 r"\b", read_end_of_year),
        ("year", r"(?P<first>(?:19[3-9]|20[0-4])\d)\s?[-–/]\s?(?P<last>(?:19[3-9]|20[0-4])\d|\d\d)"
                 r"(?![\d-])", read_years),
        ("weekday", rf"(?i:(?:(?P<relative>last|next|this)\s+)?(?P<weekday>{_DAY_NAMES}))\b", read_weekday),
        ("day", r"(?i:today|tonight|overnight|this\s+morning|this\s+afternoon|this\s+evening|yesterday"
                r"|tomorrow|last\s+night)\b", read_near_day),
        ("unit", rf"(?i:(?:{_PART})?(?:earlier\s+|later\s+)?(?P<near>last|this|next|coming|past)\s+"
                 rf"(?P<unit>week|month))\b",
         read_near_unit),
        ("unit:ago", rf"(?i:{COUNT}\s+{UNIT}\s+ago)\b", read_ago),
        ("unit", rf"(?i:(?:the\s+)?(?:{_BACK}|{_FORTH})\s+(?:{COUNT}\s+)?{UNIT})\b", read_counted_stretch),
    )
)  # fmt: skip
