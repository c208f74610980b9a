"""The numbers of a text that can count things, and counts added up (see ``quantities``)."""

from __future__ import annotations

import re

from weighbridge.model import Quantity
from weighbridge.reading.amounts.numerals import Found, either, lexicon, numbers_in
from weighbridge.reading.amounts.values import values_in
from weighbridge.reading.dating.names import MONTH_NAMES

_COUNTING: dict[str, list[str]] = lexicon("numbers")["counting"]
_UNIT = re.compile(rf"[\s-]?(?:{either(_COUNTING['units'])})(?![\w-])", re.IGNORECASE)
_CLASS_NAME = re.compile(r"\sKilo")
"""A class of submarines that looks like a unit: "eight Kilo submarines"."""
_WEIGHT = re.compile(rf"[\s-]?(?:{either(_COUNTING['weights'])})\s+of\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19[3-9]\d|20[0-4]\d)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|from|until|till|before|after|year|early|late|mid|and|to|[A-Z][a-z]{2,8}\.?"
    r"|\d{1,2},)[\s-]*$"
)
_MONTH = rf"(?:{MONTH_NAMES})\.?"
_DAY_AFTER = re.compile(rf"\s+{_MONTH}(?!\w)")
_DAY_BEFORE = re.compile(rf"\b{_MONTH}\s+$")
_CLOCK = re.compile(r"[:.]\d\d\b")
_CLOCK_BEFORE = re.compile(r"\b\d{1,2}:$")


def added_up(quantities: list[Quantity]) -> Quantity | None:
    """Several counts of one class as one (guidelines, section 8, rule 22); None for no counts.

    An end that one of them leaves open stays open.
    """
    if not quantities:
        return None
    lows, highs = [one.low for one in quantities], [one.high for one in quantities]
    return Quantity(
        sum(low for low in lows if low is not None) if None not in lows else None,
        sum(high for high in highs if high is not None) if None not in highs else None,
        ", ".join(one.text for one in quantities),
    )


def counts_in(text: str) -> list[Found[Quantity]]:
    """The numbers of a text that may count things: no money, years, dates, clock times or measurements."""
    numbers = numbers_in(text)
    if not numbers:
        return []
    money = [(one.start, one.end) for one in values_in(text)]
    counts = [
        one
        for one in numbers
        if not any(start < one.end and one.start < end for start, end in money) and not _measures(text, one)
    ]
    return _told_twice(text, counts)


def _told_twice(text: str, counts: list[Found[Quantity]]) -> list[Found[Quantity]]:
    """The counts, with one that official notices give in words and in figures, "six (6) launchers", told once."""
    once: list[Found[Quantity]] = []
    for one in counts:
        last = once[-1] if once else None
        if (
            last is not None
            and last.what.high == one.what.high
            and text[last.end : one.start] == " ("
            and text.startswith(")", one.end)
        ):
            once[-1] = Found(last.start, one.end + 1, last.what)
        else:
            once.append(one)
    return once


def _measures(text: str, number: Found[Quantity]) -> bool:
    """Whether a number says something else than a count: "155 mm", "30%", "in 2022", "5 May", "10:30"."""
    after, before = text[number.end : number.end + 20], text[max(0, number.start - 20) : number.start]
    unit = _UNIT.match(after)
    if unit and not _CLASS_NAME.fullmatch(unit[0]) and not after.startswith(" per ") and not _WEIGHT.match(after):
        return True
    day = number.what.text.isdigit() and _DAY_BEFORE.search(before)
    if _DAY_AFTER.match(after) or day or _CLOCK.match(after) or _CLOCK_BEFORE.search(before):
        return True
    words = number.what.text
    if _YEAR.fullmatch(words) or (re.fullmatch(r"\d{4}\s?[–—-]\s?\d{4}", words)):
        return _YEAR_BEFORE.search(before) is not None or not words.endswith("00")
    return False
