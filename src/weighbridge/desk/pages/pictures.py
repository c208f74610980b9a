"""The pictures that pages show, as SVG files of their own."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from weighbridge.desk import asking, gathering
from weighbridge.desk.state import desk_of

router = APIRouter(include_in_schema=False)
Width = Annotated[int, Query(ge=320, le=2000, description="Pixels.")]


def _answer(svg: str) -> Response:
    return Response(svg.encode("utf-8", "replace"), media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})


@router.get("/pictures/{kind}.svg")
def overview(
    request: Request, kind: Literal["network", "map"], asked: asking.Asked, dark: bool = False, width: Width = 960
) -> Response:
    """Who supplies whom, as a network or on a map."""
    from weighbridge.desk.drawing import overview
    from weighbridge.pictures import Style

    return _answer(overview(desk_of(request), kind, asked, Style(width, dark)))


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
