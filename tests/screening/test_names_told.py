"""Names that nobody can answer for: hidden characters, scripts that lists hardly hold, names told twice."""

from __future__ import annotations

import pytest
from tests.screening.conftest import Place

from weighbridge.screening.parties import shown
from weighbridge.screening.scripts import comparable, hidden


@pytest.mark.parametrize("name", ["\u202eltD rekcaH", "Hua\u200bwei", "Sever\u200dny", "Nul\x00 Ltd", "Soft\u00adly"])
def test_characters_that_hide_are_seen(name: str) -> None:
    assert hidden(name)


@pytest.mark.parametrize("name", ["Harbour Tools", "هواپیمایی\u200cماهان", "Left\u200e Ltd", "Two\nLines", "Ünal Ağa"])
def test_what_writing_needs_hides_nothing(name: str) -> None:
    assert not hidden(name)


@pytest.mark.parametrize(
    ("name", "schema", "wanted"),
    [
        ("华为技术有限公司", "LegalEntity", False),
        ("华为技术有限公司", "Company", False),
        ("王毅", "Person", True),
        ("بنك صادرات إيران", "LegalEntity", False),
        ("قاسم سليماني", "Person", False),
        ("АО Микрон", "Company", True),
        ("\uff21\uff22\uff23 Trading", "Company", True),
        ("3M 1234", "Company", True),
        ("", "Company", True),
    ],
)
def test_scripts_that_lists_can_be_asked_in(name: str, schema: str, wanted: bool) -> None:
    assert comparable(name, schema) is wanted


def test_a_name_that_lists_do_not_hold_is_never_clear(listed: Place) -> None:
    row = listed.one("--party", "华为技术有限公司", "--country", "CN", code=10)
    assert any("Latin letters" in one["reason"] for one in row["findings"])
    listed.one("--party", "\u202eltD rekcaH", "--country", "GB", code=10)


def test_a_party_that_is_told_twice_is_not_dropped(listed: Place) -> None:
    twice = '{"reference": "A", "buyer": "Severnaya Zarya Trading House", "buyer": "Harbour Tools", "goods": "chairs"}'
    for name, text in (("one.jsonl", twice + "\n"), ("all.json", f"[{twice}]")):
        (row,) = listed.rows("screen", listed.write(name, text), code=1)
        assert row["answer"] == "review"
        assert "twice" in row["unread"]


def test_a_score_is_never_shown_as_more_than_it_is() -> None:
    assert [shown(one) for one in (0.8999, 0.9, 0.895, 1.0, 0.29, 0.7)] == [
        "0.89",
        "0.90",
        "0.89",
        "1.00",
        "0.29",
        "0.70",
    ]
