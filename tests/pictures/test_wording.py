"""Text of others in pictures: inert, on one line, short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.pictures.wording import columns, cut, goods_name, inert, lines, party_name


@given(st.text(max_size=400), st.integers(4, 80))
def test_cut_text_fits_and_is_inert(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert columns(short) <= limit
    assert not set(short) & set("\n\r\t\x1b\u202e\u2066\ufffe\uffff")
    assert short == inert(text) or short.endswith("…")


@given(st.text(max_size=600), st.integers(8, 60))
def test_broken_lines_fit(text: str, limit: int) -> None:
    assert all(columns(line) <= limit for line in lines(text, limit))
    assert len(lines(text, limit)) <= 4


def test_a_long_text_is_cut_fast_and_short_ones_stay() -> None:
    assert cut("a" * 10_000_000, 10) == "a" * 9 + "…"
    assert cut("Iran", 10) == "Iran"


def test_parties_and_goods_have_names() -> None:
    assert party_name("KP") == "North Korea"
    assert party_name("houthis") != ""
    assert party_name(None) == "an unknown party"
    assert goods_name("missile.ballistic") == "ballistic missiles"
