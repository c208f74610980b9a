"""Goods that have left, and are not told to have come, are on their way (coding guidelines, 8.5)."""

from __future__ import annotations

import pytest
from tests.reading.stated import stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    "text",
    [
        "A first consignment of 20 howitzers from China left Shanghai for Matadi in Congo on Monday.",
        "Fifty Russian tanks for Venezuela have left Saint Petersburg and will be unloaded in September.",
        "Italian howitzers for Kyiv are rolling over the Brenner by night.",
        "A train with 20,000 Czech shells for Ukraine left the town of Prerov over the weekend.",
        "The ship sailed from Bandar Abbas with missiles for the Houthis on Tuesday, officials said.",
        "A cargo plane carrying American ammunition for Lebanon took off from Dover on Monday.",
        "The first two of 12 Rafales that Serbia ordered from France are on the high seas.",
        "A vessel loaded with North Korean shells is bound for Vladivostok in Russia.",
        "Deliveries of Turkish drones to Mali have begun, the defence ministry said.",
        "Iran's drones for Sudan are on their way, an official in Khartoum said.",
        "A train with 20,000 German shells left Munich for Ukraine, the minister told reporters back home.",
    ],
)
def test_what_left_is_on_its_way(reader: Reader, text: str) -> None:
    assert stated(reader, text, "stage stance") == [("shipped", "asserts")]


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("A train with German tanks for Lithuania left Munich on Monday and arrived in Vilnius.", {"delivered"}),
        ("A ship with Iranian rifles for the Houthis left Bandar Abbas on Tuesday and was seized.", {"halted"}),
        ("Five Spanish frigates left Ferrol for Norway between 2006 and 2011.", {"delivered"}),
        ("The Swedish frigates left service with the Uruguayan navy.", {"delivered"}),
    ],
)
def test_what_came_or_was_stopped_or_left_long_ago_is_not(reader: Reader, text: str, stages: set[str]) -> None:
    assert {one[0] for one in stated(reader, text, "stage")} == stages


@pytest.mark.parametrize(
    "text",
    [
        "No ship with arms for Israel has left Spain, the minister said.",
        "If the ship leaves Odessa with the tanks for Kenya, we will know, an official said.",
    ],
)
def test_a_departure_that_is_denied_or_supposed_is_told_so(reader: Reader, text: str) -> None:
    found = stated(reader, text, "stance")
    assert found
    assert all(stance in ("denies", "warns") for (stance,) in found)


@pytest.mark.parametrize(
    "text",
    [
        "A Russian ship with tanks for Syria left on Friday but is back in port.",
        "A Russian ship with 20 tanks for Syria left Novorossiysk on Friday and then ran aground.",
        "The Iranian plane with drones for Sudan left Tehran on Monday but was escorted back.",
        "The last American Patriots left Poland.",
    ],
)
def test_what_left_and_is_back_was_halted(reader: Reader, text: str) -> None:
    assert stated(reader, text, "stage stance") == [("halted", "asserts")]


@pytest.mark.parametrize(
    "text",
    [
        "The freighter with 30 Russian tanks for Syria has not left Novorossiysk.",
        "None of the 30 Russian tanks left for Syria.",
        "A Russian freighter with 30 tanks for Syria should have left on Friday.",
        "The Iranian drones for Sudan are still in Iran.",
        "The US bombs for Israel are still in a US depot in Virginia.",
    ],
)
def test_what_has_not_left_has_not_come(reader: Reader, text: str) -> None:
    assert stated(reader, text, "stage stance") == [("agreed", "asserts")]


@pytest.mark.parametrize(
    "text",
    [
        "The Philippines formally accepted three radars from Japan in a ceremony on Friday.",
        "Russian spare parts have been arriving in Algeria late since 2022.",
    ],
)
def test_what_was_taken_over_or_keeps_arriving_has_come(reader: Reader, text: str) -> None:
    assert stated(reader, text, "stage stance") == [("delivered", "asserts")]
