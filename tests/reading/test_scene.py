"""Which goods and parties the program finds in a sentence."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import scenes_of
from weighbridge.reading.scene import Scene


def _scene(text: str) -> Scene:
    return next(iter(scenes_of([Document("d", text)])))[0]


def _goods(text: str) -> list[tuple[str, str]]:
    scene = _scene(text)
    return [(text[item.start : item.end], item.class_) for item in scene.items]


def test_goods_joined_by_and_are_told_apart() -> None:
    found = _goods("Iran provided the group with drones, missiles and training.")
    assert {class_ for _, class_ in found} == {"uav", "missile", "training"}
    found = _goods("They unloaded SAM-7 missiles and land mines from Libya.")
    assert [class_ for _, class_ in found] == ["missile.airdefence", "munition.mine"]


def test_parts_of_a_designated_aircraft_are_parts() -> None:
    assert _goods("The Netherlands sent F-35 parts to Israel.") == [("F-35 parts", "component")]


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("Washington approved Patriot missiles for Kuwait.", "missile.airdefence"),
        ("Moscow sold Yak-130 trainers to Laos.", "aircraft"),
        ("Berlin gave Kyiv Leopard 2 ammunition.", "munition"),
    ],
)
def test_a_designation_keeps_its_class_beside_a_word_of_its_kind(text: str, class_: str) -> None:
    assert [found for _, found in _goods(text)] == [class_]


@pytest.mark.parametrize(
    "text",
    [
        "Russia, for its part, denied the charge.",
        "The press in Ankara reported the visit.",
        "Sailors took parts of the country by surprise.",
        "The plan is to ship nothing before May.",
    ],
)
def test_everyday_words_are_no_goods(text: str) -> None:
    assert all(class_ == "personnel" for _, class_ in _goods(text))


def test_a_word_of_dealing_only_holds_the_goods_after_it() -> None:
    assert _goods("France halted the delivery of helicopters to Morocco.") == [("helicopters", "aircraft.helicopter")]
