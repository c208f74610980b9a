"""Destinations: sanctions, points of transshipment, partners (``lexicon/controls/destinations.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from weighbridge.controls.sources import TABLES, source_of
from weighbridge.lexicon.checked import Row, rows
from weighbridge.screening.finding import LEVELS, Published

FILE = TABLES / "destinations.toml"


@dataclass(frozen=True, slots=True)
class Sanctioned:
    """A destination under sanctions. ``levels``: of any, controlled, military and priority goods, and of words."""

    country: str
    name: str
    what: str
    levels: Mapping[str, str]
    source: Published


@dataclass(frozen=True, slots=True)
class Group:
    """Countries that a source names together. ``toward``: whom they are a way to; empty for partners."""

    countries: frozenset[str]
    toward: tuple[str, ...]
    source: Published


@dataclass(frozen=True, slots=True)
class Destinations:
    """The whole table. ``tiers``: tier to ``transshipment``, ``other``, ``partner`` to a level; with its source."""

    sanctioned: Mapping[str, Sanctioned]
    transshipment: tuple[Group, ...]
    partners: tuple[Group, ...]
    tiers: Mapping[str, tuple[Mapping[str, str], Published]]


def _level(row: Row, key: str) -> str:
    if row.text(key) not in LEVELS:
        raise row.mistake(f"{key} has to be one of: {', '.join(LEVELS)}")
    return row.text(key)


def _countries(row: Row, key: str) -> tuple[str, ...]:
    for one in row.texts(key):
        if not (len(one) == 2 and one.isascii() and one.isalpha() and one.islower()):
            raise row.mistake(f"{one!r} has to be an ISO 3166-1 alpha-2 code in small letters")
    return row.texts(key)


@lru_cache(maxsize=4)
def destinations(path: Path = FILE) -> Destinations:
    """The checked table.

    Raises:
        LexiconError: a mistake in the file.
    """
    kinds = ("any", "controlled", "military", "priority", "words")
    needed = {"country": "text", "name": "text", "what": "text", "source": "text", "day": "text"}
    sanctioned: dict[str, Sanctioned] = {}
    for row in rows(path, "sanctioned", {**needed, **dict.fromkeys(kinds, "text")}, {"place": "text"}):
        if row.text("country") in sanctioned:
            raise row.mistake(f"{row.text('country')!r} stands twice; take one row away")
        levels = MappingProxyType({kind: _level(row, kind) for kind in kinds})
        sanctioned[row.text("country")] = Sanctioned(
            row.text("country"), row.text("name"), row.text("what"), levels, source_of(row)
        )
    transshipment = tuple(
        Group(frozenset(_countries(row, "countries")), _countries(row, "toward"), source_of(row))
        for row in rows(
            path,
            "transshipment",
            {"countries": "texts", "toward": "texts", "source": "text"},
            {"place": "text", "day": "text"},
        )
    )
    partners = tuple(
        Group(frozenset(_countries(row, "countries")), (), source_of(row))
        for row in rows(path, "partner", {"countries": "texts", "what": "text", "source": "text"}, {"place": "text"})
    )
    tiers = {}
    places = ("transshipment", "other", "partner")
    for row in rows(path, "tier", {"id": "text", "source": "text", **dict.fromkeys(places, "text")}, {"place": "text"}):
        tiers[row.text("id")] = (MappingProxyType({place: _level(row, place) for place in places}), source_of(row))
    return Destinations(MappingProxyType(sanctioned), transshipment, partners, MappingProxyType(tiers))


def transshipment_sources(country: str) -> tuple[Group, ...]:
    """The sources that name a country (any case) as a point of transshipment."""
    return tuple(one for one in destinations().transshipment if country.lower() in one.countries)


def place_of(country: str) -> str:
    """What a country without sanctions is to goods of the list: ``transshipment``, ``partner`` or ``other``."""
    if transshipment_sources(country):
        return "transshipment"
    return "partner" if any(country.lower() in one.countries for one in destinations().partners) else "other"
