"""The gate: reports of transfers pass, ordinary news does not, however it is worded."""

from __future__ import annotations

import json
import time
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
        "France sold jets to Egypt.",
        "Deliveries of Turkish drones to Mali have begun, the defence ministry said.",
        "I can find no trace of a single Iranian drone in Armenia either.",
        "Borrell warned China again yesterday not to arm Russia.",
        _OTHER + "Iran sent Russia 200 ballistic missiles.",
        _OTHER + "Turkey sold Morocco drones.\n" + _OTHER + "\nMorocco has received more drones since.",
        "The drones have arrived, the ministry said.\n\nTurkey had sold them to Morocco in May.",
        _OTHER + "Germany sent Ukraine Patriot Missiles. " + _OTHER + "Ukraine has received the Patriot Missiles.",
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
        "A couple from Osaka bought a tractor. They drove it to Lyon.",
        "Builders in Brazil found a wall. The software finds cracks.\n\nA letter was sent to the museum.",
        _OTHER + "Corvo Energy sold its plant in Kenya. " + _OTHER + "Corvo Energy bought a rival from Spain.",
    ],
)
def test_ordinary_news_does_not(text: str) -> None:
    assert not _passes(text)


@pytest.mark.parametrize("text", [" " * 200_000 + "tank", "tank. " * 10_000, "\n" * 200_000 + "Iran sent tanks"])
def test_a_long_text_of_little_is_decided_at_once(text: str) -> None:
    begun = time.process_time()
    assert not _passes(text)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("part", ["open", "more", "plain"])
def test_looking_around_goods_only_loses_nothing_of_the_corpus(part: str) -> None:
    for path in sorted((ROOT / "corpus" / part).glob("*.json"))[::5]:
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        assert may_bear(text, finder()) == passes(text, finder().find(text)), path.name
