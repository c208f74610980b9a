"""Reviews as JSON: the queue, one statement with its history, giving a review, and the log."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import Response
from pydantic import BaseModel

from weighbridge.desk import asking
from weighbridge.desk.api.leading import QUEUED, leading
from weighbridge.desk.errors import json_answer
from weighbridge.desk.reviewing_queue import queued
from weighbridge.desk.reviewing_shapes import GivenReview, Wanted
from weighbridge.desk.state import Desk, desk_of
from weighbridge.ledger import LedgerError, reviews
from weighbridge.ledger.reviewable import review_count, review_log
from weighbridge.ledger.reviewing import ReviewedMeanwhileError
from weighbridge.reviewing.giving import give, outcome
from weighbridge.reviewing.previewing import TooManyError, preview
from weighbridge.reviewing.queue import LONGEST, Standing, queue_record, standing
from weighbridge.reviewing.records import given_record, move_records, review_records, standing_record
from weighbridge.reviewing.slots import MisfitError, SlotError
from weighbridge.weighing.figures import figures


class Fault(BaseModel):
    """What is wrong, and what to do."""

    error: str
    detail: str


class Listed(BaseModel):
    """Rows, and how many there are where that is known."""

    rows: list[dict[str, Any]]
    count: int | None = None


_FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": Fault, "description": what}
    for code, what in (
        (401, "No token, or one that is not known."),
        (404, "No such statement."),
        (409, "Somebody else has reviewed it meanwhile, or the values don't go with the statement."),
        (422, "A value that can't be."),
        (429, "Too many requests."),
    )
}
_BODY_FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": Fault, "description": what}
    for code, what in (
        (400, "A body that is no JSON in UTF-8."),
        (403, "Not sent by a page of the desk."),
        (408, "A body that took too long."),
        (413, "A body that is too large."),
    )
}
router = APIRouter(prefix="/api", tags=["reviews"], responses=_FAULTS)
Rows = Annotated[int, Query(ge=1, le=LONGEST, description="Rows, at most.")]


@router.get("/queue", response_model=Listed, responses=leading(QUEUED))
def list_queue(
    request: Request,
    supplier: asking.Text = None,
    recipient: asking.Text = None,
    limit: Rows = 50,
    offset: asking.Offset = 0,
) -> Response:
    """Statements that nobody has reviewed, the most doubtful that matter most first, with reasons."""
    found = queued(desk_of(request), limit, offset, asking.code(supplier), asking.code(recipient))
    return json_answer({"rows": [queue_record(one) for one in found], "count": None})


@router.get("/reviews", response_model=Listed)
def log(request: Request, limit: Rows = 50, offset: asking.Offset = 0) -> Response:
    """All reviews, the newest first, each with what it changed."""
    ledger = desk_of(request).ledger
    rows = review_records(ledger, review_log(ledger, limit, offset))
    return json_answer({"rows": rows, "count": review_count(ledger)})


@router.get("/review/{key}", response_model=dict[str, Any], operation_id="review")
def one(request: Request, key: asking.Id) -> Response:
    """A statement as it was read, as it stands, and its reviews."""
    desk = _ready(request)
    stand = _stand(desk, key)
    history = review_records(desk.ledger, reviews(desk.ledger, key))
    return json_answer({**standing_record(stand), "reviews": history})


@router.post(
    "/review/{key}/preview", response_model=dict[str, Any], operation_id="preview_review", responses=_BODY_FAULTS
)
def previewed(request: Request, key: asking.Id, wanted: Wanted) -> Response:
    """What a review would change; nothing is stored."""
    desk = _ready(request)
    stand = _stand(desk, key)
    try:
        made = outcome(stand, wanted.verdict, wanted.changes)
        nothing = stand.now is None and made is None
        moved = [] if nothing else preview(desk.ledger, stand.now or stand.read, made, figures())
    except (MisfitError, TooManyError) as error:
        raise HTTPException(409, str(error)) from None
    except SlotError as error:
        raise HTTPException(422, str(error)) from None
    return json_answer({"statement": key, "transfers": move_records(moved)})


@router.post(
    "/review/{key}",
    status_code=201,
    response_model=dict[str, Any],
    operation_id="give_review",
    responses=_BODY_FAULTS,
)
def given(request: Request, key: asking.Id, wanted: GivenReview) -> Response:
    """Add a review, under the name of whoever's token it is; it is weighed at once."""
    desk = _ready(request)
    _stand(desk, key)
    caller = request.state.caller
    try:
        made = give(
            desk.ledger,
            key,
            wanted.verdict,
            wanted.changes,
            name=caller.name,
            reason=wanted.reason,
            way=caller.way,
            seen=wanted.seen,
        )
    except (ReviewedMeanwhileError, MisfitError) as error:
        raise HTTPException(409, str(error)) from None
    except (SlotError, LedgerError) as error:
        raise HTTPException(422, str(error)) from None
    return json_answer(given_record(made, key, wanted.verdict), 201)


def _ready(request: Request) -> Desk:
    """The desk, weighed up to date."""
    desk = desk_of(request)
    desk.bring_up()
    return desk


def _stand(desk: Desk, key: str) -> Standing:
    found = standing(desk.ledger, key)
    if found is None:
        raise HTTPException(404, f"no statement has the id {key}; /api/queue lists those to review")
    return found
