"""What one side reports and the other denies in the same sentence is two statements, each with its own source."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.model import Document, Statement
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.accused import accused
from weighbridge.reading.positions.answered import answer_in, is_answered
from weighbridge.reading.reader import Reader


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def _read(text: str) -> tuple[Statement, ...]:
    return _reader().read(Document("one", text)).statements


def _sides(text: str) -> list[tuple[str, str | None]]:
    """Stance and country of the source of each statement, in order."""
    return [(one.stance, one.source.country) for one in _read(text)]


BOTH = (
    ("Iran sent 300 drones to Russia in August, the US says; Tehran denies it.", "US", "IR"),
    ("Iran sent 300 drones to Russia in August, U.S. officials said, which Tehran has denied.", "US", "IR"),
    (
        "Iran sent 300 drones to Russia in August, the White House said, but Tehran says it did no such thing.",
        "US",
        "IR",
    ),
    ("Rwanda supplies M23 with missiles, UN experts say, although Kigali rejects the accusation.", "un", "RW"),
    ("The UAE, which denies it, has sent drones to the RSF, UN experts say.", "un", "AE"),
    (
        "Washington accused North Korea of sending shells to the Russian army, charges that Pyongyang denied.",
        "US",
        "KP",
    ),
    ("Israel sold Argentina 24 Skyhawk jets, the State Department reported; Jerusalem said it had not.", "US", "IL"),
    ("Iran sent 300 drones to Russia in August, the US says; Tehran called it psychological warfare.", "US", "IR"),
    ("Iran sent 300 drones to Russia, the US says, an assertion which Tehran rejected.", "US", "IR"),
    ("Azerbaijan accused Serbia of selling Armenia howitzers, a charge rejected in Belgrade.", "AZ", "RS"),
    ("Azerbaijan accused Serbia of selling Armenia howitzers, a charge that was rejected by Belgrade.", "AZ", "RS"),
    ("Iran has sold Sudan's army drones, UN experts say, something denied in Tehran.", "un", "IR"),
    ("Despite denials from Kigali, Rwanda supplies M23 with missiles, UN experts say.", "un", "RW"),
    ("Eritrea rejects a report by a US Senate committee that it supplied the LTTE with rifles.", "US", "ER"),
)


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("The claim, denied in Beijing, that China sold rifles to Libya was repeated in London.", "CN"),
        ("The charge, rejected in Tehran, that Iran arms the Houthis, is not new.", "IR"),
        ("A report denied by Kigali said Rwanda sent mortars to the M23.", "RW"),
    ],
)
def test_a_claim_that_is_denied_before_it_is_told_is_denied(text: str, denies: str) -> None:
    assert _sides(text) == [("denies", denies)]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey will sell drones to Ethiopia, an idea that was once rejected in Ankara.",
        "Iran sent missiles to Russia, a charge that was withdrawn in Geneva.",
    ],
)
def test_what_is_withdrawn_or_only_an_idea_is_denied_by_nobody(text: str) -> None:
    assert [stance for stance, _ in _sides(text)] == ["asserts"]


@pytest.mark.parametrize(("text", "reports", "denies"), BOTH)
def test_both_sides_are_kept_each_with_its_own_source(text: str, reports: str, denies: str) -> None:
    assert _sides(text) == [("asserts", reports), ("denies", denies)]


ONE_SIDE = (
    "Tehran denies that it sent drones to Russia.",
    "Tehran denied the report and said it had never sent drones to Russia.",
    "Peking dismissed the reports on Thursday and said that China had not sold missiles to Iran.",
    "Neither Iran nor Russia has confirmed it, and Tehran denies having sent drones to Moscow.",
)


@pytest.mark.parametrize("text", ONE_SIDE)
def test_a_denial_alone_reports_nothing(text: str) -> None:
    assert not {"asserts", "confirms"} & {one.stance for one in _read(text) if one.stage == "delivered"}


def test_a_denial_of_something_else_leaves_what_is_told_in_passing() -> None:
    text = "Zimbabwe's army, which got 18 helicopters from Russia last year, denied it too."
    assert {one.stance for one in _read(text)} == {"asserts"}


REPORTED = ("Iran does not deny that it sent drones to Russia.", "Iran sent drones to Russia, and did not deny it.")


@pytest.mark.parametrize("text", REPORTED)
def test_who_does_not_deny_is_no_other_side(text: str) -> None:
    tree = tree_of(next(parse([text])))
    assert answer_in(tree) is None
    assert accused(tree, range(len(tree))) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(("Seoul", "Kyiv", "the White House", "Japan's defence ministry")),
    st.sampled_from(("Iran", "China", "North Korea", "Belarus")),
    st.sampled_from(("drones", "ballistic missiles", "artillery shells")),
    st.sampled_from(("denies it", "rejects the claim", "dismisses the accusation", "has always denied this")),
)
def test_no_denial_is_lost_behind_a_report(speaker: str, supplier: str, goods: str, denial: str) -> None:
    """In whatever words: somebody says so, and the supplier says no."""
    found = _read(f"{supplier} sent {goods} to Russia in May, {speaker} says; {supplier} {denial}.")
    stances = {one.stance for one in found if one.supplier and one.supplier.code and one.recipient}
    assert "denies" in stances
    denying = {one.source.country for one in found if one.stance == "denies"}
    reporting = {one.source.country for one in found if one.stance != "denies"}
    assert not denying & reporting


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_has_an_answer_within_it_or_none(text: str) -> None:
    doc = next(parse([text]))
    tree = tree_of(doc)
    answer = answer_in(tree)
    assert answer is None or 0 <= answer.first < answer.end <= len(tree)
    assert not is_answered(tree, range(len(tree))) or answer is not None
    for token in range(answer.first, answer.end) if answer is not None else ():
        assert not is_answered(tree, [token])


def test_silence_is_no_position() -> None:
    text = "Rwanda supplies M23 with missiles, UN experts say. The Rwandan government did not respond to a request."
    assert {one.stance for one in _read(text)} == {"asserts"}


def test_goods_that_a_verb_stands_for_have_their_own_name() -> None:
    text = "Rwanda supplies M23 with missiles, UN experts say. Kigali has repeatedly denied backing the rebels."
    denial = next(one for one in _read(text) if one.stance == "denies")
    assert denial.item.text == "missiles"
    assert not denial.explicit
