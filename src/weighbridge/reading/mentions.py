"""Where a text names parties and goods: one Aho-Corasick pass, before any parsing.

Words of the lexicon that are all lower case are found in any case, others as they
are written (and, for states and capitals, in capitals: datelines and headlines).
Hyphens and spaces count as the same, curly quotes as straight ones. Of overlapping
matches the leftmost longest stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation

from weighbridge.lexicon import Entry, Lexicon, load
from weighbridge.lexicon.tables import FOLDER

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("-\u2010\u2011\u2012\u2013\u00a0\u2009\u202f", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    }
)
_CAPITALS_TOO = frozenset(("state", "capital", "adjective", "place", "organ", "group"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters start:end of the document's text that stand for a lexicon entry."""

    start: int
    end: int
    entry: Entry


def alike(text: str) -> str:
    """The text with hyphens as spaces and quotes straight; the same length."""
    if text.isascii():  # most texts, and several times as fast
        return text.replace("-", " ").replace("`", "'")
    return text.translate(_ALIKE)


def lowered(text: str) -> str:
    """Lower case of the same length (a few capitals, such as \u0130, grow in lower case; they stay)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Finder:
    """The lexicon as two automata: one over the text as written, one over its lower case."""

    def __init__(self, lexicon: Lexicon) -> None:
        written: dict[str, Entry] = {}
        lower: dict[str, Entry] = {}
        for word, entry in lexicon.words.items():
            form = alike(word)
            if form == form.lower():
                lower.setdefault(form, entry)
            else:
                written.setdefault(form, entry)
                if entry.kind in _CAPITALS_TOO and len(form) > 4:
                    written.setdefault(form.upper(), entry)
        # a DFA is faster, but for the many names it would take some 180 MB
        self._tables = [
            (AhoCorasick(list(written)), list(written.values())),
            (AhoCorasick(list(lower), implementation=Implementation.DFA), list(lower.values())),
        ]

    def find(self, text: str) -> list[Mention]:
        """All mentions in ``text`` in its order; none overlap."""
        plain = alike(text)
        found: list[Mention] = []
        for (automaton, entries), hay in zip(self._tables, (plain, lowered(plain)), strict=True):
            for number, start, end in automaton.find_matches_as_indexes(hay, overlapping=True):
                if (start and hay[start - 1].isalnum() and hay[start].isalnum()) or (
                    end < len(hay) and hay[end].isalnum() and hay[end - 1].isalnum()
                ):
                    continue
                if hay[end - 1].isdigit() and hay[end : end + 1] in (".", ",") and hay[end + 1 : end + 2].isdigit():
                    continue  # a number goes on: "P18.9 billion" is no P-18
                found.append(Mention(start, end, entries[number]))
        return list(_leftmost_longest(found, plain))


def _leftmost_longest(found: list[Mention], plain: str) -> Iterator[Mention]:
    """Of overlapping mentions the leftmost longest.

    Where one begins counts without "the": in "the North Korean army" stands "North Korean", and no "the North".
    """

    def order(one: Mention) -> tuple[int, int, int]:
        article = one.end > one.start + 4 and plain[one.start : one.start + 4] in ("the ", "The ", "THE ")
        return one.start + 4 * article, -one.end, one.start

    reach = 0
    for mention in sorted(found, key=order):
        if mention.start >= reach:
            reach = mention.end
            yield mention


@lru_cache(maxsize=4)
def finder(folder: Path = FOLDER) -> Finder:
    """The finder of the lexicon in ``folder``, built once."""
    return Finder(load(folder))
