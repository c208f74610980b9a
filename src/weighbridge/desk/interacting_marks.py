"""Timelines and origin trees that can be asked: marks tell what was cut, and lead to the sentence that they stand for.

Like ``interacting``: pure changes of specifications, with addresses of our own pages only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from weighbridge.desk.interacting import LINKS, Spec, marks
from weighbridge.desk.rendering import segment
from weighbridge.pictures.days import day_of
from weighbridge.pictures.style import GROUPS
from weighbridge.pictures.tree import Line
from weighbridge.pictures.wording import STAGE_WORDS, STANCE_WORDS, cut

Record = Mapping[str, Any]
Key = tuple[Any, ...]
MOST = 400
"""Characters of a line that a tooltip tells."""


def statement_addresses(records: Iterable[Record]) -> dict[Key, str]:
    """Where a statement stands in its document, under what a timeline's mark tells of it.

    Of two for which the same would be told, neither has an address.
    """
    found: dict[Key, set[str]] = {}
    for one in records:
        key = (
            str(day_of(one["published"])),
            STAGE_WORDS.get(one["stage"]),
            STANCE_WORDS.get(one["stance"]),
            GROUPS.get(one["source"]["class"], "others"),
            cut(one["evidence"], 160),
        )
        found.setdefault(key, set()).add(_statement(one["id"]))
    return {key: next(iter(some)) for key, some in found.items() if len(some) == 1}


def asked_timeline(spec: Spec, addresses: Mapping[Key, str]) -> Spec:
    """A timeline whose marks lead to the statement that they stand for. Larger marks, of several, only tell."""
    data = dict(spec.get("datasets", {}))
    layers = []
    led: list[Spec] = []
    for layer in spec.get("layer", []):
        if "shape" in layer.get("encoding", {}):
            name = layer["data"]["name"]
            data[name] = [_mark(row, addresses) for row in data[name]]
            led = sorted((row for row in data[name] if "address" in row), key=lambda row: str(row["when"]))
            layer = {**layer, "encoding": {**layer["encoding"], "href": LINKS}}
        layers.append(layer)
    named = ((f"{row['when']}, {row['stance']} {row['stage']}: {row['says']}", row["address"]) for row in led)
    return {**spec, "datasets": data, "layer": layers, **marks(named)} if layers else spec


def line_addresses(lines: Sequence[Line], record: Record) -> Iterator[str | None]:
    """Where each line of a tree leads: an origin to its place on the transfer's page, a voice to its first statement.

    Lines without a reason only count what has no room, and lead nowhere.
    """
    origins = iter(record["origins"])
    voices: Iterator[Record] = iter(())
    for line in lines:
        if not line.reason:
            yield None
        elif line.depth == 0:
            origin = next(origins)
            voices = iter(origin["voices"])
            yield f"/transfers/{segment(record['id'])}#o-{segment(origin['id'])}"
        else:
            said = next(voices)["statements"]
            yield _statement(said[0]) if said else None


def asked_tree(spec: Spec, lines: Sequence[Line], addresses: Sequence[str | None]) -> Spec:
    """An origin tree whose lines tell what was cut, and lead to what they are about."""
    data = dict(spec.get("datasets", {}))
    told = [{"who": _whole(one.text), "why": _whole(one.reason)} for one in lines]
    rows = [{**one, "address": to} if to else one for one, to in zip(told, addresses, strict=True)]
    kinds = {
        "origin": [row for row, one in zip(rows, lines, strict=True) if one.depth == 0],
        "voice": [row for row, one in zip(rows, lines, strict=True) if one.depth != 0],
        "why": [row for row, one in zip(rows, lines, strict=True) if one.reason],
    }
    tips = [{"field": name, "title": name, "type": "nominal"} for name in ("who", "why")]
    layers = []
    for layer in spec.get("layer", []):
        if "text" in layer.get("encoding", {}) and data[layer["data"]["name"]]:
            drawn = data[layer["data"]["name"]]
            if "kind" in drawn[0]:
                more = kinds[drawn[0]["kind"]]
                data[layer["data"]["name"]] = [{**row, **one} for row, one in zip(drawn, more, strict=True)]
                layer = {**layer, "encoding": {**layer["encoding"], "tooltip": tips, "href": LINKS}}
        layers.append(layer)
    named = ((one["who"], one["address"]) for one in rows if "address" in one)
    return {**spec, "datasets": data, "layer": layers, **marks(named)} if layers else spec


def _mark(row: Spec, addresses: Mapping[Key, str]) -> Spec:
    key = tuple(row[name] for name in ("when", "stage", "stance", "group", "says"))
    found = addresses.get(key) if row["count"] == 1 else None
    return {**row, "address": found} if found else row


def _whole(text: str) -> str:
    """A line for a tooltip, which has more room than the picture."""
    return cut(text, MOST)


def _statement(key: str) -> str:
    return f"/statements/{segment(key)}"
