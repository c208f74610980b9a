"""Orders as CSV: a header, then a row for each line; a row that is no CSV is told, and the next one is read."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from weighbridge.lists.bounded import cut_lines
from weighbridge.screening.cells import Row, row_of
from weighbridge.screening.header import TITLES, Tell, Titles, header_below, header_of, named
from weighbridge.screening.refused import OrderError

LINE = 1_000_000
"""Characters of a line, and of a row over several lines; the rest of a longer line is passed over."""
COLUMNS = 300


class _Lines:
    """Lines that can be given back. ``number`` is that of the line given last, from 1; ``taken``: those of this row."""

    def __init__(self, path: Path) -> None:
        self._lines = lines_of(path)
        self._back: deque[tuple[str, bool]] = deque()
        self._size = 0
        self.number = 0
        self.taken: list[tuple[str, bool]] = []

    def begin(self) -> int:
        """A row begins; the number of its first line."""
        self.taken, self._size = [], 0
        return self.number + 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._size > LINE:
            raise csv.Error(f"a quote is opened that is not closed within {LINE:,} characters")
        got = self._back.popleft() if self._back else next(self._lines)
        self.number += 1
        self.taken.append(got)
        self._size += len(got[0])
        if got[1]:
            raise csv.Error(f"a line of more than {LINE:,} characters")
        return got[0]

    def give_back(self) -> None:
        """All lines of this row but the first."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1


def rows_of(path: Path, tell: Tell) -> Iterator[Row | OrderError]:
    """The rows, or what is wrong with them. Raises OrderError for a header that can't be used."""
    before = csv.field_size_limit()
    lines = _Lines(path)
    by = max(",;\t", key="".join(line for line, _ in islice(lines_of(path), TITLES)).count)
    header: list[str] | None = None
    titles: Titles = []
    while True:
        start = lines.begin()
        csv.field_size_limit(2 * LINE)
        try:
            cells = next(csv.reader(lines, delimiter=by, strict=True), None)
        except csv.Error as error:
            lines.give_back()
            if header is None:
                raise OrderError(named(path, start), f"it is no CSV ({error})", "check the header") from None
            remedy = "check its quotation marks and its length"
            yield OrderError(named(path, start), f"it is no CSV ({error})", remedy)
            continue
        finally:
            csv.field_size_limit(before)
        if cells is None:
            if header is None and titles:
                header_of(*titles[0], tell)  # which says what is wrong with it
            return
        if not any(cell.strip(" \x1a") for cell in cells):
            continue
        if len(cells) > COLUMNS and header is None:
            raise OrderError(named(path, start), f"a header of {len(cells):,} columns", f"leave {COLUMNS} of them")
        if header is None:
            labels = [one.strip().strip("\ufeff") for one in cells]
            header = header_below(titles, named(path, start), labels, tell)
            continue
        yield _row(named(path, start), header, cells)


def _row(where: str, header: list[str], cells: list[str]) -> Row | OrderError:
    try:
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(header):
            what = f"it has {len(cells):,} cells where the header has {len(header)}"
            raise OrderError(where, what, "put cells that hold the separator into quotation marks")
        return row_of(where, zip(header, cells, strict=True))
    except OrderError as error:
        return error


def lines_of(path: Path) -> Iterator[tuple[str, bool]]:
    """Lines with their ends, each with whether it was cut: UTF-8, UTF-16, or Windows-1252 where it is no UTF-8."""
    with path.open("rb") as file:
        for line, cut in cut_lines(file, LINE):
            yield line.replace("\x00", "\ufffd") + "\n", cut
