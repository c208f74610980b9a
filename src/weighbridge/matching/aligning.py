"""Which part of an asked name stands for which part of a listed one, and how alike they are.

Parts that rigour's gazetteers know as one (forenames in several scripts, nicknames, legal forms, numbers, places) are
paired first, then parts that are written the same, then words by edits, joined and split ones included, and last what
is left: initials, what sounds alike, what is one slip of the hand away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from rapidfuzz.distance import DamerauLevenshtein
from rigour.names import (
    Alignment,
    Name,
    NamePart,
    NamePartTag,
    NameTypeTag,
    Symbol,
    align_person_name_order,
    compare_parts,
    pair_symbols,
)

from weighbridge.matching import sounding
from weighbridge.matching.figures import figure

Parts = tuple[NamePart, ...]
MOST_WAYS = 8
"""Ways to pair gazetteer entries that are tried for one pair of names."""
_ALIKE = {
    Symbol.Category.NAME: "name",
    Symbol.Category.NICK: "nickname",
    Symbol.Category.ORG_CLASS: "legal",
    Symbol.Category.SYMBOL: "symbol",
    Symbol.Category.DOMAIN: "symbol",
    Symbol.Category.LOCATION: "place",
    Symbol.Category.NUMERIC: "number",
    Symbol.Category.INITIAL: "initial",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Parts that stand for each other; one side is empty where a part has no counterpart.

    how: ``same``, a key under [alike] of the figures, ``typing``, or ``missing``.
    """

    asked: Parts
    listed: Parts
    alike: float
    how: str


def alignments(asked: Name, listed: Name) -> Iterator[list[Pair]]:
    """The ways to lay the parts of two names beside each other; at least one, at most MOST_WAYS."""
    person = NameTypeTag.PER in (asked.tag, listed.tag)
    ways = pair_symbols(asked, listed) if asked.spans and listed.spans else [()]
    for edges in islice(ways, MOST_WAYS):
        pairs = [_known(edge) for edge in edges]
        used_asked = {part for edge in edges for part in edge.qps}
        used_listed = {part for edge in edges for part in edge.rps}
        left = [part for part in asked.parts if part not in used_asked]
        right = [part for part in listed.parts if part not in used_listed]
        yield pairs + list(_rest(left, right, person))


def _known(edge: Alignment) -> Pair:
    assert edge.symbol is not None
    if edge.qstr == edge.rstr:
        return Pair(edge.qps, edge.rps, 1.0, "same")
    how = _ALIKE.get(edge.symbol.category, "symbol")
    return Pair(edge.qps, edge.rps, figure("alike", how), how)


def _rest(left: list[NamePart], right: list[NamePart], person: bool) -> Iterator[Pair]:
    """Pairs of the parts of which no gazetteer knows that they are one."""
    by_text: dict[str, list[NamePart]] = {}
    for part in right:
        by_text.setdefault(part.comparable, []).append(part)
    open_left = []
    for part in left:
        same = by_text.get(part.comparable)
        if same:
            yield Pair((part,), (same.pop(0),), 1.0, "same")
        else:
            open_left.append(part)
    open_right = [part for part in right if part in by_text[part.comparable]]
    if not open_left or not open_right:
        yield from (Pair((part,), (), 0.0, "missing") for part in open_left)
        yield from (Pair((), (part,), 0.0, "missing") for part in open_right)
        return
    yield from _by_edits(open_left, open_right, person)


def _by_edits(left: list[NamePart], right: list[NamePart], person: bool) -> Iterator[Pair]:
    if person:
        left, right = align_person_name_order(left, right)
    else:
        left, right = NamePart.tag_sort(left), NamePart.tag_sort(right)
    lone_left: list[NamePart] = []
    lone_right: list[NamePart] = []
    for found in compare_parts(left, right):
        if found.qps and found.rps and found.score >= figure("missing", "typing"):
            yield _edited(found)
        else:
            lone_left += found.qps
            lone_right += found.rps
    yield from _leftovers(lone_left, lone_right)


def _edited(found: Alignment) -> Pair:
    """Words that edits lead from one to the other; where only how vowels are written differs, they sound alike."""
    if found.qstr == found.rstr:
        return Pair(found.qps, found.rps, 1.0, "same")
    if sounding.other_gender(found.qstr, found.rstr):
        return Pair(found.qps, found.rps, figure("alike", "gender"), "gender")
    if found.score < figure("alike", "sound") and sounding.alike(found.qstr, found.rstr):
        return Pair(found.qps, found.rps, figure("alike", "sound"), "sound")
    return Pair(found.qps, found.rps, found.score, "typing")


def _leftovers(left: Sequence[NamePart], right: Sequence[NamePart]) -> Iterator[Pair]:
    """The best of what is left, one after another."""
    rows = [(*likeness(one, other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)]
    found = sorted((row for row in rows if row[0] > 0.0), key=lambda row: (-row[0], row[2], row[3]))
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for alike, how, i, j in found:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            yield Pair((left[i],), (right[j],), alike, how)
    yield from (Pair((part,), (), 0.0, "missing") for i, part in enumerate(left) if i not in taken_left)
    yield from (Pair((), (part,), 0.0, "missing") for j, part in enumerate(right) if j not in taken_right)


def _once(word: str) -> str:
    """The word with doubled letters written once; numbers as they are."""
    return word if not word.isalpha() else "".join(letter for letter, _ in groupby(word))


def likeness(one: NamePart, other: NamePart) -> tuple[float, str]:
    """How alike two words are that are written differently, and in what; 0 where they are other words."""
    fixed = NamePartTag.NUM in (one.tag, other.tag) or NamePartTag.LEGAL in (one.tag, other.tag)
    return words_alike(one.comparable, other.comparable, fixed)


def words_alike(one: str, other: str, fixed: bool = False) -> tuple[float, str]:
    """As ``likeness``. fixed: numbers and legal forms, which are never taken for mistyped ones here."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) == 1 and short.isalpha():
        return (figure("alike", "initial"), "initial") if len(long) > 1 and long[0] == short else (0.0, "missing")
    if short != long and short[:1] == long[:1] and _once(short) == _once(long):
        return figure("alike", "doubled"), "typing"
    if fixed or len(short) < 3 or 2 * len(short) < len(long):
        return 0.0, "missing"
    if sounding.other_gender(short, long):
        return figure("alike", "gender"), "gender"
    close = DamerauLevenshtein.normalized_similarity(short, long)
    if close >= 0.75:
        return close, "typing"
    if close >= 0.5 and sounding.alike(short, long):
        return figure("alike", "sound" if close >= figure("missing", "typing") else "sound_far"), "sound"
    if len(short) >= 5 and sorted(short) == sorted(long):
        return figure("alike", "shuffled"), "shuffled"
    return 0.0, "missing"
