"""All entries of the lists in force in one SQLite file, to be found by their id or by words of their names.

A catalogue is made once for a set of versions, beside the lists, and only read afterwards. What one search looks at is
bounded, and nothing of a file is in memory before it is asked for.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from weighbridge.identity import canonical
from weighbridge.lists.bridging import topic_of
from weighbridge.lists.entry import Entry, entry_of, row_of

FORM = "1"
"""Grows when the tables change."""
COUNTED = 20_000
"""Entries that one search counts at most; beyond it says "at least"."""
MOST_WORDS = 20
BATCH = 2_000
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT NOT NULL, list TEXT NOT NULL, schema TEXT NOT NULL,
  topic TEXT NOT NULL, changed TEXT NOT NULL);
CREATE TABLE body (number INTEGER PRIMARY KEY, row BLOB NOT NULL);
CREATE TABLE country (code TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (code, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(names, content='', tokenize='unicode61 remove_diacritics 2');
"""
_INDEX = "CREATE INDEX by_id ON entry (id, list)"


class Unfit(ValueError):
    """A file that is no catalogue, or one of another form; it is made anew."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search is narrowed to; an empty field narrows nothing.

    without, without_schemata: lists and schemata that are left out. since: an ISO day; entries that changed before it
    are left out. An entry whose list does not say when it changed counts as changed when the list was taken.
    """

    lists: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    schemata: tuple[str, ...] = ()
    without_schemata: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A part of what a search found: its entries, how many there are in all, and counts by list, topic and country.

    whole: False where more than COUNTED were found, so that ``total`` and the counts are lower bounds.
    """

    entries: tuple[Entry, ...]
    total: int
    whole: bool
    counts: dict[str, dict[str, int]]


def make(path: Path, entries: Iterable[tuple[Entry, str]], key: str, step: Callable[[], None] = lambda: None) -> None:
    """Write a catalogue; it stands at ``path`` when it is whole, and not before.

    entries: each with the day on which its list was taken. key: what ``opened`` has to be asked with.
    Raises OSError, sqlite3.Error, and what ``entries`` raises.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;" + _TABLES)
        connection.execute("BEGIN")
        for number, (entry, taken) in enumerate(entries, 1):
            _add(connection, number, entry, taken)
            step()
        connection.execute(_INDEX)
        connection.executemany("INSERT INTO about VALUES (?, ?)", [("form", FORM), ("key", key)])
        connection.execute("COMMIT")
        connection.close()
        os.replace(draft, path)
    finally:
        connection.close()
        draft.unlink(missing_ok=True)


def _add(connection: sqlite3.Connection, number: int, entry: Entry, taken: str) -> None:
    party = entry.party
    changed = entry.changed if len(entry.changed) >= 10 else taken
    row = (number, _sound(party.id), party.list, party.schema, topic_of(entry), changed[:10])
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
    packed = zlib.compress(canonical(row_of(entry)).encode("utf-8", "surrogatepass"), 1)
    connection.execute("INSERT INTO body VALUES (?, ?)", (number, packed))
    connection.executemany("INSERT OR IGNORE INTO country VALUES (?, ?)", [(one, number) for one in party.countries])
    names = _sound("\n".join((*party.names, *party.weak_aliases, party.id)))
    connection.execute("INSERT INTO words (rowid, names) VALUES (?, ?)", (number, names))


def _sound(text: str) -> str:
    """Text without halves of characters, which SQLite doesn't take."""
    return text.encode("utf-8", "replace").decode()


@dataclass(slots=True)
class Catalogue:
    """A catalogue that is open for reading, by a connection for each thread. Use ``opened``."""

    path: Path
    key: str
    _here: threading.local = field(default_factory=threading.local)

    def entry(self, key: str, name: str = "") -> Entry | None:
        """The entry with an id, of one list or of the first that has it; None where there is none."""
        query = "SELECT number FROM entry WHERE id = ?" + (" AND list = ?" if name else "") + " ORDER BY number LIMIT 1"
        found = self._rows(query, (_sound(key), name) if name else (_sound(key),))
        return next((self._entry(number) for (number,) in found), None)

    def search(self, words: str, wanted: Wanted, offset: int = 0, most: int = 10) -> Found:
        """Entries all of whose words stand in their names, the closest first; without words all, in the lists' order.

        The last word may be the beginning of one.
        """
        terms = _terms(words)
        if words.strip() and not terms:
            return Found((), 0, True, {})
        clauses, values = _narrowed(wanted)
        source = "entry"
        order = "entry.number"
        if terms:
            source = "words JOIN entry ON entry.number = words.rowid"
            clauses, values = [*clauses, "words MATCH ?"], [*values, terms]
            order = "bm25(words), entry.number"
        where = " WHERE " + " AND ".join(clauses) if clauses else ""
        numbers = [
            number
            for (number,) in self._rows(
                f"SELECT entry.number FROM {source}{where} ORDER BY {order} LIMIT ? OFFSET ?", (*values, most, offset)
            )
        ]
        some = f"SELECT entry.number FROM {source}{where} LIMIT {COUNTED + 1}"
        [(total,)] = self._rows(f"SELECT count(*) FROM ({some})", values)
        counts = {
            name: dict(self._rows(_COUNT.format(column=column, table=table, some=some), values))
            for name, (column, table) in _COUNTED.items()
        }
        return Found(tuple(map(self._entry, numbers)), min(total, COUNTED), total <= COUNTED, counts)

    def fits(self, key: str, name: str, wanted: Wanted) -> bool:
        """Whether an entry is among those that a search is narrowed to."""
        clauses, values = _narrowed(wanted)
        query = " AND ".join(["SELECT 1 FROM entry WHERE id = ? AND list = ?", *clauses])
        return bool(self._rows(query, (_sound(key), name, *values)))

    def close(self) -> None:
        """Let go of this thread's connection."""
        connection = getattr(self._here, "connection", None)
        if connection is not None:
            connection.close()
            del self._here.connection

    def _entry(self, number: int) -> Entry:
        [(packed,)] = self._rows("SELECT row FROM body WHERE number = ?", (number,))
        return entry_of(json.loads(zlib.decompress(packed)))

    def _rows(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        connection = getattr(self._here, "connection", None)
        if connection is None:
            connection = self._here.connection = _connected(self.path)
        return list(connection.execute(query, values))


_COUNT = "SELECT {column}, count(*) FROM {table} WHERE number IN ({some}) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 300"
_COUNTED = {
    "datasets": ("list", "entry"),
    "topics": ("topic", "entry"),
    "schema": ("schema", "entry"),
    "countries": ("code", "country"),
}
"""What a search counts by: the column, and its table."""


def opened(path: Path, key: str) -> Catalogue:
    """A catalogue. Raises Unfit where there is none for ``key``, so that it is made."""
    found = Catalogue(path, key)
    try:
        about = dict(found._rows("SELECT key, value FROM about", ()))
    except sqlite3.Error as error:
        raise Unfit(f"{path}: {error}") from None
    if about != {"form": FORM, "key": key}:
        found.close()
        raise Unfit(f"{path}: it is of another form, or of other lists")
    return found


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _terms(words: str) -> str:
    """What is asked for as a query of SQLite's full text search, in which nothing is an operator."""
    parts = [one for one in _sound(words).replace("\0", " ").split() if any(sign.isalnum() for sign in one)]
    quoted = ['"' + one.replace('"', '""') + '"' for one in parts[:MOST_WORDS]]
    return " ".join(quoted) + "*" if quoted else ""


def _narrowed(wanted: Wanted) -> tuple[list[str], list[Any]]:
    clauses: list[str] = []
    values: list[Any] = []
    for column, some, there in _parts(wanted):
        if some:
            clauses.append(f"entry.{column} {'' if there else 'NOT '}IN ({', '.join('?' * len(some))})")
            values += [_sound(one) for one in some]
    if wanted.countries:
        marks = ", ".join("?" * len(wanted.countries))
        clauses.append(f"entry.number IN (SELECT number FROM country WHERE code IN ({marks}))")
        values += [_sound(one) for one in wanted.countries]
    if wanted.since:
        clauses.append("entry.changed >= ?")
        values.append(wanted.since[:10])
    return clauses, values


def _parts(wanted: Wanted) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    yield "list", wanted.lists, True
    yield "list", wanted.without, False
    yield "schema", wanted.schemata, True
    yield "schema", wanted.without_schemata, False
    yield "topic", wanted.topics, True
