"""Pairs, one pair, and one party: what a state supplied and received."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking, gathering
from weighbridge.desk.charts import bars
from weighbridge.desk.keeping_pages import RememberedPage
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.rendering import page
from weighbridge.desk.state import desk_of
from weighbridge.ledger.browsing import totals

router = APIRouter(include_in_schema=False, route_class=RememberedPage)


@router.get("/pairs", response_class=HTMLResponse)
def pairs(request: Request, asked: asking.Asked, leaf: asking.Paged) -> HTMLResponse:
    """Who supplies whom: totals for each supplier and recipient."""
    leaf = leaf_for(request, leaf)
    part = totals(desk_of(request).shelf, asked, leaf)
    return page(request, "pairs.html", {"part": part, "leaf": leaf, "asked": asked})


@router.get("/pair", response_class=HTMLResponse)
def pair(
    request: Request,
    leaf: asking.Paged,
    supplier: asking.Text = None,
    recipient: asking.Text = None,
    as_of: asking.DayText = None,
) -> HTMLResponse:
    """One pair, now or as of a day."""
    desk = desk_of(request)
    leaf = leaf_for(request, leaf)
    codes = asking.code(supplier), asking.code(recipient)
    if codes[0] is None or codes[1] is None:
        raise asking.wrong("supplier and recipient are both wanted, as in /pair?supplier=IR&recipient=RU; - for none")
    day = asking.day(as_of, "as_of")
    both = (codes[0], codes[1])
    days = gathering.days(desk, both)
    part = gathering.pair(desk, *both, day, leaf)
    if not part.total and not days:
        raise asking.missing("nothing is known of this pair; take one from the list of pairs")
    context = {"part": part, "leaf": leaf, "supplier": both[0], "recipient": both[1], "as_of": day, "days_known": days}
    return page(request, "pair.html", {**context, "measures": gathering.measures_on(desk, both, day)})


@router.get("/parties/{code:path}", response_class=HTMLResponse)
def party(request: Request, code: asking.Code) -> HTMLResponse:
    """What a party supplied and received, over time."""
    found = gathering.party(desk_of(request), asking.side(code))
    drawn = {side: bars(found["years"], side) for side in ("supplied", "received")}
    return page(request, "party.html", {**found, "bars": drawn})
