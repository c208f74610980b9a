"""Whose somebody is of whom the text says not whose: by the section, the office, the paper, the name of a service."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader

ROUND_UP = (
    "Who still sells arms to Saudi Arabia: a round-up\n\n"
    "DENMARK\n"
    "Denmark has suspended sales of weapons to Saudi Arabia, the foreign ministry said.\n\n"
    "SWITZERLAND\n"
    "Swiss firms may still send ammunition to Saudi Arabia, a spokesman for the economics ministry said.\n\n"
    "SWEDEN\n"
    "Saab delivered missiles to Saudi Arabia in May, the defence ministry said.\n"
)


def _sources(reader: Reader, text: str, publisher: str) -> list[tuple[str, str | None]]:
    found = reader.read(Document("one", text, publisher=publisher, published="2018-11-23")).statements
    return [(one.source.class_, one.source.country) for one in found]


def test_a_ministry_is_of_the_state_in_the_heading_of_its_section(reader: Reader) -> None:
    found = _sources(reader, ROUND_UP, "Hill Daily")
    assert [country for class_, country in found if class_ == "government"] == ["DK", "CH", "SE"]


def test_the_first_section_may_open_the_text(reader: Reader) -> None:
    told = _sources(reader, ROUND_UP.split("\n\n", 1)[1], "Hill Daily")
    assert [country for class_, country in told if class_ == "government"] == ["DK", "CH", "SE"]


def test_who_gets_goods_in_one_section_gets_none_in_the_next(reader: Reader) -> None:
    text = (
        "The world of arms\n\nSWEDEN\n\nStockholm sent ten CV90s to Ukraine.\n\n"
        "MALAYSIA\n\nThe ministry ordered 18 FA-50s from South Korea.\n"
    )
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2018-11-23")).statements
    told = {(one.supplier and one.supplier.code, one.recipient and one.recipient.code) for one in found}
    assert told == {("SE", "UA"), ("KR", "MY")}


def test_in_a_paper_of_a_ministry_the_ministry_is_always_the_same(reader: Reader) -> None:
    text = ROUND_UP.replace("Denmark has", "We have").replace("Swiss firms may", "Dutch firms may")
    found = _sources(reader, text, "Netherlands Ministry of Foreign Affairs")
    assert {"CH", "SE"}.isdisjoint(country for _, country in found)


@pytest.mark.parametrize(
    ("text", "publisher", "country"),
    [
        (
            "Gerald Brandt, a Deputy Assistant Secretary of State, said that Iran had shipped missiles to Sudan. "
            "Mr. Brandt said that Iran had also sent Sudan drones.",
            "Hill Daily",
            "US",
        ),
        ("Japan will sell the Philippines two patrol boats, the ministry said.", "Visayas Mail", "PH"),
        ("Turkey has sold Kenya 20 drones, a ministry spokesman said.", "Rift Valley Standard", "KE"),
        (
            "The Defence Intelligence of the Ministry of Defence of Ukraine said that Iran had sent Russia drones.",
            "Hill Daily",
            "UA",
        ),
        (
            "North Korea has sent Russia shells, the National Intelligence Service said. "
            "Pyongyang has also sent Russia missiles, the agency reported.",
            "Hill Daily",
            "KR",
        ),
    ],
)
def test_whose_a_speaker_is(reader: Reader, text: str, publisher: str, country: str) -> None:
    found = _sources(reader, text, publisher)
    assert found
    assert {code for _, code in found} == {country}


def test_who_speaks_in_a_ministrys_briefing(reader: Reader) -> None:
    text = (
        "Weekly briefing of the Foreign Ministry spokesman: transcript\n\n"
        "Elchin Rzayev: Good afternoon. Your questions, please.\n\n"
        "Caspian News Line: France has announced 36 Caesar howitzers for Armenia. How does Baku react?\n\n"
        "Rzayev: Last November France delivered 24 Bastion armoured vehicles to Armenia, and that is a mistake.\n\n"
        "Reuters: Has India sent Armenia rocket launchers?\n\n"
        "Rzayev: I can neither confirm nor deny that India has delivered rocket launchers to Armenia.\n\n"
        "Caspian News Line: Will the minister travel to Paris this month?\n\n"
        "Rzayev: I have nothing for you on the travels of the minister, who is a busy man.\n\n"
        "Reuters: And on the talks in Kazakhstan?\n\n"
        "Rzayev: They were held in a good spirit, as you will have read in our communique.\n"
    )
    assert ("government", "AZ") in _sources(reader, text, "Baku Briefings (transcripts)")
    assert not any(class_ == "anonymous" for class_, _ in _sources(reader, text, "Baku Briefings (transcripts)"))


def test_a_release_that_is_printed_again_is_the_bodys(reader: Reader) -> None:
    text = (
        "Treasury Targets Houthi Suppliers\n\n"
        "WASHINGTON - Today, the Department of the Treasury's Office of Foreign Assets Control (OFAC) is sanctioning "
        "four companies.\n\n"
        "Shenzhen Lianhang Technology of China has sold engines for drones to the Houthis since 2022.\n"
    )
    assert ("government", "US") in _sources(reader, text, "Treasury release mirror, Strait Compliance Notes")
