"""Of several readings of one document one counts: the latest, or that of the reader that is preferred."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.identity import document_id
from weighbridge.ledger import (
    Addition,
    Ledger,
    LedgerError,
    add_many,
    content_hash,
    entries,
    has_reading,
    measures,
    open_ledger,
    stale_pairs,
)
from weighbridge.ledger.browsing import readings_of, state_of
from weighbridge.ledger.preferring import counting, prefer, preferred, readers_in
from weighbridge.ledger.readings import has_marks, latest_readings, marks_of
from weighbridge.reading.result import Mark


def read_by(one: Addition, reader: str, version: str = "1", first: int = 0) -> Addition:
    """The same document as another reader read it: without the statements before ``first``."""
    return replace(one, reader=reader, version=version, statements=one.statements[first:], measures=[])


def told(ledger: Ledger, reader: str, one: Addition) -> int:
    return next(row["statements"] for row in readings_of(ledger, document_id(one.document)) if row["reader"] == reader)


def counts(ledger: Ledger) -> int:
    return len(list(entries(ledger)))


def test_the_latest_counts_unless_a_reader_is_preferred(ledger: Ledger, made: ModuleType) -> None:
    one, other = made.addition(1), made.addition(2)
    outcomes = [it.outcome for it in add_many(ledger, [one, read_by(one, "llm", first=1), other])]
    assert outcomes == ["new", "superseding", "new"]
    assert counts(ledger) == 2 + 3
    assert len(list(measures(ledger))) == 1, "measures go with their reading"
    assert prefer(ledger, ["rules"]) == 1
    assert counts(ledger) == 3 + 3
    assert len(list(measures(ledger))) == 2
    assert preferred(ledger) == ("rules",)
    assert [it.outcome for it in add_many(ledger, [read_by(one, "llm", "2", first=2)])] == ["beside"]
    assert counts(ledger) == 6, "what is preferred still counts"
    assert prefer(ledger, ["llm", "rules"]) == 1
    assert counts(ledger) == 1 + 3, "of several by one reader the latest; who has not read a document has no say"
    assert prefer(ledger, []) == 0, "the latest reading is the one that was preferred"
    assert readers_in(ledger) == ["llm", "rules"]


def test_pairs_are_weighed_anew_and_what_is_shown_is_shown_anew(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    list(add_many(ledger, [one, read_by(one, "llm", first=1)]))
    before, marks = state_of(ledger), {it.pair: it.mark for it in stale_pairs(ledger)}
    prefer(ledger, ["rules"])
    assert state_of(ledger) != before
    after = {it.pair: it.mark for it in stale_pairs(ledger)}
    assert after.keys() == marks.keys()
    assert all(after[pair] != marks[pair] for pair in marks)
    now = state_of(ledger)
    assert prefer(ledger, ["rules"]) == 0
    assert state_of(ledger) == now, "to say it again changes nothing"


def test_a_ledger_knows_with_what_each_reading_was_made(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    marks = [Mark(("rules", "llm"), ("stage: rules agreed, llm delivered",)), Mark(("llm",)), Mark(("rules", "llm"))]
    assert not has_marks(ledger)
    list(add_many(ledger, [one, replace(one, reader="both", model="m-7", prompt="p-3", marks=marks)]))
    rows = readings_of(ledger, document_id(one.document))
    assert [(row["reader"], row["model"], row["prompt"], row["statements"], row["counts"]) for row in rows] == [
        ("rules", None, None, 3, False),
        ("both", "m-7", "p-3", 3, True),
    ]
    assert has_marks(ledger)
    found = sorted(entries(ledger), key=lambda it: it.statement.start)
    assert list(map(marks_of(ledger, [it.id for it in found]).get, [it.id for it in found])) == marks
    assert [it.reader for it in latest_readings(ledger, document_id(one.document))] == ["rules", "both"]
    prefer(ledger, ["rules"])
    assert marks_of(ledger, [it.id for it in found]) == {}, "only what counts is marked"


def test_marks_that_do_not_fit_are_refused(ledger: Ledger, made: ModuleType) -> None:
    one = replace(made.addition(1), marks=[Mark(("rules",))])
    with pytest.raises(LedgerError, match="1 marks for 3 statements"):
        list(add_many(ledger, [one]))
    assert has_reading(ledger, one.document, one.reader, one.version) is None


@pytest.mark.parametrize(
    "names", [["x" * 101], [""], [str(number) for number in range(21)]], ids=["long", "none", "many"]
)
def test_names_that_can_not_be_are_refused(ledger: Ledger, names: list[str]) -> None:
    with pytest.raises(LedgerError, match="at most 20 readers"):
        prefer(ledger, names)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from("abc"), st.sampled_from("12")), unique=True, max_size=8),
    st.lists(st.sampled_from("abcd"), unique=True, max_size=3),
    st.integers(0, 8),
)
def test_what_counts_is_the_same_whenever_it_was_said_what_is_preferred(
    tmp_path_factory: pytest.TempPathFactory,
    made: ModuleType,
    told: list[tuple[int, str, str]],
    names: list[str],
    when: int,
) -> None:
    folder: Path = tmp_path_factory.mktemp("ledgers")
    additions = [read_by(made.addition(n), reader, version, int(version) - 1) for n, reader, version in told]
    early, late, other = (open_ledger(folder / name) for name in ("early", "late", "other"))
    prefer(early, names)
    for one in additions:
        list(add_many(early, [one]))
    list(add_many(late, additions))  # in one transaction
    prefer(late, names)
    for at, one in enumerate(additions):
        if at == when:
            prefer(other, ["c", "a"])
        list(add_many(other, [one]))
    prefer(other, names)
    assert [it.id for it in entries(early)] == [it.id for it in entries(late)] == [it.id for it in entries(other)]
    assert content_hash(early) == content_hash(late)
    for number in range(3):
        key = document_id(made.addition(number).document)
        rows = readings_of(early, key)
        if rows:
            best = counting([(at, row["reader"]) for at, row in enumerate(rows)], names)
            assert [at for at, row in enumerate(rows) if row["counts"]] == [best], "one of them, never two"
    for ledger in (early, late, other):
        ledger.close()
