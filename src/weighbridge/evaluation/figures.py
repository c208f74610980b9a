"""Precision, recall and F1, and the reading of predictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
"""A statement, an attribution or a document as JSON."""


class EvaluationError(ValueError):
    """A file that can't be scored; the text says which, where and why."""


def precision_recall(hits: int, gold: int, predicted: int) -> dict[str, float]:
    """Precision, recall and F1 to four places; 0 where there is nothing to divide by."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def rows_of(path: Path, *fields: str) -> list[Row]:
    """The objects of a JSONL file, each of which must have ``fields``.

    Raises:
        EvaluationError: the file can't be read, or a line is no JSON object with those fields.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: can't be read: {error}") from error
    rows = []
    # only "\n" ends a line: JSON may hold the other line ends of Unicode as they are
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise EvaluationError(f"{path}, line {number}: broken JSON: {error}") from error
        if not isinstance(row, dict) or any(field not in row for field in fields):
            raise EvaluationError(f"{path}, line {number}: must be an object with {', '.join(fields)}")
        rows.append(row)
    return rows
