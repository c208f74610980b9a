"""Tables: named columns of a type, and rows made of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Record = dict[str, Any]
Kind = Literal["text", "whole", "number", "flag"]
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

LARGEST = 2**63 - 1
"""Whole numbers beyond it are left out of their column; the words that give them stand beside it."""


class ExportError(ValueError):
    """An export or import that can't be done; the text says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and what stands in it. Every cell may be empty (None)."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """How rows are made of records."""

    name: str
    columns: tuple[Column, ...]
    rows_of: Callable[[Record], Iterable[Row]]
    """One record to its rows, of as many cells as there are columns."""
    nested: bool = True
    """Whether JSON lines have the records as they are, and not these rows."""

    def rows(self, records: Iterable[Record]) -> Iterator[Row]:
        """The rows of all records, one after another."""
        for record in records:
            yield from self.rows_of(record)


def columns(**kinds: Kind) -> tuple[Column, ...]:
    """Columns by their names, in this order."""
    return tuple(Column(name, kind) for name, kind in kinds.items())


def whole(value: int | None) -> int | None:
    """A whole number that a column of 64 bits holds, or None."""
    return value if value is not None and -LARGEST <= value <= LARGEST else None
