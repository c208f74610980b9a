"""Listening: the application on an address, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from weighbridge.desk.settings import Settings
from weighbridge.desk.warming import warmed
from weighbridge.environment import SettingsError
from weighbridge.ledger import default_ledger, last_day, open_ledger
from weighbridge.views import brought_up
from weighbridge.weighing.figures import figures


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises SettingsError where it can't."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, kind, number)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{host}:{port}: {reason}; name another address with --host or --port") from None
    made.listen(128)
    return made


def serve(settings: Settings, step: Callable[[], None], clear: Callable[[], None], tell: Callable[[str], None]) -> None:
    """Weigh what is due, then serve until interrupted. Raises LedgerError, SettingsError."""
    ledger = open_ledger(settings.ledger or default_ledger(), create=False, tell=tell)
    try:
        brought_up(ledger, step)
    finally:
        ledger.close()
        clear()
    several = settings.jobs > 1
    where = ledger.where
    # first of all: an end while the application makes itself ready in its thread would break off in foreign code
    door = listening(settings.host, settings.port)
    try:
        app: Any = partial(warmed, shared(settings)) if several else warmed(settings)
    except BaseException:
        door.close()
        raise
    host, port = door.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    # the guard alone judges what proxies say, and only of those that are named to it
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        factory=several,
        workers=settings.jobs,
    )
    tell(f"the desk on {where}: http://{shown}:{port}/ (end it with Ctrl-C)")
    if several:
        Multiprocess(config, [door]).run()
    else:
        uvicorn.Server(config).run(sockets=[door])


def shared(settings: Settings) -> Settings:
    """The settings of each of several processes: all together let as many requests and failed sign-ins pass as one.

    Raises LedgerError, FiguresError, SettingsError for what no process could open.
    """
    if settings.as_of and last_day(settings.as_of) is None:
        raise SettingsError(f"--as-of: {settings.as_of!r} is no day; write it as 2024-09-30")
    figures(settings.figures)
    return replace(
        settings,
        requests=max(1, settings.requests // settings.jobs),
        sign_ins=max(1, settings.sign_ins // settings.jobs),
    )
