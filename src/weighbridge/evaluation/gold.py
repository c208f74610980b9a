"""Annotated documents: loading them, and checking them against docs/coding-guidelines.md.

python -m weighbridge.evaluation.gold FOLDER_OR_FILE...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from weighbridge.evaluation.figures import EvaluationError, Row
from weighbridge.evaluation.statements import span_of
from weighbridge.model import (
    CERTAINTIES,
    ITEM_CLASSES,
    MEASURE_KINDS,
    SOURCE_CLASSES,
    STAGES,
    STANCES,
    Document,
)

FIELDS = ("id", "url", "publisher", "published", "title", "text", "statements", "measures")


def load(folder: Path) -> list[Row]:
    """The annotated documents of a folder (or one file), in the order of their names.

    Raises:
        EvaluationError: there are none, or one can't be read or lacks id, text or statements.
    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else [folder]
    if not files:
        raise EvaluationError(f"{folder}: no *.json in this folder")
    documents = []
    for file in files:
        try:
            document = json.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise EvaluationError(f"{file}: can't be read: {error}") from error
        if not isinstance(document, dict) or not all(key in document for key in ("id", "text", "statements")):
            raise EvaluationError(f"{file}: an annotated document has id, text and statements")
        documents.append(document)
    return documents


def document_of(row: Row) -> Document:
    """What the reader is given of an annotated document: everything but the annotation."""
    return Document(
        id=row["id"],
        text=row["text"],
        url=row.get("url"),
        publisher=row.get("publisher"),
        published=row.get("published"),
        title=row.get("title"),
    )


def problems(document: Row) -> Iterator[str]:
    """What is wrong with an annotated document, a line each."""
    for key in FIELDS:
        if key not in document:
            yield f"no {key}"
    text = document.get("text") or ""
    for number, statement in enumerate(document.get("statements", ())):
        for problem in _statement_problems(statement, text):
            yield f"statement {number}: {problem}"
    for number, measure in enumerate(document.get("measures", ())):
        if measure.get("kind") not in MEASURE_KINDS:
            yield f"measure {number}: kind {measure.get('kind')!r}"
        if not span_of(text, measure.get("evidence")):
            yield f"measure {number}: evidence is not in the text"


def _statement_problems(statement: Row, text: str) -> Iterator[str]:
    if not span_of(text, statement.get("evidence")):
        yield f"evidence is not in the text: {str(statement.get('evidence'))[:80]!r}"
    if sum(bool(statement.get(slot)) for slot in ("supplier", "recipient", "item")) < 2:
        yield "fewer than two of supplier, recipient, item"
    for side in ("supplier", "recipient"):
        if statement.get(side) is not None and not isinstance(statement[side], dict):
            yield f"{side} is no object"
    item = statement.get("item")
    if item and item.get("class") not in ITEM_CLASSES:
        yield f"item class {item.get('class')!r}"
    allowed: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("stage", STAGES),
        ("stance", STANCES),
        ("certainty", CERTAINTIES),
    )
    for key, values in allowed:
        if statement.get(key) not in values:
            yield f"{key} {statement.get(key)!r}"
    sources: list[Any] = [statement.get("source") or {}, *(statement.get("via") or [])]
    for source in sources:
        if source.get("class") not in SOURCE_CLASSES:
            yield f"source class {source.get('class')!r}"
    if not isinstance(statement.get("explicit"), bool):
        yield f"explicit {statement.get('explicit')!r}"
    for key in ("quantity", "value", "time", "via"):
        if key not in statement:
            yield f"no {key}"


def main(arguments: list[str]) -> int:
    """Print the problems of the files and folders named; 1 if there are any."""
    number = 0
    for argument in arguments:
        for document in load(Path(argument)):
            for problem in problems(document):
                number += 1
                print(f"{document.get('id')}: {problem}")
    print(f"{number} problems")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
