"""A small ledger of made-up reports to review, and the commands on it from outside."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.program import ran
from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, counted, report

from weighbridge.keeping import keep
from weighbridge.ledger import Ledger, open_ledger
from weighbridge.views import brought_up

SENT = "Iran has sent 200 missiles to Russia, two people told Harbour Wire."
DENIED = "Iran's foreign ministry denied that it had sent missiles."
SEEN = "Russia has Iran's missiles now, the White House said."
DRONES = "Drones from Iran reached Russia, Britain's defence ministry said."
WARNED = "Any such drones would be answered, the White House said."
HOSTILE = '=cmd() <script>alert("x")</script> \x1b[31mRussia\u202e has missiles.'

REPORTS = (
    report(SENT, TWO_PEOPLE, on="2024-03-01", quantity=counted(200, "200"), confidence=0.8),
    report(DENIED, IR, on="2024-03-02", outlet="Coast Courier", stance="denies", confidence=0.9),
    report(SEEN, US, on="2024-05-03", outlet="Island Times", confidence=0.95),
    report(DRONES, GB, on="2024-05-05", outlet="Hill Gazette", item="uav", goods="drones", confidence=0.5),
    report(WARNED, US, on="2024-05-06", item="uav", goods="drones", stance="warns", certainty="possible"),
)


def kept(path: Path | str, reports: Sequence[Told] = REPORTS) -> Ledger:
    """An open ledger of reports, weighed."""
    ledger = open_ledger(path)
    for document, statement in reports:
        keep(ledger, document, [statement], [], "test", "1")
    brought_up(ledger)
    return ledger


def run(ledger: Path | str, *words: str, told: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A command on a ledger; ``told`` is its standard input."""
    return ran(
        [*words, "--ledger", str(ledger)],
        text=True,
        input=told,
        env={**os.environ, "COLUMNS": "160", **environment},
    )


def rows(ledger: Path | str, *words: str) -> list[dict[str, Any]]:
    """The JSON lines that a command prints."""
    done = run(ledger, *words, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def id_of(ledger: Ledger, sentence: str) -> str:
    """The id of the statement that rests on a sentence."""
    from weighbridge.ledger import entries

    [found] = [one.id for one in entries(ledger) if one.statement.evidence == sentence]
    return found
