"""Pictures that can be asked and moved: in a browser under the desk's own policy, and what the desk serves for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.desk.desks import CODE, MISSILES
from tests.desk.pictured import desk, path, reader

__all__ = ["desk", "path", "reader"]

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        found = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield found
        found.close()


@pytest.fixture
def said() -> list[str]:
    """What a page tells the console, and whom else it asks."""
    return []


@pytest.fixture
def page(chromium: Any, desk: str, said: list[str]) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=desk)
    context.set_default_timeout(15_000)
    yield listening(context.new_page(), desk, said)
    context.close()


def listening(page: Any, desk: str, said: list[str]) -> Any:
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"asks {dialog.message}"))
    page.on("request", lambda one: said.append(one.url) if not one.url.startswith(desk) else None)
    return page


def interactive(page: Any, number: int = 0) -> Any:
    """The figure, after a click has made it interactive."""
    figure = page.locator("figure.picture").nth(number)
    # The still one comes when it is scrolled to and moves what is below it: from under a click, if that comes sooner.
    figure.scroll_into_view_if_needed()
    until(page, "at => document.querySelectorAll('figure.picture img')[at].naturalHeight > 0", number)
    figure.get_by_role("button", name="Interactive").click()
    figure.locator(".moving svg").wait_for()
    return figure


def line(figure: Any, name: str) -> tuple[float, float]:
    """Where on the screen the middle of a line is, found by what its tooltip tells first."""
    found: dict[str, float] = figure.locator(".moving svg").evaluate(
        """(svg, name) => {
            for (const path of svg.querySelectorAll("path")) {
                const item = path.__data__;
                const told = item?.tooltip ?? item?.items?.[0]?.tooltip;
                if (!told || Object.values(told)[0] !== name) continue;
                path.scrollIntoView({block: "nearest", behavior: "instant"});
                const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
                return {x: at.x, y: at.y};
            }
        }""",
        name,
    )
    return found["x"], found["y"]


def until(page: Any, holds: str, told: Any = None) -> None:
    """Wait until a function of the page holds; the page's own policy forbids Playwright's way of it."""
    end = monotonic() + 15
    while not page.evaluate(holds, told):
        assert monotonic() < end, f"not in 15 seconds: {holds}"
        page.wait_for_timeout(50)


def places(figure: Any) -> str:
    """All shapes of the picture."""
    return str(figure.locator(".moving svg").inner_html())


@needs_browser
def test_nothing_large_is_loaded_before_it_is_asked_for(page: Any, said: list[str]) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(urlsplit(one.url).path))
    page.goto("/network")
    page.wait_for_load_state("networkidle")
    assert not [one for one in asked if "vega" in one or one.endswith(".json")]
    figure = interactive(page)
    assert len([one for one in asked if "vega" in one]) == 1
    assert not figure.locator("img").is_visible()
    assert said == []


@needs_browser
@pytest.mark.parametrize("kind", ["network", "map"])
def test_a_line_tells_of_its_pair_and_leads_to_it(page: Any, said: list[str], kind: str) -> None:
    page.goto(f"/{kind}")
    figure = interactive(page)
    x, y = line(figure, "Iran to Russia")
    page.mouse.move(x, y)
    tip = figure.get_by_role("tooltip")
    tip.wait_for()
    assert "Iran to Russia" in tip.inner_text()
    assert "that something was delivered" in tip.inner_text()
    page.keyboard.press("Escape")
    tip.wait_for(state="hidden")
    page.mouse.click(x, y)
    page.wait_for_url("**/pair?supplier=IR&recipient=RU")
    assert said == []


@needs_browser
def test_a_hostile_party_is_text_and_its_line_leads_to_its_own_pair(page: Any, desk: str, said: list[str]) -> None:
    page.goto("/network")
    figure = interactive(page)
    x, y = line(figure, f"{CODE} to Russia")
    page.mouse.move(x, y)
    assert CODE in figure.get_by_role("tooltip").inner_text()
    assert figure.locator(".tip b, .tip img, .tip script").count() == 0
    page.mouse.click(x, y)
    page.wait_for_url("**/pair?*")
    assert page.url.startswith(f"{desk}/pair?")
    assert parse_qs(urlsplit(page.url).query) == {"supplier": [CODE], "recipient": ["RU"]}
    assert said == []


@needs_browser
@pytest.mark.parametrize("kind", ["network", "map"])
def test_it_moves_by_mouse_and_by_buttons_and_comes_back(page: Any, said: list[str], kind: str) -> None:
    page.goto(f"/{kind}")
    figure = interactive(page)
    first = places(figure)
    x, y = line(figure, "Iran to Russia")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 5, steps=4)
    page.mouse.up()
    assert page.url.endswith(f"/{kind}"), "moving is no click"
    moved = places(figure)
    assert moved != first
    now = line(figure, "Iran to Russia")
    assert (now[0] - x, now[1] - y) == pytest.approx((60, 5), abs=2), "what is held stays under the pointer"
    figure.get_by_role("button", name="Closer").focus()
    page.keyboard.press("Enter")
    figure.get_by_role("button", name="Up").click()
    assert places(figure) not in (first, moved)
    figure.get_by_role("button", name="Whole").click()
    page.mouse.move(1, 1)
    assert line(figure, "Iran to Russia") == pytest.approx((x, y), abs=0.5)
    assert said == []


@needs_browser
def test_the_land_stays_under_its_places(page: Any) -> None:
    page.goto("/map")
    figure = interactive(page)
    widths = "svg => [...svg.querySelectorAll('path')].map(one => one.getBBox()).map(box => box.width)"
    before = figure.locator(".moving svg").evaluate(widths)
    figure.get_by_role("button", name="Closer").click()
    after = figure.locator(".moving svg").evaluate(widths)
    grown = [late / early for early, late in zip(before, after, strict=True) if early > 100 and late != early]
    assert len(grown) >= 3, "land and lines"
    assert grown == pytest.approx([1.5] * len(grown), rel=0.02)


@needs_browser
def test_the_wheel_scrolls_the_page_and_only_with_ctrl_goes_closer(page: Any, said: list[str]) -> None:
    page.set_viewport_size({"width": 1000, "height": 320})
    page.goto("/network")
    figure = interactive(page)
    shapes = "svg => [...svg.querySelectorAll('path')].map(one => one.getAttribute('d')).join()"
    whole = figure.locator(".moving svg").evaluate(shapes)
    page.mouse.move(*line(figure, "Iran to Russia"))
    start = page.evaluate("scrollY")
    page.mouse.wheel(0, 60)
    until(page, "start => scrollY > start", start)
    assert figure.locator(".moving svg").evaluate(shapes) == whole
    page.mouse.move(*line(figure, "Iran to Russia"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    until(
        page,
        "was => [...document.querySelectorAll('.moving svg path')].map(one => one.getAttribute('d')).join() !== was",
        whole,
    )
    assert said == []


@needs_browser
def test_marks_of_a_transfer_lead_to_what_they_stand_for(page: Any, said: list[str]) -> None:
    page.goto(f"/transfers/{MISSILES}")
    page.wait_for_load_state("networkidle")
    figure = interactive(page, 0)
    assert figure.get_by_role("button", name="Closer").count() == 0
    found = figure.locator(".moving svg").evaluate(
        "svg => [...svg.querySelectorAll('path')].map(one => one.__data__?.href).filter(Boolean)"
    )
    assert found
    assert all(one.startswith("/statements/") for one in found)
    tree_of = interactive(page, 1)
    texts = tree_of.locator(".moving svg").evaluate(
        "svg => [...svg.querySelectorAll('text')].map(one => one.__data__?.href).filter(Boolean)"
    )
    assert any(one.startswith("/statements/") for one in texts)
    anchors = [one for one in texts if one.startswith(f"/transfers/{MISSILES}#o-")]
    assert anchors
    ids = page.evaluate("[...document.querySelectorAll('[id^=o-]')].map(one => one.id)")
    assert {one.partition("#")[2] for one in anchors} <= set(ids)
    tree_of.locator(".moving text").filter(has_text="Coast Courier").click()
    page.wait_for_url("**/documents/**")
    assert said == []


@needs_browser
def test_the_keyboard_goes_in_and_out_and_back_to_the_still_picture(page: Any, said: list[str]) -> None:
    page.goto("/network")
    page.get_by_role("button", name="Interactive").focus()
    page.keyboard.press("Enter")
    figure = page.locator("figure.picture")
    figure.locator(".moving svg").wait_for()
    names = []
    for _ in range(12):
        names.append(page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert names[:2] == ["Still picture", "+"]
    assert names[7:11] == ["", "Whole", "Iran to Russia", "North Korea to Russia"] or names[8:10] == [
        "Iran to Russia",
        "North Korea to Russia",
    ]
    assert not page.evaluate("!!document.activeElement.closest('figure')"), "the focus is held"
    figure.get_by_role("button", name="Still picture").press("Enter")
    assert figure.locator("img").is_visible()
    assert figure.locator(".moving").count() == 0
    assert said == []


@needs_browser
def test_what_the_focus_tells_stays_where_the_pointer_rests(chromium: Any, desk: str, said: list[str]) -> None:
    """A page that scrolls under a resting pointer moves it, as the browser sees it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=desk)
    page = listening(context.new_page(), desk, said)
    page.goto(f"/transfers/{MISSILES}")
    figure = interactive(page)
    figure.get_by_role("navigation").get_by_role("link").first.focus()
    told = figure.get_by_role("tooltip").inner_text()
    svg = figure.locator(".moving svg").bounding_box()
    assert svg is not None
    for x, y in ((3, 3), (6, 6)):
        page.mouse.move(svg["x"] + x, svg["y"] + y)
    assert figure.get_by_role("tooltip").inner_text() == told
    page.mouse.move(svg["x"] + svg["width"] / 2, svg["y"] - 20)
    assert figure.get_by_role("tooltip").inner_text() == told
    context.close()


@needs_browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["/network", "/map", f"/transfers/{MISSILES}"], ids=["network", "map", "timeline"])
def test_every_mark_is_reached_by_the_keyboard_in_order_and_seen_where_it_is(
    chromium: Any, desk: str, said: list[str], address: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=desk)
    page = listening(context.new_page(), desk, said)
    page.goto(address)
    figure = interactive(page)
    leads = figure.get_by_role("navigation").get_by_role("link")
    names = leads.all_text_contents()
    assert len(names) > 1
    seen = []
    for number, name in enumerate(names):
        leads.nth(number).focus()
        # the page may have scrolled to the link
        ring, svg = (figure.locator(one).bounding_box() for one in (".ring", ".moving svg"))
        assert ring is not None, name
        seen.append(tuple(round(ring[side]) for side in ("x", "y", "width", "height")))
        assert svg["x"] - 8 <= ring["x"] <= ring["x"] + ring["width"] <= svg["x"] + svg["width"] + 8, name
        assert svg["y"] - 8 <= ring["y"] <= ring["y"] + ring["height"] <= svg["y"] + svg["height"] + 8, name
        told = figure.get_by_role("tooltip").inner_text()
        assert name.split(": ", 1)[-1].replace("\ufffd", "")[:20] in " ".join(told.split()).replace("\ufffd", "")
    assert len(set(seen)) == len(seen)
    if "transfers" in address:
        assert names == sorted(names)
        assert [one[0] for one in seen] == sorted(one[0] for one in seen)
    page.keyboard.press("Escape")
    figure.get_by_role("tooltip").wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pair?*" if "transfers" not in address else "**/documents/*")
    assert said == []
    context.close()


@needs_browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_while_pictures_are_on(
    chromium: Any, desk: str, said: list[str], width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=desk)
    page = listening(context.new_page(), desk, said)
    for address, number in (("/network", 0), ("/map", 0), (f"/transfers/{MISSILES}", 0), (f"/transfers/{MISSILES}", 1)):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        figure = interactive(page, number)
        figure.locator(".moving svg").hover()
        found = axe.Axe().run(page)
        serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
        assert not serious, (address, [(one["id"], one["nodes"][0]["target"]) for one in serious])
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"{address} is wider than the screen"
    assert said == []
    context.close()


@needs_browser
def test_dark_and_light_follow_and_paper_gets_the_still_one(page: Any, said: list[str]) -> None:
    page.goto("/network")
    figure = interactive(page)
    light = figure.locator(".moving svg").evaluate("svg => svg.style.backgroundColor")
    page.emulate_media(color_scheme="dark")
    until(page, "was => document.querySelector('.moving svg').style.backgroundColor !== was", light)
    assert figure.locator(".moving").count() == 1
    page.emulate_media(media="print")
    assert figure.locator("img").is_visible()
    assert not figure.locator(".moving").is_visible()
    assert not figure.get_by_role("button", name="Still picture").is_visible()
    assert said == []


@needs_browser
@pytest.mark.parametrize("broken", ["**/static/vega-*.js", "**/pictures/*.json*"])
def test_where_it_fails_the_still_picture_stays_and_it_can_be_tried_again(page: Any, broken: str) -> None:
    page.goto("/network")
    page.route(broken, lambda route: route.abort())
    figure = page.locator("figure.picture")
    figure.get_by_role("button", name="Interactive").click()
    figure.get_by_text("The picture stays as it is").wait_for()
    assert figure.locator("img").is_visible()
    assert figure.locator(".moving").count() == 0
    page.unroute(broken)
    interactive(page)


@needs_browser
def test_pictures_that_the_slider_takes_away_and_brings_back_have_their_button(page: Any, said: list[str]) -> None:
    page.goto(f"/transfers/{MISSILES}")
    page.wait_for_load_state("networkidle")
    interactive(page, 0)
    page.get_by_label("As it was knowable on").press("Home")
    until(page, "() => !document.querySelector('figure.picture')")
    page.get_by_label("As it was knowable on").press("End")
    page.locator("figure.picture").first.wait_for()
    interactive(page, 0)
    assert said == []


@needs_browser
def test_without_a_script_there_is_the_picture_and_no_button(chromium: Any, desk: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=desk)
    page = context.new_page()
    page.goto("/network")
    assert page.locator("figure img").is_visible()
    assert page.locator("figure button").count() == 0
    context.close()
