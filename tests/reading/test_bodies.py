"""A common noun for a body stands for the company, or the organisation of states, that was named before."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "class_", "country"),
    [
        ("KNDS delivered ten howitzers to Ukraine, the group said.", "company", "DE"),
        ("Amnesty said so. Two ships brought shells from Spain to Libya, the group said.", "ngo", "GB"),
        ("The Turkish shipyard has delivered two corvettes to Nigeria, its director said.", "company", "TR"),
        (
            "The Turkish shipyard Marmara Deniz has handed over two corvettes to the Philippine Navy, its director, "
            "Selim Arda, told the Courier on Thursday.",
            "company",
            "TR",
        ),
        (
            "The European Union's operation has seized vehicles that were on the way from the Emirates to Libya, "
            "it said on Thursday.",
            "intergovernmental",
            "eu",
        ),
        (
            "The EU has listed new firms. Six companies in China, the Council says, sold drones to Russia.",
            "intergovernmental",
            "eu",
        ),
        ("A UN spokesman said Rwanda had sent rifles to the M23.", "intergovernmental", "un"),
        ("Rwanda has sent rifles to the M23, an EU spokeswoman said.", "intergovernmental", "eu"),
        ("NATO officials said Iran had sent missiles to Russia.", "anonymous", "nato"),
        ("The auditor general's report says Kenya bought vehicles from Serbia.", "government", "KE"),
        ("A pilot said he had flown rifles from Ostend to Angola.", "anonymous", None),
        ("Court papers show that Libya bought jets from France.", "document", None),
    ],
)
def test_whom_a_noun_for_a_body_means(reader: Reader, text: str, class_: str, country: str | None) -> None:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    assert {(one.source.class_, one.source.country) for one in found} == {(class_, country)}


def test_a_name_for_a_company_that_is_no_noun_for_speakers_stops_nothing(reader: Reader) -> None:
    text = "Saab is Swedish. The Arsenal said that Bulgaria had sold Iraq rifles."
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    assert [one.item.text for one in found] == ["rifles"]
