"""Pictures for the pages, as SVG: made once for each state of the ledger, one at a time."""

from __future__ import annotations

from threading import Lock
from typing import Any

from weighbridge.desk.asking import missing, wrong
from weighbridge.desk.state import Desk
from weighbridge.ledger.browsing import Filters, Leaf, totals
from weighbridge.pictures import PictureError, Style, picture, picture_svg
from weighbridge.pictures.flows import Flow, flows_told
from weighbridge.pictures.layout import laid_out
from weighbridge.pictures.network import network_spec
from weighbridge.pictures.picture import as_of_words
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

    def made() -> str:
        found, total = flows(desk, asked)
        below = as_of_words(desk.look())
        if total > len(found):
            below = f"{below}; the {len(found)} likeliest of {total:,} pairs"
        told = flows_told(
            found, kind.capitalize(), "who supplies whom", below, map_notes(found) if kind == "map" else ()
        )
        spec = map_spec(found, told, style) if kind == "map" else network_spec(laid_out(found), told, style)
        return _drawn(spec)

    return desk.remembered(("overview", desk.state(), kind, asked, style), made)


def of_transfer(desk: Desk, kind: str, name: str, style: Style) -> str:
    """A picture of one transfer, as SVG. Raises the error for what there is not."""

    def made() -> str:
        try:
            return _drawn(picture(desk.look(), kind, (name,), style).spec)
        except PictureError as error:
            raise missing(str(error)) from None

    return desk.remembered(("picture", desk.state(), kind, name, style), made)


def _drawn(spec: dict[str, Any]) -> str:
    with _LOCK:
        try:
            return picture_svg(spec)
        except PictureError as error:
            raise wrong(str(error)) from None
