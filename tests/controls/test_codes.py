"""A text is a code or is refused with the reason; the same code in several ways of writing gives the same answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.controls.codes import HS_LENGTHS, Code, CodeError, looks_like_code, read_code

SEPARATORS = st.sampled_from(["", ".", " ", "-", "\u00a0", "\u2011"])
PREFIXES = st.sampled_from(["", "HS ", "hs code ", "HTS ", "HS: ", "CN "])


def check(text: str) -> None:
    """The text is a code that reads the same when it is written anew, or it is refused with a sentence."""
    try:
        code = read_code(text)
    except CodeError as error:
        refusal = str(error)
    else:
        assert read_code(str(code)) == code
        return
    assert len(refusal) > 20


@given(st.text(max_size=200))
def test_any_text_is_a_code_or_a_refusal_that_says_why(text: str) -> None:
    check(text)


@given(st.from_regex(r"[0-9A-Z .\-]{1,80}", fullmatch=True))
def test_any_text_that_looks_like_a_code_too(text: str) -> None:
    check(text)


@given(
    st.integers(1, 97).filter(lambda one: one != 77),
    st.integers(1, 99),
    st.integers(0, 999_999),
    st.sampled_from(HS_LENGTHS),
    st.lists(SEPARATORS, min_size=4, max_size=4),
    PREFIXES,
)
def test_formats_of_one_hs_code_are_one(
    chapter: int, heading: int, rest: int, length: int, between: list[str], prefix: str
) -> None:
    digits = f"{chapter:02}{heading:02}{rest:06}"[:length]
    pairs = [digits[at : at + 2] for at in range(0, length, 2)]
    written = prefix + pairs[0] + "".join(gap + pair for gap, pair in zip(between, pairs[1:], strict=False))
    assert read_code(written) == Code("hs", digits)
    assert looks_like_code(written)


@given(st.sampled_from("0123456789"), st.sampled_from("ABCDE"), st.integers(0, 999), st.booleans())
def test_formats_of_one_dual_use_code_are_one(category: str, group: str, number: int, small: bool) -> None:
    code = f"{category}{group}{number:03}"
    wanted = Code("dual-use", code, ".a.1")
    for written in (f"{code}.a.1", f"{code}A1", f"{code}.A.1.", f"ECCN {code}.a.1", f"{code[:2]} {code[2:]} .a.1"):
        assert read_code(written.lower() if small else written) == wanted


@pytest.mark.parametrize("written", ["9.A.4", "9A4", "M9A4", "MTCR 9.A.4.", "item 9.a.4", "mtcr item 9.A.4"])
def test_formats_of_one_mtcr_item_are_one(written: str) -> None:
    assert read_code(written) == Code("mtcr", "9.A.4")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "nothing is written"),
        ("85423", "lost the zero in front"),
        ("854231000000", "has 12 digits"),
        ("0012", "no chapter 00"),
        ("7701", "no chapter 77"),
        ("8500", "no heading 8500"),
        ("7F103", "the letter is the group"),
        ("21.A.1", "items 1 to 20"),
        ("9.F.1", "the letter is the part"),
        ("9.A.0", "numbered from 1"),
        ("ML23", "ML1 to ML22"),
        ("8542,31", "is no code that is known here"),
        ("8" * 81, "too many"),
        ("HS 7A103", "is no code that is known here"),
    ],
    ids=lambda one: one[:12] or "empty",
)
def test_a_refusal_says_what_is_wrong(written: str, why: str) -> None:
    with pytest.raises(CodeError) as refused:
        read_code(written)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "words", ["MEMS gyroscopes", "turbojet 400 N", "400 N engine", "5-axis CNC", "M12 bolts", "2 pumps"], ids=str
)
def test_words_are_not_taken_for_codes(words: str) -> None:
    assert not looks_like_code(words)
