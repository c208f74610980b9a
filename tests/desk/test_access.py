"""Who may read and write at the desk, and what it does against those who may not."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import httpx
import pytest
import sqlalchemy as sa
from tests.desk.doors import OUTSIDE, PROGRAM, desk
from tests.desk.guarded import HERE, PASSWORD, TOKEN, Desk, form_token, sign_in
from tests.reviewing.kept import SENT, id_of

from weighbridge.ledger import reviews, schema
from weighbridge.ledger.opening import writing
from weighbridge.ledger.people import remove_person, set_password, set_token

__all__ = ["desk"]

BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def own(tmp_path: Path) -> Desk:
    """A desk that a test may change."""
    return Desk(tmp_path / "ledger.sqlite")


# reading


@pytest.mark.parametrize("path", ["/review", "/reviews", "/api/queue", "/api/reviews", "/sign-in"])
def test_reading_is_open_on_this_computer(desk: Desk, path: str) -> None:
    assert desk.browser().get(path).status_code == 200
    assert desk.browser("::1", "http://[::1]:8700").get(path).status_code == 200


@pytest.mark.parametrize("path", ["/review", "/reviews", "/api/queue", "/api/openapi.json", "/", "/no-such-page"])
def test_from_elsewhere_reading_asks_for_a_person(desk: Desk, path: str) -> None:
    answer = desk.browser(OUTSIDE).get(path, headers=PROGRAM)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "detail" in answer.json()


def test_from_elsewhere_a_browser_is_led_to_sign_in_and_back(desk: Desk) -> None:
    browser = desk.browser(OUTSIDE)
    answer = browser.get("/review?supplier=IR&offset=0")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Freview%3Fsupplier%3DIR%26offset%3D0"
    shown = browser.get(answer.headers["location"])
    assert "unprotected connection" in shown.text
    done = browser.post(
        "/sign-in",
        data={
            "token": form_token(shown),
            "name": "Ada Vane",
            "password": PASSWORD,
            "next": "/review?supplier=IR&offset=0",
        },
    )
    assert done.headers["location"] == "/review?supplier=IR&offset=0"
    assert browser.get("/review").status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        {"x-forwarded-for": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"x-real-ip": "127.0.0.1"},
        {"via": "1.1 proxy"},
    ],
)
def test_behind_a_proxy_that_was_not_named_nothing_is_of_this_computer(desk: Desk, header: dict[str, str]) -> None:
    assert desk.browser().get("/api/queue", headers=header).status_code == 401
    assert desk.browser(OUTSIDE).get("/api/queue", headers=header).status_code == 401


def test_a_named_proxy_is_believed_and_makes_nobody_local(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", proxies="127.0.0.1", hosts="desk.example")
    browser = desk.browser(base="http://desk.example")
    browser.headers["origin"] = "https://desk.example"
    proxied = {"x-forwarded-for": f"127.0.0.1, {OUTSIDE}", "x-forwarded-proto": "https"}
    browser.headers.update(proxied)
    assert browser.get("/api/queue").status_code == 401
    shown = browser.get("/sign-in")
    before = re.search(r"(__Host-weighbridge_form)=([^;]+); .*Secure", shown.headers["set-cookie"])
    assert before is not None
    browser.cookies.clear()
    browser.headers["cookie"] = f"{before[1]}={before[2]}"
    done = browser.post("/sign-in", data={"token": form_token(shown), "name": "Ada Vane", "password": PASSWORD})
    session = re.search(
        r"(__Host-weighbridge=[^;]+); HttpOnly; Max-Age=43200; Path=/; SameSite=strict; Secure", str(done.headers)
    )
    assert session is not None, done.headers
    browser.cookies.clear()
    browser.headers["cookie"] = session[1]
    assert browser.get("/api/queue").status_code == 200
    direct = desk.browser()
    assert direct.get("/api/queue").status_code == 401, "what comes from the proxy is never local"


def test_no_other_name_is_answered(desk: Desk) -> None:
    """A stranger's page can have its own name point to this computer."""
    for host in ("evil.example", "evil.example:8700", "127.0.0.1.evil.example", "a b", ""):
        answer = desk.browser().get("/api/queue", headers={"host": host})
        assert answer.status_code in (400, 421), host
    assert desk.browser().get("/api/queue", headers={"host": "localhost:8700"}).status_code == 200


def test_names_can_be_set(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", host="0.0.0.0", hosts="desk.example, Other.example")
    for host, status in (("desk.example", 401), ("other.example:443", 401), ("evil.example", 421)):
        assert desk.browser(OUTSIDE).get("/api/queue", headers={"host": host}).status_code == status


def test_on_all_addresses_a_foreign_name_is_not_open_to_this_computer(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", host="0.0.0.0")
    assert desk.browser().get("/api/queue").status_code == 200
    assert desk.browser().get("/api/queue", headers={"host": "evil.example"}).status_code == 401


# tokens


def test_a_token_opens_reading_and_writing_from_anywhere(own: Desk) -> None:
    key = id_of(own.ledger, SENT)
    for address in ("127.0.0.1", OUTSIDE):
        program = own.browser(address)
        del program.headers["origin"]
        assert program.get("/api/queue", headers=BEARER).status_code == 200
        answer = program.post(
            f"/api/review/{key}", headers=BEARER, json={"verdict": "accept", "reason": f"read at {address}"}
        )
        assert answer.status_code == 201, answer.text
    assert [(one.name, one.way) for one in reviews(own.ledger, key)] == [("Ada Vane", "token")] * 2


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", f"Basic {TOKEN}", TOKEN])
def test_a_wrong_token_opens_nothing_not_even_here(desk: Desk, header: str) -> None:
    answer = desk.browser("127.0.0.3").get("/api/queue", headers={"authorization": header})
    assert answer.status_code == 401
    assert TOKEN not in answer.text


def test_a_token_that_was_taken_away_opens_nothing(own: Desk) -> None:
    program = own.browser(OUTSIDE)
    assert program.get("/api/queue", headers=BEARER).status_code == 200
    set_token(own.ledger, "Ada Vane", None)
    assert program.get("/api/queue", headers=BEARER).status_code == 401


# sessions


def test_the_cookie_is_for_the_desk_alone_and_the_page_is_kept_nowhere(own: Desk) -> None:
    browser = own.browser()
    answer = sign_in(browser)
    cookie = answer.headers.get_list("set-cookie")[0]
    assert re.fullmatch(r"weighbridge=[\w-]{43}; HttpOnly; Max-Age=43200; Path=/; SameSite=strict", cookie)
    shown = browser.get("/review")
    assert "Ada Vane" in shown.text
    assert shown.headers["cache-control"] == "no-store"


def test_each_sign_in_is_another_session_and_ends_the_one_before(own: Desk) -> None:
    browser = own.browser(OUTSIDE)
    sign_in(browser)
    first = browser.cookies["weighbridge"]
    browser.cookies.delete("weighbridge")
    shown = browser.get("/sign-in")
    browser.cookies.set("weighbridge", first, domain="127.0.0.1")
    data = {"token": form_token(shown), "name": "Ada Vane", "password": PASSWORD}
    second = browser.post("/sign-in", data=data).headers.get_list("set-cookie")[0].split(";")[0].split("=")[1]
    assert second != first
    for secret, status in ((first, 401), (second, 200)):
        other = own.browser(OUTSIDE)
        other.cookies.set("weighbridge", secret)
        assert other.get("/api/queue").status_code == status


def test_signing_out_ends_the_session_for_whoever_has_its_cookie(own: Desk) -> None:
    browser = own.signed_in(address=OUTSIDE)
    secret = browser.cookies["weighbridge"]
    token = form_token(browser.get("/review"))
    assert browser.post("/sign-out", data={"token": token}).status_code == 303
    browser.cookies.clear()
    browser.cookies.set("weighbridge", secret)
    assert browser.get("/api/queue").status_code == 401


def test_a_session_ends_by_itself(own: Desk) -> None:
    browser = own.signed_in(address=OUTSIDE)
    assert browser.get("/api/queue").status_code == 200
    with writing(own.ledger) as connection:
        connection.execute(sa.update(schema.sessions).values(expires=int(time.time())))
    assert browser.get("/api/queue").status_code == 401


def test_removal_and_another_password_end_sessions(own: Desk) -> None:
    ada, bo = own.signed_in("Ada Vane", OUTSIDE), own.signed_in("Bo Lind", OUTSIDE)
    set_password(own.ledger, "Ada Vane", "other hash")
    remove_person(own.ledger, "Bo Lind")
    assert [one.get("/api/queue").status_code for one in (ada, bo)] == [401, 401]
    assert sign_in(own.browser(OUTSIDE), "Bo Lind").status_code == 401


def test_only_hashes_are_kept(own: Desk) -> None:
    browser = own.signed_in()
    with own.ledger.engine.connect() as connection:
        rows = [connection.execute(sa.select(table)).all() for table in (schema.people, schema.sessions)]
    assert rows[1]
    for secret in (PASSWORD, TOKEN, browser.cookies["weighbridge"]):
        assert secret not in str(rows)


# forms


def test_writing_asks_for_a_person_even_here(desk: Desk) -> None:
    key = id_of(desk.ledger, SENT)
    assert desk.browser().post(f"/review/{key}", data={"verdict": "reject"}).status_code == 401
    assert desk.browser().post(f"/api/review/{key}", json={"verdict": "reject"}).status_code == 401
    assert desk.browser().delete("/review").status_code == 401
    assert not reviews(desk.ledger, key)


def test_a_form_that_no_page_of_ours_sent_is_refused(own: Desk) -> None:
    key = id_of(own.ledger, SENT)
    browser, other = own.signed_in("Ada Vane"), own.signed_in("Bo Lind")
    token, others = (form_token(one.get(f"/review/{key}")) for one in (browser, other))
    good = {"token": token, "verdict": "reject", "reason": "no", "action": "save"}
    refused: list[tuple[dict[str, str], dict[str, str]]] = [
        ({**good, "token": ""}, {}),
        ({**good, "token": others}, {}),
        ({**good, "token": token[:-1] + ("0" if token[-1] != "0" else "1")}, {}),
        (good, {"origin": "http://evil.example"}),
        (good, {"origin": "https://127.0.0.1:8700"}),
        (good, {"origin": "http://127.0.0.1:8701"}),
        (good, {"origin": "null"}),
        (good, {"origin": "null", "sec-fetch-site": "cross-site"}),
        (good, {"origin": HERE, "content-type": "text/plain"}),
    ]
    for data, headers in refused:
        answer = browser.post(f"/review/{key}", data=data, headers=headers)
        assert answer.status_code == 403, (data, headers)
    del browser.headers["origin"]
    for headers in ({}, {"sec-fetch-site": "cross-site"}, {"referer": "http://evil.example/" + HERE}):
        assert browser.post(f"/review/{key}", data=good, headers=headers).status_code == 403
    assert not reviews(own.ledger, key)
    assert browser.post(f"/review/{key}", data=good, headers={"referer": f"{HERE}/review"}).status_code == 200
    assert len(reviews(own.ledger, key)) == 1


def test_a_session_writes_json_only_with_the_token_of_its_forms(own: Desk) -> None:
    key = id_of(own.ledger, SENT)
    browser = own.signed_in()
    said = {"verdict": "accept", "reason": "so it is"}
    assert browser.post(f"/api/review/{key}", json=said).status_code == 403
    token = form_token(browser.get(f"/review/{key}"))
    assert browser.post(f"/api/review/{key}", json=said, headers={"x-form-token": token}).status_code == 201


def test_nobody_is_signed_in_by_a_form_of_others(desk: Desk) -> None:
    browser = desk.browser("127.0.0.4")
    data = {"name": "Ada Vane", "password": PASSWORD}
    assert browser.post("/sign-in", data=data).status_code == 403
    token = form_token(desk.browser().get("/sign-in"))
    browser.get("/sign-in")
    assert browser.post("/sign-in", data={**data, "token": token}).status_code == 403
    own = form_token(browser.get("/sign-in"))
    headers = {"origin": "http://evil.example"}
    assert browser.post("/sign-in", data={**data, "token": own}, headers=headers).status_code == 403
    assert browser.post("/sign-in", data={**data, "token": own}).status_code == 303


# a real server


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Desk, list[str]]]:
    """The command ``desk`` on a free port: its address, its ledger, and what it says on both outputs."""
    path = tmp_path / "served.sqlite"
    desk = Desk(path)
    command = [sys.executable, "-m", "weighbridge", "desk", "--port", "0", "--ledger", str(path)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "WEIGHBRIDGE_DESK_SECONDS": "1", "WEIGHBRIDGE_DESK_BODY": "5000"},
    )
    assert process.stdout is not None
    stdout = process.stdout
    lines: list[str] = []
    address: Queue[str] = Queue()

    def listen() -> None:
        for line in stdout:
            lines.append(line)
            found = re.search(r"http://[\d.]+:\d+", line)
            if found:
                address.put(found[0])

    reader = Thread(target=listen, daemon=True)
    reader.start()
    try:
        yield address.get(timeout=60), desk, lines
    finally:
        process.terminate()
        process.wait(30)
        reader.join(30)


def test_a_real_server_signs_in_keeps_a_review_and_tells_no_secret(served: tuple[str, Desk, list[str]]) -> None:
    address, desk, lines = served
    key = id_of(desk.ledger, SENT)
    with httpx.Client(base_url=address, headers={"accept": "text/html", "origin": address}, timeout=30) as browser:
        assert browser.get("/review").status_code == 200
        token = form_token(browser.get("/sign-in"))
        data = {"token": token, "name": "Ada Vane", "password": PASSWORD, "next": f"/review/{key}"}
        assert browser.post("/sign-in", data={**data, "password": "a wrong long word"}).status_code == 401
        done = browser.post("/sign-in", data=data)
        assert done.headers["location"] == f"/review/{key}"
        form = {"token": form_token(browser.get(f"/review/{key}")), "verdict": "reject", "action": "save"}
        assert browser.post(f"/review/{key}", data={**form, "reason": "no such thing"}).status_code == 200
        secret = browser.cookies["weighbridge"]
        program = httpx.post(
            f"{address}/api/review/{key}", headers=BEARER, json={"verdict": "accept", "reason": "it does"}, timeout=30
        )
        assert program.status_code == 201
        assert httpx.get(f"{address}/api/queue", headers={"authorization": "Bearer wb_guessed"}).status_code == 401
        assert browser.post("/review/" + key, data={"token": "x" * 6000}).status_code == 413
    assert [(one.name, one.way) for one in reviews(desk.ledger, key)] == [
        ("Ada Vane", "session"),
        ("Ada Vane", "token"),
    ]
    said = "".join(lines)
    for hidden in (PASSWORD, TOKEN, secret, "wb_guessed", "a wrong long word"):
        assert hidden not in said


def test_a_request_that_does_not_arrive_is_let_go(served: tuple[str, Desk, list[str]]) -> None:
    address, _, _ = served
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        head = f"POST /sign-in HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 100\r\n\r\nname="
        line.sendall(head.encode())
        assert b" 408 " in line.recv(1000).split(b"\r\n")[0]


def test_another_loopback_address_of_this_computer_is_served_by_its_name_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", host="127.0.0.2", hosts="127.0.0.2")
    assert desk.browser("127.0.0.2", "http://127.0.0.2:8700").get("/api/queue").status_code == 200
    assert desk.browser("127.0.0.2", "http://127.0.0.9:8700").get("/api/queue").status_code == 421
