"""Whatever comes: no crash, no hang, no more memory than is allowed, and always a document or a reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.intake import hostile

ROOT = Path(__file__).parents[2]
NUMBER = 220


def test_hostile_inputs_of_every_kind_stay_within_their_limits() -> None:
    """All of them in one process under a limit on memory; ``python -m tests.intake.hostile 5000`` runs more."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.hostile", str(NUMBER)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout)
    assert told["failed"] == []
    assert told["inputs"] == NUMBER
    assert told["documents"] > 50
    assert told["refusals"] > 100
    assert told["peak"] < hostile.MEMORY


def test_the_generator_gives_the_same_inputs_again() -> None:
    assert list(hostile.bent(60)) == list(hostile.bent(60))
    assert len({name for name, _ in hostile.bent(300)}) == 300
