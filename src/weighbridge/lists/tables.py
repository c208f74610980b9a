"""Rows of CSV files, one at a time; a row with too few or too many cells is told with its line."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from weighbridge.lists.bounded import RECORD, lines_of
from weighbridge.lists.problem import ListError

COLUMNS = 300
LINES = 2_000
"""Lines that one quoted cell may go over."""


def rows_of(path: Path, most: int, by: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each ends; empty ones and the end mark of old systems are left out.

    Raises ListError for a quote that is not closed, and for rows of more than COLUMNS cells.
    """
    ends = _Ends(lines_of(path, most), path)
    reader = csv.reader(ends, delimiter=by, strict=False)
    csv.field_size_limit(RECORD)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise ListError(f"{path}:{ends.line}", f"it is no CSV ({error})", "fetch it again") from None
        if row is None:
            break
        ends.begun = ends.line
        if len(row) > COLUMNS:
            raise ListError(f"{path}:{ends.line}", f"a row of {len(row):,} cells", "it is no list; check the file")
        if any(cell.strip(" \x1a\x00") for cell in row):
            yield ends.line, row


class _Ends:
    """The lines for the CSV reader; refuses where one row goes on and on."""

    def __init__(self, lines: Iterator[tuple[int, str]], path: Path) -> None:
        self._lines = lines
        self._path = path
        self.line = 0
        self.begun = 0

    def __iter__(self) -> _Ends:
        return self

    def __next__(self) -> str:
        self.line, text = next(self._lines)
        if self.line - self.begun > LINES:
            what = f"a quote is opened that is not closed within {LINES:,} lines"
            raise ListError(f"{self._path}:{self.begun + 1}", what, "it is damaged; fetch it again")
        return text.replace("\x00", "") + "\n"


def named_rows(
    rows: Iterator[tuple[int, list[str]]], header: list[str], path: Path, needed: Collection[str] = ()
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows as names to cells. A last row that is shorter than the header is what a file that breaks off looks like.

    Raises ListError for a header without one of the ``needed`` names (in small letters), and for a row with another
    number of cells than the header has; empty cells at its end do not count.
    """
    names = [one.strip().strip("\ufeff").lower() for one in header]
    if missing := [one for one in needed if one not in names]:
        raise ListError(str(path), f"its header lacks {missing[0]!r}", "the format has changed, or it is damaged")
    for line, row in rows:
        while len(row) > len(names) and not row[-1].strip():
            row.pop()
        if len(row) != len(names):
            what = f"a row of {len(row)} cells where the header has {len(names)}"
            raise ListError(f"{path}:{line}", what, "it is damaged or breaks off; fetch it again")
        yield line, dict(zip(names, row, strict=True))
