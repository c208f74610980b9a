"""Wordings by which nothing has moved, whatever a model makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from weighbridge.model import Document, Statement
from weighbridge.reading.llm.grounding.grounding import Told, ground
from weighbridge.reading.llm.grounding.moved import is_moved
from weighbridge.reading.llm.grounding.wording import denied_by
from weighbridge.reading.llm.reader import CAREFUL

CODES = {"Iran": "IR", "Russia": "RU", "Poland": "PL", "Ukraine": "UA", "Germany": "DE", "Turkey": "TR", "Libya": "LY"}
GOODS = {"tanks": "vehicle.tank", "drones": "uav", "missiles": "missile"}


def delivered(sentence: str, supplier: str, recipient: str, goods: str, source: Any = None) -> Statement:
    """What is left of a model's word that the goods were delivered."""
    told = {
        "evidence": sentence,
        "supplier": {"code": CODES[supplier], "text": supplier},
        "recipient": {"code": CODES[recipient], "text": recipient},
        "item": {"class": GOODS[goods], "text": goods},
        "stage": "delivered",
        "stance": "asserts",
        "certainty": "certain",
        "source": source,
    }
    found = ground(Document("doc-1", sentence, published="2024-06-01"), [Told([told], [], (0, len(sentence)))])
    assert len(found.statements) == 1, found.notes
    return found.statements[0]


@pytest.mark.parametrize(
    ("sentence", "supplier", "recipient", "goods"),
    [
        ("Neither Iran nor Turkey delivered drones to Russia.", "Iran", "Russia", "drones"),
        ("Instead of sending tanks to Ukraine, Poland sent blankets.", "Poland", "Ukraine", "tanks"),
        ("Poland, rather than handing tanks to Ukraine, kept them.", "Poland", "Ukraine", "tanks"),
        ("Poland stopped short of giving tanks to Ukraine.", "Poland", "Ukraine", "tanks"),
        ("Far from supplying drones to Libya, Turkey withheld them.", "Turkey", "Libya", "drones"),
        ("Ukraine is waiting for the tanks from Poland.", "Poland", "Ukraine", "tanks"),
        ("Ukraine went without the missiles from Germany.", "Germany", "Ukraine", "missiles"),
        ("It is not the case that Turkey shipped drones to Libya.", "Turkey", "Libya", "drones"),
        ("In the war game, Iran delivered missiles to Russia.", "Iran", "Russia", "missiles"),
        ("Imagine that Iran delivers missiles to Russia.", "Iran", "Russia", "missiles"),
        ("Iran giving missiles to Russia would be an escalation.", "Iran", "Russia", "missiles"),
        ("Iran would have handed Russia the missiles had the talks not collapsed.", "Iran", "Russia", "missiles"),
    ],
)
def test_what_has_not_moved_is_lowered(sentence: str, supplier: str, recipient: str, goods: str) -> None:
    one = delivered(sentence, supplier, recipient, goods)
    assert not is_moved(one.stage, one.stance)
    assert one.confidence < CAREFUL


@pytest.mark.parametrize(
    ("sentence", "supplier", "recipient", "goods"),
    [
        ("Instead of tanks, Germany sent missiles to Ukraine.", "Germany", "Ukraine", "missiles"),
        ("Ukraine is still waiting for planes, but Poland has delivered the tanks.", "Poland", "Ukraine", "tanks"),
        ("Poland has sent Ukraine tanks, and more will follow.", "Poland", "Ukraine", "tanks"),
        ("Whether or not it is wise, Turkey has delivered drones to Libya.", "Turkey", "Libya", "drones"),
        ("Iran has delivered drones to Russia, which would be a breach.", "Iran", "Russia", "drones"),
    ],
)
def test_a_phrase_speaks_of_its_own_clause_only(sentence: str, supplier: str, recipient: str, goods: str) -> None:
    assert is_moved(*(lambda one: (one.stage, one.stance))(delivered(sentence, supplier, recipient, goods)))


def test_who_denies_in_the_same_sentence_asserts_nothing() -> None:
    sentence = "Iran delivered missiles to Russia, Kyiv says, which Tehran denies."
    kyiv = {"class": "government", "country": "UA", "text": "Kyiv", "named": True}
    tehran = {"class": "government", "country": "IR", "text": "Tehran", "named": True}
    assert delivered(sentence, "Iran", "Russia", "missiles", kyiv).stance == "asserts"
    assert delivered(sentence, "Iran", "Russia", "missiles", tehran).stance == "denies"


@pytest.mark.parametrize(
    ("sentence", "source", "denies"),
    [
        ("Tehran has denied it.", "Tehran", True),
        ("The charge was rejected by the ministry.", "the ministry", True),
        ("Tehran denied the missiles but confirmed the drones.", "Tehran", False),
        ("Tehran has never denied it.", "Tehran", False),
        ("Kyiv says so; Tehran denies it.", "Kyiv", False),
        ("Tehran denies it.", None, False),
    ],
)
def test_who_denies(sentence: str, source: str | None, denies: bool) -> None:
    assert denied_by(sentence, source) is denies


def test_a_delivery_that_no_word_bears_out_is_less_sure() -> None:
    borne_out = delivered("Iran has delivered missiles to Russia.", "Iran", "Russia", "missiles")
    alone = delivered("Iran paraded its missiles while Russia marked its victory.", "Iran", "Russia", "missiles")
    assert alone.confidence < CAREFUL <= borne_out.confidence
