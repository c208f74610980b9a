"""What takes long the first time is made when the desk starts, beside the first pages, so that nobody waits for it."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import MutableMapping
from threading import Thread
from typing import Any

from fastapi import FastAPI

from weighbridge.desk import later
from weighbridge.desk.app import application
from weighbridge.desk.gathering import all_outlets
from weighbridge.desk.rendering import environment, party_list
from weighbridge.desk.settings import Settings
from weighbridge.ledger import LedgerError

RARELY = (20_000, 20, 20)
"""After how many new objects the collector of garbage looks, in each of its generations; Python has 700, 10, 10."""
WARMING = "weighbridge-warming"
"""The name of the thread."""
FIRST = ("/", "/transfers")
"""Pages that are made at once: the one that most begin with, and the one that they go on to."""
DRAWN = "/pictures/network.svg"
"""A picture that is made last: what draws takes over a second of the processor to load, the picture itself a third."""


def warmed(settings: Settings) -> FastAPI:
    """The application, which makes ready in a thread of its own what its first pages need.

    Raises LedgerError, FiguresError, SettingsError.
    """
    made = application(settings)

    def ready() -> None:
        try:
            warm(made)
        finally:
            # what is loaded now stays for good: looking through it again and again for what nobody needs takes up to
            # half the time of a page that reads many statements
            gc.collect()
            gc.freeze()
            gc.set_threshold(*RARELY)

    Thread(target=ready, name=WARMING, daemon=True).start()
    return made


def warm(app: FastAPI) -> None:
    """Make the first pages, which are remembered; then load what other pages need.

    Names, templates, outlets, screening, and what draws pictures.
    """
    for address in FIRST:
        asyncio.run(asked(app, address))
    party_list()
    for name in environment().list_templates(["html"]):
        environment().get_template(name)
    try:
        all_outlets(app.state.desk)
    except LedgerError as error:
        # the pages that need it will tell the same, if it still holds
        logging.getLogger("weighbridge.desk").warning("%s", error)
    later.load(app)
    asyncio.run(asked(app, DRAWN))


async def asked(app: FastAPI, address: str) -> int:
    """The status of the answer to a reader on this computer who asks for a page; the page itself is not wanted."""
    port = app.state.settings.port
    status = 0

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    await app(
        {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": address,
            "raw_path": address.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"host", f"127.0.0.1:{port}".encode()), (b"accept", b"text/html")],
            "client": ("127.0.0.1", 0),
            "server": ("127.0.0.1", port),
            "state": {},
        },
        receive,
        send,
    )
    return status
