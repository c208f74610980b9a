"""In which language a text is: a count of the commonest words and of scripts.

Enough to tell English from what the reader can't read, the same on every machine.
The words are in ``languages.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Any

SAMPLE = 20_000
"""Characters looked at from the beginning, and as many from the middle."""

ENOUGH = 5
"""Common words of another language below which nothing is claimed."""

_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, frozenset[str]], list[tuple[str, str, int, int]]]:
    """Names by code, common words by code, and (script, code, first, last) ranges."""
    source = files("weighbridge.intake").joinpath("languages.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    names = {row["code"]: row["name"] for table in ("language", "script") for row in data[table]}
    words = {row["code"]: frozenset(row["words"].split()) for row in data["language"]}
    ranges = [
        (row["script"], row["code"], int(first, 16), int(last, 16))
        for row in data["script"]
        for first, last in (span.split("-") for span in row["ranges"])
    ]
    return names, words, ranges


def name_of(code: str) -> str:
    """The English name of a language code that ``language_of`` gave."""
    return _tables()[0].get(code, code)


def _sample(text: str) -> str:
    if len(text) <= 2 * SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]}"


def _script_of(sample: str) -> str | None:
    """The code that stands for the script most letters are in; None for Latin letters."""
    letters = Counter(char for char in sample if char.isalpha())
    total = letters.total()
    if not total:
        return None
    counts: Counter[str] = Counter()
    for char, number in letters.items():
        if ord(char) < 0x250:
            continue
        for _, code, first, last in _tables()[2]:
            if first <= ord(char) <= last:
                counts[code] += number
                break
    if not counts or counts.total() < total / 2:
        return None
    # Japanese is written with Chinese signs as well, so a few kana decide
    if counts["zh"] and counts["ja"] > counts["zh"] / 20:
        return "ja"
    return max(counts, key=lambda code: (counts[code], code))


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``; None where there is too little to tell.

    Another language than English is named only when its common words stand there half as
    often again as the English ones, so an English text that quotes others stays English.
    """
    sample = _sample(text)
    script = _script_of(sample)
    _, common, _ = _tables()
    words = Counter(word.lower() for word in _WORD.findall(sample))
    if script is not None and script not in common:
        return script
    hits = {code: sum(words[word] for word in chosen) for code, chosen in common.items()}
    if script is not None:
        # Cyrillic or Arabic letters: several languages share them
        rivals = {code: hits[code] for code in common if code == script or code in _SHARED.get(script, ())}
        return max(rivals, key=lambda code: (rivals[code], code == script))
    english = hits.pop("en")
    best = max(sorted(hits), key=lambda code: hits[code])
    if hits[best] >= ENOUGH and hits[best] > 1.5 * english:
        return best
    return "en" if english >= 2 and english >= hits[best] / 1.5 else None


_SHARED = {"ru": ("uk", "bg", "sr"), "ar": ("fa", "ur")}
