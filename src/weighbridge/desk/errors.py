"""What went wrong, told plainly: as a page for people, as JSON below /api; always with what can be done."""

from __future__ import annotations

import json
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException as AnyHTTPException

from weighbridge.desk.methods import allowed
from weighbridge.desk.rendering import page
from weighbridge.ledger import LedgerError

TITLES = {
    400: "That can't be understood",
    401: "Sign in first",
    403: "That is not allowed",
    404: "There is no such thing",
    405: "That can't be done here",
    413: "That is too large",
    422: "That can't be asked for",
    429: "Too many requests",
    500: "Something went wrong in the desk",
    503: "That can't be answered just now",
}
_PROGRAMS = ("/api/", "/match/", "/search/", "/entities/")
_PROGRAMS_EXACTLY = frozenset(("/api", "/catalog", "/manifest", "/algorithms", "/healthz", "/readyz"))
_USUAL = {
    404: "check the address, or look for it by the search",
    405: "this address can only be read",
    500: "it is written in the desk's log; the rest goes on",
}


def json_answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON that every reader takes, whatever characters a text has."""
    return Response(json.dumps(value, ensure_ascii=True), status, headers, "application/json")


def for_programs(path: str) -> bool:
    """Whether programs ask at a path, so that what goes wrong is told as JSON."""
    return path.startswith(_PROGRAMS) or path in _PROGRAMS_EXACTLY


def told(request: Request, status: int, what: str, headers: dict[str, str] | None = None) -> Response:
    """An error as JSON or as a page."""
    title = TITLES.get(status, "That did not work")
    if for_programs(request.url.path):
        return json_answer({"error": title, "detail": what}, status, headers)
    answer = page(request, "error.html", {"heading": title, "what": what, "status": status}, status)
    answer.headers.update(headers or {})
    return answer


def _first(error: RequestValidationError) -> str:
    """The first thing that is wrong with a request."""
    for one in error.errors():
        place = ".".join(str(part) for part in one.get("loc", ())[1:])
        return f"{place}: {one.get('msg', 'it is not valid').lower()}"
    return "the request is not valid"


def tell_errors(app: FastAPI) -> None:
    """Hang the handlers into an application."""

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        in_path = any(one.get("loc", ("",))[0] == "path" for one in error.errors())
        return told(request, 404 if in_path else 422, _first(error))

    @app.exception_handler(AnyHTTPException)
    def known(request: Request, error: HTTPException) -> Response:
        usual = error.detail in ("Not Found", "Method Not Allowed")
        what = _USUAL.get(error.status_code, str(error.detail)) if usual else str(error.detail)
        headers = dict(error.headers) if error.headers else {}
        if error.status_code == 405:
            # several routes may stand at one address, and each of them knows only its own methods
            headers["Allow"] = ", ".join(allowed(request.scope)) or headers.get("Allow", "")
        return told(request, error.status_code, what, headers)

    @app.exception_handler(LedgerError)
    def unreadable(request: Request, error: LedgerError) -> Response:
        return told(request, 503, str(error))

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        logging.getLogger("weighbridge.desk").error("%s %s", request.method, request.url.path, exc_info=error)
        return told(request, 500, _USUAL[500])
