"""How to read the desk, and what the JSON offers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import names
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.rendering import page
from weighbridge.model import ITEM_CLASSES
from weighbridge.weighing.likelihood import WORDS

router = APIRouter(include_in_schema=False, route_class=RememberedPage)


@router.get("/about", response_class=HTMLResponse)
def about(request: Request) -> HTMLResponse:
    """The words of likelihood, stages, stances, gradings and goods."""
    lows = [0.0, *(limit for limit, _ in WORDS)]
    words = [(word, low, min(limit, 1.0)) for (limit, word), low in zip(WORDS, lows, strict=False)]
    context = {"words": words, "stages": names.STAGES, "stances": names.STANCES, "classes": ITEM_CLASSES}
    return page(request, "about.html", context)


@router.get("/api", response_class=HTMLResponse)
def offers(request: Request) -> HTMLResponse:
    """The addresses of the JSON, from the OpenAPI description."""
    paths = request.app.openapi()["paths"]
    rows = [
        (path, one["get"].get("summary", ""), one["get"].get("description", ""))
        for path, one in sorted(paths.items())
        if "get" in one
    ]
    return page(request, "api.html", {"rows": rows})
