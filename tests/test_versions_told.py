"""What an outlet altered in a page, as the commands and the changes tell it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

from tests.altered_pages import REST, SIXTY, html, ledger, page, put
from tests.program import ran
from tests.weighing.reports import IR, TWO_PEOPLE, US, report

from weighbridge.booking import book
from weighbridge.keeping import keep
from weighbridge.ledger import (
    Ledger,
    open_ledger,
    transfers,
)
from weighbridge.model import Details
from weighbridge.views import Asked, Look, change_records, transfer_records
from weighbridge.weighing.figures import figures

__all__ = ["ledger"]


def command(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return ran(
        [*map(str, words)],
        input=stdin, text=True, check=True, env={**os.environ, "COLUMNS": "300"},
    )  # fmt: skip


SAID = (
    "Iran has sent Russia 60 ballistic missiles, the White House said on Thursday.",
    "Iran's mission to the United Nations denied that it had sent missiles to Russia.",
    "Talks between the two capitals had gone on since last year, officials in Washington said.",
)


def test_the_commands_tell_what_an_outlet_altered(tmp_path: Path) -> None:
    where = tmp_path / "ledger.sqlite"
    (tmp_path / "first.html").write_text(html(*SAID, title="Missiles for Russia"))
    (tmp_path / "second.html").write_text(
        html(SAID[0].replace("60", "16"), *SAID[1:], title="Missiles for Russia", updated="2024-09-07T10:00:00Z")
    )
    first = json.loads(command("add", tmp_path / "first.html", "--json", "--ledger", where).stdout)
    told = command("add", tmp_path / "second.html", "--ledger", where).stdout
    assert f"later version of {first['id']}" in told
    again = json.loads(command("add", tmp_path / "second.html", "--json", "--ledger", where).stdout)
    assert (again["new"], again["supersedes"]) == (False, first["id"])
    rows = [
        json.loads(line)
        for line in command("changes", "--since", "2024-09-06", "--json", "--ledger", where).stdout.splitlines()
    ]
    [altered] = rows
    assert (altered["kind"], altered["day"], altered["publisher"]) == ("altered", "2024-09-07", "Peninsula Courier")
    assert altered["transfer"] == "IR-RU-missile.ballistic-2024"
    assert (altered["withdrawn"], altered["added"]) == ([], [])
    [revised] = altered["revised"]
    assert list(revised["slots"]) == ["quantity"]
    assert [revised["slots"]["quantity"][side]["low"] for side in ("before", "after")] == [60, 16]
    assert altered["sentences"] == [{"before": SAID[0], "after": SAID[0].replace("60", "16")}]
    assert (altered["earlier"], altered["later"]) == (first["id"], again["id"])
    printed = command("changes", "--since", "2024-09-06", "--ledger", where).stdout
    assert "revised: quantity 60 to 16" in printed
    assert not command("changes", "--since", "2024-09-07", "--ledger", where).stdout
    assert not command("changes", "--since", "2024-09-05", "--as-of", "2024-09-06", "--ledger", where).stdout
    shown = command("statements", "--as-of", "2024-09-06", "--json", "--ledger", where).stdout
    assert "60 ballistic" in shown
    assert "16 ballistic" not in shown


def test_an_altered_title_is_told_once(tmp_path: Path) -> None:
    where = tmp_path / "ledger.sqlite"
    for number, title in enumerate(("Missiles for Russia", "Missiles for Russia, says Washington")):
        path = tmp_path / f"{number}.html"
        path.write_text(html(*SAID, title=title, updated=f"2024-09-0{6 + number}T10:00:00Z"))
        command("add", path, "--ledger", where)
    printed = command("changes", "--since", "2024-09-06", "--ledger", where).stdout.splitlines()
    assert [line.strip() for line in printed if line.strip()[:1] in ("−", "+")] == [
        "− Missiles for Russia",
        "+ Missiles for Russia, says Washington",
    ]


def test_a_withdrawn_statement_is_named_as_the_cause(ledger: Ledger) -> None:
    made, said = page("Iran sent Russia 60 missiles.", US, details=Details(seen="2024-03-01T12:00:00Z"))
    other, heard = report("They may have gone.", TWO_PEOPLE, certainty="possible", outlet="Island Times")
    put(ledger, (made, said), (other, heard))
    corrected = replace(
        made, text=f"{REST}\n\nA report of a delivery has been withdrawn.", details=Details(updated="2024-03-09")
    )
    keep(ledger, corrected, [], [], "test", "1")
    book(ledger, figures())
    found = list(change_records(Look(ledger), "2024-03-05"))
    kinds = {one["kind"]: one for one in found}
    assert [one["evidence"] for one in kinds["likelihood"]["causes"]] == [said.evidence]
    assert [one["evidence"] for one in kinds["altered"]["withdrawn"]] == [said.evidence]
    assert kinds["altered"]["transfer"] == kinds["likelihood"]["transfer"]


def test_the_last_withdrawal_ends_a_transfer(ledger: Ledger) -> None:
    made, said = SIXTY
    put(ledger, SIXTY)
    keep(ledger, replace(made, text=REST, details=Details(updated="2024-03-09")), [], [], "test", "1")
    book(ledger, figures())
    assert list(transfer_records(Look(ledger), Asked())) == []
    gone, altered = change_records(Look(ledger), "2024-03-05")
    assert (gone["kind"], gone["after"]) == ("gone", "withdrawn")
    assert [one["evidence"] for one in gone["causes"]] == [said.evidence]
    assert altered["withdrawn"][0]["id"] == gone["causes"][0]["id"]


def test_a_notice_of_correction_doubles_nothing(ledger: Ledger) -> None:
    made, denial = page("Iran denied it.", IR, stance="denies", details=Details(seen="2024-03-01T12:00:00Z"))
    put(ledger, (made, denial), report("They went.", US, outlet="Island Times"))
    book(ledger, figures())
    before = list(transfers(ledger))
    noted = replace(
        made, text=f"{made.text}\n\nCorrection: a name was misspelt.", details=Details(updated="2024-03-09")
    )
    keep(ledger, noted, [denial], [], "test", "1")
    book(ledger, figures())
    [then], [now] = before, list(transfers(ledger))
    for name in ("likelihood", "stage", "statements_count", "documents_count", "independent", "denials"):
        assert now.fields[name] == then.fields[name], name
    [altered] = change_records(Look(ledger), "2024-03-05")
    assert altered["kind"] == "altered"
    assert (altered["withdrawn"], altered["added"], altered["revised"]) == ([], [], [])
    assert altered["sentences"] == [{"before": None, "after": "Correction: a name was misspelt."}]


def test_the_markup_of_a_hostile_page_steers_no_terminal(tmp_path: Path) -> None:
    where = tmp_path / "ledger.sqlite"
    opened = open_ledger(where)
    evil = "\x1b[2J\u202e"
    for number, day in ((60, "2024-03-02"), (16, "2024-03-09")):
        made, said = page(
            f"Iran sent {number} missiles.",
            details=Details(updated=day),
            title=f"{number}{evil}",
            rest=REST + f" {number}{evil}.",
        )
        keep(opened, replace(made, publisher=evil), [said], [], "test", "1")
    opened.close()
    printed = command("changes", "--since", "2024-03-05", "--ledger", where).stdout
    assert "altered" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed
