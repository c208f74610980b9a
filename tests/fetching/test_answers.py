"""What is promised of one answer: bounded in size, unpacked and packed, and every broken one told."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fetching.conftest import PAGE, Hours, Site, got, refused

from weighbridge.fetching import Fetched, Session, fetch
from weighbridge.fetching.answers import wanted_wait
from weighbridge.intake.packings import zstandard

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstandard().compress,
}


class TestSizes:
    def test_a_length_beyond_the_limit_is_refused_at_once(self, site: Site, session: Session) -> None:
        site.silent("/a", b"HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n")
        assert "larger than 100,000 bytes" in refused(fetch(site.at("/a"), session)).what

    def test_an_endless_answer_ends_at_the_limit(self, site: Site, session: Session) -> None:
        site.endless("/a", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>More.</p>" * 100)
        assert "larger than 100,000 bytes" in refused(fetch(site.at("/a"), session)).what
        cut = got(fetch(site.at("/a"), session, cut=True))
        assert cut.cut
        assert len(cut.data) == 100_000

    @pytest.mark.parametrize("packing", PACK)
    def test_a_bomb_is_not_unpacked(self, site: Site, session: Session, packing: str) -> None:
        made = PACK[packing](bytes(60_000_000))
        assert len(made) < 100_000
        site.put("/a", made, Content_Encoding=packing)
        session.client  # noqa: B018  what connections take is not counted
        tracemalloc.start()
        try:
            assert "larger than 100,000 bytes" in refused(fetch(site.at("/a"), session)).what
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()

    def test_packed_pages_are_unpacked(self, site: Site, session: Session) -> None:
        bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        for packing, data in (
            ("gzip", gzip.compress(PAGE, mtime=0)),
            ("deflate", zlib.compress(PAGE)),
            ("deflate", bare.compress(PAGE) + bare.flush()),
            ("br", brotli.compress(PAGE)),
            ("zstd", zstandard().compress(PAGE)),
        ):
            site.put("/a", data, Content_Encoding=packing)
            assert got(fetch(site.at("/a"), session)).data == PAGE
            assert set(site.asked[-1][1]["accept-encoding"].split(", ")) == set(PACK)

    @pytest.mark.parametrize(
        ("data", "packing", "what"),
        [
            (gzip.compress(PAGE, mtime=0)[:-12], "gzip", "breaks off"),
            (b"no gzip at all", "gzip", "broken"),
            (PAGE, "br", "broken"),
            (brotli.compress(PAGE)[:-3], "br", "breaks off"),
            (PAGE, "compress", "not known"),
        ],
    )
    def test_packing_that_can_not_be_undone(
        self, site: Site, session: Session, data: bytes, packing: str, what: str
    ) -> None:
        site.put("/a", data, Content_Encoding=packing)
        assert what in refused(fetch(site.at("/a"), session)).what


class TestBrokenAnswers:
    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"\x00\xff\x00",
            b"SSH-2.0-OpenSSH_9.6\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<p>Half",
            b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<p>Half",
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n<p>Half",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>A\r\nzz\r\nx",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\nx",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>A\r\n",
            b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000,
            b"HTTP/1.1 99999 Odd\r\n\r\n",
        ],
    )
    def test_each_is_told_after_three_tries_and_the_next_page_is_fetched(
        self, site: Site, session: Session, hours: Hours, answer: bytes
    ) -> None:
        site.raw("/a", answer)
        site.put("/b", PAGE)
        found = refused(fetch(site.at("/a"), session))
        assert found.again
        assert "broken" in found.what or "connection" in found.what
        assert site.paths() == ["/a"] * 3
        got(fetch(site.at("/b"), session))

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
    @given(st.binary(max_size=200), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: "]))
    def test_any_bytes_are_an_answer_or_told(self, site: Site, session: Session, data: bytes, head: bytes) -> None:
        session.limits = replace(session.limits, tries=1)
        site.raw("/a", head, data, b"\r\n\r\n")
        found = fetch(site.at("/a"), session)
        assert isinstance(found, Fetched) or (found.what and found.remedy)

    @pytest.mark.parametrize("url", ["/\ud800", "/%zz", "/\u202e", "/" + "%00" * 9, "/?\u00e9=\u4e16"])
    def test_odd_addresses_are_asked_or_told(self, site: Site, session: Session, url: str) -> None:
        session.limits = replace(session.limits, tries=1)
        site.put("/robots.txt", "User-agent: *\nDisallow: /inner\n", "text/plain")
        found = refused(fetch(site.at(url), session))
        assert "no such page" in found.what or "address" in found.what

    def test_bytes_behind_the_length_are_left_alone(self, site: Site, session: Session) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n"
        site.raw("/a", head + b"<p>AHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")
        site.put("/b", PAGE)
        assert got(fetch(site.at("/a"), session)).data == b"<p>A"
        assert got(fetch(site.at("/b"), session)).data == PAGE

    def test_a_silent_server(self, site: Site, session: Session) -> None:
        session.limits = replace(session.limits, silence=0.1, tries=1)
        site.put("/robots.txt", "", "text/plain")
        for head in (b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>"):
            site.silent("/a", head)
            assert "silent (0.1 s)" in refused(fetch(site.at("/a"), session)).what

    @pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-A: "])
    def test_a_server_that_drips_is_left_at_the_time_limit(
        self, site: Site, session: Session, hours: Hours, head: bytes
    ) -> None:
        session.limits = replace(session.limits, tries=1, size=1_000_000_000)
        site.endless("/a", head, b"x" if b"X" not in head else b"a\r\nX-A: ")
        drip = site.pages["/a"]

        def slowly(asked: BaseHTTPRequestHandler) -> None:
            hours.tick = 40.0
            drip(asked)

        site.pages["/a"] = slowly
        assert "took too long (60 s)" in refused(fetch(site.at("/a"), session)).what

    @pytest.mark.parametrize(
        ("status", "what"),
        [(404, "no such page"), (410, "no such page"), (403, "denies"), (204, "answered 204"), (206, "answered 206")],
    )
    def test_answers_that_are_no_page(self, site: Site, session: Session, status: int, what: str) -> None:
        site.put("/a", b"", status=status)
        found = refused(fetch(site.at("/a"), session))
        assert what in found.what
        assert not found.again
        assert site.paths() == ["/a"]

    @pytest.mark.parametrize("kind", ["image/png", "video/mp4", "text/css", "application/javascript", "font/woff2"])
    def test_kinds_that_are_no_text(self, site: Site, session: Session, kind: str) -> None:
        site.put("/a", PAGE, kind)
        assert kind in refused(fetch(site.at("/a"), session)).what

    def test_an_empty_answer(self, site: Site, session: Session) -> None:
        site.put("/a", b"")
        assert "empty" in refused(fetch(site.at("/a"), session)).what


def test_the_wait_may_be_a_date() -> None:
    now = datetime(2024, 5, 3, 10, tzinfo=UTC)
    at = format_datetime(now + timedelta(minutes=2), usegmt=True)
    assert wanted_wait({"retry-after": at}, now) == 120
    assert wanted_wait({"retry-after": format_datetime(now - timedelta(days=1), usegmt=True)}, now) == 0
    for odd in ("", "soon", "-5", "1e9", "9" * 400):
        assert (wanted_wait({"retry-after": odd}, now) or 0) <= 30 * 86_400
