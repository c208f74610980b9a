"""The gate: reports of transfers pass, ordinary news does not, however it is worded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from weighbridge.reading.gate import may_bear, passes
from weighbridge.reading.mentions import finder

ROOT = Path(__file__).parents[2]
_OTHER = "The library stays open until nine on Wednesdays. A kite festival drew families to the beach. " * 12


def _passes(text: str) -> bool:
    """Whether a text passes; looking for parties around goods only gives the same as looking everywhere."""
    passed = passes(text, finder().find(text))
    assert may_bear(text, finder()) == passed
    return passed


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


@pytest.mark.parametrize("part", ["open", "more"])
def test_looking_around_goods_only_loses_nothing_of_the_corpus(part: str) -> None:
    for path in sorted((ROOT / "corpus" / part).glob("*.json"))[::5]:
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        assert may_bear(text, finder()) == passes(text, finder().find(text)), path.name
