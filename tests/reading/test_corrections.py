"""What an outlet takes back is nobody's statement."""

from __future__ import annotations

import pytest

from weighbridge.model import Document
from weighbridge.reading.corrections import ASKED, WITHDRAWN, silence, withdrawn
from weighbridge.reading.reader import Reader

TAKEN_BACK = (
    "An earlier version of this article said that Iran had sent 600 ballistic missiles to Russia.",
    "Correction: a previous version of this Harbour Wire story gave a wrong number of the missiles that Iran sent.",
    "This article originally stated that North Korea had delivered tanks to Syria.",
    "This report wrongly said that Iran had sold drones to Sudan.",
    "Iran sent 60 missiles to Russia, not 600 as an earlier version of the story had it.",
    "The original headline on this piece misstated who bought the rockets.",
)
NEWS = (
    "An earlier version of the report, seen by Harbour Wire, said that Iran had sent missiles to Russia.",
    "An earlier version of the missile was delivered to Syria.",
    "Iran has sent 60 ballistic missiles to Russia, the ministry's earlier statement said.",
    "This story of arms sales began in 1998, when Iran bought tanks from Russia.",
)


@pytest.mark.parametrize("sentence", TAKEN_BACK)
def test_what_is_taken_back_gives_no_statement(sentence: str) -> None:
    text = (
        f"Iran has delivered 60 ballistic missiles to Russia, Ukraine's defence ministry said on Monday.\n\n{sentence}"
    )
    found = Reader().read(Document("page", text, publisher="Harbour Wire", published="2024-09-10"))
    assert withdrawn(sentence)
    assert [one for one in found.statements if sentence in one.evidence] == []
    assert any(one.supplier and one.supplier.code == "IR" for one in found.statements)


@pytest.mark.parametrize("sentence", NEWS)
def test_news_of_versions_of_other_things_is_read(sentence: str) -> None:
    assert not withdrawn(sentence)


def test_the_reader_says_why_it_is_silent() -> None:
    text = f"Iran has delivered 60 missiles to Russia, Ukraine said.\n\n{TAKEN_BACK[0]}"
    found = Reader().read(Document("page", text, published="2024-09-10"))
    reasons = {text[start:end]: why for start, end, why in found.silent}
    assert reasons[TAKEN_BACK[0]] == WITHDRAWN


def test_a_question_whether_it_is_so_is_no_statement() -> None:
    asked = "QUESTION: Can you confirm how many missiles Iran has given to Russia, and have they arrived?"
    text = f"{asked}\n\nIran has delivered 60 missiles to Russia, Ukraine's defence ministry said."
    found = Reader().read(Document("page", text, published="2024-09-10"))
    assert silence(asked) == ASKED
    assert {one.start for one in found.statements} == {text.index("Iran has delivered")}
    for question in (
        "How many missiles has Moscow received?",
        "Has Morocco asked for Patriots, too?",
        "QUESTION: Has the Department approved the transfer of Patriot missiles to Ukraine?",
        "Ms. Quiroga: Did Peru buy the tanks from Russia?",
        "Has Iran sent missiles to Russia since 2022, or not?",
        "Did Iran send missiles after the embargo ended?",
    ):
        assert silence(question) == ASKED
    for claim in (
        "Is it not a fact that the Americans declined to sell the Saudis more F-15s?",
        "Will the jets that France sold to Egypt be used?",
        "Hasn't Iran sent missiles to Russia?",
        "How much did Germany pay for the tanks it delivered to Kyiv?",
        "A" * 2000 + "?",
        "Has Iran, which gave Russia 60 missiles, answered?",
    ):
        assert silence(claim) is None
    assert silence("Why has Iran given missiles to Russia?") is None
    assert silence("Ukraine can confirm that Iran has sent missiles.") is None


@pytest.mark.parametrize("opening", ["Had ", "Had Washington sent jets, "])
def test_a_sentence_of_commas_alone_is_looked_at_in_a_moment(opening: str) -> None:
    """Such a one was looked at for minutes: each comma anew with all that follows it."""
    assert silence(opening + "tanks, " * 60_000 + "x") is None
