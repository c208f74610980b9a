"""What the reader promises about money."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.reading.amounts.values import value_for, values_in
from weighbridge.reading.parsing.parsing import pipeline


def price(sentence: str, goods: str) -> tuple[float, str | None] | None:
    start = sentence.index(goods)
    got = value_for(pipeline()(sentence), start, start + len(goods))
    return None if got is None else (got.amount, got.currency)


@pytest.mark.parametrize(
    ("words", "amount", "currency"),
    [
        ("$2.5 billion", 2.5e9, "USD"),
        ("US$1.15B", 1.15e9, "USD"),
        ("Can$650 mn", 650e6, "CAD"),
        ("NT$12.3 billion", 12.3e9, "TWD"),
        ("Rs 64,000-crore", 640e9, "INR"),
        ("3 billion euros", 3e9, "EUR"),
        ("€40m", 40e6, "EUR"),
        ("£2.3bn", 2.3e9, "GBP"),
        ("half a billion dollars", 500e6, "USD"),
        ("two-billion-dollar", 2e9, "USD"),
        ("4 billion Swedish kronor", 4e9, "SEK"),
        ("P18.9 billion", 18.9e9, "PHP"),
        ("1.2 trillion won", 1.2e12, "KRW"),
    ],
)
def test_sums_are_read_in_every_usual_way(words: str, amount: float, currency: str) -> None:
    (found,) = values_in(f"It paid {words} for it.")
    assert (found.what.amount, found.what.currency) == (amount, currency)


@pytest.mark.parametrize("text", ["billions of dollars", "500-pound bombs", "10 won the vote", "155 mm", "F-35"])
def test_vague_sums_and_other_numbers_are_no_money(text: str) -> None:
    assert values_in(text) == ()


@pytest.mark.parametrize(
    ("sentence", "goods", "expected"),
    [
        ("India signed a $7.4bn deal for 26 Rafale fighters.", "Rafale fighters", (7.4e9, "USD")),
        ("Qatar buys 28 helicopters, worth 3 billion euros ($3.7 billion).", "helicopters", (3e9, "EUR")),
        ("The US sent a $700m package, including radars.", "radars", None),
        ("The US approved $700m in military aid.", "military aid", (7e8, "USD")),
        ("The firm was fined $2 million for sending drones to Russia.", "drones", None),
        ("Missiles that cost $2 million each were sent to Kyiv.", "Missiles", None),
    ],
)
def test_money_belongs_to_the_deal_or_is_none(sentence: str, goods: str, expected: tuple[float, str] | None) -> None:
    assert price(sentence, goods) == expected


@given(st.text(alphabet=st.sampled_from("$€£0123456789.,- milonbeuraRs()worth\n"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_sums_that_stand_in_it(text: str) -> None:
    for one in values_in(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.what.text
        assert one.what.amount >= 0
