"""One request and its answer: bytes are counted as they come and as they are unpacked, and every end has its words."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore
import httpx

from weighbridge.fetching.addresses import ForbiddenAddress
from weighbridge.fetching.connecting import until
from weighbridge.fetching.session import Session, Unfetched
from weighbridge.intake.packings import CHUNK, Unreadable, unpacked_as


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said to one request."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    cut: bool = False


class TooLarge(Exception):
    """An answer has more bytes than it may."""


def gathered(chunks: Iterator[bytes], most: int, cut: bool) -> tuple[bytes, bool]:
    """All of the chunks, and whether only the first ``most`` bytes: that if ``cut``, otherwise TooLarge is raised."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > most:
            if not cut:
                raise TooLarge
            return bytes(data[:most]), True
    return bytes(data), False


def _counted(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """The chunks as they are; raises TooLarge when they get too many."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        yield chunk
        if total > most:
            raise TooLarge


def ask(
    session: Session,
    url: str,
    headers: Mapping[str, str] | None = None,
    *,
    size: int | None = None,
    cut: bool = False,
    content: bytes | None = None,
) -> Answer | Unfetched:
    """Send one request (POST if there is ``content``) and take the answer; nothing is followed or tried again.

    ``size``: bytes at most, otherwise those of the session's limits. ``cut``: take the beginning of more.
    The body of an answer that is no success is not read.
    """
    most = size or session.limits.size
    with _told(url, session, most) as refusals, until(session.deadline, session.limits.seconds):
        method = "GET" if content is None else "POST"
        built = session.client.build_request(method, url, headers=dict(headers or {}), content=content)
        answer = session.client.send(built, stream=True)
        try:
            if content is not None or not 200 <= answer.status_code < 300:
                return Answer(answer.status_code, answer.headers, b"")
            length = answer.headers.get("content-length", "")
            if length.isdigit() and int(length) > most and not cut:
                raise TooLarge
            raw = answer.iter_raw(CHUNK) if cut else _counted(answer.iter_raw(CHUNK), most)
            packing = answer.headers.get("content-encoding", "")
            data, short = gathered(unpacked_as(raw, packing), most, cut)
            return Answer(answer.status_code, answer.headers, data, short)
        finally:
            answer.close()
    return refusals[0]


@contextmanager
def _told(url: str, session: Session, most: int) -> Iterator[list[Unfetched]]:
    """Turns whatever ends a request into the words for it."""
    found: list[Unfetched] = []

    def refuse(what: str, remedy: str, again: bool = False) -> None:
        found.append(Unfetched(url, what, remedy, again=again))

    try:
        yield found
    except ForbiddenAddress as error:
        refuse(f"it is not fetched: {error}", "give a public address, or allow the host (docs/watching.md)")
    except TooLarge:
        refuse(f"the answer is larger than {most:,} bytes", "raise the limit, or save it and add the file")
    except Unreadable as error:
        refuse(f"the answer can't be unpacked: {error}", "try later, or save it and add the file", again=True)
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        slow = session.limits.silence if "over" not in str(error) else session.limits.seconds
        what = "took too long" if "over" in str(error) else "was silent"
        refuse(f"the server {what} ({slow:g} s)", "try later", again=True)
    except (httpcore.RemoteProtocolError, httpx.RemoteProtocolError) as error:
        refuse(f"the answer is broken ({_plain(error)})", "try later", again=True)
    except (httpx.InvalidURL, httpcore.UnsupportedProtocol, httpcore.LocalProtocolError, UnicodeError) as error:
        refuse(f"it is no address that can be asked ({_plain(error)})", "check the link")
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError, ssl.SSLError, OSError) as error:
        refuse(f"there is no connection ({_plain(error)})", "check the address, or try later", again=True)


def _plain(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:160]


def wanted_wait(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that ``Retry-After`` asks for, given as a number or as a date; None without it."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(min(int(value[:9]), 30 * 86_400))
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - (now or datetime.now(UTC))).total_seconds()), 30 * 86_400.0)
