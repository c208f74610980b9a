"""The desk in a browser: every page at all widths, light and dark; the slider; parts that come later; axe.

Needs Chromium (``chromium`` or ``google-chrome`` in the path); without it these tests are skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from tests.desk.desks import MISSILES, hostile, made, overlapping, served

from weighbridge.identity import document_id

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")

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
LOOKS = ((360, "dark", True), (1280, "light", True), (360, "light", False), (2000, "dark", False))
"""Width, scheme, and whether axe looks at it too."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(made(tmp_path_factory.mktemp("desk") / "ledger.sqlite")) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.mark.parametrize(("width", "scheme", "audited"), LOOKS)
def test_every_page_fits_asks_nobody_else_and_is_open_to_all(
    desk: str, chromium: object, width: int, scheme: str, audited: bool
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[attr-defined]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url} {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
    page.on("dialog", lambda dialog: said.append(f"{page.url} asks {dialog.message}"))
    page.on("request", lambda one: said.append(one.url) if not one.url.startswith(desk) else None)
    for name, address in PAGES.items():
        page.goto(desk + address)
        page.wait_for_load_state("networkidle")
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"{name} is wider than the screen"
        if not audited:
            continue
        found = axe.Axe().run(page)
        serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
        told = [(one["id"], [node["target"] for node in one["nodes"][:3]]) for one in serious]
        assert not told, (name, told)
    assert said == []
    context.close()


def test_the_slider_shows_the_past_and_the_address_follows(desk: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
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
    page.close()


def test_the_likelihood_over_time_comes_by_itself(desk: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.locator("svg.chart path.line").wait_for()
    assert page.locator("[data-part] tbody tr").count() >= 5
    page.close()


def test_all_can_be_read_without_a_script(desk: str, chromium: object) -> None:
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.get_by_role("link", name="How the likelihood moved").click()
    page.locator("tbody tr").nth(4).wait_for()  # a click doesn't wait until the next page is there
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.get_by_label("As it was knowable on").select_option("2024-03-01")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**as_of=2024-03-01**")
    page.goto(f"{desk}/transfers")
    page.get_by_label("Goods").select_option("munition.artillery")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**goods=munition.artillery**")
    assert page.locator("tbody tr").count() == 1
    context.close()


def test_the_keyboard_reaches_the_content_first(desk: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
    page.goto(f"{desk}/transfers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


def test_pictures_are_drawn(desk: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
    page.goto(f"{desk}/network")
    page.wait_for_load_state("networkidle")
    picture = page.locator("figure img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    assert picture.get_attribute("alt")
    page.close()


def test_what_is_folded_on_the_screen_stands_on_paper(desk: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.wait_for_load_state("networkidle")
    folded = "[...document.querySelectorAll('details:not([open])')].map((a) => a.lastElementChild.checkVisibility())"
    assert page.evaluate(folded)
    assert not any(page.evaluate(folded))
    page.emulate_media(media="print")
    assert all(page.evaluate(folded))
    page.close()


def test_all_landmarks_of_a_transfer_have_names_of_their_own(desk: str, chromium: object) -> None:
    page = chromium.new_page()  # type: ignore[attr-defined]
    page.goto(f"{desk}/transfers/{MISSILES}")
    page.wait_for_load_state("networkidle")
    found = axe.Axe().run(page, options={"runOnly": ["landmark-unique"]}).response
    assert [one["id"] for one in found["violations"]] == []
    assert [one["id"] for one in found["passes"]] == ["landmark-unique"]
    page.close()
