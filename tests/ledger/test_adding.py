"""What is added is there, once, in full; the order in which it came does not matter."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.identity import document_id, statement_id
from weighbridge.ledger import (
    DocumentError,
    Ledger,
    add_many,
    add_reading,
    content_hash,
    document,
    entries,
    has_reading,
    measures,
    open_ledger,
    pairs,
    provenances,
    resemblances,
    stale_pairs,
)
from weighbridge.model import Document, Party, Source, Statement

versions = count()
slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def add(ledger: Ledger, one: object, **changed: object) -> str:
    """Add an Addition; what became of it."""
    [added] = add_many(ledger, [replace(one, **changed)])  # type: ignore[type-var]
    return added.outcome


def test_what_is_added_comes_back(ledger: Ledger, made: ModuleType) -> None:
    some = list(made.additions(20))
    for one in some:
        added = add_reading(ledger, one.document, one.statements, one.measures, one.reader, one.version)
        assert (added.outcome, added.statements, added.measures) == ("new", 3, 1)
        assert added.document == document_id(one.document)
    expected = {
        statement_id(document_id(one.document), statement): (document_id(one.document), statement)
        for one in some
        for statement in one.statements
    }
    assert {entry.id: (entry.document, entry.statement) for entry in entries(ledger)} == expected
    for one in some:
        assert document(ledger, one.document.id) == document(ledger, document_id(one.document)) == one.document
    assert {one.name for one in provenances(ledger)} == {one.document.id for one in some}
    [first] = provenances(ledger, [document_id(some[3].document)])
    assert (first.name, first.url, first.title) == ("report-3", "https://news.example/3", "No 3")
    assert sum(1 for _ in measures(ledger)) == 20
    assert document(ledger, "no such") is None


def test_the_same_again_changes_nothing(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    assert add(ledger, one) == "new"
    before = content_hash(ledger), list(entries(ledger))
    assert add(ledger, one) == "known"
    copy = replace(one.document, id="a copy under another name")
    assert add(ledger, one, document=copy) == "known"
    assert [added.outcome for added in add_many(ledger, [one, one])] == ["known", "known"]
    assert (content_hash(ledger), list(entries(ledger))) == before


def test_twice_in_one_batch_is_once(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    newer = replace(one, version="2", statements=one.statements[:1])
    assert [added.outcome for added in add_many(ledger, [one, one, newer])] == ["new", "known", "superseding"]
    assert len(list(entries(ledger))) == 1
    twice = replace(made.addition(2), statements=[*made.addition(2).statements, made.addition(2).statements[0]])
    assert add(ledger, twice) == "new"
    assert len(list(entries(ledger, documents=[document_id(twice.document)]))) == 3


def test_a_newer_reading_supersedes_and_the_older_is_kept(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    add(ledger, one)
    older = content_hash(ledger)
    assert add(ledger, one, version="2", statements=one.statements[1:], measures=[]) == "superseding"
    assert {entry.statement for entry in entries(ledger)} == set(one.statements[1:])
    assert not list(measures(ledger))
    assert content_hash(ledger) != older
    # the older version again: it is there, and does not come back
    assert add(ledger, one) == "known"
    assert {entry.statement for entry in entries(ledger)} == set(one.statements[1:])
    assert {one.pair for one in stale_pairs(ledger)} == set(pairs(ledger))
    # a statement that both found has one id
    ids = {statement_id(document_id(one.document), each) for each in one.statements[1:]}
    assert {entry.id for entry in entries(ledger)} == ids


def test_has_reading_knows_reader_and_version(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    assert has_reading(ledger, one.document, "rules", "1") is None
    add(ledger, one)
    known = has_reading(ledger, one.document, "rules", "1")
    assert known is not None
    assert (known.outcome, known.new, known.statements, known.measures) == ("known", False, 3, 1)
    assert has_reading(ledger, one.document, "rules", "2") is None
    assert has_reading(ledger, one.document, "another", "1") is None
    assert has_reading(ledger, replace(one.document, text=one.document.text + "!"), "rules", "1") is None


def test_evidence_that_is_not_at_its_place_is_refused_and_nothing_is_added(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    add(ledger, made.addition(2))
    before = content_hash(ledger)
    for wrong in (
        replace(one.statements[1], start=one.statements[1].start + 1),
        replace(one.statements[1], start=-1),
        replace(one.statements[1], evidence="Something else was said."),
        replace(one.statements[1], start=9_000, end=9_050),
        replace(one.statements[1], evidence="", start=3, end=3),
    ):
        with pytest.raises(DocumentError, match=r"report-1: statement 2: .* at -?\d+:\d+"):
            add(ledger, one, statements=[one.statements[0], wrong])
    with pytest.raises(DocumentError, match="report-1: measure 1"):
        add(ledger, one, measures=[replace(one.measures[0], end=2)])
    with pytest.raises(DocumentError, match="report-1: statement 1: .*longer than"):
        add(ledger, one, statements=[replace(one.statements[0], supplier=Party("x" * 5000, "x"))])
    # nor is the rest of the batch that it stands in
    with pytest.raises(DocumentError):
        list(add_many(ledger, [made.addition(3), replace(one, measures=[replace(one.measures[0], end=2)])]))
    assert content_hash(ledger) == before
    assert document(ledger, "report-1") is None
    assert document(ledger, "report-3") is None


def test_order_and_batches_do_not_matter(ledger: Ledger, another: str, made: ModuleType) -> None:
    some = list(made.additions(40))
    list(add_many(ledger, some, 40))
    shuffled = some * 2
    random.Random(5).shuffle(shuffled)
    other = open_ledger(another)
    list(add_many(other, shuffled, 7))
    assert content_hash(other) == content_hash(ledger)
    assert list(entries(other)) == list(entries(ledger))
    assert pairs(other) == pairs(ledger)
    other.close()


def test_hash_tells_every_difference(ledger: Ledger, made: ModuleType) -> None:
    hashes = {content_hash(ledger)}
    one = made.addition(1)
    for number, changed in enumerate(
        (
            {"statements": []},
            {"version": "2"},
            {"version": "3", "measures": []},
            {"version": "4", "statements": one.statements[:2]},
            {"version": "4", "reader": "other"},
            {"document": replace(one.document, title=None)},
        ),
        2,
    ):
        assert add(ledger, one, **changed) != "known"
        hashes.add(content_hash(ledger))
        assert len(hashes) == number


@slow
@given(
    text=st.text(st.characters(codec=None, exclude_categories=()), min_size=1, max_size=80),
    title=st.none() | st.text(st.characters(codec=None, exclude_categories=()), max_size=20),
    published=st.none() | st.text(max_size=12),
    data=st.data(),
)
def test_any_text_comes_back_to_the_character(
    ledger: Ledger, text: str, title: str | None, published: str | None, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    code = data.draw(st.none() | st.text(max_size=5))
    statement = Statement(
        text[start:end],
        start,
        end,
        Party(code, text),
        None,
        None,
        None,
        None,
        None,
        "sought",
        "denies",
        "possible",
        Source("person", text=title),
        (),
        False,
        text,
        0.1,
    )
    one = Document("name \x00\ud800", text, title, text, published, title)
    add_reading(ledger, one, [statement], [], "r", str(next(versions)))
    key = document_id(one)
    assert document(ledger, key) == replace(one, id=document(ledger, key).id)  # type: ignore[union-attr]
    [entry] = entries(ledger, documents=[key])
    assert entry.statement == statement
    assert entry in list(entries(ledger, (code or "", "")))


def test_alike_documents_are_kept(ledger: Ledger, made: ModuleType) -> None:
    one, two, three = (made.addition(number) for number in (1, 2, 3))
    keys = [document_id(each.document) for each in (one, two, three)]
    add(ledger, one, bands=[2**64 - 1, 7, 9])
    add(ledger, two, bands=[1, 7, 2], resemblances=[(keys[1], keys[0], 0.75)])
    assert resemblances(ledger) == [(min(keys[:2]), max(keys[:2]), 0.75)]
    add(ledger, three)
    assert resemblances(ledger, [keys[2]]) == []
    assert resemblances(ledger, [keys[0], keys[2]]) == resemblances(ledger)


def test_several_programs_at_once(where: str, made: ModuleType) -> None:
    """Five processes make the ledger and add the same documents to it at the same time."""
    script = str(Path(made.__file__ or ""))
    running = [
        subprocess.Popen([sys.executable, script, where, "30"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(5)
    ]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
        assert out.decode().splitlines()[-1] == "done"
    ledger = open_ledger(where)
    assert sum(1 for _ in entries(ledger)) == 90
    assert sum(1 for _ in measures(ledger)) == 30
    ledger.close()


def test_readers_are_not_in_the_way_of_a_writer(ledger: Ledger, made: ModuleType) -> None:
    list(add_many(ledger, made.additions(700)))
    stream = entries(ledger)
    seen = [next(stream)]
    writer = threading.Thread(target=lambda: add(ledger, made.addition(5000)))
    writer.start()
    writer.join(30)
    assert not writer.is_alive()
    seen.extend(stream)
    assert len(seen) == 2100, "a stream sees the ledger as it was when it began"
    assert sum(1 for _ in entries(ledger)) == 2103


def test_a_statement_that_no_weighing_could_take_is_refused(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    wrong = replace(one.statements[0], certainty="surely")
    with pytest.raises(DocumentError, match="report-1: statement 1: certainty is 'surely'"):
        list(add_many(ledger, [replace(one, statements=[wrong])]))
    assert not list(entries(ledger))
