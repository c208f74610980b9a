"""What a ministry or a company puts out itself is its own word, and "we" and "the company" there are it."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader
from weighbridge.reading.sources.issuer import issuing, putting_out


def _told(reader: Reader, publisher: str, text: str) -> list[tuple[str | None, str | None, str, str | None]]:
    found = reader.read(Document("one", text, publisher=publisher, published="2024-05-05")).statements
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
        ("Naval Group", "We have delivered two frigates to Egypt.", ("FR", "EG", "company", "FR")),
        (
            "Hanwha Aerospace newsroom",
            "The company has delivered ten howitzers to Poland.",
            ("KR", "PL", "company", "KR"),
        ),
        (
            "Ministry of Defence of Ukraine",
            "KYIV, 4 March. We have received ten tanks from Spain.",
            ("ES", "UA", "government", "UA"),
        ),
        (
            "Ministry of Defence of Spain",
            "The Ministry has sent ten tanks to Ukraine.",
            ("ES", "UA", "government", "ES"),
        ),
        (
            "Ministry of Defence of Spain",
            "General Petrov of Bulgaria said that Bulgaria had got ten tanks from Germany.",
            ("DE", "BG", "military", "BG"),
        ),
    ],
)
def test_who_puts_it_out_speaks_where_nobody_else_does(
    reader: Reader, publisher: str, text: str, told: tuple[str | None, str | None, str, str | None]
) -> None:
    assert _told(reader, publisher, text) == [told]


def test_our_allies_are_others(reader: Reader) -> None:
    told = _told(reader, "Government of Canada", "Our allies have sent tanks to Ukraine.")
    assert [supplier for supplier, *_ in told] == ["allies"]


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("Naval Group press release", "FR"),
        ("Ministry of Defence, Stockholm (release)", "SE"),
        ("Department of Defence (Pretoria)", "ZA"),
        ("Defence Intelligence of Ukraine (English service)", "UA"),
    ],
)
def test_a_publisher_that_is_a_body_and_nothing_else(publisher: str, country: str) -> None:
    body = putting_out(publisher)
    assert body is not None
    assert body.country == country


@pytest.mark.parametrize(
    "publisher",
    [
        "",
        "Westminster Record",
        "Nairobi Parliament Watch",
        "Tatra Press Service",
        "Embassy newsroom, Tbilisi",
        "Le Monde",
    ],
)
def test_a_paper_with_such_a_name_is_nobodys(publisher: str) -> None:
    assert putting_out(publisher) is None


@pytest.mark.parametrize(
    ("publisher", "bodies"),
    [
        ("United Nations Human Rights Council (document mirror)", [("intergovernmental", "un")]),
        ("Southern Africa Arms Monitor (press release)", [("ngo", None)]),
        ("Joint Subcommittee on Middle East Security", []),
        ("Sahel in Focus (podcast)", []),
    ],
)
def test_parts_of_the_world_put_out_nothing(publisher: str, bodies: list[tuple[str, str | None]]) -> None:
    assert [(one.class_, one.country) for one in issuing(publisher)] == bodies
