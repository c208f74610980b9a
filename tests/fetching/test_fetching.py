"""What fetching promises: an answer or the reason why there is none, within its limits, from allowed addresses only."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import tracemalloc
import zlib
from dataclasses import replace
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fetching.conftest import Hours, Site

from weighbridge.fetching import Fetched, Session, Unfetched, fetch, post
from weighbridge.fetching.answers import wanted_wait
from weighbridge.fetching.robots import HOSTS
from weighbridge.fetching.session import Known

PAGE = b"<html><body><p>A report.</p></body></html>"


def got(found: Fetched | Unfetched) -> Fetched:
    assert isinstance(found, Fetched), found
    return found


def refused(found: Fetched | Unfetched | None) -> Unfetched:
    assert isinstance(found, Unfetched), found
    assert found.where
    assert found.remedy
    return found


def test_a_page_comes_with_its_kind_and_what_it_says_of_itself(site: Site, session: Session) -> None:
    site.put("/a", PAGE, "text/html; charset=utf-8", ETag='"7"', Last_Modified="Fri, 03 May 2024 10:00:00 GMT")
    found = got(fetch(site.at("/a"), session))
    assert found.data == PAGE
    assert found.kind == "text/html"
    assert found.known == Known('"7"', "Fri, 03 May 2024 10:00:00 GMT")
    assert found.url == site.at("/a")


def test_the_program_names_itself_and_whom_to_ask(site: Site, session: Session) -> None:
    site.put("/a", PAGE)
    session.contact = "desk@example.org"
    fetch(site.at("/a"), session)
    for _, headers in site.asked:
        assert headers["user-agent"].startswith("Weighbridge/")
        assert "desk@example.org" in headers["user-agent"]
        assert headers["host"] == f"news.test:{site.port}"


def test_what_has_not_changed_is_not_sent_again(site: Site, session: Session) -> None:
    def page(asked: BaseHTTPRequestHandler) -> None:
        same = asked.headers.get("If-None-Match") == '"7"'
        asked.send_response(304 if same else 200)
        asked.send_header("ETag", '"7"')
        asked.end_headers()
        if not same:
            asked.wfile.write(PAGE)

    site.pages["/a"] = page
    first = got(fetch(site.at("/a"), session))
    second = got(fetch(site.at("/a"), session, first.known))
    assert first.data == PAGE
    assert not first.unchanged
    assert second.unchanged
    assert second.known.etag == '"7"'


class TestAddresses:
    def test_a_name_that_leads_to_this_machine_is_refused(self, site: Site, session: Session) -> None:
        site.put("/a", PAGE)
        found = refused(fetch(site.at("/a", "other.test"), session))
        assert "other.test leads to 127.0.0.1, a loopback address" in found.what
        assert not site.asked

    @pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "0.0.0.0"])
    def test_a_redirect_to_a_forbidden_address_is_refused(self, site: Site, session: Session, host: str) -> None:
        site.move("/a", site.at("/secret", host))
        site.put("/secret", "keys")
        found = refused(fetch(site.at("/a"), session))
        assert "not fetched" in found.what
        assert host.strip("[]") in found.where
        assert site.paths() == ["/a"]

    def test_a_redirect_to_a_name_that_leads_inside_is_refused(self, site: Site, session: Session) -> None:
        site.move("/a", site.at("/secret", "innocent.test"))
        assert "loopback" in refused(fetch(site.at("/a"), session)).what
        assert site.paths() == ["/a"]

    @pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://news.test/a", "//", "http://a:b@news.test/"])
    def test_a_redirect_to_what_is_no_web_address_is_refused(self, site: Site, session: Session, to: str) -> None:
        site.move("/a", to)
        refused(fetch(site.at("/a"), session))
        assert set(site.paths()) == {"/a"}

    def test_a_name_is_looked_up_once_for_a_connection(self, site: Site, session: Session) -> None:
        """A name server that answers differently the second time gains nothing."""
        site.put("/a", PAGE)
        answers = iter(["8.8.8.8"])
        session.look_up = lambda host, port: [next(answers)]
        session.private = frozenset()
        session.limits = replace(session.limits, silence=0.05, tries=1)
        refused(fetch(site.at("/a", "turning.test"), session))
        assert next(answers, None) is None
        assert not site.asked

    def test_a_host_that_is_not_there(self, session: Session) -> None:
        assert "can't be looked up" in refused(fetch("http://nowhere.example/", session)).what

    def test_proxies_of_the_environment_are_not_asked(
        self, site: Site, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        site.put("/a", PAGE)
        got(fetch(site.at("/a"), session))


class TestRedirects:
    def test_they_are_followed(self, site: Site, session: Session) -> None:
        site.move("/a", "/b")
        site.move("/b", site.at("/c"), 307)
        site.put("/c", PAGE)
        found = got(fetch(site.at("/a"), session))
        assert found.url == site.at("/c")
        assert found.moved is None

    def test_one_for_good_is_told(self, site: Site, session: Session) -> None:
        site.move("/a", "/b", 301)
        site.put("/b", PAGE)
        assert got(fetch(site.at("/a"), session)).moved == site.at("/b")

    def test_five_and_no_more(self, site: Site, session: Session) -> None:
        for number in range(7):
            site.move(f"/{number}", f"/{number + 1}")
        site.put("/7", PAGE)
        got(fetch(site.at("/2"), session))
        assert "more than 5 redirects" in refused(fetch(site.at("/1"), session)).what

    def test_a_circle_ends(self, site: Site, session: Session) -> None:
        site.move("/a", "/a")
        assert "redirects" in refused(fetch(site.at("/a"), session)).what
        assert len(site.paths()) == 6


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

    @pytest.mark.parametrize("packing", ["gzip", "deflate"])
    def test_a_bomb_is_not_unpacked(self, site: Site, session: Session, packing: str) -> None:
        made = gzip.compress(bytes(60_000_000)) if packing == "gzip" else zlib.compress(bytes(60_000_000))
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
            ("gzip", gzip.compress(PAGE)),
            ("deflate", zlib.compress(PAGE)),
            ("deflate", bare.compress(PAGE) + bare.flush()),
        ):
            site.put("/a", data, Content_Encoding=packing)
            assert got(fetch(site.at("/a"), session)).data == PAGE

    @pytest.mark.parametrize(
        ("data", "packing", "what"),
        [
            (gzip.compress(PAGE)[:-12], "gzip", "breaks off"),
            (b"no gzip at all", "gzip", "broken"),
            (PAGE, "br", "not asked for"),
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


class TestManners:
    def test_robots_rules_are_obeyed_and_asked_for_once(self, site: Site, session: Session) -> None:
        site.put("/robots.txt", "User-agent: *\nDisallow: /inner\n", "text/plain")
        site.put("/inner/a", PAGE)
        site.put("/a", PAGE)
        assert "robots.txt" in refused(fetch(site.at("/inner/a"), session)).what
        got(fetch(site.at("/a"), session))
        assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]

    def test_rules_for_the_program_go_before_those_for_all(self, site: Site, session: Session) -> None:
        site.put("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: weighbridge\nAllow: /\n", "text/plain")
        site.put("/a", PAGE)
        got(fetch(site.at("/a"), session))

    def test_a_redirect_to_what_robots_rules_forbid(self, site: Site, session: Session) -> None:
        site.put("/robots.txt", "User-agent: *\nDisallow: /inner\n", "text/plain")
        site.move("/a", "/inner/a")
        site.put("/inner/a", PAGE)
        assert "robots.txt" in refused(fetch(site.at("/a"), session)).what
        assert site.paths() == ["/a"]

    def test_without_robots_rules_all_is_allowed(self, site: Site, session: Session) -> None:
        site.put("/robots.txt", "", status=403)
        site.put("/a", PAGE)
        got(fetch(site.at("/a"), session))

    def test_while_robots_rules_can_not_be_had_nothing_is_fetched(
        self, site: Site, session: Session, hours: Hours
    ) -> None:
        site.put("/robots.txt", "", status=503)
        site.put("/a", PAGE)
        found = refused(fetch(site.at("/a"), session))
        assert "robots.txt can't be had" in found.what
        assert found.again
        assert not site.paths()
        site.put("/robots.txt", "", "text/plain")
        hours.now += 700
        got(fetch(site.at("/a"), session))

    def test_rules_are_asked_for_again_after_a_day(self, site: Site, session: Session, hours: Hours) -> None:
        site.put("/a", PAGE)
        got(fetch(site.at("/a"), session))
        site.put("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
        got(fetch(site.at("/a"), session))
        hours.now += 86_401
        refused(fetch(site.at("/a"), session))

    def test_rules_with_many_wildcards_take_no_time(self, site: Site, session: Session) -> None:
        site.put("/robots.txt", f"User-agent: *\nDisallow: /{'*a' * 40}b\n", "text/plain")
        site.put(f"/{'a' * 900}", PAGE)
        got(fetch(site.at(f"/{'a' * 900}"), session))

    def test_what_is_known_of_hosts_does_not_grow_without_end(self, site: Site, session: Session, hours: Hours) -> None:
        session.private = frozenset({"*"})
        site.put("/a", PAGE)
        for number in range(HOSTS + 20):
            got(fetch(site.at("/a", f"h{number}.test"), session))
            hours.now += 2
        assert len(session.robots) <= HOSTS
        assert len(session.asked) <= HOSTS

    def test_an_endless_robots_file_is_read_to_its_limit(self, site: Site, session: Session) -> None:
        rules = b"User-agent: *\nDisallow: /inner\n" + b"# more\n" * 20
        site.endless("/robots.txt", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", rules)
        site.put("/a", PAGE)
        got(fetch(site.at("/a"), session))
        refused(fetch(site.at("/inner"), session))

    def test_a_host_is_left_a_second_between_requests(self, site: Site, session: Session, hours: Hours) -> None:
        site.put("/a", PAGE)
        for _ in range(3):
            got(fetch(site.at("/a"), session))
        assert hours.waited == pytest.approx([1.0, 1.0])

    def test_the_delay_that_a_host_asks_for_is_kept(self, site: Site, session: Session, hours: Hours) -> None:
        site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
        site.put("/a", PAGE)
        for _ in range(2):
            got(fetch(site.at("/a"), session))
        assert hours.waited == pytest.approx([7.0])

    def test_a_host_that_asks_for_an_hour_is_left_to_another_poll(self, site: Site, session: Session) -> None:
        site.put("/robots.txt", "User-agent: *\nCrawl-delay: 3600\n", "text/plain")
        site.put("/a", PAGE)
        got(fetch(site.at("/a"), session))
        found = refused(fetch(site.at("/a"), session))
        assert found.again
        assert found.after == pytest.approx(3600)
        assert site.paths() == ["/a"]


class TestTries:
    def test_what_passes_is_tried_again(self, site: Site, session: Session, hours: Hours) -> None:
        answers = iter([500, 503, 200])

        def page(asked: BaseHTTPRequestHandler) -> None:
            asked.send_response(next(answers))
            asked.send_header("Content-Length", str(len(PAGE)))
            asked.end_headers()
            asked.wfile.write(PAGE)

        site.pages["/a"] = page
        assert got(fetch(site.at("/a"), session)).data == PAGE
        assert sum(hours.waited) >= 3

    def test_what_the_server_asks_to_wait_is_waited(self, site: Site, session: Session, hours: Hours) -> None:
        site.put("/a", b"", status=429, Retry_After="30")
        found = refused(fetch(site.at("/a"), session))
        assert found.after == 30
        assert [one for one in hours.waited if one >= 30] == [30, 30]

    def test_a_long_wait_is_left_to_another_poll(self, site: Site, session: Session, hours: Hours) -> None:
        site.put("/a", b"", status=503, Retry_After="7200")
        assert refused(fetch(site.at("/a"), session)).after == 7200
        assert site.paths() == ["/a"]
        assert not hours.waited

    def test_the_wait_may_be_a_date(self) -> None:
        from datetime import UTC, datetime, timedelta

        now = datetime(2024, 5, 3, 10, tzinfo=UTC)
        at = format_datetime(now + timedelta(minutes=2), usegmt=True)
        assert wanted_wait({"retry-after": at}, now) == 120
        assert wanted_wait({"retry-after": format_datetime(now - timedelta(days=1), usegmt=True)}, now) == 0
        for odd in ("", "soon", "-5", "1e9", "9" * 400):
            assert (wanted_wait({"retry-after": odd}, now) or 0) <= 30 * 86_400


class TestWebhooks:
    def test_json_is_posted(self, site: Site, session: Session) -> None:
        site.put("/hook", b"", status=204)
        assert post(site.at("/hook"), {"documents": ["é"]}, session) is None
        assert site.posted == ['{"documents": ["é"]}'.encode()]

    def test_address_rules_apply(self, site: Site, session: Session) -> None:
        assert "loopback" in refused(post(site.at("/hook", "127.0.0.1"), {}, session)).what
        assert not site.posted

    def test_no_redirect_is_followed(self, site: Site, session: Session) -> None:
        site.move("/hook", "/other", 307)
        assert "307" in refused(post(site.at("/hook"), {}, session)).what
        assert len(site.posted) == 1


class TestCertificates:
    """A server with a certificate for news.test, made for the test."""

    @pytest.fixture
    def asked_for(self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
        openssl = shutil.which("openssl")
        if openssl is None:
            pytest.skip("no openssl here to make a certificate with")
        key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
        subject = ["-subj", "/CN=news.test", "-addext", "subjectAltName=DNS:news.test"]
        kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        made = [openssl, "req", *kind, *subject, "-keyout", key, "-out", certificate]
        subprocess.run(made, check=True, capture_output=True, timeout=60)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        names: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.sni_callback = lambda _, name, __: names.append(name)
        site.encrypt(context)
        return names

    def test_the_name_and_not_the_address_is_asked_for_and_checked(
        self, site: Site, session: Session, asked_for: list[str | None]
    ) -> None:
        site.put("/a", PAGE)
        assert got(fetch(site.at("/a").replace("http:", "https:"), session)).data == PAGE
        assert set(asked_for) == {"news.test"}
        assert site.asked[-1][1]["host"] == f"news.test:{site.port}"

    def test_a_certificate_for_another_name_is_refused(
        self, site: Site, session: Session, asked_for: list[str | None]
    ) -> None:
        session.private |= {"other.test"}
        site.put("/a", PAGE)
        found = refused(fetch(site.at("/a", "other.test").replace("http:", "https:"), session))
        assert "certificate" in found.what
        assert not site.asked
