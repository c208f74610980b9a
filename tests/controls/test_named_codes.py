"""Codes that stand among words are looked at like those of their own column; article numbers are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.controls import line_findings
from weighbridge.controls.codes import read_code
from weighbridge.controls.named_codes import codes_in
from weighbridge.screening.finding import LEVELS
from weighbridge.screening.order import GoodsLine


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("pressure sensors with ECCN 2B230", ["2B230"]),
        ("camera (6A003.b.4)", ["6A003.b.4"]),
        ("chips, HS code: 8542.31, 20 pcs", ["8542.31"]),
        ("valve 7B500, HTS 8481.80.99", ["8481.80.99"]),
        ("part 3A999X, 5E100, 2026, 0049 2041", []),
        ("HS 85", []),
        ("", []),
    ],
)
def test_codes_are_found_and_other_numbers_are_none(words: str, wanted: list[str]) -> None:
    assert codes_in(words) == wanted


def level(goods: GoodsLine, destination: str) -> str:
    found = [one.level for one in line_findings(goods, destination) if one.kind == "goods"]
    return max(found, key=LEVELS.index)


def test_a_code_among_words_counts_like_one_of_its_column() -> None:
    assert level(GoodsLine("sensors, ECCN 2B230"), "no") == level(GoodsLine("sensors", eccn="2B230"), "no") == "review"
    assert level(GoodsLine("chips HS 8542.31"), "ru") == "stop"


def test_a_code_that_stands_in_both_is_told_once() -> None:
    found = [one for one in line_findings(GoodsLine("chips HS 8542.31", hs="85423100"), "ru") if one.rule == "chpl"]
    assert len(found) == 1


def test_an_hs_code_on_no_list_does_not_silence_what_the_words_say() -> None:
    (found,) = [one for one in line_findings(GoodsLine("vibration test system", "903120"), "lb") if one.rule == "words"]
    assert found.level == "review"
    assert "15.B.1" in found.reason
    assert "is another" not in found.reason


@given(st.text(max_size=200) | st.from_regex(r"ECCN [0-9][A-F][0-9]{3}(\.[a-z]){0,3}", fullmatch=True))
def test_whatever_is_found_can_be_read(words: str) -> None:
    for one in codes_in(words):
        read_code(one)
