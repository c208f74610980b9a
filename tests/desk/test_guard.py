"""What the desk does against those who would harm it: bounds, headers, names, made-up tokens."""

from __future__ import annotations

import asyncio
import json
import re
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message
from tests.desk.desks import made, served
from tests.desk.doors import OUTSIDE, PROGRAM, desk
from tests.desk.guarded import HERE, Desk, form_token, sign_in
from tests.reviewing.kept import SENT, id_of

from weighbridge.desk.access import (
    block_of,
    form_token_fits,
    host_name,
    inside,
    peer_of,
)
from weighbridge.desk.guarding_body import LET_COME, BodyError, body_of
from weighbridge.desk.guarding_limits import MOST_ASKERS, Bucket

__all__ = ["desk"]


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil", "review"])
def test_after_signing_in_nobody_is_led_elsewhere(desk: Desk, target: str) -> None:
    assert sign_in(desk.browser("127.0.0.5"), next=target).headers["location"] == "/"


# limits


def test_who_does_not_know_a_password_is_stopped_and_others_are_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", sign_ins=3)
    browser = desk.browser(OUTSIDE)
    for _ in range(3):
        assert sign_in(browser, password="a wrong long word").status_code == 401
    stopped = sign_in(browser)
    assert stopped.status_code == 429
    assert int(stopped.headers["retry-after"]) > 60
    assert browser.get("/api/queue", headers={"authorization": "Bearer x"}).status_code == 429
    assert sign_in(desk.browser("198.51.100.8")).status_code == 303
    for _ in range(4):
        assert sign_in(desk.browser("198.51.100.9")).status_code == 303, "what succeeds is not counted"


def test_who_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", requests=5)
    browser = desk.browser("2001:db8::1")
    statuses = [browser.get("/sign-in").status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    answer = desk.browser("2001:db8::ffff").get("/sign-in", headers=PROGRAM)
    assert answer.status_code == 429, "a network of one asker"
    assert 1 <= int(answer.headers["retry-after"]) <= 13
    assert desk.browser("2001:db8:0:1::1").get("/sign-in").status_code == 200
    assert [desk.browser().get("/sign-in").status_code for _ in range(8)] == [200] * 8, "here nobody counts"


def test_a_large_request_is_refused_before_it_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", body=10_000)
    browser = desk.signed_in()
    key = id_of(desk.ledger, SENT)
    token = form_token(browser.get(f"/review/{key}"))
    answer = browser.post(f"/review/{key}", data={"token": token, "reason": "x" * 20_000})
    assert answer.status_code == 413
    assert "larger than 10000 bytes" in answer.text
    many = "&".join(f"f{number}=1" for number in range(200))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert browser.post(f"/review/{key}", content=many, headers=form).status_code == 400


def test_whoever_sends_all_before_reading_learns_why_it_was_refused(tmp_path: Path) -> None:
    with served(made(tmp_path / "ledger.sqlite")) as address:
        # urllib has the connection closed after the answer, which cuts off what is still on its way
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{address}/match/default", data=b"x" * 30_000_000), timeout=60)
        assert refused.value.code == 413
        assert "larger than 1000000 bytes" in json.load(refused.value)["detail"]


@pytest.mark.parametrize("pause", [0.0, 30.0], ids=["endless", "unfinished"])
def test_what_is_too_large_is_not_waited_for_without_end(pause: float) -> None:
    received = 0

    async def receive() -> Message:
        nonlocal received
        await asyncio.sleep(pause if received else 0.0)
        received += 1
        return {"type": "http.request", "body": bytes(1_000_000), "more_body": True}

    with pytest.raises(BodyError, match="larger than 10 bytes") as refused:
        asyncio.run(body_of(receive, 10, 0.05 if pause else 60.0))
    assert refused.value.status == 413
    assert received == (1 if pause else LET_COME // 1_000_000 + 1)


def test_a_name_is_not_told_apart_from_a_password(desk: Desk) -> None:
    """The same words, and the same time: a check of a password is slow on purpose."""
    found: dict[str, tuple[int, str | None, float]] = {}
    for name in ("Ada Vane", "Nobody Known", "\x1b[31m"):
        browser = desk.browser("198.51.100.20" if name == "Ada Vane" else "198.51.100.21")
        took = []
        for _ in range(3):
            shown = browser.get("/sign-in")
            start = time.perf_counter()
            data = {"token": form_token(shown), "name": name, "password": "a wrong long word"}
            answer = browser.post("/sign-in", data=data)
            took.append(time.perf_counter() - start)
        fault = re.search(r'role="alert">([^<]*)<', answer.text)
        found[name] = (answer.status_code, fault[1] if fault else None, min(took))
    assert {one[:2] for one in found.values()} == {(401, "name or password are not right")}
    known = found["Ada Vane"][2]
    assert all(took > known / 3 for _, _, took in found.values())


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from("ab")), max_size=200))
def test_never_more_drops_than_there_were_and_came(steps: list[tuple[float, str]]) -> None:
    now = 0.0
    bucket = Bucket(5, 60, clock=lambda: now)
    taken = {"a": 0, "b": 0}
    for pause, asker in steps:
        now += pause
        wait = bucket.take(asker)
        assert 0 <= wait <= 12.01
        taken[asker] += not wait
        assert taken[asker] <= 5 + now * 5 / 60 + 0.001


def test_askers_that_are_remembered_are_bounded() -> None:
    bucket = Bucket(1, 60, clock=lambda: 0.0)
    for number in range(MOST_ASKERS + 500):
        assert not bucket.take(str(number))
    assert len(bucket._levels) == MOST_ASKERS
    assert bucket.take(str(MOST_ASKERS + 499)) > 0


# headers


@pytest.mark.parametrize(
    "path", ["/review", "/static/review.css", "/sign-in", "/no-such-page", "/api/queue", "/review/x"]
)
@pytest.mark.parametrize("address", ["127.0.0.1", OUTSIDE])
def test_every_answer_tells_the_browser_what_it_may_not(desk: Desk, path: str, address: str) -> None:
    headers = desk.browser(address).get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_pages_hold_nothing_that_the_policy_forbids(desk: Desk) -> None:
    key = id_of(desk.ledger, SENT)
    browser = desk.signed_in()
    for path in ("/review", "/reviews", f"/review/{key}", "/sign-in"):
        text = browser.get(path).text
        assert not re.search(r"<style|style=|<script(?![^>]* src=\"/static/)| on\w+=|javascript:", text), path


# pure parts


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("127.0.0.1:8700", "127.0.0.1"),
        ("LocalHost", "localhost"),
        ("[::1]:8700", "::1"),
        ("[::1]", "::1"),
        ("", None),
        ("a b", None),
        ("desk.example:x", None),
        ("desk.example/path", None),
        ("user@desk.example", None),
        ("[desk.example]", None),
        ("[::1", None),
    ],
)
def test_the_name_in_a_host_header(header: str, name: str | None) -> None:
    assert host_name(header) == name


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8::7", "2001:db8::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "unknown"),
    ],
)
def test_what_counts_as_one_asker(address: str, block: str) -> None:
    assert block_of(address) == block


@given(st.text(max_size=60))
def test_a_target_stays_inside(target: str) -> None:
    found = inside(target)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert httpx.URL(HERE).join(found).host == "127.0.0.1"


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_made_up_form_token_fits(cookie: str, given_token: str) -> None:
    assert not form_token_fits(cookie, given_token)


@given(st.ip_addresses().map(str), st.sampled_from(["x-forwarded-for", "forwarded", "via", "x-real-ip"]), st.text())
def test_a_header_makes_nobody_local(address: str, header: str, value: str) -> None:
    host = "127.0.0.1"
    bare = peer_of(address, "http", host, {}, ())
    told = peer_of(address, "http", host, {header: value}, ())
    assert told.address == address
    assert not (told.local and not bare.local)
    assert not told.secure
