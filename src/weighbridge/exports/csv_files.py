"""CSV: UTF-8, comma, every text in quotes, nothing that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from weighbridge.exports.columns import Cell, Column, Row
from weighbridge.exports.inert import cell

BOM = "\ufeff"
"""Tells Excel that a file is UTF-8."""


def write_csv(out: BinaryIO, columns: tuple[Column, ...], rows: Iterable[Row], bom: bool = False) -> int:
    """Write a header and the rows; the number of rows. Numbers stay numbers; flags are "true" and "false"."""
    text = io.TextIOWrapper(out, "utf-8", newline="")
    try:
        if bom:
            text.write(BOM)
        table = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        table.writerow([one.name for one in columns])
        number = 0
        for row in rows:
            table.writerow([_cell(one) for one in row])
            number += 1
        return number
    finally:
        text.detach()


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return cell(value)
    return ("false", "true")[value] if isinstance(value, bool) else value
