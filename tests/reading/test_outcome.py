"""How a promise or a request ended is told beside it, where a clause of the same sentence tells it."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader


def _told(reader: Reader, text: str) -> list[tuple[str, str]]:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    return [(one.stage, one.stance) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "None of the 18 howitzers that Germany promised Ukraine has arrived, the Ukrainian minister said.",
        "The 18 howitzers that Germany promised Ukraine have not arrived, the Ukrainian minister said.",
    ],
)
def test_what_was_promised_and_has_not_come_is_both(reader: Reader, text: str) -> None:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    told = [(one.stage, one.stance, one.source.country) for one in found]
    assert told == [("agreed", "asserts", "DE"), ("delivered", "denies", "UA")]


@pytest.mark.parametrize(
    "text",
    [
        "Zero tanks have been sent from Spain to Ukraine so far.",
        "In no case have Belgian rifles been delivered to Libya, the minister told parliament.",
        "The HQ-9 battery which Yerevan says Pakistan sent to Azerbaijan is, according to Islamabad, an invention.",
    ],
)
def test_none_is_no_delivery(reader: Reader, text: str) -> None:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    assert [(one.stage, one.stance) for one in found] == [("delivered", "denies")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Spain promised Ukraine ten tanks, but not one has arrived.",
            [("agreed", "asserts"), ("delivered", "denies")],
        ),
        (
            "Baghdad signed with Washington for 36 F-16s for Iraq, none of which has arrived.",
            [("agreed", "asserts"), ("delivered", "denies")],
        ),
        (
            "The Kyrgyz were promised Russian S-300 systems which have never come.",
            [("agreed", "asserts"), ("delivered", "denies")],
        ),
        (
            "From Washington 155 mm shells have been promised to Israel but not delivered, an adviser said.",
            [("agreed", "asserts"), ("delivered", "denies")],
        ),
        ("Spain promised Ukraine ten tanks, but none will come before June.", [("agreed", "asserts")]),
        ("Poland ordered tanks from Korea, and none arrived late.", [("agreed", "asserts")]),
        ("The tanks that Croatia ordered from Yugoslavia were not delivered on time.", [("agreed", "asserts")]),
        ("The tanks that Egypt bought from the United States have never been used.", [("delivered", "asserts")]),
        ("The howitzers that France sent to Ukraine have not gone to the front.", [("delivered", "asserts")]),
        ("In no other year did Belgium sell more rifles to Libya.", [("delivered", "asserts")]),
        ("Spain promised Ukraine ten tanks and none went back.", [("agreed", "asserts")]),
        (
            "Egypt asked the United States for the F-15, and was refused.",
            [("sought", "asserts"), ("halted", "asserts")],
        ),
        ("Egypt asked the United States for the F-15 and was denied a loan.", [("sought", "asserts")]),
        ("Chile asked Israel for drones, and its minister was rejected by voters.", [("sought", "asserts")]),
        ("Somalia asked Turkey for drones after being turned down by the United States.", [("sought", "asserts")]),
        ("Egypt asked the United States for the F-15 and could be refused.", [("sought", "asserts")]),
        (
            "Israel suspended the sale of drones to Azerbaijan in 2017, yet the sales were resumed in 2019.",
            [("halted", "asserts"), ("delivered", "asserts")],
        ),
        ("Paris stopped deliveries of jets to Iraq and refused to resume them.", [("halted", "asserts")]),
        ("Paris stopped deliveries of jets to Iraq; fighting resumed in May.", [("halted", "asserts")]),
        ("Washington suspended the sale of bombs to Israel and may resume it.", [("halted", "asserts")]),
    ],
)
def test_an_end_is_told_only_where_it_has_come(reader: Reader, text: str, told: list[tuple[str, str]]) -> None:
    assert _told(reader, text) == told


@pytest.mark.parametrize(
    ("text", "ordered", "came"),
    [
        ("France promised Armenia 50 Bastion armoured vehicles and has delivered 24 of them.", 50, 24),
        ("Poland ordered 36 howitzers from South Korea, 12 of which have arrived.", 36, 12),
        ("Spain promised Ukraine ten tanks, and four of them arrived in May.", 10, 4),
        ("Germany pledged 14 tanks to Ukraine in January and handed them over in March.", 14, 14),
        ("Serbia ordered 12 helicopters from Russia, of which seven were handed over in 2021.", 12, 7),
        ("Oman ordered 40 missiles from Iran and got half of them last year.", 40, None),
        ("Manila signed with India for three batteries of missiles; the first came in April.", 3, 1),
        ("Finland bought two patrol boats from Sweden and got one of them in December.", 2, 1),
        ("Russia sold India 40 jets in 2010, 36 of which have been delivered.", 40, 36),
        ("Dhaka ordered two frigates from China, of which the second arrived last December.", 2, 2),
    ],
)
def test_what_was_promised_and_has_come_in_part_is_both(
    reader: Reader, text: str, ordered: int, came: int | None
) -> None:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    told = {one.stage: one.quantity.low if one.quantity else None for one in found}
    assert told == {"agreed": ordered, "delivered": came}


@pytest.mark.parametrize(
    "text",
    [
        "Poland has ordered 96 helicopters from the United States and expects the first in 2028.",
        "Israel agreed to sell Azerbaijan 40 drones and may deliver ten of them this year.",
        "Norway has promised Ukraine 22 F-16s and will hand over six of them in May.",
        "France agreed to sell Armenia 50 tanks and received three billion.",
        "France promised Armenia 50 tanks, but has sent only half of the money.",
        "Poland ordered 40 tanks from Korea and received two of the ministers in Warsaw.",
        "France promised Armenia 50 tanks; 200 came to protest.",
        "France promised Armenia 50 tanks; all came to nothing.",
        "Armenia ordered 50 tanks from France; its neighbour got 12.",
        "It is not true that Korea promised Poland 40 tanks and has delivered 12 of them.",
        "Qatar ordered 24 Rafales from France in May and has sent the first of its pilots to Mont-de-Marsan.",
        "Spain promised Ukraine ten tanks if four of them have arrived in Poland by May.",
    ],
)
def test_what_is_still_to_come_has_not(reader: Reader, text: str) -> None:
    assert {stage for stage, _ in _told(reader, text)} == {"agreed"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Washington lifted its hold on bombs for Israel.", "agreed"),
        ("Berlin dropped its veto on the sale of Eurofighters to Turkey.", "agreed"),
        ("The US no longer blocks F-16s for Turkey.", "agreed"),
        ("Russia's sale of jets to Egypt is off.", "halted"),
        ("Egypt no longer wants Russian jets.", "halted"),
        ("Botswana nearly bought Gripen jets from Sweden in 2016, and then let the matter drop.", "negotiating"),
        ("China has been kept from selling drones to Russia.", "halted"),
    ],
)
def test_a_halt_may_be_lifted_and_a_sale_called_off(reader: Reader, text: str, told: str) -> None:
    assert _told(reader, text) == [(told, "asserts")]


def test_what_lifts_one_halt_lifts_no_other(reader: Reader) -> None:
    text = "Germany lifted its ban on weapons for Ukraine but still blocks Taurus missiles."
    assert _told(reader, text) == [("agreed", "asserts"), ("halted", "asserts")]
    assert _told(reader, "Germany refused to lift its ban on tanks for Saudi Arabia.") == [("halted", "asserts")]


def test_what_nobody_says_is_not_so(reader: Reader) -> None:
    assert _told(reader, "Nobody says that China sold drones to Russia.") == [("delivered", "denies")]
