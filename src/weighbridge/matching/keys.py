"""By what a name is found in an index: its words, their sounds and letters, three letters in a row, gazetteers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rigour.names import Name, NamePart, NamePartTag, Symbol

MOST_PARTS = 24
MOST_SYMBOLS = 24
"""Gazetteer entries of one word; "Xi" has 20."""
_SYMBOLS = {Symbol.Category.NAME, Symbol.Category.NICK, Symbol.Category.SYMBOL, Symbol.Category.DOMAIN}


def _of_part(part: NamePart) -> Iterator[str]:
    word = part.comparable[:40]
    yield f"w:{word}"
    if part.tag == NamePartTag.LEGAL:
        return
    if part.metaphone and len(part.metaphone) > 1:
        yield f"s:{part.metaphone[:40]}"
    if len(word) >= 5:
        yield f"l:{''.join(sorted(word))}"
    padded = f"^{word}"
    yield from (f"t:{padded[at : at + 3]}" for at in range(max(1, len(padded) - 2)))


def of_name(name: Name) -> set[str]:
    """All keys of a name; of a very long one those of its first MOST_PARTS words. Neighbours also count as one word."""
    parts = name.parts[:MOST_PARTS]
    found = {key for part in parts for key in _of_part(part)}
    found.update(of_word(one.comparable + other.comparable) for one, other in zip(parts, parts[1:], strict=False))
    counts: dict[str, int] = {}
    for span in name.spans:
        if span.symbol.category in _SYMBOLS:
            counts[span.comparable] = counts.get(span.comparable, 0) + 1
            if counts[span.comparable] <= MOST_SYMBOLS:
                found.add(f"g:{span.symbol.id}")
    return found


def looked_for(name: Name) -> list[set[str]]:
    """The sets of keys by which a name is sought: all, and where forenames would drown the rest, also those without.

    "Hua" and "Wei" stand for dozens of forenames each: whoever is called Wei would come before Huawei.
    """
    every = of_name(name)
    others = {key for key in every if not key.startswith("g:")}
    return [every, others] if len(every) - len(others) > MOST_SYMBOLS // 2 else [every]


def of_number(value: str) -> str:
    """The key of an identifier, without its kind, since order forms often don't say it."""
    return f"i:{value}"


def of_word(word: str) -> str:
    """The key under which a word is counted."""
    return f"w:{word[:40]}"


def hashed(key: str) -> int:
    """A key as 64 bits. Two keys with one hash would only give a candidate more."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
