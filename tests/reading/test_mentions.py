"""Where a text names parties and goods."""

from __future__ import annotations

import pytest

from weighbridge.reading.mentions import finder


def _found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entry.kind) for m in finder().find(text)]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The North Korean embassy demanded the ship.", "North Korean", "KP"),
        ("It fired on the South African army.", "South African", "ZA"),
        ("Jets of the South Sudanese forces landed.", "South Sudanese", "SS"),
        ("The armed forces of the Islamic Republic of Iran have them.", "Islamic Republic of Iran", "IR"),
        ("Members of the Ukraine Defense Contact Group met.", "Ukraine Defense Contact Group", "udcg"),
    ],
)
def test_the_article_makes_no_name_longer(text: str, words: str, code: str) -> None:
    found = {text[m.start : m.end]: m.entry.code for m in finder().find(text)}
    assert found.get(words) == code
    assert not any(one.lower().startswith("the ") for one in found)


def test_the_longest_name_stands() -> None:
    assert ("South Korea", "state") in _found("South Korea sells howitzers.")


def test_a_name_that_only_holds_a_state_is_no_party() -> None:
    assert ("Persian Gulf", "blocked") in _found("A dhow in the Persian Gulf carried rifles.")


def test_hyphens_and_spaces_count_the_same() -> None:
    kinds = {kind for text in ("Mi-17", "Mi 17") for _, kind in _found(f"Two {text} helicopters")}
    assert "designation" in kinds


def test_torpedoes_are_the_plural_of_torpedo() -> None:
    assert ("torpedoes", "word") in _found("Lightweight-class torpedoes for India")


@pytest.mark.parametrize(
    ("name", "code", "class_"),
    [
        ("MNLA", "mnla", "nonstate"),
        ("Libya Dawn", "libya-dawn", "nonstate"),
        ("Karenni Nationalities Defence Force", "karenni", "nonstate"),
        ("Los Choneros", "los-choneros", "nonstate"),
        ("Konštrukta", "SK", "company"),
        ("GBU-39", "US", "munition.bomb"),
        ("Fahd-240", "EG", "vehicle.armoured"),
        ("WMA-301", "CN", "vehicle.armoured"),
        ("bomb racks", None, "component"),
        ("jet mill", None, "machinetool"),
    ],
)
def test_names_of_many_lands_are_known(name: str, code: str | None, class_: str) -> None:
    text = f"A shipment of {name} was named in the report."
    found = [(m.entry.code, m.entry.class_) for m in finder().find(text) if text[m.start : m.end] == name]
    assert found == [(code, class_)]


@pytest.mark.parametrize(
    "text",
    [
        "General Lami Dozo spoke of his bandits, and of a spike in sales.",
        "A model boxer with a husky voice has a maverick manager and a mamba for a pet.",
        "The falcon, the jackal, the griffon and the puma are in the zoo; a chaparral grows there.",
    ],
)
def test_ordinary_words_name_no_weapons_and_no_groups(text: str) -> None:
    kinds = {mention.entry.kind for mention in finder().find(text)}
    assert not kinds & {"designation", "group", "company"}
