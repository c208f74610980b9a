"""The figures and words of ``lexicon/matching.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from weighbridge.identity import content_id
from weighbridge.lexicon.tables import FOLDER, read_toml

FILE = FOLDER / "matching.toml"


@cache
def _file() -> dict[str, Any]:
    return read_toml(FILE)[0]


@cache
def figure(table: str, key: str) -> float:
    """A number of the file.

    Raises:
        KeyError: the file has no such number.
    """
    return float(_file()[table][key])


@cache
def vocabulary() -> str:
    """A digest of the words of the file, not of its numbers."""
    lists = {
        f"{table}.{key}": value
        for table, some in _file().items()
        for key, value in some.items()
        if isinstance(value, list)
    }
    return content_id(lists)


@cache
def pairs(table: str, key: str) -> tuple[tuple[str, str], ...]:
    """The pairs of one list of the file."""
    return tuple((one, other) for one, other in _file()[table][key])


@cache
def words(table: str, key: str) -> frozenset[str]:
    """The words of one list of the file."""
    return frozenset(_file()[table][key])
