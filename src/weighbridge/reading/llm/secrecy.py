"""Keeping the key out of everything that a server sends back: errors, answers, and so logs, cache and ledger."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

STANDS_FOR = "[key]"
_PIECE = 8
"""Characters of a long key that tell something of it; servers like to echo its ends."""
_LONG = 16


_ESCAPE = re.compile(r"\\{1,8}(?:u00([0-9a-fA-F]{2}))?")
"""A letter of a key as JSON may write it. An answer may be a million backslashes, so only so many
are taken together."""


@lru_cache(maxsize=8)
def _pattern(key: str) -> re.Pattern[str] | None:
    if not key:
        return None
    forms = {key, quote(key, safe=""), key.replace("/", "\\/")}
    if len(key) >= _LONG:
        forms |= {key[at : at + _PIECE] for at in range(len(key) - _PIECE + 1)}
    longest_first = sorted(forms, key=lambda one: (-len(one), one))
    return re.compile("|".join(map(re.escape, longest_first)))


@lru_cache(maxsize=8)
def _escaped_pattern(key: str) -> re.Pattern[str]:
    """The key, or a piece of a long one, with any of its letters escaped as in JSON, also more than once."""
    size = _PIECE if len(key) >= _LONG else len(key)
    letters = [rf"(?:\\{{1,8}}u00{ord(one):02x}|\\{{0,8}}{re.escape(one)})" for one in key]
    pieces = ("".join(letters[at : at + size]) for at in range(len(key) - size + 1))
    return re.compile("|".join(dict.fromkeys(pieces)), re.IGNORECASE)


def without_key(text: str, key: str) -> str:
    """The text without the key and without pieces of a long one, also where letters are escaped as in JSON."""
    pattern = _pattern(key)
    if pattern is None:
        return text
    clean = pattern.sub(STANDS_FOR, text)
    if "\\" not in clean or not pattern.search(_ESCAPE.sub(_letter, clean)):
        return clean
    return _escaped_pattern(key).sub(STANDS_FOR, clean)


def _letter(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else ""
