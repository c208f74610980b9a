"""The words of ``lexicon/weighing.toml``, ready to be looked for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from weighbridge.reading.amounts.numerals import lexicon


@cache
def table(name: str) -> dict[str, Any]:
    """A table of the file."""
    found: dict[str, Any] = lexicon("weighing")[name]
    return found


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(table(name)[key])


@cache
def _seizure() -> re.Pattern[str]:
    begin = "|".join(map(re.escape, table("seizure")["begin"]))
    phrases = "|".join(map(re.escape, table("seizure")["phrases"]))
    return re.compile(rf"\b(?:(?:{begin})|(?:{phrases})\b)", re.IGNORECASE)


def tells_of_seizure(text: str) -> bool:
    """Goods were stopped on their way."""
    return bool(_seizure().search(text))


@cache
def _batch() -> re.Pattern[str]:
    numbers = "|".join(map(re.escape, table("batch")["numbers"] + table("batch")["more"]))
    nouns = "|".join(map(re.escape, table("batch")["nouns"]))
    return re.compile(rf"\b({numbers})\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns})s?\b", re.IGNORECASE)


def batch_in(text: str) -> str | None:
    """The number by which a sentence tells a batch from the first ("second"), if there is one."""
    hit = _batch().search(text)
    return hit[1].lower() if hit and hit[1].lower() in words("batch", "numbers") else None


def another_in(text: str) -> bool:
    """A sentence tells what it speaks of from what was told before: "another cargo", "weeks later"."""
    lower = text.lower()
    return bool(_batch().search(text)) or any(later in lower for later in table("batch")["later"])
