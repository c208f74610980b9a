"""The application: settings in, pages and JSON out. Everything hangs together here, and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec

from anyio import to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from weighbridge import __version__
from weighbridge.desk import bundle, later
from weighbridge.desk.errors import tell_errors
from weighbridge.desk.heads import Heads
from weighbridge.desk.rendering import STATIC
from weighbridge.desk.settings import Settings
from weighbridge.desk.state import opened

THREADS = 4
"""Requests that are worked on at once. More would get into each other's way: with 8 the slowest in twenty take half as
long again. Each holds a connection."""
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
)
"""Modules with a ``router``, in this order; one that is not there is left out. Screening comes later: ``later``."""


def application(settings: Settings) -> FastAPI:
    """The desk on one ledger, which it opens and, when it ends, closes.

    Raises LedgerError, FiguresError, SettingsError.
    """
    desk = opened(settings)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        later.close(app)
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
    app.include_router(bundle.router)  # before the folder, which would take its address
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    tell_errors(app)
    app.add_middleware(later.Later, whole=app)
    app.add_middleware(Heads)
    for name in ROUTERS:
        if find_spec(name) is not None:
            app.include_router(import_module(name).router)
    if find_spec("weighbridge.desk.guarding") is not None:
        import_module("weighbridge.desk.guarding").guard(app, settings)
    return app
