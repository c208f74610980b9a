"""How firms and their papers tell of orders: who wins one supplies, who gives one gets."""

from __future__ import annotations

import pytest
from tests.reading.stated import stated

from weighbridge.model import Document
from weighbridge.reading.reader import Reader

SLOTS = "supplier recipient stage"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rheinmetall has received an order from Ukraine for 20 infantry fighting vehicles.", ("DE", "UA", "agreed")),
        ("Rheinmetall won a contract from Hungary for 20 tanks.", ("DE", "HU", "agreed")),
        ("Naval Group secured an order from Greece for three frigates.", ("FR", "GR", "agreed")),
        ("Embraer booked an order from Portugal for five transport planes.", ("BR", "PT", "agreed")),
        ("Saab received from Brazil an order for 36 jets.", ("SE", "BR", "agreed")),
        ("Rheinmetall bagged a 200 million euro deal from Kyiv for 20 vehicles.", ("DE", "UA", "agreed")),
        ("Embraer's order book includes 12 planes for Sweden.", ("BR", "SE", "agreed")),
        ("General Dynamics has received a contract to provide 30 tanks to Poland.", ("US", "PL", "agreed")),
        ("Lockheed Martin was selected by Finland to supply 64 jets.", ("US", "FI", "agreed")),
        ("Norway has contracted Hanwha to build 24 howitzers.", ("KR", "NO", "agreed")),
        ("Sweden received a request from Ukraine for 10 jets.", ("SE", "UA", "sought")),
        ("Latvia has received an order of 56 vehicles from Patria.", ("FI", "LV", "agreed")),
        ("Patria has got 56 vehicles from Latvia.", ("LV", "FI", "delivered")),
        ("Turkey has received the green light for 40 F-16s from the United States.", ("US", "TR", "agreed")),
        ("Kyiv has received a promise of 40 F-16s from the Netherlands.", ("NL", "UA", "agreed")),
        ("Greece got a contract with France for 24 Rafale jets.", ("FR", "GR", "agreed")),
        ("Kenya won a deal from the United States for eight MD-530 helicopters.", ("US", "KE", "agreed")),
        ("Iraq received its order of 36 F-16 jets from the United States.", ("US", "IQ", "agreed")),
        ("Vietnam has received two orders of Russian Kilo submarines.", ("RU", "VN", "agreed")),
        ("Taiwan has received contracted Abrams tanks from the United States.", ("US", "TW", "delivered")),
        ("Kyiv has received 40 F-16s from the Netherlands.", ("NL", "UA", "delivered")),
    ],
)
def test_which_way_an_order_goes(reader: Reader, text: str, told: tuple[str, str, str]) -> None:
    assert stated(reader, text, SLOTS) == [told]


def _spoken(reader: Reader, publisher: str, text: str) -> list[tuple[str | None, str | None, str, str | None]]:
    found = reader.read(Document("one", text, publisher=publisher, published="2024-06-15")).statements
    return [
        (
            one.supplier and one.supplier.code,
            one.recipient and one.recipient.code,
            one.source.class_,
            one.source.country,
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("publisher", "text", "told"),
    [
        ("Tessera Systems", "TURIN, 3 May - We delivered 12 drones to Peru.", ("IT", "PE", "company", "IT")),
        ("Tessera Systems", "Turin, 3 May 2024. We delivered 12 drones to Peru.", ("IT", "PE", "company", "IT")),
        (
            "Tessera Systems",
            "The Danish firm Tessera Systems makes drones. We delivered 12 of the drones to Peru.",
            ("DK", "PE", "company", "DK"),
        ),
        (
            "Tessera",
            "Tessera, headquartered in Turin, has today announced that it delivered 12 drones to Peru.",
            ("IT", "PE", "company", "IT"),
        ),
        ("Tessera Systems", "We delivered 12 drones to Peru.", (None, "PE", "company", None)),
        (
            "Aldebaran Defence Institute",
            "We delivered 12 radars to Poland. Our customers in Latvia want more.",
            (None, "PL", "company", None),
        ),
    ],
)
def test_a_firm_of_which_no_file_knows_tells_of_its_own_trade(
    reader: Reader, publisher: str, text: str, told: tuple[str | None, str | None, str, str | None]
) -> None:
    assert told in _spoken(reader, publisher, text)


@pytest.mark.parametrize("publisher", ["Tessera Post", "Tessera Ministry", "Amnesty International", "Tessera", ""])
def test_what_others_put_out_is_no_firm_s(reader: Reader, publisher: str) -> None:
    told = _spoken(reader, publisher, "PARIS, 3 May - Iran has delivered 12 drones to Sudan, we have found.")
    assert [(supplier, recipient) for supplier, recipient, *_ in told] == [("IR", "SD")]
    assert "company" not in {kind for *_, kind, _ in told}


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("Jacobin", "We sold F-15 jets to Saudi Arabia, and Boeing's shareholders made billions."),
        ("Mother Jones", "We sold Iran TOW missiles. The CEO of Raytheon had no comment."),
        ("  ", "We sold Iran TOW missiles. The CEO of Raytheon had no comment."),
    ],
)
def test_the_we_of_an_opinion_is_no_firm_s(reader: Reader, publisher: str, text: str) -> None:
    told = _spoken(reader, publisher, text)
    assert [(supplier, kind) for supplier, _, kind, _ in told][:1] == [("US", "narrator")]
