"""Giving reviews: what they change, what a preview says of it, and the queue."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.reviewing.kept import DENIED, DRONES, HOSTILE, REPORTS, SEEN, SENT, WARNED, id_of, kept
from tests.weighing.reports import US, report

from weighbridge.ledger import Ledger, LedgerError, content_hash, drop_derived, mark_all_stale, reviews, transfers
from weighbridge.ledger.reviewable import doubtful, review_log
from weighbridge.ledger.reviewing import ReviewedMeanwhileError
from weighbridge.reviewing.giving import give, stands
from weighbridge.reviewing.previewing import Judged, Move, preview
from weighbridge.reviewing.queue import queue
from weighbridge.reviewing.records import review_records
from weighbridge.reviewing.slots import SlotError
from weighbridge.views import brought_up
from weighbridge.weighing.figures import figures


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return kept(tmp_path / "ledger.sqlite")


def said(ledger: Ledger) -> dict[str, tuple[str | None, float | None]]:
    """Transfer: stage and likelihood."""
    return {one.id: (one.stage, one.likelihood) for one in transfers(ledger)}


def told(moves: list[Move]) -> list[tuple[Judged | None, Judged | None]]:
    return [(one.before, one.after) for one in moves]


def test_the_queue_has_what_matters_and_not_what_moves_nothing(ledger: Ledger) -> None:
    found = queue(ledger, figures())
    evidence = [one.entry.statement.evidence for one in found]
    assert set(evidence) == {SENT, DENIED, SEEN, DRONES}
    assert WARNED not in evidence
    assert [one.doubt.value for one in found] == sorted((one.doubt.value for one in found), reverse=True)
    assert all(one.doubt.reasons for one in found)


def test_the_queue_is_paged_and_narrowed(ledger: Ledger) -> None:
    everything = [one.entry.id for one in queue(ledger, figures())]
    assert [one.entry.id for one in queue(ledger, figures(), 2, skip=1)] == everything[1:3]
    assert [one.entry.id for one in queue(ledger, figures(), supplier="IR")] == everything
    assert queue(ledger, figures(), recipient="KP") == []


def test_the_kept_order_is_that_of_the_reasons(ledger: Ledger) -> None:
    places = {one.statement: one.doubt for one in doubtful(ledger, 100)}
    assert places == {one.entry.id: one.doubt.value for one in queue(ledger, figures())}


@pytest.mark.parametrize("verdict", ["accept", "reject", "correct"])
def test_what_has_a_review_leaves_the_queue(ledger: Ledger, verdict: str) -> None:
    key = id_of(ledger, SENT)
    changes = {"stage": "agreed"} if verdict == "correct" else {}
    give(ledger, key, verdict, changes, name="Ada", reason="read it", way="command")
    assert key not in {one.entry.id for one in queue(ledger, figures())}
    assert len(queue(ledger, figures())) == 3


def test_a_rejected_delivery_lowers_the_likelihood_and_an_acceptance_brings_it_back(ledger: Ledger) -> None:
    before = said(ledger)
    key = id_of(ledger, SEEN)
    given = give(ledger, key, "reject", {}, name="Ada", reason="an old picture", way="command")
    after = said(ledger)
    [(old, new)] = told(given.moves)
    assert old is not None
    assert new is not None
    assert old.likelihood == before[old.transfer][1]
    assert new.likelihood == after[new.transfer][1]
    assert (new.likelihood or 0) < (old.likelihood or 0)
    assert given.after is None
    give(ledger, key, "accept", {}, name="Bo", reason="it is a new one", way="command")
    accepted = said(ledger)
    assert {key: row[0] for key, row in accepted.items()} == {key: row[0] for key, row in before.items()}
    assert (accepted[old.transfer][1] or 0) >= (old.likelihood or 0)


def test_what_a_person_accepted_weighs_as_read_right_with_certainty(ledger: Ledger) -> None:
    before = said(ledger)
    given = give(ledger, id_of(ledger, DRONES), "accept", {}, name="Ada", reason="so it says", way="command")
    [(old, new)] = told(given.moves)
    assert old is not None
    assert new is not None
    assert (new.likelihood or 0) > (old.likelihood or 0) == before[old.transfer][1]
    assert given.after is not None
    assert given.after.statement.confidence == 1.0


@pytest.mark.parametrize(
    ("sentence", "verdict", "changes"),
    [
        (SEEN, "reject", {}),
        (DENIED, "reject", {}),
        (SENT, "correct", {"stage": "agreed"}),
        (SENT, "correct", {"quantity": "20", "certainty": "possible"}),
        (DRONES, "correct", {"supplier": "KP"}),
        (DRONES, "correct", {"stance": "denies"}),
        (SEEN, "correct", {"recipient": "SY", "item": "uav"}),
    ],
)
def test_a_preview_says_what_then_happens_and_stores_nothing(
    ledger: Ledger, sentence: str, verdict: str, changes: dict[str, str]
) -> None:
    key = id_of(ledger, sentence)
    stand = stands(ledger, key)
    from weighbridge.reviewing.giving import outcome

    assert stand.now is not None
    hashed, before = content_hash(ledger), said(ledger)
    foreseen = preview(ledger, stand.now, outcome(stand, verdict, changes), figures())
    assert (content_hash(ledger), said(ledger)) == (hashed, before)
    given = give(ledger, key, verdict, changes, name="Ada", reason="as foreseen", way="command")
    assert foreseen
    assert sorted(map(repr, foreseen)) == sorted(map(repr, given.moves))


def test_weighing_all_anew_gives_the_same_queue(ledger: Ledger) -> None:
    give(ledger, id_of(ledger, SENT), "correct", {"stage": "shipped"}, name="Ada", reason="under way", way="command")
    before = doubtful(ledger, 100)
    drop_derived(ledger)
    mark_all_stale(ledger)
    brought_up(ledger)
    assert doubtful(ledger, 100) == before


def test_a_second_correction_starts_from_the_first(ledger: Ledger) -> None:
    key = id_of(ledger, SENT)
    give(ledger, key, "correct", {"stage": "shipped"}, name="Ada", reason="under way", way="command")
    give(ledger, key, "correct", {"quantity": "220"}, name="Bo", reason="it is 220", way="session")
    stand = stands(ledger, key)
    assert stand.now is not None
    assert stand.now.statement.quantity is not None
    assert (stand.now.statement.stage, stand.now.statement.quantity.low) == ("shipped", 220)
    history = review_records(ledger, reviews(ledger, key))
    assert [one["slots"] for one in history] == [
        [{"slot": "stage", "before": "delivered", "after": "shipped"}],
        [{"slot": "quantity", "before": "200", "after": "220"}],
    ]
    assert [(one["name"], one["way"]) for one in history] == [("Ada", "command"), ("Bo", "session")]
    assert [one["id"] for one in review_records(ledger, review_log(ledger, 10))] == [one["id"] for one in history][::-1]


def test_who_has_not_seen_the_latest_review_is_told(ledger: Ledger) -> None:
    key = id_of(ledger, SENT)
    first = give(ledger, key, "reject", {}, name="Ada", reason="no", way="session", seen="")
    with pytest.raises(ReviewedMeanwhileError, match="Ada reviewed it meanwhile"):
        give(ledger, key, "accept", {}, name="Bo", reason="yes", way="session", seen="")
    assert len(reviews(ledger, key)) == 1
    give(ledger, key, "accept", {}, name="Bo", reason="yes", way="session", seen=first.review)
    assert [one.verdict for one in reviews(ledger, key)] == ["reject", "accept"]


def test_of_two_at_once_one_is_kept_and_the_other_told(ledger: Ledger) -> None:
    key = id_of(ledger, SENT)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def work(name: str) -> None:
        start.wait()
        try:
            give(ledger, key, "correct", {"stage": "agreed"}, name=name, reason="no more", way="session", seen="")
            outcomes.append("kept")
        except ReviewedMeanwhileError:
            outcomes.append("told")

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Ada", "Bo")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["kept", "told"]
    assert len(reviews(ledger, key)) == 1


@pytest.mark.parametrize(
    ("changes", "fields", "said"),
    [
        ({}, {}, "nothing is corrected"),
        ({"stage": "delivered"}, {}, "nothing is corrected"),
        ({"stage": "gone"}, {}, "one of sought"),
        ({"stage": "shipped"}, {"reason": "  "}, "needs a reason"),
        ({"stage": "shipped"}, {"reason": "x" * 2001}, "more briefly"),
        ({"stage": "shipped"}, {"reason": "so\0it is"}, "U\\+0000"),
        ({"item.text": "drones\0"}, {}, "item.text: character 7 is U\\+0000"),
        ({"stage": "shipped"}, {"name": " "}, "can't be a person's name"),
        ({"stage": "shipped"}, {"name": "A\x1b[31mda"}, "U\\+001B"),
        ({"stage": "shipped"}, {"name": "A\u202eda"}, "U\\+202E"),
    ],
)
def test_what_is_refused_leaves_nothing(
    ledger: Ledger, changes: dict[str, str], fields: dict[str, str], said: str
) -> None:
    hashed = content_hash(ledger)
    words = {"name": "Ada", "reason": "why", **fields}
    with pytest.raises((SlotError, LedgerError), match=said):
        give(ledger, id_of(ledger, SENT), "correct", changes, way="command", **words)
    assert content_hash(ledger) == hashed


def test_there_is_no_such_statement(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="there is no statement 'nothing'"):
        give(ledger, "nothing", "accept", {}, name="Ada", reason="why", way="command")


def test_a_hostile_sentence_is_reviewed_like_any_other(tmp_path: Path) -> None:
    ledger = kept(tmp_path / "hostile.sqlite", [*REPORTS, report(HOSTILE, US, on=None, outlet="No Date Post")])
    key = id_of(ledger, HOSTILE)
    give(ledger, key, "correct", {"source.text": '"><b>x'}, name="<i>Ada</i>", reason="=1+1 <script>", way="command")
    stand = stands(ledger, key)
    assert stand.now is not None
    assert stand.now.statement.evidence == HOSTILE
    assert stand.now.statement.source.text == '"><b>x'
