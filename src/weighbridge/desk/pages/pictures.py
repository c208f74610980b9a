"""The pictures that pages show: still ones as SVG, and specifications from which the browser draws those that move."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from weighbridge.desk import asking, gathering
from weighbridge.desk.packing import unpacked
from weighbridge.desk.state import desk_of

router = APIRouter(include_in_schema=False)
Width = Annotated[int, Query(ge=320, le=2000, description="Pixels.")]
KEEPING = "no-cache"


def _answer(svg: str) -> Response:
    return Response(svg.encode("utf-8", "replace"), media_type="image/svg+xml", headers={"Cache-Control": KEEPING})


@router.get("/pictures/{kind}.svg")
def overview(
    request: Request, kind: Literal["network", "map"], asked: asking.Asked, dark: bool = False, width: Width = 960
) -> Response:
    """Who supplies whom, as a network or on a map."""
    from weighbridge.desk.drawing import overview
    from weighbridge.pictures import Style

    return _answer(overview(desk_of(request), kind, asked, Style(width, dark)))


@router.get("/pictures/{kind}.json")
def moving_overview(
    request: Request, kind: Literal["network", "map"], asked: asking.Asked, dark: bool = False, width: Width = 960
) -> Response:
    """The same for the browser to draw, to be zoomed and moved."""
    from weighbridge.desk.drawing import moving_overview
    from weighbridge.pictures import Style

    spec = moving_overview(desk_of(request), kind, asked, Style(width, dark))
    return unpacked(request, spec, "application/json", KEEPING)


@router.get("/pictures/{kind}.json/{name:path}")
def asked_transfer(
    request: Request,
    kind: Literal["timeline", "origins"],
    name: asking.TransferId,
    dark: bool = False,
    width: Width = 960,
) -> Response:
    """What ``of_transfer`` shows, for the browser to draw, with marks that lead to statements."""
    from weighbridge.desk.drawing import asked_transfer
    from weighbridge.pictures import Style

    desk = desk_of(request)
    gathering.transfer(desk, name)
    spec = asked_transfer(desk, kind, name, Style(width, dark))
    return unpacked(request, spec, "application/json", KEEPING)


@router.get("/pictures/{kind}/{name:path}")
def of_transfer(
    request: Request,
    kind: Literal["timeline", "origins"],
    name: asking.TransferId,
    dark: bool = False,
    width: Width = 960,
) -> Response:
    """The statements of a transfer over time, or the tree of who echoes whom."""
    from weighbridge.desk.drawing import of_transfer
    from weighbridge.pictures import Style

    desk = desk_of(request)
    gathering.transfer(desk, name)
    return _answer(of_transfer(desk, kind, name, Style(width, dark)))
