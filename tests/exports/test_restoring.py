"""A file that is cut, changed or made up is refused with its line, and nothing of it is taken in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.conftest import nothing

from weighbridge.exports.columns import ExportError
from weighbridge.exports.restoring import check_whole
from weighbridge.exports.whole import write_whole
from weighbridge.views import Look

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(look: Look) -> list[Row]:
    """The lines of a good file."""
    out = io.BytesIO()
    write_whole(out, look.ledger, nothing)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def file_of(rows: list[Row]) -> bytes:
    """A file of these lines, with an end that fits them."""
    body = b"".join(json.dumps(one).encode() + b"\n" for one in rows[:-1])
    end = {"end": {**rows[-1].get("end", {}), "sha256": sha256(body).hexdigest()}}
    return body + json.dumps(end).encode() + b"\n"


def refusal(content: bytes) -> str:
    with pytest.raises(ExportError) as told:
        check_whole(io.BytesIO(content), "ledger.jsonl", nothing)
    return str(told.value)


def test_a_good_file_passes(rows: list[Row]) -> None:
    check_whole(io.BytesIO(file_of(rows)), "ledger.jsonl", nothing)


@settings(max_examples=40)
@given(st.data())
def test_a_file_cut_anywhere_is_refused(rows: list[Row], data: st.DataObject) -> None:
    content = file_of(rows)
    said = refusal(content[: data.draw(st.integers(0, len(content) - 1))])
    assert said.startswith("ledger.jsonl: ")
    assert "again" in said or "make one" in said


@settings(max_examples=40)
@given(st.data())
def test_a_changed_byte_is_noticed(rows: list[Row], data: st.DataObject) -> None:
    content = bytearray(file_of(rows))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 127))
    said = refusal(bytes(content))
    assert said.startswith("ledger.jsonl: ")


def change(kind: str, how: Callable[[Row], object]) -> Callable[[list[Row]], int]:
    """A change of the first line of a kind; gives its number."""

    def apply(rows: list[Row]) -> int:
        number = next(at for at, one in enumerate(rows) if kind in one)
        how(rows[number][kind])
        return number + 1

    return apply


def first(document: Row) -> Row:
    return document["readings"][0]["statements"][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (change("weighbridge", lambda row: row.update(format=3)), "its format is 3, this program knows 1 and 2"),
        (change("weighbridge", lambda row: row.update(format=True)), "its format is True"),
        (change("document", lambda row: row.update(added="yesterday")), "added is 'yesterday'"),
        (change("document", lambda row: row.update(added=7)), "added is '7'"),
        (change("document", lambda row: row["readings"][0].update(added="")), "added is ''"),
        (change("document", lambda row: row.update(text="other")), "the document's id is"),
        (change("document", lambda row: row.update(more=1)), "which is not known"),
        (change("document", lambda row: row.pop("url")), "lacks url"),
        (change("document", lambda row: row.update(title=5)), "title has to be a text"),
        (change("document", lambda row: row.update(details={"colour": "red"})), "details"),
        (change("document", lambda row: row.update(readings=[])), "readings has to be a list of at least one"),
        (change("document", lambda row: first(row).update(stage="rumoured")), "stage is 'rumoured'"),
        (change("document", lambda row: first(row).update(evidence="not there")), "the evidence is not in"),
        (change("document", lambda row: first(row).update(start=False)), "can't be taken in as it stands"),
        (change("document", lambda row: first(row).update(explicit=1)), "can't be taken in as it stands"),
        (change("document", lambda row: first(row).update(colour="red")), "'colour'"),
        (change("document", lambda row: first(row).update(supplier={"code": "KP", "text": "KP"})), "its id is"),
        (change("document", lambda row: first(row).update(confidence=float("nan"))), "confidence"),
        (change("document", lambda row: first(row)["quantity"].update(high=10**400)), "hundreds of digits"),
        (change("review", lambda row: row.update(verdict="burn")), "verdict is 'burn'"),
        (change("review", lambda row: row.update(reason="another")), "the id"),
        (change("review", lambda row: row.update(way="telepathy")), "way is 'telepathy'"),
        (change("end", lambda row: row.update(documents=1)), "documents is 1 there"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(rows: list[Row], changed: Callable[[list[Row]], int], told: str) -> None:
    mine = json.loads(json.dumps(rows))
    number = changed(mine)
    said = refusal(file_of(mine))
    assert f"line {number}: " in said
    assert told in said
    assert "nothing was added" in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "cut short"),
        (b"hello\n", "no export of a ledger"),
        (b"\xff\xfe\x00\n", "no export of a ledger"),
        (b"[" * 100_000 + b"\n", "no export of a ledger"),
        (b'{"weighbridge": {"format": 1}}\n' + b'{"document": ' + b"[" * 100_000 + b"\n", "line 2"),
        (b'{"weighbridge": {"format": 1}}\n{"virus": 1}\n', "'virus' is none of"),
        (b'{"weighbridge": {"format": 1}}\n{"weighbridge": {"format": 1}}\n', "line 2"),
        (b'{"document": {}}\n', "line 1"),
        (b'{"weighbridge": {"format": 1}}\n{"review": 7}\n', "a review has to be an object"),
    ],
)
def test_what_is_no_export_is_told(content: bytes, told: str) -> None:
    assert told in refusal(content)


def test_reviews_of_what_is_not_there_are_refused(rows: list[Row]) -> None:
    mine = json.loads(json.dumps(rows))
    wanted = mine[1]["review"]["document"]
    kept = [one for one in mine if one.get("document", {}).get("id") != wanted]
    assert "which does not follow" in refusal_of_body(kept)


def refusal_of_body(rows: list[Row]) -> str:
    """As ``refusal``, with the numbers of the end set right."""
    documents = [one["document"] for one in rows if "document" in one]
    readings = [reading for one in documents for reading in one["readings"]]
    rows[-1]["end"] |= {
        "documents": len(documents),
        "readings": len(readings),
        "statements": sum(len(one["statements"]) for one in readings),
        "measures": sum(len(one["measures"]) for one in readings),
    }
    return refusal(file_of(rows))
