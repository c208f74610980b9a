"""A ledger opens, or it is said why not and what to do; what is no ledger is left as it is."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import weighbridge.ledger
from weighbridge.identity import document_id
from weighbridge.ledger import (
    Ledger,
    LedgerError,
    Membership,
    add_many,
    content_hash,
    entries,
    memberships,
    open_ledger,
    pairs,
    reviews,
    search,
    transfers,
)
from weighbridge.ledger.opening import default_ledger, reading, writing
from weighbridge.ledger.schema import VERSION_TABLE, VERSIONS, metadata
from weighbridge.model import Details

HERE = Path(__file__).parent
FIRST = "d0a431bdb13db06a7bf76cfc39cf39194d088abd95a2567a28bedf596052cbef"
"""The content hash of ``first.sql``."""


@pytest.fixture
def file(tmp_path: Path, made: ModuleType) -> Path:
    """A SQLite ledger of sixty documents, closed."""
    path = tmp_path / "full.sqlite"
    ledger = open_ledger(path)
    list(add_many(ledger, made.additions(60)))
    ledger.close()
    return path


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every user may look into."""
    folder = Path(tempfile.mkdtemp(prefix="weighbridge-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def refusal(where: str | Path, **options: Any) -> str:
    """What is said when a ledger is opened that can't be."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(where, **options)
    return str(caught.value)


def test_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "of 100% ?#&" / "lédger.sqlite"
    open_ledger(path).close()
    ledger = open_ledger(str(path), create=False)
    assert ledger.where == str(path)
    assert content_hash(ledger)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    ledger.close()


def test_a_url_of_a_file(tmp_path: Path) -> None:
    open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite").close()
    open_ledger(tmp_path / "ledger.sqlite", create=False).close()


def test_not_made_unless_asked(where: str, tmp_path: Path) -> None:
    assert "weighbridge add" in refusal(where, create=False)
    assert not list(tmp_path.iterdir())


def test_an_empty_file_is_a_new_ledger(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    assert "it is empty" in refusal(path, create=False)
    assert not list(entries(open_ledger(path)))


def test_the_tables_are_those_that_the_code_works_with(ledger: Ledger) -> None:
    with reading(ledger) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        found = [one for one in compare_metadata(context, metadata) if not about_words(one)]
    assert found == []
    migrations = ScriptDirectory(str(Path(weighbridge.ledger.__file__).parent / "migrations"))
    assert tuple(one.revision for one in migrations.walk_revisions())[::-1] == VERSIONS


def about_words(difference: Any) -> bool:
    """Whether a difference is about a full-text index, which is the database's own."""
    return "_words" in str(getattr(difference[1], "name", "")) if isinstance(difference, tuple) else False


def test_a_ledger_of_the_first_version_opens(tmp_path: Path, made: ModuleType) -> None:
    path = tmp_path / "first.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((HERE / "first.sql").read_text(encoding="utf-8"))
    told: list[str] = []
    ledger = open_ledger(path, tell=told.append)
    assert told == [f"{path}: bringing the ledger from schema 0001 to {VERSIONS[-1]}"]
    open_ledger(path, tell=told.append).close()
    assert len(told) == 1, "once"
    assert content_hash(ledger) == FIRST
    with reading(ledger) as connection:
        pages = connection.exec_driver_sql("SELECT page FROM documents ORDER BY page").scalars().all()
    assert pages == [f"news.example/{number}" for number in range(5)]
    found = list(entries(ledger))
    assert len(found) == 5 * 3 - 1 - 1  # of the newer reading one less, one rejected
    assert "SE" in {supplier for supplier, _ in pairs(ledger)}
    assert [one.verdict for one in reviews(ledger)] == ["reject", "correct"]
    assert len(search(ledger, "missiles")) == len(found)
    assert [one.fields for one in transfers(ledger)] == [{"why": []}]
    assert memberships(ledger) == [Membership(reviews(ledger)[1].statement, "t1", "o1")]
    assert [one.new for one in add_many(ledger, made.additions(6))] == [False] * 5 + [True]
    ledger.close()


def test_an_older_ledger_is_given_the_further_addresses_of_its_pages(tmp_path: Path, made: ModuleType) -> None:
    path = tmp_path / "sixth.sqlite"
    ledger = open_ledger(path)
    one = made.addition(1)
    details = Details(canonical="https://news.example/the/story-1234")
    list(add_many(ledger, [replace(one, document=replace(one.document, details=details)), made.addition(2)]))
    ledger.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP TABLE pasts; DROP INDEX memberships_doubt_supplier; DROP INDEX memberships_doubt_recipient;"
            "DROP TABLE superseded; DROP TABLE preferences; DROP INDEX statements_marked;"
            "ALTER TABLE statements DROP COLUMN mark;"
            "ALTER TABLE readings DROP COLUMN model; ALTER TABLE readings DROP COLUMN prompt;"
            "DROP TABLE addresses; DROP TABLE sightings; DROP TABLE lapses; DROP TABLE successions;"
            "CREATE TABLE successions (earlier TEXT, later TEXT, day TEXT, PRIMARY KEY (earlier, later));"
            f"UPDATE {VERSION_TABLE} SET version_num = '0006';"
        )
    ledger = open_ledger(path)
    with reading(ledger) as read:
        rows = read.exec_driver_sql("SELECT document, page FROM addresses").all()
    assert rows == [(document_id(one.document), "news.example/the/story-1234")]
    ledger.close()


def test_a_newer_ledger_is_refused(ledger: Ledger, where: str) -> None:
    with writing(ledger) as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    ledger.close()
    assert "newer Weighbridge (schema 9999" in refusal(where)


def test_what_is_no_ledger_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text, other, marked, alike = (tmp_path / name for name in ("text.txt", "other.db", "marked.db", "alike.db"))
    text.write_text("Poland has sent Ukraine 14 tanks.")
    for path, script in (
        (other, "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('x');"),
        (marked, "PRAGMA application_id = 1; CREATE TABLE documents (id TEXT);"),
        (alike, "CREATE TABLE documents (id TEXT); CREATE TABLE weighbridge_version (version_num TEXT);"),
    ):
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
    for path, words in (
        (text, "no ledger but some other file"),
        (other, "another program"),
        (marked, "another program"),
        (alike, "another program"),
    ):
        before = path.read_bytes()
        said = refusal(path)
        assert said.startswith(str(path))
        assert words in said
        assert path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alike.db", "marked.db", "other.db", "text.txt"]
    assert "it is a folder" in refusal(tmp_path)
    assert "no ledger but" in refusal(Path(sys.executable))
    assert "can't be opened" in refusal(text / "below" / "ledger.sqlite")


def test_another_programs_database_on_a_server_is_refused(server: Any) -> None:
    server.psql("CREATE DATABASE others;")
    ledger = open_ledger(server.get_uri("others"))
    with writing(ledger) as connection:
        connection.exec_driver_sql(f"DROP TABLE {VERSION_TABLE}")
    ledger.close()
    assert "tables of another program" in refusal(server.get_uri("others"))


@pytest.mark.parametrize("kept", [100, 4096, 0.5, 0.9])
def test_a_file_cut_short_is_damaged(file: Path, kept: float) -> None:
    size = int(kept if kept > 1 else file.stat().st_size * kept)
    with file.open("r+b") as stream:
        stream.truncate(size)
    assert_damaged(file)


@pytest.mark.parametrize("first", [16, 4096])
def test_a_file_written_over_is_damaged(file: Path, first: int) -> None:
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(first)
        stream.write(b"\xa7" * (size - first))
    assert_damaged(file)


def assert_damaged(path: Path) -> None:
    """Whatever is asked of it, the answer is that the ledger is damaged, with the file's name."""

    def ask() -> None:
        ledger = open_ledger(path)
        list(entries(ledger))
        content_hash(ledger)
        search(ledger, "missiles")

    with pytest.raises(LedgerError, match=r"(?s)^\S+full\.sqlite: it is damaged; put back a copy"):
        ask()


def test_a_row_that_is_no_statement_is_damage(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE statements SET fields = '{}' WHERE seq = 1")
        connection.commit()
    with pytest.raises(LedgerError, match="it is damaged"):
        list(entries(open_ledger(file)))


def test_locked_by_another_program(ledger: Ledger, where: str, made: ModuleType) -> None:
    list(add_many(ledger, [made.addition(1)]))
    impatient = open_ledger(where, patience=0.1)
    before = content_hash(ledger)
    with writing(ledger):
        with pytest.raises(LedgerError, match="another program is writing to it; try again"):
            list(add_many(impatient, [made.addition(2)]))
        assert len(list(entries(impatient))) == 3, "reading goes on"
    assert content_hash(impatient) == before
    assert [one.new for one in add_many(impatient, [made.addition(2)])] == [True]
    impatient.close()


def test_locked_while_it_is_made(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert "another program is writing to it" in refusal(path, patience=0.1)
    open_ledger(path).close()


def test_another_program_that_makes_it_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself waits for a lock, but not where the way of writing changes while another has begun to write."""
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        ends = threading.Timer(0.5, connection.rollback)
        ends.start()
        open_ledger(path).close()
        ends.join()


def unprivileged(act: Callable[[], None]) -> str:
    """What LedgerError says when somebody without privileges acts; '' where nothing is in the way."""
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def child() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        try:
            act()
            sender.send("")
        except LedgerError as error:
            sender.send(str(error))

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    sender.close()
    said = str(receiver.recv())
    process.join()
    return said


def test_a_file_or_folder_that_may_not_be_written(open_to_all: Path, made: ModuleType) -> None:
    path = open_to_all / "ledger.sqlite"
    ledger = open_ledger(path)
    list(add_many(ledger, made.additions(2)))
    before = content_hash(ledger)
    ledger.close()
    path.chmod(0o444)

    def add() -> None:
        list(add_many(open_ledger(path), made.additions(3)))

    open_to_all.chmod(0o555)
    said = unprivileged(add)
    assert said.startswith(str(path))
    assert "permissions" in said
    assert "permissions" in unprivileged(lambda: open_ledger(open_to_all / "new.sqlite").close())
    assert "permissions" in unprivileged(lambda: open_ledger(open_to_all / "new" / "new.sqlite").close())
    open_to_all.chmod(0o777)
    assert "permissions" in unprivileged(add)
    path.chmod(0o000)
    said = unprivileged(add)
    assert "permission denied" in said
    path.chmod(0o644)
    assert content_hash(open_ledger(path)) == before


def test_a_ledger_in_a_folder_that_may_not_be_written_can_be_read(open_to_all: Path, made: ModuleType) -> None:
    path = open_to_all / "ledger.sqlite"
    ledger = open_ledger(path)
    list(add_many(ledger, made.additions(2)))
    ledger.close()
    path.chmod(0o444)
    open_to_all.chmod(0o555)

    def read() -> None:
        opened = open_ledger(path, create=False)
        raise LedgerError(f"{len(list(entries(opened)))} statements")

    assert unprivileged(read) == "6 statements"
    open_to_all.chmod(0o777)


@pytest.mark.parametrize("kilobytes", [0, 30, 200, 700])
def test_no_room_left(tmp_path: Path, made: ModuleType, kilobytes: int) -> None:
    """A limit on the size of files stands for a full disk."""
    path = tmp_path / "ledger.sqlite"
    script = str(Path(made.__file__ or ""))
    limited = f'ulimit -f {kilobytes}; exec "$@"'
    done = subprocess.run(
        ["bash", "-c", limited, "-", sys.executable, script, str(path), "600"],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 1
    reported = done.stdout.decode().split()
    assert "done" not in reported
    last = done.stderr.decode().strip().splitlines()[-1]
    assert "LedgerError" in last
    assert str(path) in last
    assert "room" in last or "its disk" in last
    ledger = open_ledger(path)
    there = {entry.document for entry in entries(ledger)}
    assert set(reported) <= there
    list(add_many(ledger, made.additions(600)))
    undisturbed = open_ledger(tmp_path / "undisturbed.sqlite")
    list(add_many(undisturbed, made.additions(600)))
    assert content_hash(ledger) == content_hash(undisturbed)


def test_a_server_that_is_not_there() -> None:
    said = refusal("postgresql://ada:secret@127.0.0.1:1/ledger")
    assert "can't be reached" in said
    assert "secret" not in said
    assert "127.0.0.1:1/ledger" in said


def test_a_database_that_is_not_there(server: Any) -> None:
    said = refusal(server.get_uri("nowhere"))
    assert "database of" in said
    assert "nowhere" in said


@pytest.mark.parametrize("url", ["mysql://host/x", "http://host/x", "postgresql//x://", "x://[", "sqlite://"])
def test_what_is_no_url_of_a_ledger(url: str) -> None:
    said = refusal(url)
    assert "postgresql://" in said


def test_where_the_ledger_is_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEIGHBRIDGE_LEDGER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_ledger() == str(tmp_path / "weighbridge" / "ledger.sqlite")
    monkeypatch.setenv("WEIGHBRIDGE_LEDGER", "postgresql://host/x")
    assert default_ledger() == "postgresql://host/x"
