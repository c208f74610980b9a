"""What the reader ``llm`` is told from outside: WEIGHBRIDGE_LLM_* in the environment."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from weighbridge.environment import SettingsError, value_of

PREFIX = "WEIGHBRIDGE_LLM_"
FORMATS = ("json_schema", "json_object", "none")
"""Ways to ask for JSON, the strictest first."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Flat: every field is also the environment variable WEIGHBRIDGE_LLM_<FIELD>."""

    url: str = ""
    """Base address of the server, as in http://127.0.0.1:11434/v1; /chat/completions is added."""
    model: str = ""
    """The model's name, as the server has it."""
    key: str = field(default="", repr=False)
    """Sent to that server as its bearer token, and never shown or kept."""
    plain_http: bool = False
    """Allow http to other computers than this one: whoever is on the way can read key and documents."""
    proxy: str = field(default="", repr=False)
    """A proxy's address; those of HTTP_PROXY and the like are not used."""
    cache: Path | None = None
    """Where answers are kept; None: in your cache folder."""
    offline: bool = False
    """Answer from the cache only, and send nothing."""
    parallel: int = 4
    """Requests at once."""
    window: int = 6_000
    """Tokens of a document that are asked about at once; a longer one is read in overlapping windows."""
    overlap: int = 300
    """Tokens that a window has in common with the one before; at most half of it."""
    answer: int = 8_192
    """Most tokens of an answer."""
    portions: int = 200
    """Most windows of one document; what lies beyond is not read, and told."""
    gate: bool = True
    """Ask only about documents that can bear a statement; no: about all."""
    examples: Path | None = None
    """A folder of annotated documents that go with the prompt, beside its own examples."""
    format: str = "json_schema"
    """How to ask for JSON: json_schema, json_object or none; the server is asked for less where it has less."""
    temperature: float = 0.0
    timeout: float = 180.0
    """Seconds for one request, from first to last byte."""
    attempts: int = 5
    """Tries of one request that fails for a reason that may pass."""
    pause: float = 1.0
    """Seconds before the second try; doubled for each further one, with jitter."""
    longest_pause: float = 60.0
    """Seconds; a server that asks for a longer wait is given up for this run."""
    body: int = 8_000_000
    """Bytes of an answer."""
    seconds: float = 0.0
    """Of a run; what is not read by then can be read by the next run. 0: no limit."""
    tokens: int = 0
    """Of a run, sent and received. 0: no limit."""
    cost: float = 0.0
    """Of a run, in the currency of the prices. 0: no limit."""
    price_in: float = 0.0
    """For a million tokens that are sent."""
    price_out: float = 0.0
    """For a million tokens that are received."""


LEAST: Mapping[str, float] = {
    "parallel": 1,
    "window": 200,
    "overlap": 0,
    "answer": 256,
    "portions": 1,
    "temperature": 0,
    "timeout": 0.01,
    "attempts": 1,
    "pause": 0,
    "longest_pause": 0,
    "body": 1_000,
    "seconds": 0,
    "tokens": 0,
    "cost": 0,
    "price_in": 0,
    "price_out": 0,
}
MOST: Mapping[str, float] = {"parallel": 64, "temperature": 2, "attempts": 20}


def settings_from(environment: Mapping[str, str], **told: Any) -> Settings:
    """The settings; what is ``told`` and not None goes before the environment. Raises SettingsError."""
    kinds = get_type_hints(Settings)
    found: dict[str, Any] = {}
    for one in fields(Settings):
        text = environment.get(PREFIX + one.name.upper())
        if told.get(one.name) is not None:
            found[one.name] = told[one.name]
        elif text is not None and text.strip():
            found[one.name] = value_of(PREFIX + one.name.upper(), kinds[one.name], text.strip())
    return checked(Settings(**found))


def checked(settings: Settings) -> Settings:
    """The same settings, if they can be used. Raises SettingsError."""
    for name, least in LEAST.items():
        value = getattr(settings, name)
        if not least <= value <= MOST.get(name, 1e15):
            most = f" and at most {MOST[name]:g}" if name in MOST else ""
            raise SettingsError(f"{PREFIX}{name.upper()} is {value:g}; it has to be at least {least:g}{most}")
    if settings.format not in FORMATS:
        raise SettingsError(f"{PREFIX}FORMAT is {settings.format[:40]!r}; it has to be one of {', '.join(FORMATS)}")
    if settings.cost and not (settings.price_in or settings.price_out):
        raise SettingsError(f"{PREFIX}COST needs prices: set {PREFIX}PRICE_IN and {PREFIX}PRICE_OUT")
    if not all("!" <= letter <= "~" for letter in settings.key):
        raise SettingsError(f"{PREFIX}KEY has characters that no key has; copy it again, without line ends")
    if not settings.model:
        raise SettingsError(f"{PREFIX}MODEL is not set; name the model, as the server calls it")
    if len(settings.model) > 100:
        raise SettingsError(f"{PREFIX}MODEL is longer than 100 characters")
    if not settings.url:
        if settings.offline:
            return settings
        raise SettingsError(
            f"{PREFIX}URL is not set; give the address of a server that speaks OpenAI's chat completions, as in "
            "http://127.0.0.1:11434/v1"
        )
    return replace(settings, url=endpoint(settings.url, settings.plain_http))


def endpoint(url: str, plain_http: bool) -> str:
    """The address that requests go to. Raises SettingsError for one that nothing may be sent to."""
    name = f"{PREFIX}URL"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise SettingsError(f"{name} is no address; it looks like https://host/v1") from None
    if parts.scheme not in ("http", "https") or not host or any(one.isspace() for one in url):
        raise SettingsError(f"{name} is no address; it looks like https://host/v1")
    if parts.username is not None or parts.password is not None:
        raise SettingsError(f"{name} has a password in it; put that into {PREFIX}KEY")
    if parts.query or parts.fragment:
        raise SettingsError(f"{name} has a query in it; give the base address alone, as in https://host/v1")
    if parts.scheme == "http" and not plain_http and not _is_here(host):
        raise SettingsError(
            f"{name} sends key and documents to {host} over http, which anybody on the way can read; use https, or "
            f"set {PREFIX}PLAIN_HTTP=yes where the network is your own"
        )
    path = parts.path.rstrip("/")
    return (
        f"{parts.scheme}://{parts.netloc}{path if path.endswith('/chat/completions') else path + '/chat/completions'}"
    )


def _is_here(host: str) -> bool:
    """Whether a host is this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
