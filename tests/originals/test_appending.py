"""What web archives promise: records are appended whole, never twice, and other files are left as they are."""

from __future__ import annotations

import fcntl
import gzip
import io
import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from weighbridge.ledger.filed import Filed
from weighbridge.model import Details
from weighbridge.originals.appending import ArchiveError, archive_at
from weighbridge.originals.records import address_of, record


def filed(data: bytes, url: str | None = "https://norland.example/tanks", **known: str) -> Filed:
    details = Details(original=sha256(data).hexdigest(), media="text/html", **known)
    return Filed(
        "ab" * 10, "name", url, "Norland", "2024-09-06", "Tanks", "cd" * 32, "2024-09-07T00:00:00+00:00", details
    )


def append(path: Path, *some: bytes, tell: Callable[[str], None] = lambda _: None) -> list[bool]:
    with archive_at(path, tell) as archive:
        return [archive.append(record(data, [filed(data)])) for data in some]


def records(path: Path) -> list[tuple[str, bytes]]:
    with path.open("rb") as file:
        return [
            (one.rec_type, one.content_stream().read())
            for one in ArchiveIterator(file, check_digests="raise", no_record_parse=False)
        ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.warc.gz"


def test_a_new_archive_begins_with_what_it_is(path: Path) -> None:
    assert append(path, b"<p>one", b"<p>two") == [True, True]
    assert append(path, b"<p>three") == [True]
    assert [kind for kind, _ in records(path)] == ["warcinfo", "resource", "resource", "resource"]
    assert [data for _, data in records(path)[1:]] == [b"<p>one", b"<p>two", b"<p>three"]


def test_each_record_is_a_member_of_its_own(path: Path) -> None:
    append(path, b"<p>one", b"<p>two")
    with path.open("rb") as file:
        places = []
        archive = ArchiveIterator(file)
        for _ in archive:
            archive.read_to_end()
            places.append(archive.get_record_offset())
    data = path.read_bytes()
    assert len(places) == 3
    assert all(data[place : place + 3] == b"\x1f\x8b\x08" for place in places)
    assert gzip.decompress(data[places[2] :]).startswith(b"WARC/1.1\r\n")


def test_a_record_tells_where_and_when_its_content_was_seen() -> None:
    data = b"<p>one"
    made = record(data, [filed(data, seen="2024-09-06T10:15:00+02:00")])
    one = next(iter(ArchiveIterator(io.BytesIO(made))))
    told = one.rec_headers.get_header
    assert told("WARC-Target-URI") == "https://norland.example/tanks"
    assert told("WARC-Date") == "2024-09-06T08:15:00Z"
    assert told("Content-Type") == "text/html"
    assert told("WARC-Block-Digest") == told("WARC-Payload-Digest")
    assert made == record(data, [filed(data, seen="2024-09-06T10:15:00+02:00")])


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x#y", "https://a.example/x"),
        ("https://a.example/ä b", "https://a.example/%C3%A4%20b"),
        ("https://a.example/\r\nWARC-Type: response", "https://a.example/%0D%0AWARC-Type:%20response"),
        ("file:///etc/passwd", "urn:sha256:"),
        ("javascript:alert(1)", "urn:sha256:"),
        ("https://a.example/" + "x" * 5000, "urn:sha256:"),
        (None, "urn:sha256:"),
    ],
)
def test_no_address_can_write_a_header_of_its_own(url: str | None, shown: str) -> None:
    assert address_of(filed(b"x", url)).startswith(shown)
    one = next(iter(ArchiveIterator(io.BytesIO(record(b"x", [filed(b"x", url)])))))
    assert one.rec_type == "resource"
    assert one.content_stream().read() == b"x"


def test_nothing_is_appended_twice(path: Path) -> None:
    append(path, b"<p>one")
    before = path.read_bytes()
    assert append(path, b"<p>one") == [False]
    assert path.read_bytes() == before


def test_what_a_kill_left_half_written_is_cut_off_and_written_anew(path: Path) -> None:
    append(path, b"<p>one")
    whole = path.stat().st_size
    second = random.Random(2).randbytes(300_000)
    append(path, second)
    full = path.read_bytes()
    for cut in (whole + 1, whole + 15, whole + 1_000, len(full) - 9, len(full) - 1):
        path.write_bytes(full[:cut])
        told: list[str] = []
        assert append(path, second, tell=told.append) == [True]
        assert [f"({cut - whole:,} bytes)" in line for line in told] == [True]
        assert path.read_bytes() == full


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"no archive", "no gzip"),
        (gzip.compress(b"something else", mtime=0), "no web archive"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n", "no gzip"),
    ],
)
def test_another_file_is_left_as_it_is(path: Path, data: bytes, what: str) -> None:
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=what):
        append(path, b"<p>one")
    assert path.read_bytes() == data


def test_a_name_that_does_not_say_that_it_is_packed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"ends in \.warc\.gz"):
        append(tmp_path / "archive.warc", b"<p>one")
    assert not list(tmp_path.iterdir())


def test_two_at_once_are_told(path: Path) -> None:
    append(path, b"<p>one")
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(ArchiveError, match="another program is writing"):
            append(path, b"<p>two")
    assert append(path, b"<p>two") == [True]
