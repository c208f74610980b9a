"""What fetching promises to hosts: their robots rules are obeyed, and they are left in peace between requests."""

from __future__ import annotations

import pytest
from tests.fetching.conftest import PAGE, Hours, Site, got, refused

from weighbridge.fetching import Session, fetch
from weighbridge.fetching.robots import HOSTS


def test_robots_rules_are_obeyed_and_asked_for_once(site: Site, session: Session) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /inner\n", "text/plain")
    site.put("/inner/a", PAGE)
    site.put("/a", PAGE)
    assert "robots.txt" in refused(fetch(site.at("/inner/a"), session)).what
    got(fetch(site.at("/a"), session))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]


def test_rules_for_the_program_go_before_those_for_all(site: Site, session: Session) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: weighbridge\nAllow: /\n", "text/plain")
    site.put("/a", PAGE)
    got(fetch(site.at("/a"), session))


def test_a_redirect_to_what_robots_rules_forbid(site: Site, session: Session) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /inner\n", "text/plain")
    site.move("/a", "/inner/a")
    site.put("/inner/a", PAGE)
    assert "robots.txt" in refused(fetch(site.at("/a"), session)).what
    assert site.paths() == ["/a"]


def test_without_robots_rules_all_is_allowed(site: Site, session: Session) -> None:
    site.put("/robots.txt", "", status=403)
    site.put("/a", PAGE)
    got(fetch(site.at("/a"), session))


def test_while_robots_rules_can_not_be_had_nothing_is_fetched(site: Site, session: Session, hours: Hours) -> None:
    site.put("/robots.txt", "", status=503)
    site.put("/a", PAGE)
    found = refused(fetch(site.at("/a"), session))
    assert "robots.txt can't be had" in found.what
    assert found.again
    assert not site.paths()
    site.put("/robots.txt", "", "text/plain")
    hours.now += 700
    got(fetch(site.at("/a"), session))


def test_rules_are_asked_for_again_after_a_day(site: Site, session: Session, hours: Hours) -> None:
    site.put("/a", PAGE)
    got(fetch(site.at("/a"), session))
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    got(fetch(site.at("/a"), session))
    hours.now += 86_401
    refused(fetch(site.at("/a"), session))


def test_rules_with_many_wildcards_take_no_time(site: Site, session: Session) -> None:
    site.put("/robots.txt", f"User-agent: *\nDisallow: /{'*a' * 40}b\n", "text/plain")
    site.put(f"/{'a' * 900}", PAGE)
    got(fetch(site.at(f"/{'a' * 900}"), session))


def test_what_is_known_of_hosts_does_not_grow_without_end(site: Site, session: Session, hours: Hours) -> None:
    session.private = frozenset({"*"})
    site.put("/a", PAGE)
    for number in range(HOSTS + 20):
        got(fetch(site.at("/a", f"h{number}.test"), session))
        hours.now += 2
    assert len(session.robots) <= HOSTS
    assert len(session.asked) <= HOSTS


def test_an_endless_robots_file_is_read_to_its_limit(site: Site, session: Session) -> None:
    rules = b"User-agent: *\nDisallow: /inner\n" + b"# more\n" * 20
    site.endless("/robots.txt", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", rules)
    site.put("/a", PAGE)
    got(fetch(site.at("/a"), session))
    refused(fetch(site.at("/inner"), session))


def test_a_host_is_left_a_second_between_requests(site: Site, session: Session, hours: Hours) -> None:
    site.put("/a", PAGE)
    for _ in range(3):
        got(fetch(site.at("/a"), session))
    assert hours.waited == pytest.approx([1.0, 1.0])


def test_the_delay_that_a_host_asks_for_is_kept(site: Site, session: Session, hours: Hours) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    site.put("/a", PAGE)
    for _ in range(2):
        got(fetch(site.at("/a"), session))
    assert hours.waited == pytest.approx([7.0])


def test_a_host_that_asks_for_an_hour_is_left_to_another_poll(site: Site, session: Session) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 3600\n", "text/plain")
    site.put("/a", PAGE)
    got(fetch(site.at("/a"), session))
    found = refused(fetch(site.at("/a"), session))
    assert found.again
    assert found.after == pytest.approx(3600)
    assert site.paths() == ["/a"]
