"""From what a model writes to JSON values."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.reading.llm.answer import NoJson, answer_from

ONE = {"evidence": 'He said: "no" {really}', "stage": "agreed", "via": []}
OTHER = {"evidence": "It moved.", "stage": "delivered", "via": [{"class": "media"}]}
BOTH = {"statements": [ONE, OTHER], "measures": [{"evidence": "Banned.", "kind": "embargo"}]}
PLAIN = json.dumps(BOTH)


@pytest.mark.parametrize(
    "written",
    [
        PLAIN,
        json.dumps(BOTH, indent=2),
        f"```json\n{PLAIN}\n```",
        f"```\n{PLAIN}",
        f"Here is what I found:\n\n{PLAIN}\n\nLet me know if you need more.",
        f"<think>First {{'a': 1}} I look.</think>\n{PLAIN}",
        f"\ufeff  {PLAIN}  ",
    ],
    ids=["plain", "indented", "fenced", "fence left open", "in prose", "after thoughts", "with spaces"],
)
def test_whole_answers_whatever_stands_around_them(written: str) -> None:
    found = answer_from(written)
    assert list(found.statements) == [ONE, OTHER]
    assert list(found.measures) == BOTH["measures"]
    assert found.whole


@pytest.mark.parametrize(
    ("written", "statements"),
    [
        (f'{{"statements": [{json.dumps(ONE)},], "measures": [],}}', [ONE]),
        (f"[{json.dumps(ONE)}, {json.dumps(OTHER)}]", [ONE, OTHER]),
        (json.dumps(OTHER), [OTHER]),
        ('{"statements": []}', []),
        ("{}", []),
    ],
    ids=["trailing commas", "a bare list", "a single statement", "no measures", "empty"],
)
def test_forms_that_are_taken_all_the_same(written: str, statements: list[Any]) -> None:
    assert list(answer_from(written).statements) == statements


@given(st.integers(len('{"statements": ['), len(PLAIN) - 1))
def test_of_an_answer_that_breaks_off_whole_objects_are_kept(length: int) -> None:
    cut = PLAIN[:length]
    try:
        found = answer_from(cut)
    except NoJson:
        assert json.dumps(ONE) not in cut
        return
    assert not found.whole or not found.statements
    whole = [one for one in (ONE, OTHER) if json.dumps(one) in cut]
    assert list(found.statements) == whole


@pytest.mark.parametrize(
    "written",
    ["", "I'm sorry, I can't do that.", "null", "42", '"statements"', "<html><body>502</body></html>", "```json\n```"],
)
def test_no_json_is_told(written: str) -> None:
    with pytest.raises(NoJson):
        answer_from(written)


@pytest.mark.parametrize(
    "written",
    ["[" * 200_000, '{"statements":' * 50_000, '{"statements": [' + '{"a":' * 100_000, "{" * 3_000_000, "9" * 100_000],
    ids=["lists", "objects", "in a statement", "gigantic", "a number"],
)
def test_deep_and_gigantic_answers_come_to_an_end(written: str) -> None:
    with suppress(NoJson):
        assert not any(isinstance(one, dict) and "evidence" in one for one in answer_from(written).statements)


@given(st.one_of(st.text(max_size=200), st.text(alphabet='{}[]",:statemn 0\\', max_size=200)))
def test_any_text_gives_an_answer_or_that_error(written: str) -> None:
    try:
        found = answer_from(written)
    except NoJson:
        return
    assert isinstance(found.statements, tuple)
    assert isinstance(found.measures, tuple)
