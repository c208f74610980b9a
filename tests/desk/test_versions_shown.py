"""A page that its outlet altered: both versions, and what changed by it."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient
from tests.desk.desks import browser, links, tree, words
from tests.test_versions import page
from tests.weighing.reports import US

from weighbridge.identity import document_id
from weighbridge.keeping import keep
from weighbridge.ledger import entries, open_ledger
from weighbridge.views import brought_up

FIRST = page("Iran has sent missiles to Russia, Washington said.", US, on="2024-03-01")
LATER = page(
    "Iran may send missiles to Russia, Washington said.", US, on="2024-03-04", stage="agreed", certainty="possible"
)


def record_moved(desk: TestClient) -> bool:
    changed = desk.get("/api/changes?since=2024-03-05").json()
    return any(one["changes"] for one in changed["pairs"])


def test_the_versions_lead_to_one_another_and_the_front_page_tells_of_them(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite")
    for document, statement in (FIRST, LATER):
        keep(ledger, document, [statement], [], "test", "1")
    brought_up(ledger)
    ledger.close()
    desk = browser(tmp_path / "l.sqlite")
    first, later = (document_id(one[0]) for one in (FIRST, LATER))
    assert f"/documents/{later}" in links(tree(desk.get(f"/documents/{first}")))
    old = tree(desk.get(f"/documents/{first}"))
    assert old.xpath("//section[@aria-labelledby='versions']//b"), "which one this is"
    assert "counts for no transfer" in words(old), "what was read in it is shown, and no longer counts"
    front = tree(desk.get("/?since=2024-03-02"))
    assert "1 altered report" in words(front)
    assert {f"/documents/{first}", f"/documents/{later}"} <= set(links(front))
    assert "revised" in words(front) or "withdrawn" in words(front)
    assert front.xpath("//del")
    assert front.xpath("//ins")
    assert record_moved(desk), "what the outlet altered is a change of the transfer, with the day on which it was"
    [record] = desk.get("/api/transfers").json()["rows"]
    assert record["statements"] == 1
    then = desk.get(f"/api/transfers/{record['id']}?as_of=2024-03-02").json()
    assert [one["evidence"] for one in then["statements"]] == [FIRST[1].evidence]


def test_a_desk_on_a_past_day_shows_no_document_nor_version_that_came_later(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite")
    for document, statement in (FIRST, LATER):
        keep(ledger, document, [statement], [], "test", "1")
    read = {one.document: one.id for one in entries(ledger, every_version=True)}
    brought_up(ledger)
    ledger.close()
    first, later = (document_id(one[0]) for one in (FIRST, LATER))
    desk = browser(tmp_path / "l.sqlite", as_of="2024-03-02")
    for address in (f"/documents/{first}", f"/api/documents/{first}"):
        assert later not in desk.get(address).text
    assert desk.get(f"/api/statements/{read[first]}").status_code == 200
    for address in (
        *(f"/documents/{later}", f"/documents/{later}/original", f"/api/documents/{later}"),
        *(f"/statements/{read[later]}", f"/api/statements/{read[later]}"),
    ):
        answer = desk.get(address)
        assert answer.status_code == 404, address
        assert "2024-03-02" in answer.text
        assert "may send" not in answer.text
