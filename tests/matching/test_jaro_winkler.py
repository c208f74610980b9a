"""Jaro-Winkler as the papers have it, which libraries round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rapidfuzz.distance import Jaro

from weighbridge.matching.jaro_winkler import beginning, jaro, jaro_winkler

NAMES = some.text(alphabet="ABCDE", max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("MARTHA", "MARHTA", 0.9444),
        ("DWAYNE", "DUANE", 0.8222),
        ("DIXON", "DICKSONX", 0.7667),
        ("ABCD", "CDAB", 0.0),
        ("ABC", "ABC", 1.0),
        ("", "ABC", 0.0),
    ],
)
def test_jaros_own_examples(one: str, other: str, likeness: float) -> None:
    assert jaro(one, other) == pytest.approx(likeness, abs=0.0001)


@given(NAMES, NAMES)
def test_a_library_that_rounds_gives_no_less_and_hardly_more(one: str, other: str) -> None:
    """The scan rests on it: names that can't reach a score by RapidFuzz are not weighed exactly."""
    ours, theirs = jaro(one, other), Jaro.similarity(one, other) if one and other else 0.0
    assert ours - 1e-9 <= theirs <= ours + 1 / 6 + 1e-9


@given(NAMES, NAMES, some.integers(0, 6))
def test_a_common_beginning_raises_and_never_above_one(one: str, other: str, most: int) -> None:
    assert jaro(one, other) <= jaro_winkler(one, other, most) <= 1.0 + 1e-9
    assert jaro_winkler(one, other, 0) == jaro(one, other)


def test_a_beginning_counts_up_to_a_limit_and_also_for_names_that_are_far_apart() -> None:
    assert beginning("VLADIMIR", "VLADISLAV", 4) == 4
    assert beginning("VLADIMIR", "VLADISLAV", 9) == 5
    assert beginning("VLAD", "VLADISLAV", 9) == 4
    assert beginning("", "A", 3) == 0
    far = jaro("ABXXXXXX", "ABYYYYYY")
    assert far < 0.7
    assert jaro_winkler("ABXXXXXX", "ABYYYYYY", 4) == pytest.approx(far + 0.2 * (1 - far))
