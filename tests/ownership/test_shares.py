"""What a written share says, at least and at most."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from weighbridge.ownership.shares import HUNDRED, JUST_MORE, UNKNOWN, share_of


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("51", "51", "51"),
        ("51,5 %", "51.5", "51.5"),
        ("100.00%", "100", "100"),
        ("33.33 per cent", "33.33", "33.33"),
        ("25-50", "25", "50"),
        ("25 to 50 %", "25", "50"),
        ("ownership-of-shares-25-to-50-percent", "25", "50"),
        ("at least 75", "75", "100"),
        ("50% or more", "50", "100"),
        ("50+", "50", "100"),
        ("up to 10 %", "0", "10"),
        ("less than 5%", "0", "5"),
        ("10 % or less", "0", "10"),
        ("about 50 %", "45", "55"),
        ("wholly owned", "100", "100"),
        ("minority stake", "0", "50"),
        ("0 %", "0", "0"),
        ("40; 60", "40", "60"),
    ],
)
def test_numbers_ranges_and_words(text: str, low: str, high: str) -> None:
    share = share_of(text)
    assert (share.low, share.high, share.known) == (Decimal(low), Decimal(high), True)


@pytest.mark.parametrize("text", ["more than 50 %", ">50", "over 50 percent", "majority", "controlling stake"])
def test_more_than_half_is_more_than_half(text: str) -> None:
    assert share_of(text).low == 50 + JUST_MORE
    assert share_of(text).high == HUNDRED


def test_more_than_a_quarter_but_not_more_than_half() -> None:
    share = share_of("more than 25% but not more than 50%")
    assert (share.low, share.high) == (25 + JUST_MORE, Decimal(50))


@pytest.mark.parametrize("text", ["", "n/a", "1,000,000 shares", "120", "series B", "9" * 5_000, "60 to 40", "1 of 3"])
def test_what_says_no_percentage_is_not_known(text: str) -> None:
    assert share_of(text) == UNKNOWN


@pytest.mark.parametrize("text", ["0.6", "1"])
def test_a_number_up_to_one_may_be_a_fraction(text: str) -> None:
    share = share_of(text)
    assert (share.low, share.high) == (Decimal(text), Decimal(text) * 100)
    assert share_of(f"{text} %").high == Decimal(text)


@given(some.text(max_size=60))
def test_every_text_gives_percentages_in_order(text: str) -> None:
    share = share_of(text)
    assert 0 <= share.low <= share.high <= 100


@given(some.decimals(min_value="1.01", max_value=100, places=2))
def test_a_number_is_itself(number: Decimal) -> None:
    assert share_of(f"{number} %").low == share_of(str(number)).high == number
