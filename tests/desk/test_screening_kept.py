"""Who may screen at the desk, what is kept of it, and what a person allows."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from tests.desk.desks import tree, words
from tests.desk.guarded import HERE, PAGE, TOKEN, Desk, form_token
from tests.desk.listed import CUSTOMERS, both
from tests.desk.screened import LISTED, NOBODY, NOW, desk, fresh, kept_files, path_of, screened, send, verdict
from tests.program import ran
from tests.reviewing.kept import run

from weighbridge import __version__
from weighbridge.desk.app import application
from weighbridge.desk.settings import Settings

__all__ = ["desk"]

LATER = (NOW + timedelta(days=30)).date().isoformat()
BEFORE = (NOW - timedelta(days=1)).date().isoformat()


# who may


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site", "origin": ""}],
    ids=["other", "null", "cross"],
)
def test_a_page_of_others_can_not_send_it(desk: Desk, headers: dict[str, str]) -> None:
    browser = desk.browser()
    assert send(browser, LISTED, **headers).status_code == 403


def test_a_form_of_another_session_is_refused(desk: Desk) -> None:
    browser, other = desk.browser(), desk.browser()
    token = form_token(other.get("/screen"))
    browser.get("/screen")
    assert browser.post("/screen", data={"token": token, **LISTED}).status_code == 403
    assert browser.post("/screen", data=LISTED).status_code == 403


def test_from_elsewhere_one_has_to_sign_in(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", host="0.0.0.0")
    fresh(desk)
    browser = desk.browser("198.51.100.7")
    for path in ("/screen", "/screenings", "/allowed", "/listed/harbour/harbour-1"):
        assert browser.get(path).headers["location"].startswith("/sign-in"), path
    assert browser.post("/screen", data=LISTED).status_code == 401
    assert browser.post("/api/screen", json={}).status_code == 401
    answer = browser.post("/api/screen", json={}, headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.json()["kept"]


# what is kept


def test_the_decision_of_somebody_who_signed_in_is_kept_and_replayed_to_the_byte(desk: Desk) -> None:
    browser = desk.signed_in()
    answer = send(browser, {**LISTED, "reference": "SO-1"})
    assert answer.status_code == 303
    place = answer.headers["location"]
    reference = place.rsplit("/", 1)[1]
    page = tree(browser.get(place))
    assert verdict(page) == "■ stop"
    assert reference in words(page)
    record = browser.get(f"/api{place}").json()
    assert record.pop("kept")
    done = ran(
        ["screen", "--replay", reference, "--json"] + ["--ledger", str(path_of(desk))],
        text=True,
    )
    assert json.loads(done.stdout) == record
    assert "the same to the byte" in done.stderr
    again = send(browser, {**LISTED, "reference": "SO-1"})
    assert again.headers["location"] == place, "the same order on the same ground is one decision"


def test_past_decisions_are_for_people_who_signed_in(desk: Desk) -> None:
    browser = desk.signed_in()
    place = send(browser, {**LISTED, "reference": "SO-1"}).headers["location"]
    send(browser, NOBODY)
    listed = tree(browser.get("/screenings"))
    said = words(listed)
    assert "2 decisions" in said
    assert "desk: Ada Vane" in said
    reference = place.rsplit("/", 1)[1]
    assert browser.get("/screenings", params={"reference": reference[:10]}).headers["location"].endswith(reference[:10])
    assert browser.get(f"/screenings/{reference[:10]}").status_code == 200
    assert browser.get("/screenings/0000000000").status_code == 404
    assert browser.get("/screenings/..%2f..%2fetc").status_code == 404
    nobody = desk.browser()
    for path in ("/screenings", place):
        assert nobody.get(path).headers["location"].startswith("/sign-in?next=%2Fscreenings")
    assert nobody.get(f"/api{place}").status_code == 401


def test_a_past_decision_leads_to_the_entry_as_it_was_then(desk: Desk) -> None:
    browser = desk.signed_in()
    place = send(browser, LISTED).headers["location"]
    fresh(desk, CUSTOMERS.replace("4 Quay Road", "5 Quay Road"))
    [link] = set(tree(browser.get(place)).xpath("//a[starts-with(@href, '/listed/')]/@href"))
    then = words(tree(browser.get(link)))
    assert "4 Quay Road" in then
    assert "older version of the list" in then
    assert f"Weighbridge {__version__}." in then, "the foot tells the version of the program, not of the list"
    assert browser.get(link.split("?")[0] + "?version=ffffffffffff").status_code == 404
    assert browser.get("/listed/harbour/nobody").status_code == 404
    assert browser.get("/listed/nowhere/harbour-1").status_code == 404


def test_decisions_of_the_command_stand_at_the_desk_too(desk: Desk) -> None:
    done = run(path_of(desk), "screen", "--party", "Tidewater Gyroscope Works", "--quick", "--json")
    reference = json.loads(done.stdout.splitlines()[0])["reference"]
    browser = desk.signed_in()
    assert reference in browser.get("/screenings").text
    assert verdict(tree(browser.get(f"/screenings/{reference}"))) == "■ stop"


def test_a_desk_of_a_past_day_screens_against_the_lists_of_that_day(tmp_path: Path) -> None:
    first = Desk(tmp_path / "ledger.sqlite")
    both(path_of(first))
    early = Settings(ledger=str(path_of(first)), as_of="2026-01-04")
    later = Settings(ledger=str(path_of(first)), as_of="2026-01-06")
    for settings, answer, said in ((early, "▲ review", "no list in force"), (later, "■ stop", "as of 2026-01-06")):
        app = application(settings)
        browser = TestClient(app, HERE, client=("127.0.0.1", 50000), headers={**PAGE, "origin": HERE})
        page = screened(browser, LISTED)
        assert verdict(page) == answer
        assert said in words(page)


def test_a_table_of_owners_is_asked(tmp_path: Path) -> None:
    table = tmp_path / "owners.csv"
    desk = Desk(tmp_path / "ledger.sqlite", holdings=table)
    fresh(desk)
    browser = desk.browser()
    missing = send(browser, NOBODY)
    assert missing.status_code == 503
    assert "WEIGHBRIDGE_HOLDINGS" in missing.text
    table.write_text("owner,asset,percentage,source\nTidewater Gyroscope Works,Quiet Meadow Dairy,60,register\n")
    page = screened(browser, NOBODY)
    assert verdict(page) != "○ clear"
    assert "60" in words(page)
    assert "Tidewater Gyroscope Works" in words(page)


def test_a_decision_that_can_not_be_kept_is_told(desk: Desk) -> None:
    browser = desk.signed_in()
    there = path_of(desk).with_suffix(".screening")
    there.write_text("in the way")
    answer = send(browser, LISTED)
    assert answer.status_code == 503
    assert "what was decided can&#39;t be read" in answer.text
    there.unlink()
    there.mkdir()
    (there / "records").write_text("in the way")
    answer = send(browser, LISTED)
    assert answer.status_code == 503
    assert "the decision can&#39;t be kept" in answer.text


def test_a_setting_keeps_the_decisions_of_everybody_here(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite", keep_screenings=True)
    fresh(desk)
    page = screened(desk.browser(), LISTED)
    assert verdict(page) == "■ stop"
    assert kept_files(desk)
    assert "somebody on this computer" in desk.signed_in().get("/screenings").text


# what a person allows


def allow(browser: TestClient, place: str, **fields: str) -> Response:
    page = tree(browser.get(place))
    [form] = page.xpath("//form[contains(@action, '/allow')]")
    hidden = {one.get("name"): one.get("value") for one in form.xpath(".//input[@type='hidden']")}
    return browser.post(form.get("action"), data={**hidden, **fields})


def test_an_allowed_pair_is_a_note_until_it_ends(desk: Desk) -> None:
    browser = desk.signed_in()
    order = {**NOBODY, "buyer name": "Blue Lantern Forwarding", "buyer country": "", "end-user name": "Dairy"}
    place = send(browser, order).headers["location"]
    assert verdict(tree(browser.get(place))) != "○ clear"
    assert allow(browser, place, reason="", until=LATER).status_code == 422
    assert "--until" in allow(browser, place, reason="another firm", until=BEFORE).text
    assert allow(browser, place, reason="another firm", until="whenever").status_code == 422
    kept = allow(browser, place, reason="another firm, register checked", until=LATER)
    assert kept.headers["location"] == "/allowed"
    said = words(tree(browser.get("/allowed")))
    assert "another firm, register checked" in said
    assert "Ada Vane" in said
    assert LATER in said
    page = screened(browser, order)
    assert verdict(page) == "○ clear"
    assert f"allowed until {LATER} by Ada Vane" in words(page)
    [form] = tree(browser.get("/allowed")).xpath("//form[contains(@action, '/end')]")
    token = form.xpath(".//input[@name='token']/@value")[0]
    assert browser.post(form.get("action"), data={"token": token, "reason": ""}).status_code == 422
    ended = browser.post(form.get("action"), data={"token": token, "reason": "they are one after all"})
    assert ended.status_code == 303
    assert verdict(screened(browser, order)) != "○ clear"


def test_an_allowance_ends_when_the_entry_changes(desk: Desk) -> None:
    browser = desk.signed_in()
    order = {**NOBODY, "buyer name": "Blue Lantern Forwarding", "buyer country": "", "end-user name": "Dairy"}
    place = send(browser, order).headers["location"]
    assert allow(browser, place, reason="another firm", until=LATER).status_code == 303
    assert verdict(screened(browser, order)) == "○ clear"
    fresh(desk, CUSTOMERS.replace("9 Customs Street", "11 Customs Street"))
    page = screened(browser, order)
    for _ in range(200):
        if verdict(page) != "○ clear":
            break
        page = screened(browser, order)
    assert verdict(page) != "○ clear"
    assert "the entry has changed since" in words(page)


def test_only_who_signed_in_may_allow(desk: Desk) -> None:
    place = send(desk.signed_in(), LISTED).headers["location"]
    nobody = desk.browser()
    answer = nobody.post(f"{place}/allow", data={"listed": "harbour/harbour-1", "reason": "x", "until": LATER})
    assert answer.status_code == 401
    assert not re.search(r"They are two", nobody.get("/allowed").text)
    foreign = desk.signed_in("Bo Lind")
    foreign.headers["origin"] = "https://evil.example"
    assert foreign.post(f"{place}/allow", data={"reason": "x", "until": LATER}).status_code == 403


# the same as JSON


def test_json_in_json_out(desk: Desk) -> None:
    order = {
        "reference": "SO-9",
        "parties": [{"role": "buyer", "name": "Tidewater Gyroscope Works", "country": "Russia", "founded": ["1994"]}],
        "goods": [{"goods": "MEMS gyroscopes", "hs": "9014.20"}],
        "route": {"route": ["de", "tr"], "destination": "Armenia"},
        "facts": {"payment": "cash", "other_customers": False},
        "told": {"packaging fits": "no"},
    }
    answer = desk.browser().post("/api/screen", json=order)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["answer"] == "stop"
    assert not found["kept"]
    assert {one["kind"] for one in found["findings"]} >= {"party", "goods", "flag"}
    assert found["order"]["route"]["countries"] == ["de", "tr", "am"]
    assert all(line["reasons"] for line in found["lines"])
    assert kept_files(desk) == []


@pytest.mark.parametrize(
    ("order", "status"),
    [
        ({"parties": [{"role": "emperor", "name": "X"}]}, 422),
        ({"parties": [{"role": "buyer"}]}, 422),
        ({"parties": [{"role": "buyer", "name": "X", "country": "Atlantis"}]}, 409),
        ({"surprise": 1}, 422),
        ([], 422),
    ],
    ids=["role", "nameless", "country", "field", "list"],
)
def test_an_order_that_can_not_be_is_told(desk: Desk, order: object, status: int) -> None:
    answer = desk.browser().post("/api/screen", json=order)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_no_page_of_others_gets_an_answer(desk: Desk) -> None:
    browser = desk.browser()
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site", "origin": "null"}):
        assert browser.post("/api/screen", json={}, headers=headers).status_code == 403
    signed = desk.signed_in()
    assert signed.post("/api/screen", json={}).status_code == 403, "a session keeps decisions, so its forms count"
