"""A known name inside a longer name stands for nobody whom the lexicon knows."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.mentions import finder
from weighbridge.reading.namesakes import is_namesake
from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("according to Rodrigo Batista", "Batista", True),
        ("according to President Batista", "Batista", False),
        ("Late in October Putin", "Putin", False),
        ("said Mr. Putin", "Putin", False),
        ("said Walter Brandt", "Brandt", True),
        ("said Defence Minister Besnik Hoxha", "Hoxha", True),
        ("said President Wladimir Putin", "Putin", False),
        ("said W. Brandt", "Brandt", False),
        ("said Marc Rutte", "Rutte", False),
        ("said the Norwegian Institute for Security Studies", "Institute for Security Studies", True),
        ("Defiant Putin", "Putin", False),
        ("Warlord Hemedti", "Hemedti", False),
        ("said Pretoria's Institute for Security Studies", "Institute for Security Studies", False),
        ("Newspaper Le Monde", "Le Monde", False),
        ("said the Institute for Security Studies", "Institute for Security Studies", False),
        ("the Washington-based Institute for the Study of War", "Institute for the Study of War", False),
    ],
)
def test_a_name_in_a_longer_name(text: str, name: str, other: bool) -> None:
    mention = next(one for one in finder().find(text) if text[one.start : one.end] == name)
    assert is_namesake(text[: mention.start], mention) is other


def test_states_and_groups_are_always_themselves() -> None:
    text = "in Northern Mali"
    mention = next(one for one in finder().find(text) if one.entry.kind == "state")
    assert not is_namesake(text[: mention.start], mention)


def test_a_dealer_is_not_his_namesakes_state(reader: Reader) -> None:
    text = "Maria Putin, a dealer in Lima, sold rifles to Ecuador in 2020."
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    assert found
    assert all(one.supplier is None or one.supplier.code != "RU" for one in found)


def test_a_body_sits_where_it_says(reader: Reader) -> None:
    text = (
        "Arms for Sudan\n\nLakes Institute for Peace, a research group in Nairobi, has drawn up this list.\n\n"
        "We found that Ukraine had delivered four Mi-24 helicopters to South Sudan in 2015."
    )
    found = reader.read(Document("one", text, publisher="Lakes Institute for Peace", published="2024-05-05")).statements
    assert {(one.source.class_, one.source.country) for one in found} == {("ngo", "KE")}


def test_a_given_name_that_goes_on_is_somebody_elses(reader: Reader) -> None:
    text = "The spokesman, Nasser al-Sharif, said that Iran had sent Algeria six drones."
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    assert found
    assert all(one.source.country != "EG" for one in found)


def test_a_president_keeps_his_name_beside_a_namesake(reader: Reader) -> None:
    text = "Maria Putin, a dealer, was heard.\n\nPresident Putin said that Russia had sold Algeria six jets."
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    assert [(one.source.class_, one.source.country) for one in found] == [("government", "RU")]
