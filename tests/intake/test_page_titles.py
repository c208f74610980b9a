"""What is promised of titles: the site's name is cut off, on whichever side, and none takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.samples import page as source

from weighbridge.intake.page_titles import MOST, headline, related
from weighbridge.intake.pages import page
from weighbridge.model import Document

SITE, HOST = "The Morning Ledger", "morningledger.example"


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Tanks for Kyiv | The Morning Ledger", "Tanks for Kyiv"),
        ("Tanks for Kyiv - World - Morningledger", "Tanks for Kyiv - World"),
        ("Tanks for Kyiv \u2013 www.morningledger.example", "Tanks for Kyiv"),
        ("The Morning Ledger \u00bb Tanks for Kyiv", "Tanks for Kyiv"),
        ("Tanks  for\nKyiv | - | The Morning Ledger", "Tanks for Kyiv"),
    ],
)
def test_name_of_the_site_is_cut_off(title: str, left: str) -> None:
    assert headline(title, SITE, HOST) == left


@pytest.mark.parametrize("title", ["Tanks for Kyiv - and shells", "Kyiv | Tanks", "Ledger", ""])
def test_a_title_without_the_site_stays(title: str) -> None:
    assert headline(title, SITE, HOST) == title


@pytest.mark.parametrize(
    "title",
    [
        " - ".join(["The Morning Ledger"] * 2_000),
        "Tanks" + " -" * 20_000,
        "Tanks" + " | a" * 10_000,
        "a " * 20_000,
        " " * 40_000 + "Tanks",
        "x" * 40_000,
    ],
    ids=lambda title: title[:20],
)
def test_a_title_of_forty_thousand_characters_takes_no_time(title: str) -> None:
    begun = time.process_time()
    for _ in range(20):
        assert len(headline(title, SITE, HOST)) <= MOST
    assert time.process_time() - begun < 1


_PIECES = st.lists(
    st.sampled_from(["Tanks", SITE, " - ", " | ", "|", " ", "morningledger", "\u00bb", "a" * 50]), max_size=40
)


@pytest.mark.parametrize("title", ["-", " | - | ", "\u2026 !"])
def test_strokes_are_no_title(title: str) -> None:
    found = page(source(title).decode(), "p", "p")
    assert isinstance(found, Document)
    assert found.title is None


@given(_PIECES.map("".join))
def test_what_is_left_is_a_part_of_the_title(title: str) -> None:
    left = headline(title, SITE, HOST)
    assert left in " ".join(title.split())
    assert headline(left, "", "") in left


@given(st.text(max_size=80), st.text(max_size=80))
def test_being_related_goes_both_ways(one: str, other: str) -> None:
    assert related(one, other) == related(other, one)
