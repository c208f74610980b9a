"""Words in what others wrote: whole words, in any case and script, hyphens and points as spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 2000
"""Characters of a field that are looked at."""
_OTHER = re.compile(r"[\W_]+")


def flat(text: str) -> str:
    """Small letters without accents, everything else a single space: "P.O. Box" gives "p o box"."""
    bare = unicodedata.normalize("NFKD", text[:LONGEST])
    return _OTHER.sub(" ", "".join(one for one in bare if not unicodedata.combining(one)).casefold()).strip()


_flat_word = lru_cache(maxsize=4096)(flat)
"""Words of the tables, which come again with every order."""


def first_of(words: Iterable[str], text: str) -> str:
    """The longest of ``words`` that stands in ``text`` as whole words; an empty text where none does."""
    hay = f" {flat(text)} "
    found = [word for word in words if (bare := _flat_word(word)) and f" {bare} " in hay]
    return max(found, key=len, default="")
