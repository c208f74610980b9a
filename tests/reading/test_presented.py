"""Whose a speaker is whom the heading presents, or his label; whose papers an embassy or a newsroom puts out."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader

CONFERENCE = (
    "Joint press conference of the Minister of Foreign Affairs, Mr Erdem Sayın, and the Minister of Foreign Affairs of "
    "Bulgaria, Mr Petar Kostadinov\n\n"
    "MR SAYIN: Welcome. Russia has delivered S-400 missiles to Turkey.\n\n"
    "MR KOSTADINOV: Thank you. The United States has sold Bulgaria eight F-16 jets.\n\n"
    "MR SAYIN: The Emirates have given Libya Russian missiles.\n\n"
    "MR KOSTADINOV: Russia has sold Serbia tanks.\n"
)
HEARING = (
    "Standing Committee on Trade Controls, edited evidence\n\n"
    "The Chair: I call the meeting to order.\n\n"
    "Mr. Gordon Hall (Director General, Global Affairs Canada): Canada has sold Israel radars.\n\n"
    "Ms. Inés Larra (Secretariat of State for Trade, Madrid): Spain has sold Israel ammunition.\n\n"
    "The Chair: And the shells?\n\n"
    "Ms. Inés Larra: Spain has also sold Israel shells.\n\n"
    "The Chair: Thank you.\n"
)


def _countries(reader: Reader, text: str, publisher: str, date: str = "2019-07-24") -> list[tuple[str, str | None]]:
    found = reader.read(Document("one", text, publisher=publisher, published=date)).statements
    return [(one.source.class_, one.source.country) for one in found]


def test_ministers_are_of_the_states_that_the_heading_gives_them(reader: Reader) -> None:
    found = _countries(reader, CONFERENCE, "Ministry of Foreign Affairs of the Republic of Turkey")
    assert found == [("government", country) for country in ("TR", "BG", "TR", "BG")]


def test_witnesses_are_of_the_bodies_in_their_labels_and_stay_so(reader: Reader) -> None:
    found = _countries(reader, HEARING, "Ottawa Hearings Transcript Service")
    assert found == [("government", country) for country in ("CA", "ES", "ES")]


@pytest.mark.parametrize(
    ("text", "publisher", "told"),
    [
        (
            "Tunis, 14 July 2016 - Germany handed over five mobile radars to the Tunisian armed forces yesterday.",
            "Embassy of the Federal Republic of Germany, Tunis",
            ("government", "DE"),
        ),
        (
            "SEOUL, May 14, 2024 - Hanbando Defence Alliance met partners in Lima. Thirty armoured vehicles will be "
            "shipped to Peru from Korea in 2025.",
            "Hanbando Defence Alliance, Newsroom",
            ("company", "KR"),
        ),
        (
            "Between 2005 and 2014 the United States gave Afghanistan 86 helicopters.",
            "Special Inspector General for Afghanistan Reconstruction",
            ("government", "US"),
        ),
    ],
)
def test_a_body_that_puts_out_a_paper_says_what_nobody_else_does(
    reader: Reader, text: str, publisher: str, told: tuple[str, str]
) -> None:
    assert _countries(reader, text, publisher) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Russia sent Armenia missiles. A deputy of the opposition, Vahan Manukyan, told Armenian television that "
            "Russia had also sent Armenia tanks.",
            ("government", "AM"),
        ),
        (
            "Russia sent Armenia missiles.\n\nIn Yerevan the news was met with silence. Presidential spokesman Levon "
            "Zurabyan said that Russia had also sent Armenia tanks.",
            ("government", "AM"),
        ),
    ],
)
def test_a_speaker_is_of_the_place_he_speaks_in(reader: Reader, text: str, told: tuple[str, str]) -> None:
    assert _countries(reader, text, "The Moskva Observer")[-1] == told


def test_who_is_told_something_gets_nothing(reader: Reader) -> None:
    text = "The Russian embassy in Kabul told us that Russia had sold Afghanistan helicopters."
    found = reader.read(
        Document("one", text, publisher="U.S. Department of Defense", published="2017-07-28")
    ).statements
    assert [(one.supplier and one.supplier.code, one.recipient and one.recipient.code) for one in found] == [
        ("RU", "AF")
    ]
