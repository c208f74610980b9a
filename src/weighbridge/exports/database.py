"""A SQLite file for Datasette and whoever knows SQL: clean tables with keys between them, evidence searchable."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from weighbridge import __version__
from weighbridge.exports import gather
from weighbridge.exports.columns import Cell, Row, Table
from weighbridge.exports.files import new_file
from weighbridge.exports.inert import inert
from weighbridge.exports.statements import DOCUMENTS, MEASURES, STATEMENTS
from weighbridge.exports.transfers import PAIRS, TRANSFERS
from weighbridge.views import Asked, Look, pair_records, statement_records, transfer_records

BATCH = 2_000
"""Rows that are written at once."""
_TYPES = {"text": "TEXT", "whole": "INTEGER", "number": "REAL", "flag": "INTEGER"}
_KEYS = {("statements", "document"): "documents", ("statements", "transfer"): "transfers"}
_KEYS |= {("measures", "document"): "documents"}
_INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("statements", ("document",)),
    ("statements", ("transfer",)),
    ("statements", ("supplier", "recipient")),
    ("measures", ("document",)),
    ("transfers", ("supplier", "recipient")),
)
_SAID: dict[str, str] = {
    "transfers": "Who supplied what to whom, with the likelihood of each stage and what it rests on.",
    "statements": "Who says so: the position of one source on one transfer in one sentence.",
    "documents": "Where the statements come from. The texts are not in here.",
    "measures": "Sanctions, export controls, embargoes, guidance, seizures and expulsions.",
    "pairs": "Totals for each supplier and recipient.",
}


def metadata_path(path: Path) -> Path:
    """Where Datasette's metadata of a database goes: beside it."""
    return path.with_name(path.stem + ".metadata.json")


def write_database(path: Path, force: bool, look: Look, step: Callable[[], None]) -> int:
    """Write the database and, beside it, its metadata; the number of rows. Raises ExportError, LedgerError."""
    with new_file(metadata_path(path), force) as described, new_file(path, force) as part:
        with closing(sqlite3.connect(part)) as database:
            number = _fill(database, look, step)
        described.write_text(json.dumps(metadata(path.stem), indent=2) + "\n", "utf-8")
    return number


def metadata(name: str) -> dict[str, object]:
    """What Datasette shows of the database ``name``."""
    searched = {"statements": "statements_fts"}
    tables = {
        table: {"description": said, **({"fts_table": searched[table]} if table in searched else {})}
        for table, said in _SAID.items()
    }
    tables["transfers"]["sort_desc"] = "likelihood"
    about = {
        "title": "A ledger of arms transfers",
        "description": "Every likelihood is an assessment of what sources say, not a fact.",
        "source": f"Weighbridge {__version__}",
    }
    return {**about, "databases": {name: {**about, "tables": tables}}}


def _fill(database: sqlite3.Connection, look: Look, step: Callable[[], None]) -> int:
    database.execute("PRAGMA journal_mode=OFF")  # a file that is given up as a whole needs none
    database.execute("PRAGMA synchronous=OFF")
    asked = Asked()
    number = 0
    parts: tuple[tuple[Table, Iterable[dict[str, object]], tuple[str, ...]], ...] = (
        (DOCUMENTS, gather.document_records(look, asked), ("id",)),
        (TRANSFERS, transfer_records(look, asked), ("id",)),
        (STATEMENTS, gather.with_addresses(look.ledger, statement_records(look)), ("id",)),
        (MEASURES, gather.with_addresses(look.ledger, gather.measures_asked(look, asked)), ("id",)),
        (PAIRS, pair_records(look, asked), ()),
    )
    for table, records, key in parts:
        database.execute(_definition(table, key))
        number += _insert(database, table, table.rows(_counted(records, step)))
    for name, columns in _INDEXES:
        database.execute(f"CREATE INDEX {name}_{'_'.join(columns)} ON {name} ({', '.join(columns)})")
    database.execute(
        "CREATE VIRTUAL TABLE statements_fts USING fts5(evidence, content='statements', tokenize='porter unicode61')"
    )
    database.execute("INSERT INTO statements_fts(statements_fts) VALUES ('rebuild')")
    database.commit()
    database.execute("ANALYZE")
    database.commit()
    return number


def _definition(table: Table, key: tuple[str, ...]) -> str:
    lines = []
    for column in table.columns:
        line = f'"{column.name}" {_TYPES[column.kind]}'
        if (column.name,) == key:
            line += " PRIMARY KEY"
        elif (table.name, column.name) in _KEYS:
            line += f" REFERENCES {_KEYS[table.name, column.name]}(id)"
        lines.append(line)
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _insert(database: sqlite3.Connection, table: Table, rows: Iterator[Row]) -> int:
    marks = ", ".join("?" * len(table.columns))
    number = 0
    while some := [tuple(map(_cell, row)) for row in islice(rows, BATCH)]:
        database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", some)
        number += len(some)
    return number


def _cell(value: Cell) -> Cell:
    return inert(value) if isinstance(value, str) else value


def _counted(records: Iterable[dict[str, object]], step: Callable[[], None]) -> Iterator[dict[str, object]]:
    for record in records:
        yield record
        step()
