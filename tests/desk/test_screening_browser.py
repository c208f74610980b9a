"""Screening in a browser: form, answer, allowance; with and without scripts, small, large, light, dark, paper; axe."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.desk.desks import press
from tests.desk.guarded import PASSWORD, Desk
from tests.desk.listed import CUSTOMERS, keep, until_ready

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
LATER = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
PATIENCE = 120_000
"""Milliseconds for an answer on a busy machine."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that runs as the command runs it, with a list of today."""
    path = tmp_path_factory.mktemp("desk") / "ledger.sqlite"
    Desk(path)
    keep(path, "harbour", CUSTOMERS, datetime.now(UTC))
    command = [sys.executable, "-m", "weighbridge", "desk", "--port", "0", "--ledger", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            found = None
            while found is None:
                line = process.stderr.readline()
                assert line, "the desk has ended"
                found = re.search(r"http://[\d.]+:\d+", line)
            until_ready(found[0])
            yield found[0]
        finally:
            process.terminate()


class Reader:
    """A page in a window, and what it said and asked for."""

    def __init__(self, browser: Any, width: int, scheme: str, scripts: bool) -> None:
        self.width, self.scripts = width, scripts
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=scripts
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def look(self) -> None:
        """Nothing lies outside of the window, and axe finds nothing."""
        if self.scripts:
            self.page.wait_for_load_state()
            assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url
            found = axe.Axe().run(self.page).response["violations"]
            assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]


def fill(page: Any, name: str, country: str = "Denmark") -> None:
    buyer = page.get_by_role("group", name="Buyer")
    buyer.get_by_label("Name", exact=True).fill(name)
    buyer.get_by_label("Country").fill(country)
    buyer.get_by_label("Address").fill("3 Mill Lane")
    page.get_by_role("group", name="Goods 1").get_by_label("What it is").fill("milking stools")


@pytest.mark.parametrize(
    ("width", "scheme", "scripts"),
    [(1280, "light", True), (360, "dark", True), (2000, "light", True), (1280, "dark", False)],
)
def test_from_the_form_to_an_allowance(address: str, browser: Any, width: int, scheme: str, scripts: bool) -> None:
    reader = Reader(browser, width, scheme, scripts)
    page, name = reader.page, f"Blue Lantern Forwarding {width}{scheme}"
    page.goto(f"{address}/screen")
    reader.look()
    fill(page, name)
    press(page.get_by_role("button", name="Screen", exact=True))
    assert "It is not kept" in page.locator("main").inner_text()
    assert page.locator("h1 .answer").inner_text().lower().split()[-1] in ("review", "stop")
    reader.look()
    press(page.get_by_role("button", name="Change the order"))
    buyer = page.get_by_role("group", name="Buyer")
    assert buyer.get_by_label("Name", exact=True).input_value() == name
    press(page.locator("main").get_by_role("link", name="sign in"))
    page.get_by_label("Name", exact=True).fill("Ada Vane")
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in"))
    assert page.url == f"{address}/screen"
    fill(page, name)
    press(page.get_by_role("button", name="Screen", exact=True))
    assert re.search(r"/screenings/[0-9a-f]{20}$", page.url)
    reader.look()
    press(page.get_by_text("They are two: allow this pair").first)
    page.get_by_label("Why they are not the same").first.fill("another firm; register checked")
    page.get_by_label("Until").first.fill(LATER)
    reader.look()
    press(page.get_by_role("button", name="Allow").first)
    assert page.url == f"{address}/allowed"
    assert "another firm; register checked" in page.locator("main").inner_text()
    reader.look()
    press(page.get_by_role("link", name="Past decisions"))
    assert page.get_by_role("row").count() >= 2
    reader.look()
    press(page.get_by_role("link", name="Screen an order"))
    fill(page, name)
    press(page.get_by_role("button", name="Screen", exact=True))
    assert "allowed until" in page.locator("main").inner_text()
    page.goto(f"{address}/listed/harbour/harbour-3")
    reader.look()
    assert not reader.said, "nothing on the console: no policy is broken"
    assert all(url.startswith(address) for url in reader.asked)
    reader.context.close()


def test_by_keyboard_alone(address: str, browser: Any) -> None:
    reader = Reader(browser, 1280, "light", True)
    page = reader.page
    page.goto(f"{address}/screen")
    page.get_by_label("Your reference of the order").focus()
    page.keyboard.type("SO-1")
    page.keyboard.press("Tab")
    page.keyboard.type("Tidewater Gyroscope Works")
    page.keyboard.press("Tab")
    page.keyboard.type("Russia")
    page.keyboard.press("Tab")  # away from the suggestions, of which Enter would take one
    page.keyboard.type("4 Quay Road")
    page.keyboard.press("Enter")
    page.locator("h1 .answer.stop").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    link = page.get_by_role("link", name="All that the list says of").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/listed/harbour/harbour-1\?version="))
    reader.context.close()


def test_on_paper_the_answer_stands_with_its_reasons_and_reference(address: str, browser: Any, tmp_path: Path) -> None:
    reader = Reader(browser, 800, "dark", True)
    page = reader.page
    page.goto(f"{address}/screen")
    fill(page, "Tidewater Gyroscope Works", "Russia")
    press(page.get_by_role("button", name="Screen", exact=True))
    page.locator("h1 .answer.stop").wait_for()
    page.emulate_media(media="print")
    for hidden in ("nav", ".find", ".after"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for there in (".named", ".finding", ".notice", "#rests"):
        assert page.locator(there).first.is_visible(), there
    assert page.locator("h1 .answer").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    page.pdf(path=str(tmp_path / "answer.pdf"))
    import pypdf

    said = " ".join(one.extract_text() for one in pypdf.PdfReader(tmp_path / "answer.pdf").pages)
    assert "no decision without a person" in said
    assert "are the same words" in said
    reader.context.close()
