"""How well weighing finds annotated transfers and origins: ``evaluate --stories``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from weighbridge.evaluation import ledger

SAID, DENIED = "Iran has sent Russia\n drones, the White House said.", "Iran's foreign ministry denied it."
US = {"class": "government", "country": "US", "text": "the White House", "named": True}
IR = {"class": "government", "country": "IR", "text": "Iran's foreign ministry", "named": True}


def statement(evidence: str, source: dict[str, Any], stance: str, origin: str) -> dict[str, Any]:
    return {
        "evidence": evidence,
        "supplier": {"code": "IR", "text": "Iran"},
        "recipient": {"code": "RU", "text": "Russia"},
        "item": {"class": "uav", "text": "drones"},
        "quantity": None,
        "value": None,
        "time": None,
        "stage": "delivered",
        "stance": stance,
        "certainty": "certain",
        "source": source,
        "via": [],
        "explicit": True,
        "transfer": "drones",
        "origin": origin,
    }


def story() -> list[dict[str, Any]]:
    """Two outlets with one utterance, the second also with a denial; white space differs from the evidence."""
    evidence = " ".join(SAID.split())
    return [
        {
            "id": name,
            "url": None,
            "publisher": name,
            "published": day,
            "title": None,
            "text": text,
            "statements": told,
            "measures": [],
        }
        for name, day, text, told in (
            ("Harbour Wire", "2024-03-01", SAID, [statement(evidence, US, "asserts", "us")]),
            (
                "Lake Courier",
                "2024-03-02",
                f"{SAID} {DENIED}",
                [statement(evidence, US, "asserts", "us"), statement(DENIED, IR, "denies", "ir")],
            ),
        )
    ]


def evaluate(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "weighbridge", "evaluate", str(folder), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_annotated_statements_are_weighed_and_scored() -> None:
    documents = story()
    figures = ledger.stories(documents, {one["id"]: one["statements"][:1] for one in documents})
    for kind in ("transfers", "origins"):
        assert figures["annotated"][kind] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
        assert figures["read"][kind]["precision"] == 1.0
        assert figures["read"][kind]["recall"] < 1.0


def test_the_annotation_does_not_tell_weighing_the_answer() -> None:
    [first, second] = story()
    second["statements"][0]["transfer"] = "another"
    found = ledger.weighed([first, second], {one["id"]: one["statements"] for one in (first, second)})
    assert len({one["transfer"] for some in found.values() for one in some}) == 1


def test_what_can_not_be_weighed_is_in_no_transfer() -> None:
    [document, _] = story()
    bad = [{**document["statements"][0], "stage": "sent"}, {**document["statements"][0], "evidence": "not there"}]
    found = ledger.weighed([document], {document["id"]: bad})
    assert [(one["transfer"], one["origin"]) for one in found[document["id"]]] == [(None, None)] * 2


def test_evaluate_prints_the_figures_of_stories(tmp_path: Path) -> None:
    folder, predicted = tmp_path / "gold", tmp_path / "read.jsonl"
    folder.mkdir()
    for number, one in enumerate(story()):
        (folder / f"{number}.json").write_text(json.dumps(one))
    predicted.write_text("".join(json.dumps({"id": one["id"], "statements": []}) + "\n" for one in story()))
    done = evaluate(folder, "--predicted", predicted, "--stories")
    assert done.returncode == 0, done.stderr
    assert "weighing the annotated statements: 3 gold statements in story sets, 3 matched" in done.stdout
    figures = json.loads(evaluate(folder, "--predicted", predicted, "--stories", "--json").stdout)
    assert figures["stories"]["annotated"]["transfers"]["f1"] == 1.0
    assert figures["stories"]["read"]["matched"] == 0
    assert "stories" not in json.loads(evaluate(folder, "--predicted", predicted, "--json").stdout)


def test_without_stories_it_says_so(tmp_path: Path) -> None:
    [document, _] = story()
    for one in document["statements"]:
        del one["transfer"]
    (tmp_path / "0.json").write_text(json.dumps(document))
    done = evaluate(tmp_path, "--stories")
    assert done.returncode == 1
    assert "bears transfer and origin" in done.stderr
