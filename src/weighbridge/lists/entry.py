"""What a list says of one party: the Party that is matched, and what stands beside it on the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from weighbridge.matching.party import Identifier, Party
from weighbridge.ownership import holding
from weighbridge.ownership.holding import Holding


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list. Dates are ISO dates cut to the precision known; an empty text where nothing is said.

    source: which of the lists within the list, in its own words ("Entity List (EL) - Bureau of Industry and Security").
    listed, changed, until: when it was put on the list, last changed there, and when the measure ends.
    titles: offices, positions and forms of address. birth_places: as written. links: addresses on the web.
    details: all else that the list says, as pairs of its label and its words; none is dropped.
    holdings: who owns or directs the party, and, where what it owns or directs is no entry itself, these too.
    """

    party: Party
    source: str = ""
    listed: str = ""
    changed: str = ""
    until: str = ""
    titles: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    holdings: tuple[Holding, ...] = ()


def row_of(entry: Entry) -> dict[str, Any]:
    """An entry as plain JSON values, empty fields left out: the form in which it is kept."""
    party = {one.name: getattr(entry.party, one.name) for one in fields(Party)}
    party["identifiers"] = [[one.kind, one.value, one.country] for one in entry.party.identifiers]
    row = {one.name: getattr(entry, one.name) for one in fields(Entry) if one.name != "party"}
    row["holdings"] = [holding.row_of(one) for one in entry.holdings]
    return {"party": _filled(party), **_filled(row)}


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry that ``row_of`` gave. Raises KeyError, TypeError or ValueError for what is no such row."""
    party = dict(row["party"])
    numbers = tuple(
        Identifier(str(kind), str(value), str(country)) for kind, value, country in party.pop("identifiers", [])
    )
    rest = {name: value for name, value in row.items() if name not in ("party", "details", "holdings")}
    details = tuple((str(label), str(words)) for label, words in row.get("details", []))
    holdings = tuple(holding.holding_of(one) for one in row.get("holdings", []))
    return Entry(Party(identifiers=numbers, **_tupled(party)), details=details, holdings=holdings, **_tupled(rest))


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value}


def _tupled(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
