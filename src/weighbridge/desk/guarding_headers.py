"""What every answer says to the browser: run only our files, show us in no frame, guess no types, keep no secrets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
"""Nothing inline, no eval, nothing from elsewhere."""

_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # not no-referrer: a browser would then send forms with "Origin: null", and ours could not be told from others'
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
Headers = Iterable[tuple[bytes, bytes]]


def guarded(headers: Headers, private: bool) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with ours. A policy that a page sets itself stands.

    ``private``: it was made for somebody who signed in, and is kept nowhere.
    """
    own = [(name, value) for name, value in headers if not (private and name.lower() == b"cache-control")]
    return [*own, *_missing(own, private)]


def _missing(own: Headers, private: bool) -> Iterator[tuple[bytes, bytes]]:
    there = {name.lower() for name, _ in own}
    if b"content-security-policy" not in there:
        yield b"content-security-policy", CONTENT_SECURITY_POLICY.encode()
    yield from ((name, value) for name, value in _ALWAYS if name not in there)
    yield b"vary", b"Cookie, Authorization"
    if private:
        yield b"cache-control", b"no-store"
