"""Where a sentence gives two words on one transfer, each has its own source."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.reader import Reader


def _sources(reader: Reader, text: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    return {(one.stage, one.stance): (one.source.class_, one.source.country) for one in found}


@pytest.mark.parametrize(
    ("text", "asserts", "denies"),
    [
        (
            "In Santiago the Government denied reports in the Lima press that the Chilean army had supplied Ecuador "
            "with mortar bombs.",
            ("media", "PE"),
            ("government", "CL"),
        ),
        ("Kigali rejected Amnesty's charge that it had sent the M23 mortars.", ("ngo", "GB"), ("government", "RW")),
    ],
)
def test_whose_claim_is_denied_and_who_denies_it(
    reader: Reader, text: str, asserts: tuple[str, str], denies: tuple[str, str]
) -> None:
    told = _sources(reader, text)
    assert told == {("delivered", "asserts"): asserts, ("delivered", "denies"): denies}


def test_who_promised_is_not_who_says_that_none_has_come(reader: Reader) -> None:
    text = "Salim al-Jumaili, an Iraqi deputy, said Berlin promised the Iraqi army rifles, and none has arrived."
    told = _sources(reader, text)
    assert told["agreed", "asserts"][1] == "DE"
    assert told["delivered", "denies"][1] == "IQ"


def test_where_nobody_else_speaks_the_page_says_that_none_has_come(reader: Reader) -> None:
    told = _sources(reader, "Germany promised Ukraine ten howitzers, but none has arrived.")
    assert told == {("agreed", "asserts"): ("government", "DE"), ("delivered", "denies"): ("narrator", None)}


def test_who_denies_did_not_have_it_from_the_accuser(reader: Reader) -> None:
    text = "Turkey denied sending drones to Libya, as the UN alleges."
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    assert [(one.stance, one.source.country, one.via) for one in found] == [
        ("asserts", "un", ()),
        ("denies", "TR", ()),
    ]


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("The papers show that Russia sold Indonesia rifles.", "document"),
        ("Jakarta papers say that Russia sold Indonesia rifles.", "media"),
        ("Two papers in Seoul reported that Russia sold Indonesia rifles.", "media"),
        ("A clerk at the port of Mombasa said that tanks from Ukraine had gone to Kenya.", "anonymous"),
    ],
)
def test_papers_are_documents_unless_they_are_a_towns(reader: Reader, text: str, class_: str) -> None:
    assert [source for source, _ in _sources(reader, text).values()] == [class_]


def test_a_clause_in_passing_is_the_papers_own_and_not_of_who_is_cited_behind(reader: Reader) -> None:
    text = (
        "China, which sold Myanmar 20 tanks in 2010, has now promised it submarines, a newspaper in Bangkok reported."
    )
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2024-05-05")).statements
    told = {(one.stage, one.item.class_): one.source.class_ for one in found if one.item}
    assert told["delivered", "vehicle.tank"] == "narrator"
    assert told["agreed", "ship.submarine"] == "government"


def test_who_promises_does_not_speak_of_what_came(reader: Reader) -> None:
    told = _sources(reader, "Spain promised Ukraine ten tanks, and four of them arrived in May.")
    assert told == {("agreed", "asserts"): ("government", "ES"), ("delivered", "asserts"): ("narrator", None)}
