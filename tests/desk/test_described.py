"""The description of the JSON, tried out by a program that reads it and asks for anything it allows and forbids."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.desk.desks import made, served

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance"
)


def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    with served(made(tmp_path / "ledger.sqlite")) as address:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/openapi.json"),
                *("--include-method", "GET", "--checks", CHECKS, "--max-examples", "12"),
                *("--phases", "examples,coverage,fuzzing", "--generation-deterministic", "--no-color"),
            ],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            cwd=tmp_path,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
