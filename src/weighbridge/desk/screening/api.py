"""Screening as JSON: an order in, the decision out; and decisions that were kept."""

from __future__ import annotations

import json
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from weighbridge.desk.errors import json_answer
from weighbridge.desk.matching_api import MATCHING
from weighbridge.desk.screening.asked_order import AskedOrder
from weighbridge.desk.screening.form import order_from_json
from weighbridge.desk.screening.pages import Reference, asker, grounds_of
from weighbridge.desk.screening.shelf import NotReady
from weighbridge.lists.problem import ListError
from weighbridge.screening.refused import OrderError


class Fault(BaseModel):
    """What is wrong, and what to do."""

    error: str
    detail: str


class Decision(BaseModel):
    """A decision: ``clear``, ``review`` or ``stop``, and all that decided."""

    model_config = ConfigDict(extra="allow")

    reference: str
    kept: bool = Field(description="Whether the reference can be asked for later.")
    answer: Annotated[str, Field(pattern="^(clear|review|stop)$")]
    lines: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    order: dict[str, Any]
    state: dict[str, Any]


FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": Fault, "description": what}
    for code, what in (
        (401, "Sign in, or give a token"),
        (404, "No decision has that reference"),
        (422, "Something asked for is not valid"),
        (429, "Too many requests"),
        (503, "The lists are being made ready, or can't be read"),
    )
}
BODY_FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": Fault, "description": what}
    for code, what in (
        (400, "A body that is no JSON in UTF-8"),
        (403, "Sent by a page of somebody else"),
        (408, "A body that took too long"),
        (409, "An order that can't be: its values are not known, or contradict each other"),
        (413, "A body that is too large"),
    )
}
router = APIRouter(prefix="/api", tags=["screening"], responses=FAULTS)


@router.post("/screen", response_model=Decision, operation_id="screen", responses=BODY_FAULTS)
async def screen(request: Request, order: AskedOrder) -> Response:
    """Screen an order. It is kept where the asker is known by a token or has signed in."""
    return await to_thread.run_sync(_screened, request, order, limiter=MATCHING)


def _screened(request: Request, order: AskedOrder) -> Response:
    try:
        asked = order_from_json(order.plain())
        given = grounds_of(request).decide(asked, asker(request))
    except OrderError as error:
        raise HTTPException(409, str(error)) from None
    except NotReady as error:
        raise HTTPException(503, str(error), {"retry-after": "30"}) from None
    except ListError as error:
        raise HTTPException(503, str(error)) from None
    return json_answer({"reference": given.reference, "kept": given.kept, **given.record})


@router.get("/screenings/{reference}", response_model=Decision, operation_id="decision")
def decision(request: Request, reference: Reference) -> Response:
    """A decision that was kept, for people who are known."""
    if not request.state.person:
        raise HTTPException(401, "past decisions are for people who sign in, or send a token")
    decisions = grounds_of(request).decisions
    try:
        record = json.loads(decisions.read(reference))
        return json_answer({"reference": decisions.full_reference(reference), "kept": True, **record})
    except OrderError as error:
        raise HTTPException(404, str(error)) from None
