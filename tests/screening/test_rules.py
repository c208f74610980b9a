"""The number of the rules is raised when orders are answered otherwise: held to the kept answers to a fixed set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.screening.fixed_orders import ANSWERS, HOME, answers

from weighbridge.screening import state

ANEW = "then write the answers anew: python -m tests.screening.fixed_orders"


def test_answers_to_the_fixed_orders_are_those_of_the_rules_number(tmp_path: Path) -> None:
    kept, now = json.loads(ANSWERS.read_text("utf-8")), answers(tmp_path)
    assert kept["rules"] == state.RULES, f"the rules are number {state.RULES} now; {ANEW}"
    others = {name: one for name, one in now.items() if one != kept["answers"].get(name)}
    if others:
        pytest.fail(f"answered otherwise: {others}; raise RULES in screening/state.py, {ANEW}")
    assert set(now) == set(kept["answers"])


def test_the_fixed_orders_meet_every_answer_and_kind_of_finding() -> None:
    kept = json.loads(ANSWERS.read_text("utf-8"))["answers"]
    assert len(kept) == len((HOME / "orders.jsonl").read_text("utf-8").splitlines()) >= 40
    assert {one["answer"] for one in kept.values()} == {"clear", "review", "stop"}
    kinds = {line.split()[1] for one in kept.values() for line in one["found"]}
    assert kinds >= {"party", "goods", "country", "flag", "onward", "told"}


def test_the_number_stands_in_every_record() -> None:
    assert state.program()["rules"] == str(state.RULES)
