"""A server that speaks chat completions on this computer, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from weighbridge.model import Document
from weighbridge.reading.llm.reader import LanguageModel
from weighbridge.reading.llm.settings import settings_from

KEY = "sk-weigh-4f9a1c77e2d05b83"
"""An invented key."""


@dataclass
class Said:
    """What the server does with one request: a status with a body, or less than that."""

    body: bytes | str | Mapping[str, Any] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    how: str = "whole"
    """whole; drop: not a byte; cut: half of what was promised; drip: a byte now and then, for ever; flood: for ever."""

    def bytes(self) -> bytes:
        body = self.body
        if isinstance(body, bytes):
            return body
        return (body if isinstance(body, str) else json.dumps(body)).encode("utf-8", "surrogatepass")


def completion(written: Any, *, finish: str = "stop", usage: Any = None) -> dict[str, Any]:
    """A chat completion in which a model wrote something: a text, or a value as JSON."""
    text = written if isinstance(written, str) else json.dumps(written)
    row = {
        "id": "c",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
    }
    return row if usage is None else {**row, "usage": usage}


Script = Callable[[dict[str, Any], int], Said]


class Server:
    """A threaded server; ``script`` gets the body of a request and its number and says what to do."""

    def __init__(self) -> None:
        self.script: Script = lambda body, number: Said(completion({"statements": [], "measures": []}))
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.closing = threading.Event()
        self.lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer.lock:
                    outer.asked.append(body)
                    outer.headers.append(dict(self.headers))
                    number = len(outer.asked)
                    outer.at_once += 1
                    outer.most_at_once = max(outer.most_at_once, outer.at_once)
                try:
                    said = outer.script(body, number)
                    with outer.lock:
                        outer.at_once -= 1
                    self._say(said)
                except OSError:
                    self.close_connection = True

            def _say(self, said: Said) -> None:
                if said.how == "drop":
                    self.close_connection = True
                    return
                content = said.bytes()
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                if said.how in ("drip", "flood"):
                    self.send_header("Connection", "close")
                    self.end_headers()
                    self.close_connection = True
                    while not outer.closing.wait(0.005 if said.how == "drip" else 0):
                        self.wfile.write(b" " if said.how == "drip" else b" " * 65_536)
                    return
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if said.how == "cut":
                    self.wfile.write(content[: len(content) // 2])
                    self.close_connection = True
                    return
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"

    def says(self, *turns: Said) -> None:
        """These, one after another; the last one for all that follow."""
        self.script = lambda body, number: turns[min(number, len(turns)) - 1]

    def close(self) -> None:
        self.closing.set()
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.close()


@dataclass
class Bench:
    """A reader before the server, with a cache of its own and pauses of milliseconds; ``told`` is what it says."""

    server: Server
    cache: Path
    told: list[str] = field(default_factory=list)

    def reader(self, careful: bool = False, **settings: Any) -> LanguageModel:
        environment = {
            "URL": self.server.url,
            "MODEL": "weigher-7b",
            "KEY": KEY,
            "CACHE": str(self.cache),
            "PAUSE": "0.001",
            "LONGEST_PAUSE": "0.01",
            "ATTEMPTS": "3",
            "GATE": "no",
            **{name.upper(): str(value) for name, value in settings.items()},
        }
        made = settings_from({f"WEIGHBRIDGE_LLM_{name}": value for name, value in environment.items()})
        return LanguageModel(made, careful, self.told.append)


@pytest.fixture
def bench(server: Server, tmp_path: Path) -> Bench:
    return Bench(server, tmp_path / "cache")


TEXT = (
    "Ruritania shipped 40 tanks to Freedonia\n\n"
    "France has delivered 40 Leclerc tanks to Greece, the French defence ministry said on Tuesday. "
    "Turkey denied that it had sent Bayraktar TB2 drones to Libya. "
    "Italy may sell frigates worth $1.2 billion to Egypt in 2025, two officials told Reuters."
)


@pytest.fixture
def document() -> Document:
    return Document("doc-1", TEXT, publisher="The Harbour Courier", published="2024-03-07", title="Tanks for Greece")


def told(**slots: Any) -> dict[str, Any]:
    """A statement as a model tells it: France's tanks, unless told otherwise."""
    return {
        "evidence": "France has delivered 40 Leclerc tanks to Greece, the French defence ministry said on Tuesday.",
        "supplier": {"code": "FR", "text": "France"},
        "recipient": {"code": "GR", "text": "Greece"},
        "item": {"class": "vehicle.tank", "text": "Leclerc tanks"},
        "quantity": {"low": 40, "high": 40, "text": "40"},
        "value": None,
        "time": None,
        "stage": "delivered",
        "stance": "asserts",
        "certainty": "certain",
        "source": {"class": "government", "country": "FR", "text": "the French defence ministry", "named": True},
        "via": [],
        "explicit": True,
        **slots,
    }
