"""The score that OFAC's own Sanctions List Search would show for two names, and why.

What OFAC publishes of it (FAQ 246, 247 and 249): only the name is searched so. A listed name is looked at where one of
its parts begins with the letter of a part that was typed and is at least half alike by the edits between them. Then the
whole names are compared by Jaro-Winkler, and the parts by Jaro-Winkler and Soundex: a score for each part that was
typed, and one for all of them. The higher of the two is shown, from 0 to 100.

What OFAC does not publish was found from 164 scores that its search gave on 39 queries: how many letters of a common
beginning count, what becomes of hyphens and short words, how is rounded. Chosen anew without each query in turn, the
rules foretell 155 of the scores to the point and are 0.37 points off in the mean. Rounding and what becomes of single
words rest on a handful of pairs. So this is an imitation; OFAC may change its search, and what it shows is what counts.

Nothing is transliterated, since OFAC's search does not do it either: Cyrillic finds no name in Latin letters.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rigour.text import soundex

from weighbridge.matching.jaro_winkler import jaro_winkler
from weighbridge.matching.names import clean

WHOLE_BEGINNING, PART_BEGINNING = 5, 4
"""Letters of a common beginning that count, in whole names and in parts."""
SHORT = 2
"""Parts of so many letters are not asked for, unless there are no others: "UN" of "KIM JONG UN", "AL", "XI"."""
HALF = 0.5
"""A part this much alike by edits makes a name worth a look (FAQ 249). It counts as found where it is more than half
alike, or has the same Soundex: "BUSHRA" counts for "BASHAR", "PUTIN" does not for "PUTINPUTIN"."""
_BETWEEN_PARTS = re.compile(r"[^\w'.]+|_")
_LEFT_OUT_OF_WHOLE = re.compile(r"[^\w-]|_")
_JOINING = str.maketrans("", "", "'.")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb\u02b9\u0060\u00b4", "'"))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the asked name beside the listed part that comes nearest.

    listed: empty where none counts. alike: from 0 to 1. sound: only the sound made it count.
    """

    asked: str
    listed: str = ""
    alike: float = 0.0
    sound: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What OFAC's search would show for an asked name beside a listed one.

    score: 0 to 100, the higher of ``whole`` and ``composite``; 0 where the name would not be looked at.
    looked: whether it would be.
    parts: each asked part that counts.
    short: asked parts that are too short to count.
    """

    score: int
    asked: str
    listed: str
    looked: bool
    whole: int
    composite: int
    parts: tuple[Part, ...]
    short: tuple[str, ...]


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name in capitals without accents and invisible characters, hyphens and apostrophes of all kinds as one."""
    visible = clean(name.translate(_APOSTROPHES))
    if visible.isascii():
        return visible.upper()
    plain = unicodedata.normalize("NFKD", visible).upper()
    marked = ((sign, unicodedata.category(sign)) for sign in plain)
    return "".join("-" if kind == "Pd" else sign for sign, kind in marked if kind != "Mn")


def whole_of(name: str) -> str:
    """A name as it is compared whole: letters, digits and hyphens."""
    return _LEFT_OUT_OF_WHOLE.sub("", folded(name))


@lru_cache(maxsize=20_000)
def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a name in their order: parted at spaces, commas and hyphens, not at apostrophes and full stops."""
    words = _BETWEEN_PARTS.split(folded(name))
    return tuple(word for word in (one.translate(_JOINING) for one in words) if word)


def asked_parts(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of an asked name that count, and those that are too short to."""
    parts = parts_of(name)
    long = tuple(part for part in parts if len(part) > SHORT)
    return (long, tuple(part for part in parts if len(part) <= SHORT)) if long else (parts, ())


def edits_alike(one: str, other: str) -> float:
    """How alike two parts are by the edits between them, from 0 to 1: 0.5 where half of the longer one is edited."""
    return Levenshtein.normalized_similarity(one, other)


def sound(part: str) -> str:
    """Soundex of a part; empty where it has no Latin letters."""
    return soundex(part) if part.isascii() else ""


def counted(asked: str, listed: str) -> Part:
    """An asked part beside a listed one: how alike they are, where the listed one counts as it."""
    if asked[0] != listed[0]:
        return Part(asked)
    sounds = bool(sound(asked)) and sound(asked) == sound(listed)
    close = edits_alike(asked, listed) > HALF
    if not close and not sounds:
        return Part(asked)
    return Part(asked, listed, jaro_winkler(asked, listed, PART_BEGINNING), not close)


def worth_a_look(asked: str, listed: str) -> bool:
    """Whether a listed part makes OFAC's search look at the name that has it."""
    return asked[0] == listed[0] and (edits_alike(asked, listed) >= HALF or bool(counted(asked, listed).listed))


def composite_of(alike: float, parts: int) -> int:
    """The score of all parts: the mean, rounded up, with what floats have in the last digit (84.00000000000001 is 85).

    alike: the sum of the likenesses, each from 0 to 1.
    """
    return math.ceil(100 * (alike / parts))


def rounded(alike: float) -> int:
    """The score of whole names, rounded to the nearest point, a half to the even one (65.5 to 66, 62.5 to 62)."""
    return round(round(100 * alike, 9))


def shown(asked: str, listed: str) -> Shown:
    """The score of two names as OFAC's search would show it, with what it is made of.

    Either may be any text of any length; the first 300 characters count. A score of 0 where either has no letter.
    """
    wanted, short = asked_parts(asked)
    theirs = parts_of(listed)
    if not any(worth_a_look(one, other) for one in wanted for other in theirs):
        return Shown(0, asked, listed, False, 0, 0, tuple(map(Part, wanted)), short)
    parts = tuple(_nearest(one, theirs) for one in wanted)
    whole = rounded(jaro_winkler(whole_of(asked), whole_of(listed), WHOLE_BEGINNING))
    if len(wanted) + len(short) == len(theirs) == 1:
        # nothing is parted: one word beside one word ("POETE" for "POUTINE") has the score of whole names alone
        return Shown(whole, asked, listed, True, whole, 0, parts, short)
    total = 0.0
    for part, times in Counter(parts).items():
        # not sum(), which adds otherwise from Python 3.12 on: the last digit counts, and the scan adds so too
        total += times * part.alike
    composite = composite_of(total, len(parts))
    return Shown(max(whole, composite), asked, listed, True, whole, composite, parts, short)


def _nearest(asked: str, theirs: Sequence[str]) -> Part:
    """The listed part that counts most for an asked one; of equals the first."""
    return max((counted(asked, other) for other in theirs), key=lambda part: part.alike)


def explained(one: Shown) -> str:
    """Why two names have the score that they have, in words."""
    if not one.looked:
        return (
            f"not shown: no part of {one.listed} begins as a part of {one.asked} does and is half alike"
            if one.parts
            else "not shown: no letter was asked for"
        )
    if one.whole > one.composite:
        return f"{one.asked} for {one.listed}: the whole names are {one.whole} of 100 alike"
    told = ", ".join(_told(part) for part in one.parts)
    short = f"; too short to count: {', '.join(one.short)}" if one.short else ""
    return f"{one.asked} for {one.listed}: part by part {told}{short}"


def _told(part: Part) -> str:
    if not part.listed:
        return f"{part.asked} for nothing (0)"
    if part.asked == part.listed:
        return f"{part.asked} (100)"
    by_sound = ", by its sound" if part.sound else ""
    return f"{part.asked} for {part.listed} ({100 * part.alike:.0f}{by_sound})"
