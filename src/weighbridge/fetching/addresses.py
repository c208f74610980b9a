"""Which addresses may be asked: http and https, on hosts whose every address is public."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from weighbridge.intake.refusal import Refusal

PRIVATE = "WEIGHBRIDGE_ALLOW_PRIVATE"
"""The setting that allows private addresses: 1 for all, or names of hosts, as of servers of one's own."""
LONGEST = 4_000
"""Characters of an address."""
LOOK_UP_SECONDS = 10.0
"""How long the look-up of a name may take."""

LookUp = Callable[[str, int], Sequence[str]]
"""A host's name and a port to its IP addresses; raises OSError where there are none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NEVER = (
    ipaddress.ip_network("100.64.0.0/10"),  # between a provider and its customers
    ipaddress.ip_network("192.0.0.0/24"),
    ipaddress.ip_network("192.88.99.0/24"),
    ipaddress.ip_network("198.18.0.0/15"),
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("fec0::/10"),
    ipaddress.ip_network("168.63.129.16/32"),  # a cloud's own server, on an address that looks public
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForbiddenAddress(Exception):
    """A host has an address that may not be asked; the text names it and why."""


def private_allowed() -> frozenset[str]:
    """The hosts that the setting allows to have private addresses; ``*`` stands for all."""
    named = os.environ.get(PRIVATE, "").strip().lower()
    if named in ("1", "true", "yes"):
        return frozenset({"*"})
    return frozenset(part for part in named.replace(",", " ").split() if part not in ("0", "false", "no"))


def _inner(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64 or int(address) >> 32 == 0 and int(address) > 1:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def forbidden(text: str) -> str | None:
    """Why an IP address may not be asked, as in "a loopback address"; None if it is public."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return "no IP address"
    if inner := _inner(address):
        return forbidden(str(inner))
    kinds = (
        ("an unspecified address", address.is_unspecified),
        ("a loopback address", address.is_loopback),
        ("a link-local address", address.is_link_local),
        ("a multicast address", address.is_multicast),
        ("a private address", address.is_private),
        ("a reserved address", address.is_reserved or not address.is_global),
        ("a reserved address", any(address in net for net in _NEVER if net.version == address.version)),
    )
    return next((what for what, holds in kinds if holds), None)


def checked(url: str) -> str | Refusal:
    """``url`` as it can be asked for, without its fragment; a Refusal where it is none that may be."""
    shown = url[:200]
    if len(url) > LONGEST:
        return Refusal(shown, f"the address is longer than {LONGEST:,} characters", "check the link")
    if any(ord(char) <= 32 or ord(char) == 127 for char in url):
        return Refusal(shown, "the address has blanks or control characters", "write them as %20")
    if any("\ud800" <= char <= "\udfff" for char in url):
        return Refusal(repr(shown), "the address has characters that no address can have", "check the link")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return Refusal(shown, f"it is no address ({error})", "check the link")
    if parts.scheme.lower() not in ("http", "https"):
        return Refusal(shown, "only http and https are fetched", "give an address that begins with https://")
    if not host:
        return Refusal(shown, "the address names no host", "check the link")
    if parts.username is not None or parts.password is not None:
        return Refusal(shown, "the address has a name or password in it", "give it without")
    if port == 0:
        return Refusal(shown, "port 0 can't be asked", "check the link")
    return parts._replace(fragment="").geturl()


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, in the system's order. Raises OSError; also when it takes too long."""
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except UnicodeError:
            failed.append(OSError("the host's name is malformed"))
        except OSError as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(LOOK_UP_SECONDS)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError(f"no answer to the look-up in {LOOK_UP_SECONDS:g} s")
    return found


def public_addresses(host: str, port: int, private: frozenset[str], ask: LookUp = look_up) -> list[str]:
    """The addresses of a host to connect to.

    Raises:
        OSError: the name has no address.
        ForbiddenAddress: one of its addresses is not public, and the host is not in ``private``.
    """
    found = list(ask(host, port))
    if not found:
        raise OSError(f"{host} has no address")
    for address in () if private & {"*", host.lower()} else found:
        if why := forbidden(address):
            named = "" if address == host else f"{host} leads to "
            raise ForbiddenAddress(f"{named}{address}, {why}")
    return found
