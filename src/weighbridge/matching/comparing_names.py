"""The score of two names, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rigour.names import Name, NamePart, NameTypeTag

from weighbridge.matching.aligning import Pair, alignments
from weighbridge.matching.figures import figure, words
from weighbridge.matching.rarity import Rarity
from weighbridge.matching.weighing_parts import Weights, weights

SHORTEST_JOINED = 4
"""Letters that two names need to be compared without the gaps between words."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Two names laid beside each other.

    score: from 0 to 1.
    asked, listed: the names as written.
    pairs: what stands for what.
    notes: factors that lowered the score, in words.
    """

    score: float
    asked: str
    listed: str
    pairs: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()


def compare_names(asked: Name, listed: Name, rarity: Rarity, weighed: Weights | None = None) -> NameMatch:
    """Lay two names beside each other in the way that makes them most alike.

    weighed: what ``weights`` gives for the asked name, where it is laid beside many.
    """
    if asked.comparable == listed.comparable:
        return NameMatch(1.0, asked.original, listed.original, (Pair(asked.parts, listed.parts, 1.0, "same"),))
    if not joined(asked).isdisjoint(joined(listed)):
        pair = Pair(asked.parts, listed.parts, figure("alike", "joined"), "joined")
        return NameMatch(pair.alike, asked.original, listed.original, (pair,))
    table = (weights(asked, rarity) if weighed is None else weighed) | weights(listed, rarity)
    best = NameMatch(0.0, asked.original, listed.original)
    for pairs in alignments(asked, listed):
        score, notes = _scored(asked, listed, pairs, table)
        if score > best.score:
            best = NameMatch(score, asked.original, listed.original, tuple(pairs), notes)
    return best


def joined(name: Name) -> frozenset[str]:
    """The name in one word, as written and as taken apart; none where that would be too short to tell anything."""
    return _joined(name.original, name.comparable)


@lru_cache(maxsize=20_000)
def _joined(original: str, comparable: str) -> frozenset[str]:
    written = "".join(filter(str.isalnum, original.lower()))
    return frozenset(text for text in (written, comparable.replace(" ", "")) if len(text) >= SHORTEST_JOINED)


def _scored(asked: Name, listed: Name, pairs: Sequence[Pair], table: Weights) -> tuple[float, tuple[str, ...]]:
    matched = total = only_asked = only_listed = 0.0
    for pair in pairs:
        both = bool(pair.asked and pair.listed)
        if not both and _particle(pair):
            continue
        ours, theirs = sum([table[part] for part in pair.asked]), sum([table[part] for part in pair.listed])
        if both:
            mean = (ours + theirs) / 2
            matched += pair.alike * mean
            total += mean
        else:
            only_asked += ours
            only_listed += theirs
    contrary = min(only_asked, only_listed)
    if contrary and _other_initial(pairs):
        contrary = max(contrary, figure("missing", "other_initial"))
    total += figure("missing", "contrary") * contrary
    total += figure("missing", "listed") * max(only_asked - contrary, 0.0)
    total += figure("missing", "further" if contrary else "asked") * max(only_listed - contrary, 0.0)
    if total <= 0.0:
        return 0.0, ()
    score, notes = matched / total, []
    if not only_asked and score < figure("names", "contained") and _contained(pairs, table):
        score = figure("names", "contained")
    if NameTypeTag.PER in (asked.tag, listed.tag) and exchanged(asked, listed, pairs):
        score *= figure("names", "exchanged")
        notes.append("father and son are exchanged")
    numbers = numbers_alone(pairs)
    if all(numbers):
        score *= figure("names", "other_number")
        notes.append("another number")
    elif any(numbers) and NameTypeTag.PER not in (asked.tag, listed.tag):
        score *= figure("names", "lacking_number")
        notes.append("only one has a number")
    if unmarked(pairs, table):
        score *= figure("names", "unmarked")
        notes.append("only words agree that many names have")
    return score, tuple(notes)


def _contained(pairs: Sequence[Pair], table: Weights) -> bool:
    """All that was asked stands in the listed name, nearly as it was asked, and one word of it tells something.

    Such a name is a part of the listed one: too little for a person to look, but nearer than a name that differs.
    """
    whole = [pair for pair in pairs if pair.asked]
    close = all(pair.alike >= figure("alike", "name") for pair in whole)
    telling = figure("weight", "generic")
    return close and any(table[part] > telling and len(part.comparable) > 2 for pair in whole for part in pair.asked)


def _particle(pair: Pair) -> bool:
    """Only a word for "son of", which goes with the ancestor that is left out."""
    return all(part.comparable in words("patronymic", "particles") for part in (*pair.asked, *pair.listed))


def _other_initial(pairs: Sequence[Pair]) -> bool:
    """One of the two has an initial that the other does not bear out."""
    alone = [part for pair in pairs if not (pair.asked and pair.listed) for part in (*pair.asked, *pair.listed)]
    return any(len(part.comparable) == 1 and part.comparable.isalpha() for part in alone)


def _lineage(name: Name) -> dict[NamePart, int]:
    """For each part how many words for "son of" stand before it."""
    depth, found = 0, {}
    for part in name.parts:
        if part.comparable in words("patronymic", "particles"):
            depth += 1
        found[part] = depth
    return found


def exchanged(asked: Name, listed: Name, pairs: Sequence[Pair]) -> bool:
    """Both names tell whose son somebody is, and what is the son's name in one is the father's in the other.

    Not asked of names with a comma, where the family stands before the son.
    """
    if "," in asked.original + listed.original:
        return False
    ours, theirs = _lineage(asked), _lineage(listed)
    if not max(ours.values(), default=0) or not max(theirs.values(), default=0):
        return False
    steps = [(ours[pair.asked[0]], theirs[pair.listed[0]]) for pair in pairs if pair.asked and pair.listed]
    return any(a < b for a, b in steps) and any(a > b for a, b in steps)


def numbers_alone(pairs: Sequence[Pair]) -> tuple[bool, bool]:
    """Whether the asked and whether the listed name has a number that the other has not."""
    asked = any(_number(part) for pair in pairs if not pair.listed for part in pair.asked)
    listed = any(_number(part) for pair in pairs if not pair.asked for part in pair.listed)
    return asked, listed


def _number(part: NamePart) -> bool:
    """In figures, or in the Roman ones of ships and funds; one letter alone may be an initial."""
    return part.numeric or part.integer is not None or part.comparable in words("roman", "numbers")


def unmarked(pairs: Sequence[Pair], table: Weights) -> bool:
    """Each side has words that tell it from others, and none of those of the listed name agrees."""
    telling = figure("weight", "generic")
    found = False
    for pair in pairs:
        if any(table[part] > telling for part in pair.listed):
            if pair.asked:
                return False
            found = True
    return found
