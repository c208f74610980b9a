"""What a model says, held to the document."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reading.llm.conftest import TEXT, told
from tests.reading.llm.grounding.claimed import DENIAL, PLAN, drones, dropped, frigates, grounded, only

from weighbridge.model import Document
from weighbridge.reading.llm.grounding.grounding import Told, ground


def test_what_the_document_says_is_kept_whole() -> None:
    found = grounded(told(), drones(stance="denies"), frigates())
    assert found.notes == ()
    assert [one.evidence for one in found.statements] == [told()["evidence"], DENIAL, PLAN]
    assert all(TEXT[one.start : one.end] == one.evidence for one in found.statements)
    tanks, _, ships = found.statements
    assert tanks.quantity is not None
    assert (tanks.quantity.low, tanks.quantity.high) == (40, 40)
    assert ships.value is not None
    assert (ships.value.amount, ships.value.currency) == (1_200_000_000, "USD")
    assert ships.via[0].text == "Reuters"
    assert tanks.explicit


# --- evidence


@pytest.mark.parametrize(
    "evidence",
    [
        "France has delivered 40 Leclerc tanks to Greece",
        "  France has  delivered 40 Leclerc tanks to Greece, the French defence ministry said on Tuesday",
        "FRANCE HAS DELIVERED 40 LECLERC TANKS TO GREECE, THE FRENCH DEFENCE MINISTRY SAID ON TUESDAY.",
        '"France has delivered 40 Leclerc tanks to Greece, the French defence ministry said on Tuesday."',
        "France has delivered 40 Leclerc tanks to Greece, the French defense ministry said Tuesday.",
    ],
    ids=["a part", "spaces", "capitals", "in quotes", "small errors"],
)
def test_a_sentence_is_found_however_it_is_copied(evidence: str) -> None:
    assert only(told(evidence=evidence)).evidence == told()["evidence"]


@pytest.mark.parametrize(
    "evidence",
    [
        "France has delivered 40 Rafale jets to Greece and Cyprus, officials in Paris said.",
        "Greece",
        "tanks to",
        "the",
        "",
        None,
        7,
        TEXT,
        "x" * 5_000,
    ],
    ids=["made up", "a word", "in several", "an article", "empty", "null", "a number", "everything", "endless"],
)
def test_evidence_that_the_document_does_not_have(evidence: Any) -> None:
    assert "evidence" in dropped(told(evidence=evidence))


def test_a_sentence_that_stands_twice_is_looked_for_where_it_was_asked() -> None:
    sentence = "France has sold tanks to Greece."
    text = f"{sentence} It rained. {sentence}"
    one = told(evidence=sentence, item={"class": "vehicle.tank", "text": "tanks"}, quantity=None, source=None)
    start = text.rfind(sentence)
    found = ground(Document("d", text), [Told([one], [], (start, len(text)))])
    assert found.statements[0].start == start


def test_an_answer_to_another_document_finds_nothing() -> None:
    other = (
        "Brazil and Chile signed a treaty on fisheries. The weather was fine in Santiago, and the tanks of Greece rust."
    )
    assert grounded(told(), drones(), frigates(), text=other).statements == ()


# --- parties


def test_a_code_of_another_state_is_refused() -> None:
    assert "'France' is FR, not RU" in dropped(told(supplier={"code": "RU", "text": "France"}))


@pytest.mark.parametrize("party", [{"code": "RU", "text": "Moscow"}, {"code": "RU", "text": "the Kremlin"}, "RU"])
def test_a_party_that_the_document_does_not_name_is_refused(party: Any) -> None:
    assert "recipient" in dropped(told(recipient=party))


@pytest.mark.parametrize("code", ["GRC", "Greece", "EL", "", None, "gr"])
def test_a_code_that_is_none_is_mended_where_the_words_tell_it(code: Any) -> None:
    one = only(told(recipient={"code": code, "text": "Greece"}))
    assert one.recipient is not None
    assert one.recipient.code == "GR"
    assert one.confidence < only(told()).confidence


def test_words_that_name_nobody_stand_for_whom_the_document_names() -> None:
    text = "France promised Greece help. The ministry has sent the army tanks."
    one = told(
        evidence="The ministry has sent the army tanks.",
        supplier={"code": "FR", "text": "The ministry"},
        recipient={"code": "GR", "text": "the army"},
        item={"class": "vehicle.tank", "text": "tanks"},
        quantity=None,
        source=None,
    )
    found = only(one, text=text)
    assert found.supplier is not None
    assert found.supplier.code == "FR"
    assert not found.explicit
    assert "names CY" in dropped({**one, "recipient": {"code": "CY", "text": "the army"}}, text=text)


def test_words_that_name_a_group_stand_for_no_state() -> None:
    text = "Serbia sold rifles to the Houthis in Yemen."
    slots = {"evidence": text, "item": {"class": "smallarms", "text": "rifles"}, "quantity": None, "source": None}
    serbia = {"code": "RS", "text": "Serbia"}
    houthis = only(told(**slots, supplier=serbia, recipient={"code": "houthis", "text": "the Houthis"}), text=text)
    assert houthis.recipient is not None
    assert houthis.recipient.code == "houthis"
    state = told(**slots, supplier=serbia, recipient={"code": "YE", "text": "the Houthis"})
    assert "houthis, not YE" in dropped(state, text=text)


def test_short_words_are_not_found_in_others() -> None:
    text = "France told us that tanks went to Greece."
    one = told(evidence=text, supplier={"code": "US", "text": "US"}, quantity=None, source=None)
    one["item"] = {"class": "vehicle.tank", "text": "tanks"}
    assert "supplier" in dropped(one, text=text)


def test_supplier_and_recipient_are_two() -> None:
    assert "both FR" in dropped(told(recipient={"code": "FR", "text": "French"}))


def test_two_of_the_three_core_slots_have_to_be_told() -> None:
    assert "fewer than two" in dropped(told(supplier=None, recipient=None))
    assert only(told(supplier=None)).supplier is None


# --- goods, numbers, money, times


def test_goods_have_the_class_that_their_words_tell() -> None:
    one = only(told(item={"class": "uav", "text": "Leclerc tanks"}))
    assert one.item is not None
    assert one.item.class_ == "vehicle.tank"
    assert "class" in " ".join(one.because)


@pytest.mark.parametrize(
    "item",
    [
        {"class": "missile.ballistic", "text": "Fateh-360 missiles"},
        {"class": "nuclear", "text": "said"},
        {"class": "vehicle.tank", "text": "x" * 400},
        {"class": "vehicle.tank", "text": None},
        ["tanks"],
    ],
)
def test_goods_that_the_document_does_not_name(item: Any) -> None:
    assert "item" in dropped(told(item=item))


@pytest.mark.parametrize(
    ("quantity", "kept"),
    [
        ({"low": 40, "high": 40, "text": "40"}, (40, 40)),
        ({"low": 400, "high": 400, "text": "40"}, (40, 40)),
        ({"low": 400, "high": 400, "text": "400"}, None),
        ({"low": 40, "high": 40, "text": "forty"}, None),
        ({"low": True, "high": "40", "text": "Greece"}, None),
        ({"low": None, "high": None, "text": None}, None),
        (40, None),
    ],
)
def test_a_number_follows_from_its_words_or_is_left_out(quantity: Any, kept: Any) -> None:
    one = only(told(quantity=quantity))
    assert ((one.quantity.low, one.quantity.high) if one.quantity else None) == kept


def test_a_bound_is_read_from_around_the_number() -> None:
    text = "France has delivered more than 40 Leclerc tanks to Greece."
    one = only(told(evidence=text, quantity={"low": 40, "high": 40, "text": "40"}, source=None), text=text)
    assert one.quantity is not None
    assert (one.quantity.low, one.quantity.high) in ((40, 40), (40, None))
    exact = only(
        told(evidence=text, quantity={"low": 40, "high": None, "text": "more than 40"}, source=None), text=text
    )
    assert exact.quantity is not None
    assert (exact.quantity.low, exact.quantity.high) == (40, None)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"amount": 1.2e9, "currency": "EUR", "text": "$1.2 billion"}, (1.2e9, "USD")),
        ({"amount": 12, "currency": "USD", "text": "$1.2 billion"}, (1.2e9, "USD")),
        ({"amount": 5e9, "currency": "USD", "text": "$5 billion"}, None),
        ({"amount": float("nan"), "currency": "USD", "text": "frigates"}, None),
    ],
)
def test_money_follows_from_its_words_or_is_left_out(value: Any, kept: Any) -> None:
    one = only(frigates(value=value))
    assert ((one.value.amount, one.value.currency) if one.value else None) == kept


@pytest.mark.parametrize(
    ("time", "kept"),
    [
        ({"start": "2025", "end": "2025", "text": "in 2025"}, ("2025", "2025")),
        ({"start": "2019", "end": "2019", "text": "in 2025"}, ("2025", "2025")),
        ({"start": "2025-01-01", "end": "2025-12-31", "text": "2025"}, ("2025", "2025")),
        ({"start": "2030", "end": None, "text": "by 2030"}, None),
        ({"start": "soon", "end": [], "text": "two"}, None),
    ],
)
def test_dates_follow_from_their_words_or_are_left_out(time: Any, kept: Any) -> None:
    one = only(frigates(time=time))
    assert ((one.time.start, one.time.end) if one.time else None) == kept


def test_relative_dates_are_counted_from_the_day_of_publication() -> None:
    text = "France delivered tanks to Greece last month."
    slots = {"evidence": text, "item": {"class": "vehicle.tank", "text": "tanks"}, "quantity": None, "source": None}
    one = only(told(**slots, time={"start": "1999-01", "end": "1999-01", "text": "last month"}), text=text)
    assert one.time is not None
    assert (one.time.start, one.time.end) == ("2024-02", "2024-02")
