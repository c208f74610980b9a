"""Plain words for goods to what they may be on the lists: candidates with a score and the reason for it.

One Aho-Corasick pass over the words of ``lexicon/controls/words.toml``. A word is a hint: no score reaches 1, and words
that say nothing ("spare parts", "equipment") aren't in the table and give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from weighbridge.controls.codes import CodeError, plain, read_code
from weighbridge.controls.described import goods_classes
from weighbridge.controls.sources import TABLES, source_of
from weighbridge.lexicon import plurals
from weighbridge.lexicon.checked import rows
from weighbridge.screening.finding import Published

FILE = TABLES / "words.toml"
LONGEST = 4000
"""Characters of a description that are looked at."""
HIGHEST = 0.95
"""No words are as sure as a code."""
AGAINST, OVER, UNDER = 0.5, 1.15, 0.6
"""What a word of the household, a figure above a limit and one below it do to the score."""
_SPELLING = (
    ("fibre", "fiber"),
    ("aluminium", "aluminum"),
    ("analyser", "analyzer"),
    ("analogue", "analog"),
    ("centre", "center"),
    ("vapour", "vapor"),
    ("armour", "armor"),
    ("stabilised", "stabilized"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure that lists look at: above ``over`` of ``unit`` goods of the row are of greater concern."""

    quantity: str
    over: float
    unit: str


@dataclass(frozen=True, slots=True)
class Words:
    """A row of the table."""

    id: str
    score: float
    what: str
    hs: tuple[str, ...]
    control: tuple[str, ...]
    mtcr: tuple[str, ...]
    class_: str
    limit: Limit | None
    source: Published


@dataclass(frozen=True, slots=True)
class Candidate:
    """What words may mean. start, end: where they stand in the text; score: 0 to HIGHEST; reasons: why that score."""

    start: int
    end: int
    text: str
    score: float
    meaning: Words
    reasons: tuple[str, ...]


def _alike(text: str) -> str:
    """Hyphens as spaces, quotes straight; of the same length."""
    return re.sub("[-\u00ad\u2010-\u2014\u2212\u00a0\t\r\n/]", " ", text.replace("\u2019", "'"))


def _lowered(text: str) -> str:
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _spellings(word: str) -> set[str]:
    forms = {word}
    for british, american in _SPELLING:
        forms |= {one.replace(british, american) for one in forms} | {one.replace(american, british) for one in forms}
    return forms


def _forms(word: str) -> set[str]:
    return {_alike(form) for spelling in _spellings(word) for form in plurals(spelling)}


@dataclass(frozen=True, slots=True)
class Table:
    """The words, ready to be looked for."""

    meanings: tuple[tuple[str, Words], ...]
    against: tuple[str, ...]
    units: dict[str, tuple[str, float]]
    exact: AhoCorasick
    lower: AhoCorasick
    exact_meanings: tuple[Words, ...]
    lower_meanings: tuple[Words | None, ...]
    """None: a word of the household."""


@lru_cache(maxsize=4)
def table(path: Path = FILE) -> Table:
    """The checked table.

    Raises:
        LexiconError: a mistake: a word in two rows, a code that can't be read, a class that isn't there, a score off.
    """
    needed = {"words": "texts", "score": "number", "what": "text", "hs": "texts", "control": "texts", "mtcr": "texts"}
    further = {"quantity": "text", "over": "number", "unit": "text", "place": "text"}
    units = {
        row.text("name"): (row.text("of"), row.number("times"))
        for row in rows(path, "unit", {"name": "text", "of": "text", "times": "number"})
    }
    forms: dict[str, tuple[str, Words]] = {}
    for row in rows(path, "word", {**needed, "class": "text", "source": "text"}, further):
        if not 0 < row.number("score") <= HIGHEST:
            raise row.mistake(f"score has to be above 0 and at most {HIGHEST}")
        if row.text("class") not in goods_classes():
            raise row.mistake(f"there is no class {row.text('class')!r} in classes.toml")
        for code in (*row.texts("hs"), *row.texts("control"), *row.texts("mtcr")):
            try:
                read_code(code)
            except CodeError as error:
                raise row.mistake(str(error)) from None
        limit = None
        if row.text("quantity"):
            if row.text("unit") not in units:
                raise row.mistake(f"there is no unit {row.text('unit')!r}; known: {', '.join(units)}")
            limit = Limit(row.text("quantity"), row.number("over"), row.text("unit"))
        meaning = Words(
            row.texts("words")[0],
            row.number("score"),
            row.text("what"),
            row.texts("hs"),
            row.texts("control"),
            row.texts("mtcr"),
            row.text("class"),
            limit,
            source_of(row),
        )
        for word in row.texts("words"):
            for form in _forms(word):
                if form in forms and forms[form][1] is not meaning:
                    raise row.mistake(f"{word!r} stands in another row too; take it from one of them")
                forms[form] = (word, meaning)
    against = tuple(one for row in rows(path, "against", {"words": "texts"}) for one in row.texts("words"))
    exact = [(form, one[1]) for form, one in forms.items() if form != form.lower()]
    lower: list[tuple[str, Words | None]] = [(form, one[1]) for form, one in forms.items() if form == form.lower()]
    lower += [(form, None) for word in against for form in sorted(_forms(word)) if form not in forms]
    return Table(
        tuple(forms.values()),
        against,
        units,
        AhoCorasick([form for form, _ in exact]),
        AhoCorasick([form for form, _ in lower]),
        tuple(one for _, one in exact),
        tuple(one for _, one in lower),
    )


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _spans(text: str, known: Table) -> list[tuple[int, int, Words | None]]:
    """Whole words of the table in the text; of overlapping ones the longest, then the first."""
    alike = _alike(text)
    low = _lowered(alike)
    found: list[tuple[int, int, Words | None]] = [
        (start, end, known.exact_meanings[number])
        for number, start, end in known.exact.find_matches_as_indexes(alike, overlapping=True)
        if _whole(alike, start, end)
    ]
    found += [
        (start, end, known.lower_meanings[number])
        for number, start, end in known.lower.find_matches_as_indexes(low, overlapping=True)
        if _whole(low, start, end)
    ]
    found.sort(key=lambda one: (one[0] - one[1], one[0]))
    kept: list[tuple[int, int, Words | None]] = []
    taken = [False] * len(text)
    for start, end, meaning in found:
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            kept.append((start, end, meaning))
    return sorted(kept, key=lambda one: one[0])


_FIGURE = re.compile(r"(?<![\w.,])(\d{1,9}(?:[.,]\d{1,6})?) ?([A-Za-z]{1,4})\b")


def _figures(text: str, unit: str, known: Table) -> Iterator[tuple[str, float]]:
    """Figures of the kind of ``unit`` in the text, as written and in the base of that kind."""
    kind = known.units[unit][0]
    for found in _FIGURE.finditer(text):
        if found[2] in known.units and known.units[found[2]][0] == kind:
            yield found[0], _number(found[1]) * known.units[found[2]][1]


def _number(text: str) -> float:
    """ "1,000" is a thousand, "1,5" one and a half."""
    if re.fullmatch(r"\d{1,3},\d{3}", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def candidates(text: str, path: Path = FILE) -> list[Candidate]:
    """What the words of ``text`` may be on the lists, the highest score first.

    Only the first LONGEST characters are looked at. A row that several words point to is given once, by its
    longest words.
    """
    known = table(path)
    shown = text[:LONGEST]
    spans = _spans(shown, known)
    household = [shown[start:end] for start, end, meaning in spans if meaning is None]
    best: dict[str, Candidate] = {}
    for start, end, meaning in spans:
        if meaning is None:
            continue
        words = plain(shown[start:end])
        score, reasons = meaning.score, [f"“{words}” is a word for {meaning.what} ({meaning.score:.2f})"]
        if household:
            score *= AGAINST
            reasons.append(f"“{plain(household[0])}” speaks against it (× {AGAINST})")
        if meaning.limit:
            limit = meaning.limit
            for written, amount in list(_figures(shown, limit.unit, known))[:1]:
                above = amount > limit.over * known.units[limit.unit][1]
                factor, where = (OVER, "above") if above else (UNDER, "not above")
                score *= factor
                line = f"{limit.quantity} {written} is {where} {limit.over:,.10g} {limit.unit} (× {factor})"
                reasons.append(line)
        one = Candidate(start, end, words, round(min(score, HIGHEST), 3), meaning, tuple(reasons))
        if meaning.id not in best or end - start > best[meaning.id].end - best[meaning.id].start:
            best[meaning.id] = one
    return sorted(best.values(), key=lambda one: (-one.score, one.start))
