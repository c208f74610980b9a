"""Facts of the route: points of transshipment, ways that make no sense, changes at the last minute."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from weighbridge.controls.destinations import Group, transshipment_sources
from weighbridge.flags.asked import NO, UNKNOWN, YES, Asked, Told
from weighbridge.flags.rules import Flag
from weighbridge.lexicon.places import Point, places
from weighbridge.screening.finding import ROUTE, Evidence

EARTH = 6371.0
"""Mean radius in km."""


def _named(country: str, groups: tuple[Group, ...]) -> str:
    toward = sorted({one.upper() for group in groups for one in group.toward})
    titles = "; ".join(dict.fromkeys(f"{group.source.title} ({group.source.day})" for group in groups))
    return f"{country.upper()} is named as a point of transshipment to {', '.join(toward)}: {titles}"


def transshipment_on_the_way(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Countries between despatch and destination that a source names."""
    countries = asked.order.route.countries
    if not countries:
        yield Told(UNKNOWN, "no route is told", subject=ROUTE)
    for one in dict.fromkeys(countries[1:-1]):
        if groups := transshipment_sources(one):
            yield Told(YES, _named(one, groups), (Evidence("order", "route", one),), ROUTE)


def transshipment_at_the_end(asked: Asked, flag: Flag) -> Iterator[Told]:
    """The destination, where a source names it."""
    one = asked.order.route.destination
    if one and (groups := transshipment_sources(one)):
        yield Told(YES, _named(one, groups), (Evidence("order", "route", one),), ROUTE)


def distance(one: Point, other: Point) -> float:
    """Kilometres along the great circle between two points (longitude, latitude in degrees)."""
    east, north, east2, north2 = (math.radians(part) for part in (*one, *other))
    half = math.sin((north2 - north) / 2) ** 2 + math.cos(north) * math.cos(north2) * math.sin((east2 - east) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def detour(asked: Asked, flag: Flag) -> Iterator[Told]:
    """A way that is longer than the direct one by the flag's figure and by its kilometres; from country to country."""
    countries = asked.order.route.countries
    if not countries:
        yield Told(UNKNOWN, "no route is told", subject=ROUTE)
        return
    known = places()
    missing = [one for one in countries if one.upper() not in known]
    if missing:
        yield Told(UNKNOWN, f"where {', '.join(missing)} lies is not known here", subject=ROUTE)
        return
    points = [known[one.upper()] for one in countries]
    direct = distance(points[0], points[-1])
    way = sum(distance(one, other) for one, other in zip(points, points[1:], strict=False))
    if way > flag.figure * direct and way - direct > flag.more:
        shown = " > ".join(one.upper() for one in countries)
        reason = f"{shown} is about {way:,.0f} km, the direct way about {direct:,.0f} km"
        yield Told(YES, reason, (Evidence("order", "route", shown),), ROUTE)
    else:
        yield Told(NO, subject=ROUTE)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def late_change(asked: Asked, flag: Flag) -> Iterator[Told]:
    """Told as such, or another route before, changed within the flag's days of despatch."""
    route, facts = asked.order.route, asked.order.facts
    if facts.route_changed_late:
        yield Told(YES, "so it was told", (Evidence("order", "route_changed_late", "yes"),), ROUTE)
        return
    if route.before and route.before != route.countries:
        changed, despatch = _day(route.changed), _day(route.despatch)
        ways = " > ".join(route.before).upper(), " > ".join(route.countries).upper()
        if changed is None or despatch is None:
            yield Told(UNKNOWN, f"the route was {ways[0]} and is {ways[1]}, on which day it was changed", subject=ROUTE)
        elif (despatch - changed).days <= flag.figure:
            reason = f"from {ways[0]} to {ways[1]} on {changed}, despatch on {despatch}"
            yield Told(YES, reason, (Evidence("order", "route", reason),), ROUTE)
        return
    if facts.route_changed_late is None and not route.before:
        yield Told(UNKNOWN, "whether the route was changed", subject=ROUTE)
