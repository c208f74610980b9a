"""Screening in a browser: form, answer, allowance; with and without scripts, small, large, light, dark, paper; axe."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.desk.browsers import audited, chromium, listening, opened, press
from tests.desk.guarded import PASSWORD, Desk
from tests.desk.listed import CUSTOMERS, keep, until_ready

__all__ = ["chromium"]
LATER = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()


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


def look(page: Any, scripts: bool = True) -> None:
    """Nothing lies outside of the window, and axe, which is a script, finds nothing."""
    page.wait_for_load_state()
    if not scripts:
        return
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
    assert audited(page) == []


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
def test_from_the_form_to_an_allowance(address: str, chromium: Any, width: int, scheme: str, scripts: bool) -> None:
    page, name = opened(chromium, width, scripts, color_scheme=scheme), f"Blue Lantern Forwarding {width}{scheme}"
    said = listening(page, address)
    page.goto(f"{address}/screen")
    look(page, scripts)
    fill(page, name)
    press(page.get_by_role("button", name="Screen", exact=True))
    assert "It is not kept" in page.locator("main").inner_text()
    assert page.locator("h1 .answer").inner_text().lower().split()[-1] in ("review", "stop")
    look(page, scripts)
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
    look(page, scripts)
    page.get_by_text("They are two: allow this pair").first.click()
    page.get_by_label("Why they are not the same").first.fill("another firm; register checked")
    page.get_by_label("Until").first.fill(LATER)
    look(page, scripts)
    press(page.get_by_role("button", name="Allow").first)
    assert page.url == f"{address}/allowed"
    assert "another firm; register checked" in page.locator("main").inner_text()
    look(page, scripts)
    press(page.get_by_role("link", name="Past decisions"))
    assert page.get_by_role("row").count() >= 2
    look(page, scripts)
    press(page.get_by_role("link", name="Screen an order"))
    fill(page, name)
    press(page.get_by_role("button", name="Screen", exact=True))
    assert "allowed until" in page.locator("main").inner_text()
    page.goto(f"{address}/listed/harbour/harbour-3")
    look(page, scripts)
    assert said == [], "nothing on the console: no policy is broken"
    page.context.close()


def test_by_keyboard_alone(address: str, chromium: Any) -> None:
    page = opened(chromium)
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
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    link = page.get_by_role("link", name="All that the list says of").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/listed/harbour/harbour-1\?version="))
    page.context.close()


def test_on_paper_the_answer_stands_with_its_reasons_and_reference(address: str, chromium: Any, tmp_path: Path) -> None:
    page = opened(chromium, 800, color_scheme="dark")
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
    page.context.close()
