"""Quantities, values and times: numbers and dates that follow from the words that give them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from weighbridge.model import Quantity, Time, Value
from weighbridge.reading.amounts.counts import added_up, counts_in
from weighbridge.reading.amounts.numerals import Found
from weighbridge.reading.amounts.values import values_in
from weighbridge.reading.dating.periods import times_in
from weighbridge.reading.llm.grounding.page import Page, Ungrounded, text_place
from weighbridge.reading.llm.grounding.plain import Span

Slot = TypeVar("Slot", Quantity, Value, Time)

_ONE = re.compile(r"(?:an?|one|another|the|its|a single|the (?:first|last|second|third|sole|only))\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:(?:in|since|until|during|by|from|of) )?(?:19|20)\d\d", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class HeldAmount(NamedTuple):
    """A quantity, value or time as its words have it; ``repaired`` where the model had another."""

    what: Any
    repaired: str | None = None


def _words(page: Page, raw: Any, evidence: Span) -> Span | None:
    """Where the words of the slot stand; None for an empty slot. Raises Ungrounded."""
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise Ungrounded("it is no object")
    if all(one is None or one == "" for one in raw.values()):
        return None
    return text_place(page, raw.get("text"), evidence, exact=True)


def _around(page: Page, place: Span, evidence: Span) -> tuple[str, int]:
    """The text that words stand in, and where it begins: the evidence, or their own neighbourhood."""
    if evidence[0] <= place[0] and place[1] <= evidence[1]:
        return page.text[evidence[0] : evidence[1]], evidence[0]
    start = max(0, place[0] - 100)
    return page.text[start : place[1] + 100], start


def _touching(found: Iterable[Found[Slot]], place: Span, start: int) -> list[Slot]:
    return [one.what for one in found if one.start + start < place[1] and place[0] < one.end + start]


def quantity_in(page: Page, raw: Any, evidence: Span) -> HeldAmount | None:
    """The number of pieces. None where the model gave none. Raises Ungrounded."""
    place = _words(page, raw, evidence)
    if place is None:
        return None
    text = page.text[place[0] : place[1]]
    around, start = _around(page, place, evidence)
    if not (evidence[0] <= place[0] and place[1] <= evidence[1]):
        # hardly ever so in annotated documents; the number is another delivery's
        raise Ungrounded(f"{text!r} does not stand in the sentence")
    if _touching(values_in(around), place, start):
        raise Ungrounded(f"{text!r} is money")
    near = _touching(counts_in(around), place, start)
    own = [one.what for one in counts_in(text)]
    options = [*near, *own]
    if len(own) > 1 and (total := added_up(own)):
        options.append(total)
    if not options and _ONE.match(text):
        options.append(Quantity(1, 1, text))
    asked = (raw.get("low"), raw.get("high"))
    for one in options:
        if (one.low, one.high) == asked:
            return HeldAmount(Quantity(one.low, one.high, text))
    if len({(one.low, one.high) for one in near or own or options}) == 1:
        one = (near or own or options)[0]
        return HeldAmount(Quantity(one.low, one.high, text), f"quantity {one.low}/{one.high} by {text!r}, not {asked}")
    raise Ungrounded(f"{text!r} does not say {asked}")


def value_in(page: Page, raw: Any, evidence: Span) -> HeldAmount | None:
    """The sum of money. None where the model gave none. Raises Ungrounded."""
    place = _words(page, raw, evidence)
    if place is None:
        return None
    text = page.text[place[0] : place[1]]
    around, start = _around(page, place, evidence)
    options = [*_touching(values_in(around), place, start), *(one.what for one in values_in(text))]
    asked = raw.get("amount")
    for one in options:
        if isinstance(asked, int | float) and math.isclose(one.amount, asked, rel_tol=1e-6):
            wrong = one.currency != raw.get("currency")
            return HeldAmount(
                Value(one.amount, one.currency, text), f"currency {one.currency} by {text!r}" if wrong else None
            )
    if len({(one.amount, one.currency) for one in options}) == 1:
        one = options[0]
        return HeldAmount(Value(one.amount, one.currency, text), f"value {one.amount:g} by {text!r}, not {asked!r:.30}")
    raise Ungrounded(f"{text!r} does not say {asked!r:.30}")


def time_in(page: Page, raw: Any, evidence: Span) -> HeldAmount | None:
    """When goods move. None where the model gave none. Raises Ungrounded."""
    place = _words(page, raw, evidence)
    if place is None:
        return None
    text = page.text[place[0] : place[1]]
    around, start = _around(page, place, evidence)
    day = page.document.published
    options: list[Time] = []
    for ahead in (False, True):
        options += _touching(times_in(around, day, ahead), place, start)
        options += [one.what for one in times_in(text, day, ahead)]
    told = asked = (raw.get("start"), raw.get("end"))
    if _YEAR.fullmatch(text.strip()):
        # a year alone tells no month
        asked = (_year_of(told[0]), _year_of(told[1]))
    for one in options:
        if (one.start, one.end) == asked:
            mended = None if asked == told else f"time {one.start}/{one.end} by {text!r}, not {told}"
            return HeldAmount(Time(one.start, one.end, text), mended)
    if all(one is None or (isinstance(one, str) and _DATE.fullmatch(one)) for one in asked) and any(asked):
        if any(_same_years(one, asked) for one in options):
            # finer or coarser than our own rules have it, within the same years
            return HeldAmount(Time(asked[0], asked[1], text))
        if not options and all(str(one)[:4] in text for one in asked if one):
            return HeldAmount(Time(asked[0], asked[1], text))
    if len({(one.start, one.end) for one in options}) == 1:
        one = options[0]
        return HeldAmount(Time(one.start, one.end, text), f"time {one.start}/{one.end} by {text!r}, not {asked}")
    raise Ungrounded(f"{text!r} does not say {asked}")


def _year_of(date: Any) -> Any:
    return date[:4] if isinstance(date, str) and _DATE.fullmatch(date) else date


def _same_years(one: Time, asked: tuple[Any, Any]) -> bool:
    """Whether dates overlap those of the words to the month, or to the year where one has no month."""
    ends = (one.start or one.end or "", one.end or one.start or "")
    theirs = (str(asked[0] or asked[1]), str(asked[1] or asked[0]))
    size = min(7, *(len(end) for end in (*ends, *theirs)))
    if theirs[0] > theirs[1][: len(theirs[0])]:
        return False
    return ends[0][:size] <= theirs[0][:size] and theirs[1][:size] <= ends[1][:size]
