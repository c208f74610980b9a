"""What the command line promises: results on standard output, all else on standard error, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.program import ran

import weighbridge
from weighbridge.cli_common import json_line
from weighbridge.evaluation import gold
from weighbridge.model import as_json

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
CORPUS = ROOT / "corpus" / "open"
SCOOP = EXAMPLES / "01-agency-scoop.json"


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return ran(
        [*map(str, arguments)],
        input=stdin,
        timeout=300,
        env={**os.environ, **environment},
    )


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    run("--help")  # compiled modules from here on
    fastest = 9.0
    for _ in range(20):  # beside other work any of them may be slow
        begun = time.monotonic()
        done = run("--help")
        fastest = min(fastest, time.monotonic() - begun)
        assert done.returncode == 0
        if fastest < 0.4:
            break
    for word in (b"read", b"attributions", b"evaluate", b"demo", b"lexicon"):
        assert word in done.stdout
    assert fastest < 0.4
    heavy = (
        "import sys, weighbridge, weighbridge.cli;"
        "print([name for name in ('spacy', 'rich', 'numpy') if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", heavy], capture_output=True, check=True)
    assert loaded.stdout.strip() == b"[]"


def test_version_and_usage() -> None:
    assert weighbridge.__version__ in run("--version").stdout.decode()
    for wrong in (
        ("read",),
        ("read", "x", "--jobs", "0"),
        ("read", "x", "--no-such-option"),
        ("no-such-command",),
    ):
        assert run(*wrong).returncode == 2, wrong


def test_nothing_readable_is_exit_code_1() -> None:
    for arguments, stdin in ((("read", "no-such-file"), b""), (("read", "-", "--json"), b"\x00\x01\x02")):
        done = run(*arguments, stdin=stdin)
        assert done.returncode == 1
        assert done.stdout == b""
        assert done.stderr


def test_read_json_rows_quote_their_text() -> None:
    document = json.loads(SCOOP.read_text())
    [row] = rows(run("read", SCOOP, "--json"))
    assert list(row) == ["id", "statements", "measures"]
    assert row["id"] == document["id"]
    assert row["statements"]
    for statement in row["statements"]:
        assert document["text"][statement["start"] : statement["end"]] == statement["evidence"]
        assert "because" not in statement


def test_order_and_results_are_the_same_with_more_processes() -> None:
    files = sorted(EXAMPLES.glob("*.json"))
    one, two = run("read", *files, "--json"), run("read", *files, "--json", "--jobs", "2")
    assert one.stdout == two.stdout
    assert [row["id"] for row in rows(one)] == [file.stem for file in files]


def test_some_refused_is_still_a_success(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{broken")
    (tmp_path / "b.txt").write_text("Poland has sent Ukraine 14 tanks, the defence minister said on Friday.")
    done = run("read", tmp_path, "--json")
    assert [row["id"] for row in rows(done)] == ["b"]
    assert b"a.json" in done.stderr
    assert b"line 1" in done.stderr


def test_a_start_from_nothing_says_the_same() -> None:
    """The other tests start the program where its modules and models are loaded already (``tests/program.py``)."""
    command = [sys.executable, "-m", "weighbridge", "read", str(SCOOP), "--json"]
    real = subprocess.run(command, capture_output=True, check=False)
    forked = run("read", SCOOP, "--json")
    assert (real.returncode, real.stdout, real.stderr) == (forked.returncode, forked.stdout, forked.stderr)


def test_table_for_people_has_evidence_and_no_colour_codes() -> None:
    [row] = rows(run("read", SCOOP, "--json"))
    assert row["statements"]
    for columns in ("50", "100", "180"):
        done = run("read", SCOOP, COLUMNS=columns)
        assert done.returncode == 0
        text = done.stdout.decode()
        assert "\x1b" not in text
        assert "from > to" in text
        assert "IR > RU" in text
        for statement in row["statements"]:
            assert " ".join(statement["evidence"].split()) in " ".join(text.split())
        assert max(map(len, text.splitlines())) <= int(columns)


def test_explain_gives_reasons_and_silent_sentences() -> None:
    [row] = rows(run("read", SCOOP, "--json", "--explain"))
    assert all("because" in statement for statement in row["statements"])
    assert isinstance(row["silent"], list)
    assert run("read", SCOOP, "--explain").returncode == 0


def test_hostile_text_cannot_steer_the_terminal() -> None:
    text = "Iran has sent Russia\x1b]0;owned\x07 missiles\x1b[2J and \u202edrones, Kyiv said on Friday."
    stdin = json.dumps({"id": "x\x1b[31m", "title": "\x1b[5m", "text": text}).encode()
    done = run("read", "-", stdin=stdin)
    assert done.returncode == 0
    for char in ("\x1b", "\x07", "\u202e"):
        assert char not in done.stdout.decode()
        assert char not in done.stderr.decode()
    [row] = rows(run("read", "-", "--json", stdin=stdin))
    assert row["id"] == "x\x1b[31m"


def test_json_can_not_turn_the_reading_order() -> None:
    value = {"title": "Tanks \u202ekcab\u2069 \u200f\u061c und K\u00e4se \u2019"}
    line = json_line(value)
    assert json.loads(line) == value
    assert not set(line) & set("\u202e\u2069\u200f\u061c")
    assert "K\u00e4se \u2019" in line


def test_json_lines_stay_lines() -> None:
    text = "Iran has sent Russia missiles,\u2028 Kyiv said\x85 on Friday. Moscow got the missiles from Iran."
    done = run("read", "-", "--json", stdin=json.dumps({"id": "x", "text": text}).encode())
    assert len(done.stdout.decode().splitlines()) == 1


def test_huge_and_stopless_texts_are_read_in_bounded_time() -> None:
    for text in ("the ship went to port and " * 20_000, "x" * 500_000, "Iran sent missiles to Russia " * 200):
        begun = time.monotonic()
        done = run("read", "-", "--json", stdin=json.dumps({"id": "x", "text": text}).encode())
        assert done.returncode == 0
        assert time.monotonic() - begun < 120


def test_output_that_nobody_reads_any_more_ends_quietly() -> None:
    command = f"{sys.executable} -m weighbridge read {EXAMPLES} --json | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=300, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_interrupt_ends_with_130() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "weighbridge", "read", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    # the reader takes documents in batches: enough of them for a first one, and the input stays open
    for number in range(100):
        text = "It rained in the harbour. " * 100 + "Iran sent missiles to Russia. Kyiv said so."
        process.stdin.write(json.dumps({"id": f"{number}", "text": text}).encode() + b"\n")
    process.stdin.flush()
    if not process.stdout.readline():
        pytest.fail(process.communicate()[1].decode())
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_attributions_as_json() -> None:
    text = "The weather will turn on Sunday, the forecaster said. “It will snow,” Anna Berg told the paper."
    [row] = rows(run("attributions", "-", "--json", stdin=json.dumps({"id": "w", "text": text}).encode()))
    assert list(row) == ["id", "attributions"]
    assert row["attributions"]
    for one in row["attributions"]:
        assert list(one) == ["source", "cue", "content"]
        assert all(0 <= start < end <= len(text) for spans in one.values() for start, end in spans)


def test_attributions_inside_others_words_only_with_nested() -> None:
    text = "The minister said that the envoy had denied the sale."
    stdin = json.dumps({"id": "n", "text": text}).encode()

    def sources(*options: str) -> list[str]:
        [row] = rows(run("attributions", "-", "--json", *options, stdin=stdin))
        return [text[start:end] for one in row["attributions"] for start, end in one["source"]]

    assert sources() == ["The minister"]
    assert sources("--nested") == ["The minister", "the envoy"]


def test_evaluate_reads_and_scores(tmp_path: Path) -> None:
    for file in sorted(CORPUS.glob("*.json"))[:2]:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    figures = json.loads(run("evaluate", tmp_path, "--json").stdout)
    assert figures["documents"] == 2
    assert 0 <= figures["core"]["f1"] <= 1
    done = run("evaluate", tmp_path, "--errors", "1", "--calibration")
    assert b"core" in done.stdout
    assert b"confidence and share" in done.stdout


def test_evaluate_of_the_annotation_itself_is_perfect(tmp_path: Path) -> None:
    file = tmp_path / "predicted.jsonl"
    documents = gold.load(CORPUS)
    file.write_text("".join(json.dumps({"id": d["id"], "statements": d["statements"]}) + "\n" for d in documents))
    done = run("evaluate", CORPUS, "--predicted", file, "--json")
    assert json.loads(done.stdout)["full"]["f1"] == 1.0


def test_evaluate_attributions_of_given_ones(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": "Oslo said no.",
        "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 12]]}],
    }
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(row))
    done = run("evaluate-attributions", file, "--predicted", file, "--json")
    assert json.loads(done.stdout)["found"]["f1"] == 1.0


def test_lexicon_check_names_file_and_line(tmp_path: Path) -> None:
    assert run("lexicon", "check").returncode == 0
    folder = tmp_path / "parties"
    folder.mkdir()
    (folder / "states.toml").write_text('[[state]]\ncode = "PL"\nname = "Poland"\nnames = 5\n')
    (folder / "groups.toml").write_text('[[group]]\ncode = "x\n')
    done = run("lexicon", "check", tmp_path)
    assert done.returncode == 1
    assert b"states.toml:4" in done.stderr
    assert b"groups.toml:2" in done.stderr
    assert run("lexicon", "check", tmp_path / "none").returncode == 1


def test_demo_reads_all_examples() -> None:
    done = rows(run("demo", "--json"))
    read = [row for row in done if "statements" in row]
    weighed = done[len(read) :]
    assert len(read) == 10
    assert sum(len(row["statements"]) for row in read) > 20
    [missiles] = [row for row in weighed if row["id"].startswith("IR-RU-missile.ballistic")]
    assert missiles["denials"] >= 2
    assert missiles["independent"] >= 2
    assert b"What they say together" in run("demo").stdout


def test_from_python() -> None:
    text = "Poland sent Ukraine 14 Leopard tanks, Kyiv said."
    [reading] = weighbridge.read([weighbridge.Document(id="1", text=text)])
    assert reading.document.text == text
    assert reading.problem is None
    for statement in reading.statements:
        assert text[statement.start : statement.end] == statement.evidence
        json.dumps(as_json(statement))
    with pytest.raises(ValueError, match="jobs"):
        list(weighbridge.read([], jobs=0))


def test_examples_are_documents() -> None:
    for file in EXAMPLES.glob("*.json"):
        document = json.loads(file.read_text())
        assert set(document) == {"id", "url", "publisher", "published", "title", "text"}
        assert document["id"] == file.stem
