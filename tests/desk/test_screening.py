"""Screening at the desk from outside: who may, what is shown, what is kept, and what a person allows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from lxml import html
from tests.desk.desks import HOSTILE, tree, words
from tests.desk.guarded import HERE, PAGE, TOKEN, Desk, form_token
from tests.desk.listed import CUSTOMERS, both, keep
from tests.reviewing.kept import run
from tests.weighing.reports import GB, US, report

from weighbridge import __version__
from weighbridge.desk.app import application
from weighbridge.desk.settings import Settings

NOW = datetime.now(UTC)
LATER = (NOW + timedelta(days=30)).date().isoformat()
BEFORE = (NOW - timedelta(days=1)).date().isoformat()
LISTED = {"buyer name": "Tidewater Gyroscope Works", "buyer country": "ru", "goods 1": "coffee machines"}
NOBODY = {
    "reference": "SO-77",
    "buyer name": "Quiet Meadow Dairy",
    "buyer country": "Denmark",
    "buyer address": "3 Mill Lane, Aarhus",
    "end-user name": "Quiet Meadow Dairy",
    "end-user country": "dk",
    "goods 1": "milking stools",
    "route": "SE > DK",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with two people and two lists of today."""
    made = Desk(tmp_path / "ledger.sqlite")
    fresh(made)
    return made


def path_of(desk: Desk) -> Path:
    return Path(desk.app.state.settings.ledger)


def fresh(desk: Desk, customers: str = CUSTOMERS) -> None:
    """The lists, taken today."""
    keep(path_of(desk), "harbour", customers, NOW)
    desk.app.state.shelf.ready(600)


def send(browser: TestClient, fields: dict[str, str], **headers: str) -> Response:
    token = form_token(browser.get("/screen"))
    return browser.post("/screen", data={"token": token, "action": "screen", **fields}, headers=headers)


def screened(browser: TestClient, fields: dict[str, str]) -> html.HtmlElement:
    """The page that an order comes to, wherever it stands."""
    answer = send(browser, fields)
    if answer.status_code == 303:
        answer = browser.get(answer.headers["location"])
    return tree(answer)


def verdict(page: html.HtmlElement) -> str:
    [mark] = page.xpath("//h1/span[contains(@class, 'answer')]")
    return " ".join(str(mark.text_content()).split())


def kept_files(desk: Desk) -> list[Path]:
    return [one for one in path_of(desk).with_suffix(".screening").rglob("*") if one.is_file()]


# the form


def test_the_form_says_what_it_is_and_against_what_it_compares(desk: Desk) -> None:
    page = tree(desk.browser().get("/screen"))
    said = words(page)
    assert "no legal advice, and no decision without a person" in said
    assert "harbour (3 entries" in said
    assert "Nothing is kept of what you write here" in said
    labelled = {str(one.get("for")) for one in page.xpath("//label")}
    fields = page.xpath("//main//form[@class='screening']//input[not(@type='hidden')]|//main//form//select")
    assert fields
    assert all(one.get("id") in labelled for one in fields)


def test_who_has_not_signed_in_is_answered_here_and_nothing_is_kept(desk: Desk) -> None:
    page = screened(desk.browser(), LISTED)
    assert verdict(page) == "■ stop"
    said = words(page)
    assert "It is not kept" in said
    assert "no legal advice, and no decision without a person" in said
    assert kept_files(desk) == []


def test_the_answer_tells_what_matched_what_and_leads_to_the_entry(desk: Desk) -> None:
    browser = desk.browser()
    page = screened(browser, LISTED)
    said = words(page)
    assert "“Tidewater Gyroscope Works” and listed “Tidewater Gyroscope Works” are the same words" in said
    assert "both have ru" in said
    assert "MOORING" in said
    version = desk.app.state.shelf.in_force()[0].id
    assert f"version {version}" in said
    [link] = set(page.xpath("//a[starts-with(@href, '/listed/')]/@href"))
    entry = words(tree(browser.get(link)))
    assert "4 Quay Road" in entry
    assert "Прилив Гироскоп" in entry
    assert version in entry


def test_nobody_listed_and_nothing_odd_is_clear_with_what_was_looked_at(desk: Desk) -> None:
    page = screened(desk.browser(), NOBODY)
    assert verdict(page) == "○ clear"
    assert "compared with harbour" in words(page)


def test_goods_and_flags_stand_with_their_published_source(desk: Desk) -> None:
    order = {**NOBODY, "goods 1": "MEMS gyroscopes", "hs 1": "9014.20", "route": "DE > TR > RU", "payment": "cash"}
    page = screened(desk.browser(), order)
    assert verdict(page) == "■ stop"
    said = words(page)
    assert "Common High Priority List" in said
    assert "transshipment" in said
    assert page.xpath("//p[contains(., 'Published:')]/a[starts-with(@href, 'https://')]")


def test_a_country_that_passes_arms_on_is_told_with_its_transfers_and_sentences(tmp_path: Path) -> None:
    shells = {"item": "munition.artillery", "goods": "shells", "stance": "confirms"}
    reports = (
        report("Russia has Iran's shells, the White House said.", US, on="2026-05-03", outlet="Island Times", **shells),
        report("Iran's shells are in Russia, Britain said.", GB, on="2026-05-05", outlet="Hill Gazette", **shells),
    )
    desk = Desk(tmp_path / "ledger.sqlite", reports)
    fresh(desk)
    browser = desk.browser()
    page = screened(browser, {**NOBODY, "route": "SE > IR", "buyer country": "Iran", "end-user country": "Iran"})
    assert "supplier of arms to" in words(page)
    links = page.xpath("//main//a[starts-with(@href, '/transfers/') or starts-with(@href, '/statements/')]/@href")
    assert {link.split("/")[1] for link in links} == {"transfers", "statements"}
    for link in set(links):
        answer = browser.get(link)
        assert answer.status_code in (200, 303, 307), link


def test_what_can_not_be_is_told_beside_what_was_written(desk: Desk) -> None:
    answer = send(desk.browser(), {**LISTED, "buyer country": "Atlantis"})
    assert answer.status_code == 422
    assert "Atlantis" in answer.text
    page = html.fromstring(answer.text)
    assert page.get_element_by_id("buyer-name").get("value") == LISTED["buyer name"]
    assert "is no country" in str(page.xpath("//*[@role='alert']")[0].text_content())


def test_an_order_can_be_changed_and_sent_again(desk: Desk) -> None:
    browser = desk.browser()
    page = screened(browser, LISTED)
    [form] = page.xpath("//main//form[@action='/screen']")
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    again = tree(browser.post("/screen", data={**fields, "action": "change"}))
    assert again.get_element_by_id("buyer-name").get("value") == LISTED["buyer name"]


def test_a_further_party_and_a_question_of_the_lexicon(desk: Desk) -> None:
    order = {**NOBODY, "further role": "payer", "further name": "Blue Lantern Forwarding", "packaging fits": "no"}
    said = words(screened(desk.browser(), order))
    assert "payer “Blue Lantern Forwarding” may be “Blue Lantern Forwarding” on harbour" in said
    assert "packaging" in said


def test_hostile_words_stay_words(desk: Desk) -> None:
    browser = desk.signed_in()
    order = {name: HOSTILE.replace("\ud800", "") for name in ("reference", "buyer name", "goods 1", "end_use")}
    answer = send(browser, {**order, "buyer country": "ru"})
    page = browser.get(answer.headers["location"])
    assert page.status_code == 200
    for part in ("<script>alert", "\u202e", "\x1b"):
        assert part not in page.text
    assert browser.get("/screenings").text.count("<script>alert") == 0


def test_without_a_list_nobody_is_clear(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite")
    browser = desk.browser()
    assert "No list is in force" in browser.get("/screen").text
    page = screened(browser, NOBODY)
    assert verdict(page) == "▲ review"
    assert "no list in force" in words(page)


def test_a_stale_list_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ledger.sqlite")
    both(path_of(desk))
    desk.app.state.shelf.ready(600)
    page = screened(desk.browser(), NOBODY)
    assert verdict(page) == "▲ review"
    assert "days old, more than the 30 it may be" in words(page)


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
    done = subprocess.run(
        [sys.executable, "-m", "weighbridge", "screen", "--replay", reference, "--json"]
        + ["--ledger", str(path_of(desk))],
        capture_output=True,
        text=True,
        check=False,
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
