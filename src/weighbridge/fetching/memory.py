"""What watching remembers between polls and runs: one small SQLite file beside the ledger.

What was seen is written only after it was kept, so that a run that was killed does its work again and loses nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weighbridge.fetching.session import Known

SCHEMA = """
CREATE TABLE IF NOT EXISTS source (
    key TEXT PRIMARY KEY, etag TEXT, modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0, error TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
    source TEXT NOT NULL, key TEXT NOT NULL, url TEXT, stamp TEXT NOT NULL, etag TEXT, modified TEXT,
    outcome TEXT NOT NULL, tries INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_url ON seen (url);
CREATE TABLE IF NOT EXISTS untold (number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, row TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS unsent (number INTEGER PRIMARY KEY, report TEXT NOT NULL);
"""
VERSION = 1
UNSENT = 100
"""Reports that are kept for a webhook that does not answer; the oldest go first."""


class MemoryFileError(ValueError):
    """The file can't be used; the text names it and the remedy."""


@dataclass(frozen=True, slots=True)
class State:
    """How polling a source went."""

    known: Known = Known()
    failures: int = 0
    """In a row."""
    due: float = 0.0
    """Not to be asked before, in seconds since 1970."""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What became of one lead."""

    source: str
    key: str
    url: str | None
    stamp: str
    outcome: str
    """``kept``; ``refused`` for good; ``failed`` and to be tried again."""
    tries: int = 0
    known: Known = Known()


class Memory:
    """What is remembered. Every change is on disk when its method returns."""

    def __init__(self, path: Path) -> None:
        """Open, or make, the file. Raises MemoryFileError."""
        self.path = path
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise MemoryFileError(f"{path}: it was made by a newer version of the program; update it")
            self._connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            remedy = "check the disk, or remove the file: all is looked at anew, and what is in the ledger stays"
            raise MemoryFileError(f"{self.path}: what was seen can't be read or written ({error}); {remedy}") from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction; what ends the block otherwise, an interrupt too, undoes it unless it is on disk already."""
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _do(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(statement, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def state(self, source: str) -> State:
        """How it went with a source so far."""
        rows = self._do("SELECT etag, modified, failures, due, error FROM source WHERE key = ?", source)
        return State(Known(rows[0][0], rows[0][1]), *rows[0][2:]) if rows else State()

    def polled(self, source: str, state: State) -> None:
        """How it went this time."""
        row = (source, state.known.etag, state.known.modified, state.failures, state.due, state.error)
        self._do("REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)", *row)

    def sight(self, source: str, key: str) -> Sight | None:
        """What became of a lead, if it was seen."""
        found = "SELECT url, stamp, outcome, tries, etag, modified FROM seen WHERE source = ? AND key = ?"
        rows = self._do(found, source, key)
        if not rows:
            return None
        url, stamp, outcome, tries, etag, modified = rows[0]
        return Sight(source, key, url, stamp, outcome, tries, Known(etag, modified))

    def kept_elsewhere(self, source: str, url: str) -> bool:
        """Whether the page at ``url`` was kept through another source."""
        asked = "SELECT 1 FROM seen WHERE url = ? AND source != ? AND outcome = 'kept' LIMIT 1"
        return bool(self._do(asked, url, source))

    def saw(self, sight: Sight, at: float, rows: list[dict[str, Any]] | None = None) -> None:
        """Remember a lead, and the documents that it gave until they have been told."""
        with self._writing() as connection:
            connection.execute(
                "REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (sight.source, sight.key, sight.url, sight.stamp, sight.known.etag, sight.known.modified)
                + (sight.outcome, sight.tries, at),
            )
            kept = [(row["document"], json.dumps(row)) for row in rows or ()]
            connection.executemany("INSERT OR IGNORE INTO untold (document, row) VALUES (?, ?)", kept)

    def untold(self) -> list[dict[str, Any]]:
        """Documents that were kept and not told of yet."""
        return [json.loads(row) for (row,) in self._do("SELECT row FROM untold ORDER BY number")]

    def told(self, documents: list[dict[str, Any]], unsent: dict[str, Any] | None = None) -> None:
        """These were told of; ``unsent`` is a report that has to be sent yet."""
        with self._writing() as connection:
            names = [(row["document"],) for row in documents]
            connection.executemany("DELETE FROM untold WHERE document = ?", names)
            if unsent is not None:
                connection.execute("INSERT INTO unsent (report) VALUES (?)", (json.dumps(unsent),))
            oldest = "DELETE FROM unsent WHERE number <= (SELECT max(number) FROM unsent) - ?"
            connection.execute(oldest, (UNSENT,))

    def unsent(self) -> list[tuple[int, dict[str, Any]]]:
        """Reports that a webhook has not taken yet, the oldest first."""
        rows = self._do("SELECT number, report FROM unsent ORDER BY number")
        return [(number, json.loads(report)) for number, report in rows]

    def sent(self, number: int) -> None:
        """A report was taken."""
        self._do("DELETE FROM unsent WHERE number = ?", number)
