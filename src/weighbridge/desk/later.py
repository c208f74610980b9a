"""Screening, which most readers never ask for: loaded beside the first pages, or by the first request that needs it."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from threading import Lock

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from weighbridge.desk.settings import Settings
from weighbridge.ledger import default_ledger

ROUTERS: tuple[str, ...] = (
    "weighbridge.desk.screening.pages",
    "weighbridge.desk.screening.api",
    "weighbridge.desk.matching_api",
)
"""Modules with a ``router``, in this order, behind all others: matching and lists, half as much again to load."""
WHOLE = frozenset(("/api", "/api/openapi.json"))
"""Addresses that tell of all others."""
_LOCK = Lock()


def load(app: FastAPI) -> None:
    """Give the application what screens: ``shelf`` and ``grounds`` of its state, and their pages. Once only."""
    with _LOCK:
        if loaded(app):
            return
        from weighbridge.desk.screening.grounds import Grounds
        from weighbridge.desk.screening.shelf import Shelf
        from weighbridge.lists.store import Store, folder_for
        from weighbridge.screening.decisions import Decisions
        from weighbridge.screening.decisions import folder_for as decisions_folder

        settings: Settings = app.state.settings
        ledger = settings.ledger or str(default_ledger())
        desk = app.state.desk
        owners = settings.holdings or Path(os.environ.get("WEIGHBRIDGE_HOLDINGS", ""))
        app.state.shelf = Shelf(Store(folder_for(ledger)), desk.as_of)
        app.state.grounds = Grounds(
            desk, app.state.shelf, Decisions(decisions_folder(ledger)), owners if owners.name else None
        )
        for name in ROUTERS:
            app.include_router(import_module(name).router)
        app.state.screening = True


def loaded(app: FastAPI) -> bool:
    """Whether the application has what screens."""
    return getattr(app.state, "screening", False)


def close(app: FastAPI) -> None:
    """Let go of the lists, if they were opened."""
    if loaded(app):
        app.state.shelf.close()


class Later:
    """ASGI middleware: before a request is told that there is no such address, all addresses are there."""

    def __init__(self, app: ASGIApp, whole: FastAPI) -> None:
        self.app = app
        self.whole = whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; load first what it may be for."""
        if scope["type"] == "http" and not loaded(self.whole) and self._needs(scope):
            await run_in_threadpool(load, self.whole)
        await self.app(scope, receive, send)

    def _needs(self, scope: Scope) -> bool:
        known = any(one.matches(scope)[0] is Match.FULL for one in self.whole.router.routes)
        return not known or scope["path"] in WHOLE
