"""The application: settings in, pages and JSON out. Everything hangs together here, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from weighbridge import __version__
from weighbridge.desk import bundle
from weighbridge.desk.errors import tell_errors
from weighbridge.desk.heads import Heads
from weighbridge.desk.rendering import STATIC
from weighbridge.desk.screening.grounds import Grounds
from weighbridge.desk.screening.shelf import Shelf
from weighbridge.desk.settings import Settings
from weighbridge.desk.state import opened
from weighbridge.ledger import default_ledger
from weighbridge.lists.store import Store, folder_for
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.decisions import folder_for as decisions_folder

THREADS = 8
"""Requests that are worked on at once. More would only get into each other's way, and each holds a connection."""
ROUTERS: tuple[str, ...] = (
    "weighbridge.desk.pages.changes",
    "weighbridge.desk.pages.transfers",
    "weighbridge.desk.pages.documents",
    "weighbridge.desk.pages.parties",
    "weighbridge.desk.pages.overviews",
    "weighbridge.desk.pages.measures",
    "weighbridge.desk.pages.searching",
    "weighbridge.desk.pages.sources",
    "weighbridge.desk.pages.pictures",
    "weighbridge.desk.pages.about",
    "weighbridge.desk.api.lists",
    "weighbridge.desk.api.single",
    "weighbridge.desk.api.bulk",
    "weighbridge.desk.session",
    "weighbridge.desk.reviewing",
    "weighbridge.desk.reviewing_api",
    "weighbridge.desk.screening.pages",
    "weighbridge.desk.screening.api",
    "weighbridge.desk.matching_api",
)
"""Modules with a ``router``, in this order; one that is not there is left out."""


def application(settings: Settings) -> FastAPI:
    """The desk on one ledger, which it opens and, when it ends, closes.

    Raises LedgerError, FiguresError, SettingsError.
    """
    desk = opened(settings)
    lists = folder_for(settings.ledger or str(default_ledger()))
    shelf = Shelf(Store(lists), desk.as_of)
    decisions = Decisions(decisions_folder(settings.ledger or str(default_ledger())))
    owners = settings.holdings or Path(os.environ.get("WEIGHBRIDGE_HOLDINGS", ""))
    grounds = Grounds(desk, shelf, decisions, owners if owners.name else None)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        shelf.close()
        desk.close()

    app = FastAPI(
        title="Weighbridge",
        version=__version__,
        summary="Who says what moved from whom to whom, on whose word.",
        lifespan=living,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.state.desk = desk
    app.state.ledger = desk.ledger
    app.state.shelf = shelf
    app.state.grounds = grounds
    app.include_router(bundle.router)  # before the folder, which would take its address
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    tell_errors(app)
    app.add_middleware(Heads)
    for name in ROUTERS:
        if find_spec(name) is not None:
            app.include_router(import_module(name).router)
    if find_spec("weighbridge.desk.guarding") is not None:
        import_module("weighbridge.desk.guarding").guard(app, settings)
    return app
