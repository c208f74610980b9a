"""Names in Chinese, Japanese and Korean characters: two that sound the same are two names where characters differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from icu import Transliterator

from weighbridge.matching.names import clean

MOST = 8
"""Characters of a person's name; what is longer is a sentence or a firm."""
_SCRIPTS = {"han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]{2,8}"), "hangul": re.compile(r"[\uac00-\ud7a3]{2,8}")}
_GAPS = re.compile(r"[\s·・‧•]+")


@cache
def _simplified() -> Any:
    return Transliterator.createInstance("Hant-Hans")


@lru_cache(maxsize=20_000)
def written(text: str) -> tuple[str, str]:
    """The script and the characters of a name that is written in one of these alone, traditional ones simplified.

    Two empty texts for other names.
    """
    bare = _GAPS.sub("", clean(text)) if not text.isascii() else ""
    for script, pattern in _SCRIPTS.items():
        if pattern.fullmatch(bare):
            return script, str(_simplified().transliterate(bare)) if script == "han" else bare
    return "", ""


def differ(asked: Iterable[str], listed: Iterable[str]) -> bool:
    """Both sides have names in one of these scripts, and none is written the same: each differs in a character."""
    ours = {one for name in asked if (one := written(name))[0]}
    theirs = {one for name in listed if (one := written(name))[0]}
    shared = {script for script, _ in ours} & {script for script, _ in theirs}
    return bool(shared) and not ours & theirs
