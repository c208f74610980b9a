"""Cells by the names of their columns to an Order. Everything is checked; what is wrong is told with its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from weighbridge.lists.countries import country_code
from weighbridge.lists.dates import iso_date
from weighbridge.matching.party import Identifier, Party
from weighbridge.screening.columns import PARTY, ROLE, Column, column_of, plain, words
from weighbridge.screening.order import Facts, GoodsLine, Order, OrderParty, Route
from weighbridge.screening.refused import OrderError

Cell = str | tuple[str, ...]
LONGEST = 10_000
"""Characters of a cell."""
VALUES = 200
"""Values of a cell that has several, and columns that are not known."""
REFERENCES = 200
"""Characters of a reference."""
REFERENCE = Column("reference")
PARTIES, GOODS = 200, 2_000
"""Of one order."""
NUMBERS = ("passport", "tax", "registration", "national-id", "imo", "mmsi", "lei", "bic")
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_WAY = re.compile(r"\s*(?:->|[;|\n>\u2192])\s*")
_OTHERWISE = tuple(re.compile(rf"\s*{sign}\s*") for sign in (",", "/", "\\bto\\b", "[\u2013\u2014]", "-"))
"""What else people write between countries, tried in turn where a part is no country."""
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.0+)?")
"""A day as a sheet counts it, from 1954 to 2091."""
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_SPACES = re.compile(r"[^\S\n]+")
_HS = re.compile(r"\d{4}(?:\d\d){0,4}")
_ECCN = re.compile(r"EAR99|[0-9][A-E][0-9]{3}(?:\.?[A-Z0-9]{1,4})*|ML[0-9]{1,2}(?:\.?[A-Z0-9]{1,4})*")
_GOODS = ("goods", "hs", "eccn", "quantity", "value", "origin")
_FLAGS = ("end_use_refused", "other_customers", "third_party_payment", "route_changed_late", "service_declined")
_TEXTS = ("end_use", "business", "payment")


@dataclass
class Row:
    """What one row, or one object, tells.

    parties: by their role and number. order: cells that the whole order has once. goods: a line of them or none.
    """

    where: str
    reference: str = ""
    parties: list[OrderParty] = field(default_factory=list)
    goods: list[GoodsLine] = field(default_factory=list)
    order: dict[str, Cell] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)


def trimmed(where: str, label: str, cell: Cell) -> Cell:
    """The cell without space around; empty where a word says that nothing was told. Raises OrderError if too long."""
    if isinstance(cell, tuple):
        if len(cell) > VALUES:
            raise OrderError(where, f"{_label(label)} has {len(cell):,} values", f"give {VALUES} at most")
        found = tuple(one for part in cell if isinstance(one := trimmed(where, label, part), str) and one)
        return found[0] if len(found) == 1 else found
    if len(cell) > LONGEST:
        raise OrderError(where, f"{_label(label)} has {len(cell):,} characters", f"shorten it to {LONGEST:,}")
    text = cell.strip()
    return "" if text.casefold() in words().empty else text


def row_of(where: str, cells: Iterable[tuple[str, Cell]]) -> Row:
    """What the cells of one row tell, each with the name of its column. Raises OrderError, with the row's reference."""
    row, found = Row(where), list(cells)
    try:
        for label, raw in found:
            if column_of(label) == REFERENCE:
                row.reference = one_of(where, label, trimmed(where, label, raw))
                if len(row.reference) > REFERENCES:
                    what, row.reference = f"a reference of {len(row.reference):,} characters", ""
                    raise OrderError(where, what, f"shorten it to {REFERENCES}")
        _fill(row, found)
    except OrderError as error:
        error.reference = row.reference
        raise
    return row


def _fill(row: Row, cells: Iterable[tuple[str, Cell]]) -> None:
    where, by_role, goods = row.where, dict[str, dict[str, Cell]](), dict[str, Cell]()
    for label, raw in cells:
        cell, column = trimmed(where, label, raw), column_of(label)
        if not cell and column and column.role and column.name == "name" and is_pending(raw):
            cell = raw  # "unknown" is a word for nothing everywhere else; of a party it says that nobody knows who
        if not cell or column == REFERENCE:
            continue
        if column is None:
            if len(row.told) >= VALUES:
                raise OrderError(where, f"more than {VALUES} columns that are not known", "leave some out")
            name = label.strip()[:100] or "a column without a name"
            text = cell if isinstance(cell, str) else "; ".join(cell)
            row.told[name] = f"{row.told[name]}; {text}" if name in row.told else text
            continue
        home = by_role.setdefault(column.role, {}) if column.role else goods if column.name in _GOODS else row.order
        if column.name in home:
            raise OrderError(where, f"two columns tell the {_named(column)}", "leave one out")
        home[column.name] = cell
    row.parties += [party_of(where, role, party) for role, party in by_role.items()]
    if goods:
        row.goods.append(goods_of(where, goods))


def party_of(where: str, role: str, cells: Mapping[str, Cell]) -> OrderParty:
    """A party of the order from its cells by name. Raises OrderError."""
    label = "" if role == PARTY else f"{role} "
    if role == PARTY:
        said = one_of(where, ROLE, cells.get(ROLE, "")) or "other"
        known = words().role.get(" ".join(re.split(r"[\s_.\-/]+", said.casefold())))
        if known is None:
            remedy = f"it may be {', '.join(sorted(set(words().role.values())))}"
            raise OrderError(where, f"there is no role {_cut(said)}", remedy)
        role = known
    name = one_of(where, f"{label}name", cells.get("name", "")) or (_by_number(cells) if role == "vessel" else "")
    if not name:
        raise OrderError(
            where, f"the {role} has no name, but {', '.join(sorted(cells))}", "tell the name, or leave out the rest"
        )
    kind = one_of(where, f"{label}type", cells.get("type", ""))
    schema = words().kind.get(kind.casefold(), "") if kind else {"vessel": "Vessel"}.get(role, "LegalEntity")
    if not schema:
        raise OrderError(where, f"{label}type {_cut(kind)} is none", f"it may be {', '.join(sorted(words().kind))}")
    if not any(one.isalnum() for one in name):
        raise OrderError(where, f"the name of the {role}, {_cut(name)}, has no letter", "tell the name")
    names = (name, *several(cells.get("aliases", "")))
    if len(names) > VALUES:
        raise OrderError(where, f"the {role} has {len(names):,} names", f"give {VALUES} at most")
    numbers = [Identifier(one, value) for one in NUMBERS for value in several(cells.get(one, ""))]
    party = Party(
        id="",
        schema=schema,
        names=names,
        countries=countries(where, f"{label}country", several(cells.get("country", ""))),
        birth_dates=_dates(where, f"{label}born", cells.get("born", "")),
        foundation_dates=_dates(where, f"{label}founded", cells.get("founded", "")),
        identifiers=tuple(numbers),
        addresses=several(cells.get("address", "")),
    )
    return OrderParty(role, party)


def _by_number(cells: Mapping[str, Cell]) -> str:
    """What a ship is called of which only the number is told: its number is what it is found by."""
    told = ((kind, several(cells.get(kind, ""))) for kind in ("imo", "mmsi"))
    return next(
        (
            f"{kind.upper()} {numbers[0].upper().removeprefix(kind.upper()).strip()}"
            for kind, numbers in told
            if numbers
        ),
        "",
    )


def goods_of(where: str, cells: Mapping[str, Cell]) -> GoodsLine:
    """A line of goods from its cells by name. Raises OrderError.

    A code that is none is kept as written: whoever looks at goods tells it, and the rest of the order is screened.
    """
    text = {name: one_of(where, name, cells.get(name, "")) for name in _GOODS}
    hs, eccn = re.sub(r"[\s.\-]", "", text["hs"]), re.sub(r"\s", "", text["eccn"]).upper()
    origin = countries(where, "origin", several(text["origin"]))
    return GoodsLine(
        text["goods"],
        hs if _HS.fullmatch(hs) else text["hs"],
        eccn if _ECCN.fullmatch(eccn) else text["eccn"],
        text["quantity"],
        text["value"],
        origin[0] if origin else "",
    )


def order_of(reference: str, rows: list[Row]) -> Order:
    """One order of the rows that bear its reference. Raises OrderError where they contradict one another."""
    first, cells, told = rows[0], dict[str, Cell](), dict[str, str]()
    parties: dict[OrderParty, None] = {}
    goods: list[GoodsLine] = []
    for row in rows:
        for name, cell in row.order.items():
            if cells.setdefault(name, cell) != cell:
                remedy = f"it was told otherwise at {first.where}; give it once, or give the rows two references"
                raise OrderError(row.where, f"{name.replace('_', ' ')} is not that of the same order before", remedy)
        for name, text in row.told.items():
            told[name if told.get(name, text) == text else f"{name} ({row.where})"] = text
        parties.update(dict.fromkeys(row.parties))
        goods.extend(row.goods)
    parties = dict.fromkeys([_meant(one, list(parties)) for one in parties])
    if len(parties) > PARTIES or len(goods) > GOODS:
        what = f"it has {len(parties):,} parties and {len(goods):,} lines of goods"
        raise OrderError(first.where, what, f"part it into orders of at most {PARTIES} and {GOODS:,}")
    return Order(
        reference,
        tuple(parties),
        tuple(goods),
        _route(first.where, cells),
        _facts(first.where, cells),
        tuple(sorted(told.items())),
    )


def is_pending(cell: Cell) -> bool:
    """Whether a name says only that nobody knows yet who it is ("to be advised")."""
    return isinstance(cell, str) and plain(cell) in words().pending


def _meant(one: OrderParty, parties: list[OrderParty]) -> OrderParty:
    """The party; where its name says "same as buyer", under the buyer's names, with all else where nothing is told."""
    buyer = next((other.party for other in parties if other.role == "buyer"), None)
    if one.role == "buyer" or buyer is None or plain(one.party.names[0]) not in words().same:
        return one
    named = replace(one.party, names=buyer.names, schema=buyer.schema)
    return OrderParty(one.role, buyer if named == Party("", buyer.schema, buyer.names) else named)


def _route(where: str, cells: Mapping[str, Cell]) -> Route:
    way = countries(where, "route", _way(cells.get("route", "")))
    last = countries(where, "destination", several(cells.get("destination", "")))
    return Route(
        way + tuple(one for one in last[:1] if way[-1:] != (one,)),
        several(cells.get("ports", "")),
        _day(where, "despatch", cells),
        countries(where, "before", _way(cells.get("before", ""))),
        _day(where, "changed", cells),
    )


def _facts(where: str, cells: Mapping[str, Cell]) -> Facts:
    texts = {name: one_of(where, name, cells.get(name, "")) for name in _TEXTS}
    flags = {name: _flag(where, name, cells.get(name, "")) for name in _FLAGS}
    return Facts(**texts, **flags, ordered=_day(where, "ordered", cells))  # type: ignore[arg-type]


def countries(where: str, label: str, told: Iterable[str]) -> tuple[str, ...]:
    """Codes of countries, by name or code; each once after another. Raises OrderError for one that is not known."""
    found: list[str] = []
    for one in told:
        code = country_code(one)
        if not code:
            raise OrderError(
                where, f"{label} {_cut(one)} is no country that is known", "write its name in English or its ISO code"
            )
        if found[-1:] != [code]:
            found.append(code)
    return tuple(found)


def several(cell: Cell) -> tuple[str, ...]:
    """The values of a cell; in a text they are parted by ``;`` or ``|``."""
    return cell if isinstance(cell, tuple) else tuple(one for one in _SEVERAL.split(cell) if one)


def _way(cell: Cell) -> tuple[str, ...]:
    """Countries in a row; a comma, stroke, hyphen or "to" parts them too, unless it is of a name ("Guinea-Bissau")."""
    if isinstance(cell, tuple):
        return cell
    found = [one for one in _WAY.split(_SPACES.sub(" ", cell)) if one]
    for apart in _OTHERWISE:
        found = [one for part in found for one in ([part] if country_code(part) else apart.split(part)) if one]
    return tuple(found)


def one_of(where: str, label: str, cell: Cell) -> str:
    """The value of a cell that may have one only. Raises OrderError."""
    if isinstance(cell, tuple):
        if len(cell) > 1:
            raise OrderError(where, f"{_label(label)} has {len(cell)} values", "give one")
        return cell[0] if cell else ""
    return cell


def _dates(where: str, label: str, cell: Cell) -> tuple[str, ...]:
    found = []
    for one in several(cell):
        day = _iso(one)
        if not day:
            raise OrderError(where, f"{label} {_cut(one)} is no date", "write it as 1962-07-14 or 1962")
        found.append(day)
    return tuple(found)


def _iso(text: str) -> str:
    """A date as ``iso_date`` reads it (day before month), as 2026/02/28, or as the number of a day in a sheet."""
    if _SERIAL.fullmatch(text):
        return (date(1899, 12, 30) + timedelta(days=int(text.split(".")[0]))).isoformat()
    return iso_date(_YEAR_FIRST.sub(r"\1-\2-\3", text))


def _day(where: str, name: str, cells: Mapping[str, Cell]) -> str:
    dates = _dates(where, name, one_of(where, name, cells.get(name, "")))
    return dates[0] if dates else ""


def _flag(where: str, name: str, cell: Cell) -> bool | None:
    text = one_of(where, name, cell)
    if not text:
        return None
    found = words().flags.get(text.casefold())
    if found is None:
        raise OrderError(where, f"{name.replace('_', ' ')} is {_cut(text)}", "write yes or no, or leave it empty")
    return found


def _named(column: Column) -> str:
    return f"{column.role} {column.name}".strip().replace("_", " ")


def _label(label: str) -> str:
    return f"the column {_cut(label)}"


def _cut(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "\u2026")
