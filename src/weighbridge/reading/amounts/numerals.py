"""Numbers in English text: digits, number words, vague numbers, and the ends they leave open.

The plain layer under ``quantities`` and ``values``. Words and ranges come from
``lexicon/numbers.toml``; the meaning of vague numbers is that of the coding
guidelines, section 2.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from weighbridge.lexicon.tables import FOLDER, read_toml
from weighbridge.model import Quantity

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """Something found in a text, with the characters ``start:end`` that it stands on."""

    start: int
    end: int
    what: T


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The lexicon file ``name`` (without ``.toml``) as a dictionary."""
    return read_toml(FOLDER / f"{name}.toml")[0]


def lowered(text: str) -> str:
    """The text in lower case with every character in its place (of "\u0130" alone Python makes two).

    Long lists of words are found in it some three times as fast as in any case in the text itself.
    """
    return text.replace("\u0130", "i").lower()


def either(phrases: Any) -> str:
    """A regular expression for any of the phrases, longest first, with any white space between words."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(re.escape(word) for word in phrase.split(" ")) for phrase in longest_first)


_NUMBERS = lexicon("numbers")
WORDS: dict[str, int] = _NUMBERS["words"]
SCALES: dict[str, int] = _NUMBERS["scales"]
SHORT_SCALES: dict[str, int] = _NUMBERS["short_scales"]
_PHRASES: dict[str, int] = _NUMBERS["phrases"]
_VAGUE: dict[str, list[int]] = _NUMBERS["vague"]
_BOUNDS: dict[str, list[str]] = _NUMBERS["bounds"]

DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,12}(?:\.\d{1,4})?)"
)
SCALE = rf"(?:{either(SCALES)})"
_WORD = rf"(?:{either(WORDS)}|hundred|thousand|million|billion)"
_IN_WORDS = (
    rf"(?:{either(WORDS)})(?:(?:[\s-]+|(?:(?<=hundred)|(?<=thousand))\s+and\s+){_WORD}"
    rf"|[\s-]+dozen)*"
)
NUMBER = (
    rf"(?:{either(_VAGUE)}|{either(_PHRASES)}"
    rf"|{DIGITS}(?:[\s-]?{SCALE}\b(?:\s+(?:thousand|million|lakh|crore)\b)?|[\s-]?"
    rf"(?:{either(SHORT_SCALES)})\b(?!-\d))?"
    rf"|{_IN_WORDS})"
)
_BEFORE = (
    rf"(?:(?:{either(_BOUNDS['exact'])})"
    rf"(?!\s+(?:{either([*_BOUNDS['at_least'], *_BOUNDS['at_most']])})\b)"
    rf"|(?:(?:{either(_BOUNDS['strengthen'])})\s+)?"
    rf"(?:(?P<low>{either(_BOUNDS['at_least'])})|(?P<high>{either(_BOUNDS['at_most'])}))"
    rf")(?:\s+(?:{either(_BOUNDS['exact'])}|the))?"
)
_AFTER = (
    rf"(?P<low_after>(?:{either(_BOUNDS['at_least_after'])})(?!\w))"
    rf"|(?:{either(_BOUNDS['exact_after'])})(?!\w)"
)
_EXPRESSION = re.compile(
    rf"(?<![\w.,/$€£-])(?:(?P<bound>{_BEFORE})\s+)?(?P<between>(?:between|from)\s+)?"
    rf"(?P<number>(?<![\w/$€£-]){NUMBER})(?![\w/%])"
    rf"(?:(?:\s?[–—-]\s?|\s+(?:to|or)\s+(?:as\s+many\s+as\s+)?|(?(between)\s+and\s+|(?!)))"
    rf"(?P<upper>{NUMBER})(?![\w/%]))?"
    rf"(?P<after>{_AFTER})?(?![\w%]|[.,]\d|-[a-z]|-\d)"
)
_OVER_AFTER = re.compile(rf"\b(?:{either(_BOUNDS['over_after'])})\s+$")
_LONGEST_OVER = 20
"""Characters that such a word and the space after it take at most."""
_ANY = re.compile(rf"\d|\b(?:{either(WORDS)}|{either(_VAGUE)}|{either(_PHRASES)})\b")
"""Both look in lower case."""
_SCALED = re.compile(rf"({DIGITS})[\s-]?(.*)", re.DOTALL)
_LIMIT = 10**15


def amount(words: str) -> tuple[float, float] | None:
    """What a bare number says, as its lowest and highest value: "2.5 million", "dozens", "twenty-five".

    None where the words are no number.
    """
    plain = " ".join(words.lower().split())
    if plain in _VAGUE:
        low, high = _VAGUE[plain]
        return low, high
    if plain in _PHRASES:
        return _PHRASES[plain], _PHRASES[plain]
    digits = _SCALED.fullmatch(plain)
    number = _from_digits(*digits.groups()) if digits else _from_words(plain)
    return None if number is None or number > _LIMIT else (number, number)


def _from_digits(digits: str, scale: str) -> float | None:
    """The value of digits with an optional scale ("64,000" "crore"); None where the scale is not known."""
    number = float(re.sub(r"[,\s']", "", digits))
    for word in scale.replace("-", " ").split():
        factor = SCALES.get(word) or SHORT_SCALES.get(word)
        if factor is None:
            return None
        number *= factor
    return round(number, 6)


def _from_words(words: str) -> float | None:
    """The value of number words ("two hundred and fifty thousand"); None where one is no number word."""
    total = current = 0
    seen = False
    for word in words.replace("-", " ").split():
        if word == "and":
            continue
        seen = True
        if word in WORDS:
            current += WORDS[word]
        elif word in ("hundred", "dozen"):
            current = max(1, current) * SCALES[word]
        elif word in SCALES:
            total += max(1, current) * SCALES[word]
            current = 0
        else:
            return None
    return float(total + current) if seen else None


def scale_of(words: str) -> int:
    """The factor of the scale word at the end of a number ("80 thousand", "three dozen"); 1 without one."""
    last = re.search(r"([a-z]+)$", words.lower())
    return (SCALES.get(last[1]) or SHORT_SCALES.get(last[1]) or 1) if last else 1


def _range(hit: re.Match[str]) -> tuple[int | None, int | None] | None:
    """The closed range that a matched expression stands for, None for an open end."""
    first = amount(hit["number"])
    if first is None:
        return None
    low: float | None = first[0]
    high: float | None = first[1]
    if hit["upper"]:
        second = amount(hit["upper"])
        if second is None:
            return None
        if scale_of(hit["number"]) == 1 and first[0] < 1000:
            low = first[0] * scale_of(hit["upper"])
        high = second[1]
        if low is not None and low > high:
            return None
    if (hit["low"] and not _over_of_verb(hit)) or hit["low_after"]:
        high = None
    elif hit["high"]:
        low, high = None, high
    if any(end is not None and end != int(end) for end in (low, high)):
        return None
    return (None if low is None else int(low)), (None if high is None else int(high))


def _over_of_verb(hit: re.Match[str]) -> bool:
    """Whether "over" before the number belongs to other words: "handed over 28 tanks", "talks over 11 jets"."""
    starts = (hit["bound"] or "").startswith("over")
    before = max(0, hit.start() - _LONGEST_OVER)
    return starts and hit["low"] == "over" and _OVER_AFTER.search(hit.string, before, hit.start()) is not None


@lru_cache(maxsize=512)
def numbers_in(text: str) -> tuple[Found[Quantity], ...]:
    """Every number in a text as a range, with its bound ("at least ten", "up to 20", "between 5 and 9").

    Digits inside a designation ("F-16", "T-72", "155mm") are not numbers here; years, money and
    measurements are, and it is for the caller to leave them out.
    """
    found: list[Found[Quantity]] = []
    lower = lowered(text)
    if not _ANY.search(lower):
        return ()
    for hit in _EXPRESSION.finditer(lower):
        ends = _range(hit)
        if ends is None:
            # no range after all: "March 16 - Six drones", "in 2017 - 12 jets"
            alone = amount(hit["upper"]) if hit["upper"] and not hit["bound"] else None
            if alone is not None and alone[1] == int(alone[1]):
                start, end = hit.span("upper")
                found.append(Found(start, end, Quantity(int(alone[0]), int(alone[1]), text[start:end])))
            continue
        start = hit.start()
        if _over_of_verb(hit):
            start = hit.start("between") if hit["between"] else hit.start("number")
        elif hit["between"] and not hit["upper"] and not hit["bound"]:
            start = hit.start("number")
        found.append(Found(start, hit.end(), Quantity(ends[0], ends[1], text[start : hit.end()])))
    return tuple(found)
