"""Packages with readers, as pip would have put them into a folder; and commands that find them there."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.program import ran

TOLD = '''
"""A reader that knows what each document says from a file: its name stands in TOLD_FILE."""

import json
from dataclasses import replace

from weighbridge.readers.door import ReaderError
from weighbridge.reading.result import Cost, Note, Reading
from weighbridge.rows import statement_from


class Told:
    name, model, prompt = "told", "memory", "p7"

    def __init__(self, answers, version):
        self.answers, self.version = answers, version

    def read(self, documents):
        for one in documents:
            rows = self.answers.get(one.id, [])
            if rows == "broken":
                yield Reading(one, problem="the line was cut")
                continue
            found = []
            for row in rows:
                made_up = row.pop("made_up", None)
                statement = statement_from(row, one.text)
                found.append(replace(statement, evidence=made_up) if made_up else statement)
            yield Reading(one, tuple(found), notes=(Note("told", "from memory"),), cost=Cost(1, 0, 100, 20, 0.5))


def open_reader(asked):
    name = asked.settings.get("TOLD_FILE")
    if not name:
        raise ReaderError("TOLD_FILE is not set; name a file of answers")
    with open(name, encoding="utf-8") as file:
        return Told(json.load(file), asked.settings.get("TOLD_VERSION", "1.2"))
'''
BROKEN = "import a_library_that_is_nowhere\n"
LEAVES = "raise SystemExit('this plug-in wants to end the program')\n"
NO_READER = "def open_reader(asked):\n    return object()\n"
FORGETFUL = """
class Forgetful:
    name, version, model, prompt = "forgetful", "1", None, None

    def read(self, documents):
        list(documents)
        yield from ()


def open_reader(asked):
    return Forgetful()
"""


FALLS = """
class Falls:
    name, version, model, prompt = "falls", "1", None, None

    def read(self, documents):
        for one in documents:
            raise KeyError("weights")
            yield


def open_reader(asked):
    return Falls()
"""
ANSWERS_ANYTHING = """
class Anything:
    name, version, model, prompt = "anything", "1", None, None

    def read(self, documents):
        for one in documents:
            yield {"statements": []}


def open_reader(asked):
    return Anything()
"""


def package(folder: Path, name: str, source: str, *readers: str, distribution: str | None = None) -> Path:
    """A package of one module in ``folder``, with its entry points (the module's name, unless given)."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    about = folder / f"{distribution or name}-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution or name}\nVersion: 1.2\n")
    points = "".join(f"{one} = {name}:open_reader\n" for one in readers or (name,))
    (about / "entry_points.txt").write_text(f"[weighbridge.readers]\n{points}")
    return folder


def run(
    *arguments: str | Path, plug_ins: Path | None = None, code: int | None = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command, with the packages of a folder installed."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WEIGHBRIDGE_")}
    if plug_ins is not None:
        kept["PYTHONPATH"] = str(plug_ins)
    done = ran(
        [*map(str, arguments)],
        text=True,
        timeout=300,
        env={**kept, "COLUMNS": "160", **environment},
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert code is None or done.returncode == code, done.stderr
    return done


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def row(evidence: str, parties: str = "PL>UA", item: str = "vehicle.tank", **slots: Any) -> dict[str, Any]:
    """A statement as JSON."""
    supplier, recipient = parties.split(">")
    return {
        "evidence": evidence,
        "supplier": {"code": supplier, "text": supplier} if supplier else None,
        "recipient": {"code": recipient, "text": recipient} if recipient else None,
        "item": {"class": item, "text": "goods"},
        "quantity": None,
        "value": None,
        "time": None,
        "stage": "delivered",
        "stance": "asserts",
        "certainty": "certain",
        "source": {"class": "government", "country": "UA", "text": "Kyiv", "named": True},
        "via": [],
        "explicit": True,
        "confidence": 0.8,
        **slots,
    }


def answers(path: Path, told: Mapping[str, Sequence[Mapping[str, Any]] | str]) -> str:
    path.write_text(json.dumps(told), encoding="utf-8")
    return str(path)
