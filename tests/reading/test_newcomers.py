"""Companies that the lexicon doesn't know are their state's once the text has said whose they are."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.newcomers import name_newcomers
from weighbridge.reading.reader import Reader, scenes_of
from weighbridge.reading.scene import PartyMention


def _added(text: str) -> set[tuple[str, str | None]]:
    """Names that a document adds to the parties of its sentences, with their codes."""
    scenes = next(iter(scenes_of([Document("one", text)])))
    before: list[PartyMention] = [party for scene in scenes for party in scene.parties]
    name_newcomers(scenes)
    return {(party.entry.name, party.code) for scene in scenes for party in scene.parties if party not in before}


AFTER = " {name} shipped 60 tanks to Chad in May."


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("The South African manufacturer Highveld Mobility builds vehicles for Congo.", "Highveld Mobility", "ZA"),
        ("The South African manufacturer Highveld Mobility builds vehicles for Congo.", "Highveld", "ZA"),
        ("Krolmet Works, a Polish arms maker, builds vehicles for Congo.", "Krolmet Works", "PL"),
        ("The ship belongs to Harmony Crest Shipping of Hong Kong and carried tanks.", "Harmony Crest Shipping", "HK"),
        ("CHANGWON, South Korea - Hanseong Aerospace today signed for 54 howitzers.", "Hanseong Aerospace", "KR"),
    ],
)
def test_a_company_that_is_introduced_is_known_from_then_on(text: str, name: str, code: str) -> None:
    assert (name, code) in _added(text + AFTER.format(name=name))


@pytest.mark.parametrize(
    "text",
    [
        "Romania's Defence Minister signed for tanks. Defence is dear, and the Minister sold tanks to Chad.",
        "The Iranian firm has sold drones since October. October was a bad month for tanks.",
        "The Polish company Orbit Works and the French company Orbit Works sold tanks. Orbit Works has tanks.",
        "In Germany Krolmet sold tanks. Krolmet sold more tanks in May.",
        "The Panel named Skyline Impex, a company controlled by the brother of the Rwandan president. "
        "Skyline Impex sold tanks.",
        "Skyline Impex, a shipping company that carried rifles to Sudan, was named. Skyline Impex sold tanks to Chad.",
        "Delegates from Chad met Harmony Crest Shipping in Hong Kong. Harmony Crest Shipping sold tanks.",
        "John Smith, a former manager of a Polish firm, spoke. John Smith sold tanks to Chad.",
    ],
)
def test_what_nobody_introduces_as_a_company_of_one_state_is_none(text: str) -> None:
    assert not _added(text)


def test_the_headline_has_its_supplier(reader: Reader) -> None:
    text = (
        "Hanseong Aerospace wins Romanian howitzer order\n\nCHANGWON, South Korea, July 9, 2024 - Hanseong Aerospace "
        "today signed a contract with the Romanian Ministry of National Defence for 54 self-propelled howitzers. "
        "Hanseong has to date delivered 124 howitzers to Poland."
    )
    found = reader.read(Document("one", text, publisher="Defence Trade Monitor", published="2024-07-10")).statements
    assert found
    assert {one.supplier.code for one in found if one.supplier} == {"KR"}


def test_a_name_is_no_goods(reader: Reader) -> None:
    text = (
        "The Russian company Rotor Invest was in the papers. Rotor Invest also sold Rwanda four simulators last year."
    )
    found = reader.read(Document("one", text, publisher="Lake Dispatch", published="2023-06-14")).statements
    assert found
    assert {one.item.text for one in found if one.item} == {"simulators"}
