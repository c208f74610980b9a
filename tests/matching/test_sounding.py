"""Words that sound alike in other romanisations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from weighbridge.matching.sounding import alike, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gaddafi", "qadhafi"),
        ("prigozhin", "prigoschin"),
        ("laden", "ladin"),
        ("hussein", "husayn"),
        ("zarifi", "sarify"),
    ],
)
def test_one_word_romanised_twice(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("karimov", "rakimov"), ("li", "lu"), ("smith", "smithson"), ("", "")])
def test_other_words(one: str, other: str) -> None:
    assert not alike(one, other)


@given(some.text(), some.text())
def test_any_text_sounds_somehow(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert isinstance(folded(one), str)
