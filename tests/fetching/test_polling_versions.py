"""What ``weighbridge watch`` tells of a page that was altered between two polls."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fetching.conftest import TANKS, Hours, Site, report
from tests.fetching.test_polling import Desk

from weighbridge.fetching import Session
from weighbridge.fetching.memory import Memory
from weighbridge.fetching.sources import Source
from weighbridge.ledger import entries, open_ledger


def test_an_altered_page_is_told_as_such_and_counts_once(
    tmp_path: Path, site: Site, session: Session, hours: Hours
) -> None:
    ledger, memory = open_ledger(tmp_path / "ledger.sqlite"), Memory(tmp_path / "ledger.sqlite.watch")
    try:
        desk = Desk(ledger, memory, session, hours)
        page = Source("page", site.at("/a"), "Press")
        site.put("/a", report("Tanks", TANKS))
        [first] = desk.poll(page)["documents"]
        site.put("/a", report("Tanks", TANKS.replace("14", "12")))
        found = desk.poll(page, told=False)
        [second] = found["documents"]
        assert second["supersedes"] == first["document"]
        [altered] = found["changes"]
        assert (altered["kind"], altered["later"], altered["url"]) == ("altered", second["document"], site.at("/a"))
        assert [list(one["slots"]) for one in altered["revised"]] == [["quantity"]]
        assert altered["sentences"] == [{"before": TANKS, "after": TANKS.replace("14", "12")}]
        assert {one.document for one in entries(ledger)} == {second["document"]}
        json.dumps(found)
        again = desk.poll(page)
        assert [one["kind"] for one in again["changes"]] == ["altered"], "what was kept and not told is told then"
        assert desk.poll(page)["changes"] == []
    finally:
        memory.close()
        ledger.close()


def test_a_page_that_goes_back_to_what_it_said_is_told(
    tmp_path: Path, site: Site, session: Session, hours: Hours
) -> None:
    ledger, memory = open_ledger(tmp_path / "ledger.sqlite"), Memory(tmp_path / "ledger.sqlite.watch")
    try:
        desk = Desk(ledger, memory, session, hours)
        page = Source("page", site.at("/a"), "Press")
        documents = []
        for text in (TANKS, TANKS.replace("14", "12")):
            site.put("/a", report("Tanks", text))
            found = desk.poll(page)
            documents += [one["document"] for one in found["documents"]]
            assert found["refusals"] == []
        site.put("/a", report("Tanks", TANKS))
        [told] = desk.poll(page)["refusals"]
        assert told["where"] == site.at("/a")
        assert all(one in told["what"] for one in documents)
        assert desk.poll(page)["refusals"] == [], "it is told once"
    finally:
        memory.close()
        ledger.close()
