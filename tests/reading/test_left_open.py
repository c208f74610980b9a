"""What one speaker reports and another denies, or will not speak of, are two statements, each with its own source."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader

Told = tuple[str, str, str, str | None]


def _told(reader: Reader, text: str) -> list[Told]:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    return [(one.stage, one.stance, one.source.class_, one.source.country) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two Iranian drones landed in Ethiopia in August, according to Bellwether, a Dutch research group; "
            "Ethiopia's spokeswoman, Bilene Tadesse, would neither confirm nor deny it.",
            [("delivered", "asserts", "ngo", "NL"), ("delivered", "declines", "government", "ET")],
        ),
        (
            "French jets have reached Iraq, diplomats said; Paris would not comment.",
            [("delivered", "asserts", "anonymous", None), ("delivered", "declines", "government", "FR")],
        ),
        (
            "The Panel could not verify a claim by the opposition SPLM-IO that Egypt had flown ammunition to Juba.",
            [("delivered", "asserts", "nonstate", "spla-io"), ("delivered", "declines", "intergovernmental", None)],
        ),
    ],
)
def test_what_another_will_not_speak_of_is_told_all_the_same(reader: Reader, text: str, told: list[Told]) -> None:
    assert _told(reader, text) == told


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("A spokesman declined to say whether France had sold Iraq jets.", {"declines"}),
        ("Kyiv has received ten tanks from Spain, but the ministry would not say how many will follow.", {"asserts"}),
        ("Nobody has said that Turkey sent drones to Libya, and Ankara would not comment.", {"declines"}),
        ("Turkey neither confirmed nor denied sending drones to Libya, as the UN alleged.", {"declines"}),
        ("Libya, which wanted to comment only later, received tanks from Egypt.", {"asserts"}),
        ("Asked about it, Paris would not comment on the sale of jets to Iraq.", {"declines"}),
    ],
)
def test_who_only_will_not_say_reports_nothing(reader: Reader, text: str, stances: set[str]) -> None:
    assert {stance for _, stance, _, _ in _told(reader, text)} == stances


@pytest.mark.parametrize(
    ("text", "asserts", "denies"),
    [
        ("The TPLF denies having got arms from Egypt, as Addis Ababa claims.", "ET", "tplf"),
        ("The UAE has denied that it gives the RSF weapons, in spite of accusations made by UN experts.", "un", "AE"),
        ("US says Russia flew fighter jets to Haftar; Moscow speaks of a fairy tale", "US", "RU"),
        ("Aid flights carried Iranian arms to Syria, sources say; “not true”, Iran answers", None, "IR"),
        ("She denied a report in the daily La Voz that Peru was buying rocket launchers from China.", None, "PE"),
    ],
)
def test_whose_word_is_denied_has_a_statement(
    reader: Reader, text: str, asserts: str | None, denies: str | None
) -> None:
    told = {(stance, country) for _, stance, _, country in _told(reader, text)}
    assert told == {("asserts", asserts), ("denies", denies)}


@pytest.mark.parametrize(
    "text",
    [
        "Iran denies that it sent Russia drones.",
        "Iran denies that it sent Russia drones, as a spokesman said on Monday.",
        "Turkey denied sending drones to Libya, as it told reporters.",
        "As the minister said, Iran denies that it sent Russia drones.",
        "Moscow spoke of tanks and denied that it had sent Syria any missiles.",
    ],
)
def test_a_denial_of_nobodys_word_reports_nothing(reader: Reader, text: str) -> None:
    assert {stance for _, stance, _, _ in _told(reader, text)} == {"denies"}
