"""What is promised of the teaching loop: what people reviewed in full comes out as annotated documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.readers.plug_ins import TOLD, answers, package, row, run
from training.gold import load as training_load

from weighbridge.evaluation import gold
from weighbridge.ledger import entries, open_ledger
from weighbridge.ledger.preferring import prefer

TANKS = "Poland sent Ukraine 14 Leopard tanks, Kyiv said."
JETS = "Norway denied that it had sent Ukraine jets."
TEXT = f"{TANKS} {JETS}"
DRONES = "Iran sent Russia drones, Kyiv said."


class Bench:
    """A ledger in which the plug-in ``told`` has read two documents; and commands on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plug_ins = package(folder / "site", "told", TOLD)
        self.ledger = folder / "ledger.sqlite"
        self.documents = folder / "documents"
        self.documents.mkdir()
        for name, text in (("two", TEXT), ("one", DRONES)):
            about = {"id": name, "text": text, "published": "2024-03-01", "publisher": "Hill Gazette"}
            (self.documents / f"{name}.json").write_text(json.dumps(about), encoding="utf-8")
        self.add(
            "1",
            {"two": [row(TANKS), row(JETS, "NO>UA", "aircraft.combat")], "one": [row(DRONES, "IR>RU", "uav")]},
        )

    def add(self, version: str, told: dict[str, Any]) -> None:
        file = answers(self.folder / f"answers-{version}.json", told)
        self.run("add", self.documents, "--reader", "told", "--no-originals", TOLD_FILE=file, TOLD_VERSION=version)

    def run(self, *arguments: str | Path, code: int = 0, **environment: str) -> str:
        done = run(*arguments, "--ledger", self.ledger, plug_ins=self.plug_ins, code=code, **environment)
        return done.stdout + done.stderr

    def review(self, evidence: str, *verdict: str) -> None:
        ledger = open_ledger(self.ledger)
        [key] = [one.id for one in entries(ledger) if one.statement.evidence == evidence]
        ledger.close()
        self.run("review", key, *verdict, "--reason", "it says so", "--name", "Ada Vane")

    def taught(self, *more: str, code: int = 0, to: str = "lessons") -> list[dict[str, Any]]:
        self.run("teach", "--out", self.folder / to, *more, code=code)
        return [json.loads(one.read_text(encoding="utf-8")) for one in sorted((self.folder / to).iterdir())]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_reviewed_documents_become_annotated_ones(bench: Bench) -> None:
    assert bench.taught(code=1) == [], "nobody has reviewed anything"
    bench.review(TANKS, "--accept")
    assert bench.taught(code=1) == [], "one of its statements is open"
    bench.review(JETS, "--correct", "stance=denies")
    bench.review(DRONES, "--reject")
    found = {one["text"]: one for one in bench.taught()}
    assert {text: [one["evidence"] for one in it["statements"]] for text, it in found.items()} == {
        TEXT: [TANKS, JETS],
        DRONES: [],
    }
    two = found[TEXT]
    assert [one["stance"] for one in two["statements"]] == ["asserts", "denies"]
    assert (two["publisher"], two["published"], two["partial"]) == ("Hill Gazette", "2024-03-01", False)
    assert "Ada Vane" not in json.dumps(list(found.values())), "names stay in the ledger"
    assert {one.get("reviewed_by", [None])[0] for one in bench.taught("--names", to="named")} == {"Ada Vane"}


def test_what_comes_out_is_a_corpus_that_evaluation_and_training_take(bench: Bench) -> None:
    bench.review(TANKS, "--accept")
    bench.review(JETS, "--correct", "stance=denies")
    bench.taught()
    folder = bench.folder / "lessons"
    [document] = gold.load(folder)
    assert list(gold.problems(document)) == []
    figures = json.loads(run("evaluate", folder, "--json").stdout)
    assert figures["gold"] == 2
    assert figures["core"]["recall"] > 0, "the built-in reader finds some of it again"
    [trained] = training_load([str(folder)])
    assert [[one["evidence"] for one in some] for some in trained.statements] == [[TANKS], [JETS]]


def test_partial_documents_only_if_asked_for_and_marked(bench: Bench) -> None:
    bench.review(TANKS, "--accept")
    [one] = bench.taught("--partial")
    assert (one["partial"], one["unreviewed"]["statements"]) == (True, 1)
    assert [it["evidence"] for it in one["statements"]] == [TANKS]
    assert training_load([str(bench.folder / "lessons")]) == [], "what is missing there would be taken for wrong"


def test_nothing_that_is_there_is_overwritten(bench: Bench) -> None:
    bench.review(DRONES, "--accept")
    before = bench.taught()
    assert bench.taught() == before, "the same again changes nothing"
    bench.review(DRONES, "--reject")
    assert bench.taught(code=1) == before
    assert "says something else" in bench.run("teach", "--out", bench.folder / "lessons", code=1)
    [now] = bench.taught(to="new")
    assert now["statements"] == []
    file = bench.folder / "file"
    file.write_text("mine")
    assert "it is a file" in bench.run("teach", "--out", file, code=1)
    assert file.read_text() == "mine"


def test_both_readers_have_to_be_reviewed_but_not_twice_for_the_same(bench: Bench) -> None:
    bench.review(DRONES, "--accept")
    run("add", bench.documents, "--ledger", bench.ledger, "--no-originals")
    ledger = open_ledger(bench.ledger)
    alike = [one.statement for one in entries(ledger) if one.statement.evidence == DRONES]
    prefer(ledger, ["told"])
    ledger.close()
    assert [(one.supplier.code, one.stage, one.stance) for one in alike if one.supplier] == [
        ("IR", "delivered", "asserts")
    ], "the built-in reader says the same of it in other words"
    assert [one["text"] for one in bench.taught()] == [DRONES]
    bench.review(TANKS, "--accept")
    bench.review(JETS, "--reject")
    found = bench.taught(code=0)
    assert [one["text"] for one in found] == [DRONES], "the built-in reader has the denial right; nobody reviewed that"
