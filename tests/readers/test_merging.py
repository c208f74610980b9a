"""What is promised of two readings made one: nothing made up, no delivery that one denies, who found what."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.readers.plug_ins import row

from weighbridge.evaluation.statements import is_done
from weighbridge.model import STAGES, STANCES, Document, Quantity, Statement, as_json
from weighbridge.readers.merging import merged
from weighbridge.reading.result import Mark, Reading
from weighbridge.rows import statement_from

SENTENCES = ("Poland sent tanks.", "Iran denied it all.", "Norway may sell jets.", "Shells came from Korea.")
TEXT = " ".join(SENTENCES)
DOCUMENT = Document("d", TEXT)
NAMES = ("first", "second")


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    return statement_from(
        row(
            draw(st.sampled_from(SENTENCES)),
            draw(st.sampled_from(("PL>UA", "IR>RU", ">UA", "PL>"))),
            draw(st.sampled_from(("vehicle.tank", "missile.cruise", "uav"))),
            stage=draw(st.sampled_from(STAGES)),
            stance=draw(st.sampled_from(STANCES)),
            confidence=draw(st.floats(0.1, 0.99)),
        ),
        TEXT,
    )


readings = st.lists(statements(), max_size=5).map(lambda some: Reading(DOCUMENT, tuple(some)))


@given(readings, readings)
def test_whatever_was_read_merging_makes_nothing_up(first: Reading, second: Reading) -> None:
    one = merged(first, second, NAMES)
    assert len(one.marks) == len(one.statements)
    assert max(len(first.statements), len(second.statements)) <= len(one.statements)
    both = sum(len(mark.readers) == 2 for mark in one.marks)
    assert len(one.statements) == len(first.statements) + len(second.statements) - both, "each stands in one place"
    for statement, mark in zip(one.statements, one.marks, strict=True):
        assert TEXT[statement.start : statement.end] == statement.evidence
        assert 0 <= statement.confidence <= 1
        if mark.readers == ("first",):
            assert statement in first.statements
        elif mark.readers == ("second",):
            assert statement in second.statements
        if is_done(as_json(statement)):
            for name, reading in (("first", first), ("second", second)):
                there = [it for it in reading.statements if it.evidence == statement.evidence]
                assert name not in mark.readers or any(is_done(as_json(it)) for it in there), "none that one denies"
    assert [one.start for one in one.statements] == sorted(one.start for one in one.statements)


@given(readings)
def test_a_reading_with_itself_is_itself_and_surer(reading: Reading) -> None:
    one = merged(reading, reading, NAMES)
    assert [replace(it, confidence=0) for it in one.statements] == [
        replace(it, confidence=0) for it in sorted(reading.statements, key=lambda it: (it.start, it.end))
    ]
    assert set(one.marks) <= {Mark(NAMES)}


def test_both_make_it_surer_by_the_rule_that_is_told() -> None:
    one, other = (statement_from(row(SENTENCES[0], confidence=sure), TEXT) for sure in (0.8, 0.6))
    [found] = merged(Reading(DOCUMENT, (one,)), Reading(DOCUMENT, (other,)), NAMES).statements
    assert found.confidence == 0.92  # 1 - 0.2 * 0.4


def test_what_differs_is_told_and_the_delivery_gives_way() -> None:
    one = statement_from(row(SENTENCES[0]), TEXT)
    other = replace(one, stage="agreed", quantity=Quantity(14, 14, "14"))
    for first, second, told in (
        (one, other, ("stage: first delivered, second agreed", "quantity: first -, second 14")),
        (other, one, ("stage: first agreed, second delivered", "quantity: first 14, second -")),
    ):
        found = merged(Reading(DOCUMENT, (first,)), Reading(DOCUMENT, (second,)), NAMES)
        assert (found.statements[0].stage, found.statements[0].quantity) == ("agreed", Quantity(14, 14, "14"))
        assert found.marks == (Mark(NAMES, told),)


def test_careful_keeps_what_both_found() -> None:
    shared, alone = (statement_from(row(sentence), TEXT) for sentence in SENTENCES[:2])
    found = merged(Reading(DOCUMENT, (shared, alone)), Reading(DOCUMENT, (shared,)), NAMES, alone=False)
    assert [one.evidence for one in found.statements] == [SENTENCES[0]]


def test_a_problem_of_one_is_a_problem_of_both() -> None:
    found = merged(Reading(DOCUMENT), Reading(DOCUMENT, problem="the line was cut"), NAMES)
    assert found.problem == "second: the line was cut"
