"""The desk in a browser: every page at all widths, light and dark; the slider; parts that come later; axe."""

from __future__ import annotations

from typing import Any

import pytest
from tests.desk.browsers import audited, chromium, listening, opened, press, until
from tests.desk.desks import MISSILES, hostile, overlapping
from tests.desk.pictured import desk, path

from weighbridge.identity import document_id

__all__ = ["chromium", "desk", "path"]

PAGES = {
    "what changed": "/?since=2023-01-01",
    "a stage changed": "/?since=2024-04-01",
    "transfers": "/transfers",
    "no transfers": "/transfers?supplier=nobody",
    "transfer": f"/transfers/{MISSILES}",
    "as of": f"/transfers/{MISSILES}?as_of=2024-03-01",
    "history": f"/history/{MISSILES}",
    "document": f"/documents/{document_id(overlapping()[0])}",
    "hostile document": f"/documents/{document_id(hostile()[0])}",
    "pairs": "/pairs",
    "pair": "/pair?supplier=IR&recipient=RU",
    "party": "/parties/RU",
    "network": "/network",
    "map": "/map",
    "measures": "/measures",
    "search": "/search?q=missiles",
    "sources": "/sources",
    "source": "/source?outlet=Harbour+Wire",
    "about": "/about",
    "json": "/api",
}
LOOKS = ((360, "dark", True), (1280, "light", True), (2000, "dark", False))
"""Width, scheme, and whether axe looks at it too."""


@pytest.mark.parametrize(("width", "scheme", "also_by_axe"), LOOKS)
def test_every_page_fits_asks_nobody_else_and_is_open_to_all(
    desk: str, chromium: Any, width: int, scheme: str, also_by_axe: bool
) -> None:
    page = opened(chromium, width, color_scheme=scheme)
    said = listening(page, desk)
    for name, address in PAGES.items():
        page.goto(desk + address)
        page.wait_for_load_state("networkidle")
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"{name} is wider than the screen"
        assert not also_by_axe or audited(page, "serious", "critical") == [], name
    assert said == []
    page.context.close()


def test_the_slider_shows_the_past_and_the_address_follows(desk: str, chromium: Any) -> None:
    page = opened(chromium)
    page.goto(f"{desk}/transfers/{MISSILES}")
    slider = page.get_by_label("As it was knowable on")
    assert slider.get_attribute("type") == "range"
    assert slider.get_attribute("aria-valuetext") == "now"
    assert page.get_by_text("White House").count() > 0
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2024-02-02")
    page.get_by_text("As of 2024-02-02").wait_for()
    assert page.get_by_text("White House").count() == 0
    page.keyboard.press("End")
    page.get_by_text("As of 2024-02-02").wait_for(state="detached")
    page.wait_for_url(lambda address: "as_of" not in address)
    page.context.close()


def test_the_likelihood_over_time_comes_by_itself(desk: str, chromium: Any) -> None:
    page = opened(chromium)
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.locator("svg.chart path.line").wait_for()
    page.locator("[data-part] tbody tr").nth(4).wait_for()
    page.context.close()


def test_all_can_be_read_without_a_script(desk: str, chromium: Any) -> None:
    page = opened(chromium, scripts=False)
    page.goto(f"{desk}/transfers/{MISSILES}")
    press(page.get_by_role("link", name="How the likelihood moved"))
    assert page.locator("tbody tr").count() >= 5
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.get_by_label("As it was knowable on").select_option("2024-03-01")
    press(page.get_by_role("button", name="Show"))
    assert "as_of=2024-03-01" in page.url
    page.goto(f"{desk}/transfers")
    page.get_by_label("Goods").select_option("munition.artillery")
    press(page.get_by_role("button", name="Filter"))
    assert "goods=munition.artillery" in page.url
    assert page.locator("tbody tr").count() == 1
    page.context.close()


def test_the_keyboard_reaches_the_content_first(desk: str, chromium: Any) -> None:
    page = opened(chromium)
    page.goto(f"{desk}/transfers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.id === 'main'")
    page.context.close()


def test_pictures_are_drawn(desk: str, chromium: Any) -> None:
    page = opened(chromium)
    page.goto(f"{desk}/network")
    until(page, "() => document.querySelector('figure img').naturalWidth > 100")
    assert page.locator("figure img").get_attribute("alt")
    page.context.close()


def test_what_is_folded_on_the_screen_stands_on_paper(desk: str, chromium: Any) -> None:
    page = opened(chromium)
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.wait_for_load_state("networkidle")
    folded = "[...document.querySelectorAll('details:not([open])')].map((a) => a.lastElementChild.checkVisibility())"
    assert page.evaluate(folded)
    assert not any(page.evaluate(folded))
    page.emulate_media(media="print")
    assert all(page.evaluate(folded))
    page.context.close()


def test_all_landmarks_of_a_transfer_have_names_of_their_own(desk: str, chromium: Any) -> None:
    page = opened(chromium)
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.wait_for_load_state("networkidle")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page, options={"runOnly": ["landmark-unique"]}).response
    assert [one["id"] for one in found["violations"]] == []
    assert [one["id"] for one in found["passes"]] == ["landmark-unique"]
    page.context.close()
