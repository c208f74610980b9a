"""The JSON: the same as the pages, described, and sure of itself with any input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.desks import MISSILES, browser, made, overlapping, tree

from weighbridge.identity import document_id
from weighbridge.ledger import memberships, open_ledger
from weighbridge.views import Asked, Look, measure_records, statement_records, transfer_records

LISTS = ("transfers", "pairs", "measures", "search?q=missiles", "sources", "source?outlet=Harbour+Wire")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("desk") / "ledger.sqlite")


@pytest.fixture(scope="module")
def desk(path: Path) -> TestClient:
    return browser(path)


def test_a_transfer_is_the_record_of_the_ledger(path: Path, desk: TestClient) -> None:
    ledger = open_ledger(path)
    [record] = [one for one in transfer_records(Look(ledger), Asked()) if one["id"] == MISSILES]
    found = desk.get(f"/api/transfers/{MISSILES}").json()
    told = {one["id"] for one in found.pop("statements")}
    assert found.pop("statements_left_out") == 0
    assert found == record
    assert told == {one.statement for one in memberships(ledger, transfer=MISSILES)}
    ledger.close()


@pytest.mark.parametrize("what", ["statements", "transfers", "measures"])
@pytest.mark.parametrize("as_of", ["", "2024-03-02"])
def test_bulk_is_all_of_it_a_line_each(path: Path, desk: TestClient, what: str, as_of: str) -> None:
    ledger = open_ledger(path)
    look = Look(ledger, as_of or None)
    made_of = {
        "statements": lambda: statement_records(look),
        "transfers": lambda: transfer_records(look, Asked()),
        "measures": lambda: measure_records(look),
    }
    answer = desk.get(f"/api/bulk/{what}", params={"as_of": as_of} if as_of else {})
    assert answer.headers["content-type"] == "application/jsonl"
    lines = answer.text.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(list(made_of[what]())))
    assert lines
    ledger.close()


@pytest.mark.parametrize("name", LISTS)
def test_lists_tell_how_many_there_are(desk: TestClient, name: str) -> None:
    mark = "&" if "?" in name else "?"
    whole = desk.get(f"/api/{name}").json()
    assert whole["total"] == len(whole["rows"]) > 0
    one = desk.get(f"/api/{name}{mark}limit=1").json()
    assert one["total"] == whole["total"]
    assert one["rows"] == whole["rows"][:1]
    beyond = desk.get(f"/api/{name}{mark}offset=100000").json()
    assert beyond["rows"] == []
    assert beyond["total"] == whole["total"]


def test_pages_and_json_have_the_same_rows(desk: TestClient) -> None:
    page = tree(desk.get("/transfers?sort=likelihood"))
    shown = [str(one.text_content()) for one in page.xpath("//tbody//th/span[@class='code under']")]
    assert shown == [
        row["id"].replace("\x00", "\ufffd") for row in desk.get("/api/transfers?sort=likelihood").json()["rows"]
    ]


def test_single_things(desk: TestClient) -> None:
    document, several = overlapping()
    found = desk.get(f"/api/documents/{document_id(document)}").json()
    assert found["text"] == document.text
    assert len(found["statements"]) == len(several)
    for one in found["statements"]:
        assert found["text"][one["start"] : one["end"]] == one["evidence"]
        assert desk.get(f"/api/statements/{one['id']}").json()["evidence"] == one["evidence"]
    assert {row["id"] for row in desk.get("/api/pair?supplier=IR&recipient=RU").json()["rows"]} >= {MISSILES}
    then = desk.get("/api/pair?supplier=IR&recipient=RU&as_of=2023-02-01").json()["rows"]
    assert [row["id"] for row in then] == ["IR-RU-aircraft.combat-2023"]
    assert desk.get("/api/parties/RU").json()["received_total"] >= 3
    days = desk.get(f"/api/history/{MISSILES}").json()["days"]
    assert days[-1]["likelihood"] == desk.get(f"/api/transfers/{MISSILES}").json()["likelihood"]
    changed = desk.get("/api/changes?since=2024-03-01").json()
    assert {change["kind"] for pair in changed["pairs"] for change in pair["changes"]} >= {"denial", "likelihood"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/transfers/none", 404),
        ("/api/documents/zz", 404),
        ("/api/statements/" + "1" * 20, 404),
        ("/api/transfers?likely=many", 422),
        ("/api/transfers?limit=501", 422),
        ("/api/changes?since=now", 422),
        ("/api/pair?supplier=IR", 422),
        ("/api/bulk/everything", 404),
        ("/api/nothing", 404),
    ],
)
def test_errors_are_json_with_a_remedy(desk: TestClient, address: str, status: int) -> None:
    answer = desk.get(address)
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "detail"}
    assert answer.json()["detail"]


def test_every_address_is_described(desk: TestClient) -> None:
    described = desk.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    gets = {path for path, one in described["paths"].items() if "get" in one}
    assert {"/api/transfers", "/api/transfers/{name}", "/api/bulk/{what}", "/api/changes"} <= gets
    theirs = {path for path, one in described["paths"].items() if all("matching" in op["tags"] for op in one.values())}
    assert {"/match/{dataset}", "/catalog", "/healthz"} <= theirs
    assert all(path.startswith("/api/") for path in gets - theirs), "pages are no part of it"
    listed = tree(desk.get("/api")).xpath("//tbody//code/text()")
    assert set(listed) == gets
