"""Text of others stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exports.ledgers import ACTIVE, HOSTILE

from weighbridge.exports.inert import cell, inert, shortened, starts_formula, web_address

ANY = st.text(st.characters(codec=None), max_size=200) | st.text("=+-@;\t\r\n|\"' \u00a0\uff1dx1", max_size=30)


@given(ANY)
def test_no_character_that_does_something_is_left_and_offsets_stay_right(text: str) -> None:
    made = inert(text)
    assert len(made) == len(text)
    assert ACTIVE.search(made) is None
    assert made.encode("utf-8").decode("utf-8") == made
    assert all(now == then or then in "\r" or now in "\ufffd " for now, then in zip(made, text, strict=True))


def test_persian_joiners_tabs_and_lines_are_kept() -> None:
    text = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\tand\nmore \U0001f600"
    assert inert(text) == text


@given(ANY)
def test_a_cell_never_begins_like_a_formula(text: str) -> None:
    made = cell(text)
    assert made.startswith("'") or made.lstrip()[:1] not in tuple("=+-@\uff1d\uff0b\uff0d\uff20")
    assert not made.startswith(("\t", "\n"))


def test_harmless_cells_are_left_as_they_are() -> None:
    for text in ("200 missiles", "two-thirds", "a = b", "e-mail me @ work", "", "5 (200)"):
        assert cell(text) == text
        assert not starts_formula(text)


@given(st.text(max_size=300), st.integers(60, 200))
def test_what_is_cut_says_so_and_fits(text: str, most: int) -> None:
    made = shortened(text, most)
    assert made == text or (len(made) == most and made.endswith(f"[cut: {len(text)} characters]"))


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        None,
        "",
        "ftp://a.example",
        "http://",
        "https://user@host.example/",
        "https://a.example/ b",
        "//a.example",
        "https://[",
        "data:text/html,x",
    ],
)
def test_only_addresses_of_pages_become_links(text: str | None) -> None:
    assert web_address(text) is None


def test_an_address_stays_as_it_is() -> None:
    for text in ("https://news.example/1?a=b&c=d#e", "http://a.example:8080/%20"):
        assert web_address(text) == text
