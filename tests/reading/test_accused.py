"""Who is only accused of a transfer does not assert it, and "which it denies" is his word."""

from __future__ import annotations

import pytest
from tests.reading.stated import stated

from weighbridge.model import Document
from weighbridge.reading.reader import Reader

SLOTS = "supplier recipient stance class country"


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        ("Rwanda has been accused of arming M23 with mortars, which it denies.", "RW", "m23"),
        ("Rwanda is accused of supplying mortars to M23, a charge it denies.", "RW", "m23"),
        ("Iran is accused of sending missiles to the Houthis, something it has always denied.", "IR", "houthis"),
        ("Belarus has been accused of smuggling rifles to Russia, a claim it rejects.", "BY", "RU"),
        ("Uganda, accused of giving rifles to South Sudan, has denied it.", "UG", "SS"),
    ],
)
def test_the_accused_denies_and_nobody_named_asserts(reader: Reader, text: str, supplier: str, recipient: str) -> None:
    assert set(stated(reader, text, SLOTS)) == {
        (supplier, recipient, "asserts", "narrator", None),
        (supplier, recipient, "denies", "government", supplier),
    }


def test_who_accuses_asserts(reader: Reader) -> None:
    told = set(stated(reader, "Sudan accuses the UAE of sending weapons to the RSF, which Abu Dhabi denies.", SLOTS))
    assert told == {("AE", "rsf", "asserts", "government", "SD"), ("AE", "rsf", "denies", "government", "AE")}


@pytest.mark.parametrize(
    ("text", "supplier"),
    [
        ("Not Iran but Russia gave the Houthis their missiles.", {"RU"}),
        ("It was Iran, not Russia, that gave the Houthis their missiles.", {"IR"}),
        ("Not only Iran but Russia gave the Houthis missiles.", {"IR", "RU"}),
    ],
)
def test_who_did_not_is_no_supplier(reader: Reader, text: str, supplier: set[str]) -> None:
    assert {one[0] for one in stated(reader, text, SLOTS)} == supplier


@pytest.mark.parametrize(
    "text", ["Instead of tanks, Greece sent Ukraine BMP-1 vehicles.", "Greece sent Ukraine BMP-1s in place of tanks."]
)
def test_what_others_were_sent_instead_of_was_not_sent(reader: Reader, text: str) -> None:
    found = reader.read(Document("one", text, published="2024-06-15")).statements
    assert [one.item.class_ for one in found] == ["vehicle.armoured"]


@pytest.mark.parametrize(
    ("text", "supplier", "recipient", "country"),
    [
        (
            "Reports in the Dhaka press that Russia has sold Bangladesh MiG-35 jets have been denied by the air force.",
            "RU",
            "BD",
            "BD",
        ),
        (
            "Reports in the media that the Netherlands has sent Ukraine F-16s are incorrect, the defence ministry in "
            "The Hague said.",
            "NL",
            "UA",
            "NL",
        ),
    ],
)
def test_a_paper_reports_what_is_denied_in_the_passive(
    reader: Reader, text: str, supplier: str, recipient: str, country: str
) -> None:
    told = {(one[2], one[3]) for one in stated(reader, text, SLOTS)}
    assert told >= {("asserts", "media")}
    assert (supplier, recipient, "denies", country) in stated(reader, text, "supplier recipient stance country")


@pytest.mark.parametrize(
    "text",
    [
        "Asked about a report in a German weekly that American instructors had trained the Syrian rebels, a Pentagon "
        "spokeswoman would not be drawn.",
        "Taiwan's defence ministry had no comment on a report in the Liberty Daily that the United States has offered "
        "it mines.",
    ],
)
def test_a_paper_reports_what_somebody_will_not_comment_on(reader: Reader, text: str) -> None:
    assert {(one[0], one[1]) for one in stated(reader, text, "stance class")} == {
        ("asserts", "media"),
        ("declines", "government"),
    }
