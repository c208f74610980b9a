"""A company's call with analysts: whoever answers speaks for it, "we" are the company, and who asks states nothing."""

from __future__ import annotations

from functools import lru_cache

import pytest

from weighbridge.model import Document, Statement
from weighbridge.reading.reader import Reader, scenes_of
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


@pytest.mark.parametrize("label", ["A (Christian Falk, CFO)", "A"])
def test_questions_and_answers_by_letter(label: str) -> None:
    text = CALL.replace("Christian Falk, CFO", label).replace("Daniel Koo, Macquarie", "Q (Daniel Koo, Macquarie)")
    source = _recipients(_read(text))["PE"].source
    assert (source.class_, source.country) == ("company", "SE")
    assert source.text == ("Christian Falk" if "Falk" in label else "Saab")


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
    found = host_of(document, next(scenes_of([document])), None)
    assert (found.text if found else None) == company


def test_management_is_that_of_the_company_named_before() -> None:
    told = "Hyundai Rotem met its creditors on Thursday. {who} said the first 18 K2 tanks had been delivered to Poland."
    for who in ("Management", "The head of investor relations"):
        (one,) = _read(told.format(who=who))
        assert (one.source.class_, one.source.country) == ("company", "KR")
