"""How alike two names can come out at most, told from a few marks of their words, so that most are never laid beside
each other.

An index keeps these marks of each listed name (``marks``); ``Sought`` has those of an asked one. Where ``Sought.reach``
stays below what is needed, ``compare_names`` would not get there: a word without any counterpart is missing whatever
the alignment, and one with a counterpart counts for no more than if it agreed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel
from rigour.names import Name, NamePart, NameTypeTag

from weighbridge.matching.arrays import Array
from weighbridge.matching.comparing_names import joined
from weighbridge.matching.counterparts import Alike, at_most
from weighbridge.matching.figures import figure, words
from weighbridge.matching.weighing_parts import Weights, kinds_of_parts

KINDS = ("word", "article", "legal", "generic", "trade", "place", "number", "initial", "particle")
"""Kinds of parts under [weight] of the figures, by one letter from ``a`` on."""
RARE = frozenset(("word", "trade", "place"))
"""Kinds whose weight goes by their rarity."""
STEPS = 250
"""Steps from a word that stands in a single name to one that stands in all, as two digits in base 16 from ``0`` on."""
BETWEEN, WITHIN = "\x02", "\x01"
PLACE = 3
"""Characters of a mark: kind and two of rarity, which are put in when all names are known."""
CODE = 4
"""Characters of a code for a gazetteer entry or a whole name; two with one code only let a pair through."""
ALIKE, NEAR = 0.5, 0.97
"""Words of which fewer letters agree have no counterpart; others count for no more than NEAR, if not the same."""
CLOSE = 0.72
"""Words that are less alike are at best taken to sound the same."""
SPLIT = 0.7
"""Two asked words that are one of the listed name are as alike as this together."""
SHUFFLED = 5
"""Letters that words need to be the same in another order."""
SLACK = 0.01
"""For rarities that are kept in steps."""


@lru_cache(maxsize=200_000)
def code(text: str) -> str:
    """CODE letters that stand for a text."""
    number = int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=3).digest(), "little")
    return "".join(chr(48 + (number >> 6 * at & 63)) for at in range(CODE))


def _codes(name: Name) -> dict[NamePart, set[str]]:
    """The codes of the gazetteer entries that each part belongs to."""
    found: dict[NamePart, set[str]] = {}
    for span in name.spans:
        sign = code(f"{span.symbol.category} {span.symbol.id}")
        for part in span.parts:
            found.setdefault(part, set()).add(sign)
    return found


def marks(name: Name, also: Iterable[Name] = ()) -> tuple[str, list[tuple[int, str]]]:
    """The marks of a listed name, and for each word the byte at which its rarity has to be put in, with the word.

    also: the same name read as that of another kind, which may know further gazetteer entries.
    """
    text = WITHIN.join(sorted(code(one) for other in (name, *also) for one in joined(other)))
    codes: dict[str, set[str]] = {}
    for other in (name, *also):
        for part, signs in _codes(other).items():
            codes.setdefault(part.comparable, set()).update(signs)
    places, size = [], len(text)
    for part, kind in kinds_of_parts(name).items():
        head = f"{BETWEEN}{part.comparable}{WITHIN}{chr(97 + KINDS.index(kind))}"
        tail = "00" + "".join(sorted(codes.get(part.comparable, ())))
        size += len(head.encode("utf-8", "surrogatepass"))
        places.append((size, part.comparable))
        size += len(tail)
        text += head + tail
    return text, places


def sought(name: Name, table: Weights) -> Sought:
    """An asked name, with the weights of its parts, as it is held against many listed ones."""
    codes = _codes(name)
    particles = words("patronymic", "particles")
    return Sought(
        tuple(part.comparable for part in name.parts),
        tuple(0.0 if part.comparable in particles else table[part] for part in name.parts),
        tuple(frozenset(codes.get(part, ())) for part in name.parts),
        frozenset(map(code, joined(name))),
        name.tag == NameTypeTag.PER,
    )


def rarity_digits(common: Array) -> tuple[Array, Array]:
    """The two bytes of each rarity, given by the share of the way from a single name (0) to all names (1)."""
    steps = np.rint(np.clip(common, 0.0, 1.0) * STEPS).astype(np.uint8)
    return 48 + steps // 16, 48 + steps % 16


class _Word(NamedTuple):
    """A word of a listed name, by its mark.

    weight: what it weighs. paired: what it weighs where it has a counterpart. alone: where it has none.
    codes: of the gazetteer entries that it belongs to.
    """

    text: str
    weight: float
    paired: float
    alone: float
    codes: frozenset[str]


_NONE: frozenset[str] = frozenset()
_DAMAGED = _Word("", 0.0, 0.0, 0.0, _NONE)


@lru_cache(maxsize=50_000)
def _word(part: str, person: bool) -> _Word:
    """person: whether it is compared with a word of a person's name."""
    text, _, marked = part.partition(WITHIN)
    if len(marked) < PLACE or not "a" <= marked[0] <= "i":
        return _DAMAGED
    kind, common = KINDS[ord(marked[0]) - 97], (16 * (ord(marked[1]) - 48) + ord(marked[2]) - 48) / STEPS
    weighs = weight(kind, common, person)
    # read as a person's, a legal form is a word
    paired = weight("word", common, person) if kind == "legal" and person else weighs
    alone = 0.0 if text in words("patronymic", "particles") else weighs
    codes = [marked[at : at + CODE] for at in range(PLACE, len(marked), CODE)]
    return _Word(text, weighs, paired, alone, frozenset(codes) if codes else _NONE)


_Seen = tuple[str, float, float, list[float], float]
"""A word of a listed name against the asked ones: its text, what it weighs, what it weighs where it has no counterpart,
how alike it may be to each of the asked words, and to that which is most alike."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An asked name, taken apart for many listed ones. What was seen of a word is remembered."""

    texts: tuple[str, ...]
    weights: tuple[float, ...]
    codes: tuple[frozenset[str], ...]
    whole: frozenset[str]
    person: bool
    _seen: dict[str, _Seen] = field(default_factory=dict, compare=False, repr=False)

    def reach(self, marks: str, least: float) -> bool:
        """Whether a listed name with these marks can come out with ``least``."""
        begin, *parts = marks.split(BETWEEN)
        if not self.whole.isdisjoint(begin.split(WITHIN)):
            return True
        if not all(map(self._seen.__contains__, parts)):
            self.learn([[marks]])
        seen = [self._seen[part] for part in parts]
        alike = [row for _, _, _, row, _ in seen]
        theirs = [best for *_, best in seen]
        ours = list(map(max, *alike)) if len(alike) > 1 else alike[0] if alike else [0.0] * len(self.texts)
        if self._most(ours, seen, theirs, "asked") < least:
            return False

        def enough(alike: Alike) -> bool:
            return self._most(alike[0], seen, alike[1], "further") >= least

        closer = at_most(self.texts, [text for text, *_ in seen], alike, enough)
        return closer is None or enough(closer)

    def _most(self, ours: Sequence[float], seen: Sequence[_Seen], theirs: Sequence[float], beside: str) -> float:
        """The score where each asked and each listed word has a counterpart so much alike.

        beside: the key under [missing] of what is left out of an asked name that has other words instead.
        """
        matched = both = only_listed = only_asked = 0.0
        for (_, weight, alone, _, _), alike in zip(seen, theirs, strict=True):
            if alike:
                matched += alike * weight
                both += weight
            else:
                only_listed += alone
        for alike, weight in zip(ours, self.weights, strict=True):
            if alike:
                matched += alike * weight
                both += weight
            else:
                only_asked += weight
        contrary = min(only_asked, only_listed)
        total = both / 2
        if only_asked or only_listed:
            total += figure("missing", "contrary") * contrary
            total += figure("missing", "listed") * (only_asked - contrary)
            total += figure("missing", beside if contrary else "asked") * (only_listed - contrary)
        score = matched / 2 / total + SLACK if total > 0.0 else 0.0
        return score if only_asked else max(score, figure("names", "contained"))

    def learn(self, marks: Iterable[Iterable[str]]) -> None:
        """Look at all words of some listed parties at once, for ``reach``."""
        parts = {part for some in marks for text in some for part in text.split(BETWEEN)[1:]}
        new = sorted(parts.difference(self._seen))
        if not new:
            return
        looked = [_word(part, self.person) for part in new]
        for part, word, alike in zip(new, looked, self._alike([word.text for word in looked]), strict=True):
            if word.codes:
                alike = [
                    1.0 if not mine.isdisjoint(word.codes) else near
                    for mine, near in zip(self.codes, alike, strict=True)
                ]
            elif word is _DAMAGED:
                alike = [1.0] * len(self.texts)
            best = max(alike, default=0.0)
            self._seen[part] = (word.text, word.paired if best else word.weight, word.alone, alike, best)

    def _alike(self, listed: Sequence[str]) -> list[list[float]]:
        """For each word of listed names how alike it may be to each asked one, by their letters."""
        asked = len(self.texts)
        neighbours = [one + other for one, other in pairwise(self.texts)]
        close = process.cdist(
            listed, [*self.texts, *neighbours], scorer=Indel.normalized_similarity, dtype=np.float64, workers=1
        )
        alone, joined = close[:, :asked], close[:, asked:]
        sound, long = figure("alike", "sound"), np.array([len(one) for one in listed])[:, None]
        others = np.array([len(one) for one in self.texts])
        found: list[list[float]] = np.where(alone >= CLOSE, NEAR, np.where(alone >= ALIKE, sound, 0.0)).tolist()
        # the same, or all letters of the shorter are in the longer one, or perhaps the same letters in another order
        within = alone * (long + others) > 2 * np.minimum(long, others) - 1
        for at, column in np.argwhere(within | ((long == others) & (long >= SHUFFLED) & (alone < ALIKE))).tolist():
            found[at][column] = _may(self.texts[column], listed[at], float(alone[at, column]))
        for at, column in np.argwhere(joined >= SPLIT).tolist():
            if len(listed[at]) > len(self.texts[column]):
                row = found[at]
                row[column], row[column + 1] = max(row[column], NEAR), max(row[column + 1], NEAR)
        return found


def weight(kind: str, common: float, person: bool) -> float:
    """The weight of a part of a kind, by how common it is (from 0 to 1)."""
    if kind not in RARE:
        return figure("weight", kind)
    lowest = figure("rarity", "person" if person else "organisation")
    return figure("weight", kind) * (1.0 - (1.0 - lowest) * common)


def _may(one: str, other: str, close: float) -> float:
    """How alike two words may be taken to be at most, by the share of letters that agree (``close``)."""
    if close == 1.0:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return NEAR if one.startswith(other) or other.startswith(one) else 0.0
    if close >= CLOSE or one in other or other in one:
        return NEAR
    if close >= ALIKE:
        return figure("alike", "sound")
    return NEAR if len(one) == len(other) and len(one) >= SHUFFLED and sorted(one) == sorted(other) else 0.0
