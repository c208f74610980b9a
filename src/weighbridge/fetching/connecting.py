"""Connections to checked addresses only: a host is looked up once, checked, and that address is connected to.

Every connection has a deadline for all that is sent and read on it, so that a server that sends a byte now
and then ends like one that sends none.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from weighbridge.fetching.addresses import LookUp, public_addresses

Clock = Callable[[], float]
"""Seconds that only ever go up."""


class Deadline:
    """Until when a fetch has to be done."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.at = float("inf")

    def left(self, most: float | None) -> float:
        """Seconds that one step may take. Raises ReadTimeout where the time is over."""
        left = self.at - self.clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole answer is over")
        return left if most is None else min(left, most)


class _Timed(httpcore.NetworkStream):
    """A connection that keeps to a deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Checked(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, never to a name."""

    def __init__(self, private: frozenset[str], look_up: LookUp, deadline: Deadline) -> None:
        self._private = private
        self._look_up = look_up
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = public_addresses(host, port, self._private, self._look_up)
        except OSError as error:
            raise httpcore.ConnectError(f"the name {host} can't be looked up ({error.strerror or error})") from error
        last: Exception = httpcore.ConnectError("no address")
        for address in found[:4]:
            try:
                inner = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
                return _Timed(inner, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last


class _Body(httpx.SyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class CheckedTransport(httpx.BaseTransport):
    """HTTP over checked connections, one request each. Settings for proxies are not followed."""

    def __init__(self, private: frozenset[str], look_up: LookUp, deadline: Deadline) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_keepalive_connections=0,
            network_backend=_Checked(private, look_up, deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=url.raw_scheme,
                host=url.raw_host,
                port=url.port,
                target=url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream if isinstance(request.stream, httpx.SyncByteStream) else b"",
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


@contextmanager
def until(deadline: Deadline, seconds: float) -> Iterator[None]:
    """Within it, all that is sent and read has to be done in so many seconds."""
    deadline.at = deadline.clock() + seconds
    try:
        yield
    finally:
        deadline.at = float("inf")
