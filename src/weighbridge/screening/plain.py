"""Orders and findings as plain JSON values, and back: the form in which they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from weighbridge.matching.party import Identifier, Party
from weighbridge.screening.finding import Evidence, Finding, Published
from weighbridge.screening.order import Facts, GoodsLine, Order, OrderParty, Route

Row = dict[str, Any]


def party_row(party: Party) -> Row:
    """A party without what is empty."""
    row = _filled(party)
    if party.identifiers:
        row["identifiers"] = [[one.kind, one.value, one.country] for one in party.identifiers]
    return row


def party_from(row: Mapping[str, Any]) -> Party:
    """The party that ``party_row`` gave. Raises KeyError, TypeError, ValueError for another row."""
    given = {"id": "", **_tupled({key: value for key, value in row.items() if key != "identifiers"})}
    return Party(**given, identifiers=tuple(Identifier(*one) for one in row.get("identifiers", ())))


def order_row(order: Order) -> Row:
    """An order without what is empty."""
    row: Row = {"reference": order.reference}
    if order.parties:
        row["parties"] = [{"role": one.role, **party_row(one.party)} for one in order.parties]
    if order.goods:
        row["goods"] = [_filled(one) for one in order.goods]
    for name in ("route", "facts"):
        if part := _filled(getattr(order, name)):
            row[name] = part
    if order.told:
        row["told"] = [list(one) for one in order.told]
    return row


def order_from(row: Mapping[str, Any]) -> Order:
    """The order that ``order_row`` gave. Raises KeyError, TypeError, ValueError for another row."""
    parties = tuple(
        OrderParty(one["role"], party_from({key: value for key, value in one.items() if key != "role"}))
        for one in row.get("parties", ())
    )
    return Order(
        row["reference"],
        parties,
        tuple(GoodsLine(**one) for one in row.get("goods", ())),
        Route(**_tupled(row.get("route", {}))),
        Facts(**row.get("facts", {})),
        tuple((str(name), str(text)) for name, text in row.get("told", ())),
    )


def finding_row(finding: Finding) -> Row:
    """A finding without what is empty."""
    row = {key: value for key, value in _filled(finding).items() if key not in ("source", "evidence")}
    if finding.source:
        row["source"] = _filled(finding.source)
    if finding.evidence:
        row["evidence"] = [{"what": one.what, "place": one.place, "text": one.text} for one in finding.evidence]
    return row


def finding_from(row: Mapping[str, Any]) -> Finding:
    """The finding that ``finding_row`` gave. Raises KeyError, TypeError, ValueError for another row."""
    rest = _tupled({key: value for key, value in row.items() if key not in ("source", "evidence")})
    source = Published(**row["source"]) if "source" in row else None
    return Finding(**rest, source=source, evidence=tuple(Evidence(**one) for one in row.get("evidence", ())))


def _filled(noun: Any) -> Row:
    """Fields that tell something: False and 0 do, what is empty and None do not."""
    pairs = ((one.name, getattr(noun, one.name)) for one in fields(noun))
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in pairs if value not in ("", (), None)
    }


def _tupled(row: Mapping[str, Any]) -> Row:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
