"""Which statements a person should read first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.reports import GB, IR, NARRATOR, TWO_PEOPLE, US, Told, counted, kept, report, transfers

from weighbridge.reading.result import Mark
from weighbridge.weighing.doubts import Doubt, doubts
from weighbridge.weighing.figures import figures, number
from weighbridge.weighing.likelihood import likelihood_of
from weighbridge.weighing.records import record_of
from weighbridge.weighing.weighing import weigh


def doubted(*told: Told) -> dict[str, Doubt]:
    """Evidence: its doubt."""
    entries, sources = kept(told)
    statements = {one.id: one.statement for one in entries}
    return {
        statements[key].evidence: doubt
        for transfer in weigh(entries, sources)
        for key, doubt in doubts(record_of(transfer, figures()), statements, figures()).items()
    }


def test_the_less_sure_the_reading_the_sooner() -> None:
    sure = doubted(report("Iran sent them.", US, confidence=0.95))["Iran sent them."]
    unsure = doubted(report("Iran sent them.", US, confidence=0.6))["Iran sent them."]
    assert unsure.value > sure.value
    assert any("0.60" in reason for reason in unsure.reasons)


def test_a_delivery_goes_before_talks() -> None:
    found = doubted(
        report("It came.", US, confidence=0.7),
        report("They talk.", US, stage="negotiating", item="uav", confidence=0.7),
    )
    assert found["It came."].value > found["They talk."].value


def test_what_a_single_origin_carries_is_told() -> None:
    admitted = report("We have sent them.", IR, stance="confirms")
    alone = doubted(admitted)
    assert "that it was delivered rests on a single origin" in alone["We have sent them."].reasons
    both = doubted(
        admitted,
        report("It came.", US, outlet="Island Times"),
        report("They have it.", GB, on="2024-03-04", outlet="Hill Gazette"),
    )
    assert not any("single origin" in reason for one in both.values() for reason in one.reasons)


def test_a_dispute_and_a_denial_are_told() -> None:
    found = doubted(report("It came.", US), report("It is not so.", IR, stance="denies", outlet="Coast Courier"))
    assert "a denial" in found["It is not so."].reasons
    assert all("disputed: another origin says the contrary" in one.reasons for one in found.values())


def test_numbers_that_exclude_each_other_are_told() -> None:
    found = doubted(
        report("200 came.", US, quantity=counted(200, "200")),
        report("Only 20 came.", GB, quantity=counted(20, "20"), outlet="Hill Gazette"),
    )
    assert all("its number contradicts another's" in one.reasons for one in found.values())


def test_what_moves_nothing_is_not_in_doubt() -> None:
    assert doubted(report("Any such transfer would be answered.", US, stance="warns", certainty="possible")) == {}
    assert doubted(report("It came.", NARRATOR), report("It came.", TWO_PEOPLE, outlet="Other")).keys() <= {"It came."}


def test_without_it_is_what_the_sum_gives_without_its_line() -> None:
    [one] = doubted(report("They talk.", US, stage="negotiating")).values()
    assert one.stage == "negotiating"
    assert one.without < one.likelihood
    assert one.without == round(likelihood_of(number(figures(), "prior", "negotiating")), 4), "the prior alone"


@settings(deadline=None)
@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=6))
def test_the_same_statements_have_the_same_doubt_in_any_order(confidences: list[float]) -> None:
    told = [
        report(f"Report {number} of it.", US if number % 2 else GB, outlet=f"Outlet {number}", confidence=sure)
        for number, sure in enumerate(confidences)
    ]
    found = doubted(*told)
    assert found == doubted(*reversed(told))
    assert all(one.value > 0 and 0 < one.without < 1 for one in found.values())


def test_a_statement_that_is_not_told_of_is_left_out() -> None:
    entries, sources = kept([report("It came.", US)])
    [transfer] = weigh(entries, sources)
    assert doubts(record_of(transfer, figures()), {}, figures()) == {}
    other = {entries[0].id: replace(entries[0].statement, confidence=0.2)}
    assert doubts(record_of(transfer, figures()), other, figures())


def test_what_one_of_several_readers_found_comes_before_all_else_and_what_they_differ_on_counts_double() -> None:
    told = [report(f"Iran sent missiles, said {who}.", US, outlet=who, on="2024-03-01") for who in ("Wire", "Post")]
    [transfer] = transfers(*told)
    statements = {one.entry.id: one.statement for one in transfer.members}
    record = record_of(transfer, figures())
    plain = doubts(record, statements, figures())
    assert plain
    for key, doubt in plain.items():
        alone = doubts(record, statements, figures(), marks={key: Mark(("llm",))})[key]
        differing = doubts(record, statements, figures(), marks={key: Mark(("a", "b"), ("stage: a x, b y",))})[key]
        agreed = doubts(record, statements, figures(), marks={key: Mark(("a", "b"))})[key]
        assert alone.value > 20 > max(one.value for one in plain.values())
        assert "only one reader found it: llm" in alone.reasons
        assert differing.value == pytest.approx(2 * doubt.value, abs=1e-3)
        assert "the readers differ: stage: a x, b y" in differing.reasons
        assert agreed == doubt
