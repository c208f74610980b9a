"""Words to word pieces: the longest known piece first, as the encoder was trained."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

LONGEST = 40
"""Characters; a longer word is unknown, so that hostile input costs nothing."""


def _parts(word: str) -> Iterator[str]:
    """The word without accents, cut at punctuation."""
    held = ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        if unicodedata.category(letter) == "Mn":
            continue
        if letter.isalnum():
            held += letter
            continue
        if held:
            yield held
        held = ""
        if not letter.isspace():
            yield letter
    if held:
        yield held


def pieces_of(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The numbers of the pieces of one word; what the vocabulary doesn't know is one ``[UNK]``."""
    out: list[int] = []
    for part in _parts(word[: 4 * LONGEST]):
        out += _longest_first(part, vocabulary)
    return out


def _longest_first(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(part) > LONGEST:
        return [vocabulary["[UNK]"]]
    found: list[int] = []
    start = 0
    while start < len(part):
        for end in range(len(part), start, -1):
            number = vocabulary.get(("##" if start else "") + part[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return [vocabulary["[UNK]"]]
    return found
