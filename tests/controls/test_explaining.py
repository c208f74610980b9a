"""Whatever is asked gets an answer: a code explained with sources, words with hints, or a refusal with the reason."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.controls.explaining import explain, explanation_json


def said(text: str) -> str:
    return " | ".join(f"{one.list}: {one.text} {one.why} {one.limits}" for one in explain(text).lines)


@given(st.text(max_size=300))
def test_every_text_gets_an_answer_that_json_can_hold(text: str) -> None:
    told = explain(text)
    assert told.kind in ("hs", "dual-use", "mtcr", "military", "ear99", "class", "words", "refused")
    assert bool(told.mistake) == (told.kind == "refused")
    assert json.loads(json.dumps(explanation_json(told)))["kind"] == told.kind


def test_an_item_of_the_priority_list_is_explained() -> None:
    told = explain("8542.31.0001")
    assert told.code == "8542310001"
    assert told.classes == ("component.electronics",)
    line = next(one for one in told.lines if one.list == "Common High Priority List")
    assert "tier 1" in line.text
    assert "guidance" in line.why
    assert line.source is not None
    assert line.source.day == "2024-02-23"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("7A103.a", ["Navigation", "Missile Technology Control Regime", "MT: missile technology", "leave the EU"]),
        ("9A610", ["600 series", "Military aircraft", "arms embargo"]),
        ("9A107", ["International Traffic in Arms"]),
        ("9A991", ["United States alone", "AT: anti-terrorism"]),
        ("2B210", ["Nuclear Suppliers Group", "no entry of the list"]),
        ("1C350", ["Australia Group", "chemical and biological"]),
        ("9.A.4", ["item 9, category II", "gyroscopes", "0.5 degrees an hour", "case by case"]),
        ("1.A.1", ["category I", "500 kg", "300 km", "presumption to refuse"]),
        ("ML10.c", ["drones"]),
        ("EAR99", ["no entry"]),
        ("8803.30", ["8807.30", "before 2022"]),
        ("9306.90", ["arms and ammunition"]),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_codes_of_each_list_are_explained(code: str, words: list[str]) -> None:
    assert [one for one in words if one not in said(code)] == []


def test_every_line_of_an_official_list_has_its_source() -> None:
    for code in ("8542.31", "7A103", "9.A.4", "ML10", "EAR99", "9A610"):
        assert all(one.source for one in explain(code).lines), code


def test_words_are_hints_with_codes_to_look_at() -> None:
    row = explanation_json(explain("two MEMS gyroscopes"))
    assert row["kind"] == "words"
    assert not row["lines"]
    hint = row["candidates"][0]
    assert hint["score"] < 1
    assert {"hs": "901420", "tier": "3.B"} in hint["priority"]
    assert "7A102" in hint["control"]
    assert "two MEMS gyroscopes"[hint["start"] : hint["end"]] == "MEMS gyroscopes"


def test_too_much_at_once_is_refused() -> None:
    assert "too many" in explain("drone " * 100_000).mistake


def test_a_class_of_the_ledger_is_explained_by_where_lists_deal_with_it() -> None:
    told = explain("missile.ballistic")
    assert told.kind == "class"
    assert ("MTCR annex", "such goods stand at 1.A.1, 2.A.1, 19.A.1") in [(one.list, one.text) for one in told.lines]
