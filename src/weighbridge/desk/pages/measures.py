"""Sanctions, export controls, embargoes, guidance, seizures, expulsions."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking, gathering
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of
from weighbridge.model import MEASURE_KINDS

router = APIRouter(include_in_schema=False, route_class=RememberedPage)


@router.get("/measures", response_class=HTMLResponse)
def measures(
    request: Request,
    leaf: asking.Paged,
    imposer: asking.Text = None,
    country: asking.Text = None,
    kind: asking.Text = None,
) -> HTMLResponse:
    """The measures as a list, the last first."""
    leaf = leaf_for(request, leaf)
    part = gathering.measures_stated(desk_of(request), leaf, imposer, country, kind)
    context = {"imposer": imposer or "", "country": country or "", "kind": kind or "", "kinds": MEASURE_KINDS}
    return page(request, "measures.html", {"part": part, "leaf": leaf, **context})
