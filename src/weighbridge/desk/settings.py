"""What the desk is told from outside: by the command's options, or by WEIGHBRIDGE_DESK_* in the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from weighbridge.environment import value_of

PREFIX = "WEIGHBRIDGE_DESK_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Flat: every field is also the environment variable WEIGHBRIDGE_DESK_<FIELD>."""

    ledger: str | None = None
    """Path or URL; None: the default ledger."""
    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = 8700
    figures: Path | None = None
    """Figures of one's own to weigh with."""
    as_of: str | None = None
    """A day: the desk shows nothing that became known later, unless asked for another day."""
    jobs: int = 1
    """Processes that answer; each remembers for itself, and weighs for itself what a desk of a past day shows."""
    page: int = 50
    """Rows of a page, unless asked for otherwise."""
    hosts: str = ""
    """Names under which the desk is reached, parted by commas; beside those of this computer no other is answered."""
    proxies: str = ""
    """Addresses of reverse proxies whose X-Forwarded-For and -Proto are believed, parted by commas."""
    requests: int = 600
    """Requests a minute from one address; this computer's own are not counted."""
    sign_ins: int = 10
    """Failed sign-ins from one address in a quarter of an hour."""
    body: int = 1_000_000
    """Bytes of a request that writes."""
    seconds: float = 20.0
    """In which such a request has to arrive."""
    holdings: Path | None = None
    """A table of one's own of who owns whom, that orders are screened with; else WEIGHBRIDGE_HOLDINGS names it."""
    keep_screenings: bool = False
    """Whether decisions are kept also for whoever screens on this computer without signing in."""


def settings_from(environment: Mapping[str, str] = os.environ, **told: Any) -> Settings:
    """The settings; what is ``told`` and not None goes before the environment.

    Raises SettingsError for a value of the wrong kind.
    """
    kinds = get_type_hints(Settings)
    found: dict[str, Any] = {}
    for field in fields(Settings):
        text = environment.get(PREFIX + field.name.upper())
        if told.get(field.name) is not None:
            found[field.name] = told[field.name]
        elif text is not None:
            found[field.name] = value_of(PREFIX + field.name.upper(), kinds[field.name], text)
    return Settings(**found)
