"""Keeping the key out of everything that a server sends back: errors, answers, and so logs, cache and ledger."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

STANDS_FOR = "[key]"
_PIECE = 8
"""Characters of a long key that tell something of it; servers like to echo its ends."""
_LONG = 16


@lru_cache(maxsize=8)
def _pattern(key: str) -> re.Pattern[str] | None:
    if not key:
        return None
    forms = {key, quote(key, safe=""), key.replace("/", "\\/")}
    if len(key) >= _LONG:
        forms |= {key[at : at + _PIECE] for at in range(len(key) - _PIECE + 1)}
    longest_first = sorted(forms, key=lambda one: (-len(one), one))
    return re.compile("|".join(map(re.escape, longest_first)))


def without_key(text: str, key: str) -> str:
    """The text without the key, and without pieces of a long one."""
    pattern = _pattern(key)
    return text if pattern is None else pattern.sub(STANDS_FOR, text)
