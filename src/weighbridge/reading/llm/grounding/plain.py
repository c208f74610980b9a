"""A text without the differences that a model makes when it copies: spaces, quotes, dashes, forms of letters.

What is found in the plain text is given back as characters of the true one.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from weighbridge.reading.mentions import lowered

Span = tuple[int, int]

_QUOTES = frozenset(
    "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u00ab\u00bb\u2039\u203a\u02bc"
)
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")


@lru_cache(maxsize=4096)
def _forms(letter: str) -> str:
    """The plain letters of one letter: none for marks and invisible ones, several for ligatures."""
    if letter in _QUOTES:
        return "'"
    if letter in _DASHES:
        return "-"
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    if kind == "Cf":
        return ""
    return "".join(
        " " if one.isspace() else one
        for one in unicodedata.normalize("NFKD", letter)
        if unicodedata.category(one) not in ("Mn", "Me")
    )


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` is the plain form, ``low`` the same in lower case, letter by letter; ``places`` says where in the
    true text each letter stands."""

    text: str
    low: str
    places: array[int]

    def true(self, span: Span) -> Span:
        """Characters of the true text for characters of the plain one."""
        return self.places[span[0]], self.places[span[1] - 1] + 1

    def plain_from(self, place: int) -> int:
        """The first letter of the plain text that stands at or after a place of the true one."""
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle] < place:
                low = middle + 1
            else:
                high = middle
        return low


def plain_of(text: str) -> Plain:
    """The plain form, in time linear in the length of the text. White space at the ends is kept, as one space."""
    letters: list[str] = []
    places = array("q")
    before = ""
    for at, letter in enumerate(text):
        for one in _forms(letter):
            if one == " " and before == " ":
                continue
            letters.append(one)
            places.append(at)
            before = one
    plain = "".join(letters)
    return Plain(plain, lowered(plain), places)


def plain_words(text: str) -> str:
    """A quotation in its plain form, without white space at its ends."""
    return plain_of(text).text.strip()


def places_of(words: str, plain: Plain, start: int = 0, end: int | None = None, *, low: bool = False) -> Iterator[Span]:
    """Where whole words stand in plain letters ``start:end``, in order; with ``low`` in any case."""
    hay = plain.low if low else plain.text
    needle = lowered(words) if low else words
    end = len(hay) if end is None else end
    if not needle:
        return
    at = hay.find(needle, start, end)
    while at >= 0:
        last = at + len(needle)
        if not _inside_word(hay, at) and not _inside_word(hay, last):
            yield at, last
        at = hay.find(needle, at + 1, end)


def last_place_of(words: str, plain: Plain, end: int, *, low: bool = False) -> Span | None:
    """The last place of whole words that ends at or before plain letter ``end``."""
    hay = plain.low if low else plain.text
    needle = lowered(words) if low else words
    at = hay.rfind(needle, 0, end) if needle else -1
    while at >= 0:
        if not _inside_word(hay, at) and not _inside_word(hay, at + len(needle)):
            return at, at + len(needle)
        at = hay.rfind(needle, 0, at + len(needle) - 1)
    return None


def _inside_word(hay: str, at: int) -> bool:
    """Whether a word, or a number with its decimals, goes on across a place."""
    if not 0 < at < len(hay):
        return False
    left, right = hay[at - 1], hay[at]
    if left.isalnum() and right.isalnum():
        return True
    if left in ".," and right.isdigit():
        return at > 1 and hay[at - 2].isdigit()
    return left.isdigit() and right in ".," and hay[at + 1 : at + 2].isdigit()
