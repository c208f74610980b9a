"""The application: settings in, pages and JSON out. Everything hangs together here, and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from weighbridge import __version__
from weighbridge.desk.rendering import STATIC
from weighbridge.desk.settings import Settings
from weighbridge.ledger import default_ledger, open_ledger

ROUTERS: tuple[str, ...] = (
    "weighbridge.desk.pages.transfers",
    "weighbridge.desk.session",
    "weighbridge.desk.reviewing",
)
"""Modules with a ``router``, in this order; one that is not there is left out."""


def application(settings: Settings) -> FastAPI:
    """The desk on one ledger, which it opens and, when it ends, closes. Raises LedgerError."""
    ledger = open_ledger(settings.ledger or default_ledger(), create=False)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        ledger.close()

    app = FastAPI(
        title="Weighbridge",
        version=__version__,
        summary="Who says what moved from whom to whom, on whose word.",
        lifespan=living,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.settings = settings
    app.state.ledger = ledger
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for name in ROUTERS:
        if find_spec(name) is not None:
            app.include_router(import_module(name).router)
    if find_spec("weighbridge.desk.guarding") is not None:
        import_module("weighbridge.desk.guarding").guard(app, settings)
    return app
