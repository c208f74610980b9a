"""Texts without the differences of copying, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.reading.llm.grounding.plain import last_place_of, places_of, plain_of, plain_words


@pytest.mark.parametrize(
    ("true", "copied"),
    [
        ("“Iran’s missiles”", '"Iran\'s missiles"'),
        ("2016–17 — and on", "2016-17 - and on"),
        ("two\u00a0 lines\n of text", "two lines of text"),
        ("Sébastien Lecornu", "Se\u0301bastien Lecornu"),
        ("so\u00adcalled \u200bhelp", "socalled help"),
        ("the ﬁrst …", "the first ..."),
        ("\u202eArms", "Arms"),
    ],
    ids=["quotes", "dashes", "spaces", "accents", "invisible", "ligatures", "direction"],
)
def test_a_copy_is_found_in_the_true_text(true: str, copied: str) -> None:
    text = f"Before. {true} After."
    plain = plain_of(text)
    first = next(places_of(plain_words(copied), plain))
    start, end = plain.true(first)
    assert text[start:end].strip("\u202e") == true.strip("\u202e")


@given(st.text(max_size=80), st.text(max_size=80))
def test_every_letter_of_the_plain_text_stands_for_one_of_the_true(before: str, after: str) -> None:
    text = before + "Iran" + after
    plain = plain_of(text)
    assert len(plain.text) == len(plain.low) == len(plain.places)
    assert list(plain.places) == sorted(plain.places)
    assert all(0 <= place < len(text) for place in plain.places)
    at = plain.text.find("Iran")
    assert at >= 0
    start, end = plain.true((at, at + 4))
    assert "Iran" in plain_of(text[start:end]).text


@given(st.lists(st.sampled_from(["Iran", "Iranian", "iran", ",", "a"]), max_size=12))
def test_only_whole_words_are_found_forwards_and_backwards(words: list[str]) -> None:
    plain = plain_of(" ".join(words))
    found = list(places_of("Iran", plain))
    assert len(found) == words.count("Iran")
    assert last_place_of("Iran", plain, len(plain.text)) == (found[-1] if found else None)
    assert len(list(places_of("Iran", plain, low=True))) == words.count("Iran") + words.count("iran")


def test_a_number_is_no_part_of_another() -> None:
    plain = plain_of("1,200 rockets and 12.5 tonnes, 200.")
    assert [plain.text[start:end] for start, end in places_of("200", plain)] == ["200"]
    assert next(places_of("12", plain), None) is None
