"""A place with lists, orders and decisions of its own, asked by the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from weighbridge.cli import app
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.plain import order_from

LIST = """id,name,aliases,country,type,birth date,programme,address,remarks
w1,Severnaya Zarya Trading House,Northern Dawn Trading,RU,company,,ARMS,"Naberezhnaya 14, Port Velsk",engines for drones
w2,Karim Bozorgmehr,,IR,person,1971-03-04,UAV,,procurement
w3,Blue Heron Instruments,,AE,company,,ARMS,,
"""
QUIET = "Harbour Tools Ltd"


@dataclass
class Place:
    """Commands with their folder; each gives standard output and standard error, and checks the exit code."""

    folder: Path

    def environment(self) -> dict[str, str]:
        return {
            "WEIGHBRIDGE_LISTS": str(self.folder / "lists"),
            "WEIGHBRIDGE_SCREENING": str(self.folder / "decisions"),
            "WEIGHBRIDGE_LEDGER": str(self.folder / "ledger.sqlite"),
            "COLUMNS": "100",
        }

    def call(self, *words: object, code: int = 0) -> tuple[str, str]:
        done = CliRunner().invoke(app, [str(one) for one in words], env=self.environment())
        assert done.exit_code == code, f"{done.exit_code}: {done.output}"
        return done.stdout, done.stderr

    def process(self, *words: object, **more: str) -> subprocess.Popen[str]:
        """The program as a process of its own; ``more``: further variables of its environment."""
        env = {**os.environ, **self.environment(), **more}
        command = [sys.executable, "-m", "weighbridge", *map(str, words)]
        return subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.folder
        )

    def add_list(self, text: str = LIST, name: str = "own") -> None:
        path = self.folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        self.call("lists", "add", path, "--as", name, "--yes")

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def rows(self, *words: object, code: int = 0) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.call(*words, "--json", code=code)[0].splitlines()]

    def one(self, *words: object, code: int = 0) -> dict[str, Any]:
        """The answer to one party, by the command line."""
        (row,) = self.rows("screen", "--goods", "garden chairs", "--route", "GB", *words, code=code)
        return row


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place without a list."""
    return Place(tmp_path)


@pytest.fixture
def listed(place: Place) -> Place:
    """A place with a list of three parties."""
    place.add_list()
    return place


def told(row: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The findings of a kind."""
    return [one for one in row["findings"] if one["kind"] == kind]


@pytest.fixture
def older(listed: Place) -> Callable[[str], str]:
    """Makes of a decision one that an older program kept: a finding for each role, and its code by one number only."""

    def kept(reference: str) -> str:
        decisions = Decisions(listed.folder / "decisions")
        record = json.loads(decisions.read(reference))
        findings = []
        for one in record["findings"]:
            also = one.pop("also", [])
            findings += [one, *({**one, "subject": subject} for subject in also)]
        record["findings"] = findings
        record["state"]["program"] = {**record["state"]["program"], "code": "0123456789ab"}
        del record["state"]["program"]["rules"]
        order = order_from(record["order"])
        return decisions.session(record["state"]).keep(order, record, "then")[0].reference

    return kept
