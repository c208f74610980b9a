"""What a share that somebody wrote says: the lowest and the highest percentage that it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from weighbridge.ownership.rules import about_points, share_words

LONGEST = 200
"""Characters of a share that are looked at; what is longer is not known."""
HUNDRED = Decimal(100)
JUST_MORE = Decimal("0.000001")
"""What "more than 50 %" is at least more; percentages are counted to six places."""
_NUMBER = r"\d{1,3}(?:\.\d{1,12})?"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:%\s*)?(?:-|–|—|to|and|but|through)\s*(?:\w+ ){{0,3}}?({_NUMBER})")
_ONE = re.compile(rf"(?<![\w.])({_NUMBER})(?![\d.])")
_PERCENT = re.compile(r"\s*(?:per\s*cents?|percents?|pct\.?|prozent)\b", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])-|-(?=[a-z])")
_OR_MORE = re.compile(rf"{_NUMBER}\s*%?\s*(?:\+|or more|and more|and above|or above)")
_OR_LESS = re.compile(rf"{_NUMBER}\s*%?\s*(?:or less|or fewer|or below|and below)")


@dataclass(frozen=True, slots=True)
class Share:
    """low, high: percent, from 0 to 100. known: False where nothing was said, or nothing that is understood."""

    low: Decimal
    high: Decimal
    known: bool = True


UNKNOWN = Share(Decimal(0), HUNDRED, False)


@lru_cache(maxsize=20_000)
def share_of(text: str) -> Share:
    """What a text says; where it holds several statements (parted by ``;``), the lowest and the highest of them.

    A number up to 1 without a percent sign may be a fraction, so "0.5" is from 0.5 to 50 %.
    """
    if len(text) > LONGEST:
        return UNKNOWN
    return joined([_one(part) for part in text.split(";") if part.strip()])


def joined(shares: list[Share]) -> Share:
    """One share from statements of several sources: where they differ, a span; those that say nothing don't count."""
    known = [one for one in shares if one.known]
    if not known:
        return UNKNOWN
    return Share(min(one.low for one in known), max(one.high for one in known))


@cache
def _begin(kind: str) -> re.Pattern[str]:
    """The words of one kind at the beginning of a text, the longest first."""
    words = sorted(share_words(kind), key=lambda one: (-len(one), one))
    return re.compile("|".join(rf"{re.escape(one)}(?!\w)" if one[-1].isalpha() else re.escape(one) for one in words))


def _one(text: str) -> Share:
    plain = _PERCENT.sub("%", " ".join(_HYPHEN.sub(" ", text.lower()).split()))
    plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    numbers = [Decimal(one) for one in _ONE.findall(plain)]
    if any(one > HUNDRED for one in numbers):
        return UNKNOWN
    if len(numbers) == 2 and (found := _RANGE.search(plain)):
        low, high = Decimal(found[1]), Decimal(found[2])
        begin = plain[: found.start()].rstrip()
        low += JUST_MORE if begin and _ends_with("more", begin) and low < high else 0
        return Share(low, high) if low <= high else UNKNOWN
    if len(numbers) == 1:
        return _of_number(plain, numbers[0])
    return UNKNOWN if numbers else _of_words(plain)


def _ends_with(kind: str, text: str) -> bool:
    return any(text.endswith(one) for one in share_words(kind))


def _of_number(plain: str, number: Decimal) -> Share:
    if _OR_MORE.search(plain):
        return Share(number, HUNDRED)
    if _OR_LESS.search(plain):
        return Share(Decimal(0), number)
    for kind in ("least", "most", "more", "less", "about"):
        if _begin(kind).match(plain):
            return _compared(kind, number)
    if number <= 1 and "%" not in plain:
        return Share(number, number * HUNDRED)
    return Share(number, number)


def _compared(kind: str, number: Decimal) -> Share:
    if kind == "more":
        return Share(min(number + JUST_MORE, HUNDRED), HUNDRED)
    if kind == "least":
        return Share(number, HUNDRED)
    if kind == "about":
        points = about_points()
        return Share(max(number - points, Decimal(0)), min(number + points, HUNDRED))
    return Share(Decimal(0), number)


def _of_words(plain: str) -> Share:
    half = HUNDRED / 2
    spans = {
        "whole": Share(HUNDRED, HUNDRED),
        "half": Share(half, half),
        "majority": Share(half + JUST_MORE, HUNDRED),
        "minority": Share(Decimal(0), half),
    }
    bare = plain.strip(" .%")
    return next((share for kind, share in spans.items() if bare in share_words(kind)), UNKNOWN)
