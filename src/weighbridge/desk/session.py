"""Signing in and out. A session is kept in the ledger by its hash, ends by itself, and is a new one at each sign-in."""

from __future__ import annotations

import time

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from weighbridge.desk.access import (
    block_of,
    digest,
    form_token,
    hash_password,
    inside,
    new_session,
    outdated,
    password_fits,
)
from weighbridge.desk.guarding import cookie_names
from weighbridge.desk.guarding_body import fields_of
from weighbridge.desk.rendering import page
from weighbridge.ledger import Ledger, LedgerError
from weighbridge.ledger.people import end_session, name_of, open_session, password_of, people, set_password

SESSION_SECONDS = 12 * 3600
AT_ONCE = 2
"""Passwords that are checked at a time: each takes 64 MiB."""
MOST_WAITING = 20

router = APIRouter(include_in_schema=False)
_checking = CapacityLimiter(AT_ONCE)


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:
    """The form; whoever has signed in already goes on."""
    if request.state.person:
        return RedirectResponse(inside(next), status_code=303)
    return _form(request, next, "", 200)


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """A session for a person with the right password; the guard has checked the form's token."""
    fields = fields_of(await request.body(), request.headers.get("content-type", ""))
    ledger: Ledger = request.app.state.ledger
    failures, asker = request.app.state.failures, block_of(request.state.peer.address)
    target = fields.get("next", "/")
    wait = failures.take(asker)
    if wait or _checking.statistics().tasks_waiting >= MOST_WAITING:
        answer = _form(request, target, "too many attempts; try again in some minutes", 429)
        answer.headers["retry-after"] = str(int(wait) + 1)
        return answer
    name = await to_thread.run_sync(
        _known, ledger, fields.get("name", ""), fields.get("password", ""), limiter=_checking
    )
    if name is None:
        return _form(request, target, "name or password are not right", 401)
    failures.give_back(asker)
    session, before = cookie_names(request.state.peer.secure)
    secret, old = new_session(), request.cookies.get(session, "")
    at = int(time.time())
    await to_thread.run_sync(open_session, ledger, name, digest(secret), at, at + SESSION_SECONDS, digest(old))
    answer = RedirectResponse(inside(target), status_code=303)
    _put(answer, request, session, secret, SESSION_SECONDS)
    _put(answer, request, before, "", 0)
    return answer


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session."""
    session, _ = cookie_names(request.state.peer.secure)
    secret = request.cookies.get(session, "")
    await to_thread.run_sync(end_session, request.app.state.ledger, digest(secret))
    answer = RedirectResponse("/", status_code=303)
    _put(answer, request, session, "", 0)
    return answer


def _known(ledger: Ledger, given: str, password: str) -> str | None:
    """The person of a name and password; takes as long where there is none."""
    try:
        name = name_of(given)
        kept = password_of(ledger, name)
    except LedgerError:
        name, kept = "", None
    if not password_fits(kept, password):
        return None
    if kept is not None and outdated(kept):
        set_password(ledger, name, hash_password(password), keep_sessions=True)
    return name


def _form(request: Request, target: str, fault: str, status: int) -> Response:
    """The page with the form, bound to a cookie of its own."""
    _, before = cookie_names(request.state.peer.secure)
    cookie = request.cookies.get(before) or new_session()
    peer = request.state.peer
    answer = page(
        request,
        "sign_in.html",
        {
            "target": inside(target),
            "fault": fault,
            "form_token": form_token(cookie),
            "nobody": not people(request.app.state.ledger),
            "unsafe": not peer.secure and not peer.local,
        },
        status=status,
    )
    _put(answer, request, before, cookie, 3600)
    return answer


def _put(answer: Response, request: Request, name: str, value: str, seconds: int) -> None:
    answer.set_cookie(
        name, value, max_age=seconds, path="/", secure=request.state.peer.secure, httponly=True, samesite="strict"
    )
