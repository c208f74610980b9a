"""Outlets: how often first, how often an echo, and what became of what they carried."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking, gathering
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of
from weighbridge.ledger.browsing import Part
from weighbridge.ledger.outlets import names_outlet, outlet_transfers

router = APIRouter(include_in_schema=False, route_class=RememberedPage)


@router.get("/sources", response_class=HTMLResponse)
def sources(request: Request, leaf: asking.Paged, q: asking.Words = "") -> HTMLResponse:
    """All outlets, or those with some letters in their name."""
    leaf = leaf_for(request, leaf)
    part = gathering.some_outlets(desk_of(request), q, leaf)
    return page(request, "sources.html", {"part": part, "leaf": leaf, "words": q})


@router.get("/source", response_class=HTMLResponse)
def source(request: Request, leaf: asking.Paged, outlet: asking.Outlet = "") -> HTMLResponse:
    """One outlet with the transfers that it reports on."""
    desk = desk_of(request)
    leaf = leaf_for(request, leaf)
    sums = next((one for one in gathering.all_outlets(desk) if one["outlet"] == outlet), None)
    if sums is None and outlet and names_outlet(desk.ledger, outlet, desk.as_of):
        sums = dict.fromkeys(("origin", "echo", "denied", "confirmed"), 0)  # nothing it reported is in a transfer
    if sums is None:
        raise asking.missing("no report names this outlet; take one from the list of sources")
    part: Part = outlet_transfers(desk.shelf, outlet, leaf, sums.get("transfers"))
    return page(request, "source.html", {"part": part, "leaf": leaf, "sums": sums, "outlet": outlet})
