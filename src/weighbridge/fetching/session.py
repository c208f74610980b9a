"""What a fetch needs and gives: limits, one session's connections and manners, what was fetched or why it was not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from weighbridge import __version__
from weighbridge.fetching.addresses import LookUp, look_up, private_allowed
from weighbridge.fetching.connecting import CheckedTransport, Clock, Deadline
from weighbridge.intake.packings import ACCEPTED
from weighbridge.intake.refusal import Refusal

NAME = "Weighbridge"
"""The name that robots.txt knows the program by."""


def user_agent(contact: str | None = None) -> str:
    """How the program names itself to a server, with how to reach whoever runs it."""
    about = "reads reports of arms transfers"
    return f"{NAME}/{__version__} ({about}{f'; +{contact}' if contact else ''})"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch."""

    size: int = 20_000_000
    """Bytes of an answer, packed or unpacked."""
    seconds: float = 60.0
    """For one answer, from the connection to its last byte."""
    silence: float = 15.0
    """Seconds without a byte."""
    redirects: int = 5
    tries: int = 3
    """How often an answer is asked for that may come another time."""
    patience: float = 60.0
    """Seconds that are waited for a host, at most; one that asks for more is left to another poll."""
    delay: float = 1.0
    """Seconds between two requests to a host."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier answer said of itself, to ask only for what is newer."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    url: str
    """Where it came from in the end."""
    data: bytes
    kind: str
    """Its content type, in small letters and without parameters; empty where none was given."""
    known: Known = Known()
    unchanged: bool = False
    """Nothing new since what was known; then ``data`` is empty."""
    cut: bool = False
    """``data`` is only the beginning of what there was."""
    moved: str | None = None
    """Where it stands for good now, where a redirect said so."""
    header: str = ""
    """The content type as the server gave it."""


@dataclass(frozen=True, slots=True)
class Unfetched(Refusal):
    """An address that gave nothing."""

    again: bool = False
    """Whether it may work another time."""
    after: float | None = None
    """Seconds that the server asks to wait until then."""
    status: int | None = None
    deferred: bool = False
    """It was not asked for at all, because its host may not be asked now."""


@dataclass(slots=True)
class Rules:
    """What a host's robots.txt said, and when it was asked."""

    allows: Callable[[str], bool]
    until: float
    """When to ask anew, on the session's clock."""
    delay: float | None = None
    """Seconds between two requests that it asks for."""
    failed: Unfetched | None = None
    """Why it could not be had; nothing is allowed then."""


@dataclass(slots=True)
class Session:
    """One run's connections, and what it knows of each host. Not for several threads."""

    limits: Limits = Limits()
    contact: str | None = None
    private: frozenset[str] = field(default_factory=private_allowed)
    """Hosts that may have private addresses; ``*`` stands for all."""
    look_up: LookUp = look_up
    clock: Clock = time.monotonic
    wait: Callable[[float], None] = time.sleep
    robots: dict[str, Rules] = field(default_factory=dict)
    """By origin, as in https://news.example."""
    asked: dict[str, float] = field(default_factory=dict)
    """When each host may be asked next, on the session's clock."""
    deadline: Deadline = field(init=False)
    _client: httpx.Client | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.deadline = Deadline(self.clock)

    @property
    def client(self) -> httpx.Client:
        """The connections, made at the first use."""
        if self._client is None:
            self._client = httpx.Client(
                transport=CheckedTransport(self.private, self.look_up, self.deadline),
                timeout=self.limits.silence,
                trust_env=False,
                follow_redirects=False,
                headers={
                    "User-Agent": user_agent(self.contact),
                    "Accept-Encoding": ACCEPTED,
                    "Accept-Language": "en, *;q=0.5",
                    "Connection": "close",
                },
            )
        return self._client

    def close(self) -> None:
        """End all connections."""
        if self._client is not None:
            self._client.close()
            self._client = None
