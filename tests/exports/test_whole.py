"""What is exported as a whole comes back as an equal ledger."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exports.conftest import nothing
from tests.exports.ledgers import ACTIVE, HOSTILE, PLAIN, hostile_report, make

from weighbridge.exports.exporting import Choice, export_to
from weighbridge.exports.lines import parsed, told
from weighbridge.exports.restoring import Restored, check_whole, restore
from weighbridge.exports.whole import write_whole
from weighbridge.keeping import keep, keep_many
from weighbridge.ledger import (
    Ledger,
    content_hash,
    document,
    entries,
    measures,
    memberships,
    open_ledger,
    provenances,
    resemblances,
    reviews,
    successions,
    transfers,
)
from weighbridge.ledger.adding import Addition
from weighbridge.model import Details, Document
from weighbridge.views import Asked, Look, brought_up


def written(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    write_whole(out, ledger, nothing)
    return out.getvalue()


def restored(content: bytes, ledger: Ledger) -> Restored:
    check_whole(io.BytesIO(content), "ledger.jsonl", nothing)
    found = restore(ledger, io.BytesIO(content), "ledger.jsonl", nothing)
    brought_up(ledger)
    return found


def state(ledger: Ledger) -> list[object]:
    """All that a ledger shows: what it was told, and what was made of it."""
    ids = [one.id for one in provenances(ledger)]
    documents = [document(ledger, one) for one in ids]
    return [
        content_hash(ledger),
        documents,
        [one.details for one in documents if one],
        list(entries(ledger)),
        list(measures(ledger)),
        reviews(ledger),
        resemblances(ledger),
        list(transfers(ledger)),
        memberships(ledger),
        [(one.earlier, one.later) for one in successions(ledger)],
    ]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "copy.sqlite")
    yield opened
    opened.close()


def test_an_equal_ledger_comes_back(look: Look, empty: Ledger) -> None:
    content = written(look.ledger)
    found = restored(content, empty)
    assert (found.documents, found.known, found.reviews) == (len(PLAIN) + len(HOSTILE), 0, 2)
    assert found.readings == found.documents + 1
    assert state(empty) == state(look.ledger)
    assert written(empty) == content


def test_it_moves_to_postgresql_and_back(look: Look, server: Any) -> None:
    server.psql("CREATE DATABASE exported;")
    there = open_ledger(str(server.get_uri("exported")))
    content = written(look.ledger)
    restored(content, there)
    assert state(there) == state(look.ledger)
    assert written(there) == content
    for what in ("statements", "documents", "transfers", "measures", "register"):
        out, same = io.BytesIO(), io.BytesIO()
        export_to(out, Choice(what, "csv"), Look(there), Asked(), nothing, nothing)
        export_to(same, Choice(what, "csv"), look, Asked(), nothing, nothing)
        assert out.getvalue() == same.getvalue()
    there.close()


def test_a_second_import_changes_nothing(look: Look, empty: Ledger) -> None:
    content = written(look.ledger)
    restored(content, empty)
    before = state(empty)
    assert restored(content, empty) == Restored(0, len(PLAIN) + len(HOSTILE), 0, 0, 0)
    assert state(empty) == before


def test_it_merges_with_what_is_there(look: Look, empty: Ledger, tmp_path: Path) -> None:
    other = open_ledger(make(tmp_path / "other.sqlite", hostile=False))
    new, statement = hostile_report(7, "only here")
    keep(other, new, [statement], [], "test", "1")
    one, two = written(look.ledger), written(other)
    restored(one, empty)
    assert restored(two, empty).documents == 1
    there = state(empty)
    restored(one, other)
    assert content_hash(other) == content_hash(empty)
    assert [one.fields for one in transfers(other)] == there[7] or list(transfers(other)) == there[7]
    other.close()


def test_an_older_reading_does_not_supersede_a_later_one(empty: Ledger, tmp_path: Path) -> None:
    whole = open_ledger(make(tmp_path / "whole.sqlite", hostile=False))
    read, statement = PLAIN[0]
    keep(empty, read, [statement], [], "test", "2")
    found = restored(written(whole), empty)
    assert found.older == 1
    [current] = list(entries(empty, documents=[one.id for one in provenances(empty) if one.name == read.id]))
    assert current.statement.confidence == statement.confidence
    whole.close()


def test_versions_of_a_page_and_details_come_back(empty: Ledger, tmp_path: Path) -> None:
    first = open_ledger(tmp_path / "first.sqlite")
    read, statement = PLAIN[0]
    for day in ("2024-03-01T08:00:00+00:00", "2024-03-02T08:00:00+00:00"):
        text = f"{read.text} Updated at {day}."
        page = replace(read, text=text, url="https://news.example/1", title="One", details=Details(updated=day))
        keep(first, page, [statement], [], "test", "1")
    brought_up(first)
    restored(written(first), empty)
    assert state(empty) == state(first)
    assert len(successions(empty)) == 1
    first.close()


def test_every_line_is_one_line_of_plain_json(look: Look) -> None:
    content = written(look.ledger)
    assert ACTIVE.search(content.decode("utf-8")) is None
    kinds = [next(iter(json.loads(line))) for line in content.decode("utf-8").splitlines()]
    assert kinds == ["weighbridge", *["review"] * 2, *["document"] * (len(PLAIN) + len(HOSTILE)), "end"]


@given(st.recursive(st.none() | st.text(st.characters(codec=None)) | st.integers(), st.lists, max_leaves=5))
def test_any_text_comes_back_as_it_was(value: object) -> None:
    line = told("document", {"x": value, "\ud83d\ude00": "\ud83d" + "\ude00"})
    assert line.count(b"\n") == 1
    kind, back = parsed(line)
    assert kind == "document"
    assert back["x"] == value


def test_a_text_that_was_seen_again_and_a_page_that_has_moved_come_back_as_they_were(tmp_path: Path) -> None:
    first, second = open_ledger(tmp_path / "first.sqlite"), open_ledger(tmp_path / "second.sqlite")
    rest = "The talks between the two capitals had gone on since the spring of last year, several officials said."
    for number, day, address in ((60, 2, "old"), (16, 5, "old"), (60, 9, "old"), (12, 10, "new"), (12, 11, "new")):
        details = Details(
            seen=f"2024-03-{day:02d}T08:00:00Z",
            moved_from="https://courier.example/old/7001" if day == 11 else None,
        )
        one = Document(
            "page", f"{number} missiles went by sea. {rest}", f"https://courier.example/{address}/7001",
            "Courier", "2024-03-01", "Missiles", details,
        )  # fmt: skip
        keep(first, one, [], [], "test", "1")
    brought_up(first)
    content = written(first)
    assert b'"pages"' in content
    restored(content, second)
    found = successions(first)
    assert [one.day for one in found] == ["2024-03-05", "2024-03-09", "2024-03-10"]
    assert successions(second) == found
    assert written(second) == content
    assert restored(content, second).readings == 0
    assert written(second) == content
    for one in (first, second):
        one.close()


def page(number: int, rest: str = "") -> Document:
    """A version of a page that tells no time itself, but for its day."""
    text = (
        f"{number} missiles went by sea, the minister said. The talks had gone on since the spring of last year.{rest}"
    )
    return Document(f"page {number}", text, "https://courier.example/7001", "Courier", "2024-03-01", "Missiles")


@pytest.fixture
def aged(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger to which a page was added on one day, and its next version on another."""
    read, statement = PLAIN[0]
    opened = open_ledger(tmp_path / "aged.sqlite")
    for number, at in ((60, "2024-03-02T08:00:00+00:00"), (16, "2024-04-05T08:00:00+00:00")):
        one = page(number, f" {read.text}")
        start = one.text.index(statement.evidence)
        said = replace(statement, start=start, end=start + len(statement.evidence))
        keep_many(opened, [Addition(one, [said], [], "test", "1", added=at, read=at)])
    brought_up(opened)
    yield opened
    opened.close()


def test_what_was_known_on_a_past_day_is_the_same_in_the_copy(aged: Ledger, empty: Ledger) -> None:
    restored(written(aged), empty)
    assert state(empty) == state(aged)
    days = [[one.day for one in successions(ledger)] for ledger in (aged, empty)]
    assert days == [["2024-04-05"], ["2024-04-05"]]
    for day in ("2024-03-01", "2024-04-04", "2024-04-05"):
        then = [[one.document for one in entries(ledger, as_of=day)] for ledger in (aged, empty)]
        assert then[0] == then[1]
        assert len(then[0]) == 1
    assert written(empty) == written(aged)


def test_a_file_of_an_older_program_is_read(aged: Ledger, empty: Ledger) -> None:
    rows = [json.loads(one) for one in written(aged).splitlines()]
    rows[0]["weighbridge"]["format"] = 1
    for row in rows:
        if "document" in row:
            for one in (row["document"], *row["document"]["readings"]):
                del one["added"]
    lines = [json.dumps(one).encode() + b"\n" for one in rows[:-1]]
    rows[-1]["end"]["sha256"] = sha256(b"".join(lines)).hexdigest()
    found = restored(b"".join((*lines, json.dumps(rows[-1]).encode() + b"\n")), empty)
    assert found.documents == 2
    assert content_hash(empty) == content_hash(aged)
    assert [one.day for one in successions(empty)] == [datetime.now(UTC).date().isoformat()]


def test_nothing_comes_back_as_added_later_than_now(aged: Ledger, empty: Ledger) -> None:
    lines = written(aged).replace(b"2024-04-05T08:00:00+00:00", b"9999-04-05T08:00:00+00:00").splitlines(True)
    end = json.loads(lines[-1])
    end["end"]["sha256"] = sha256(b"".join(lines[:-1])).hexdigest()
    restored(b"".join((*lines[:-1], json.dumps(end).encode() + b"\n")), empty)
    assert [one.day for one in successions(empty)] == [datetime.now(UTC).date().isoformat()]


def test_near_copies_that_go_in_together_are_found_as_if_one_after_another(tmp_path: Path, empty: Ledger) -> None:
    single = open_ledger(tmp_path / "single.sqlite")
    words = [f"word{number}" for number in range(60)]
    for number in range(130):
        text = " ".join([*words[: 30 + number % 7], f"only{number}", *words[30 + number % 7 :]])
        keep(single, Document(f"copy {number}", text, None, f"Outlet {number}"), [], [], "test", "1")
    restored(written(single), empty)
    assert resemblances(empty) == resemblances(single)
    single.close()
