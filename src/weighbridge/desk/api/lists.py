"""Lists as JSON: rows, how many there are in all, and which part this is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from weighbridge.desk import asking, gathering
from weighbridge.desk.api.leading import FOUND, PAIR, TRANSFER, leading
from weighbridge.desk.api.shapes import FAULTS, Changes, Rows
from weighbridge.desk.changing import changed, usual_since
from weighbridge.desk.errors import json_answer
from weighbridge.desk.pages.searching import HITS, In
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.state import desk_of
from weighbridge.ledger.browsing import Leaf, totals
from weighbridge.ledger.finding import CANDIDATES
from weighbridge.ledger.outlets import outlet_transfers

router = APIRouter(prefix="/api", tags=["lists"], responses=FAULTS)


def _rows(rows: list[dict[str, Any]], total: int, leaf: Leaf, complete: bool = True) -> Response:
    return json_answer({"total": total, "offset": leaf.offset, "limit": leaf.limit, "complete": complete, "rows": rows})


@router.get("/changes", response_model=Changes)
def changes(request: Request, since: asking.DayText = None, offset: asking.Offset = 0) -> Response:
    """What moved since the end of a day (usually a week before the last report), some pairs at a time."""
    desk = desk_of(request)
    desk.state()
    return json_answer(changed(desk, asking.day(since, "since") or usual_since(desk), offset))


@router.get("/transfers", response_model=Rows, responses=leading(TRANSFER))
def transfers(request: Request, asked: asking.Asked, leaf: asking.Paged, q: asking.Words = "") -> Response:
    """Transfers; sorted by pair, goods, stage, likelihood, last or latest, with - in front the other way round."""
    leaf = leaf_for(request, leaf)
    part, complete = gathering.listing(desk_of(request), asked, leaf, q)
    return _rows(part.rows, part.total, leaf, complete)


@router.get("/pairs", response_model=Rows, responses=leading(PAIR))
def pairs(request: Request, asked: asking.Asked, leaf: asking.Paged) -> Response:
    """Pairs of supplier and recipient with their sums; sorted by pair, delivery, latest, transfers or denials."""
    leaf = leaf_for(request, leaf)
    part = totals(desk_of(request).shelf, asked, leaf)
    return _rows(part.rows, part.total, leaf)


@router.get("/measures", response_model=Rows)
def measures(
    request: Request,
    leaf: asking.Paged,
    imposer: asking.Text = None,
    country: asking.Text = None,
    kind: asking.Kind = None,
) -> Response:
    """Sanctions, export controls, embargoes, guidance, seizures and expulsions, the last first."""
    leaf = leaf_for(request, leaf)
    part = gathering.measures_stated(desk_of(request), leaf, imposer, country, kind)
    return _rows(part.rows, part.total, leaf)


@router.get("/search", response_model=Rows, responses=leading(FOUND))
def search(request: Request, leaf: asking.Paged, q: asking.Words = "", kind: In = "statement") -> Response:
    """Statements (by their evidence) or documents that have all the words, the best first."""
    desk = desk_of(request)
    if kind not in ("statement", "document"):
        raise asking.wrong(f"in: {kind!r} can't be searched; it has to be statement or document")
    leaf = leaf_for(request, leaf, HITS)
    found = gathering.search(desk, q, kind, leaf)
    return _rows(found.rows, found.total, leaf, found.total <= CANDIDATES)


@router.get("/sources", response_model=Rows)
def sources(request: Request, leaf: asking.Paged, q: asking.Words = "") -> Response:
    """Outlets: how often first, how often an echo, how often denied or confirmed later."""
    leaf = leaf_for(request, leaf)
    part = gathering.some_outlets(desk_of(request), q, leaf)
    return _rows(part.rows, part.total, leaf)


@router.get("/source", response_model=Rows)
def source(request: Request, leaf: asking.Paged, outlet: asking.Outlet = "") -> Response:
    """The transfers that an outlet reports on, with its counts on each."""
    leaf = leaf_for(request, leaf)
    part = outlet_transfers(desk_of(request).shelf, outlet, leaf)
    return _rows(part.rows, part.total, leaf)
