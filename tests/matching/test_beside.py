"""Countries, dates and addresses beside a name."""

from __future__ import annotations

import pytest
from tests.matching.parties import firm, person

from weighbridge.matching import beside


def effect(ours: str, theirs: str) -> float:
    """Of two birth dates."""
    reason = beside.births(person("A", birth_dates=(ours,)), person("A", birth_dates=(theirs,)))
    return reason.effect if reason else 0.0


def test_birth_dates_by_how_well_they_agree() -> None:
    theirs = "1962-07-14"
    ours = ["1962-07-14", "1962-07", "1961", "1962-07-15", "1950"]
    effects = [effect(one, theirs) for one in ours]
    assert effects == sorted(effects, reverse=True)
    assert effects[0] > 0 > effects[-2] > effects[-1]


def test_day_and_month_exchanged_agree() -> None:
    assert effect("1962-05-07", "1962-07-05") == effect("1962", "1962-07-05") > 0


@pytest.mark.parametrize("wrong", ["", "unknown", "circa 1962", "٢٠٠٠"])
def test_what_is_no_date_says_nothing(wrong: str) -> None:
    assert beside.births(person("A", birth_dates=(wrong,)), person("A", birth_dates=("1962",))) is None


def test_the_best_of_several_dates_counts() -> None:
    reason = beside.births(person("A", birth_dates=("1962",)), person("A", birth_dates=("1940", "1962")))
    assert reason is not None
    assert reason.effect > 0


def test_silence_says_nothing() -> None:
    assert beside.compared(firm("A"), firm("B", countries=("ir",), addresses=("1 High Street, London",))) == []


def test_the_same_address_is_a_reason() -> None:
    ours = firm("A", addresses=("Room 1203, 12 Queens Road, Wan Chai, Hong Kong",))
    theirs = firm("B", addresses=("PO Box 9, Dubai", "12 Queens Road, Room 1203, Wan Chai, HONG KONG"))
    reason = beside.addresses(ours, theirs)
    assert reason is not None
    assert reason.effect > 0
    assert beside.addresses(ours, firm("B", addresses=("PO Box 9, Dubai",))) is None


def test_years_of_founding() -> None:
    one = firm("A", foundation_dates=("2022-05-01",))
    same = beside.foundations(one, firm("B", foundation_dates=("2022",)))
    other = beside.foundations(one, firm("B", foundation_dates=("1990",)))
    assert same is not None
    assert other is not None
    assert same.effect > 0 > other.effect
