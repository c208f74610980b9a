"""The rows of ``lexicon/flags.toml``: red flags, each with the fact that it needs and where it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from weighbridge.controls.described import goods_classes
from weighbridge.controls.sources import source_of, sources
from weighbridge.lexicon.checked import Row, rows
from weighbridge.lexicon.tables import FOLDER
from weighbridge.screening.finding import LEVELS, Published

FILE = FOLDER / "flags.toml"
FACTS: tuple[str, ...] = (
    "transshipment_on_the_way",
    "transshipment_at_the_end",
    "detour",
    "late_change",
    "founded_after",
    "forwarder_at_the_end",
    "bank_at_the_end",
    "end_use_refused",
    "end_use_words",
    "business_mismatch",
    "shared_address",
    "address_words",
    "payment_words",
    "third_party_payment",
    "service_declined",
    "told",
    "onward",
)
"""What can be looked at; a new one needs a function in ``facts`` or ``routes``."""
NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "detour": ("figure", "more"),
        "late_change": ("figure",),
        "founded_after": ("day",),
        "forwarder_at_the_end": ("words",),
        "end_use_words": ("words",),
        "shared_address": ("figure",),
        "address_words": ("words",),
        "payment_words": ("words",),
        "third_party_payment": ("words",),
        "told": ("column", "raised"),
    }
)
"""Keys that a row has to have for its fact."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag; see the head of ``flags.toml``. also: further publications that name it."""

    id: str
    title: str
    fact: str
    level: str
    why: str
    ask: str
    words: tuple[str, ...]
    day: str
    figure: float
    more: float
    column: str
    raised: str
    source: Published
    also: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole file. answers: a word in small letters to yes or no. businesses: words, and the classes that fit."""

    flags: tuple[Flag, ...]
    answers: Mapping[str, bool]
    businesses: tuple[tuple[tuple[str, ...], frozenset[str]], ...]


@lru_cache(maxsize=4)
def rules(path: Path = FILE) -> Rules:
    """The checked file.

    Raises:
        LexiconError: a mistake: an unknown fact, level, source or class, a key that the fact needs, an id twice.
    """
    needed = dict.fromkeys(("id", "title", "fact", "level", "why", "source", "place"), "text")
    further = {"ask": "text", "words": "texts", "day": "text", "figure": "number", "unit": "text", "more": "number"}
    further |= {"more_unit": "text", "column": "text", "raised": "text", "also": "texts"}
    found: dict[str, Flag] = {}
    for row in rows(path, "flag", needed, further):
        flag = _flag(row)
        if flag.id in found:
            raise row.mistake(f"there are two flags {flag.id!r}; rename one")
        found[flag.id] = flag
    answers = {
        word: row.text("id") == "yes"
        for row in rows(path, "answer", {"id": "text", "words": "texts"})
        for word in row.texts("words")
    }
    businesses = []
    for row in rows(path, "business", {"words": "texts", "fits": "texts"}):
        for one in row.texts("fits"):
            if one not in goods_classes():
                raise row.mistake(f"there is no class {one!r}; known: {', '.join(goods_classes())}")
        businesses.append((row.texts("words"), frozenset(row.texts("fits"))))
    return Rules(tuple(found.values()), MappingProxyType(answers), tuple(businesses))


def _flag(row: Row) -> Flag:
    fact, level = row.text("fact"), row.text("level")
    if fact not in FACTS:
        raise row.mistake(f"there is no fact {fact!r}; known: {', '.join(FACTS)}")
    if level not in LEVELS:
        raise row.mistake(f"level has to be one of: {', '.join(LEVELS)}")
    for key in NEEDS.get(fact, ()):
        if key not in row.values:
            raise row.mistake(f"a flag on {fact!r} needs {key!r}")
    if fact == "told" and row.text("raised") not in ("yes", "no"):
        raise row.mistake("raised has to be yes or no")
    for one in row.texts("also"):
        if one not in sources():
            raise row.mistake(f"there is no source {one!r} in sources.toml; known: {', '.join(sources())}")
    return Flag(
        row.text("id"),
        row.text("title"),
        fact,
        level,
        row.text("why"),
        row.text("ask"),
        row.texts("words"),
        row.text("day"),
        row.number("figure"),
        row.number("more"),
        row.text("column"),
        row.text("raised"),
        source_of(row),
        tuple(replace(sources()[one]) for one in row.texts("also")),
    )
