"""Sums of money in a sentence, and which is the price of the goods (guidelines, section 2, ``value``)."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc

from weighbridge.model import Value
from weighbridge.reading.amounts.numerals import (
    DIGITS,
    NUMBER,
    SCALE,
    SHORT_SCALES,
    Found,
    amount,
    either,
    lexicon,
    lowered,
)
from weighbridge.reading.parsing.tree import text_of

_CURRENCY: dict[str, dict[str, str]] = lexicon("numbers")["currency"]
_SYMBOLS = _CURRENCY["symbols"]
_WORDS = _CURRENCY["words"]
_ADJECTIVES = _CURRENCY["adjectives"]
_MONEY: dict[str, list[str]] = lexicon("numbers")["money"]
_BOUNDS: dict[str, list[str]] = lexicon("numbers")["bounds"]
_NEED_SCALE = frozenset(_MONEY["need_scale"])

_BOUND = rf"(?:\b(?:{either(_BOUNDS['at_least'] + _BOUNDS['at_most'] + _BOUNDS['exact'])})\s+)?"
_SUM = rf"(?:{DIGITS}\s?b\b|{NUMBER})"
_SYMBOL_SUM = re.compile(
    rf"(?P<bound>{_BOUND})(?<![A-Za-z$])(?P<symbol>{either(_SYMBOLS)})\s?(?P<number>(?=\d)(?i:{_SUM}))"
    rf"(?:\s?[–-]\s?(?P<upper>(?=\d)(?i:{_SUM})))?(?![\w%]|[.,]\d)"
)
_WORD_SUM = re.compile(
    rf"(?P<bound>{_BOUND})(?P<number>(?<![\w.,$€£-]){NUMBER})[\s-]+"
    rf"(?:(?P<adjective>{either(_ADJECTIVES)})\s+)?(?P<word>{either(_WORDS)})(?!\w)",
    re.IGNORECASE,
)
_BARE_SUM = re.compile(
    rf"\b(?:worth|valued at|priced at|\(|(?:the|a)(?=\s+[\d.]+-[bm]illion))\s*(?P<bound>{_BOUND})"
    rf"(?P<number>(?=\d){NUMBER})(?=\)|[.,;]|[\s-]+(?:{either(_MONEY['deals'])})\b|\s+"
    rf"(?:approved|in all|in total)|$)",
    re.IGNORECASE,
)
_HAS_SCALE = re.compile(
    rf"(?:{SCALE}|(?:{either(SHORT_SCALES)}))$|\b(?:million|billion|trillion|crore|lakh)", re.IGNORECASE
)
_MAYBE_MONEY = re.compile(
    rf"[$€£₹¥₩₪₺₽₴₱₦]|\b(?:{either({word.lower() for word in _WORDS})})\b|worth|valued|priced|\b(?:crore|lakh)"
    rf"|\d-[bm]illion"
    rf"|\b(?:{either({s.lower() for s in _SYMBOLS if s.isalpha() and len(s) > 1})})\s?\d|\bp\d|\("
    rf"(?:\d+\.)?\d+\s?[bm]"
)
"""Looks in lower case."""
_NOT_AFTER = re.compile(rf"[\s-]*(?:\w+\s+){{0,2}}?(?:{either(_MONEY['not_deal_after'])})(?!\w)", re.IGNORECASE)
_NOT_BEFORE = re.compile(rf"\b(?:{either(_MONEY['not_deal_before'])})\s+(?:\w+\s+)?$", re.IGNORECASE)
_PACKAGE_OF = re.compile(rf"\b(?:{either(_MONEY['bundles'])})\s+of\s+[^.;]*$", re.IGNORECASE)
_PART_OF = re.compile(rf"\b(?:{either(_MONEY['part_of'])})\b", re.IGNORECASE)


@lru_cache(maxsize=512)
def values_in(text: str) -> tuple[Found[Value], ...]:
    """Every sum of money in a text, in order. Vague sums ("billions of dollars") are none.

    Of a range ("$2-3 billion") the upper end is given. ``currency`` is ISO 4217, or None where
    the words do not tell ("worth 22.5 billion").
    """
    if not _MAYBE_MONEY.search(lowered(text)):
        return ()
    found: list[Found[Value]] = []
    for hit in _SYMBOL_SUM.finditer(text):
        words = hit["upper"] or hit["number"]
        code = _SYMBOLS.get(hit["symbol"])
        if hit["symbol"] in ("P", "N") and not _HAS_SCALE.search(words):
            continue
        _add(found, hit, words, code)
    for hit in _WORD_SUM.finditer(text):
        word = hit["word"].lower()
        if word in _NEED_SCALE and not _HAS_SCALE.search(hit["number"]):
            continue
        code = _WORDS.get(word) or _WORDS.get(hit["word"]) or None
        if hit["adjective"]:
            code = _with_adjective(" ".join(hit["adjective"].lower().split()), word) or code
        _add(found, hit, hit["number"], code)
    for hit in _BARE_SUM.finditer(text):
        if _HAS_SCALE.search(hit["number"]):
            _add(found, hit, hit["number"], found[0].what.currency if found else None, hit.start("bound"))
    return tuple(sorted(found, key=lambda one: one.start))


def _with_adjective(adjective: str, word: str) -> str | None:
    """The currency that an adjective of a country makes of a currency's word ("Canadian" "dollars")."""
    code = _ADJECTIVES.get(adjective)
    if word.startswith("dollar") and code not in ("USD", "CAD", "AUD", "NZD", "TWD", "HKD", "SGD"):
        return None
    if word.startswith("euro"):
        return "EUR"
    if word.startswith("pound") and code not in ("GBP", "EGP"):
        return None
    return code


def _add(found: list[Found[Value]], hit: re.Match[str], words: str, code: str | None, start: int | None = None) -> None:
    """Put a matched sum among those found, unless it is vague or stands on one already found."""
    begin = hit.start() if start is None else start
    end = hit.end() if hit.re is not _BARE_SUM else hit.end("number")
    ends = amount(re.sub(r"(?<=\d)\s?[bB]$", " billion", words))
    if ends is None or ends[0] != ends[1] or any(one.start < end and begin < one.end for one in found):
        return
    whole = hit.string[begin:end]
    begin += len(whole) - len(whole.lstrip())
    found.append(Found(begin, end, Value(float(ends[0]), code, hit.string[begin:end])))


def value_for(doc: Doc | None, start: int, end: int) -> Value | None:
    """The money that the goods at characters ``start:end`` of a sentence, or the deal on them, cost.

    A conversion in brackets is left out, and so is a sum that is plainly something else's (a budget,
    a fine, a price apiece) or a package's of which the goods are one part (guidelines, 8, rule 16).
    """
    if doc is None or not 0 <= start < end <= len(text_of(doc)):
        return None
    text = text_of(doc)
    sums = [one for one in values_in(text) if not _is_conversion(text, one)]
    fitting = [one for one in sums if _is_price(text, one) and not _is_part(text, one, start, end)]
    if not fitting:
        return None
    return min(fitting, key=lambda one: _distance(text, one, start, end)).what


def _is_conversion(text: str, money: Found[Value]) -> bool:
    """Whether a sum only repeats the one before it in another currency: "3 million euros ($4.2 million)"."""
    before = text[: money.start].rstrip()
    if not before.endswith("(") and not re.search(
        r"\((?:about|some|around|roughly|or|over"
        r"|nearly)$",
        before,
    ):
        return False
    lead = before[: before.rfind("(")].rstrip()
    return any(one.end == len(lead) for one in values_in(text))


def _is_price(text: str, money: Found[Value]) -> bool:
    """Whether nothing around a sum says that it is no price of a deal."""
    return not (_NOT_AFTER.match(text[money.end :]) or _NOT_BEFORE.search(text[: money.start]))


def _is_part(text: str, money: Found[Value], start: int, end: int) -> bool:
    """Whether words between a sum and the goods say that the goods are one part of what it buys."""
    if money.start < end and start < money.end:
        return False
    if ";" in text[min(money.end, end) : max(money.start, start)]:
        return True
    if money.end <= start:
        return _PART_OF.search(text[money.end : start]) is not None
    between = text[end : money.start]
    in_package = _PACKAGE_OF.search(text, 0, start) or re.search(r"\bin (?:the|a|an)\s+$", between)
    return in_package is not None or _PART_OF.search(between) is not None


def _distance(text: str, money: Found[Value], start: int, end: int) -> int:
    """How far a sum stands from the goods, in characters; a clause's end between them counts double."""
    gap = text[money.end : start] if money.end <= start else text[end : money.start]
    return len(gap) + 40 * (gap.count(",") + 2 * gap.count(";"))
