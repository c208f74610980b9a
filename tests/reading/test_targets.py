"""Who is shot at is no recipient."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.ranking.targets import is_target
from weighbridge.reading.reader import Reader, scenes_of


@pytest.mark.parametrize(
    ("text", "code", "struck"),
    [
        ("Russia sent 650 drones against the power grid of Ukraine overnight.", "UA", True),
        ("The Houthis fired missiles at Israel.", "IL", True),
        ("Russia used Iranian drones against Ukraine.", "UA", True),
        ("Russia used Iranian drones against Ukraine.", "RU", False),
        ("Iran sent drones to Russia for use against Ukraine.", "RU", False),
        ("America launched an airlift of missiles into Israel.", "IL", False),
        ("The United States aims arms sales at Taiwan.", "TW", False),
        ("It is a war against Islamic State in Iraq.", "IQ", False),
        ("No embargo is in force against Georgia.", "GE", False),
        ("Russian shells were fired at Aleppo.", "SY", False),
    ],
)
def test_who_is_shot_at(text: str, code: str, struck: bool) -> None:
    scene = next(scenes_of([Document("x", text)]))[0]
    assert [is_target(scene, party) for party in scene.parties if party.code == code] == [struck]


def test_an_attack_is_no_supply() -> None:
    text = "Russia sent 650 drones against the power grid of Ukraine overnight, the air force in Kyiv said."
    found = Reader().read(Document("x", text, published="2024-05-01")).statements
    assert [one for one in found if one.recipient and one.recipient.code == "UA"] == []
