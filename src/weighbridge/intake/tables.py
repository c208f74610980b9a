"""CSV: each row of a table with a text column is a document."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from weighbridge.intake.fields import columns_of
from weighbridge.intake.json_documents import document, numbered
from weighbridge.intake.original import CSV, made_of, original_of
from weighbridge.intake.piece import Piece
from weighbridge.intake.recognising import WATCH
from weighbridge.intake.refusal import Refusal
from weighbridge.model import Document

SEPARATORS = ",;\t|"
LONGEST_NAMES = 20_000
"""Bytes of the line with the names of the columns."""

LONGEST_NAME = 60
"""Characters of a column's name."""

MOST_BROKEN = 100
"""Rows that may be broken before the rest of a table is refused as a whole."""


def table_of(line: bytes, fields: dict[str, str], suffix: str) -> tuple[str, dict[str, int]] | None:
    """Separator and columns of the table that begins with ``line``; None if none does.

    By content: several short names of columns, one of them a text's and one more that a document has. Where the
    ending says that it is a table, or ``fields`` names a column of it, less will do.
    """
    text = _decoded(line)
    if text is None:
        return None
    for separator in SEPARATORS:
        names = _names(text, separator)
        if not names or any(len(name) > LONGEST_NAME for name in names):
            continue
        columns = columns_of(names, fields)
        named = suffix in (".csv", ".tsv", ".tab") or ("text" in fields and "text" in columns)
        listed = "url" in columns and ("title" in columns or "published" in columns)
        if len(names) > 1 and (named or listed or ("text" in columns and len(columns) > 1)):
            return separator, columns
        if len(names) == 1 and named and "text" in columns:
            return separator, columns
    return None


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _names(text: str, separator: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([text], delimiter=separator), [])]
    except csv.Error:
        return []


def rows(
    head: bytes, stream: BinaryIO, separator: str, columns: dict[str, int], piece: Piece
) -> Iterator[Document | Refusal]:
    """The documents of a table, row by row, so that it may be of any length. ``head`` is its first line."""
    if "text" not in columns:
        names = ", ".join(_names(_decoded(head) or "", separator))[:300]
        if "url" in columns:
            yield Refusal(piece.where, "it is a list of addresses, no documents", WATCH)
        else:
            yield Refusal(piece.where, f"no column is known as the text; there are {names}", "say --fields text=COLUMN")
        return
    lines = _Lines(stream, piece)
    reader = csv.reader(lines, delimiter=separator)
    broken = number = 0
    while True:
        try:
            row = _next_row(reader, piece.limit)
        except StopIteration:
            break
        except csv.Error as error:
            what = f"the table is broken there ({error}); what comes after is not read"
            yield Refusal(
                f"{piece.where}, line {lines.number}", what, "mend that line, perhaps a quote that isn't closed"
            )
            break
        yield from lines.told()
        raw = lines.taken()
        if not row:
            continue
        number += 1
        inner = piece.inner(numbered(piece.stem, number), f"row {number}")
        one = _document(row, columns, inner)
        yield made_of(one, original_of(head + raw, CSV, True)) if raw and piece.originals else one
        broken += isinstance(one, Refusal)
        if broken >= MOST_BROKEN and broken > number / 2:
            what = f"{broken} of its first {number} rows can't be read; what comes after is not tried"
            yield Refusal(piece.where, what, "check its columns, or say them with --fields")
            break
    yield from lines.told()
    if not number and not lines.refused:
        yield Refusal(piece.where, "the table has no rows", "give one with documents")


def _next_row(reader: Iterator[list[str]], limit: int) -> list[str]:
    # the module keeps one limit for everyone, so it is put back
    before = csv.field_size_limit(limit)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _document(row: list[str], columns: dict[str, int], piece: Piece) -> Document | Refusal:
    if columns["text"] >= len(row):
        return Refusal(piece.where, f"the row has only {len(row)} columns", "mend that row")
    value = {name: row[place] for name, place in columns.items() if place < len(row) and row[place].strip()}
    one = document(value, piece.stem, piece.where, piece.limit, piece.warn, kind="csv")
    if isinstance(one, Refusal):
        return one
    return replace(one, details=replace(one.details, within=piece.within))


class _Lines:
    """The lines of a table as text; what is too long or no UTF-8 is left out and told."""

    def __init__(self, stream: BinaryIO, piece: Piece) -> None:
        self.number = 1
        self.refused = 0
        self._stream = stream
        self._piece = piece
        self._told: list[Refusal] = []
        self._western = False
        self._raw: list[bytes] = []
        self._size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        most = self._piece.limit
        while line := self._stream.readline(most + 1):
            self.number += 1
            if len(line) <= most:
                if self._piece.originals:
                    self._remember(line)
                return self._text(line)
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(65_536)
            self._refuse(f"the line is larger than {most:,} bytes", "split it, or raise the limit")
        raise StopIteration

    def _text(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            if not self._western:
                self._western = True
                self._piece.warn(f"{self._piece.where}, line {self.number}: not UTF-8; read as windows-1252")
            return line.decode("cp1252", "replace")

    def _remember(self, line: bytes) -> None:
        """A line of the row that is being read, as long as there is room for it."""
        self._size += len(line)
        if self._size <= 2 * self._piece.limit:
            self._raw.append(line)
        else:
            self._raw.clear()

    def taken(self) -> bytes:
        """The lines since this was asked last, as they stand in the file; b"" for too many, which is told."""
        raw, self._raw = b"".join(self._raw), []
        if self._size > 2 * self._piece.limit:
            self._piece.warn(f"{self._piece.where}, line {self.number}: the row is too large to keep its original")
        self._size = 0
        return raw

    def _refuse(self, what: str, remedy: str) -> None:
        self.refused += 1
        self._told.append(Refusal(f"{self._piece.where}, line {self.number}", what, remedy))

    def told(self) -> Iterator[Refusal]:
        """What was refused since this was asked last."""
        told, self._told = self._told, []
        yield from told
