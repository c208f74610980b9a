"""Agreement of two readers as figures that another library works out alike, and as scores of evaluate."""

from __future__ import annotations

import math
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from tests.readers.plug_ins import row
from tests.readers.test_merging import DOCUMENT, NAMES, SENTENCES, TEXT, readings

from weighbridge.evaluation.statements import score
from weighbridge.model import STAGES, as_json
from weighbridge.readers.agreeing import kappa
from weighbridge.readers.comparing import Comparison
from weighbridge.reading.result import Reading
from weighbridge.rows import statement_from


@given(st.lists(st.tuples(st.sampled_from(STAGES[:3]), st.sampled_from(STAGES[:3]))))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    mine = kappa(pairs)
    if not pairs:
        assert mine is None
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = float(cohen_kappa_score([one for one, _ in pairs], [other for _, other in pairs]))
    assert math.isnan(theirs) if mine is None else mine == pytest.approx(theirs, abs=1e-4)


def test_kappa_of_a_worked_example() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, expected 0.5
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == 0.4


@given(readings, readings)
def test_core_f1_of_one_against_the_other_is_that_of_evaluate_both_ways(first: Reading, second: Reading) -> None:
    comparison = Comparison(NAMES)
    comparison.take(first, second)
    gold = {"id": "d", "text": TEXT, "statements": as_json(first.statements)}
    there = score([gold], {"d": as_json(second.statements)})[0]["core"]["f1"]
    assert comparison.figures()["agreement"]["core f1"] == there


@given(readings)
def test_a_reading_does_not_differ_from_itself(reading: Reading) -> None:
    comparison = Comparison(NAMES)
    assert comparison.take(reading, reading) == []
    assert comparison.figures()["agreement"]["core f1"] == (1 if reading.statements else 0)


def test_each_difference_has_its_sentence_and_both_values() -> None:
    one = statement_from(row(SENTENCES[0]), TEXT)
    other = statement_from(row(SENTENCES[0], stage="agreed", quantity={"low": 2, "high": 5, "text": "some"}), TEXT)
    more = statement_from(row(SENTENCES[1], "IR>RU"), TEXT)
    found = Comparison(NAMES).take(Reading(DOCUMENT, (one,)), Reading(DOCUMENT, (other, more)))
    assert [(it["kind"], it["evidence"]) for it in found] == [("slots", SENTENCES[0]), ("only second", SENTENCES[1])]
    assert found[0]["slots"] == [
        {"slot": "stage", "first": "delivered", "second": "agreed"},
        {"slot": "quantity", "first": "-", "second": "2..5"},
    ]


def test_what_one_could_not_read_is_left_out_and_told() -> None:
    comparison = Comparison(NAMES)
    assert comparison.take(Reading(DOCUMENT), Reading(DOCUMENT, problem="cut")) == []
    figures = comparison.figures()
    assert (figures["documents"], figures["problems"]) == (
        0,
        [{"document": "d", "reader": "second", "problem": "cut"}],
    )
