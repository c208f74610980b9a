"""Which of two kinds of goods a designation names in a text: the Hawk is an American missile and a British jet.

A text means one of them throughout. Words right after the name tell which ("Hawk jets", "a Hawk battery"), or its maker
("British Aerospace"); where none does, for some of them, the maker's state that stands nearest the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon import Entry
from weighbridge.lexicon.tables import FOLDER, LexiconError, entries
from weighbridge.model import ITEM_CLASSES
from weighbridge.reading.mentions import Mention

_NEAR = 120
"""Characters to both sides of a name where a maker's state is looked for."""
_TOLD = 3
"""What a word right after the name is worth against a maker named anywhere in the text."""


@dataclass(frozen=True, slots=True)
class Homonym:
    """The second kind of goods that a designation names, and the words that tell the two apart."""

    class_: str
    state: str
    own: re.Pattern[str]
    other: re.Pattern[str]
    """Right after the name, as ``own``."""
    makers: re.Pattern[str]
    """Anywhere in the text."""
    by_state: bool
    """Whether the maker's state that stands nearest decides where no word does."""


def _after(words: Sequence[str]) -> re.Pattern[str]:
    """One of the words, in singular or plural, after at most one other."""
    among = "|".join(re.escape(word).replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for word in words)
    return re.compile(rf"[ -](?:[\w-]+ )?(?:{among or '(?!)'})s?\b", re.IGNORECASE)


@lru_cache(maxsize=2)
def load_homonyms(path: Path = FOLDER / "goods" / "homonyms.toml") -> dict[str, Homonym]:
    """The table, by the name of the designation.

    Raises:
        LexiconError: a mistake in the file, with its line.
    """
    found: dict[str, Homonym] = {}
    for row, line in entries(path, "homonym"):
        if row["class"] not in ITEM_CLASSES:
            raise LexiconError(path, line, f"class {row['class']!r} is none of: {', '.join(ITEM_CLASSES)}")
        makers = [word for word in row["words"] if word[:1].isupper()]
        found[row["name"]] = Homonym(
            row["class"],
            row["state"],
            _after(row["own"]),
            _after([word for word in row["words"] if word not in makers]),
            re.compile(rf"\b(?:{'|'.join(map(re.escape, makers)) or '(?!)'})\b"),
            row.get("by_state", False),
        )
    return found


def told_apart(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions, where designations of two meanings stand for what the text means by them."""
    known = load_homonyms()
    meant = {m.entry.name for m in mentions if m.entry.kind == "designation" and m.entry.name in known}
    other = {name for name in meant if _is_other(name, known[name], mentions, text)}
    if not other:
        return mentions
    return [
        replace(m, entry=_of_other(m.entry, known[m.entry.name]))
        if m.entry.kind == "designation" and m.entry.name in other
        else m
        for m in mentions
    ]


def _of_other(entry: Entry, homonym: Homonym) -> Entry:
    return replace(entry, class_=homonym.class_, code=homonym.state, noun=None)


def _is_other(name: str, homonym: Homonym, mentions: Sequence[Mention], text: str) -> bool:
    """Whether a text means the second kind of goods by a name."""
    named = [m for m in mentions if m.entry.name == name and m.entry.kind == "designation"]
    ends = [found.end() for found in re.finditer(rf"\b{re.escape(name)}s?\b", text)]
    more = sum(_TOLD for end in ends if homonym.other.match(text, end)) + len(homonym.makers.findall(text))
    less = sum(_TOLD for end in ends if homonym.own.match(text, end))
    if more != less:
        return more > less
    if not homonym.by_state:
        return False
    own = next(m.entry.code for m in named)
    nearest: tuple[int, str] | None = None
    for party in mentions:
        if party.entry.code in (own, homonym.state) and party.entry.kind not in ("designation", "outlet"):
            apart = min(abs(party.start - m.start) for m in named)
            if apart <= _NEAR and (nearest is None or apart < nearest[0]):
                nearest = apart, party.entry.code or ""
    return nearest is not None and nearest[1] == homonym.state
