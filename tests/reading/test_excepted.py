"""Whoever a sentence names only to except him has given and got nothing."""

from __future__ import annotations

import pytest
from tests.reading.stated import stated

from weighbridge.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "suppliers"),
    [
        ("Everyone but Hungary sent arms to Ukraine.", set()),
        ("Every ally except Spain sent tanks to Ukraine.", set()),
        ("All members except for Hungary and Slovakia delivered ammunition to Kyiv.", set()),
        ("Ukraine got tanks not from Spain but from Germany.", {"DE"}),
        ("Drones reached Russia not from China but from Iran.", {"IR"}),
        ("Poland rather than Germany sold the tanks to Ukraine.", {"PL"}),
        ("Denmark gave F-16s to Ukraine, unlike Belgium.", {"DK"}),
        ("Iran sent Russia everything except missiles.", set()),
        ("Unlike Germany, France sent Scalp missiles to Ukraine.", {"FR"}),
        ("Instead of tanks, Germany sent Marder vehicles to Ukraine.", {"DE"}),
        ("Germany sent tanks not to Ukraine alone but also to Moldova.", {"DE"}),
    ],
)
def test_exceptions_give_nothing(reader: Reader, text: str, suppliers: set[str]) -> None:
    assert {one[0] for one in stated(reader, text, "supplier")} == suppliers


def test_what_is_denied_of_goods_stays_denied(reader: Reader) -> None:
    text = "Peru had given Argentina solidarity, not aeroplanes, President Belaunde's office said."
    assert {one[0] for one in stated(reader, text, "stance")} == {"denies"}


def test_nothing_but_some_goods_is_these(reader: Reader) -> None:
    text = "Zambia has received nothing but lorries from China since 2020, a retired general said."
    assert stated(reader, text, "supplier recipient stance") == [("CN", "ZM", "asserts")]
