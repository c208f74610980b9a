"""What a model makes of pieces that the document does have, put together as the document does not."""

from __future__ import annotations

from typing import Any

import pytest

from weighbridge.model import Document, Statement
from weighbridge.reading.llm.grounding.grounding import Grounded, Told, ground

DRONES = "Iran has delivered 40 drones to Sudan, inspectors said."
RIFLES = "A dealer sold 12 rifles to Mali in 2019 for 3 million euros."
TEXT = f"{DRONES} Poland met with Ukraine. {RIFLES}"
DELIVERED: dict[str, Any] = {
    "evidence": DRONES,
    "supplier": {"code": "IR", "text": "Iran"},
    "recipient": {"code": "SD", "text": "Sudan"},
    "item": {"class": "uav", "text": "drones"},
    "stage": "delivered",
    "stance": "asserts",
    "certainty": "certain",
    "source": None,
}
SOLD = {
    **DELIVERED,
    "evidence": RIFLES,
    "supplier": None,
    "recipient": {"code": "ML", "text": "Mali"},
    "item": {"class": "smallarms", "text": "rifles"},
}


def grounded(told: dict[str, Any]) -> Grounded:
    return ground(Document("doc-1", TEXT, published="2024-06-01"), [Told([told], [], (0, len(TEXT)))])


def only(told: dict[str, Any]) -> Statement:
    found = grounded(told)
    assert len(found.statements) == 1, found.notes
    return found.statements[0]


def test_sentences_that_stand_side_by_side_are_not_joined() -> None:
    joined = {
        **DELIVERED,
        "evidence": f"{DRONES} Poland met with Ukraine.",
        "supplier": {"code": "PL", "text": "Poland"},
        "recipient": {"code": "UA", "text": "Ukraine"},
    }
    found = grounded(joined)
    assert found.statements == ()
    assert "the sentence that names the goods is about IR, SD" in found.notes[0].text
    assert only({**DELIVERED, "evidence": joined["evidence"]}).supplier is not None


@pytest.mark.parametrize("words", ["to", "12", "for", "in 2019"])
def test_joints_of_a_sentence_name_nobody(words: str) -> None:
    found = grounded({**SOLD, "supplier": {"code": "IR", "text": words}})
    assert found.statements == ()
    assert "names nobody" in found.notes[0].text


@pytest.mark.parametrize(
    ("number", "words", "why"),
    [(3_000_000, "3 million", "is money"), (40, "40", "does not stand in the sentence")],
)
def test_a_sum_or_another_deliverys_number_is_no_number_of_pieces(number: int, words: str, why: str) -> None:
    found = grounded({**SOLD, "quantity": {"low": number, "high": number, "text": words}})
    assert [one.quantity for one in found.statements] == [None]
    assert why in found.notes[0].text


def test_a_year_tells_no_day() -> None:
    found = only({**SOLD, "time": {"start": "2019-02-03", "end": "2019-02-03", "text": "in 2019"}})
    assert found.time is not None
    assert (found.time.start, found.time.end) == ("2019", "2019")
    assert "not ('2019-02-03', '2019-02-03')" in found.because[0]


def test_goods_that_go_the_other_way_are_less_sure() -> None:
    back = {**DELIVERED, "supplier": DELIVERED["recipient"], "recipient": DELIVERED["supplier"]}
    assert only(back).confidence <= only(DELIVERED).confidence - 0.2
