"""A real browser for the desk, and how a test waits for what it sees there.

Needs Chromium (``chromium`` or ``google-chrome`` in the path) and Playwright: without them a test is skipped. On a busy
machine all comes late; so nothing here or in the tests reads a place or a page that may still be on its way.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PATIENCE = 120
"""Seconds for whatever has to come, on a busy machine."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        found = driver.chromium.launch(executable_path=CHROMIUM, args=arguments, timeout=PATIENCE * 1000)
        yield found
        found.close()


def opened(chromium: Any, width: int = 1280, scripts: bool = True, **settings: Any) -> Any:
    """An empty page in a window of its own, in which nothing glides: what is scrolled to is there at once."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce", **settings
    )
    context.set_default_timeout(PATIENCE * 1000)
    return context.new_page()


def listening(page: Any, desk: str) -> list[str]:
    """What a page will tell the console or ask a person, and whom else it will ask: it should stay empty."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    page.on("dialog", lambda dialog: said.append(f"{page.url} asks {dialog.message}"))
    page.on("request", lambda one: said.append(one.url) if not one.url.startswith(desk) else None)
    return said


def press(place: Any) -> None:
    """Click, and wait for the page to which that leads: a click itself only waits until that is on its way."""
    with place.page.expect_navigation(wait_until="load"):
        place.click()


def until(page: Any, holds: str, told: Any = None) -> None:
    """Wait until a function of the page holds; the page's own policy forbids Playwright's way of it."""
    end = monotonic() + PATIENCE
    while not page.evaluate(holds, told):
        assert monotonic() < end, f"not in {PATIENCE} seconds: {holds}"
        page.wait_for_timeout(50)


def audited(page: Any, *impacts: str) -> list[tuple[str, str]]:
    """What axe finds wrong with a page: each rule and the first place; of these impacts, or all."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if not impacts or one["impact"] in impacts]
