"""A process that opens a ledger twice keeps seeing what others write to it, and loses nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

from weighbridge.ledger import add_many, add_review, entries, open_ledger, reviews

OTHER = """
import sys
from weighbridge.ledger import add_review, open_ledger
ledger = open_ledger(sys.argv[1])
add_review(ledger, sys.argv[2], "accept", name="Bo", reason="read elsewhere")
ledger.close()
"""


def test_another_process_can_come_and_go(tmp_path: Path, made: ModuleType) -> None:
    path = tmp_path / "ledger.sqlite"
    first = open_ledger(path)
    list(add_many(first, made.additions(3)))
    key = next(one.id for one in entries(first))
    second = open_ledger(path)
    subprocess.run([sys.executable, "-c", OTHER, str(path), key], check=True)
    assert [one.name for one in reviews(first)] == [one.name for one in reviews(second)] == ["Bo"]
    add_review(first, key, "reject", name="Ada")
    third = subprocess.run(
        [sys.executable, "-m", "weighbridge", "reviews", "--json", "--ledger", str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert len(third.stdout.splitlines()) == 2, "what the first wrote is on disk for all"
    for one in (first, second):
        one.close()
    assert [one.name for one in reviews(open_ledger(path))] == ["Bo", "Ada"]
