"""The list of transfers, and one transfer in full."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking, gathering
from weighbridge.desk.charts import steps
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.marking import highlighted, slots
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of
from weighbridge.model import ITEM_CLASSES, STAGES
from weighbridge.views import awaited
from weighbridge.weighing.likelihood import WORDS

router = APIRouter(include_in_schema=False, route_class=RememberedPage)
LEAST: tuple[tuple[float, str], ...] = tuple(
    (0.0 if number == 0 else WORDS[number - 1][0], word) for number, (_, word) in enumerate(WORDS)
)
"""Each word of likelihood with the least likelihood that it stands for."""


@router.get("/transfers", response_class=HTMLResponse)
def transfers(request: Request, asked: asking.Asked, leaf: asking.Paged, q: asking.Words = "") -> HTMLResponse:
    """The transfers as a table, filtered, sorted and paged."""
    desk = desk_of(request)
    leaf = leaf_for(request, leaf)
    part, complete = gathering.listing(desk, asked, leaf, q)
    return page(
        request,
        "transfers.html",
        {
            "part": part,
            "leaf": leaf,
            "asked": asked,
            "words": q,
            "complete": complete,
            "classes": ITEM_CLASSES,
            "stages": STAGES,
            "least": LEAST,
        },
    )


@router.get("/transfers/{name:path}", response_class=HTMLResponse)
def transfer(request: Request, name: asking.TransferId, as_of: asking.DayText = None) -> HTMLResponse:
    """One transfer: its assessment, sums, stages, statements, origins, contradictions, numbers, measures."""
    desk = desk_of(request)
    day = asking.day(as_of, "as_of")
    now = gathering.transfer(desk, name)
    record = gathering.known_on(desk, now, day)
    told, left_out = gathering.on_transfer(desk, record)
    sides = {"for": [], "against": [], "neither": []}  # type: dict[str, list[dict[str, object]]]
    for one in told.values():
        stance = one["stance"]
        side = "for" if stance in ("asserts", "confirms") else "against" if stance == "denies" else "neither"
        sides[side].append(one)
    return page(
        request,
        "transfer.html",
        {
            "name": name,
            "record": record,
            "told": told,
            "left_out": left_out,
            "sides": sides,
            "marked": {key: highlighted(one["evidence"], slots(one)) for key, one in told.items()},
            "stages": gathering.stages_reported(record, told),
            "measures": gathering.measures_on(desk, gathering.pair_of(record), day),
            "awaited": 0 if day else awaited(desk.look(), (record["supplier"], record["recipient"])),
            "days_known": gathering.own_days(desk, now),
            "as_of": day,
        },
    )


@router.get("/history/{name:path}", response_class=HTMLResponse)
def history(
    request: Request, name: asking.TransferId, part: Annotated[bool, Query(description="Only the part.")] = False
) -> HTMLResponse:
    """How likely a transfer was held on each day on which something became known of it."""
    desk = desk_of(request)
    record = gathering.transfer(desk, name)
    rows, left_out = gathering.likelihoods(desk, record)
    context = {"record": record, "rows": rows, "left_out": left_out, "chart": steps(rows)}
    return page(request, "history_part.html" if part else "history.html", context)
