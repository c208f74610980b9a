"""A server of one's own, with pages that each test writes, and a time that passes only when it is waited for."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from weighbridge.fetching import Fetched, Limits, Session, Unfetched

Page = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server on this machine: what stands at which path, and what was asked."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    posted: list[bytes] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    encrypt: Callable[[ssl.SSLContext], None] = lambda _: None
    """From then on, only encrypted connections are taken."""

    def at(self, path: str, host: str = "news.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: bytes | str, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        """A page that is always answered the same."""
        data = body.encode() if isinstance(body, str) else body

        def page(asked: BaseHTTPRequestHandler) -> None:
            asked.send_response(status)
            asked.send_header("Content-Type", kind)
            asked.send_header("Content-Length", str(len(data)))
            for name, value in headers.items():
                asked.send_header(name.replace("_", "-"), value)
            asked.end_headers()
            asked.wfile.write(data)

        self.pages[path] = page

    def move(self, path: str, to: str, status: int = 302) -> None:
        self.put(path, b"", status=status, Location=to)

    def raw(self, path: str, *parts: bytes) -> None:
        """Bytes as they are, one after another, and then the end."""

        def page(asked: BaseHTTPRequestHandler) -> None:
            for part in parts:
                asked.wfile.write(part)

        self.pages[path] = page

    def endless(self, path: str, head: bytes, part: bytes) -> None:
        """``part`` again and again, until the other side has gone."""

        def page(asked: BaseHTTPRequestHandler) -> None:
            asked.wfile.write(head)
            while not self.over.is_set():
                asked.wfile.write(part)

        self.pages[path] = page

    def silent(self, path: str, head: bytes = b"") -> None:
        """``head``, and then nothing until the test is over."""

        def page(asked: BaseHTTPRequestHandler) -> None:
            asked.wfile.write(head)
            asked.wfile.flush()
            self.over.wait(60)

        self.pages[path] = page

    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            with suppress(OSError):
                site.pages.get(self.path, _missing)(self)
            self.close_connection = True

        def do_POST(self) -> None:
            site.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _missing(asked: BaseHTTPRequestHandler) -> None:
    asked.send_response(404)
    asked.send_header("Content-Length", "0")
    asked.end_headers()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    made.port = server.server_address[1]

    def encrypt(context: ssl.SSLContext) -> None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)

    made.encrypt = encrypt
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.over.set()
    server.shutdown()
    server.server_close()
    thread.join(10)


@dataclass
class Hours:
    """A time that passes when it is waited for, and ``tick`` seconds at every look at it."""

    now: float = 1000.0
    tick: float = 0.0
    waited: list[float] = field(default_factory=list)

    def clock(self) -> float:
        self.now += self.tick
        return self.now

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds


def here(host: str, port: int) -> Sequence[str]:
    """Every name under .test is this machine; a number is itself; there are no others."""
    if host.endswith(".test"):
        return ["127.0.0.1"]
    if host.replace(".", "").isdigit() or ":" in host:
        return [host]
    raise OSError(f"no such host: {host}")


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def session(hours: Hours) -> Iterator[Session]:
    """May ask news.test, which is this machine; any other name that leads here is forbidden."""
    made = Session(
        Limits(size=100_000, silence=5.0),
        private=frozenset({"news.test"}),
        look_up=here,
        clock=hours.clock,
        wait=hours.wait,
    )
    yield made
    made.close()


def report(title: str, *sentences: str, more: str = "") -> str:
    """A page with an article in it."""
    filler = (
        "It had rained all night, and the minister told reporters in the capital that he was glad of a dry room.",
        "Two more meetings are planned for the coming month, according to the hosts, who gave no further details.",
    )
    paragraphs = "".join(f"<p>{one}</p>" for one in (*sentences, *filler))
    head = f"<html><head><title>{title}</title>{more}</head>"
    return f"{head}<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


TANKS = "Poland has sent Ukraine 14 Leopard tanks, the Polish defence minister said on Friday."
GUNS = "Germany has sent Ukraine six howitzers, the German defence ministry said on Monday."


def feed(*items: tuple[str, str, str]) -> str:
    """An RSS feed of (link, title, further elements)."""
    rows = "".join(f"<item><title>{title}</title><link>{link}</link>{more}</item>" for link, title, more in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Example Courier</title>{rows}</channel></rss>'


RSS = "application/rss+xml"

PAGE = b"<html><body><p>A report.</p></body></html>"


def got(found: Fetched | Unfetched) -> Fetched:
    assert isinstance(found, Fetched), found
    return found


def refused(found: Fetched | Unfetched | None) -> Unfetched:
    assert isinstance(found, Unfetched), found
    assert found.where
    assert found.remedy
    return found
