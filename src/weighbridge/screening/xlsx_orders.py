"""Orders as a workbook: the first sheet, its first filled row as header. Nothing is computed, no macro runs.

Of a formula the value is taken that the sheet was saved with, and the order says so; without one the row is refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from weighbridge.screening.cells import REFERENCE, Row, row_of
from weighbridge.screening.columns import column_of
from weighbridge.screening.csv_orders import COLUMNS
from weighbridge.screening.header import Tell, Titles, header_below, header_of, named
from weighbridge.screening.refused import OrderError

UNPACKED = 200_000_000
"""Bytes that all parts of a workbook may unpack to; Python's zipfile gives no more of a part than it announces."""
STRINGS, OTHERS = 50_000_000, 20_000_000
"""Of these, the texts that cells share, and any other part that is no sheet: they are held in memory as a whole."""
RATIO, FREE = 200, 5_000_000
"""Bytes that a packed byte may become, where a part has more than FREE."""
PARTS = 2_000
ROWS = 1_048_576
GAP = 20_000
"""Rows without any cell, one after the other: each is walked over, so that a row's false number alone takes long."""
LOOKED = 20
"""Rows of a further sheet that are looked at."""
FORMULAS = "formulas, taken as they were saved"


def rows_of(path: Path, tell: Tell) -> Iterator[Row | OrderError]:
    """The rows, or what is wrong with them. Raises OrderError for what is no workbook, or none that is safe to open."""
    _check(path)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    books = []
    try:
        books = [
            openpyxl.load_workbook(path, read_only=True, data_only=values, keep_links=False) for values in (False, True)
        ]
        sheets = [book.worksheets[0] for book in books]
        for sheet in sheets:
            sheet.reset_dimensions()
        both = zip(*(sheet.iter_rows(max_col=COLUMNS + 1) for sheet in sheets), strict=True)
        yield from _rows(path, both, tell)
        yield from _other_sheets(path, books[0].worksheets[1:], tell)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        SyntaxError,
    ) as error:
        if isinstance(error, OrderError):
            raise
        what = f"it is no workbook that can be read ({type(error).__name__})"
        raise OrderError(str(path), what, "save it anew as XLSX, or as CSV") from None
    finally:
        for book in books:
            book.close()


def _other_sheets(path: Path, sheets: Any, tell: Tell) -> Iterator[OrderError]:
    """What stands on further sheets is never silently left out: one with columns of orders counts as not read."""
    for sheet in sheets:
        if not hasattr(sheet, "iter_rows"):
            continue  # a chart
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()
        rows = ([_text(cell.value).strip() for cell in row] for row in sheet.iter_rows(max_row=LOOKED, max_col=COLUMNS))
        filled = [[label for label in row if label] for row in rows if any(row)]
        if not filled:
            continue
        where = f"{path.name}: the sheet {sheet.title[:40]!r}"
        if len(filled) > 1 and any(sum(column_of(one) is not None for one in labels) > 1 for labels in filled[:1]):
            yield OrderError(
                where, "it was not read, and looks like orders", "put them on the first sheet, or in a file"
            )
        else:
            tell(f"{where} was not read; orders stand on the first sheet")


def _rows(path: Path, both: Any, tell: Tell) -> Iterator[Row | OrderError]:
    from openpyxl.cell.read_only import EMPTY_CELL

    header: list[str] | None = None
    titles: Titles = []
    last = 0
    for number, (written, saved) in enumerate(both, 1):
        if number > ROWS:
            raise OrderError(named(path, number), "no sheet has so many rows", "save it anew as XLSX, or as CSV")
        if all(cell is EMPTY_CELL for cell in written):
            if number - last > GAP:
                what = f"more than {GAP:,} rows without a cell stand before the next"
                raise OrderError(named(path, last + 1), what, "delete these rows, or save the orders as CSV")
            continue
        last = number
        if all(cell.value is None for cell in written):
            continue
        where = named(path, number)
        if header is None:
            labels = [_text(cell.value).strip() for cell in written]
            while labels and not labels[-1]:
                labels.pop()
            if len(labels) > COLUMNS:
                raise OrderError(where, f"more than {COLUMNS} columns", "leave some out")
            header = header_below(titles, where, labels, tell)
            continue
        try:
            yield _row(where, header, written, saved)
        except OrderError as error:
            yield error
    if header is None and titles:
        header_of(*titles[0], tell)  # which says what is wrong with it


def _row(where: str, header: list[str], written: Any, saved: Any) -> Row:
    """A row; where one of its cells can't be taken, the error bears the row's reference. Raises OrderError."""
    cells = [(label, _text(value.value)) for label, value in zip(header, saved, strict=False)]
    reference = next((text.strip() for label, text in cells if column_of(label) == REFERENCE), "")
    formulas = []
    for label, cell, value in zip(header, written, saved, strict=False):
        if getattr(cell, "data_type", "") == "f":
            if value.value is None:
                what = f"the column {label[:40]!r} holds a formula without a saved value"
                remedy = "open the file in the program that made it, and paste the values over the formulas"
                raise OrderError(where, what, remedy, reference)
            formulas.append(label[:40])
        if getattr(value, "data_type", "") == "e":
            what = f"the column {label[:40]!r} holds an error ({_text(value.value)[:20]})"
            raise OrderError(where, what, "mend it", reference)
    if any(_text(cell.value).strip() for cell in written[len(header) :]):
        what = f"it has cells beyond the {len(header)} columns of the header"
        raise OrderError(where, what, "name these columns", reference)
    row = row_of(where, cells)
    if formulas:
        row.told[FORMULAS] = "; ".join(formulas)
    return row


def _text(value: Any) -> str:
    """A cell as text: whole numbers without a point, days as ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _check(path: Path) -> None:
    """Before anything is unpacked: how much it would be."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise OrderError(str(path), f"it is a damaged workbook ({error})"[:300], "save it anew as XLSX") from None
    if not any(one.filename == "xl/workbook.xml" for one in parts):
        raise OrderError(str(path), "it is an archive, but no XLSX workbook", "save the orders as XLSX, CSV or JSON")
    total = sum(one.file_size for one in parts)
    if any(one.file_size > FREE and one.file_size > RATIO * one.compress_size for one in parts):
        raise OrderError(
            str(path), f"a part of it unpacks to more than {RATIO} times its size", "save it anew, or as CSV"
        )
    for one in parts:
        most = UNPACKED if one.filename.startswith("xl/worksheets/") else OTHERS
        if one.file_size > (STRINGS if one.filename == "xl/sharedStrings.xml" else most):
            what = f"its part {one.filename[:60]!r} unpacks to {one.file_size:,} bytes"
            raise OrderError(str(path), what, "part it into several files, or save the orders as CSV")
    if total > UNPACKED or len(parts) > PARTS:
        raise OrderError(str(path), f"it unpacks to {total:,} bytes in {len(parts):,} parts", "save the orders as CSV")
