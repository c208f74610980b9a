"""What intake promises of archives: what stands in them is read as if it stood alone, in bounded memory and time."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import brotli
import pytest
from tests.intake.samples import PARAGRAPH, mail, page, pdf, record, warc_gz, zipped
from tests.intake.test_intake import documents, given_in, refusal, taken

from weighbridge.intake import Refusal
from weighbridge.intake.packings import zstandard
from weighbridge.model import Document

TEXT = PARAGRAPH.encode()


def test_members_are_read_by_their_content_and_named_by_their_place(tmp_path: Path) -> None:
    file = tmp_path / "box.zip"
    file.write_bytes(
        zipped({"a/note.bin": TEXT, "b.dat": pdf([[PARAGRAPH]]), "c": mail(), ".hidden": b"x", "__MACOSX/d": b"x"})
    )
    found = documents(taken(file))
    assert [(one.id, one.details.kind, one.details.within) for one in found] == [
        ("box/a/note", "text", "a/note.bin"),
        ("box/b", "pdf", "b.dat"),
        ("box/c", "mail", "c"),
    ]


def test_archives_in_archives_two_deep_and_no_deeper() -> None:
    inner = zipped({"deepest.txt": TEXT})
    two = zipped({"one.zip": zipped({"two.zip": inner})})
    [document] = documents(given_in(two))
    assert document.details.within == "one.zip > two.zip > deepest.txt"
    assert "deep" in refusal(given_in(zipped({"zero.zip": two}))).what


def test_names_are_labels_only(tmp_path: Path) -> None:
    told: list[str] = []
    names = ("../../evil.txt", "/etc/passwd", "c:\\windows\\x.txt", "a\x1b[2J.txt")
    found = documents(given_in(zipped(dict.fromkeys(names, TEXT)), warn=told.append))
    assert [one.details.within for one in found][:2] == ["evil.txt", "etc/passwd"]
    assert not any(".." in one.id or "\x1b" in one.id or "\x1b" in (one.details.within or "") for one in found)
    assert list(tmp_path.iterdir()) == []
    assert len(told) >= 2


def test_what_unpacks_to_far_more_is_refused_and_the_rest_read() -> None:
    begun = time.monotonic()
    first, second = given_in(zipped({"a-bomb.txt": bytes(40_000_000), "b.txt": TEXT}))
    assert isinstance(first, Refusal)
    assert "times its size" in first.what
    assert isinstance(second, Document)
    assert "times its size" in refusal(given_in(gzip.compress(bytes(40_000_000)))).what
    assert time.monotonic() - begun < 10


def test_an_archive_unpacks_to_so_much_and_no_more() -> None:
    found = given_in(zipped({f"{number:03}.txt": TEXT * 40 for number in range(100)}, zipfile.ZIP_STORED), limit=10_000)
    assert "more than is allowed" in str(found[-1])
    assert 1 < len(found) < 100


def test_sizes_in_headers_are_not_believed() -> None:
    data = zipped({"a.txt": TEXT * 30})
    size = len(TEXT) * 30
    lying = data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != data
    for one in given_in(lying):
        assert isinstance(one, (Document, Refusal))
        assert not isinstance(one, Document) or len(one.text) <= size


def test_encrypted_links_and_broken_members_are_told_and_the_rest_read() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    first, second = given_in(bytes(data))
    assert "encrypted" in str(first)
    assert isinstance(second, Document)
    broken = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    broken[40:60] = bytes(20)
    first, second = given_in(bytes(broken))
    assert "can't be unpacked" in str(first)
    assert isinstance(second, Document)


@pytest.mark.parametrize("data", [zipped({}), zipped({"a.txt": TEXT})[:-30], b"PK\x05\x06" + bytes(30)])
def test_empty_and_broken_archives_are_refused(data: bytes) -> None:
    assert "archive is" in refusal(given_in(data)).what


def test_gzip_is_looked_through(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join([json.dumps({"text": PARAGRAPH}).encode()] * 2)))
    assert [one.id for one in documents(taken(file))] == ["lines", "lines-2"]
    cut = given_in(gzip.compress(TEXT * 50)[:-12])
    assert any(isinstance(one, Refusal) for one in cut)


@pytest.mark.parametrize("packed", [False, True])
def test_records_of_a_web_archive(packed: bool) -> None:
    told: list[str] = []
    dated = '<meta property="article:published_time" content="2024-09-01T08:00:00Z">'
    records = [
        record(page(head=dated), "https://norland.example/tanks"),
        record(page("Ships for Sudmark"), "https://norland.example/ships"),
        record(pdf([[PARAGRAPH]]), "https://norland.example/report", "application/pdf"),
        record(b"\x89PNG", "https://norland.example/p", "image/png"),
        record(b"", "https://norland.example/moved", status="301 Moved"),
        record(b"User-agent: *", "https://norland.example/robots.txt", "text/plain"),
        record(b"GET / HTTP/1.1", type_="request"),
        record(
            gzip.compress(page("Guns for Sudmark")), "https://norland.example/guns", extra="Content-Encoding: gzip\r\n"
        ),
    ]
    found = documents(given_in(warc_gz(*records) if packed else b"".join(records), warn=told.append))
    assert [one.url for one in found] == [
        f"https://norland.example/{name}" for name in ("tanks", "ships", "report", "guns")
    ]
    assert (found[0].published or "").startswith("2024-09-01")
    assert found[1].published is not None
    assert found[1].published.startswith("2024-09-06")
    assert found[1].details.date_from == "warc date"
    assert {one.details.kind for one in found} == {"warc record"}
    assert found[2].details.within == "record 3"
    assert any("left out" in one for one in told)


def test_wrong_lengths_and_rubbish_cost_only_their_record() -> None:
    good, other = record(page()), record(page("Ships for Sudmark"))
    found = given_in(good + record(page(), length=60) + other)
    assert [one.title for one in found if isinstance(one, Document)][0] == "Tanks for Sudmark"
    assert [one.title for one in found if isinstance(one, Document)][-1] == "Ships for Sudmark"
    assert any(isinstance(one, Refusal) and "belong to no record" in one.what for one in found)
    found = given_in(good + b"rubbish\r\n\r\n" + other)
    assert sum(isinstance(one, Document) for one in found) == 2
    assert any(isinstance(one, Refusal) and "9 bytes" not in one.what for one in found)
    found = given_in(good + other[:-400])
    assert any(isinstance(one, Refusal) and "cut off" in one.what for one in found)
    assert "cut off" in str(given_in(good + record(page(), length=10**17))[-1])


def test_bombs_in_records_are_refused() -> None:
    bomb = record(gzip.compress(bytes(60_000_000)), extra="Content-Encoding: gzip\r\n")
    found = given_in(bomb + record(page()), limit=1_000_000)
    assert "larger than" in str(found[0])
    assert isinstance(found[1], Document)
    assert "times its size" in str(given_in(warc_gz(record(bytes(40_000_000))))[-1])
    assert "compress" in str(given_in(record(b"x", extra="Content-Encoding: compress\r\n"))[0])


@pytest.mark.parametrize("packing", ["br", "zstd"])
def test_records_packed_with_brotli_and_zstd(packing: str) -> None:
    pack = brotli.compress if packing == "br" else zstandard().compress
    encoded = f"Content-Encoding: {packing}\r\n"
    packed = pack(page())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    told: list[str] = []
    found = given_in(
        record(packed, extra=encoded)
        + record(chunked, extra=f"{encoded}Transfer-Encoding: chunked\r\n")
        + record(page(), extra=encoded)
        + record(pack(page(text=PARAGRAPH * 9))[:-9], extra=encoded)
        + record(pack(bytes(60_000_000)), extra=encoded)
        + record(page("Ships for Sudmark")),
        limit=1_000_000,
        warn=told.append,
    )
    titles = [one.title if isinstance(one, Document) else one.what.split(" ")[-2] for one in found]
    assert titles[:3] == ["Tanks for Sudmark"] * 3
    assert titles[-2:] == ["1,000,000", "Ships for Sudmark"]
    assert "record 3" in told[0]
    assert "taken as it stands" in told[0]
    assert "record 4" in told[1]


def test_nothing_of_a_record_is_written_to_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "odd.warc"
    file.write_bytes(record(page(), "https://norland.example/a \x1b[2Jb").replace(b"200 OK", b"200 \x1b[31m"))
    command = [sys.executable, "-m", "weighbridge", "read", str(file)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert b"Tanks for Sudmark" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"Replacing" not in done.stderr


def test_wacz_gives_the_pages_of_its_archives() -> None:
    listed = [{"format": "json-pages-1.0"}, {"url": "https://norland.example/report", "title": "The August report"}]
    data = zipped(
        {
            "datapackage.json": b"{}",
            "archive/data.warc.gz": warc_gz(
                record(page()),
                record(
                    b"The tanks were seen in the port of Westhaven. " * 20,
                    "https://norland.example/report",
                    "text/plain",
                ),
            ),
            "pages/pages.jsonl": "\n".join(json.dumps(one) for one in listed).encode(),
            "indexes/index.cdx": b"x",
        },
        zipfile.ZIP_STORED,
    )
    first, second = documents(given_in(data))
    assert first.url == "https://norland.example/tanks"
    assert second.title == "The August report"
    assert second.details.within == "archive/data.warc.gz > record 2"
