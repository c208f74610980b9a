"""Goods that who got them passes on: the supplier of the second transfer is who had them (coding guidelines, 8.8)."""

from __future__ import annotations

import pytest
from tests.reading.stated import Row, stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The UAE bought armoured vehicles from Serbia and gave them to Haftar.",
            ("RS", "AE", "delivered", "asserts"),
            ("AE", "lna", "delivered", "asserts"),
        ),
        (
            "Serbia sold shells to Spain, which passed them on to Ukraine.",
            ("RS", "ES", "delivered", "asserts"),
            ("ES", "UA", "delivered", "asserts"),
        ),
        (
            "Iran sent drones to Syria, which handed them to Hezbollah.",
            ("IR", "SY", "delivered", "asserts"),
            ("SY", "hezbollah", "delivered", "asserts"),
        ),
        (
            "Belarus bought trucks from China and resold them to Russia.",
            ("CN", "BY", "delivered", "asserts"),
            ("BY", "RU", "delivered", "asserts"),
        ),
        (
            "Jordan bought jets from Belgium and later offered them to Ukraine.",
            ("BE", "JO", "delivered", "asserts"),
            ("JO", "UA", "negotiating", "asserts"),
        ),
        (
            "Jets which Jordan bought from the United States were sold to Libya in 2015, a panel said.",
            ("US", "JO", "delivered", "asserts"),
            ("JO", "LY", "delivered", "asserts"),
        ),
        (
            "The rifles that Saudi Arabia bought from Bulgaria have not been passed on to Yemen, Riyadh says.",
            ("BG", "SA", "delivered", "asserts"),
            ("SA", "YE", "delivered", "denies"),
        ),
        (
            "The F-16s that Turkey wanted from the United States were sold to Greece.",
            ("US", "TR", "sought", "asserts"),
            ("US", "GR", "delivered", "asserts"),
        ),
        (
            "Chad asked France for missiles and promised not to pass them on to Sudan.",
            ("FR", "TD", "sought", "asserts"),
            ("TD", "SD", "halted", "asserts"),
        ),
        (
            "Qatar received Javelin missiles from the United States and has denied passing them on to Libya.",
            ("US", "QA", "delivered", "asserts"),
            ("QA", "LY", "delivered", "denies"),
        ),
        (
            "Qatar received Javelin missiles from the United States but would not hand them over to Libya.",
            ("US", "QA", "delivered", "asserts"),
            ("QA", "LY", "halted", "asserts"),
        ),
    ],
)
def test_goods_that_are_passed_on_are_told_of_twice(reader: Reader, text: str, first: Row, second: Row) -> None:
    assert set(stated(reader, text)) == {first, second}


@pytest.mark.parametrize(
    "text",
    [
        "Poland bought tanks from Korea and may give them to Ukraine.",
        "If Jordan bought jets from Belgium and gave them to Ukraine, Moscow would protest.",
        "Ukraine got shells from Pakistan, and nobody knows who gave them to Islamabad.",
    ],
)
def test_what_may_be_passed_on_has_not_been(reader: Reader, text: str) -> None:
    moved = {one[:2] for one in stated(reader, text) if one[2:] == ("delivered", "asserts")}
    assert moved <= {("KR", "PL"), ("PK", "UA")}
