"""What fetching promises: what stands at an address, after redirects and tries, or the reason why there is nothing."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

from tests.fetching.conftest import PAGE, Hours, Site, got, refused

from weighbridge.fetching import Session, fetch, post
from weighbridge.fetching.session import Known


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
