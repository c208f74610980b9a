"""Parquet by pyarrow: typed columns, in batches."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

from weighbridge.exports.columns import Cell, Column, Row
from weighbridge.exports.extra import pyarrow
from weighbridge.exports.inert import inert

BATCH = 5_000
"""Rows of a row group that are in memory at once."""


def write_parquet(out: BinaryIO, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write the rows, in the columns' types; the number of rows. Texts are UTF-8 without what could do something."""
    arrow, parquet = pyarrow()
    types = {"text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64(), "flag": arrow.bool_()}
    schema = arrow.schema([(one.name, types[one.kind]) for one in columns])
    stream, number = iter(rows), 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while some := list(islice(stream, BATCH)):
            number += len(some)
            arrays = [_array(arrow, place, types[column.kind], some) for place, column in enumerate(columns)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))
    return number


def _array(arrow: Any, place: int, type_: Any, rows: list[Row]) -> Any:
    return arrow.array([_cell(row[place]) for row in rows], type=type_)


def _cell(value: Cell) -> Cell:
    return inert(value) if isinstance(value, str) else value
