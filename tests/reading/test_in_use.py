"""Goods that came and were used, by one sentence: a statement each."""

from __future__ import annotations

import pytest
from tests.reading.stated import stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Sudan accused the UAE of supplying the RSF with the advanced weapons used in the attacks on Port Sudan.",
            ("AE", "rsf"),
        ),
        (
            "Since 2015 Iran has provided the Houthis with missiles, which the group has used against ships.",
            ("IR", "houthis"),
        ),
        ("The jets that Italy sold to Eritrea have been used in attacks.", ("IT", "ER")),
        (
            "Baghdad has received missiles from France and has already fired some of them at tankers.",
            ("FR", "IQ"),
        ),
        ("Chad operates five jets that it bought from China.", ("CN", "TD")),
    ],
)
def test_both_are_stated(reader: Reader, text: str, sides: tuple[str, str]) -> None:
    assert sorted(stated(reader, text)) == [(*sides, "delivered", "asserts"), (*sides, "used", "asserts")]


@pytest.mark.parametrize(
    "text",
    [
        "Germany has sent Ukraine tanks that could be used against Crimea.",
        "China sold Iran parts used in drones.",
        "Russia received drones made in Iran last month.",
        "Israel sold Georgia drones which crashed over Abkhazia.",
        "Ukraine found missiles that North Korea had sold to Russia.",
    ],
)
def test_what_may_be_used_or_was_made_is_not_used(reader: Reader, text: str) -> None:
    assert {stage for (stage,) in stated(reader, text, "stage")} == {"delivered"}


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan bought frigates used in the Falklands war from Britain.",
        "Romania bought F-16s that were used in Libya from Norway.",
        "Austria supplied Mexico with rifles used by the cartels.",
        "Rifles used by the attackers in Mali had been sold to Libya by Poland.",
        "Turkey sold Kuwait the drone used in Karabakh.",
        "Germany supplied machine tools used by Russia to make engines.",
    ],
)
def test_what_others_used_or_was_used_before_is_not_used(reader: Reader, text: str) -> None:
    assert "used" not in {stage for (stage,) in stated(reader, text, "stage")}
