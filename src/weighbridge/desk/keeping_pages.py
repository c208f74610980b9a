"""Whole pages, remembered for readers who are not signed in, for as long as the ledger stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from weighbridge.desk.state import Desk, desk_of

LARGEST = 300_000
"""Bytes of a page that is remembered."""
LONGEST = 1_000
"""Characters of an address of which the page is remembered."""


class RememberedPage(APIRoute):
    """A route whose page is the same for everybody who is not signed in."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the pages that are remembered before it."""
        make = super().get_route_handler()

        async def handler(request: Request) -> Response:
            desk: Desk = desk_of(request)
            state = await run_in_threadpool(desk.state)
            address = f"{request.url.path}?{request.url.query}"
            if getattr(request.state, "person", None) is not None or len(address) > LONGEST:
                return await make(request)
            key = (state, address)
            body = desk.pages.get(key)
            if body is not None:
                return HTMLResponse(body)
            with desk.seeing(state):
                answer = await make(request)
            if type(answer) is HTMLResponse and answer.status_code == 200 and len(answer.body) <= LARGEST:
                desk.pages.put(key, bytes(answer.body))
            return answer

        return handler
