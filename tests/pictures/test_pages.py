"""Pictures in a browser: alone and offline, and embedded under a strict content security policy."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.pictures.ledgers import hostile, kept, looked

from weighbridge.pictures import Style, picture, picture_html, picture_script

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
EMBED = """
fetch("/spec.json").then(answer => answer.json()).then(spec => vegaEmbed(document.getElementById("picture"), spec,
  {ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: false}))
  .then(() => { document.title = "drawn"; }, error => { document.title = "failed: " + error; });
"""
PAGE = (
    '<!DOCTYPE html><title>waits</title><div id="picture"></div>'
    '<script src="/vega.js"></script><script src="/own.js"></script>'
)


@contextmanager
def served(files: dict[str, tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Files (path: type and content) on a local server with the policy; its address, and what was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            kind, content = files.get(self.path, ("text/plain", ""))
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        server.server_close()


def browsed(address: str, profile: Path) -> tuple[str, list[str]]:
    """The page after its scripts have run, and what the browser complained of."""
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
            "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", address,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )  # fmt: skip
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line and "WARN" not in line]


@needs_browser
def test_vega_draws_under_a_strict_policy_and_hostile_text_stays_text(tmp_path: Path) -> None:
    path = kept(tmp_path / "ledger.sqlite", hostile())
    drawn = picture(looked(path), "origins", ("IR-RU-missile.ballistic-2024",))
    files = {
        "/": ("text/html", PAGE),
        "/vega.js": ("text/javascript", picture_script()),
        "/own.js": ("text/javascript", EMBED),
        "/spec.json": ("application/json", json.dumps(drawn.spec)),
    }
    with served(files) as (address, asked):
        page, complaints = browsed(address, tmp_path / "profile")
    assert "<title>drawn</title>" in page
    assert complaints == []
    assert page.count("<svg") == 1
    assert page.count("<text") > 5
    assert page.count("<script") == 2
    assert "<img" not in page
    assert set(asked) <= {*files, "/favicon.ico"}


@needs_browser
def test_a_page_works_by_itself(tmp_path: Path) -> None:
    path = kept(tmp_path / "ledger.sqlite", hostile())
    drawn = picture(looked(path), "timeline", ("IR", "RU"), Style(800))
    file = tmp_path / "page.html"
    file.write_text(picture_html(drawn.spec, drawn.told, Style(800)), encoding="utf-8")
    page, complaints = browsed(file.as_uri(), tmp_path / "profile")
    assert complaints == []
    before = page.split("<script", 1)[0]
    assert before.count("<svg") == 1
    assert "<img" not in before
    assert "<details" in before


def test_a_page_refers_to_nothing_outside(tmp_path: Path) -> None:
    path = kept(tmp_path / "ledger.sqlite", hostile())
    drawn = picture(looked(path), "network", ())
    page = picture_html(drawn.spec, drawn.told, Style())
    before = page.split('<script type="application/json"', 1)[0]
    assert not re.findall(r"<(?:script|link|img|iframe|use|image)\b|\b(?:src|href|srcset)=|url\((?!#)", before)
    assert not re.findall(r"<script[^>]*\bsrc=", page)
