"""A word of denial that denies nothing in the end turns no delivery into a denial; any other still does."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader


def _read(reader: Reader, text: str) -> list[tuple[str, str]]:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    return [(one.stage, one.stance) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey has not only sold drones to Ukraine but also to Poland.",
        "Iran has not just supplied drones to Russia, it has built a factory there.",
        "Israel did not just sell drones to Azerbaijan, the ministry said.",
        "Iran never stopped supplying rockets to Hezbollah.",
        "Britain did not fail to deliver the tanks to Jordan.",
        "Nobody doubts that Rwanda arms the M23 rebels.",
        "Poland did not deliver the MiG-29 jets to Ukraine until March.",
    ],
)
def test_what_is_told_all_the_same_is_delivered(reader: Reader, text: str) -> None:
    read = _read(reader, text)
    assert read
    assert set(read) == {("delivered", "asserts")}


def test_who_does_not_deny_confirms(reader: Reader) -> None:
    assert _read(reader, "Belarus did not deny that it had sold rifles to Sudan.") == [("delivered", "confirms")]


@pytest.mark.parametrize(
    "text",
    [
        "Poland did not deliver the MiG-29 jets to Ukraine until now.",
        "Poland has not delivered the MiG-29 jets to Ukraine until today.",
        "Iran not only denies sending drones to Russia but calls the reports lies.",
        "Germany has not only not delivered tanks to Kyiv but has forbidden others to do so.",
        "There is no doubt that China has not sold any missiles to Iran.",
        "Serbia does not dispute that its shells are in Ukraine but denies having sold them to Kyiv.",
        "China did not cease to deny that it sold missiles to Pakistan.",
        "China did not ship drones to Russia up until the present, the Chinese embassy said.",
        "Germany did not send Taurus missiles to Ukraine, not even until the end of the offensive, he said.",
        "Uganda said it did not supply M23 with rifles until the peace deal, or after it.",
        "Greece did not send S-300 systems to Ukraine until the United States replaces them, Athens said.",
        "Belgrade not only rebuffed but mocked claims that shells were sold to Ukraine.",
        "Not only Moscow but Belgrade, too, calls the sale of Serbian shells to Ukraine a fairy tale.",
    ],
)
def test_what_is_denied_beside_it_stays_denied(reader: Reader, text: str) -> None:
    assert {stance for _, stance in _read(reader, text)} == {"denies"}


@pytest.mark.parametrize(
    "text",
    [
        "Britain would not hesitate to sell Typhoon jets to Turkey.",
        "Poland will not deliver the MiG-29 jets to Ukraine until March.",
        "Russia is not only selling fighters to India, it is also offering submarines.",
    ],
)
def test_what_is_to_come_is_no_delivery(reader: Reader, text: str) -> None:
    read = _read(reader, text)
    assert read
    assert all(stage != "delivered" for stage, _ in read)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russia sold Syria helicopters that were never used.", "asserts"),
        ("Iran gave Hezbollah rockets which have not been fired.", "asserts"),
        ("Russia never sold Syria helicopters that were used in Aleppo.", "denies"),
        ("Germany did not send Ukraine tanks that were not tested.", "denies"),
        ("France sold Chad missiles which it never delivered.", "denies"),
    ],
)
def test_who_never_used_them_has_them(reader: Reader, text: str, stance: str) -> None:
    found = reader.read(Document("one", text, published="2024-06-15")).statements
    assert [one.stance for one in found] == [stance]
