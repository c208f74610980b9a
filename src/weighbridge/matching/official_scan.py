"""Whom of a list OFAC's search would show for a name: every listed name is weighed, none is left out unseen.

An index looks for what names have in common that is rare; that search shows all that begins alike, however common
("VLADIMIR BILIY" for "VLADIMIR PUTIN", at 90). So this goes over all names, in some ten milliseconds for the official
lists, and is no way to screen a million parties.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Jaro, Levenshtein

from weighbridge.matching import official_search as search
from weighbridge.matching.arrays import Array
from weighbridge.matching.index import Index
from weighbridge.matching.jaro_winkler import SCALE, beginning, jaro_winkler
from weighbridge.matching.names import LONGEST
from weighbridge.matching.party import Party
from weighbridge.matching.reasons import Match, Reason

MOST_LISTED = 500_000
"""Names that are gone over. The US consolidated list has 57,174, in 42 MB of memory; made ready in 1.6 s."""


class TooManyNames(ValueError):
    """The lists have more names than this can go over; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The names of an index, taken apart once. Use ``listed``.

    names: as written. wholes: as they are compared whole. party_of: the number of each name's party. weak: whether the
    list itself calls the name weak. words: all parts of names by their first letter. names_of: in which names a part
    stands. by_sound: parts by their Soundex.
    """

    names: list[str]
    wholes: list[str]
    party_of: array[int]
    weak: bytearray
    words: dict[str, list[str]]
    names_of: dict[str, array[int]]
    by_sound: dict[str, list[str]]


def listed(index: Index, most: int = MOST_LISTED) -> Listed:
    """All names of an index, made ready.

    Raises:
        TooManyNames: more than ``most``.
        Unusable: the index is damaged.
    """
    made = Listed([], [], array("I"), bytearray(), {}, {}, {})
    for number in range(len(index)):
        party = index.party(number)
        for at, name in enumerate((*party.names, *party.weak_aliases)):
            if len(made.names) >= most:
                raise TooManyNames(
                    f"the lists have more than {most:,} names, too many to weigh one by one; take fewer lists,"
                    " or the logic 'weighbridge'"
                )
            for part in dict.fromkeys(search.parts_of(name)):
                if part not in made.names_of:
                    made.names_of[part] = array("I")
                    made.words.setdefault(part[0], []).append(part)
                    made.by_sound.setdefault(search.sound(part), []).append(part)
                made.names_of[part].append(len(made.names))
            made.names.append(name)
            made.wholes.append(search.whole_of(name))
            made.party_of.append(number)
            made.weak.append(at >= len(party.names))
    return made


class _Held:
    """The names of the index that was asked last, for a process that asks the same one again and again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[str, Listed] | None = None

    def of(self, index: Index) -> Listed:
        with self._lock:
            if self._kept is None or self._kept[0] != index.content:
                self._kept = None
                self._kept = index.content, listed(index)
            return self._kept[1]


_held = _Held()


def shown_of(index: Index, asked: Party, lowest: float) -> Iterator[Match]:
    """The listed parties from a score on, best first; those with one score in the order of the lists.

    lowest: from 0 to 1. A party has the score of the name that comes nearest to any of the asked ones. Each match is
    made when it is asked for.

    Raises:
        TooManyNames, Unusable: as ``listed``.
    """
    held = _held.of(index)
    best: dict[int, tuple[int, int, str]] = {}
    for text in dict.fromkeys((*asked.names, *asked.weak_aliases)):
        for name, score in _reaching(held, text, lowest):
            party = held.party_of[name]
            if party not in best or score > best[party][0]:
                best[party] = score, name, text
    for party in sorted(best, key=lambda one: (-best[one][0], one)):
        _, name, text = best[party]
        yield as_match(search.shown(text, held.names[name]), index.party(party), bool(held.weak[name]))


def as_match(one: search.Shown, party: Party, weak: bool = False) -> Match:
    """What would be shown as a match with its reasons. weak: the list itself calls the name weak."""
    score = one.score / 100
    reasons = [Reason("name", score, search.explained(one))]
    if weak:
        reasons.append(Reason("weak-alias", 0.0, "the list itself calls this alias weak; OFAC's search shows it too"))
    if len(one.asked) > LONGEST:
        reasons.append(Reason("name-cut", 0.0, f"only the first {LONGEST} characters of the name were compared"))
    return Match(score, party, tuple(reasons))


def _reaching(held: Listed, text: str, lowest: float) -> Iterator[tuple[int, int]]:
    """The numbers of the names that reach a score, each with the score."""
    wanted, short = search.asked_parts(text)
    if not wanted:
        return
    looked = np.zeros(len(held.names), dtype=bool)
    sums = np.zeros(len(held.names))
    for part, times in Counter(wanted).items():
        best = np.zeros(len(held.names))
        for word in _near(held, part):
            names = np.frombuffer(held.names_of[word], dtype=np.uint32)
            looked[names] = True
            best[names] = np.maximum(best[names], search.counted(part, word).alike)
        sums += times * best
    numbers = np.flatnonzero(looked)
    if not len(numbers):
        return
    whole = search.whole_of(text)
    able = _at_most(whole, [held.wholes[number] for number in numbers])
    for number, alike, most in zip(numbers.tolist(), sums[numbers].tolist(), able.tolist(), strict=True):
        alone = len(wanted) + len(short) == 1 and len(search.parts_of(held.names[number])) == 1
        score = 0 if alone else search.composite_of(alike, len(wanted))
        able_to = search.rounded(most)
        if able_to > score and able_to / 100 >= lowest:
            score = max(score, search.rounded(jaro_winkler(whole, held.wholes[number], search.WHOLE_BEGINNING)))
        if score > 0 and score / 100 >= lowest:
            yield number, score


def _near(held: Listed, part: str) -> set[str]:
    """The listed parts that make the names that have them worth a look."""
    words = held.words.get(part[0], [])
    found: set[str] = set()
    if words:
        alike = process.cdist([part], words, scorer=Levenshtein.normalized_similarity, workers=1, dtype=np.float64)[0]
        found = {words[at] for at in np.flatnonzero(alike >= search.HALF)}
    sound = search.sound(part)
    return found.union(held.by_sound.get(sound, ())) if sound else found


def _at_most(whole: str, others: list[str]) -> Array:
    """How alike whole names can be at most: RapidFuzz rounds exchanged letters down, so it gives no less."""
    alike = process.cdist([whole], others, scorer=Jaro.similarity, workers=1, dtype=np.float64)[0]
    letters = np.array([beginning(whole, other, search.WHOLE_BEGINNING) for other in others])
    return np.asarray(alike + SCALE * letters * (1.0 - alike))
