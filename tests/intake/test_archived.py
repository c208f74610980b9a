"""What an archive of ours may say of the documents in it: it fills in where they came from, and can do no harm."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.samples import PARAGRAPH, page

from weighbridge.intake.archived import HEADER, ROOM, Told, header_of, told_in
from weighbridge.intake.from_bytes import documents_of_bytes
from weighbridge.intake.refusal import Refusal
from weighbridge.model import Details, Document

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MAYBE = st.none() | WORDS
DAYS = st.none() | st.sampled_from(["2024", "2024-09", "2024-09-06"])
TIMES = st.none() | st.sampled_from(["2024-09-06T08:15:00+02:00", "2024-09-06T08:15:00Z", "2024-09"])
TOLD = st.builds(
    Told,
    st.just("ab" * 32),
    WORDS.filter(bool),
    MAYBE,
    MAYBE,
    DAYS,
    MAYBE,
    st.builds(Details, time=TIMES, updated=TIMES, seen=TIMES, byline=MAYBE, dateline=MAYBE, within=MAYBE, kind=MAYBE),
)


@settings(deadline=None)
@given(st.lists(TOLD, max_size=4))
def test_what_is_told_comes_back_and_stands_in_one_line_of_ascii(told: list[Told]) -> None:
    header = header_of(told)
    assert header.isascii()
    assert header.isprintable()
    assert told_in(header) == tuple(told)


def test_the_header_has_a_bound() -> None:
    one = Told("ab" * 32, "name", None, None, None, "t" * 1_000, Details())
    header = header_of([one] * 1_000)
    assert len(header) <= ROOM
    assert 20 < len(told_in(header)) < 1_000


def resource(content: bytes, header: str, kind: str = "text/html", url: str = "https://norland.example/tanks") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-09-06T08:15:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n{HEADER}: {header}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + content + b"\r\n\r\n"


def read(data: bytes) -> list[Document | Refusal]:
    return list(documents_of_bytes(data, "archive", "archive", None, None))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "no JSON",
        "[" * 50_000,
        "{}",
        "[1, null, []]",
        '[{"sha256": 1, "name": []}]',
        '[{"sha256": "x", "name": "n", "details": 3}]',
        '[{"sha256": "x"}]',
    ],
)
def test_a_broken_header_costs_only_itself(header: str) -> None:
    [one] = read(resource(page(), header))
    assert isinstance(one, Document)
    assert (one.url, one.title) == ("https://norland.example/tanks", "Tanks for Sudmark")


def test_dates_that_are_none_and_halves_of_characters_are_not_taken() -> None:
    row: dict[str, Any] = {"sha256": "x", "name": "\ud800", "published": "soon", "title": "a\udfffb"}
    row["details"] = {"time": "later", "updated": "2024-13-77", "seen": "x" * 1000, "original": "ff", "unknown": "1"}
    [one] = read(resource(page(), json.dumps([row])))
    assert isinstance(one, Document)
    assert (one.published, one.details) == (None, Details())
    (one.id + str(one.title)).encode()


def test_what_is_told_of_another_text_is_not_put_on_one_of_several() -> None:
    rows = [json.dumps({"title": f"T{n}", "text": f"{PARAGRAPH} {n}"}) for n in range(3)]
    digest = sha256(f"{PARAGRAPH} 1".encode()).hexdigest()
    header = json.dumps([{"sha256": digest, "name": "mine", "title": "Told"}])
    found = read(resource(f"[{','.join(rows)}]".encode(), header, "application/json"))
    assert [one.title for one in found if isinstance(one, Document)] == ["T0", "Told", "T2"]


def test_data_of_others_is_left_out_as_before() -> None:
    [one] = read(resource(json.dumps({"text": PARAGRAPH}).encode(), "", "application/json"))
    assert isinstance(one, Refusal)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"story": {"main.part": "x", "inner": {"said": PARAGRAPH}}, "text": "Something else."}, "application/json"),
        ({"paragraphs": [PARAGRAPH, "And so on."], "when": "2024-03-01"}, "application/json"),
        (f"when;said;who\n2024-03-01;{PARAGRAPH};A\n", "text/csv"),
        (f'text,said\nSomething else.,"{PARAGRAPH}"\n', "text/csv"),
    ],
)
def test_the_field_that_was_named_for_the_text_is_found_again(content: Any, kind: str) -> None:
    text = f"{PARAGRAPH}\n\nAnd so on." if "paragraphs" in content else PARAGRAPH
    data = content if isinstance(content, str) else json.dumps(content)
    told = Told(sha256(text.encode()).hexdigest(), "row", None, "The Courier", "2024-03-01", None, Details())
    [one] = read(resource(data.encode(), header_of([told]), kind))
    assert isinstance(one, Document)
    assert (one.text, one.id, one.publisher, one.published) == (text, "row", "The Courier", "2024-03-01")
