"""Who may do what: passwords, tokens, and the decision on one request. No input or output here.

Reading is open where asker and address are of this computer; from anywhere else it needs a person, and
writing always does. Passwords are kept as argon2id hashes (RFC 9106, low-memory profile of argon2-cffi);
tokens and sessions are random, so a plain SHA-256 of them is enough.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
"""Characters."""
TOKEN_MARK = "wb_"
"""Begins every token, so that searches for leaked secrets can find one."""
LOCAL_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))
OPEN_PATHS = frozenset(("/sign-in", "/healthz", "/readyz"))
"""Paths that everybody may ask for; and all below /static/. The last two say nothing but whether the desk answers."""
SCREENING_FORM = "/screen"
"""A form that may be sent without signing in, on this computer: what it asks is answered, and nothing is written."""
READING = frozenset(("GET", "HEAD", "OPTIONS"))


class PasswordError(ValueError):
    """A password that is not taken; the text says why. It never holds the password."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a person, and by which way they are known."""

    name: str
    way: str
    """``session`` or ``token``."""


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """A hash to compare with where there is no such person, so that it takes as long."""
    return _hasher().hash(secrets.token_urlsafe(32))


def hash_password(password: str) -> str:
    """The hash to keep. Raises PasswordError for one that is too short, too long or all of one character."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordError(f"the password has fewer than {SHORTEST_PASSWORD} characters; take a longer one")
    if len(password) > LONGEST_PASSWORD:
        raise PasswordError(f"the password has more than {LONGEST_PASSWORD} characters; take a shorter one")
    if len(set(password)) < 4:
        raise PasswordError("the password has fewer than 4 different characters; take another")
    return _hasher().hash(password)


def password_fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one of a kept hash; as slow for None (no such person) as for any other."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        # too long ones are cut, not refused at once: the answer takes the same time
        _hasher().verify(kept or _nobodys(), password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether a hash was made with weaker figures than those of today."""
    return _hasher().check_needs_rehash(kept)


def new_token() -> str:
    """A token of 256 random bits, as its owner gets it: once."""
    return TOKEN_MARK + secrets.token_urlsafe(32)


def new_session() -> str:
    """The secret of a session, 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a token or session."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def form_token(cookie: str) -> str:
    """The token of the forms that go out with a cookie: signed with it, so nobody makes it who does not know it."""
    return hmac.new(cookie.encode("utf-8", "replace"), b"weighbridge form", sha256).hexdigest()


def form_token_fits(cookie: str, given: str) -> bool:
    """Whether a form's token belongs to a cookie."""
    return bool(cookie) and hmac.compare_digest(form_token(cookie).encode(), given.encode("utf-8", "replace"))


def is_loopback(address: str) -> bool:
    """Whether an address is of this computer."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def block_of(address: str) -> str:
    """What is counted as one asker: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def host_name(header: str) -> str | None:
    """The name in a Host header, in lower case and without its port; None where it is none."""
    text = header.strip().lower()
    if text.startswith("["):
        name, closed, port = text[1:].partition("]")
        port = port.removeprefix(":")
        good = bool(closed) and ":" in name
    else:
        name, _, port = text.partition(":")
        good = bool(name) and all(one.isalnum() or one in "-._" for one in name)
    return name if good and (not port or port.isdigit()) else None


def host_allowed(name: str, listens_locally: bool, configured: Collection[str]) -> bool:
    """Whether the desk answers under a name.

    A page of a stranger can have its own name point to this computer (DNS rebinding). So where only this
    computer is listened for, or names are set, no other name is answered.
    """
    if name in LOCAL_NAMES or name in configured:
        return True
    return not listens_locally and not configured


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is at the other end, as far as the connection tells."""

    address: str
    local: bool
    """Of this computer, with no proxy between, and asking by a name of this computer."""
    secure: bool
    """By https."""


def peer_of(
    address: str,
    scheme: str,
    host: str,
    headers: Mapping[str, str],
    proxies: Collection[str],
    configured: Collection[str] = (),
) -> Peer:
    """The peer of a request.

    ``X-Forwarded-For`` and ``-Proto`` count only from an address of ``proxies``. From any other they are not
    believed, but show that somebody stands between: such a request is never taken for one of this computer.
    """
    forwarded = headers.get("x-forwarded-for", "") + headers.get("forwarded", "") + headers.get("x-real-ip", "")
    if forwarded or headers.get("via") or headers.get("x-forwarded-host"):
        if address in proxies:
            hops = [one.strip() for one in headers.get("x-forwarded-for", "").split(",") if one.strip()]
            outside = next((one for one in reversed(hops) if one not in proxies), None)
            secure = headers.get("x-forwarded-proto", scheme).split(",")[-1].strip().lower() == "https"
            return Peer(outside or "unknown", False, secure)
        return Peer(address, False, scheme == "https")
    # from a proxy nothing is local, even where it says nothing of whom it speaks for
    local = address not in proxies and is_loopback(address) and (host in LOCAL_NAMES or host in configured)
    return Peer(address, local, scheme == "https")


def asks(path: str) -> bool:
    """Whether programs ask something there by POST, and nothing is written for somebody who is not known."""
    return path == "/api/screen" or path.startswith("/match/")


def is_open(path: str) -> bool:
    """Whether everybody may ask for a path."""
    return path in OPEN_PATHS or path.startswith("/static/")


def may(method: str, path: str, peer: Peer, caller: Caller | None) -> bool:
    """Whether a request may go on."""
    if caller is not None or is_open(path):
        return True
    harmless = method in READING or (method == "POST" and (asks(path) or path == SCREENING_FORM))
    return harmless and peer.local


def from_elsewhere(headers: Mapping[str, str], scheme: str, host: str) -> bool:
    """Whether a browser says that a page of somebody else asks. Programs say nothing, and no page can keep it quiet."""
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"{scheme}://{host.strip().lower()}":
        return True
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def same_origin(headers: Mapping[str, str], scheme: str, host: str) -> bool:
    """Whether a form that writes was sent by a page of the desk itself, as the browser tells.

    ``host``: the Host header. A browser sends Origin with every form; without it, Sec-Fetch-Site or Referer tell.
    """
    own = f"{scheme}://{host.strip().lower()}"
    origin = headers.get("origin")
    if origin is not None and origin != "null":
        return origin.lower() == own
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    if origin == "null":
        return False
    referer = headers.get("referer", "").lower()
    return referer == own or referer.startswith(own + "/")


def inside(target: str) -> str:
    """A path of the desk to go on to after signing in; the front page for anything that leads elsewhere."""
    bad = not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target
    return "/" if bad or any(ord(one) < 33 or ord(one) > 126 for one in target) or len(target) > 2000 else target
