"""Files of many kinds, kept in a ledger, and the command that gives them back."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.fetching.conftest import site
from tests.intake.samples import PARAGRAPH, docx, mail, multipart, page, pdf, record, warc_gz, words, zipped
from tests.program import ran

__all__ = ["site"]

PDF = pdf([[PARAGRAPH[:80], PARAGRAPH[80:]]])
WORD = docx(words(f"{PARAGRAPH} In Word."))
PAGE = page("Tanks on the page", f"{PARAGRAPH} On the page.")
LETTER = mail(f"{PARAGRAPH} In a letter.".encode())
WITH_WORD = multipart(
    [
        ("Content-Type: text/plain", f"{PARAGRAPH} See the attachment.".encode()),
        ('Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="../../a.docx"', WORD),
    ]
)
LINES = [json.dumps({"id": f"line-{n}", "text": f"{PARAGRAPH} Line {n}."}).encode() for n in (1, 2)]
TABLE = [f'"row {n}",2024-09-0{n},"{PARAGRAPH}\nRow {n}."\n'.encode() for n in (1, 2)]
NAMES = b"title,date,text\n"
ARCHIVED = page("Tanks in an archive", f"{PARAGRAPH} Archived.")
ANCIENT = f"Old tanks\n\n{PARAGRAPH} Undated.\n".encode()

FILES: dict[str, bytes] = {
    "page.html": PAGE,
    "box.zip": zipped({"paper.pdf": PDF, "letter.eml": LETTER}),
    "attached.eml": WITH_WORD,
    "lines.jsonl": b"\n".join(LINES),
    "table.csv": NAMES + b"".join(TABLE),
    "crawl.warc.gz": warc_gz(record(ARCHIVED)),
    "ancient.txt": ANCIENT,
}
WANTED: dict[str, tuple[bytes, str]] = {
    "page": (PAGE, "text/html"),
    "box/paper": (PDF, "application/pdf"),
    "box/letter": (LETTER, "message/rfc822"),
    "attached": (WITH_WORD, "message/rfc822"),
    "attached/a": (WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "line-1": (LINES[0], "application/json"),
    "line-2": (LINES[1], "application/json"),
    "table": (NAMES + TABLE[0], "text/csv"),
    "table-2": (NAMES + TABLE[1], "text/csv"),
    "crawl": (ARCHIVED, "text/html"),
    "ancient": (ANCIENT, "text/plain"),
}


def run(*arguments: str | Path, code: int = 0, **environment: str) -> subprocess.CompletedProcess[bytes]:
    done = ran(
        [*map(str, arguments)],
        timeout=300,
        env={**os.environ, "WEIGHBRIDGE_ORIGINALS": "", **environment},
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == code, done.stderr.decode()
    return done


def about(ledger: Path, name: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("document", name, "--json", "--ledger", ledger, code=code).stdout)
    return found


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of all kinds of documents; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "in").mkdir()
    for name, data in FILES.items():
        (folder / "in" / name).write_bytes(data)
    run("add", folder / "in", "--ledger", folder / "ledger.sqlite")
    return folder / "ledger.sqlite"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A ledger of one page, for a test to spoil."""
    (tmp_path / "page.html").write_bytes(PAGE)
    run("add", tmp_path / "page.html", "--ledger", tmp_path / "ledger.sqlite")
    return tmp_path / "ledger.sqlite"


def original(ledger: Path) -> Path:
    [file] = ledger.with_suffix(".originals").glob("??/*.gz")
    return file
