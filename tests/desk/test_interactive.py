"""Pictures that can be asked and moved: in a browser under the desk's own policy, and what the desk serves for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.desk.browsers import audited, chromium, listening, opened, until
from tests.desk.desks import CODE, MISSILES
from tests.desk.pictured import desk, path

__all__ = ["chromium", "desk", "path"]


@pytest.fixture
def page(chromium: Any, desk: str) -> Iterator[Any]:
    page = opened(chromium, base_url=desk)
    yield page
    page.context.close()


@pytest.fixture
def said(page: Any, desk: str) -> list[str]:
    """What the page tells the console, and whom else it asks."""
    return listening(page, desk)


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


def ringed(figure: Any) -> list[int]:
    """Left, top, right and bottom of the ring in the picture, and its width and height, all seen at one moment."""
    found: list[int] = figure.evaluate(
        """figure => {
            const ring = figure.querySelector(".ring").getBoundingClientRect();
            const svg = figure.querySelector(".moving svg").getBoundingClientRect();
            const at = [ring.left - svg.left, ring.top - svg.top, ring.right - svg.left, ring.bottom - svg.top];
            return [...at, svg.width, svg.height].map(Math.round);
        }"""
    )
    return found


SHAPES = "[...document.querySelectorAll('.moving svg path')].map(one => one.getAttribute('d')).join()"
"""All lines and areas of the picture that moves."""


def redrawn(page: Any, before: str) -> str:
    """The shapes of the picture, as soon as they are others than before."""
    until(page, f"before => {SHAPES} !== before", before)
    return str(page.evaluate(SHAPES))


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


def test_a_hostile_party_is_text_and_its_line_leads_to_its_own_pair(page: Any, desk: str, said: list[str]) -> None:
    page.goto("/network")
    figure = interactive(page)
    x, y = line(figure, f"{CODE} to Russia")
    page.mouse.move(x, y)
    figure.get_by_role("tooltip").wait_for()
    assert CODE in figure.get_by_role("tooltip").inner_text()
    assert figure.locator(".tip b, .tip img, .tip script").count() == 0
    page.mouse.click(x, y)
    page.wait_for_url("**/pair?*")
    assert page.url.startswith(f"{desk}/pair?")
    assert parse_qs(urlsplit(page.url).query) == {"supplier": [CODE], "recipient": ["RU"]}
    assert said == []


@pytest.mark.parametrize("kind", ["network", "map"])
def test_it_moves_by_mouse_and_by_buttons_and_comes_back(page: Any, said: list[str], kind: str) -> None:
    page.goto(f"/{kind}")
    figure = interactive(page)
    first = page.evaluate(SHAPES)
    x, y = line(figure, "Iran to Russia")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 5, steps=4)
    page.mouse.up()
    assert page.url.endswith(f"/{kind}"), "moving is no click"
    moved = redrawn(page, first)
    now = line(figure, "Iran to Russia")
    assert (now[0] - x, now[1] - y) == pytest.approx((60, 5), abs=2), "what is held stays under the pointer"
    figure.get_by_role("button", name="Closer").focus()
    page.keyboard.press("Enter")
    closer = redrawn(page, moved)
    figure.get_by_role("button", name="Up").click()
    upper = redrawn(page, closer)
    assert len({first, moved, closer, upper}) == 4
    figure.get_by_role("button", name="Whole").click()
    redrawn(page, upper)
    page.mouse.move(1, 1)
    assert line(figure, "Iran to Russia") == pytest.approx((x, y), abs=0.5)
    assert said == []


def test_the_land_stays_under_its_places(page: Any) -> None:
    page.goto("/map")
    figure = interactive(page)
    widths = "svg => [...svg.querySelectorAll('path')].map(one => one.getBBox()).map(box => box.width)"
    before, shapes = figure.locator(".moving svg").evaluate(widths), page.evaluate(SHAPES)
    figure.get_by_role("button", name="Closer").click()
    redrawn(page, shapes)
    after = figure.locator(".moving svg").evaluate(widths)
    grown = [late / early for early, late in zip(before, after, strict=True) if early > 100 and late != early]
    assert len(grown) >= 3, "land and lines"
    assert grown == pytest.approx([1.5] * len(grown), rel=0.02)


def test_the_wheel_scrolls_the_page_and_only_with_ctrl_goes_closer(page: Any, said: list[str]) -> None:
    page.set_viewport_size({"width": 1000, "height": 320})
    page.goto("/network")
    figure = interactive(page)
    whole = page.evaluate(SHAPES)
    page.mouse.move(*line(figure, "Iran to Russia"))
    start = page.evaluate("scrollY")
    page.mouse.wheel(0, 60)
    until(page, "start => scrollY > start", start)
    assert page.evaluate(SHAPES) == whole
    page.mouse.move(*line(figure, "Iran to Russia"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    redrawn(page, whole)
    assert said == []


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


def test_what_the_focus_tells_stays_where_the_pointer_rests(page: Any) -> None:
    """A page that scrolls under a resting pointer moves it, as the browser sees it."""
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


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["/network", "/map", f"/transfers/{MISSILES}"], ids=["network", "map", "timeline"])
def test_every_mark_is_reached_by_the_keyboard_in_order_and_seen_where_it_is(
    page: Any, said: list[str], address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    figure = interactive(page)
    leads = figure.get_by_role("navigation").get_by_role("link")
    names = leads.all_text_contents()
    assert len(names) > 1
    seen = []
    for number, name in enumerate(names):
        leads.nth(number).focus()
        left, top, right, bottom, wide, high = ringed(figure)
        seen.append((left, top, right, bottom))
        assert -8 <= left < right <= wide + 8, name
        assert -8 <= top < bottom <= high + 8, name
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


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_while_pictures_are_on(page: Any, said: list[str], width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address, number in (("/network", 0), ("/map", 0), (f"/transfers/{MISSILES}", 0), (f"/transfers/{MISSILES}", 1)):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        figure = interactive(page, number)
        figure.locator(".moving svg").hover()
        assert audited(page, "serious", "critical") == [], address
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"{address} is wider than the screen"
    assert said == []


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


def test_without_a_script_there_is_the_picture_and_no_button(chromium: Any, desk: str) -> None:
    page = opened(chromium, scripts=False, base_url=desk)
    page.goto("/network")
    assert page.locator("figure img").is_visible()
    assert page.locator("figure button").count() == 0
    page.context.close()
