"""XLSX by XlsxWriter, in constant memory: texts are texts, never formulas or links."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, BinaryIO

from weighbridge.exports.columns import Column, Row
from weighbridge.exports.inert import inert, shortened, starts_formula

ROWS = 1_048_575
"""Of a sheet, below its header. Source: Excel specifications and limits."""
LONGEST = 32_767
"""UTF-16 units in a cell, likewise."""
EXACT = 2**53
"""Beyond it a sheet would round a whole number, so it is written as text."""


def write_xlsx(out: BinaryIO, name: str, columns: tuple[Column, ...], rows: Iterable[Row], most: int = ROWS) -> int:
    """Write the rows to sheets of ``most`` rows ("transfers", "transfers 2" ...); the number of rows.

    What is too long for a cell is cut, with a mark. A text that begins like a formula is also marked as text, so that
    it stays one when somebody edits the cell.
    """
    import xlsxwriter

    with tempfile.TemporaryDirectory(prefix="weighbridge-") as folder:
        book = xlsxwriter.Workbook(
            out,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": "yyyy-mm-dd",
            },
        )
        try:
            bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
            number, sheet = 0, _sheet(book, name, columns, bold)
            for number, row in enumerate(rows, 1):
                line = (number - 1) % most + 1
                if line == 1 and number > 1:
                    sheet = _sheet(book, f"{name} {(number - 1) // most + 1}", columns, bold)
                for place, value in enumerate(row):
                    _write(sheet, line, place, value, quoted)
            book.close()
        except BaseException:
            _let_go(book)
            raise
        return number


def _sheet(book: Any, name: str, columns: tuple[Column, ...], bold: Any) -> Any:
    sheet = book.add_worksheet(name[:31])
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, bold)
    return sheet


def _write(sheet: Any, line: int, place: int, value: Any, quoted: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) <= EXACT):
        sheet.write_number(line, place, value)
    else:
        text = _fitting(inert(str(value)))
        if text:
            sheet.write_string(line, place, text, quoted if starts_formula(text) else None)


def _fitting(text: str) -> str:
    """Cut where it is too long for a cell; characters beyond the basic plane count double there."""
    if len(text) * 2 <= LONGEST or len(text) + sum(one > "\uffff" for one in text) <= LONGEST:
        return text
    beyond = sum(one > "\uffff" for one in text[:LONGEST])
    return shortened(text, LONGEST - beyond)


def _let_go(book: Any) -> None:
    """Close the files of sheets that were begun; the workbook itself complains of what is missing when collected."""
    book.fileclosed = True
    for sheet in book.worksheets():
        with suppress(Exception):
            sheet.row_data_fh.close()
