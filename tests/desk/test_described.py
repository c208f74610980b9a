"""The description of the JSON, tried out by a program that reads it and asks for anything it allows and forbids."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.desks import MISSILES, browser, made, served
from tests.desk.guarded import HASH, TOKEN
from tests.desk.listed import both, until_ready

from weighbridge.desk.access import digest
from weighbridge.desk.patterns import DAY
from weighbridge.ledger import entries, last_day, open_ledger
from weighbridge.ledger.people import add_person, set_token

KNOWN = """
[[operations]]
include-name = "GET /api/{noun}/{{{name}}}"
parameters = {{ "path.{name}" = "{value}" }}
"""
"""Of schemathesis.toml: what there is, so that not every made-up id is one that nobody has."""
FEW = 3
"""Of what a field may be, so many are tried out: the parties alone are hundreds, and each is another request."""


def shortened(told: object) -> object:
    """A description in which no list of values is longer than ``FEW``."""
    if isinstance(told, list):
        return [shortened(one) for one in told]
    if not isinstance(told, dict):
        return told
    return {key: one[:FEW] if key == "enum" and isinstance(one, list) else shortened(one) for key, one in told.items()}


def test_only_lists_of_values_are_shortened() -> None:
    told = {"enum": {"type": "string", "enum": [*range(30)]}, "required": [*range(30)], "anyOf": [{"enum": [1]}]}
    assert shortened(told) == {**told, "enum": {"type": "string", "enum": [*range(FEW)]}}


@pytest.mark.parametrize(
    ("known", "phases"),
    [(True, "examples,coverage"), (True, "fuzzing,stateful"), (False, "fuzzing,stateful")],
    ids=["known-examples", "known-fuzzing", "any-fuzzing"],
)
def test_schemathesis_finds_nothing(tmp_path: Path, known: bool, phases: str) -> None:
    path = made(tmp_path / "ledger.sqlite")
    ledger = open_ledger(path)
    add_person(ledger, "Ada Vane", HASH)
    set_token(ledger, "Ada Vane", digest(TOKEN))
    one = next(iter(entries(ledger)))
    ledger.close()
    both(path)
    if known:
        there = [("transfers", "name", MISSILES), ("history", "name", MISSILES), ("parties", "code", "IR")]
        there += [(noun, "key", one.id) for noun in ("statements", "review")] + [("documents", "key", one.document)]
        told = "".join(KNOWN.format(noun=noun, name=name, value=value) for noun, name, value in there)
        (tmp_path / "schemathesis.toml").write_text(told)
    with served(path) as address:
        until_ready(address)
        described = tmp_path / "openapi.json"
        described.write_text(json.dumps(shortened(httpx.get(f"{address}/api/openapi.json").json())))
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", str(described), "--url", f"{address}/"),
                *("--checks", "all", "--max-examples", "5", "--phases", phases),
                *("--continue-on-failure", "--generation-deterministic", "--no-color"),
                *("--header", f"Authorization: Bearer {TOKEN}"),
            ],
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
            cwd=tmp_path,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Selected: 0" not in done.stdout
    if "stateful" in phases:
        assert "✅ Stateful" in done.stdout, done.stdout[-3000:]


@given(st.integers(0, 10_000), st.integers(0, 13), st.integers(0, 32), st.integers(1, 3))
def test_the_pattern_of_a_day_is_the_calendar(year: int, month: int, day: int, parts: int) -> None:
    text = "-".join((f"{year:04d}", f"{month:02d}", f"{day:02d}")[:parts])
    assert bool(re.fullmatch(DAY, text)) == (last_day(text) is not None)


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/review/" + "0" * 20, "GET, HEAD, POST"),
        ("/api/transfers", "GET, HEAD"),
        ("/static/desk.css", "GET, HEAD"),
        ("/review/" + "0" * 20, "GET, HEAD, POST"),
    ],
    ids=["review", "list", "file", "page"],
)
@pytest.mark.parametrize("method", ["OPTIONS", "TRACE"])
def test_whoever_asks_by_another_method_is_told_the_right_ones(
    tmp_path: Path, method: str, path: str, methods: str
) -> None:
    with browser(made(tmp_path / "ledger.sqlite")) as desk:
        answer = desk.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == methods
