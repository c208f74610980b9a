"""A transfer in words: likelihood after ICD 203, confidence apart, denials never as deliveries."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, kept, report

from weighbridge.dossier.sentences import besides, confidence, denial, happened, judgement, likely
from weighbridge.model import STAGES, as_json
from weighbridge.weighing.figures import figures
from weighbridge.weighing.likelihood import WORDS, percent, word_for
from weighbridge.weighing.records import record_of
from weighbridge.weighing.weighing import weigh

SENT = report("Iran has sent missiles to Russia, two people said.", TWO_PEOPLE)
LIKELY = [word for _, word in WORDS]


def summary(*told: Told) -> str:
    [transfer] = weigh(*kept(told))
    record = record_of(transfer, figures())
    statements = [as_json(one.entry.statement) for one in transfer.members]
    return " ".join((judgement(record), confidence(record), besides(record), denial(record, statements)))


@given(st.floats(0.01, 0.99))
def test_a_likelihood_comes_in_its_word_with_its_number(likelihood: float) -> None:
    said = likely(likelihood, word_for(likelihood), "it rained")
    assert word_for(likelihood) in said
    assert f"({percent(likelihood)})" in said


@pytest.mark.parametrize("stance", ["denies", "warns", "declines"])
@pytest.mark.parametrize("stage", ["delivered", "shipped", "used"])
def test_what_nobody_asserts_does_not_read_as_a_delivery(stance: str, stage: str) -> None:
    said = summary(report("They say.", IR, stance=stance, stage=stage))
    assert not re.search(r"\b(?<!un)likely \(|certain \(|even chance \(", said)
    assert "unlikely" in said if stance == "denies" else "No judgement" in said


@pytest.mark.parametrize("stage", ["sought", "negotiating", "agreed"])
def test_what_was_only_spoken_of_says_that_nothing_came(stage: str) -> None:
    said = summary(report("They say.", US, stage=stage))
    assert "No source says that anything was delivered." in said
    assert not re.search(r"that Iran delivered", said)


def test_likelihood_and_confidence_never_stand_in_one_sentence() -> None:
    told = [SENT, report("It denied that.", IR, on="2024-03-02", stance="denies"), report("Sent.", GB, on="2024-05-01")]
    for some in (told, told[:1], told[1:2], [report("Halted.", GB, stage="halted"), *told]):
        for sentence in re.split(r"(?<=[.]) ", summary(*some)):
            if "onfidence" in sentence:
                assert not [word for word in LIKELY if word in sentence]
                assert "%" not in sentence


def test_who_denies_is_named_by_state() -> None:
    said = summary(SENT, report("It denied that.", IR, on="2024-03-02", outlet="Coast Courier", stance="denies"))
    assert "denied by Iran (that it was delivered)" in said
    assert "Nobody is known to deny it" in summary(SENT)


def test_every_stage_reads_differently() -> None:
    record = {"supplier": "IR", "recipient": None, "goods": "training"}
    assert len({happened(record, stage) for stage in STAGES}) == len(STAGES)
    assert happened(record, "delivered") == "Iran delivered training, instruction or advisers to an unknown party"
