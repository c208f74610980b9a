"""The documents of a folder for a comparison: annotated ones with their annotation, and any others."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from weighbridge.evaluation.figures import Row
from weighbridge.evaluation.gold import problems

LARGEST = 20_000_000
"""Bytes of a file that may be an annotated document."""
MOST = 100_000
"""Files of a folder that are looked at."""


def annotated_in(place: Path, tell: Callable[[str], None]) -> tuple[list[Row], list[Path]]:
    """The annotated documents (JSON with id, text and statements) directly in a folder, and all that is not one.

    Where none is annotated, the second is the place itself. What is annotated wrongly is told and taken as a document
    without annotation.
    """
    files = sorted(place.iterdir())[:MOST] if place.is_dir() else [place]
    gold: list[Row] = []
    others: list[Path] = []
    names: set[str] = set()
    for path in files:
        row = _annotated(path, tell)
        if row is None or row["id"] in names:
            others.append(path)
        else:
            gold.append(row)
            names.add(row["id"])
    return gold, others if gold else [place]


def _annotated(path: Path, tell: Callable[[str], None]) -> Row | None:
    if path.suffix != ".json" or not path.is_file() or path.stat().st_size > LARGEST:
        return None
    try:
        row = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or not isinstance(row.get("statements"), list):
        return None
    if not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
        return None
    try:
        wrong = [one for one in problems({"measures": [], **row}) if one.startswith("statement")]
    except (AttributeError, TypeError, ValueError) as error:
        wrong = [str(error)]
    if wrong:
        tell(f"{path}: its annotation can't be used, and it counts as a document without one: {wrong[0]}")
        return None
    return row
