"""Search over evidence and documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking, gathering
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.marking import highlighted
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of
from weighbridge.ledger.finding import CANDIDATES
from weighbridge.ledger.searching import units_of

router = APIRouter(include_in_schema=False, route_class=RememberedPage)
HITS = 20
"""Hits of a page, unless asked for otherwise."""
In = Annotated[
    str,
    Query(
        alias="in",
        max_length=20,
        description="statement or document",
        json_schema_extra={"enum": ["statement", "document"]},
    ),
]


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, leaf: asking.Paged, q: asking.Words = "", kind: In = "statement") -> HTMLResponse:
    """What has all the words, the best first."""
    desk = desk_of(request)
    if kind not in ("statement", "document"):
        raise asking.wrong(f"in: {kind!r} can't be searched; it has to be statement or document")
    leaf = leaf_for(request, leaf, HITS)
    found = gathering.search(desk, q, kind, leaf)
    words = [("word", one) for one in units_of(q)]
    context = {
        "part": found,
        "leaf": leaf,
        "words": q,
        "kind": kind,
        "complete": found.total <= CANDIDATES,
        "marked": [highlighted(row["text"] or "", words) for row in found.rows],
    }
    return page(request, "search.html", context)
