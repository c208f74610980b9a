"""Sentences with two clauses: each transfer has the stage, the number and the time of its own clause."""

from __future__ import annotations

import pytest
from tests.reading.stated import Row, stated

from weighbridge.reading.reader import Reader

SLOTS = "supplier recipient stage quantity"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Poland has received 48 K2 tanks from Korea and signed for 180 more.",
            {("KR", "PL", "delivered", 48), ("KR", "PL", "agreed", 180)},
        ),
        (
            "Poland has received 48 K2 tanks from Korea and ordered 180 more.",
            {("KR", "PL", "delivered", 48), ("KR", "PL", "agreed", 180)},
        ),
        (
            "Germany gave Ukraine 18 Leopard tanks and has promised another 12.",
            {("DE", "UA", "delivered", 18), ("DE", "UA", "agreed", 12)},
        ),
        (
            "The Netherlands sent 18 F-16s to Ukraine, and 24 are to follow.",
            {("NL", "UA", "delivered", 18), ("NL", "UA", "agreed", 24)},
        ),
        (
            "Sweden delivered 12 jets to Hungary in 2007 and has offered it four more.",
            {("SE", "HU", "delivered", 12), ("SE", "HU", "negotiating", 4)},
        ),
        (
            "Vietnam, which bought six submarines from Russia in 2009, wants two more.",
            {("RU", "VN", "delivered", 6), ("RU", "VN", "sought", 2)},
        ),
        (
            "India bought 36 Rafale jets from France and 20 have been delivered.",
            {("FR", "IN", "agreed", 36), ("FR", "IN", "delivered", 20)},
        ),
        (
            "Jordan sold 50 tanks to Pakistan in 2016 and 20 others were scrapped.",
            {("JO", "PK", "delivered", 50)},
        ),
        (
            "Romania has received 18 F-16s from Portugal and asked for 32 from Norway.",
            {("PT", "RO", "delivered", 18), ("NO", "RO", "sought", 32)},
        ),
    ],
)
def test_further_ones_have_their_own_stage_and_number(reader: Reader, text: str, told: set[Row]) -> None:
    assert set(stated(reader, text, SLOTS)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("KAI exported 12 FA-50s to the Philippines and is in talks with Peru.", ("KR", "PH", "delivered")),
        ("Greece refused to give S-300s to Ukraine but sent it armoured vehicles.", ("GR", "UA", "delivered")),
        ("Sweden delivered 12 jets to Hungary in 2007 and has offered 24 to Peru.", ("SE", "HU", "delivered")),
    ],
)
def test_what_is_told_beside_it_undoes_no_delivery(reader: Reader, text: str, told: tuple[str, str, str]) -> None:
    assert told in {one[:3] for one in stated(reader, text, SLOTS)}


@pytest.mark.parametrize(
    "text",
    [
        "Sweden delivered 12 jets to Hungary in 2007 and has offered 24 to Peru.",
        "Romania has received 18 F-16s from Portugal and asked for 32 from Norway.",
        "Moscow may send Mali further Su-25s, since at least two have crashed.",
    ],
)
def test_what_one_got_another_has_not_got(reader: Reader, text: str) -> None:
    moved = {one[:2] for one in stated(reader, text, SLOTS) if one[2] == "delivered"}
    assert moved <= {("SE", "HU"), ("PT", "RO")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Slovakia gave its MiG-29s to Ukraine and will get Bell helicopters from the United States in return.",
            {("SK", "UA", "delivered"), ("US", "SK", "agreed")},
        ),
        (
            "Israel sold drones to Azerbaijan, and Armenia has asked India for rockets.",
            {("IL", "AZ", "delivered"), ("IN", "AM", "sought")},
        ),
        (
            "Egypt wanted to send rockets to Russia but dropped the plan and sold shells to Washington.",
            {("EG", "RU", "negotiating"), ("EG", "US", "delivered")},
        ),
        (
            "Poland sent its Mi-24s to Ukraine after ordering Apaches from Boeing.",
            {("PL", "UA", "delivered"), ("US", "PL", "agreed")},
        ),
    ],
)
def test_goods_go_between_the_parties_of_their_own_clause(
    reader: Reader, text: str, told: set[tuple[str, str, str]]
) -> None:
    assert {one[:3] for one in stated(reader, text, SLOTS)} == told
