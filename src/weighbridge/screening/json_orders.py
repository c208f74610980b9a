"""Orders as JSON: an array of objects, or one a line; flat, as a row of CSV, or with parties and goods as lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson
from ijson.common import ObjectBuilder

from weighbridge.screening.cells import VALUES, Cell, Row, goods_of, party_of, row_of, trimmed
from weighbridge.screening.columns import PARTY, ROLE, column_of, plain
from weighbridge.screening.csv_orders import LINE, lines_of
from weighbridge.screening.header import Tell, named, tell_unknown
from weighbridge.screening.refused import OrderError

DEEPEST = 20
"""Arrays and objects that may lie in one another."""
EVENTS = 200_000
"""Values of one order."""


def rows_of(path: Path, array: bool, tell: Tell) -> Iterator[Row | OrderError]:
    """The orders, a Row each, or what is wrong with them. Raises OrderError where the file is no JSON from there on."""
    told: set[str] = set()
    for number, one in enumerate(_objects(path) if array else _lines(path), 1):
        where = f"{path.name}: order {number:,}" if array else named(path, one[0])
        try:
            if isinstance(one[1], OrderError):
                raise one[1]
            row = row_from(where, one[1])
            if new := [name for name in row.told if len(told) < VALUES and name not in told]:
                told.update(new)
                tell_unknown(where, new, tell)
            yield row
        except OrderError as error:
            yield error


def row_from(where: str, value: Any) -> Row:
    """One order from JSON values. Raises OrderError."""
    if not isinstance(value, dict):
        raise OrderError(where, "it is no JSON object", 'write {"buyer": "...", "goods": "..."}')
    parts = {
        key: value[key] for key in ("parties", "goods", "route", "facts") if isinstance(value.get(key), (list, dict))
    }
    flat = [(key, one) for key, one in value.items() if key not in parts]
    for part in ("route", "facts"):
        inner = parts.pop(part, None)
        if isinstance(inner, dict):
            flat += inner.items()
        elif inner is not None:
            flat.append((part, inner))
    row = row_of(where, ((key, _cell(where, key, one)) for key, one in flat))
    for part, found in parts.items():
        for number, one in enumerate(found if isinstance(found, list) else [found], 1):
            label = f"{where}: {part} {number}"
            if part == "goods":
                row.goods.append(goods_of(label, _cells(label, {"goods": one} if isinstance(one, str) else one)))
            else:
                row.parties.append(party_of(label, PARTY, _party(label, one)))
    return row


def _party(where: str, value: Any) -> dict[str, Cell]:
    if isinstance(value, dict) and isinstance(value.get("names"), list) and "name" not in value:
        names = [str(one) for one in value["names"]]
        value = {**{key: one for key, one in value.items() if key != "names"}, "name": names[:1]}
        if len(names) > 1:
            value["aliases"] = names[1:]
    return _cells(where, value, party=True)


def _cells(where: str, value: Any, party: bool = False) -> dict[str, Cell]:
    """The cells of an object inside an order, by what they tell."""
    if not isinstance(value, dict):
        raise OrderError(where, "it is no JSON object", "write its fields by name")
    found: dict[str, Cell] = {}
    for key, one in value.items():
        column = column_of(f"{PARTY} {key}") if party and plain(key) not in (ROLE, "name") else column_of(key)
        cell = trimmed(where, key, _cell(where, key, one))
        if not cell:
            continue
        if column is None or (party and column.role != PARTY):
            raise OrderError(where, f"{key[:60]!r} is not known there", "see docs/screening.md for the names")
        if column.name in found:
            raise OrderError(where, f"{key[:60]!r} is told twice", "leave one out")
        found[column.name] = cell
    return found


def _cell(where: str, key: str, value: Any) -> Cell:
    if isinstance(value, list):
        return tuple(str(_scalar(where, key, one)) for one in value)
    return _scalar(where, key, value)


def _scalar(where: str, key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (str, int, float)):
        return value if isinstance(value, str) else _number(where, value)
    raise OrderError(where, f"{key[:60]!r} holds an object", "write its fields by name at the top")


def _number(where: str, value: int | float) -> str:
    """A number as text, whole ones without a point."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if value.bit_length() > 400:
        raise OrderError(where, "a number of more than 100 digits", "check it")
    return str(value)


class _Twice(ValueError):
    """A name that stands twice in one object."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _twice(where: str, key: str) -> OrderError:
    return OrderError(where, f"{key[:60]!r} stands twice in one object", "leave one out, or put both into a list")


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    for number, (line, cut) in enumerate(lines_of(path), 1):
        if not line.strip() and not cut:
            continue
        where = named(path, number)
        if cut:
            yield number, OrderError(where, f"a line of more than {LINE:,} characters", "check it")
            continue
        try:
            yield number, json.loads(line, object_pairs_hook=_once)
        except _Twice as error:
            yield number, _twice(where, error.key)
        except (ValueError, RecursionError) as error:
            what = str(error).split(":")[0][:100] if isinstance(error, ValueError) else "it lies too deep"
            yield (
                number,
                OrderError(where, f"it is no JSON ({what})", "write one object on each line, or an array of them"),
            )


def _objects(path: Path) -> Iterator[tuple[int, Any]]:
    """The values of an array. What breaks off or is no JSON ends the file, and is told."""
    number = depth = events = 0
    builder, names, twice = ObjectBuilder(), list[set[str]](), ""
    with path.open("rb") as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        try:
            for event, value in ijson.basic_parse(file, use_float=True):
                if depth == 0 or (depth == 1 and event == "end_array"):
                    depth += 1 if depth == 0 else -1
                    continue
                depth += event in ("start_map", "start_array")
                depth -= event in ("end_map", "end_array")
                events += 1
                if depth > DEEPEST or events > EVENTS:
                    what = f"it has more than {EVENTS:,} values, or more than {DEEPEST} levels"
                    raise OrderError(f"{path.name}: order {number + 1:,}", what, "check it")
                if event == "start_map":
                    names.append(set())
                elif event == "end_map":
                    names.pop()
                elif event == "map_key":
                    twice = twice or (value if value in names[-1] else "")
                    names[-1].add(value)
                builder.event(event, value)
                if depth == 1:
                    number += 1
                    where = f"{path.name}: order {number:,}"
                    yield number, _twice(where, twice) if twice else builder.value
                    builder, events, twice = ObjectBuilder(), 0, ""
        except (ijson.JSONError, UnicodeDecodeError) as error:
            what = f"it is no JSON from there on, or it breaks off ({str(error).splitlines()[0][:80]})"
            raise OrderError(f"{path.name}: after order {number:,}", what, "check the file") from None
