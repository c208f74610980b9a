"""The lines of a whole ledger: one JSON object each, with one key that says what it is.

In this order: ``weighbridge`` (the beginning), a ``review`` each, a ``document`` each with all its readings, ``end``.
Reviews stand first so that whoever reads the file has them at hand when their document comes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from weighbridge.exports.jsonl_files import line
from weighbridge.ledger.columns import fit, unfit

FORMAT = 2
"""The version of the format that is written."""
FORMATS = (1, 2)
"""Those that are read. 1 does not tell when something was added."""

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def told(kind: str, content: Any) -> bytes:
    """A line. JSON would read two lone surrogates in a row as one character, so such texts are marked."""
    row = {kind: content}
    if _PAIR.search(json.dumps(row, ensure_ascii=False)):
        return line({kind: _each(content, fit), "marked": True})
    return line(row)


def parsed(text: bytes) -> tuple[str, Any]:
    """What a line is, and what it says. Raises ValueError or RecursionError for what is no such line."""
    row = json.loads(text.decode("utf-8"))
    if not isinstance(row, dict):
        raise ValueError("it is no JSON object")
    marked = row.pop("marked", False)
    if len(row) != 1:
        raise ValueError("it has to have one key: weighbridge, review, document or end")
    [(kind, content)] = row.items()
    return kind, _each(content, unfit) if marked else content


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    return value
