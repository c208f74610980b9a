"""Scripts of names: which ones lists can be compared with, and characters that make a name look like another."""

from __future__ import annotations

import unicodedata

SPELT = frozenset(("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN"))
"""Scripts whose letters lists give one by one, so that a name comes out as they have it."""
SYLLABLES = frozenset(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))
"""Scripts whose names of persons lists give by their sound; what a company's characters mean, they translate."""
_JOINERS = frozenset("\u200c\u200d")
"""Needed between letters of some scripts (Persian, Indian ones); between Latin letters they only hide."""
_MARKS = frozenset("\u200e\u200f\u061c")
"""Marks of direction that word processors leave; they move no letter of a name in one script."""


def hidden(text: str) -> bool:
    """Whether a name has characters that can't be seen, or that show it in another order than it is written."""
    for at, one in enumerate(text):
        if unicodedata.category(one) not in ("Cc", "Cf", "Co", "Cs") or one in "\t\n\r" or one in _MARKS:
            continue
        if one in _JOINERS and not (text[max(0, at - 1) : at] + text[at + 1 : at + 2]).isascii():
            continue
        return True
    return False


def comparable(text: str, schema: str) -> bool:
    """Whether letters of the name are of a script in which lists can be asked for it; a name without letters is."""
    known = SPELT | SYLLABLES if schema == "Person" else SPELT
    scripts = [
        unicodedata.name(one, "?").split()[0] for one in unicodedata.normalize("NFKC", text[:1000]) if one.isalpha()
    ]
    return not scripts or 2 * sum(one in known for one in scripts) >= len(scripts)
