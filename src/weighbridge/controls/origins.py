"""Where goods come from: bans on buying there, each with its published source (``[[origin]]`` of the destinations).

Goods come from the country that a line tells as its origin, from where the route starts, and from the countries of
who supplies or makes them. Countries of forwarders, payers and banks are looked at too: nothing goes there, and still
a bank of a country under sanctions is a reason to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from weighbridge.controls.described import country_groups
from weighbridge.controls.destinations import FILE, destinations
from weighbridge.controls.military import BY_CODE, arms_in
from weighbridge.controls.sources import source_of, sources
from weighbridge.lexicon.checked import Row, rows, version_of
from weighbridge.screening.finding import (
    LEVELS,
    NOTE,
    REVIEW,
    ROUTE,
    Evidence,
    Finding,
    Published,
    goods_subject,
    party_subject,
)
from weighbridge.screening.order import Order

SENDERS = ("supplier", "manufacturer")
"""Roles whose countries are where goods come from."""
BESIDE = ("forwarder", "payer", "bank", "vessel", "other")
"""Roles that neither give nor get the goods."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A row ``[[origin]]``. any, arms: levels; what, arms_what: what may not be bought there."""

    country: str
    name: str
    what: str
    any: str
    source: Published
    arms_what: str
    arms: str
    arms_source: Published


@lru_cache(maxsize=4)
def origins(path: Path = FILE) -> Mapping[str, Origin]:
    """The checked rows by country. Raises LexiconError for a mistake in the file."""
    keys = ("country", "name", "what", "any", "source", "place", "arms", "arms_what", "arms_source", "arms_place")
    found: dict[str, Origin] = {}
    for row in rows(path, "origin", dict.fromkeys(keys, "text"), {"day": "text"}):
        country = row.text("country")
        if not (len(country) == 2 and country.isascii() and country.isalpha() and country.islower()):
            raise row.mistake(f"{country!r} has to be an ISO 3166-1 alpha-2 code in small letters")
        if country in found:
            raise row.mistake(f"{country!r} stands twice; take one row away")
        for key in ("any", "arms"):
            if row.text(key) not in LEVELS:
                raise row.mistake(f"{key} has to be one of: {', '.join(LEVELS)}")
        arms = Row(row.path, row.line, {"source": row.text("arms_source"), "place": row.text("arms_place")})
        found[country] = Origin(
            country,
            row.text("name"),
            row.text("what"),
            row.text("any"),
            source_of(row),
            row.text("arms_what"),
            row.text("arms"),
            source_of(arms),
        )
    return MappingProxyType(found)


def origin_findings(order: Order) -> Iterator[Finding]:
    """What is known against buying where the goods of an order come from, and of parties beside the goods."""
    known = destinations().sanctioned
    whence = _whence(order)
    for country, told in whence.items():
        row = origins().get(country)
        if row:
            reason = f"goods come from {row.name} ({_said(told)}): {row.what}"
            yield _finding(ROUTE, row.any, reason, row.source, country, told)
        elif country in known:
            reason = (
                f"goods come from {known[country].name} ({_said(told)}), which is under sanctions; "
                "what may be bought there is not known here: ask"
            )
            yield _finding(ROUTE, REVIEW, reason, known[country].source, country, told)
    yield from _arms(order, whence)
    for number, one in enumerate(order.parties, 1):
        for country in dict.fromkeys(code.lower() for code in one.party.countries):
            if one.role in BESIDE and country in known:
                reason = f"the {one.role} is in {known[country].name}, which is under sanctions: {known[country].what}"
                level = known[country].levels["any"]
                told = [(party_subject(number), one.role)]
                yield _finding(party_subject(number), level, reason, known[country].source, country, told)


def _whence(order: Order) -> dict[str, list[tuple[str, str]]]:
    """Countries that goods come from, each with the parts of the order that say so: the field, and words for it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, line in enumerate(order.goods, 1):
        if line.origin:
            found.setdefault(line.origin.lower(), []).append((goods_subject(number), f"origin of goods {number}"))
    if len(order.route.countries) > 1:
        found.setdefault(order.route.countries[0].lower(), []).append((ROUTE, "the route starts there"))
    for number, one in enumerate(order.parties, 1):
        if one.role in SENDERS:
            for code in one.party.countries:
                words = f"the {one.role} is there"
                found.setdefault(code.lower(), []).append((party_subject(number), words))
    return found


def _arms(order: Order, whence: Mapping[str, list[tuple[str, str]]]) -> Iterator[Finding]:
    """Arms from a country: what is told of one line counts for it, what is told of route and parties for all."""
    for number, line in enumerate(order.goods, 1):
        by, words = arms_in(line)
        for country, told in whence.items() if by else ():
            if line.origin and not any(place in (goods_subject(number), ROUTE) for place, _ in told):
                continue  # this line comes from elsewhere
            row = origins().get(country)
            if row:
                level, what, source = row.arms, row.arms_what, row.arms_source
                name = row.name
            elif country in country_groups()["D:5"]:
                level, source, name = REVIEW, sources()["country-groups"], country.upper()
                what = "it is under an arms embargo of the United States (group D:5); ask what holds for buying there"
            else:
                continue
            if by != BY_CODE and level != NOTE:
                level, what = REVIEW, f"{what}. Words are no code: ask for one"
            reason = f"arms (“{words[:100]}”) from {name}: {what}"
            yield _finding(goods_subject(number), level, reason, source, country, told, "arms-origin")


def _said(told: list[tuple[str, str]]) -> str:
    return ", ".join(words for _, words in told[:3]) + (f" and {len(told) - 3:,} more" if len(told) > 3 else "")


def _finding(
    subject: str,
    level: str,
    reason: str,
    source: Published,
    country: str,
    told: list[tuple[str, str]],
    rule: str = "origin",
) -> Finding:
    evidence = tuple(Evidence("order", place, f"{country}: {words}") for place, words in told[:20])
    rows = (*evidence, Evidence("lexicon", FILE.name, country))
    also = tuple(dict.fromkeys(place for place, _ in told if place != subject)) if subject == ROUTE else ()
    return Finding("country", subject, level, reason, rule, source, rows, version_of(FILE), None, also)
