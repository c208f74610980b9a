"""That somebody owns or directs something, as a list or a table of one's own says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

OWNERSHIP, DIRECTORSHIP = "ownership", "directorship"


@dataclass(frozen=True, slots=True)
class Holding:
    """Dates are ISO dates cut to the precision known; what is not said is an empty text.

    owner, asset: ids of parties; of a directorship the director and the organisation.
    share: the percentage as written (``51``, ``25-50 %``, ``majority``); several statements parted by ``;``.
    role: as written ("beneficial owner"). start, end: since when and until when. kind: OWNERSHIP or DIRECTORSHIP.
    source: who says so. owner_name, asset_name: as written there, where no entry of the id may tell them.
    """

    owner: str
    asset: str
    share: str = ""
    role: str = ""
    start: str = ""
    end: str = ""
    kind: str = OWNERSHIP
    source: str = ""
    owner_name: str = ""
    asset_name: str = ""


def row_of(holding: Holding) -> dict[str, str]:
    """Plain JSON values, without what is empty."""
    return {one.name: value for one in fields(Holding) if (value := getattr(holding, one.name))}


def holding_of(row: Mapping[str, Any]) -> Holding:
    """The holding that ``row_of`` gave. Raises KeyError or TypeError for what is no such row."""
    if not all(isinstance(value, str) for value in row.values()):
        raise TypeError("a holding has texts only")
    return Holding(**{"owner": row["owner"], "asset": row["asset"], **row})


def in_words(holding: Holding, owner: str = "", asset: str = "") -> str:
    """One line for people: "Alpha owns 51 % of Beta (shareholder, 2019 to 2021)"; names instead of ids where given."""
    who, what = owner or holding.owner_name or holding.owner, asset or holding.asset_name or holding.asset
    does = "directs" if holding.kind == DIRECTORSHIP else f"owns {shown(holding.share)} of"
    said = f"{who} {does} {what}"
    span = f"{holding.start or '?'} to {holding.end}" if holding.end else f"since {holding.start}"
    beside = [holding.role, span if holding.start or holding.end else "", holding.source]
    text = ", ".join(one for one in beside if one)
    return f"{said} ({text})" if text else said


def shown(share: str) -> str:
    """A share as written, with a percent sign where only a number stands there."""
    if not share:
        return "a share that is not known"
    return f"{share} %" if share.replace(".", "", 1).replace(",", "", 1).isdecimal() else f"“{share}”"


def by_asset(holdings: Iterable[Holding]) -> dict[str, tuple[Holding, ...]]:
    """Holdings by what is held: to be made once for many questions; each holding once, in one order."""
    found: dict[str, list[Holding]] = {}
    for one in sorted(set(holdings), key=lambda one: tuple(getattr(one, part.name) for part in fields(Holding))):
        found.setdefault(one.asset, []).append(one)
    return {asset: tuple(rows) for asset, rows in found.items()}


def identified(holdings: Iterable[Holding], ids: Mapping[str, str]) -> list[Holding]:
    """Holdings of a table that names its parties, with their ids instead where ``ids`` has the name as written."""
    return [replace(one, owner=ids.get(one.owner, one.owner), asset=ids.get(one.asset, one.asset)) for one in holdings]
