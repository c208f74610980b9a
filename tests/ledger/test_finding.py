"""Search in bounded time: what a person corrected is shown as corrected, and pages of hits make up the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.weighing.reports import US, report

from weighbridge.keeping import keep
from weighbridge.ledger import Ledger, add_review, entries, open_ledger
from weighbridge.ledger.finding import find, found_rows, ranked, transfers_with
from weighbridge.model import Party
from weighbridge.views import brought_up


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = open_ledger(tmp_path / "l.sqlite")
    for day in ("2024-02-01", "2024-03-01", "2024-04-01"):
        document, one = report(f"Iran sent missiles before {day}, Washington said.", US, on=day)
        keep(made, document, [one], [], "test", "1")
    yield made
    made.close()


def test_a_hit_is_shown_as_a_person_corrected_it_the_last_time(ledger: Ledger) -> None:
    told = next(entries(ledger))
    for code, stage in (("KP", "agreed"), ("SY", "shipped")):
        corrected = replace(told.statement, supplier=Party(code, code), stage=stage, stance="denies")
        add_review(ledger, told.id, "correct", name="Ada Vane", reason="it was they", corrected=corrected)
    brought_up(ledger)
    rows = {row["id"]: row for row in find(ledger, "missiles").rows}
    assert len(rows) == 3
    mine = rows.pop(told.id)
    assert (mine["supplier"], mine["stage"], mine["stance"]) == ("SY", "shipped", "denies")
    assert mine["transfer"].startswith("SY-")
    assert {(row["supplier"], row["stance"]) for row in rows.values()} == {("IR", "asserts")}


def test_what_was_rejected_or_accepted(ledger: Ledger) -> None:
    first, second, _ = list(entries(ledger))
    add_review(ledger, first.id, "reject", name="Ada Vane", reason="no")
    add_review(ledger, second.id, "accept", name="Ada Vane", reason="yes")
    brought_up(ledger)
    found = find(ledger, "missiles")
    assert found.total == len(found.rows) == 2
    assert first.id not in {row["id"] for row in found.rows}
    assert {row["supplier"] for row in found.rows} == {"IR"}


def test_parts_of_what_was_ranked_once_make_up_the_whole(ledger: Ledger) -> None:
    whole = find(ledger, "missiles")
    hits = ranked(ledger, "missiles")
    parts = [found_rows(ledger, hits, hits[start : start + 2]) for start in (0, 2, 4)]
    assert [row for part in parts for row in part.rows] == whole.rows
    assert {part.total for part in parts} == {3}


def test_what_is_not_weighed_yet_has_no_transfer(ledger: Ledger) -> None:
    assert {row["transfer"] for row in find(ledger, "missiles").rows} == {None}
    assert transfers_with(ledger, "missiles") == ([], True)


def test_the_sentence_that_has_little_else_comes_first_and_then_the_newest(ledger: Ledger) -> None:
    for day, text in (("2024-05-01", "Missiles, Washington said."), ("2024-05-02", "Missiles, Washington said!")):
        document, one = report(text, US, on=day)
        keep(ledger, document, [one], [], "test", "1")
    found = [row["text"] for row in find(ledger, "missiles").rows]
    assert found[:2] == ["Missiles, Washington said!", "Missiles, Washington said."]
    assert [row["published"] for row in find(ledger, "iran").rows] == ["2024-04-01", "2024-03-01", "2024-02-01"]
    assert len(find(ledger, "missiles", kind="document").rows) == 5


def test_transfers_of_words_are_those_that_statements_are_booked_under(ledger: Ledger) -> None:
    told = next(entries(ledger))
    add_review(ledger, told.id, "reject", name="Ada Vane", reason="no")
    document, one = report("Iran sent missiles to Syria.", US, recipient="SY")
    keep(ledger, document, [one], [], "test", "1")
    brought_up(ledger)
    ids, complete = transfers_with(ledger, "missiles")
    assert complete
    assert [key[:5] for key in ids] == ["IR-RU", "IR-SY"]
    assert transfers_with(ledger, "missiles", ledger) == (ids, True)
    assert [key[:5] for key in transfers_with(ledger, "Syria")[0]] == ["IR-SY"]
    assert transfers_with(ledger, "!") == ([], True)
