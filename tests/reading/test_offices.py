"""Whose forces are meant where a sentence doesn't say it: those at home, in a report that is surely of that state."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.ranking.offices import bind_offices
from weighbridge.reading.reader import scenes_of

HOME = "Lisbon's defence minister spoke in Porto on Monday. Portugal is in no hurry, he said. {}"


def _forces(text: str, publisher: str) -> list[str | None]:
    scenes = next(scenes_of([Document("one", text, publisher=publisher)]))
    bind_offices(scenes, publisher)
    return [one.code for scene in scenes for one in scene.parties if one.class_ == "military"]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Brazil has sold the air force five transports.", "PT"),
        ("For the army, Italy will supply 98 vehicles.", "PT"),
        ("Brazil has sold its air force five transports.", None),
        ("Four armies want the vehicles.", None),
        ("In Madrid, the army got vehicles from Italy.", None),
        ("The navy in Karachi got four frigates from China.", None),
        ("Minsk armed Moscow. The army gave Russia tanks.", None),
    ],
)
def test_forces_without_a_state_are_those_at_home(sentence: str, code: str | None) -> None:
    assert _forces(HOME.format(sentence), "Lisbon Mail")[-1:] == [code]


def test_forces_that_were_named_with_a_state_stay_its_own() -> None:
    text = HOME.format("Spain's air force wants ten. Brazil has sold five transports to the air force.")
    assert _forces(text, "Lisbon Mail") == ["ES", "ES"]


def test_a_paper_that_writes_of_another_state_tells_nothing_of_its_forces() -> None:
    text = "In Khartoum the rebels say that Sudan's capital is theirs. Iran has sold the army drones. Omdurman burns."
    assert _forces(text, "Lisbon Mail") == [None]
