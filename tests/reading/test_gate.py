"""The gate: reports of transfers pass, ordinary news does not, however it is worded."""

from __future__ import annotations

import pytest

from weighbridge.reading.gate import passes
from weighbridge.reading.mentions import finder

_OTHER = "The library stays open until nine on Wednesdays. A kite festival drew families to the beach. " * 12


def _passes(text: str) -> bool:
    return passes(text, finder().find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Iran sent Russia 200 ballistic missiles.",
        "Turkey has drones. It sold them to Morocco.",
        _OTHER + "Iran sent Russia 200 ballistic missiles.",
        _OTHER + "Turkey sold Morocco drones.\n" + _OTHER + "\nMorocco has received more drones since.",
    ],
)
def test_reports_of_transfers_pass(text: str) -> None:
    assert _passes(text)


@pytest.mark.parametrize(
    "text",
    [
        _OTHER,
        _OTHER + "Parcels are shipped from Poland. The fighter from Ghana won on points.",
        _OTHER + "A museum in Italy received the shells of two snails.",
    ],
)
def test_ordinary_news_does_not(text: str) -> None:
    assert not _passes(text)
