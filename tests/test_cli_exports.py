"""``export`` and ``import`` from outside."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.exports.ledgers import HOSTILE, PLAIN, make
from tests.program import ran

from weighbridge.ledger import content_hash, open_ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("ledger") / "ledger.sqlite")


def run(ledger: Path | None, *words: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    where = [] if ledger is None else ["--ledger", str(ledger)]
    return ran(
        [*map(str, words), *where],
        input=given,
        env={key: value for key, value in os.environ.items() if not key.startswith("WEIGHBRIDGE")},
    )


@pytest.mark.parametrize(
    ("what", "name", "begins"),
    [
        ("statements", "a.csv", b'"id","supplier"'),
        ("transfers", "a.xlsx", b"PK"),
        ("documents", "a.parquet", b"PAR1"),
        ("pairs", "a.jsonl", b'{"supplier"'),
        ("register", "a.csv", b'"supplier","recipient","number_ordered"'),
        ("entities", "a.json", b'{"id": "weighbridge-'),
        ("stix", "a.json", b'{"type": "bundle"'),
        ("sqlite", "a.db", b"SQLite format 3\x00"),
        ("all", "a.jsonl", b'{"weighbridge"'),
    ],
)
def test_a_file_is_written_in_the_format_of_its_end(
    ledger: Path, tmp_path: Path, what: str, name: str, begins: bytes
) -> None:
    path = tmp_path / name
    done = run(ledger, "export", what, "--out", path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    assert b"written to" in done.stderr
    assert path.read_bytes().startswith(begins)
    assert not stat.S_IMODE(path.stat().st_mode) & 0o111
    before = path.read_bytes()
    again = run(ledger, "export", what, "--out", path)
    assert again.returncode == 1
    assert b"--force" in again.stderr
    assert path.read_bytes() == before


def test_standard_output_has_the_rows_and_nothing_else(ledger: Path) -> None:
    for words, number in (
        (("statements",), len(PLAIN) + len(HOSTILE)),
        (("statements", "--json"), len(PLAIN) + len(HOSTILE)),
        (("statements", "--supplier", "IR", "--since", "2024-05-03", "--until", "2024-05-03"), 1),
        (("statements", "--goods", "uav"), 1),
        (("statements", "--likely", "0.01", "--goods", "uav"), 0),
        (("transfers", "--recipient", "ML"), 1),
        (("changes", "--since", "2024-05-01", "--as-of", "2024-05-04"), None),
    ):
        done = run(ledger, "export", *words)
        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(rows) == number or (number is None and rows)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("everything",), "can't be exported; choose statements"),
        (("statements", "--format", "pdf"), "jsonl, csv, xlsx, parquet"),
        (("statements", "--format", "xlsx"), "--out statements.xlsx"),
        (("statements", "--out", "a.doc"), "add --format"),
        (("statements", "--goods", "bananas"), "there is no goods 'bananas'"),
        (("statements", "--since", "soon"), "is no day"),
        (("measures", "--supplier", "IR"), "--supplier does not go with an export of measures"),
        (("transfers", "--bom"), "--bom does not go with"),
        (("transfers", "--marking", "red"), "--marking does not go with"),
        (("changes",), "name it: --since"),
        (("stix", "--marking", "pink"), "white, green, amber, red"),
        (("statements", "--out", "no/such/folder/a.csv"), "there is no folder"),
    ],
)
def test_a_question_that_makes_no_sense_is_told(ledger: Path, words: tuple[str, ...], told: str) -> None:
    done = run(ledger, "export", *words)
    assert done.returncode == 1
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_a_whole_ledger_goes_out_and_comes_back(ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    content = run(ledger, "export", "all").stdout
    done = run(copy, "import", "-", given=content)
    assert done.returncode == 0, done.stderr
    assert f"{len(PLAIN) + len(HOSTILE)} new documents" in done.stderr.decode()
    one, two = open_ledger(ledger), open_ledger(copy)
    assert content_hash(one) == content_hash(two)
    one.close()
    two.close()
    again = run(copy, "import", "-", "--json", given=content)
    assert json.loads(again.stdout) == {
        "documents": 0,
        "known": len(PLAIN) + len(HOSTILE),
        "readings": 0,
        "reviews": 0,
        "older": 0,
    }


def test_a_broken_file_makes_no_ledger(ledger: Path, tmp_path: Path) -> None:
    copy, path = tmp_path / "copy.sqlite", tmp_path / "cut.jsonl"
    path.write_bytes(run(ledger, "export", "all").stdout[:-20])
    for file in (path, tmp_path / "nowhere.jsonl", tmp_path):
        done = run(copy, "import", file)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert str(file).encode() in done.stderr
        assert not copy.exists()


def test_a_library_that_is_missing_is_named(ledger: Path, tmp_path: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from weighbridge.__main__ import main; main()"
    words = ["export", "statements", "--out", str(tmp_path / "a.parquet"), "--ledger", str(ledger)]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"pip install 'weighbridge[exports]'" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_reader_that_goes_away_is_no_error(ledger: Path) -> None:
    command = [sys.executable, "-m", "weighbridge", "export", "statements", "--ledger", str(ledger)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.readline()
        done.stdout.close()
        assert done.stderr.read() == b""
    assert done.returncode == 0
