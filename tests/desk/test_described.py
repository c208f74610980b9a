"""The description of the JSON, tried out by a program that reads it and asks for anything it allows and forbids."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.desk.desks import made, served
from tests.desk.guarded import HASH, TOKEN

from weighbridge.desk.access import digest
from weighbridge.ledger import open_ledger
from weighbridge.ledger.people import add_person, set_token

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance"
)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_schemathesis_finds_nothing(tmp_path: Path, method: str) -> None:
    path = made(tmp_path / "ledger.sqlite")
    ledger = open_ledger(path)
    add_person(ledger, "Ada Vane", HASH)
    set_token(ledger, "Ada Vane", digest(TOKEN))
    ledger.close()
    with served(path) as address:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/openapi.json"),
                *("--include-method", method, "--checks", CHECKS, "--max-examples", "12"),
                *("--phases", "examples,coverage,fuzzing", "--generation-deterministic", "--no-color"),
                *("--header", f"Authorization: Bearer {TOKEN}"),
            ],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            cwd=tmp_path,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
