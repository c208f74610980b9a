"""Where the words of transfer of each stage stand to the goods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.model import STAGES, Document
from weighbridge.reading.positions.by_stage import (
    BY_STAGE_NAMES,
    FAR,
    UNFIT,
    UNRELATED,
    apart_in_tree,
    by_stage,
)
from weighbridge.reading.positions.rows import rule_at
from weighbridge.reading.positions.views import View, speaking
from weighbridge.reading.ranking.page import Page, page_of
from weighbridge.reading.reader import scenes_of

TWO = "France sold jets to India, and Italy promised helicopters to Egypt."


def _page(text: str) -> Page:
    return page_of(next(iter(scenes_of([Document("one", text)]))))


def _numbers(text: str, goods: str) -> dict[str, float]:
    page = _page(text)
    look = page.looks[0]
    item = next(one.mention for one in page.items if look.scene.doc[one.mention.token].text == goods)
    fits = [(view.number, view.fit) for view in speaking(look, item, None, None)]
    stages = [STAGES.index(rule_at(look, item, View(number, 0.0)).stage) for number in range(len(look.scene.hits))]
    return dict(zip(BY_STAGE_NAMES, by_stage(look, item, (None, None), fits, stages), strict=True))


@pytest.mark.parametrize(
    ("goods", "own", "other"), [("jets", "delivered", "agreed"), ("helicopters", "agreed", "delivered")]
)
def test_the_goods_own_word_is_nearer_than_that_of_other_goods(goods: str, own: str, other: str) -> None:
    numbers = _numbers(TWO, goods)
    assert numbers[f"steps of {own}"] < numbers[f"steps of {other}"]
    assert numbers[f"fit of {own}"] > numbers[f"fit of {other}"]
    assert numbers[f"in_clause of {own}"] == 1.0
    assert numbers[f"in_clause of {other}"] == 0.0
    assert numbers[f"lowest over goods:{own}"] == 1.0
    assert numbers[f"next before goods:{own}"] == 1.0


def test_stages_that_no_word_has_are_far() -> None:
    numbers = _numbers(TWO, "jets")
    assert (numbers["apart of halted"], numbers["steps of halted"], numbers["fit of halted"]) == (FAR, UNRELATED, UNFIT)
    assert numbers["count of halted"] == 0.0


def test_without_a_word_of_transfer_nothing_stands_over_the_goods() -> None:
    numbers = _numbers("Missiles in the port.", "Missiles")
    assert numbers["lowest over goods:none"] == numbers["topmost over goods:none"] == 1.0
    assert sum(numbers[f"count of {stage}"] for stage in STAGES) == 0.0


@given(st.data())
def test_steps_in_the_tree_are_a_distance(data: st.DataObject) -> None:
    look = _page(TWO).looks[0]
    words = st.integers(0, len(look.scene.lemma) - 1)
    one, other, third = data.draw(words), data.draw(words), data.draw(words)
    assert apart_in_tree(look, one, one) == 0.0
    assert apart_in_tree(look, one, other) == apart_in_tree(look, other, one)
    assert apart_in_tree(look, one, third) <= apart_in_tree(look, one, other) + apart_in_tree(look, other, third)
