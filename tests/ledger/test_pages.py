"""Which addresses show the same page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.ledger.pages import further_keys, is_front, page_key

PLAIN = "https://news.example/a/story?id=3"


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/a/story?id=3",
        "https://www.news.example/a/story?id=3",
        "HTTPS://WWW.News.Example./a/story?id=3",
        "https://news.example:443/a/story/?id=3",
        "https://reader@news.example/a/story?id=3#comments",
        "https://news.example/a/story?utm_source=x&utm_medium=y&id=3&fbclid=q&gclid=r",
        "  https://news.example/a/story?id=3&UTM_campaign=z  ",
    ],
)
def test_addresses_of_one_page(url: str) -> None:
    assert page_key(url) == page_key(PLAIN) == "news.example/a/story?id=3"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a/story",
        "https://news.example/a/story?id=4",
        "https://news.example/A/story?id=3",
        "https://other.example/a/story?id=3",
        "https://news.example:8080/a/story?id=3",
        "https://news.example/a/story?id=3&page=2",
    ],
)
def test_addresses_of_other_pages(url: str) -> None:
    assert page_key(url) != page_key(PLAIN)


def test_parameters_are_told_apart_by_name_not_by_place() -> None:
    assert page_key("https://news.example/?b=1&a=2") == page_key("https://news.example/?a=2&b=1")


def test_an_entry_of_a_live_page_has_its_own_address() -> None:
    first, second = "https://news.example/live#one", "https://news.example/live#two"
    assert page_key(first) == page_key(second)
    assert page_key(first, live=True) != page_key(second, live=True)
    assert page_key(first, live=True) == "news.example/live#one"


@pytest.mark.parametrize("url", [None, "", "   ", "#top"])
def test_without_an_address_there_is_no_page(url: str | None) -> None:
    assert page_key(url) is None


def test_what_is_no_web_address_stands_as_it_is() -> None:
    assert page_key("urn:doi:10.1/2#x") == "urn:doi:10.1/2"
    assert page_key("https://[broken/a") == "https://[broken/a"
    assert page_key("report-7.pdf") == "report-7.pdf"


def test_front_pages() -> None:
    fronts = [
        page_key(url) for url in ("https://www.news.example/", "http://news.example#x", "http://news.example:8080")
    ]
    assert all(is_front(key) for key in fronts if key)
    assert not is_front(page_key(PLAIN) or "")


@given(st.text(max_size=80).map(lambda text: f"http://{text}") | st.text(max_size=80))
def test_any_text_has_a_key_that_is_its_own(url: str) -> None:
    key = page_key(url)
    assert key is None or key
    assert page_key(url) == key
    if key is not None and "://" not in key:
        assert page_key(key) is not None


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://news.example/amp/t", "https://news.example/t"),
        ("https://news.example/print/t", "/t"),
        ("https://news.example/world/t/amp", "https://news.example/world/t"),
        ("https://news.example/t.amp.html", "https://www.news.example/t.html"),
        ("https://amp.news.example/t", "https://www.news.example/t"),
        ("https://m.news.example/t?view=small", "https://news.example/t#top"),
        ("https://news.example/?p=77", "https://news.example/2024/03/tanks-for-ukraine-arrive"),
        ("https://news.example/r/77", "https://news.example/story.php?id=77"),
    ],
)
def test_a_page_is_also_at_the_address_that_it_gives_itself(url: str, canonical: str) -> None:
    given = canonical if "://" in canonical else f"https://news.example{canonical}"
    assert further_keys(url, given, None) == (page_key(given),)


@pytest.mark.parametrize(
    "canonical",
    [
        "https://news.example/",
        "https://news.example/world",
        "https://news.example/topics/arms-trade",
        "https://news.example/story.php",
        "https://other.example/world/tanks",
        "https://news.example.evil.example/world/tanks",
        "urn:tanks",
        "https://[broken/tanks",
        "",
        None,
    ],
)
def test_what_many_pages_or_others_may_be_at_is_not_believed(canonical: str | None) -> None:
    assert further_keys("https://news.example/world/tanks", canonical, None) == ()


def test_an_entry_of_a_live_page_is_at_its_place_in_the_address_that_the_page_gives_itself() -> None:
    found = further_keys("https://news.example/amp/live#one", "https://news.example/live", None, live=True)
    assert found == ("news.example/live#one",)


def test_a_page_is_also_where_it_has_moved_from() -> None:
    assert further_keys("https://new.example/t", None, "http://old.example/s") == ("old.example/s",)
    assert further_keys("https://new.example/", None, "http://old.example/s") == ()
    assert further_keys("https://new.example/t", None, "http://old.example/") == ()


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.booleans())
def test_any_addresses_give_keys_that_are_not_the_own_one(url: str, canonical: str, old: str, live: bool) -> None:
    here = f"https://news.example/{url}"
    found = further_keys(here, f"https://news.example/{canonical}", old, live)
    assert page_key(here, live) not in found
    assert len(found) <= 2
