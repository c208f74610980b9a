"""Names in characters: what only sounds the same is another name, in whatever form the characters are written."""

from __future__ import annotations

import pytest

from weighbridge.matching.characters import differ
from weighbridge.matching.comparing import compare
from weighbridge.matching.figures import figure
from weighbridge.matching.party import Party

REVIEW = figure("threshold", "review")


def score(asked: str, *listed: str) -> float:
    return compare(Party("q", "Person", (asked,)), Party("l", "Person", listed)).score


@pytest.mark.parametrize(("asked", "listed"), [("王晓明", "王小明"), ("김정은", "김종은")])
def test_another_character_lowers_the_score_and_is_told(asked: str, listed: str) -> None:
    found = compare(Party("q", "Person", (asked,)), Party("l", "Person", (listed,)))
    assert REVIEW <= found.score < figure("threshold", "strong"), "it sounds the same, so a person looks"
    assert "characters" in {reason.what for reason in found.reasons}


@pytest.mark.parametrize(("asked", "listed"), [("張偉國", "张伟国"), ("张 伟国", "张伟国"), ("Zhang Weiguo", "张伟国")])
def test_forms_of_characters_gaps_and_latin_letters_are_no_other_name(asked: str, listed: str) -> None:
    assert score(asked, listed) >= figure("threshold", "strong")


def test_one_name_in_the_same_characters_is_enough() -> None:
    assert score("王小明", "王晓明", "王小明") == 1.0
    assert not differ(["王小明"], ["王晓明", "王小明"])
    assert not differ(["王小明"], ["Wang Xiaoming", "김정은"]), "other scripts are not compared by characters"
