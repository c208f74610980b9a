"""Pictures for the pages, as SVG or as specifications of those that move: made once for each state of the ledger."""

from __future__ import annotations

import json
from threading import Lock
from typing import Any

# Altair asks whether NumPy is loaded, and would take one that another thread has only begun to load: so it is loaded
# whole before anything is drawn
import numpy as np  # noqa: F401

from weighbridge.desk.asking import missing, wrong
from weighbridge.desk.interacting import Spec, explorable, pair_addresses
from weighbridge.desk.interacting_marks import asked_timeline, asked_tree, line_addresses, statement_addresses
from weighbridge.desk.packing import pack
from weighbridge.desk.state import Desk
from weighbridge.ledger.browsing import Filters, Leaf, totals
from weighbridge.pictures import PictureError, Style, picture, picture_svg
from weighbridge.pictures.flows import Flow, flows_told
from weighbridge.pictures.gathering import transfer_and_statements
from weighbridge.pictures.layout import laid_out
from weighbridge.pictures.network import network_spec
from weighbridge.pictures.picture import as_of_words
from weighbridge.pictures.tree import tree_lines
from weighbridge.pictures.worldmap import map_notes, map_spec

FLOWS = 120
"""Pairs of which a network or a map is made, the likeliest first."""
_LOCK = Lock()


def flows(desk: Desk, asked: Filters) -> tuple[list[Flow], int]:
    """The likeliest pairs as flows, and how many pairs there are in all."""
    part = totals(desk.shelf, asked, Leaf("-delivery", 0, FLOWS))
    found = [
        Flow(
            row["supplier"] or "?",
            row["recipient"] or "?",
            row["transfers"],
            row["delivered"],
            row["delivery"] or None,
            row["independent"],
            row["denials"],
            row["statements"],
            tuple(row["goods"]),
        )
        for row in part.rows
    ]
    return found, part.total


def overview(desk: Desk, kind: str, asked: Filters, style: Style) -> str:
    """The network or the map of the likeliest pairs, as SVG."""
    key = ("overview", desk.state(), kind, asked, style)
    return desk.remembered(key, lambda: _drawn(_overview(desk, kind, asked, style)[0]))


def moving_overview(desk: Desk, kind: str, asked: Filters, style: Style) -> bytes:
    """The same as a specification that can be zoomed and moved, as packed JSON; its lines lead to pairs."""

    def made() -> bytes:
        spec, found = _overview(desk, kind, asked, style)
        return _packed(explorable(spec, pair_addresses(found)))

    return desk.remembered(("moving", desk.state(), kind, asked, style), made)


def of_transfer(desk: Desk, kind: str, name: str, style: Style) -> str:
    """A picture of one transfer, as SVG. Raises the error for what there is not."""
    key = ("picture", desk.state(), kind, name, style)
    return desk.remembered(key, lambda: _drawn(_of_transfer(desk, kind, name, style)))


def asked_transfer(desk: Desk, kind: str, name: str, style: Style) -> bytes:
    """The same as a specification whose marks lead to statements, as packed JSON. Raises the same."""

    def made() -> bytes:
        spec, found = _of_transfer(desk, kind, name, style), transfer_and_statements(desk.look(), name)
        if found is None:
            raise missing(f"there is no transfer {name!r}")
        record, statements = found
        if kind == "timeline":
            return _packed(asked_timeline(spec, statement_addresses(statements)))
        lines = tree_lines(record, {one["id"]: one for one in statements})
        return _packed(asked_tree(spec, lines, list(line_addresses(lines, record))))

    return desk.remembered(("asked", desk.state(), kind, name, style), made)


def _overview(desk: Desk, kind: str, asked: Filters, style: Style) -> tuple[Spec, list[Flow]]:
    found, total = flows(desk, asked)
    below = as_of_words(desk.look())
    if total > len(found):
        below = f"{below}; the {len(found)} likeliest of {total:,} pairs"
    notes = map_notes(found, style.narrow) if kind == "map" else ()
    told = flows_told(found, kind.capitalize(), "who supplies whom", below, notes)
    spec = map_spec(found, told, style) if kind == "map" else network_spec(laid_out(found), told, style)
    return spec, found


def _of_transfer(desk: Desk, kind: str, name: str, style: Style) -> Spec:
    try:
        return picture(desk.look(), kind, (name,), style).spec
    except PictureError as error:
        raise missing(str(error)) from None


def _packed(spec: dict[str, Any]) -> bytes:
    return pack(json.dumps(spec, separators=(",", ":")).encode())


def _drawn(spec: Spec) -> str:
    with _LOCK:
        try:
            return picture_svg(spec)
        except PictureError as error:
            raise wrong(str(error)) from None
