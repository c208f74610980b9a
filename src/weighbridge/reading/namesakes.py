"""Known names inside the longer names of others: "Rodrigo Batista" is no Cuban president, "Tom Holland" no state.

A surname behind the given name of another, and an institute's plain name behind a word that belongs to it ("the Oresund
Institute for Security Studies"), stand for somebody whom the lexicon doesn't know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from weighbridge.lexicon import load
from weighbridge.reading.dating.names import MONTHS, WEEKDAYS
from weighbridge.reading.mentions import Mention
from weighbridge.reading.sources.words import speakers

_WORD = re.compile(r"(?<![^\s(\"'\u201c\u2018-])(?P<word>[^\W\d_][\w'\u2019.-]*) $")
_OWNING = re.compile(r"(?:'s?|\u2019s?)$")
_DAYS = MONTHS | WEEKDAYS
_PLAIN = re.compile(r" (?:for|of|on) ")
_ARTICLES = frozenset(("the", "a", "an"))
_PLACES = frozenset(("state", "capital", "place"))


def is_namesake(before: str, mention: Mention, named: bool = True) -> bool:
    """Whether a mention is but the end of somebody else's name.

    Args:
        before: the text that goes before it.
        mention: of a person, a place, an institute or an outlet; others are themselves.
        named: whether the word before it is part of the same name, as far as a parser, or a publisher's name, tells.
    """
    found = _WORD.search(before[-60:])
    word = found["word"] if found is not None else ""
    if not word[:1].isupper() or word.isupper() or word.lower() in _DAYS or _OWNING.search(word):
        return False
    if mention.entry.kind == "person":
        return named and _is_given(word, mention, _has_title(before[: -len(word) - 1]))
    if mention.entry.kind in _PLACES:  # "Tom Holland", "Jack London"
        return named and word in speakers().given and mention.entry.name.count(" ") == 0
    if mention.entry.kind == "institute" or (mention.entry.kind == "outlet" and " " in mention.entry.name):
        says_what = word.lower() in _ARTICLES or word.lower() in speakers().nouns or word.endswith("-based")
        compound = "-" in word and all(part[:1].isupper() for part in word.split("-"))  # "an Arms-Free Foreign Policy"
        return not says_what and (named or compound or _is_plain(mention))
    return False


def without_namesakes(text: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions of a text without known surnames that it gives to somebody else: "Gerald Brandt ... Mr. Brandt".

    Beside an office a known name stays: "Maria Putin ... President Putin".
    """
    mentions = [one for one in mentions if one.entry.kind != "person" or not _goes_on(text, one)]
    people = [one for one in mentions if one.entry.kind == "person"]
    borne = {text[one.start : one.end] for one in people if is_namesake(text[max(0, one.start - 60) : one.start], one)}
    if not borne:
        return mentions
    return [
        one
        for one in mentions
        if one.entry.kind != "person" or text[one.start : one.end] not in borne or _in_office(text, one)
    ]


_MORE = re.compile(r" (?:[Aa]l|[Ee]l|[Bb]in|[Ii]bn|[Oo]uld)[- ][^\W\d_a-z]")


def _goes_on(text: str, mention: Mention) -> bool:
    """Whether one name is but the given name of somebody: "Nasser al-Sharif" is no Egyptian president."""
    one = " " not in text[mention.start : mention.end]
    return one and _MORE.match(text, mention.end) is not None


def _in_office(text: str, mention: Mention) -> bool:
    """Whether the word before a name is an office."""
    found = _WORD.search(text[max(0, mention.start - 60) : mention.start])
    return found is not None and bool(speakers().titles.get(found["word"].lower().strip("."), ""))


def _is_plain(mention: Mention) -> bool:
    """Whether an institute's name begins with what it is: "Institute for Security Studies", as many are called."""
    name = mention.entry.name
    return speakers().research_bodies.match(name) is not None and _PLAIN.search(name) is not None


def _has_title(before: str) -> bool:
    """Whether a text ends in a title, behind which a given name stands: "Defence Minister (Besnik)"."""
    found = _WORD.search(before[-60:])
    return found is not None and bool(speakers().titles.get(found["word"].lower().strip("."), ""))


def _is_given(word: str, mention: Mention, titled: bool) -> bool:
    """Whether a word before a surname is the given name of another than the person that the lexicon knows.

    ``titled``: a title stands before the word, so that it is a given name, common or not.
    """
    own = mention.entry.name.lower().split()
    surname = mention.end - mention.start <= max(map(len, own))
    given = word in _given_names() or (titled and word.lower() not in speakers().titles)
    return surname and given and not any(_is_spelling(word.lower(), part) for part in own)


_ALIKE = 0.6
"""Jaro-Winkler similarity from which two given names with one initial may be one: "Jim" and "James", "Volodymyr" and
"Vladimir", but not "Walter" and "Willy". Set by hand, on some twenty pairs."""

_SAME = 0.85
"""From which they may be one with another initial, too: "Wladimir". Likewise."""


def _is_spelling(name: str, known: str) -> bool:
    """Whether a given name may be an initial, a short form or another spelling of a known one."""
    alike = JaroWinkler.similarity(name, known)
    return alike >= _SAME or (name[0] == known[0] and (len(name.strip(".")) == 1 or alike >= _ALIKE))


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    """Common given names, and those of all people in the lexicon: the first of their names where these are two."""
    people = (entry.name.split() for entry in load().words.values() if entry.kind == "person")
    known = frozenset(name[0] for name in people if len(name) == 2 and name[0].isalpha())
    return (known | speakers().given) - speakers().titles.keys()
