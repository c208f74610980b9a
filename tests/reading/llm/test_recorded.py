"""A recorded run: answers written by hand to the prompts for five documents, played back offline, and scored.

The answers are as a good model might give them: one plain, one fenced, one broken, one after thoughts; most right, some
with mistakes that grounding has to find. ``record.py`` says how the recording is made anew when the prompt changes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.reading.llm.record import CORPUS, HERE, MODEL, recorded

from weighbridge.evaluation.gold import document_of
from weighbridge.evaluation.statements import score
from weighbridge.model import as_json
from weighbridge.readers.door import Asked, read_by
from weighbridge.readers.finding import open_reader
from weighbridge.reading.result import Reading

OFFLINE = {
    "WEIGHBRIDGE_LLM_MODEL": MODEL,
    "WEIGHBRIDGE_LLM_OFFLINE": "1",
    "WEIGHBRIDGE_LLM_CACHE": str(HERE / "cache"),
}


@pytest.fixture(scope="module")
def golds() -> list[dict[str, object]]:
    if not CORPUS.is_dir():
        pytest.skip("no corpus/more here")
    return [json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8")) for name in recorded()]


@pytest.fixture(scope="module")
def readings(golds: list[dict[str, object]]) -> list[Reading]:
    return list(read_by(open_reader("llm", Asked(settings=OFFLINE)), map(document_of, golds)))


def test_every_question_has_its_answer(readings: list[Reading]) -> None:
    assert len(readings) == 5
    assert [reading.problem for reading in readings] == [None] * 5, "python -m tests.reading.llm.record writes it anew"
    assert [reading.cost.cached for reading in readings if reading.cost] == [1] * 5


def test_the_score_is_what_it_was(golds: list[dict[str, object]], readings: list[Reading]) -> None:
    figures, _ = score(golds, {reading.document.id: as_json(reading.statements) for reading in readings})
    assert (figures["gold"], figures["predicted"]) == (63, 49)
    assert figures["core"] == {"precision": 0.898, "recall": 0.6984, "f1": 0.7857}
    assert figures["full"] == {"precision": 0.7755, "recall": 0.6032, "f1": 0.6786}
    assert figures["false deliveries"] == 0.05
    assert figures["invented deliveries"] == 0.1


def test_mistakes_of_the_answers_are_found(readings: list[Reading]) -> None:
    told = {
        reading.document.id: {kind: [note.text for note in reading.notes if note.kind == kind] for kind in KINDS}
        for reading in readings
    }
    tanks, digest, release = told["s3-01-vltava-scoop"], told["n4-07-riga-drones"], told["n3-42-senou-ceremony"]
    assert "T-90 tanks" in tanks["dropped"][0]  # made up
    assert "Slovakia" in tanks["lowered"][0]  # refused, not delivered
    assert "CZE" in tanks["repaired"][0]
    assert any("42/42 by '42', not (24, 24)" in text for text in digest["repaired"])
    assert any("'Russia' is RU, not CN" in text for text in release["dropped"])
    assert any("Sergei Lavrov" in text for text in release["dropped"])


KINDS = ("dropped", "repaired", "lowered")


@pytest.mark.usefixtures("golds")
def test_the_command_prints_the_same_json_twice_and_as_the_built_in_reader_does(tmp_path: Path) -> None:
    for name in recorded():
        (tmp_path / f"{name}.json").write_bytes((CORPUS / f"{name}.json").read_bytes())

    def read(reader: str) -> str:
        command = [sys.executable, "-m", "weighbridge", "read", str(tmp_path), "--json", "--reader", reader]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **OFFLINE})
        return ran.stdout

    first = read("llm")
    assert first == read("llm")
    theirs = [json.loads(line) for line in first.splitlines()]
    ours = [json.loads(line) for line in read("rules").splitlines()]
    assert [row["id"] for row in theirs] == [row["id"] for row in ours]
    for row in (*theirs, *ours):
        assert {"id", "statements", "measures"} <= set(row)
    keys = {tuple(statement) for row in theirs for statement in row["statements"]}
    assert keys == {tuple(statement) for row in ours for statement in row["statements"]}


@pytest.mark.usefixtures("golds")
def test_explain_lists_what_was_dropped_and_why() -> None:
    path = CORPUS / "n3-42-senou-ceremony.json"
    command = [sys.executable, "-m", "weighbridge", "read", str(path), "--reader", "llm", "--explain"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **OFFLINE})
    told = " ".join(ran.stdout.split())
    assert "dropped: statement 11: supplier: 'Russia' is RU, not CN" in told
    assert "2 dropped" in ran.stderr
