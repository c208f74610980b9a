"""The guard at the door: every request goes through it before any page sees it.

In this order: the name it was asked by, how often, who asks, whether they may, and, where it writes, how large it
is and whether a page of ours sent it. What it lets pass finds ``person``, ``caller``, ``peer`` and ``token`` (of
forms) in the request's state. Nothing of it is logged: cookies, tokens and passwords stand in no message.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weighbridge.desk.access import (
    READING,
    SCREENING_FORM,
    Caller,
    Peer,
    asks,
    block_of,
    digest,
    form_token,
    form_token_fits,
    from_elsewhere,
    host_allowed,
    host_name,
    is_loopback,
    is_open,
    may,
    peer_of,
    same_origin,
)
from weighbridge.desk.errors import TITLES, for_programs, json_answer
from weighbridge.desk.guarding_body import BodyError, again, body_of, fields_of
from weighbridge.desk.guarding_headers import guarded
from weighbridge.desk.guarding_limits import Bucket
from weighbridge.desk.methods import allowed
from weighbridge.desk.rendering import page
from weighbridge.desk.settings import Settings
from weighbridge.ledger import Ledger, LedgerError
from weighbridge.ledger.people import person_of_session, person_of_token

ANSWERED = frozenset(("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"))
"""Methods that can be meant; whatever else is asked is refused before anybody is asked to sign in."""
TOKEN_KINDS = ("bearer", "apikey")
"""How a token may be sent; the second is how clients of the yente API do it."""
SIGN_IN_SECONDS = 900
"""In which failed sign-ins are counted."""


class RefusedError(Exception):
    """A request that is not let in: status, why and what to do, and headers."""

    def __init__(self, status: int, why: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.status, self.why, self.headers = status, why, dict(headers or {})


def cookie_names(secure: bool) -> tuple[str, str]:
    """The names of the session's cookie, and of the one that sign-in forms are bound to.

    By https with the prefix that lets no other host and no unsecured page set it.
    """
    prefix = "__Host-" if secure else ""
    return f"{prefix}weighbridge", f"{prefix}weighbridge_form"


def guard(app: FastAPI, settings: Settings) -> None:
    """Put the guard before an application; ``app.state`` has its ledger, and is given ``failures``."""
    app.state.failures = Bucket(settings.sign_ins, SIGN_IN_SECONDS)
    app.add_middleware(Guard, app_state=app.state, settings=settings)


class Guard:
    """The guard as ASGI middleware."""

    def __init__(self, app: ASGIApp, app_state: Any, settings: Settings) -> None:
        self.app = app
        self.ledger: Ledger = app_state.ledger
        self.failures: Bucket = app_state.failures
        self.settings = settings
        self.requests = Bucket(settings.requests, 60)
        self.hosts = _listed(settings.hosts.lower())
        self.proxies = _listed(settings.proxies)
        self.local = settings.host == "localhost" or is_loopback(settings.host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            # there is nothing here that speaks anything but HTTP
            await send({"type": "websocket.close", "code": 1008})
            return
        state = scope.setdefault("state", {})
        state.update(person=None, caller=None, token=None, peer=None)
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                static = scope["path"].startswith("/static/")
                private = not static and (state["caller"] is not None or is_open(scope["path"]))
                message = {**message, "headers": guarded(message.get("headers", ()), private)}
            await send(message)

        try:
            receive = await self._checked(scope, receive)
        except (RefusedError, BodyError, LedgerError) as error:
            await _refusal(scope, error)(scope, receive, sending)
            return
        try:
            await self.app(scope, receive, sending)
        except Exception:
            if not started:
                why = "something went wrong here; the reason is in the desk's own output"
                await _refusal(scope, RefusedError(500, why))(scope, receive, sending)
            raise

    async def _checked(self, scope: Scope, receive: Receive) -> Receive:
        """Everything that stands before a page. Raises RefusedError, BodyError, LedgerError."""
        headers, host = _headers_of(scope)
        name = host_name(host)
        if name is None:
            raise RefusedError(400, "the request has no proper Host header")
        if not host_allowed(name, self.local, self.hosts):
            raise RefusedError(
                421,
                f"the desk is not known as {name[:100]!r}; ask for it by the address that it told, or start it with"
                " that name in WEIGHBRIDGE_DESK_HOSTS",
            )
        address = (scope.get("client") or ("unknown", 0))[0]
        peer = peer_of(address, scope["scheme"], name, headers, self.proxies, self.hosts)
        state, path, method = scope["state"], scope["path"], scope["method"]
        state["peer"] = peer
        asker = block_of(peer.address)
        wait = 0.0 if peer.local else self.requests.take(asker)
        if wait:
            raise _too_many(wait)
        caller, cookie = await self._caller(headers, peer, asker, path)
        state["caller"], state["person"] = caller, caller.name if caller else None
        state["token"] = form_token(cookie) if cookie else None
        if method not in ANSWERED:
            raise RefusedError(405, "this address can only be read", {"allow": ", ".join(allowed(scope) or ["GET"])})
        if not may(method, path, peer, caller):
            raise RefusedError(401, "sign in, or send a token (Authorization: Bearer TOKEN)")
        if method in READING:
            return receive
        return await self._written(scope, receive, headers, peer, cookie, host)

    async def _caller(
        self, headers: Mapping[str, str], peer: Peer, asker: str, path: str
    ) -> tuple[Caller | None, str | None]:
        """Who asks, and the cookie that forms are bound to (of a sign-in: the one before any session)."""
        kind, _, secret = headers.get("authorization", "").partition(" ")
        if kind:
            if wait := self.failures.wait(asker):
                raise _too_many(wait)
            known = await run_in_threadpool(person_of_token, self.ledger, digest(secret.strip()))
            if known is None or kind.lower() not in TOKEN_KINDS:
                self.failures.take(asker)
                raise RefusedError(401, "this token is not known; make one with: weighbridge people token NAME")
            return Caller(known, "token"), None
        session, before = (_cookies(headers).get(one) for one in cookie_names(peer.secure))
        name = (
            await run_in_threadpool(person_of_session, self.ledger, digest(session), int(time.time()))
            if session
            else None
        )
        if path == "/sign-in":
            return (Caller(name, "session") if name else None), before
        if path == SCREENING_FORM and not name:
            return None, before
        return (Caller(name, "session"), session) if name else (None, None)

    async def _written(
        self, scope: Scope, receive: Receive, headers: Mapping[str, str], peer: Peer, cookie: str | None, host: str
    ) -> Receive:
        """The body of a request that writes, once it is known that its sender meant it."""
        body = await body_of(receive, self.settings.body, self.settings.seconds)
        caller: Caller | None = scope["state"]["caller"]
        scheme = "https" if peer.secure else "http"
        if caller is None and asks(scope["path"]):
            if from_elsewhere(headers, scheme, host):
                raise RefusedError(403, "a page of another site asks; only programs and the desk's own pages may")
        elif caller is None or caller.way == "session":
            given = headers.get("x-form-token") or fields_of(body, headers.get("content-type", "")).get("token", "")
            if not same_origin(headers, scheme, host):
                raise RefusedError(403, "the form was not sent by a page of the desk; open the page here and send it")
            if not cookie or not form_token_fits(cookie, given):
                raise RefusedError(403, "the form is of another session; load its page again and send it from there")
        return again(body, receive)


def _listed(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(",") if one.strip())


def _headers_of(scope: Scope) -> tuple[dict[str, str], str]:
    """The headers, those that come several times joined by commas (cookies by semicolons); and the Host."""
    found: dict[str, str] = {}
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").lower()
        text = value.decode("latin-1")
        found[name] = found[name] + ("; " if name == "cookie" else ", ") + text if name in found else text
    return found, found.get("host", "")


def _cookies(headers: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in headers.get("cookie", "").split(";"):
        name, equals, value = part.partition("=")
        if equals and len(value) <= 200:
            found.setdefault(name.strip(), value.strip())
    return found


def _too_many(wait: float) -> RefusedError:
    seconds = max(1, round(wait + 0.5))
    return RefusedError(429, f"too many requests; try again in {seconds} seconds", {"retry-after": str(seconds)})


def wants_page(scope: Scope) -> bool:
    """Whether a person asks, by a browser, and not a program."""
    accept = next((value for name, value in scope["headers"] if name == b"accept"), b"")
    return b"text/html" in accept and not for_programs(scope["path"])


def _refusal(scope: Scope, error: RefusedError | BodyError | LedgerError) -> ASGIApp:
    """The answer to a request that is not let in: a page for people, JSON for programs."""
    status = 503 if isinstance(error, LedgerError) else error.status
    headers = error.headers if isinstance(error, RefusedError) else {}
    why = str(error)
    if status == 401 and wants_page(scope) and scope["method"] in READING:
        query = scope["query_string"].decode("latin-1")
        target = quote(scope["path"], safe="/") + ("?" + query if query else "")
        return RedirectResponse("/sign-in?next=" + quote(target, safe=""), status_code=303)
    if status == 401:
        headers = {**headers, "www-authenticate": 'Bearer realm="Weighbridge"'}
    if not wants_page(scope):
        return json_answer({"error": TITLES.get(status, "That did not work"), "detail": why}, status, headers)
    answer: Response = page(Request(scope), "sign_refused.html", {"status": status, "why": why}, status=status)
    answer.headers.update(headers)
    return answer
