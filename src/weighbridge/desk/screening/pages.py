"""Screening at the desk: the form, its answer, past decisions, allowances, and the page of a listed party."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from weighbridge.desk import asking
from weighbridge.desk.access import SCREENING_FORM, form_token, new_session
from weighbridge.desk.guarding import cookie_names
from weighbridge.desk.guarding_body import fields_of
from weighbridge.desk.rendering import page
from weighbridge.desk.screening import form
from weighbridge.desk.screening.answering import MEANS, view_of
from weighbridge.desk.screening.grounds import Given, Grounds
from weighbridge.desk.screening.shelf import NoList, NotReady, entry_of
from weighbridge.ledger.people import people
from weighbridge.lists.problem import ListError
from weighbridge.lists.words import words
from weighbridge.screening.allowing import LONGEST, allowance
from weighbridge.screening.ground import checked_day
from weighbridge.screening.refused import OrderError

PAGE = 50
"""Decisions on one page."""
SOMEBODY = "somebody on this computer"
"""Under whose name a decision is kept that nobody signed, where the desk's setting has it kept."""
Reference = Annotated[str, Path(pattern="^[0-9a-f]{8,64}$", description="A decision's reference, or its beginning.")]
router = APIRouter(include_in_schema=False)


@cache
def country_names() -> tuple[str, ...]:
    """Names of countries to choose from; others are understood too."""
    from rigour.territories import get_territories

    return tuple(sorted(one.name for one in get_territories() if one.is_country and not one.is_historical))


def grounds_of(request: Request) -> Grounds:
    """What the desk screens against."""
    grounds: Grounds = request.app.state.grounds
    return grounds


def asker(request: Request) -> str | None:
    """Under whose name a decision is kept; None: it is not."""
    person: str | None = request.state.person
    return person or (SOMEBODY if request.app.state.settings.keep_screenings else None)


async def _fields(request: Request) -> dict[str, str]:
    return fields_of(await request.body(), request.headers.get("content-type", ""))


Fields = Annotated[dict[str, str], Depends(_fields)]


@router.get(SCREENING_FORM, response_class=HTMLResponse)
def form_page(request: Request) -> Response:
    """The empty form. Who looks at it is about to screen."""
    grounds_of(request).begin()
    return _form(request, form.Filled({}))


@router.post(SCREENING_FORM, response_class=HTMLResponse)
def screen(request: Request, fields: Fields) -> Response:
    """The answer to an order; for somebody who has signed in it is kept, and stands at an address of its own."""
    filled = form.Filled(fields)
    if fields.get("action") == "change":
        return _form(request, filled)
    try:
        given = grounds_of(request).decide(form.order_from_form(filled), asker(request))
    except NotReady as error:
        return _form(request, filled, str(error), 503)
    except ListError as error:
        return _form(request, filled, str(error), 503)
    except OrderError as error:
        return _form(request, filled, str(error), 422)
    if given.kept and request.state.person:
        return RedirectResponse(f"/screenings/{given.reference}", status_code=303)
    return _answer(request, given, fields)


@router.get("/screenings", response_class=HTMLResponse)
def past_page(request: Request, reference: asking.Text = None, offset: asking.Offset = 0) -> Response:
    """Past decisions, the newest first, for people who have signed in."""
    if not request.state.person:
        return _sign_in(request)
    wanted = (reference or "").strip().lower()
    if wanted:
        return RedirectResponse(f"/screenings/{quote(wanted, safe='')}", status_code=303)
    found = sorted((one for _, one in grounds_of(request).decisions.kept()), key=lambda one: one.at, reverse=True)
    context = {"found": found[offset : offset + PAGE], "count": len(found), "offset": offset, "size": PAGE}
    return page(request, "screen_past.html", context)


@router.get("/screenings/{reference}", response_class=HTMLResponse)
def decision_page(request: Request, reference: Reference) -> Response:
    """A past decision as it was made, to the byte."""
    if not request.state.person:
        return _sign_in(request)
    decisions = grounds_of(request).decisions
    try:
        whole = decisions.full_reference(reference)
        record = json.loads(decisions.read(reference))
    except OrderError as error:
        raise asking.missing(str(error)) from None
    return _answer(request, Given(whole, record, True), {})


@router.post("/screenings/{reference}/allow", response_class=HTMLResponse)
def allow(request: Request, reference: Reference, fields: Fields) -> Response:
    """Keep that a pair is no match, in the name of whoever has signed in."""
    grounds = grounds_of(request)
    number = fields.get("party", "")
    try:
        until = checked_day(fields.get("until", "").strip())
        given = allowance(
            grounds.decisions,
            reference,
            fields.get("listed", "")[:1000],
            int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else None,
            fields.get("reason", ""),
            request.state.person,
            until,
            grounds.desk.today,
        )
    except OrderError as error:
        try:
            record = json.loads(grounds.decisions.read(reference))
        except OrderError:
            raise asking.missing(str(error)) from None
        return _answer(request, Given(reference, record, True), {}, str(error), 422)
    grounds.decisions.allow(given)
    return RedirectResponse("/allowed", status_code=303)


@router.get("/allowed", response_class=HTMLResponse)
def allowed_page(request: Request) -> Response:
    """Pairs that somebody found to be two, with reason, name and end."""
    found = sorted(grounds_of(request).allowances(), key=lambda one: (one.until, one.id))
    return page(request, "screen_allowed.html", {"found": found, "today": grounds_of(request).desk.today, "fault": ""})


@router.post("/allowed/{key}/end", response_class=HTMLResponse)
def end_allowance(request: Request, key: Annotated[str, Path(pattern="^[0-9a-f]{12}$")], fields: Fields) -> Response:
    """Take an allowance back, with a reason."""
    decisions = grounds_of(request).decisions
    if all(one.id != key for one in decisions.allowances()):
        raise asking.missing(f"no allowance has the id {key}; those there are stand at /allowed")
    reason = fields.get("reason", "").strip()
    if not reason or len(reason) > LONGEST:
        found = sorted(decisions.allowances(), key=lambda one: (one.until, one.id))
        context = {"found": found, "today": grounds_of(request).desk.today}
        return page(request, "screen_allowed.html", {**context, "fault": "say why it is taken back"}, 422)
    decisions.end(key, request.state.person, reason)
    return RedirectResponse("/allowed", status_code=303)


@router.get("/listed/{name}/{key:path}", response_class=HTMLResponse)
def listed_page(request: Request, name: str, key: str, version: asking.Text = None) -> Response:
    """All that a list says of a party: in force, or in a version that a past decision names."""
    shelf = grounds_of(request).shelf
    try:
        found, entry = entry_of(shelf, name, key, version)
    except (NoList, NotReady, ListError) as error:
        raise HTTPException(503, str(error)) from None
    if found is None or entry is None:
        raise asking.missing(f"the list {name[:100]!r} has no entry {key[:200]!r}, or no such version is kept")
    known = words()
    programmes = [(one, known.programmes.get(one, "")) for one in entry.party.programmes]
    now = next((one for one in shelf.in_force() if one.list == name), None)
    context = {"entry": entry, "party": entry.party, "listed": known.lists.get(name), "programmes": programmes}
    return page(request, "screen_listed.html", {**context, "of_list": found, "now": now})


def _sign_in(request: Request) -> RedirectResponse:
    target = request.url.path + ("?" + request.url.query if request.url.query else "")
    return RedirectResponse("/sign-in?next=" + quote(target, safe=""), status_code=303)


def _answer(request: Request, given: Given, fields: dict[str, str], fault: str = "", status: int = 200) -> HTMLResponse:
    """The page of a decision. fields: of the form, to change and send again."""
    again = {name: text for name, text in fields.items() if name not in ("token", "action")}
    context: dict[str, Any] = {"given": given, "view": view_of(given.record), "fault": fault, "again": again}
    return _bound(request, "screen_answer.html", {**context, "means": MEANS}, status)


def _form(request: Request, filled: form.Filled, fault: str = "", status: int = 200) -> HTMLResponse:
    try:
        rows = grounds_of(request).shelf.rows()
    except ListError as error:
        rows, fault = [], fault or str(error)
    context = {
        "filled": filled,
        "fault": fault,
        "form": form,
        "countries": country_names(),
        "rows": rows,
        "nobody": not request.state.person and not people(request.app.state.ledger),
        "keeps": asker(request) is not None,
    }
    return _bound(request, "screen.html", context, status)


def _bound(request: Request, template: str, context: dict[str, Any], status: int) -> HTMLResponse:
    """A page whose form is bound to the session, or, for whoever has none, to a cookie of its own."""
    if request.state.person:
        return page(request, template, {**context, "form_token": request.state.token or ""}, status)
    _, before = cookie_names(request.state.peer.secure)
    cookie = request.cookies.get(before) or new_session()
    answer = page(request, template, {**context, "form_token": form_token(cookie)}, status)
    answer.set_cookie(
        before,
        cookie,
        max_age=12 * 3600,
        path="/",
        secure=request.state.peer.secure,
        httponly=True,
        samesite="strict",
    )
    return answer
