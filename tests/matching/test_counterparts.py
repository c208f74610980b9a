"""How alike words can be at most: never less than they are taken to be, and nothing where they are other words."""

from __future__ import annotations

import pytest

from weighbridge.matching.counterparts import at_most


@pytest.mark.parametrize(
    ("asked", "listed", "ours", "theirs"),
    [
        (("nord", "see"), ["nordsee"], [1.0, 1.0], [1.0]),
        (("snipmanagement",), ["ship", "management"], [1.0], [1.0, 1.0]),
        (("abcd", "efgh"), ["ab", "cdefgh"], [1.0, 1.0], [1.0, 1.0]),
        (("quorn", "pearl"), ["zavod", "pearl"], [0.0, 1.0], [0.0, 1.0]),
    ],
)
def test_words_written_as_one_may_stand_for_each_other(
    asked: tuple[str, ...], listed: list[str], ours: list[float], theirs: list[float]
) -> None:
    loose = [[1.0 if one == other else 0.0 for one in asked] for other in listed]
    assert at_most(asked, listed, loose) == (ours, theirs)


def test_of_many_words_without_their_like_nothing_is_told() -> None:
    asked = ("aa", "bb", "cc", "dd", "ee")
    assert at_most(asked, ["zz"], [[0.0] * 5]) is None
