"""JSON lines: the records exactly as the ledger has them; what is not plain is escaped, never changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from weighbridge.exports.columns import Record, Table

_ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def line(value: Any) -> bytes:
    """A value as JSON on one line: UTF-8, with lone surrogates and whatever could steer a terminal escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: json.dumps(found[0])[1:-1], text).encode() + b"\n"


def write_jsonl(out: BinaryIO, table: Table, records: Iterable[Record]) -> int:
    """Write the records, one a line; of a table that is flat by nature (the register), its rows. Their number."""
    number = 0
    for record in records:
        rows = [record] if table.nested else [_flat(table, row) for row in table.rows_of(record)]
        for row in rows:
            out.write(line(row))
            number += 1
    return number


def _flat(table: Table, row: Iterable[Any]) -> Record:
    return dict(zip((column.name for column in table.columns), row, strict=True))
