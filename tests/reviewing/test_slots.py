"""Corrections as a person writes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reviewing.kept import REPORTS

from weighbridge.model import (
    CERTAINTIES,
    ITEM_CLASSES,
    SOURCE_CLASSES,
    STAGES,
    STANCES,
    Item,
    Party,
    Quantity,
    Source,
    Statement,
    Time,
    Value,
)
from weighbridge.reviewing.slots import SLOTS, SlotError, changes_from, corrected, differing, written

SENT = REPORTS[0][1]
words = st.text(max_size=40)
numbers = st.integers(0, 10**12)
days = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4])
statements = st.builds(
    Statement,
    evidence=st.just(SENT.evidence),
    start=st.just(0),
    end=st.just(len(SENT.evidence)),
    supplier=st.builds(Party, st.sampled_from(["IR", "KP", "a-slug-of-nobody", None]), words),
    recipient=st.builds(Party, st.sampled_from(["RU", "houthis", None]), words),
    item=st.builds(Item, st.sampled_from(ITEM_CLASSES), words),
    quantity=st.none() | st.tuples(numbers, numbers).map(lambda ends: Quantity(min(ends), max(ends), "some")),
    value=st.none() | st.builds(Value, st.floats(0, 1e12), st.sampled_from(["USD", None]), words),
    time=st.none() | st.builds(Time, days, days, words),
    stage=st.sampled_from(STAGES),
    stance=st.sampled_from(STANCES),
    certainty=st.sampled_from(CERTAINTIES),
    source=st.builds(Source, st.sampled_from(SOURCE_CLASSES), st.sampled_from(["US", None]), words, st.booleans()),
    via=st.just(()),
    explicit=st.booleans(),
    trigger=st.none(),
    confidence=st.just(1.0),
)


@settings(deadline=None)
@given(statements)
def test_what_is_written_out_is_read_back_as_the_same(statement: Statement) -> None:
    assert corrected(statement, written(statement)) == statement
    assert corrected(statement, {}) == statement


@settings(deadline=None)
@given(statements, st.dictionaries(st.sampled_from(list(SLOTS)), st.text(max_size=60), max_size=6))
def test_whatever_is_written_gives_a_whole_statement_or_a_plain_refusal(
    statement: Statement, changes: dict[str, str]
) -> None:
    try:
        made = corrected(statement, changes)
    except SlotError:
        return
    assert (made.evidence, made.start, made.end) == (statement.evidence, statement.start, statement.end)
    assert made.stage in STAGES
    assert made.stance in STANCES
    assert set(differing(statement, made)) <= set(SLOTS)


@pytest.mark.parametrize(
    ("change", "slot", "value"),
    [
        ("supplier=KP", "supplier", Party("KP", "North Korea")),
        ("supplier=north korea", "supplier", Party("KP", "North Korea")),
        ("recipient=houthis", "recipient", None),
        ("supplier=", "supplier", None),
        ("supplier=unnamed", "supplier", Party(None, "IR")),
        ("item=uav", "item", Item("uav", "missiles")),
        ("item.text=drones", "item", Item("missile.ballistic", "drones")),
        ("quantity=200-220", "quantity", Quantity(200, 220, "200")),
        ("quantity=1,000", "quantity", Quantity(1000, 1000, "200")),
        ("quantity=200-", "quantity", Quantity(200, None, "200")),
        ("quantity=-200", "quantity", Quantity(None, 200, "200")),
        ("quantity=", "quantity", None),
        ("value=2500000000 usd", "value", Value(2.5e9, "USD", "2500000000 usd")),
        ("time=2024-09", "time", Time("2024-09", "2024-09", "2024-09")),
        ("time=2022-01/2024-09-03", "time", Time("2022-01", "2024-09-03", "2022-01/2024-09-03")),
        ("stage=shipped", "stage", "shipped"),
        ("stance=denies", "stance", "denies"),
        ("certainty=possible", "certainty", "possible"),
    ],
)
def test_a_slot_takes_what_is_written(change: str, slot: str, value: object) -> None:
    made = corrected(SENT, changes_from([change]))
    if slot == "recipient":
        assert made.recipient is not None
        assert made.recipient.code == "houthis"
    else:
        assert getattr(made, slot) == value
    assert made.confidence == 1.0, "a person has read it"


@settings(deadline=None)
@given(
    st.sampled_from(["item.text", "source.text", "quantity", "stage"]),
    st.text(st.characters(categories=["L", "Zs"]), max_size=20),
    st.sampled_from("\0\x07\x1b\x1f\x7f\x9b\u202e\u2066\ud800"),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=20),
)
def test_a_character_that_no_screen_shows_is_refused_with_its_place(
    slot: str, before: str, bad: str, after: str
) -> None:
    with pytest.raises(SlotError, match=rf"^{slot}: character {len(before) + 1} is U\+{ord(bad):04X}"):
        corrected(SENT, {slot: before + bad + after})


def test_letters_of_any_script_and_their_joiners_are_taken() -> None:
    words = "موشک\u200cها e\u0301 弾道"
    made = corrected(SENT, {"item.text": words})
    assert made.item is not None
    assert made.item.text == words


def test_the_words_for_a_party_are_those_of_the_evidence() -> None:
    assert corrected(SENT, {"supplier": "RU", "recipient": "IR"}).supplier == Party("RU", "Russia")


def test_the_source_is_corrected_part_by_part() -> None:
    changes = {"source.class": "military", "source.country": "US", "source.text": "the general", "source.named": "yes"}
    assert corrected(SENT, changes).source == Source("military", "US", "the general", True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("stage=deliverd", "did you mean delivered"),
        ("stage=", "one of sought, negotiating"),
        ("item=missle", "one of missile.ballistic"),
        ("supplier=Irn", "no party 'Irn'.*did you mean IR"),
        ("supplier=RU", "both 'RU'"),
        ("colour=red", "there is no slot 'colour'; the slots are supplier"),
        ("stage", "write slot=value"),
        ("quantity=many", "no whole number"),
        ("quantity=300-200", "lesser number comes first"),
        ("quantity=9999999999999", "check the digits"),
        ("quantity=" + "9" * 400, "whole number"),
        ("time=September", "is no date"),
        ("time=2024-13", "is no date"),
        ("time=2024-02-31", "is no date"),
        ("time=2024-09/2022", "after"),
        ("value=lots", "no sum of money"),
        ("source.named=perhaps", "one of yes, no"),
        ("source.text=" + "x" * 600, "longer than 500"),
    ],
)
def test_what_cant_be_is_told_with_what_can(change: str, said: str) -> None:
    with pytest.raises(SlotError, match=said):
        corrected(SENT, changes_from([change]))


def test_a_statement_of_one_slot_is_none() -> None:
    with pytest.raises(SlotError, match="at least two"):
        corrected(SENT, {"supplier": "", "item": ""})


def test_a_slot_given_twice_is_refused() -> None:
    with pytest.raises(SlotError, match="given twice"):
        changes_from(["stage=used", "stage=shipped"])
