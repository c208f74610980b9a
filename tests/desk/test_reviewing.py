"""Reviews at the desk: from the queue to another likelihood, by browser and by program."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from tests.desk.guarded import TOKEN, Desk
from tests.reviewing.kept import DENIED, DRONES, HOSTILE, REPORTS, SEEN, SENT, id_of
from tests.weighing.reports import US, report

from weighbridge.desk.access import digest
from weighbridge.ledger import content_hash, reviews, transfers
from weighbridge.ledger.people import add_person, set_token

BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "ledger.sqlite")


def words(answer: Response) -> str:
    """What a person reads on a page."""
    text = re.sub(r"<datalist.*?</datalist>|<option.*?</option>", "", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def fields(answer: Response) -> dict[str, str]:
    """The fields of the review form as they stand, as a browser would send them."""
    form = answer.text[answer.text.index('<form class="slots two"') :]
    found = {}
    for name, value in re.findall(r'<input (?:type="hidden" |id="\S+" )name="([\w.]+)" value="([^"]*)"', form):
        found[name] = unescape(value)
    for name, options in re.findall(r'<select id="\S+" name="([\w.]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        assert chosen is not None, name
        found[name] = unescape(chosen[1])
    checked = re.search(r'name="verdict" value="(\w+)" checked', form)
    assert checked is not None
    return {**found, "verdict": checked[1]}


def likelihoods(desk: Desk) -> dict[str, float | None]:
    return {one.id: one.likelihood for one in transfers(desk.ledger)}


def test_from_the_queue_to_another_likelihood_without_a_script(desk: Desk) -> None:
    browser = desk.signed_in()
    queue = browser.get("/review")
    link = re.search(r'<a href="(/review/[0-9a-f]{20})">● asserts: Iran → Russia, Drones', queue.text)
    assert link is not None
    assert "without it delivered falls from" in words(queue)
    shown = browser.get(link[1])
    assert f"<mark><bdi>{DRONES.replace(chr(39), '&#39;')}</bdi></mark>" in shown.text
    form = {**fields(shown), "verdict": "correct", "stage": "agreed", "reason": "promised only"}
    before, hashed = likelihoods(desk), content_hash(desk.ledger)
    seen = browser.post(link[1], data={**form, "action": "preview"})
    assert seen.status_code == 200
    foreseen = re.search(
        r"IR-RU-uav-2024 ?delivered: .*?; reached: nothing likely ?(agreed: .*?); reached", words(seen)
    )
    assert foreseen is not None, words(seen)
    assert (likelihoods(desk), content_hash(desk.ledger)) == (before, hashed), "a look stores nothing"
    assert fields(seen)["stage"] == "agreed", "what was written stays"
    assert "promised only" in seen.text
    done = browser.post(link[1], data={**fields(seen), "reason": "promised only", "action": "save"})
    assert "The review is kept" in words(done)
    after = likelihoods(desk)
    assert after["IR-RU-uav-2024"] != before["IR-RU-uav-2024"]
    assert foreseen[1] in words(done)
    history = words(done)
    assert "Ada Vane corrected" in history
    assert "desk, signed in" in history
    assert "Because: promised only" in history
    assert "Stage: delivered → agreed" in history
    assert link[1] not in browser.get("/review").text
    log = words(browser.get("/reviews"))
    assert "1 review" in log
    assert "Ada Vane corrected statement" in log


def test_who_has_not_signed_in_can_look_and_is_told_where_to(desk: Desk) -> None:
    path = f"/review/{id_of(desk.ledger, SENT)}"
    shown = desk.browser().get(path)
    assert shown.status_code == 200
    assert f'<a href="/sign-in?next={path}">' in shown.text
    assert 'name="action"' not in shown.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": "correct"}, "nothing is corrected"),
        ({"verdict": "accept", "stage": "shipped"}, "slots were changed"),
        ({"verdict": "reject", "stage": "shipped"}, "slots were changed"),
        ({"verdict": "correct", "supplier": "Irn"}, "there is no party 'Irn'"),
        ({"verdict": "correct", "quantity": "many"}, "no whole number"),
        ({"verdict": "correct", "stage": "gone"}, "one of sought"),
        ({"verdict": "accept", "reason": " "}, "needs a reason"),
        ({"verdict": "accept", "reason": "x" * 3000}, "more briefly"),
    ],
)
def test_what_cant_be_is_told_beside_what_was_written(desk: Desk, changes: dict[str, str], said: str) -> None:
    browser = desk.signed_in()
    path = f"/review/{id_of(desk.ledger, SENT)}"
    form = {**fields(browser.get(path)), "reason": "a reason of mine", **changes, "action": "save"}
    answer = browser.post(path, data=form)
    assert answer.status_code == 422
    assert said in words(answer)
    if "reason" not in changes:
        assert "a reason of mine" in answer.text
    for slot in {"supplier", "quantity"} & set(changes):
        assert fields(answer)[slot] == changes[slot]
    assert not reviews(desk.ledger)


def test_of_two_people_at_once_the_second_is_told_what_the_first_said(desk: Desk) -> None:
    ada, bo = desk.signed_in("Ada Vane"), desk.signed_in("Bo Lind")
    key = id_of(desk.ledger, SEEN)
    forms = [fields(one.get(f"/review/{key}")) for one in (ada, bo)]
    first = ada.post(
        f"/review/{key}", data={**forms[0], "verdict": "reject", "reason": "an old picture", "action": "save"}
    )
    assert first.status_code == 200
    mine = {**forms[1], "verdict": "accept", "reason": "seen twice", "action": "save"}
    second = bo.post(f"/review/{key}", data=mine)
    assert second.status_code == 409
    assert "Ada Vane reviewed it meanwhile (reject)" in words(second)
    assert "an old picture" in words(second)
    assert "seen twice" in second.text
    assert [one.name for one in reviews(desk.ledger, key)] == ["Ada Vane"]
    again = bo.post(
        f"/review/{key}", data={**fields(second), "verdict": "accept", "reason": "seen twice", "action": "save"}
    )
    assert again.status_code == 200
    assert [one.name for one in reviews(desk.ledger, key)] == ["Ada Vane", "Bo Lind"]


def test_a_page_that_is_sent_twice_keeps_one_review(desk: Desk) -> None:
    browser = desk.signed_in()
    path = f"/review/{id_of(desk.ledger, SENT)}"
    form = {**fields(browser.get(path)), "verdict": "accept", "reason": "so it is", "action": "save"}
    assert [browser.post(path, data=form).status_code for _ in range(2)] == [200, 200]
    assert len(reviews(desk.ledger)) == 1


def test_the_name_is_that_of_who_signed_in_whatever_the_form_says(desk: Desk) -> None:
    browser = desk.signed_in("Bo Lind")
    key = id_of(desk.ledger, SENT)
    form = {**fields(browser.get(f"/review/{key}")), "name": "Ada Vane", "person": "Ada Vane", "reason": "x"}
    browser.post(f"/review/{key}", data={**form, "action": "save"})
    assert [one.name for one in reviews(desk.ledger, key)] == ["Bo Lind"]


def test_a_rejected_statement_can_be_looked_at_and_brought_back(desk: Desk) -> None:
    browser = desk.signed_in()
    path = f"/review/{id_of(desk.ledger, DENIED)}"
    after = []
    for verdict in ("accept", "reject", "accept"):
        form = {**fields(browser.get(path)), "verdict": verdict, "reason": f"to {verdict}"}
        assert browser.post(path, data={**form, "action": "preview"}).status_code == 200
        assert browser.post(path, data={**form, "action": "save"}).status_code == 200
        assert ("Rejected: it counts for nothing" in words(browser.get(path))) == (verdict == "reject")
        after.append(likelihoods(desk))
    assert after[0] == after[2]
    assert after[0] != after[1]


def test_hostile_evidence_reasons_and_names_are_inert(tmp_path: Path) -> None:
    bad = '</textarea><img src=x onerror="alert(1)">\u202e\x1b[2J{{ 7*7 }}'
    desk = Desk(tmp_path / "ledger.sqlite", (*REPORTS, report(HOSTILE, US, on=None, outlet=bad)))
    name = '<b onclick="x">Eve</b>'
    add_person(desk.ledger, name, "no hash")
    set_token(desk.ledger, name, digest("wb_eve"))
    key = id_of(desk.ledger, HOSTILE)
    program = {"authorization": "Bearer wb_eve"}
    own = bad.replace("\u202e\x1b", "")
    said = {"verdict": "correct", "changes": {"source.text": own, "stage": "shipped"}, "reason": own}
    assert desk.browser().post(f"/api/review/{key}", json=said, headers=program).status_code == 201
    browser = desk.signed_in()
    pages = [browser.get(path) for path in ("/review", "/reviews", f"/review/{key}")]
    assert "{{ 7*7 }}" in words(pages[1])
    for answer in pages:
        assert answer.status_code == 200
        for raw in ("<script>alert", "<img", 'onerror="alert', "<b onclick", "\u202e", "\x1b"):
            assert raw not in answer.text, (raw, answer.url)
        assert "49" not in words(answer).replace(answer.headers.get("content-length", ""), "") or "{{ 7*7 }}" in words(
            answer
        )
    form = {**fields(browser.get(f"/review/{key}")), "verdict": "accept", "reason": bad, "action": "preview"}
    assert "<img" not in browser.post(f"/review/{key}", data=form).text


def test_a_field_that_shows_less_than_there_is_counts_as_unchanged(tmp_path: Path) -> None:
    told = report("Iran sent them.", US)
    source = replace(US, text="the \u202eWhite House")
    desk = Desk(tmp_path / "ledger.sqlite", ((told[0], replace(told[1], source=source)),))
    browser = desk.signed_in()
    key = id_of(desk.ledger, "Iran sent them.")
    form = {**fields(browser.get(f"/review/{key}")), "verdict": "accept", "reason": "as read", "action": "save"}
    assert browser.post(f"/review/{key}", data=form).status_code == 200


@pytest.mark.parametrize("path", ["/review/none", "/review/" + "0" * 20, "/api/review/" + "0" * 20])
def test_what_is_not_there_is_told(desk: Desk, path: str) -> None:
    assert desk.browser().get(path).status_code == 404


@pytest.mark.parametrize("query", ["offset=-1", "offset=x", "offset=99999999999999999999"])
def test_what_cant_be_asked_for_is_told(desk: Desk, query: str) -> None:
    for path in ("/review", "/reviews", "/api/queue", "/api/reviews"):
        assert desk.browser().get(f"{path}?{query}").status_code == 422


# programs


def post(desk: Desk, path: str, body: Any) -> Response:
    program = desk.browser()
    del program.headers["origin"]
    headers = {**BEARER, "accept": "application/json", "content-type": "application/json"}
    return program.post(path, content=json.dumps(body), headers=headers)


def test_a_program_reads_the_queue_looks_and_writes(desk: Desk) -> None:
    rows = desk.browser().get("/api/queue?limit=2").json()["rows"]
    assert [row["doubt"] for row in rows] == sorted((row["doubt"] for row in rows), reverse=True)
    key = id_of(desk.ledger, SENT)
    wanted = {"verdict": "correct", "changes": {"stage": "shipped", "quantity": "200-220"}, "reason": "on its way"}
    looked = post(desk, f"/api/review/{key}/preview", wanted)
    assert looked.status_code == 200
    assert not reviews(desk.ledger)
    given = post(desk, f"/api/review/{key}", wanted)
    assert given.status_code == 201
    assert given.json()["transfers"] == looked.json()["transfers"]
    assert given.json()["after"]["quantity"] == {"low": 200, "high": 220, "text": "200"}
    stand = desk.browser().get(f"/api/review/{key}").json()
    assert (stand["read"]["stage"], stand["now"]["stage"]) == ("delivered", "shipped")
    log = desk.browser().get("/api/reviews").json()
    assert log["count"] == 1
    assert [(row["name"], row["way"]) for row in log["rows"]] == [("Ada Vane", "token")]
    late = post(desk, f"/api/review/{key}", {"verdict": "reject", "reason": "no", "seen": ""})
    assert late.status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "perhaps", "reason": "x"},
        {"verdict": "accept"},
        {"verdict": "correct", "changes": {"stage": "gone"}, "reason": "x"},
        {"verdict": "correct", "changes": {"stage": 3}, "reason": "x"},
        {"verdict": "correct", "changes": {"stage": "x" * 600}, "reason": "x"},
        {"verdict": "accept", "reason": "x", "name": "Bo"},
        {"verdict": "accept", "reason": "x" * 3000},
        {"verdict": "accept", "reason": "half a character: \ud800"},
        ["accept"],
        "accept",
    ],
)
def test_a_program_is_told_what_cant_be(desk: Desk, body: Any) -> None:
    answer = post(desk, f"/api/review/{id_of(desk.ledger, SENT)}", body)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert not reviews(desk.ledger)


def test_the_description_has_what_programs_can_do(desk: Desk) -> None:
    paths = desk.browser().get("/api/openapi.json").json()["paths"]
    assert {"/api/queue", "/api/reviews", "/api/review/{key}", "/api/review/{key}/preview"} <= set(paths)
    pages = ("/review", "/queue", "/people", "/sign")
    assert not {path for path in paths if path.startswith(pages)}


@pytest.mark.parametrize("text", ["\x00", "\x1a0000", "\ufeff\u2028"])
@pytest.mark.parametrize("field", ["source.text", "reason"])
def test_characters_that_no_screen_shows_are_refused(desk: Desk, text: str, field: str) -> None:
    said = {"source.text": "the minister", "reason": "so it says", field: f"a{text}b"}
    body = {"verdict": "correct", "changes": {"source.text": said["source.text"]}, "reason": said["reason"]}
    answer = post(desk, f"/api/review/{id_of(desk.ledger, SENT)}", body)
    assert answer.status_code == 422
    assert f"character 2 is U+{ord(text[0]):04X}" in answer.json()["detail"]
    assert not reviews(desk.ledger)


def test_characters_that_no_font_has_do_no_harm(desk: Desk) -> None:
    text = "\U0010ffff" * 400
    key = id_of(desk.ledger, SENT)
    body = json.dumps({"verdict": "correct", "changes": {"source.text": "a" + text[:100]}, "reason": "b" + text})
    program = desk.browser()
    headers = {**BEARER, "content-type": "application/json"}
    assert program.post(f"/api/review/{key}", content=body, headers=headers).status_code == 201
    [one] = reviews(desk.ledger, key)
    assert one.reason == "b" + text
    for path in (f"/review/{key}", "/reviews", "/api/reviews", f"/api/review/{key}"):
        assert program.get(path).status_code == 200
    assert json.loads(program.get("/api/reviews").text)["rows"][0]["reason"] == one.reason
