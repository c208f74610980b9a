"""The front page: what changed since a day."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking
from weighbridge.desk.changing import changed, usual_since
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of
from weighbridge.ledger.browsing import sizes

router = APIRouter(include_in_schema=False, route_class=RememberedPage)


@router.get("/", response_class=HTMLResponse)
def changes(request: Request, since: asking.DayText = None, offset: asking.Offset = 0) -> HTMLResponse:
    """New transfers, stages, likelihood words, denials; measures; reports that an outlet altered."""
    desk = desk_of(request)
    current = desk.up_to_date()
    day = asking.day(since, "since") or usual_since(desk)
    found = changed(desk, day, offset)
    return page(
        request,
        "changes.html",
        {**found, "sizes": desk.kept(("sizes", desk.state()), lambda: sizes(desk.shelf)), "current": current},
    )
