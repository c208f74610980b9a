"""Goods by their designation that somebody got from nobody named are a transfer without a supplier."""

from __future__ import annotations

import pytest
from tests.reading.stated import Row, stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Finland bought 64 F-35s.", ("FI", 64, "delivered", "asserts")),
        ("Vietnam buys K9 howitzers.", ("VN", None, "agreed", "asserts")),
        ("Ukraine has received ATACMS.", ("UA", None, "delivered", "asserts")),
        ("Turkey ordered 40 Eurofighters.", ("TR", 40, "agreed", "asserts")),
        ("Finland has not bought F-35s.", ("FI", None, "delivered", "denies")),
        ("Finland may buy 64 F-35s.", ("FI", 64, "negotiating", "asserts")),
    ],
)
def test_who_bought_is_told_though_not_from_whom(reader: Reader, text: str, told: Row) -> None:
    assert stated(reader, text, "supplier recipient quantity stage stance") == [(None, *told)]


@pytest.mark.parametrize(
    "text",
    [
        "The Turkish army has received 12 more Bayraktar TB2s.",
        "Twenty Gripens took off from a road in Sweden.",
    ],
)
def test_what_a_state_builds_or_flies_itself_is_no_transfer(reader: Reader, text: str) -> None:
    assert stated(reader, text) == []
