"""The Common High Priority List: 50 six-digit codes in six tiers (``lexicon/controls/priority.toml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weighbridge.controls.codes import HS, Code
from weighbridge.controls.sources import TABLES, source_of
from weighbridge.lexicon.checked import rows
from weighbridge.screening.finding import Published

FILE = TABLES / "priority.toml"


@dataclass(frozen=True, slots=True)
class PriorityItem:
    """An item of the list. ``older``: codes of the edition of 2017 that held these goods beside others."""

    hs: str
    tier: str
    tier_what: str
    what: str
    also: tuple[str, ...]
    why: str
    older: tuple[str, ...]
    source: Published


@dataclass(frozen=True, slots=True)
class PriorityMatch:
    """How a code meets an item: ``exact``; ``older`` edition; ``heading`` that holds the item's code."""

    how: str
    item: PriorityItem


@lru_cache(maxsize=4)
def priority_items(path: Path = FILE) -> tuple[PriorityItem, ...]:
    """All items, in the order of the file.

    Raises:
        LexiconError: a mistake in the file: a code that has no six digits or stands twice, a tier that isn't there.
    """
    tiers: dict[str, str] = {}
    for row in rows(path, "tier", {"id": "text", "what": "text", "source": "text"}):
        source_of(row)
        tiers[row.text("id")] = row.text("what")
    found: dict[str, PriorityItem] = {}
    needed = {"hs": "text", "tier": "text", "what": "text", "also": "texts", "why": "text", "source": "text"}
    for row in rows(path, "item", needed, {"older": "texts", "place": "text"}):
        code, tier = row.text("hs"), row.text("tier")
        for one in (code, *row.texts("older")):
            if not (len(one) == 6 and one.isascii() and one.isdecimal()):
                raise row.mistake(f"{one!r} has to be six digits without points")
        if tier not in tiers:
            raise row.mistake(f"there is no tier {tier!r}; known: {', '.join(tiers)}")
        if code in found:
            raise row.mistake(f"{code} stands twice; take one row away")
        source = source_of(row)
        place = source.place or f"tier {tier}"
        found[code] = PriorityItem(
            code,
            tier,
            tiers[tier],
            row.text("what"),
            row.texts("also"),
            row.text("why"),
            row.texts("older"),
            Published(source.title, source.address, place, source.publisher, source.day),
        )
    return tuple(found.values())


@lru_cache(maxsize=1)
def _by_code() -> tuple[dict[str, PriorityItem], dict[str, list[PriorityItem]], dict[str, list[PriorityItem]]]:
    exact = {one.hs: one for one in priority_items()}
    older: dict[str, list[PriorityItem]] = {}
    headings: dict[str, list[PriorityItem]] = {}
    for one in priority_items():
        headings.setdefault(one.hs[:4], []).append(one)
        for code in one.older:
            older.setdefault(code, []).append(one)
    return exact, older, headings


def priority_matches(code: Code) -> tuple[PriorityMatch, ...]:
    """The items that a code is, was before 2022, or holds; none where it has nothing to do with the list."""
    if code.kind != HS:
        return ()
    exact, older, headings = _by_code()
    if len(code.value) == 4:
        return tuple(PriorityMatch("heading", one) for one in headings.get(code.value, ()))
    if code.hs6 in exact:
        return (PriorityMatch("exact", exact[code.hs6]),)
    return tuple(PriorityMatch("older", one) for one in older.get(code.hs6, ()))
