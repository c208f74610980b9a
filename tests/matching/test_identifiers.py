"""Numbers of parties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.matching.parties import ship

from weighbridge.matching.identifiers import bare, compared, is_ship, keys
from weighbridge.matching.party import Identifier


@pytest.mark.parametrize("number", ["9074729", "8814275", "9319466"])
def test_check_digit_of_ships(number: str) -> None:
    assert is_ship(number)
    assert not is_ship(number[:-1] + str((int(number[-1]) + 1) % 10))


@given(some.text(max_size=12))
def test_any_text_is_a_ship_or_not(text: str) -> None:
    assert is_ship(text) in (True, False)


def test_strokes_and_spaces_do_not_matter() -> None:
    assert bare(Identifier("passport", "k-12 34/56")) == "K123456"
    assert bare(Identifier("imo", "IMO 9074729")) == "9074729"
    assert bare(Identifier("imo", "IMO 90747")) == ""


def test_short_numbers_find_nobody() -> None:
    assert keys([Identifier("passport", "123"), Identifier("other", "0000000000")]) == []


def test_a_wrong_check_digit_is_told() -> None:
    reasons = compared(ship("A", identifiers=(Identifier("imo", "9074728"),)), ship("A"))
    assert [reason.effect for reason in reasons] == [0.0]
    assert "check digit" in reasons[0].text


def test_numbers_of_other_kinds_or_countries_are_not_compared() -> None:
    one = ship("A", identifiers=(Identifier("passport", "K1234567", "ir"),))
    assert compared(one, ship("B", identifiers=(Identifier("tax", "K1234567", "ir"),))) == []
    assert compared(one, ship("B", identifiers=(Identifier("passport", "K1234567", "ru"),))) == []
