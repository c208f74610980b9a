"""Originals in web archives and from watched pages, and what reading alone keeps: nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from tests.documents_given_back import (
    ANCIENT,
    PAGE,
    WANTED,
    about,
    kept,
    own,
    run,
)
from tests.fetching.conftest import RSS, TANKS, Site, feed, report, site
from tests.intake.samples import PARAGRAPH
from warcio.archiveiterator import ArchiveIterator

from weighbridge.ledger import content_hash, document, open_ledger, provenances
from weighbridge.model import Document
from weighbridge.originals import Store

__all__ = ["kept", "own", "site"]


class TestWebArchives:
    def test_an_archive_of_all_gives_the_same_ledger_again(self, kept: Path, tmp_path: Path) -> None:
        archive, again = tmp_path / "all.warc.gz", tmp_path / "again.sqlite"
        run("document", "--all", "--warc", archive, "--ledger", kept)
        run("add", archive, "--ledger", again)
        first, second = open_ledger(kept), open_ledger(again)
        try:
            assert content_hash(first) == content_hash(second)
            for one in provenances(first):
                here, there = document(first, one.id), document(second, one.id)
                assert here is not None
                assert there is not None
                # an attachment comes out of its mail first, under a name that the archive gives it
                assert here.id == "attached/a" or (here.id, here.details) == (there.id, there.details)
        finally:
            first.close()
            second.close()

    def test_others_read_it_too(self, kept: Path, tmp_path: Path) -> None:
        archive = tmp_path / "all.warc.gz"
        run("document", "--all", "--warc", archive, "--ledger", kept)
        with archive.open("rb") as file:
            found = [
                (one.rec_type, one.content_type, one.content_stream().read())
                for one in ArchiveIterator(file, check_digests="raise")
            ]
        assert found[0][0] == "warcinfo"
        assert sorted((data, media) for _, media, data in found[1:]) == sorted(WANTED.values())

    def test_what_was_cut_short_is_finished_by_the_same_command(self, kept: Path, tmp_path: Path) -> None:
        archive = tmp_path / "all.warc.gz"
        run("document", "--all", "--warc", archive, "--ledger", kept)
        whole = archive.read_bytes()
        archive.write_bytes(whole[: len(whole) * 2 // 3])
        done = run("document", "--all", "--warc", archive, "--ledger", kept)
        assert b"already there" in done.stderr
        assert archive.read_bytes() == whole

    def test_one_document_is_appended_once(self, kept: Path, tmp_path: Path) -> None:
        archive = tmp_path / "one.warc.gz"
        for told in (b"appended to", b"it is already in"):
            assert told in run("document", "box/paper", "--warc", archive, "--ledger", kept).stderr
        with archive.open("rb") as file:
            assert [one.rec_type for one in ArchiveIterator(file)] == ["warcinfo", "resource"]

    def test_what_is_lost_is_told_and_the_rest_goes_on(self, own: Path, tmp_path: Path) -> None:
        (tmp_path / "b.txt").write_bytes(ANCIENT)
        run("add", tmp_path / "b.txt", "--ledger", own)
        page = own.with_suffix(".originals") / about(own, "page")["original"]["sha256"][:2]
        next(page.iterdir()).unlink()
        done = run("document", "--all", "--warc", tmp_path / "a.warc.gz", "--ledger", own, code=4)
        assert b"1 original appended" in done.stderr
        assert b"1 missing or damaged" in done.stderr
        with (tmp_path / "a.warc.gz").open("rb") as file:
            assert [one.content_stream().read() for one in ArchiveIterator(file)][1:] == [ANCIENT]


class TestWatching:
    def test_what_a_server_answered_and_what_a_feed_said_come_back(self, site: Site, tmp_path: Path) -> None:
        body = report("Tanks", TANKS)
        told = f"<description>{' '.join([PARAGRAPH] * 3)}</description><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>"
        site.put("/feed", feed(("/a", "Tanks", ""), ("/gone", "Told by the feed", told)), RSS)
        site.put("/a", body)
        (tmp_path / "S.toml").write_text(
            f'delay = 0.1\n[[source]]\nkind = "feed"\nurl = "{site.at("/feed", "127.0.0.1")}"\n'
        )
        ledger = tmp_path / "ledger.sqlite"
        run("watch", tmp_path / "S.toml", "--once", "--ledger", ledger, WEIGHBRIDGE_ALLOW_PRIVATE="127.0.0.1")
        address = site.at("/a", "127.0.0.1")
        assert run("document", address, "--raw", "--ledger", ledger).stdout == body.encode()
        found = about(ledger, address)
        assert found["original"]["media"] == "text/html"
        assert found["seen"] is not None
        item = json.loads(run("document", site.at("/gone", "127.0.0.1"), "--raw", "--ledger", ledger).stdout)
        assert (item["title"], item["published"][:10]) == ("Told by the feed", "2024-05-03")
        assert PARAGRAPH in item["text"]
        run("document", "--all", "--warc", tmp_path / "a.warc.gz", "--ledger", ledger)
        run("add", tmp_path / "a.warc.gz", "--ledger", tmp_path / "again.sqlite")
        hashes = []
        for where in (ledger, tmp_path / "again.sqlite"):
            opened = open_ledger(where)
            hashes.append(content_hash(opened))
            opened.close()
        assert hashes[0] == hashes[1]

    def test_turned_off_nothing_is_kept(self, site: Site, tmp_path: Path) -> None:
        site.put("/a", report("Tanks", TANKS))
        (tmp_path / "S.toml").write_text(
            f'delay = 0.1\n[[source]]\nkind = "page"\nurl = "{site.at("/a", "127.0.0.1")}"\n'
        )
        arguments = ("watch", tmp_path / "S.toml", "--once", "--no-originals", "--ledger", tmp_path / "ledger.sqlite")
        run(*arguments, WEIGHBRIDGE_ALLOW_PRIVATE="127.0.0.1")
        assert not (tmp_path / "ledger.originals").exists()
        assert about(tmp_path / "ledger.sqlite", site.at("/a", "127.0.0.1"))["original"] is None


def test_reading_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    run("read", tmp_path / "page.html", WEIGHBRIDGE_LEDGER=str(tmp_path / "ledger.sqlite"))
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_long_stream_does_not_pile_up(tmp_path: Path) -> None:
    """Twenty-four documents of 5 MB each pass through, and no more than a few of them are held at once."""
    from weighbridge.intake import documents_from
    from weighbridge.originals import kept as keep

    opened = open_ledger(tmp_path / "ledger.sqlite")
    store = Store(tmp_path / "ledger.originals")

    class Lines(io.RawIOBase):
        def __init__(self) -> None:
            self.left = 24
            self.rest = b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            if not self.rest and self.left:
                self.left -= 1
                self.rest = json.dumps({"id": f"n{self.left}", "text": f"{PARAGRAPH} " * 25_000}).encode() + b"\n"
            part, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(part)] = part
            return len(part)

    import tracemalloc

    tracemalloc.start()
    try:
        stream = io.BufferedReader(Lines(), 1 << 20)
        number = 0
        for one in documents_from(["-"], stream, originals=True):
            assert isinstance(one, Document)
            keep(opened, store, one)
            number += 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        opened.close()
    assert number == 24
    assert peak < 80_000_000
