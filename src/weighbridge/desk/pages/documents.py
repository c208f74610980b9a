"""A document with all that was read in it, its versions, and its raw original as a download."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from weighbridge.desk import asking, reports
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of

router = APIRouter(include_in_schema=False, route_class=RememberedPage)


@router.get("/documents/{key}", response_class=HTMLResponse)
def document(request: Request, key: asking.Id, offset: asking.Offset = 0) -> HTMLResponse:
    """The text, or a part of a long one, with every statement marked in it."""
    desk = desk_of(request)
    return page(request, "document.html", reports.marked(desk, key, offset))


@router.get("/documents/{key}/original")
def original(request: Request, key: asking.Id) -> Response:
    """The raw original: to be saved, never shown."""
    return reports.original(desk_of(request), key)


@router.get("/statements/{key}")
def statement(request: Request, key: asking.Id) -> RedirectResponse:
    """To where a statement stands in its document."""
    return RedirectResponse(reports.place_of(desk_of(request), key), 303)
