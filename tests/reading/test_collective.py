"""Words for several at once: each of those who are meant gives or gets, and nobody else."""

from __future__ import annotations

import pytest
from tests.reading.stated import Row, stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The war between Ethiopia and Eritrea is in its second year. Russia has sold fighter jets to both sides.",
            {("RU", "ET", "delivered", "asserts"), ("RU", "ER", "delivered", "asserts")},
        ),
        (
            "Fighting between Armenia and Azerbaijan went on. Washington has no intention of arming either side with "
            "missiles, a State Department spokesman said.",
            {("US", "AM", "delivered", "denies"), ("US", "AZ", "delivered", "denies")},
        ),
        (
            "Mali, Niger and Burkina Faso have left the bloc. Ankara has sold TB2 drones to all three governments.",
            {("TR", code, "delivered", "asserts") for code in ("ML", "NE", "BF")},
        ),
        (
            "Iran and Iraq have been at war since 1980. The United States, which says it supplies neither belligerent "
            "with arms, is unhappy.",
            {("US", "IR", "delivered", "denies"), ("US", "IQ", "delivered", "denies")},
        ),
        (
            "The quarrel between India and Pakistan goes on. France has sold submarines to both.",
            {("FR", "IN", "delivered", "asserts"), ("FR", "PK", "delivered", "asserts")},
        ),
        (
            "Egypt and Turkey quarrelled over Libya. Both countries have shipped rifles to Haftar.",
            {("EG", "lna", "delivered", "asserts"), ("TR", "lna", "delivered", "asserts")},
        ),
    ],
)
def test_each_of_them_gives_or_gets(reader: Reader, text: str, rows: set[Row]) -> None:
    assert set(stated(reader, text)) == rows


def test_who_speaks_of_both_may_be_one_of_them(reader: Reader) -> None:
    text = (
        "Moscow sold tanks to Azerbaijan in 2013. Armenia protested. Russia has armed both countries for years, "
        "Yerevan said."
    )
    found = stated(reader, text, "supplier recipient country")
    assert {("RU", "AZ", "AM"), ("RU", "AM", "AM")} <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "Britain delivered missiles to Ukraine. Both sides signed a contract for 40 tanks.",
        "Moscow denounced the deal. Britain delivered missiles to Ukraine. Both sides signed a contract for 40 tanks.",
    ],
)
def test_both_sides_of_a_contract_are_no_two_buyers(reader: Reader, text: str) -> None:
    assert set(stated(reader, text, "supplier recipient")) == {("GB", "UA")}


@pytest.mark.parametrize(
    "text",
    [
        "Greece and Turkey are old foes. France sold frigates to Greece. The deal was signed by both governments.",
        "Pakistan and India clashed. Russia sells arms mostly to India; the two countries signed for S-400s.",
        "Rwanda and Uganda sent troops. The United States gives both armies training, and China sells Kenya jeeps.",
    ],
)
def test_who_is_not_meant_gets_nothing(reader: Reader, text: str) -> None:
    third = {("FR", "TR"), ("RU", "PK"), ("US", "CN")}
    assert third.isdisjoint(stated(reader, text, "supplier recipient"))
