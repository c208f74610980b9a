"""Whose talk a document records: in a company's call whoever answers speaks for it, "we" are the company and who asks
states nothing; in a ministry's briefing and in a parliament "we" are the state."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from weighbridge.model import Document, Statement
from weighbridge.reading.reader import Reader
from weighbridge.reading.sources.hosts import host_of

CALL = """Saab AB second-quarter results call: edited transcript

Operator: Good morning. Our first question comes from Anna Lindqvist.

Anna Lindqvist, Nordea: When will the first Gripen go to Thailand?

Micael Berg, chief executive: We delivered two Gripen E fighters to Brazil. Thailand has signed for four aircraft.

Daniel Koo, Macquarie: And Peru?

Christian Falk, CFO: We shipped the first Giraffe radar to Peru in May.

Peter Holm: There's talk of Hungary.

Berg: Hungary ordered four Gripens in February. We have not supplied any Gripens to Serbia.
"""


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def _read(text: str) -> list[Statement]:
    title = text.splitlines()[0]
    return list(_reader().read(Document("call", text, publisher="Market Notes", title=title)).statements)


def _recipients(statements: list[Statement]) -> dict[str | None, Statement]:
    return {one.recipient.code if one.recipient else None: one for one in statements}


def test_the_officers_answer_for_the_company_and_are_named() -> None:
    found = _recipients(_read(CALL))
    assert {"BR", "TH", "PE", "HU", "RS"} <= found.keys()
    assert {(one.source.class_, one.source.country) for one in found.values()} == {("company", "SE")}
    assert found["BR"].source.text == "Micael Berg, chief executive"
    assert found["HU"].source.text == "Berg"
    assert (found["RS"].stage, found["RS"].stance) == ("delivered", "denies")


def test_we_are_the_company() -> None:
    found = _recipients(_read(CALL))
    assert {found[code].supplier.code for code in ("BR", "PE") if found[code].supplier} == {"SE"}


@pytest.mark.parametrize("label", ["A (Christian Falk, CFO)", "A", "A2", "[A]"])
def test_questions_and_answers_by_letter(label: str) -> None:
    text = CALL.replace("Christian Falk, CFO", label).replace("Daniel Koo, Macquarie", "Q (Daniel Koo, Macquarie)")
    source = _recipients(_read(text))["PE"].source
    assert (source.class_, source.country) == ("company", "SE")
    assert source.text == ("Christian Falk" if "Falk" in label else "Saab")


def test_names_may_stand_on_lines_of_their_own() -> None:
    text = re.sub(
        r"^([A-Z][^:\n]+): ",
        r"\1\n\n",
        CALL.replace(", chief executive:", " - Chief Executive:").replace("\nBerg:", "\nMicael Berg:"),
        flags=re.MULTILINE,
    )
    found = _recipients(_read(text))
    assert {(one.source.class_, one.source.country) for one in found.values()} == {("company", "SE")}
    assert found["BR"].source.text == "Micael Berg - Chief Executive"
    assert found["PE"].source.text == "Christian Falk, CFO"


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Saab's second-quarter earnings call", "Saab"),
        ("Capital markets day of Naval Group", "Naval Group"),
        ("Ministers debate Saab's second quarter", None),
        ("Saab was called to Parliament", None),
    ],
)
def test_whose_call_it_is(title: str, company: str | None) -> None:
    document = Document("call", "Operator: Good morning.", publisher="Market Notes", title=title)
    found = host_of(document, None)
    assert (found.text if found else None) == company


def test_management_is_that_of_the_company_named_before() -> None:
    told = "Hyundai Rotem met its creditors on Thursday. {who} said the first 18 K2 tanks had been delivered to Poland."
    for who in ("Management", "The head of investor relations"):
        (one,) = _read(told.format(who=who))
        assert (one.source.class_, one.source.country) == ("company", "KR")


BRIEFING = """Questions and answers at the weekly briefing

{first}

ECHAGÜE: I take your questions.

RADIO BELGRANO: Are the jets coming?

ECHAGÜE: The terms on which Denmark would let us have twenty-four F-16s are still on the table.

ANA KOVAL (Dnipro News): And for Ukraine?

ECHAGÜE: Kyiv asked us for two Mi-17 helicopters in February. We have not sent any.
"""
MINISTRY = "Ministry of Foreign Affairs, International Trade and Worship (Argentina)"


def _told(text: str, publisher: str) -> set[tuple[str | None, str | None, str, str]]:
    found = _reader().read(Document("talk", text, publisher=publisher, title=text.splitlines()[0])).statements
    codes = [
        (one.supplier.code if one.supplier else None, one.recipient.code if one.recipient else None) for one in found
    ]
    return {(*pair, one.stage, one.stance) for pair, one in zip(codes, found, strict=True)}


def test_in_a_ministrys_briefing_we_are_its_state() -> None:
    told = _told(BRIEFING.format(first="The briefing was given by the Deputy Spokesman, Martín Echagüe."), MINISTRY)
    assert {("DK", "AR", "negotiating", "asserts"), ("AR", "UA", "sought", "asserts")} <= told


def test_what_two_ministers_say_together_is_nobodys_briefing() -> None:
    document = Document("talk", BRIEFING.format(first="A joint press conference."), publisher=MINISTRY)
    assert host_of(document, "AR") is None


def test_in_a_parliament_we_are_its_state() -> None:
    text = """Committee debate on arms exports: stenographic record

The Chair: Mr Brinkhof has the floor.

Mr Brinkhof (Farmers): We have given Kyiv Patriots and a hundred Leopard tanks.

Ms Sahin (Democrats): In August the Prime Minister promised Kyiv our F-16s.

The Chair: I thank you.
"""
    told = _told(text, "House of Representatives of the States General (Netherlands)")
    assert {("NL", "UA", "delivered", "asserts"), ("NL", "UA", "agreed", "asserts")} <= told


def _talk(publisher: str, *turns: str) -> set[tuple[str, str | None, str | None]]:
    text = "A press conference\n\n" + "\n\n".join(turns) + "\n"
    found = _reader().read(Document("talk", text, publisher=publisher, title="A press conference")).statements
    return {(one.source.class_, one.source.country, one.source.text) for one in found}


def test_who_asks_most_is_not_the_host() -> None:
    told = _talk(
        "U.S. Department of State",
        "Q: Did the United States deliver tanks to Georgia?",
        "MR MILLER: The United States delivered no tanks to Georgia.",
        "Q: Did Iran deliver missiles to Russia?",
        "MR MILLER: Iran has delivered missiles to Russia.",
        "Q: Thanks.",
    )
    assert not any(text in ("Q", "Question") for _, _, text in told)


def test_a_guest_beside_the_host_stays_a_guest() -> None:
    told = _talk(
        "Ministry of Foreign Affairs of Russia",
        "Sergey Lavrov: Russia has sold Mali four helicopters.",
        "Abdoulaye Diop: Turkey sold drones to Mali.",
        "Sergey Lavrov: Russia will train pilots of Mali.",
        "Abdoulaye Diop: China sold rifles to Mali.",
    )
    assert not any("Diop" in (text or "") and country == "RU" for _, country, text in told)


@pytest.mark.parametrize(
    "opening",
    [
        "Transcript of a conference call of President Zelensky with reporters",
        "At the shareholders' meeting of Total, activists spoke",
        "On an earnings call Saab's rival Lockheed Martin said nothing",
    ],
)
def test_what_is_nobodys_own_call(opening: str) -> None:
    assert host_of(Document("call", f"{opening}\n\nZelensky: Good morning.", publisher="Kyiv Post"), "UA") is None
