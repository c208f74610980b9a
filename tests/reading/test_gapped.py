"""Parties behind which the verb is left out give, or get, as the first one does, each its own number."""

from __future__ import annotations

import pytest
from tests.reading.stated import Row, stated

from weighbridge.reading.reader import Reader

SLOTS = "supplier recipient quantity"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Germany has sent 18 Leopard 2 tanks to Ukraine, Poland 14 and Spain none.",
            {("DE", "UA", 18), ("PL", "UA", 14)},
        ),
        ("France gave Ukraine 30 howitzers and Denmark 19.", {("FR", "UA", 30)}),  # may be meant either way
        ("The US gave Israel 100 bombs, Egypt 50 and Jordan 20.", {("US", "IL", 100)}),
        ("Iran gave Hezbollah 500 rockets, Hamas 200.", {("IR", "hezbollah", 500), ("IR", "hamas", 200)}),
        (
            "Germany sent 18 tanks to Ukraine, Poland 14 and Spain not a single one.",
            {("DE", "UA", 18), ("PL", "UA", 14)},
        ),
        ("Egypt bought 18 tanks from Germany, 24 jets from France.", {("DE", "EG", 18), ("FR", "EG", 24)}),
        (
            "Germany sent 18 tanks to Ukraine, Poland 24 howitzers and Spain 6 drones.",
            {("DE", "UA", 18), ("PL", "UA", 24), ("ES", "UA", 6)},
        ),
        ("Serbia bought 12 jets from France, Greece 24.", {("FR", "RS", 12), ("FR", "GR", 24)}),
        (
            "Ukraine has got 18 howitzers from Germany, 12 from Poland and six from Denmark.",
            {("DE", "UA", 18), ("PL", "UA", 12), ("DK", "UA", 6)},
        ),
        (
            "Egypt received 24 Rafales, India 36 and Qatar 24, all from France.",
            {("FR", "EG", 24), ("FR", "IN", 36), ("FR", "QA", 24)},
        ),
        (
            "Sweden gave 12 jets to Hungary, and Slovakia 14 of its MiGs to Ukraine.",
            {("SE", "HU", 12), ("SK", "UA", 14)},
        ),
        ("Estonia gave nine howitzers to Ukraine, Latvia four to Moldova.", {("EE", "UA", 9), ("LV", "MD", 4)}),
        (
            "France sold 24 jets to Egypt, Qatar 36 and Greece 18.",
            {("FR", "EG", 24), ("FR", "QA", 36), ("FR", "GR", 18)},
        ),
        (
            "Britain sent 14 Challenger tanks, the United States 31 Abrams and Germany 18 Leopards to Ukraine.",
            {("GB", "UA", 14), ("US", "UA", 31), ("DE", "UA", 18)},
        ),
    ],
)
def test_each_gives_or_gets_its_own(reader: Reader, text: str, told: set[Row]) -> None:
    assert set(stated(reader, text, SLOTS)) == told


def test_who_gave_his_own_got_nothing(reader: Reader) -> None:
    assert stated(reader, "France sent 18 Caesar howitzers, Denmark 19.") == []


def test_goods_in_a_row_have_each_their_own_side(reader: Reader) -> None:
    text = "Iran gave missiles to the Houthis, rockets to Hezbollah and drones to Hamas."
    told = {("houthis", "missile"), ("hezbollah", "munition.artillery"), ("hamas", "uav")}
    assert set(stated(reader, text, "recipient goods")) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Germany sent 18 tanks to Ukraine, Poland and Spain.", {("DE", "UA"), ("DE", "PL"), ("DE", "ES")}),
        ("France sold 24 jets to Egypt in 2015 and Qatar 24 hours later signed for radars.", {("FR", "EG")}),
        ("Iran gave Russia drones, and Ukraine 12 days later shot one down.", {("IR", "RU")}),
    ],
)
def test_other_lists_and_numbers_are_read_as_before(reader: Reader, text: str, told: set[Row]) -> None:
    assert set(stated(reader, text, "supplier recipient")) >= told
    assert ("UA", "RU") not in stated(reader, text, "supplier recipient")
