"""Listening: the application on an address, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from weighbridge.desk.app import application
from weighbridge.desk.settings import Settings, SettingsError
from weighbridge.ledger import default_ledger, open_ledger
from weighbridge.views import brought_up


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
    app = application(settings)
    door = listening(settings.host, settings.port)
    host, port = door.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    tell(f"the desk on {app.state.ledger.where}: http://{shown}:{port}/ (end it with Ctrl-C)")
    # the guard alone judges what proxies say, and only of those that are named to it
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
    )
    server.run(sockets=[door])
