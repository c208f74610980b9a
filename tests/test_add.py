"""What ``weighbridge add`` promises: a line for what is kept, a run that can be cut short, and clear refusals."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.program import ran

from weighbridge.identity import document_id
from weighbridge.ledger import content_hash, document, entries, measures, open_ledger, provenances
from weighbridge.running import reader_version

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "weighbridge", *map(str, arguments)]


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    done = ran(arguments, input=stdin, env={**os.environ, **environment})
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def small(number: int) -> dict[str, str]:
    """A small document with a statement."""
    text = f"Poland has sent Ukraine {number + 2} Leopard tanks, the Polish defence minister said on Friday."
    return {"id": f"small-{number}", "text": text, "published": f"2024-01-{number % 28 + 1:02d}"}


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Thirty small documents in a file, and the content hash of the undisturbed ledger of them beside it."""
    folder = tmp_path_factory.mktemp("thirty")
    file = folder / "thirty.jsonl"
    file.write_text("".join(json.dumps(small(number)) + "\n" for number in range(30)))
    assert len(rows(run("add", file, "--json", "--ledger", folder / "undisturbed.sqlite"))) == 30
    opened = open_ledger(folder / "undisturbed.sqlite", create=False)
    hashed = content_hash(opened)
    opened.close()
    return file, hashed


def test_what_is_read_is_what_is_kept(where: Path) -> None:
    found = rows(run("add", EXAMPLES, "--json", "--ledger", where))
    fields = ["id", "name", "statements", "measures", "new", "supersedes", "superseded_by"]
    assert [list(row) for row in found] == [fields] * len(found)
    assert all(row["new"] for row in found)
    opened = open_ledger(where, create=False)
    read = {row["id"]: row for row in rows(run("read", EXAMPLES, "--json"))}
    for row in found:
        kept = [one.statement for one in entries(opened, documents=[row["id"]])]
        plain = read[row["name"]]
        assert len(kept) == row["statements"] == len(plain["statements"])
        assert row["measures"] == len(plain["measures"])
        assert sorted((one.start, one.evidence) for one in kept) == sorted(
            (one["start"], one["evidence"]) for one in plain["statements"]
        )
        text = document(opened, row["id"])
        assert text is not None
        assert document_id(text) == row["id"]
        for one in kept:
            assert text.text[one.start : one.end] == one.evidence
    assert sum(1 for _ in measures(opened)) == sum(row["measures"] for row in found)
    opened.close()


def test_again_reads_nothing_and_changes_nothing(where: Path, thirty: tuple[Path, str]) -> None:
    file, hashed = thirty
    shutil.copy(file.parent / "undisturbed.sqlite", where)
    again = rows(run("add", file, "--json", "--ledger", where, "--jobs", "2"))
    assert [(row["name"], row["statements"], row["new"]) for row in again] == [
        (f"small-{number}", 1, False) for number in range(30)
    ]
    opened = open_ledger(where, create=False)
    assert content_hash(opened) == hashed
    opened.close()
    told = run("add", file, "--ledger", where)
    assert told.stdout.count(b", known\n") == 30
    assert b"0 documents added" in told.stderr
    assert b"30 known" in told.stderr


def test_more_processes_add_the_same(where: Path, thirty: tuple[Path, str]) -> None:
    file, hashed = thirty
    assert len(rows(run("add", file, "--json", "--jobs", "3", WEIGHBRIDGE_LEDGER=str(where)))) == 30
    opened = open_ledger(where, create=False)
    assert content_hash(opened) == hashed
    opened.close()


def test_the_ledger_is_in_the_data_folder_unless_told(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "WEIGHBRIDGE_LEDGER"}
    done = ran(
        ["add", "-"],
        input=json.dumps(small(1)),
        env={**environment, "XDG_DATA_HOME": str(tmp_path)},
        check=True,
    )
    assert (tmp_path / "weighbridge" / "ledger.sqlite").is_file()
    assert b"1 statement, 0 measures" in done.stdout


def test_one_bad_document_does_not_stop_the_rest(where: Path, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in (1, 3):
        (folder / f"{number}.json").write_text(json.dumps(small(number)))
    (folder / "2.json").write_text("{broken")
    (folder / "4.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (folder / "5.txt").write_text("Le ministre a dit que la France a envoyé des chars à l'Ukraine vendredi dernier.")
    done = run("add", folder, "--json", "--ledger", where)
    assert [row["name"] for row in rows(done)] == ["small-1", "small-3"]
    assert b"2.json" in done.stderr
    assert b"2 documents added" in done.stderr
    assert b"refused" in done.stderr


def test_odd_text_is_kept_as_it_is(where: Path) -> None:
    odd = {**small(1), "text": small(1)["text"] + " \x00\x1a\u2028\ufeff" + "\ud7ff Ünïcödé", "title": "\x1b[31m"}
    done = run("add", "-", "--json", "--ledger", where, stdin=json.dumps(odd).encode())
    [row] = rows(done)
    opened = open_ledger(where, create=False)
    kept = document(opened, row["id"])
    assert kept is not None
    assert (kept.text, kept.title) == (odd["text"], odd["title"])
    opened.close()


def test_nothing_to_add_is_exit_code_1(where: Path, tmp_path: Path) -> None:
    assert run("add", tmp_path / "no-such-file", "--ledger", where).returncode == 1
    done = run("add", "-", "--ledger", where, stdin=b"\x00\x01")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr


def test_what_can_not_be_a_ledger_is_told_in_one_line(tmp_path: Path) -> None:
    songs = tmp_path / "songs.db"
    with closing(sqlite3.connect(songs)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    report = tmp_path / "report.json"
    report.write_text(json.dumps(small(1)))
    for where, words in (
        (str(songs), "another program"),
        (str(report), "no ledger but some other file"),
        (str(tmp_path), "it is a folder"),
        ("postgresql://127.0.0.1:1/ledger", "can't be reached"),
        ("mysql://127.0.0.1/ledger", "postgresql://"),
    ):
        done = run("add", report, "--ledger", where)
        assert (done.returncode, done.stdout) == (1, b""), where
        assert words in done.stderr.decode()
        assert done.stderr.count(b"\n") == 1
    assert json.loads(report.read_text()) == small(1)


def test_reader_version_tells_readers_apart() -> None:
    versions = {reader_version(), reader_version(careful=True), reader_version(model="another_model")}
    assert len(versions) == 3
    assert reader_version() == reader_version()


def test_a_careful_reading_supersedes(where: Path, thirty: tuple[Path, str]) -> None:
    shutil.copy(thirty[0].parent / "undisturbed.sqlite", where)
    again = rows(run("add", thirty[0], "--json", "--careful", "--ledger", where))
    assert all(row["new"] for row in again)
    opened = open_ledger(where, create=False)
    assert len(list(provenances(opened))) == 30
    assert len(list(entries(opened))) == sum(row["statements"] for row in again)
    opened.close()


def test_an_interrupt_ends_it_cleanly_and_keeps_what_was_told(where: Path) -> None:
    """It is interrupted while it waits for more documents on standard input."""
    process = subprocess.Popen(
        command("add", "-", "--json", "--ledger", where),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    other = {"id": "other", "text": "The ship went to port. " * 20_000}
    for one in (small(1), other):
        process.stdin.write(json.dumps(one).encode() + b"\n")
    process.stdin.flush()
    first = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told.decode()
    assert b"interrupted" in told
    assert b"Traceback" not in told
    opened = open_ledger(where, create=False)
    assert first["id"] in {one.id for one in provenances(opened)}
    opened.close()


def test_killed_and_run_again(where: Path, thirty: tuple[Path, str]) -> None:
    """The command itself, killed after so many lines; ``ledger/test_killing.py`` does it a hundred times."""
    file, hashed = thirty
    chance = random.Random(11)
    reported: set[str] = set()
    for _ in range(4):
        process = subprocess.Popen(command("add", file, "--json", "--ledger", where), stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 30)):
            process.stdout.readline()
        process.kill()
        rest = process.communicate(timeout=60)[0].splitlines()
        reported |= {json.loads(line)["id"] for line in rest if line.endswith(b"}")}
        opened = open_ledger(where)
        assert reported <= {one.id for one in provenances(opened)}
        opened.close()
    done = rows(run("add", file, "--json", "--ledger", where))
    assert len(done) == 30
    opened = open_ledger(where, create=False)
    assert content_hash(opened) == hashed
    opened.close()


def test_full_disk_is_told_and_a_second_run_finishes(where: Path, thirty: tuple[Path, str]) -> None:
    file, hashed = thirty
    limited = subprocess.run(
        ["bash", "-c", 'ulimit -f 300; exec "$@"', "-", *command("add", file, "--json", "--ledger", where)],
        capture_output=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert limited.returncode == 1
    assert b"Traceback" not in limited.stderr
    assert str(where) in limited.stderr.decode()
    kept = [json.loads(line)["id"] for line in limited.stdout.splitlines()]
    opened = open_ledger(where)
    assert set(kept) <= {one.id for one in provenances(opened)}
    opened.close()
    assert len(rows(run("add", file, "--json", "--ledger", where))) == 30
    opened = open_ledger(where)
    assert content_hash(opened) == hashed
    opened.close()


def test_a_date_that_is_yet_to_come_is_told(tmp_path: Path, where: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text(json.dumps({**small(1), "published": "2999-01-05"}))
    done = run("add", file, "--ledger", where)
    assert done.returncode == 0
    assert b"small-1: it is dated 2999-01-05, which is yet to come" in done.stderr


def captured(number: int, day: int) -> bytes:
    """A record of a web archive: a page as it was on a day of March 2024."""
    told = (
        f"Poland has sent Ukraine {number} Leopard tanks, the Polish defence minister said on Friday.",
        "It had rained in the capital all night, and the minister told reporters that he was glad of a dry room.",
    )
    page = (
        '<html lang="en"><head><title>Tanks</title><meta property="article:published_time" content="2024-03-01">'
        f"</head><body><article><h1>Tanks</h1>{''.join(f'<p>{one}</p>' for one in told)}</article></body></html>"
    )
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/tanks\r\n"
        f"WARC-Date: 2024-03-{day:02d}T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-0000000000{day:02d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n"
    ).encode()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (0, 2, 1)])
def test_a_page_that_went_back_to_its_first_text_in_an_archive_stands_with_it(
    where: Path, tmp_path: Path, order: tuple[int, ...]
) -> None:
    records = [captured(14, 2), captured(99, 5), captured(14, 9)]
    archive = tmp_path / "tanks.warc"
    archive.write_bytes(b"".join(records[number] for number in order))
    run("add", archive, "--ledger", where)
    again = rows(run("add", archive, "--json", "--ledger", where))
    assert not any(row["new"] for row in again)
    opened = open_ledger(where, create=False)
    for day, number in (("02", 14), ("04", 14), ("05", 99), ("08", 99), ("09", 14)):
        [found] = entries(opened, as_of=f"2024-03-{day}")
        assert f" {number} " in found.statement.evidence, day
    [found] = entries(opened)
    assert " 14 " in found.statement.evidence
    opened.close()
    told = run("changes", "--since", "2024-03-06", "--ledger", where).stdout.decode()
    assert "quantity 99 to 14" in told
    assert not run("changes", "--since", "2024-03-10", "--ledger", where).stdout
    both = run("changes", "--since", "2024-03-03", "--ledger", where).stdout.decode()
    assert both.index("quantity 14 to 99") < both.index("quantity 99 to 14")


def test_a_text_that_is_added_again_without_its_time_is_told_to_be_an_earlier_version(
    where: Path, tmp_path: Path
) -> None:
    page = {"url": "https://courier.example/tanks", "published": "2024-03-01", "title": "Tanks"}
    first, second = ({**small(number), **page, "id": f"saved-{number}"} for number in (12, 97))
    for told in (first, second, first):
        done = run("add", "-", "--ledger", where, stdin=json.dumps(told).encode())
    assert b"earlier version of" in done.stdout
    opened = open_ledger(where, create=False)
    [found] = entries(opened)
    assert " 99 " in found.statement.evidence
    opened.close()
