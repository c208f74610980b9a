"""Who supplies whom, as a network and on a map: a picture where there is one, and always the table of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of
from weighbridge.ledger.browsing import totals

router = APIRouter(include_in_schema=False, route_class=RememberedPage)


def _same(request: Request) -> list[tuple[str, str]]:
    """What the picture is asked for like the page."""
    return [row for row in request.query_params.multi_items() if row[0] in ("party", "likely") and len(row[1]) <= 200]


def _pairs(request: Request, asked: asking.Asked, leaf: asking.Paged, kind: str) -> HTMLResponse:
    """Pairs under a picture of them."""
    leaf = leaf_for(request, leaf)
    part = totals(desk_of(request).shelf, asked, leaf)
    return page(
        request,
        "network.html",
        {"part": part, "leaf": leaf, "asked": asked, "kind": kind, "picture_query": _same(request)},
    )


@router.get("/network", response_class=HTMLResponse)
def network(request: Request, asked: asking.Asked, leaf: asking.Paged) -> HTMLResponse:
    """The likeliest pairs, with how many independent origins stand behind them."""
    return _pairs(request, asked, leaf, "network")


@router.get("/map", response_class=HTMLResponse)
def map_(request: Request, asked: asking.Asked, leaf: asking.Paged) -> HTMLResponse:
    """The same on a map."""
    return _pairs(request, asked, leaf, "map")
