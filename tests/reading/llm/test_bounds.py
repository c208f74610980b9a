"""A run of the reader keeps to its bounds of tokens, money and time, and asks nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.reading.llm.asked import TRUE, documents, made_up, one, read
from tests.reading.llm.conftest import KEY, TEXT, Bench, Said, completion, told
from typer import Exit as ExitError

from weighbridge.model import Document

# --- limits of a run


def test_limits_of_tokens_and_cost_are_never_overrun(bench: Bench) -> None:
    bench.server.says(Said(completion(TRUE, usage={"prompt_tokens": 4000, "completion_tokens": 1000})))
    found = read(bench, documents(10), parallel=2, tokens=24_000, answer=2000)
    asked = sum(reading.problem is None for reading in found)
    assert 2 <= asked < 10
    assert sum(reading.cost.tokens_in + reading.cost.tokens_out for reading in found if reading.cost) <= 24_000
    assert "24,000 tokens" in str(found[-1].problem)
    assert "run again" in str(found[-1].problem)
    costly = read(bench, documents(10), parallel=2, cost=0.05, price_in=1, price_out=10, answer=2000)
    assert "cost of 0.05" in str(costly[-1].problem)
    assert sum(reading.cost.money or 0 for reading in costly if reading.cost) <= 0.05


@pytest.mark.parametrize(
    ("said", "took"),
    [
        (Said({"usage": {"prompt_tokens": 5000, "completion_tokens": 200}}), (3, 15_000, 600)),
        (
            Said(
                {
                    "choices": [{"message": {"content": None, "refusal": "no"}}],
                    "usage": {"prompt_tokens": 5000, "completion_tokens": 9},
                }
            ),
            (1, 5000, 9),
        ),
        (Said({"error": "busy"}, status=503), (0, 0, 0)),
    ],
    ids=["no completion", "refusal", "503"],
)
def test_answers_that_are_none_are_paid_for_all_the_same(
    bench: Bench, document: Document, said: Said, took: tuple[int, int, int]
) -> None:
    bench.server.says(said)
    cost = one(bench, document).cost
    assert cost is not None
    assert (cost.requests, cost.tokens_in, cost.tokens_out) == took


def test_broken_off_answers_count_against_the_limit(bench: Bench) -> None:
    bench.server.says(Said(completion(TRUE), how="cut"))
    found = read(bench, documents(4), tokens=30_000, parallel=1, attempts=20)
    assert all(reading.problem for reading in found)
    assert len(bench.server.asked) < 8


def test_a_run_that_was_stopped_goes_on_from_the_cache(bench: Bench) -> None:
    bench.server.says(Said(completion(TRUE, usage={"prompt_tokens": 4000, "completion_tokens": 1000})))
    first = read(bench, documents(6), parallel=1, tokens=24_000, answer=2000)
    before = len(bench.server.asked)
    assert before < 6
    second = read(bench, documents(6), parallel=1, answer=2000)
    assert len(bench.server.asked) == 6
    assert all(reading.problem is None for reading in second)
    assert [reading.statements for reading in second[:before]] == [reading.statements for reading in first[:before]]
    assert sum(reading.cost.cached for reading in second if reading.cost) == before


def test_a_limit_of_time(bench: Bench) -> None:
    bench.server.says(Said(how="drip"))
    found = read(bench, documents(4), parallel=1, seconds=0.3)
    assert all("SECONDS" in str(reading.problem) or "within" in str(reading.problem) for reading in found)


def test_breaking_off_leaves_no_request_behind(bench: Bench) -> None:
    bench.server.script = lambda body, number: Said(completion(TRUE)) if number == 1 else Said(how="drip")
    readings = bench.reader(parallel=1).read(documents(5))
    assert next(readings).problem is None
    readings.close()  # type: ignore[attr-defined]
    assert len(bench.server.asked) <= 3


def test_an_interrupt_ends_the_command_at_once(bench: Bench, tmp_path: Path) -> None:
    came = threading.Event()

    def script(body: dict[str, Any], number: int) -> Said:
        came.set()
        return Said(how="drip")

    bench.server.script = script
    (tmp_path / "report.txt").write_text(TEXT)
    command = [sys.executable, "-m", "weighbridge", "read", str(tmp_path / "report.txt"), "--reader", "llm", "--json"]
    names = {"URL": bench.server.url, "MODEL": "weigher-7b", "KEY": KEY, "CACHE": str(bench.cache), "GATE": "no"}
    environment = {**os.environ, **{f"WEIGHBRIDGE_LLM_{name}": value for name, value in names.items()}}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as ran:
        assert came.wait(60)
        ran.send_signal(signal.SIGINT)
        out, err = ran.communicate(timeout=30)
    assert ran.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert KEY not in err


# --- the cache


def test_offline_the_same_comes_out_to_the_byte(bench: Bench) -> None:
    bench.server.says(Said(completion({"statements": [told(), made_up()]})))
    first = read(bench, documents(4))
    bench.server.close()
    second = read(bench, documents(4), offline="yes", key="", url="")
    assert [repr((one.statements, one.measures, one.notes)) for one in second] == [
        repr((one.statements, one.measures, one.notes)) for one in first
    ]
    missing = one(bench, Document("new", f"Something new. {TEXT}"), offline="yes")
    assert "not in the cache" in str(missing.problem)


@pytest.mark.parametrize(
    "change", [{"model": "other-7b"}, {"temperature": 1}, {"answer": 999}], ids=["model", "temperature", "answer"]
)
def test_other_questions_have_other_answers(bench: Bench, document: Document, change: dict[str, Any]) -> None:
    bench.server.says(Said(completion(TRUE)))
    one(bench, document)
    one(bench, document)
    assert len(bench.server.asked) == 1
    one(bench, document, **change)
    assert len(bench.server.asked) == 2


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", '{"key": "x"}', "flip"], ids=["empty", "broken", "list", "foreign", "flipped"]
)
def test_a_damaged_answer_is_told_and_asked_for_again(bench: Bench, document: Document, damage: str) -> None:
    bench.server.says(Said(completion(TRUE)))
    first = one(bench, document)
    (path,) = bench.cache.rglob("*.json")
    written = path.read_text()
    path.write_text(written.replace("Greece", "Cyprus") if damage == "flip" else damage)
    second = one(bench, document)
    assert second.statements == first.statements
    assert len(bench.server.asked) == 2
    assert any("damaged" in line and str(path) in line for line in bench.told)
    assert path.read_text() == written


def test_no_json_is_not_kept(bench: Bench, document: Document) -> None:
    bench.server.says(Said(completion("No.")))
    assert "no JSON" in str(one(bench, document).problem)
    assert list(bench.cache.rglob("*.json")) == []


def test_a_cache_that_cannot_be_written_stops_the_run(bench: Bench) -> None:
    bench.cache.write_text("a file where a folder should be")
    bench.server.says(Said(completion(TRUE)))
    found = read(bench, documents(5), parallel=1)
    assert "WEIGHBRIDGE_LLM_CACHE" in str(found[-1].problem)
    assert len(bench.server.asked) < 5


def test_nothing_is_left_half_written(bench: Bench) -> None:
    bench.server.says(Said(completion(TRUE)))
    read(bench, documents(6))
    assert {path.suffix for path in Path(bench.cache).rglob("*") if path.is_file()} == {".json"}


# --- the command before a server that fails


def test_a_server_that_fails_is_no_empty_folder(
    bench: Bench, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from weighbridge.cli_read import read_and_print

    file = tmp_path / "report.txt"
    file.write_text(TEXT)
    bench.server.says(Said(status=500))
    with pytest.raises(ExitError):
        read_and_print([file], True, False, bench.reader(attempts=1), 20)
    told_ = capfd.readouterr().err
    assert "the server answers 500" in told_
    assert "nothing to read" not in told_


def test_what_was_not_read_is_not_scored(bench: Bench, tmp_path: Path) -> None:
    for at in range(3):
        row = {"id": f"doc-{at}", "text": f"Report {at}. {TEXT}", "statements": [told()]}
        (tmp_path / f"{at}.json").write_text(json.dumps(row))
    bench.server.script = lambda body, number: (
        Said(completion(TRUE)) if "Report 0" in body["messages"][-1]["content"] else Said(status=500)
    )
    done = evaluated(bench, tmp_path)
    assert json.loads(done.stdout)["core"]["f1"] == 1
    assert "left out of the figures: 2 of 3 documents" in done.stderr
    bench.server.says(Said(status=500))
    (tmp_path / "0.json").unlink()
    done = evaluated(bench, tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "none of the 2 documents could be read" in done.stderr


def evaluated(bench: Bench, folder: Path) -> subprocess.CompletedProcess[str]:
    settings = {"URL": bench.server.url, "MODEL": "weigher-7b", "CACHE": str(bench.cache), "ATTEMPTS": "1"}
    return subprocess.run(
        [sys.executable, "-m", "weighbridge", "evaluate", str(folder), "--reader", "llm", "--json"],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **{f"WEIGHBRIDGE_LLM_{name}": value for name, value in settings.items()}},
        check=False,
    )
