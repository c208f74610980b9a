"""Rows of a lexicon file with several tables, checked key by key, each mistake with file and line.

For files whose rows carry a source (``controls/*.toml``, ``flags.toml``): a row that says something about the law
without saying where it is published is a mistake.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weighbridge.lexicon.tables import LexiconError, line_of, read_toml

KINDS: Mapping[str, str] = {"text": "a text", "texts": "a list of texts", "number": "a number", "flag": "true or false"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with the place that a mistake in it is told at. ``values`` has every key that was asked for."""

    path: Path
    line: int | None
    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A text; empty where the row has none."""
        return str(self.values.get(key, ""))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the row has none."""
        return tuple(self.values.get(key, ()))

    def number(self, key: str, otherwise: float = 0.0) -> float:
        """A number."""
        return float(self.values.get(key, otherwise))

    def flag(self, key: str) -> bool:
        """Whether it says so; no where it says nothing."""
        return bool(self.values.get(key, False))

    def mistake(self, what: str) -> LexiconError:
        """The error to raise about this row."""
        return LexiconError(self.path, self.line, what)


def _fits(kind: str, value: Any) -> bool:
    if kind == "text":
        return isinstance(value, str) and bool(value.strip())
    if kind == "texts":
        return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, bool)


def rows(path: Path, table: str, needed: Mapping[str, str], further: Mapping[str, str] | None = None) -> Iterator[Row]:
    """The rows of ``[[table]]``.

    needed, further: key to its kind, one of KINDS. A key that is in neither is a mistake.

    Raises:
        LexiconError: no such table, an unknown or missing key, a value of the wrong kind, an empty text.
    """
    data, source = read_toml(path)
    found = data.get(table)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise LexiconError(path, None, f"there has to be a table of rows [[{table}]]")
    allowed = {**needed, **(further or {})}
    for number, values in enumerate(found):
        for key, value in values.items():
            if key not in allowed:
                where = line_of(source, table, number, key)
                raise LexiconError(path, where, f"unknown key {key!r} in [[{table}]]; known: {', '.join(allowed)}")
            if not _fits(allowed[key], value):
                where = line_of(source, table, number, key)
                raise LexiconError(path, where, f"{key} has to be {KINDS[allowed[key]]} and not empty")
        line = line_of(source, table, number)
        for key in needed:
            if key not in values:
                raise LexiconError(path, line, f"a row of [[{table}]] lacks {key!r}")
        yield Row(path, line, values)


@lru_cache(maxsize=64)
def version_of(path: Path) -> str:
    """The version of a table: its file's name and the beginning of its SHA-256, so that a past answer can be told."""
    return f"{path.name}@{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
