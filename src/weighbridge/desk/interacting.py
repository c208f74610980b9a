"""From the picture that a page shows still to the one that can be moved and asked: pure changes of its specification.

Nothing is computed in the browser but where things come to lie. Addresses are made here, of our own pages only, with
texts of others quoted; the script in the page opens no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from weighbridge.desk.asking import UNNAMED
from weighbridge.pictures.flows import UNKNOWN, Flow, name_of

Spec = dict[str, Any]
VIEW = "view"
"""The selection that holds which part of a picture is in sight; the script knows its signals by this name."""
REACH = 12
"""Pixels around a thin line within which the pointer is on it."""
_DRAG = "[pointerdown[event.pointerType === 'mouse' && event.button === 0], window:pointerup] > window:pointermove!"
"""Fingers scroll the page, and have buttons to move the picture."""
_WHEEL = "wheel![event.ctrlKey || event.metaKey]"
"""A wheel alone scrolls the page; pinching a touchpad comes as a wheel with Ctrl."""
LINKS = {"condition": {"test": "datum.address", "field": "address", "type": "nominal"}, "value": ""}
"""The channel of a mark's address; rows without one lead nowhere."""


def pair_addresses(flows: Iterable[Flow]) -> dict[str, str]:
    """The page of each pair under the name that pictures give it; names that two pairs share lead nowhere."""
    found: dict[str, set[str]] = {}
    for one in flows:
        sides = [UNNAMED if code == UNKNOWN else code for code in (one.supplier, one.recipient)]
        try:
            address = f"/pair?{urlencode({'supplier': sides[0], 'recipient': sides[1]})}"
        except UnicodeEncodeError:  # half a character is in no address
            continue
        for limit in (40, 60):  # as the network and the map cut names
            name = f"{name_of(one.supplier, limit)} to {name_of(one.recipient, limit)}"
            found.setdefault(name, set()).add(address)
    return {name: next(iter(some)) for name, some in found.items() if len(some) == 1}


def explorable(spec: Spec, addresses: Mapping[str, str]) -> Spec:
    """A network or a map that can be zoomed and moved, with lines that lead to the pages of their pairs.

    ``addresses``: the page for the name of a flow. The specification that was given stays as it is.
    """
    if "layer" not in spec:
        return spec  # the picture of nothing
    data = {name: _led(rows, "flow", addresses) for name, rows in spec["datasets"].items()}
    width, height = _extent(spec)
    layers: list[Spec] = []
    for layer in spec["layer"]:
        encoding = layer.get("encoding", {})
        if "projection" in layer:
            mark = {**layer["mark"], "aria": False}  # it has no name to tell
            layers.append({**layer, "mark": mark, "projection": _moving(layer["projection"], width, height)})
        elif "scale" not in encoding.get("y", {}):
            layers.append(layer)  # a line of text below the picture
        elif _outside(data[layer["data"]["name"]], height):
            layers.append({**layer, "encoding": {**encoding, "x": _fixed(encoding["x"]), "y": _fixed(encoding["y"])}})
        else:
            layers.append({**layer, "mark": {**layer["mark"], "clip": True}})
            if "tooltip" in encoding:
                layers.append(_reached(layer))
    drawn = {row["flow"] for rows in data.values() if isinstance(rows, list) for row in rows if "flow" in row}
    return {
        **spec,
        "datasets": data,
        "layer": layers,
        **marks((name, to) for name, to in addresses.items() if name in drawn),
    }


def marks(told: Iterable[tuple[str, str]]) -> Spec:
    """What leads somewhere in a picture, for those who don't point at it: label and address, in the order of the table
    or of time; of an address the first. The script makes a list of links of it.
    """
    found: dict[str, str] = {}
    for label, address in told:
        found.setdefault(address, label)
    return {"usermeta": {"marks": [{"label": label, "address": address} for address, label in found.items()]}}


def _led(rows: Any, name: str, addresses: Mapping[str, str]) -> Any:
    """Rows with the address of their name, where there is one; data of another kind as it is."""
    if not isinstance(rows, list):
        return rows
    return [{**row, "address": addresses[row[name]]} if row.get(name) in addresses else row for row in rows]


def _extent(spec: Spec) -> tuple[float, float]:
    """Pixels across and down that the scales of a picture run over."""
    scaled = next(one["encoding"] for one in spec["layer"] if "scale" in one.get("encoding", {}).get("y", {}))
    return scaled["x"]["scale"]["domain"][1], scaled["y"]["scale"]["domain"][0]


def _outside(rows: list[Spec], height: float) -> bool:
    """Whether rows lie above or below the picture, as headings do."""
    return bool(rows) and all(not 0 <= row["y"] <= height for row in rows)


def _fixed(channel: Spec) -> Spec:
    """A place that stays where it is while the picture moves: the scales begin as pixels."""
    return {"field": channel["field"], "type": "quantitative", "scale": None, "axis": None}


def _reached(layer: Spec) -> Spec:
    """The lines of a layer again, unseen and wide: the pointer finds them, and the selection hangs on them."""
    same = ("x", "y", "detail", "order", "tooltip")
    encoding = {name: layer["encoding"][name] for name in same}
    return {
        "data": layer["data"],
        "mark": {"type": "line", "strokeOpacity": 0, "clip": True, "aria": False},
        "encoding": {**encoding, "strokeWidth": {"value": REACH}, "href": LINKS},
        "params": [
            {
                "name": VIEW,
                "select": {"type": "interval", "translate": _DRAG, "zoom": _WHEEL},
                "bind": "scales",
            }
        ],
    }


def _moving(projection: Spec, width: float, height: float) -> Spec:
    """A projection that follows what is in sight, so that the land stays under its places."""
    scale, (across, down) = projection["scale"], projection["translate"]
    left, right = (f"({VIEW}_x ? {VIEW}_x[{at}] : {end})" for at, end in ((0, 0), (1, width)))
    top, bottom = (f"({VIEW}_y ? {VIEW}_y[{at}] : {end})" for at, end in ((1, 0), (0, height)))
    wide, high = f"{width} / ({right} - {left})", f"{height} / ({bottom} - {top})"
    return {
        **projection,
        "scale": {"expr": f"{scale} * {wide}"},
        "translate": {"expr": f"[({across} - {left}) * {wide}, ({down} - {top}) * {high}]"},
    }
