"""Which of two kinds of goods a designation names in a text: the Hawk is an American missile and a British jet.

A text means one of them throughout. Words right after the name tell which ("Hawk jets", "a Hawk battery"), or its maker
("British Aerospace"); where none does, for some of them, the maker's state that stands nearest the name. Fighters are
jets or men, each time anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon import Entry
from weighbridge.lexicon.tables import FOLDER, LexiconError, entries, word_lists
from weighbridge.model import ITEM_CLASSES
from weighbridge.reading.mentions import Mention

_NEAR = 120
"""Characters to both sides of a name where its makers are looked for."""
_CLOSE = 40
"""So many characters from a name its maker's state may stand."""
_FROM = re.compile(r"^,? (?:from|which|that) (?:the )?$")
"""Between a name and its maker's state behind it: "Hawks from Britain", "the Hawks that Britain sold"."""
_TOLD = 3
"""What a word right after the name is worth against a maker named near it."""


@dataclass(frozen=True, slots=True)
class Homonym:
    """The second kind of goods that a designation names, and the words that tell the two apart."""

    class_: str
    state: str
    own: re.Pattern[str]
    other: re.Pattern[str]
    """Right after the name, as ``own``."""
    makers: re.Pattern[str]
    """Near the name."""
    by_state: bool
    """Whether the maker's state that stands nearest decides where no word does."""


def _after(words: Sequence[str]) -> re.Pattern[str]:
    """One of the words, in singular or plural, after at most one other."""
    among = "|".join(re.escape(word).replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for word in words)
    return re.compile(rf"[ -](?:[\w-]+ )?(?:{among or '(?!)'})s?\b", re.IGNORECASE)


_FIGHTER, _MEN = "fighter", "personnel"
_MANY = 300
"""So many jets in one piece are sold to nobody."""


@dataclass(frozen=True, slots=True)
class Men:
    """When fighters are men and no jets: words before and behind, and who builds jets."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    trade: re.Pattern[str]
    """Near the word these make them jets."""
    builders: frozenset[str]


@lru_cache(maxsize=2)
def load_men(folder: Path = FOLDER) -> Men:
    """Read ``fighters.toml``.

    Raises:
        LexiconError: a list that is missing, unknown or none.
    """
    words = word_lists(folder / "fighters.toml", "men", ("before", "behind", "trade", "builders"))
    before, behind, trade = ("|".join(map(re.escape, words[key])) for key in ("before", "behind", "trade"))
    return Men(
        re.compile(rf"\b(?:{before})\s$", re.IGNORECASE),
        re.compile(rf",?\s(?:{behind})\b"),
        re.compile(rf"\b(?:{trade})\w*", re.IGNORECASE),
        frozenset(words["builders"]),
    )


def _men(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions, with fighters as men where the words around them, or their number, tell it."""
    told = load_men()
    return [
        replace(one, entry=replace(one.entry, class_=_MEN, others=()))
        if one.entry.name == _FIGHTER and _MEN in one.entry.others and _are_men(told, mentions, at, text)
        else one
        for at, one in enumerate(mentions)
    ]


_NUMBER = re.compile(r"(?P<number>\d[\d,.]*|hundreds of|thousands of) $", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:\n]")
"""What ends the clause of a word."""
_YEAR = re.compile(r"(?:19|20)\d\d$")


def _are_men(told: Men, mentions: Sequence[Mention], at: int, text: str) -> bool:
    one = mentions[at]
    if not text[one.start : one.end].endswith("s"):
        return False
    before = text[max(0, one.start - _CLOSE) : one.start]
    if told.before.search(before) or told.behind.match(text, one.end):
        return True
    beside = mentions[at - 1] if at and mentions[at - 1].end == one.start - 1 else None
    people = beside is not None and beside.entry.kind in ("adjective", "people", "group") and beside.entry.code
    if people and beside is not None and len(beside.entry.code or "") != 2:
        return beside.entry.code not in told.builders
    parts = _CLAUSE.split(text[max(0, one.start - _NEAR) : one.start])[-1:]
    parts += _CLAUSE.split(text[one.end : one.end + _NEAR])[:1]
    if any(map(told.trade.search, parts)):
        return False  # "Denmark donated 19 Danish fighters"
    if people and beside is not None and beside.entry.code not in told.builders:
        return True
    number = _NUMBER.search(text[: beside.start] if people and beside is not None else before)
    if number is None or _YEAR.match(number["number"]):
        return False
    digits = re.sub(r"\D", "", number["number"])
    return not digits or int(digits) >= _MANY


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
    """The mentions, where designations of two meanings stand for what the text means by them.

    Only the bare name has two: "MIM-23" is the missile wherever "Hawk" is the jet.
    """
    known = load_homonyms()
    meant: dict[str, list[Mention]] = {}
    for mention in mentions:
        name = mention.entry.name
        if mention.entry.kind == "designation" and name in known and _is_bare(name, text[mention.start : mention.end]):
            meant.setdefault(name, []).append(mention)
    other = {id(one) for name, named in meant.items() if _is_other(known[name], named, mentions, text) for one in named}
    told = [replace(m, entry=_of_other(m.entry, known[m.entry.name])) if id(m) in other else m for m in mentions]
    return _men(told, text)


def _is_bare(name: str, words: str) -> bool:
    return words.removesuffix("s") == name.removesuffix("s")


def _of_other(entry: Entry, homonym: Homonym) -> Entry:
    return replace(entry, class_=homonym.class_, code=homonym.state, noun=None)


def _is_other(homonym: Homonym, named: Sequence[Mention], mentions: Sequence[Mention], text: str) -> bool:
    """Whether a text means the second kind of goods by a name."""
    near = (text[max(0, m.start - _NEAR) : m.end + _NEAR] for m in named)
    ends = [found.end() for found in re.finditer(rf"\b{re.escape(named[0].entry.name)}s?\b", text)]
    more = sum(_TOLD for end in ends if homonym.other.match(text, end))
    more += any(homonym.makers.search(part) for part in near)
    less = sum(_TOLD for end in ends if homonym.own.match(text, end))
    if more != less:
        return more > less
    return homonym.by_state and _nearest(homonym, named, mentions, text) == homonym.state


def _nearest(homonym: Homonym, named: Sequence[Mention], mentions: Sequence[Mention], text: str) -> str | None:
    """The maker's state that stands right before a name ("Britain sold Hawks"), or after it ("Hawks from Britain")."""
    nearest: tuple[int, str] | None = None
    for party in mentions:
        if party.entry.code not in (named[0].entry.code, homonym.state) or party.entry.kind in (
            "designation",
            "outlet",
        ):
            continue
        for m in named:
            apart = m.start - party.end if party.end <= m.start else party.start - m.end
            after = party.end > m.start and not _FROM.search(text[m.end : party.start])
            if apart <= _CLOSE and not after and (nearest is None or apart < nearest[0]):
                nearest = apart, party.entry.code or ""
    return nearest[1] if nearest is not None else None
