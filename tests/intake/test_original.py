"""What intake promises of raw originals: a document has the smallest piece that held it, byte for byte."""

from __future__ import annotations

import csv
import gzip
import io
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.samples import PARAGRAPH, docx, mail, multipart, page, pdf, record, warc_gz, words, zipped

from weighbridge.intake import documents_from
from weighbridge.intake.from_bytes import documents_of_bytes
from weighbridge.intake.original import WithOriginal, bare
from weighbridge.model import Document

PDF = pdf([[PARAGRAPH[:80], PARAGRAPH[80:]]])
PAGE = page()
MAIL = mail()
DOCX = docx(words(PARAGRAPH))
ATTACHED = multipart(
    [
        ("Content-Type: text/plain", PARAGRAPH.encode()),
        ('Content-Type: text/html\r\nContent-Disposition: attachment; filename="a.html"', PAGE),
    ]
)
LINES = [json.dumps({"text": f"{PARAGRAPH} Numéro {n}", "id": f"l{n}"}, ensure_ascii=False).encode() for n in (1, 2)]
ROWS = [f'one,"{PARAGRAPH}\r\nSecond line"\r\n'.encode(), f'two,"{PARAGRAPH} two"'.encode()]
HEAD = b"title,text\r\n"
PARTS = [json.dumps({"text": f"{PARAGRAPH} {n}"}, indent=3).encode() for n in (1, 2)]
TEXT = b"\xef\xbb\xbf" + PARAGRAPH.encode() + b"\r\nSecond line.\r\n"


def taken(data: bytes, suffix: str, folder: Path, originals: bool = True) -> list[Document]:
    file = folder / f"file{suffix}"
    file.write_bytes(data)
    return [one for one in documents_from([file], originals=originals) if isinstance(one, Document)]


KINDS: dict[str, tuple[bytes, str, list[tuple[bytes, str]]]] = {
    "page": (PAGE, ".html", [(PAGE, "text/html")]),
    "PDF": (PDF, ".pdf", [(PDF, "application/pdf")]),
    "DOCX": (DOCX, ".docx", [(DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]),
    "mail": (MAIL, ".eml", [(MAIL, "message/rfc822")]),
    "mail with a page": (ATTACHED, ".eml", [(ATTACHED, "message/rfc822"), (PAGE, "text/html")]),
    "mailbox": (
        b"From a@b.example Fri Sep  6 10:00:00 2024\n"
        + MAIL
        + b"\n\nFrom a@b.example Fri Sep  6 10:00:00 2024\n"
        + MAIL,
        ".mbox",
        [(MAIL + b"\n\n", "message/rfc822"), (MAIL, "message/rfc822")],
    ),
    "ZIP": (
        zipped({"a.pdf": PDF, "b/c.eml": MAIL}),
        ".zip",
        [(PDF, "application/pdf"), (MAIL, "message/rfc822")],
    ),
    "ZIP in a ZIP": (zipped({"a.zip": zipped({"b.docx": DOCX})}), ".zip", [(DOCX, "application/vnd")]),
    "gzip": (gzip.compress(PAGE), ".html.gz", [(PAGE, "text/html")]),
    "WARC": (warc_gz(record(PAGE), record(PDF, kind="application/pdf")), ".warc.gz", [(PAGE, "text/html"), (PDF, "")]),
    "packed record": (
        warc_gz(record(gzip.compress(PAGE), extra="Content-Encoding: gzip\r\n")),
        ".warc.gz",
        [(PAGE, "text/html")],
    ),
    "JSON lines": (b"\n".join(LINES), ".jsonl", [(line, "application/json") for line in LINES]),
    "JSON list": (b" [ " + b" ,\n\t".join(PARTS) + b"\r\n]\n", ".json", [(part, "application/json") for part in PARTS]),
    "JSON object": (PARTS[0] + b"\n", ".json", [(PARTS[0] + b"\n", "application/json")]),
    "table": (HEAD + ROWS[0] + b"\r\n" + ROWS[1], ".csv", [(HEAD + row, "text/csv") for row in ROWS]),
    "text": (TEXT, ".txt", [(TEXT, "text/plain")]),
    "Markdown": (b"# Tanks\n\n" + TEXT[3:], ".md", [(b"# Tanks\n\n" + TEXT[3:], "text/markdown")]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_has_the_smallest_piece_that_held_it(kind: str, tmp_path: Path) -> None:
    data, suffix, wanted = KINDS[kind]
    found = taken(data, suffix, tmp_path)
    assert len(found) == len(wanted)
    for one, (raw, media) in zip(found, wanted, strict=True):
        assert isinstance(one, WithOriginal)
        assert one.original.data == raw
        assert one.details.original == sha256(raw).hexdigest()
        assert (one.details.media or "").startswith(media)


@pytest.mark.parametrize("kind", KINDS)
def test_a_piece_by_itself_gives_the_same_text(kind: str, tmp_path: Path) -> None:
    data, suffix, wanted = KINDS[kind]
    texts = [one.text for one in taken(data, suffix, tmp_path)]
    for text, (raw, media) in zip(texts, wanted, strict=True):
        ending = {"application/json": ".json", "text/csv": ".csv"}.get(media, "")
        assert text in [one.text for one in taken(raw, ending, tmp_path)]


@pytest.mark.parametrize("kind", KINDS)
def test_without_being_asked_for_nothing_is_carried(kind: str, tmp_path: Path) -> None:
    data, suffix, wanted = KINDS[kind]
    plain, full = taken(data, suffix, tmp_path, originals=False), taken(data, suffix, tmp_path)
    assert len(plain) == len(wanted)
    assert [(type(one), one.details.original) for one in plain] == [(Document, None)] * len(plain)
    assert [bare(one) for one in full] == plain


def test_entries_of_a_live_blog_share_the_page(tmp_path: Path) -> None:
    blocks = "".join(
        f"<article id='e{n}'><time datetime='2024-09-06T1{n}:00:00Z'></time><p>{PARAGRAPH} Entry {n}.</p></article>"
        for n in range(4)
    )
    live = (
        f"<html lang='en'><head><title>Live updates</title></head><body><div class='live'>{blocks}</div></body></html>"
    )
    found = taken(live.encode(), ".html", tmp_path)
    assert len(found) >= 4
    assert {one.details.original for one in found} == {sha256(live.encode()).hexdigest()}
    assert len({id(one.original.data) for one in found if isinstance(one, WithOriginal)}) == 1


def test_fetched_bytes_are_the_answer_and_tell_when_they_were_seen() -> None:
    url = "https://norland.example/tanks"
    seen = "2024-09-06T08:15:00+00:00"
    [one] = documents_of_bytes(PAGE, url, url, url, None, originals=True, seen=seen)
    assert isinstance(one, WithOriginal)
    assert (one.original.data, one.details.seen) == (PAGE, seen)


def test_a_row_that_is_too_large_is_told_and_taken_without_its_original(tmp_path: Path) -> None:
    cells = ",".join(f'"{"x " * 400}\n{"y " * 400}"' for _ in range(8))
    file = tmp_path / "wide.csv"
    file.write_text(f'text,title,a,b,c,d,e,f,g,h\n"{PARAGRAPH}",t,{cells}\n"{PARAGRAPH}",u,,,,,,,,\n')
    told: list[str] = []
    first, second = documents_from([file], limit=5_000, warn=told.append, originals=True)
    assert type(first) is Document
    assert isinstance(second, WithOriginal)
    assert any("too large to keep its original" in line for line in told)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
SPACE = st.text(" \t\r\n", max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(SPACE, st.dictionaries(TEXTS, TEXTS, max_size=3), SPACE, st.booleans()), min_size=1, max_size=5)
)
def test_each_object_of_a_list_is_its_own_part_of_the_file(rows: list[tuple[str, dict[str, str], str, bool]]) -> None:
    parts = [
        json.dumps({**extra, "text": f"{PARAGRAPH} {n}"}, ensure_ascii=escaped)
        for n, (_, extra, _, escaped) in enumerate(rows)
    ]
    source = "[" + ",".join(f"{row[0]}{part}{row[2]}" for row, part in zip(rows, parts, strict=True)) + "]"
    found = list(documents_of_bytes(source.encode(), "list", "list", None, None, originals=True))
    assert [one.original.data.decode() for one in found if isinstance(one, WithOriginal)] == parts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS.map(lambda text: f"{PARAGRAPH} {text}")), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_each_row_with_the_names_of_the_columns_is_a_table_of_that_row(rows: list[tuple[str, str]], end: str) -> None:
    def table(some: list[tuple[str, str]]) -> bytes:
        out = io.StringIO()
        csv.writer(out, lineterminator=end).writerows([("title", "text"), *some])
        return out.getvalue().encode()

    found = list(documents_of_bytes(table(rows), "t", "t", None, None, originals=True))
    raws = [one.original.data for one in found if isinstance(one, WithOriginal)]
    assert [raw.split(end.encode(), 1)[0] for raw in raws] == [b"title,text"] * len(raws)
    assert raws == [table([row]) for row in rows]
