"""One thing as JSON: a transfer, its history, a statement, a document, a pair, a party."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from weighbridge.desk import asking, gathering, reports
from weighbridge.desk.api.leading import TRANSFER, leading
from weighbridge.desk.api.shapes import FAULTS, History, Rows
from weighbridge.desk.errors import json_answer
from weighbridge.desk.paging import leaf_for
from weighbridge.desk.state import desk_of

router = APIRouter(prefix="/api", tags=["single"], responses=FAULTS)


@router.get("/transfers/{name:path}", response_model=dict[str, Any], operation_id="transfer")
def transfer(request: Request, name: asking.TransferId, as_of: asking.DayText = None) -> Response:
    """A transfer's record with its sums, origins and contradictions, now or as of a day; and its statements."""
    desk = desk_of(request)
    record = gathering.transfer(desk, name, asking.day(as_of, "as_of"))
    told, left_out = gathering.on_transfer(desk, record)
    return json_answer({**record, "statements": list(told.values()), "statements_left_out": left_out})


@router.get("/history/{name:path}", response_model=History, operation_id="history")
def history(request: Request, name: asking.TransferId) -> Response:
    """How likely a transfer was held on each day on which something became known of it."""
    desk = desk_of(request)
    rows, left_out = gathering.likelihoods(desk, gathering.transfer(desk, name))
    return json_answer({"transfer": name, "left_out": left_out, "days": rows})


@router.get(
    "/statements/{key}",
    response_model=dict[str, Any],
    operation_id="statement",
    responses=leading({"document": {"key": "/document"}}),
)
def statement(request: Request, key: asking.Id) -> Response:
    """A statement with its document, transfer and origin."""
    desk = desk_of(request)
    found = gathering.statements(desk, [key])
    if not found:
        raise asking.missing(f"no statement has the id {key}; it may have been rejected, or be of an older reading")
    reports.check_out(desk, found[key]["document"])
    return json_answer(found[key])


@router.get("/documents/{key}", response_model=dict[str, Any], operation_id="document")
def document(request: Request, key: asking.Id) -> Response:
    """A document with its text, statements, measures, versions and readings."""
    return json_answer(reports.record(desk_of(request), key))


@router.get("/pair", response_model=Rows, operation_id="pair", responses=leading(TRANSFER))
def pair(
    request: Request,
    supplier: asking.Side,
    recipient: asking.Side,
    leaf: asking.Paged,
    as_of: asking.DayText = None,
) -> Response:
    """The transfers of one pair, now or as of a day; - stands for a party that nobody names."""
    codes = asking.code(supplier), asking.code(recipient)
    if codes[0] is None or codes[1] is None:
        raise asking.wrong("supplier and recipient are both wanted, as in /api/pair?supplier=IR&recipient=RU")
    leaf = leaf_for(request, leaf)
    part = gathering.pair(desk_of(request), codes[0], codes[1], asking.day(as_of, "as_of"), leaf)
    return json_answer(
        {"total": part.total, "offset": leaf.offset, "limit": leaf.limit, "complete": True, "rows": part.rows}
    )


@router.get("/parties/{code:path}", response_model=dict[str, Any], operation_id="party")
def party(request: Request, code: asking.Code) -> Response:
    """What a party supplied and received: pairs on either side, and counts by year."""
    return json_answer(gathering.party(desk_of(request), asking.side(code)))
