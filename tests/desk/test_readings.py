"""Several readings of one document on its page, beside one another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.desk.desks import SCRIPT, browser, tree, words
from tests.weighing.reports import US, report

from weighbridge.identity import document_id
from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.ledger.preferring import prefer
from weighbridge.model import Party
from weighbridge.views import brought_up

DOCUMENT, STATEMENT = report("Iran has sent missiles to Russia, Washington said.", US)
OTHER = replace(STATEMENT, stage="agreed", supplier=Party("KP", "Korea"))


def test_the_page_tells_who_read_it_which_counts_and_where_they_differ(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite")
    keep(ledger, DOCUMENT, [STATEMENT], [], "rules", "1")
    desk = browser(tmp_path / "l.sqlite")
    address = f"/documents/{document_id(DOCUMENT)}"
    brought_up(ledger)
    assert "differ" not in words(tree(desk.get(address)))
    keep(ledger, DOCUMENT, [OTHER], [], "llm", "2", model=SCRIPT, prompt="p3")
    brought_up(ledger)
    page = desk.get(address)
    told = " ".join(words(tree(page)).split())
    assert "rules (does not count) 1" in told
    assert "llm (counts) 2" in told
    assert "prompt p3" in told
    assert "Where llm and rules differ" in told
    assert "supplier: llm KP, rules IR" in told
    assert "stage: llm agreed, rules delivered" in told
    assert SCRIPT not in page.text
    api = desk.get(f"/api{address}").json()
    assert [one["counts"] for one in api["readings"]] == [False, True]
    assert [one["slot"] for one in api["differing"][0]["differences"][0]["slots"]] == ["supplier", "stage"]
    prefer(ledger, ["rules"])
    brought_up(ledger)
    assert "rules (counts) 1" in " ".join(words(tree(desk.get(address))).split()), "seen at once"
    ledger.close()
