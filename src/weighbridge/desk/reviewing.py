"""Reviews at the desk: the queue, the page of one statement with its form, and the log of all reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from weighbridge.desk import asking
from weighbridge.desk.guarding_body import fields_of
from weighbridge.desk.rendering import page
from weighbridge.desk.reviewing_form import CHOICES, HINTS, LABELS, Form, context_of, form_of
from weighbridge.desk.reviewing_queue import party_options, queued
from weighbridge.desk.state import desk_of
from weighbridge.ledger import LedgerError, provenances, reviews
from weighbridge.ledger.people import people
from weighbridge.ledger.reviewable import review_count, review_log
from weighbridge.ledger.reviewing import ReviewedMeanwhileError
from weighbridge.reviewing.giving import give, outcome
from weighbridge.reviewing.previewing import TooManyError, preview
from weighbridge.reviewing.queue import Standing, standing
from weighbridge.reviewing.records import WAYS, move_records, review_records
from weighbridge.reviewing.slots import SlotError, written
from weighbridge.weighing.figures import figures

router = APIRouter(include_in_schema=False)
PAGE = 20
"""Places of the queue, or reviews, on one page."""


async def _fields(request: Request) -> dict[str, str]:
    return fields_of(await request.body(), request.headers.get("content-type", ""))


Fields = Annotated[dict[str, str], Depends(_fields)]


@router.get("/review", response_class=HTMLResponse)
def queue_page(
    request: Request, supplier: asking.Text = None, recipient: asking.Text = None, offset: asking.Offset = 0
) -> HTMLResponse:
    """The statements that should be looked at first, with the reasons."""
    found = queued(desk_of(request), PAGE + 1, offset, asking.code(supplier), asking.code(recipient))
    return page(
        request,
        "review_queue.html",
        {
            "found": found[:PAGE],
            "offset": offset,
            "size": PAGE,
            "more": len(found) > PAGE,
            "supplier": supplier or "",
            "recipient": recipient or "",
            "parties": party_options(),
        },
    )


@router.get("/reviews", response_class=HTMLResponse)
def log_page(request: Request, offset: asking.Offset = 0) -> HTMLResponse:
    """All reviews, the newest first: who, when, from where, what and why."""
    ledger = desk_of(request).ledger
    found = review_records(ledger, review_log(ledger, PAGE, offset))
    count = review_count(ledger)
    return page(
        request,
        "review_log.html",
        {"found": found, "count": count, "offset": offset, "size": PAGE, "ways": WAYS, "labels": LABELS},
    )


@router.get("/review/{key}", response_class=HTMLResponse)
def statement_page(request: Request, key: asking.Id) -> HTMLResponse:
    """One statement in its document, slot by slot, with the history of its reviews."""
    stand = _stand(request, key)
    return _page(request, stand, form_of({}, stand))


@router.post("/review/{key}", response_class=HTMLResponse)
def review_statement(request: Request, key: asking.Id, fields: Fields) -> HTMLResponse:
    """Show what a review would change, or add it. What is wrong is told beside what was written."""
    stand = _stand(request, key)
    form = form_of(fields, stand)
    desk = desk_of(request)
    try:
        if form.changed and form.verdict != "correct":
            raise SlotError("slots were changed: choose that it was read wrong in some slots, or load the page again")
        if form.save:
            caller = request.state.caller
            given = give(
                desk.ledger,
                key,
                form.verdict,
                form.changes,
                name=caller.name,
                reason=form.reason,
                way=caller.way,
                seen=form.seen,
            )
            now = _stand(request, key)
            return _page(request, now, form_of({}, now), given=move_records(given.moves))
        made = outcome(stand, form.verdict, form.changes)
        if stand.now is None and made is None:
            return _page(request, stand, form, moves=[])
        moved = preview(desk.ledger, stand.now or stand.read, made, figures())
        return _page(request, stand, form, moves=move_records(moved))
    except ReviewedMeanwhileError as error:
        return _page(request, _stand(request, key), form, str(error), 409)
    except TooManyError as error:
        return _page(request, stand, form, str(error))
    except (SlotError, LedgerError) as error:
        return _page(request, stand, form, str(error), 422)


def _stand(request: Request, key: str) -> Standing:
    desk = desk_of(request)
    desk.bring_up()
    found = standing(desk.ledger, key)
    if found is None:
        raise asking.missing(f"no statement has the id {key}; the queue lists those to review")
    return found


def _page(
    request: Request,
    stand: Standing,
    form: Form,
    fault: str = "",
    status: int = 200,
    moves: list[Mapping[str, Any]] | list[dict[str, Any]] | None = None,
    given: list[dict[str, Any]] | None = None,
) -> HTMLResponse:
    """The page of a statement, with what was written, what is wrong with it, and what it would change or did."""
    ledger = desk_of(request).ledger
    return page(
        request,
        "review.html",
        {
            "stand": stand,
            "source": next(iter(provenances(ledger, [stand.read.document]))),
            "context": context_of(ledger, stand.read),
            "read": written(stand.read.statement),
            "form": form,
            "fault": fault,
            "moves": moves,
            "given": given,
            "history": review_records(ledger, reviews(ledger, stand.read.id))[::-1],
            "choices": CHOICES,
            "labels": LABELS,
            "hints": HINTS,
            "ways": WAYS,
            "parties": party_options(),
            "nobody": not request.state.person and not people(ledger),
        },
        status,
    )
