"""Known names inside the longer names of others: "Rodrigo Batista" is no Cuban president.

A surname behind another given name, and an institute's plain name behind a word that belongs to it ("the Oresund
Institute for Security Studies"), stand for somebody whom the lexicon doesn't know.
"""

from __future__ import annotations

import re

from weighbridge.reading.dating.names import MONTHS, WEEKDAYS
from weighbridge.reading.mentions import Mention
from weighbridge.reading.sources.words import speakers

_WORD = re.compile(r"(?<![^\s(\"'\u201c\u2018-])(?P<word>[^\W\d_][\w'\u2019.-]*) $")
_OF_WHAT = re.compile(r" (?:for|of|on) ")
_DAYS = MONTHS | WEEKDAYS
_FAMILY = re.compile(r"[\w\u2019']+")


def is_namesake(before: str, mention: Mention, named: bool = True) -> bool:
    """Whether a mention is but the end of somebody else's name.

    Args:
        before: the text that goes before it.
        mention: of a person, an institute or an outlet; others are themselves.
        named: whether the word before it is part of the same name, as far as a parser, or a publisher's name, tells.
    """
    found = _WORD.search(before[-60:])
    if found is None or not found["word"][:1].isupper() or found["word"].isupper() or found["word"].lower() in _DAYS:
        return False
    if mention.entry.kind == "institute" or (mention.entry.kind == "outlet" and " " in mention.entry.name):
        other = found["word"] not in ("The", "A", "An") and not found["word"].endswith("-based")
        return other and (_is_plain(mention) or named)
    return mention.entry.kind == "person" and named and _is_given(found["word"], mention)


def _is_plain(mention: Mention) -> bool:
    """Whether an institute's name begins with what it is: "Institute for Security Studies", as many are called."""
    name = mention.entry.name
    return speakers().research_bodies.match(name) is not None and _OF_WHAT.search(name) is not None


def _is_given(word: str, mention: Mention) -> bool:
    """Whether a word before a surname is the given name of another than the person that the lexicon knows."""
    lower = word.lower().strip(".")
    titles = set(lower.split("-")) & speakers().titles.keys()
    own = {part.lower() for part in _FAMILY.findall(mention.entry.name)}
    surname = mention.end - mention.start <= max(map(len, own))
    initials = {part[0] for part in own}
    return surname and not titles and len(lower) > 2 and lower not in own and lower[0] not in initials
