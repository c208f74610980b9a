"""What people's reviews make of the documents of a ledger: annotated documents, as the corpus has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weighbridge.evaluation.statements import overlap
from weighbridge.ledger import Ledger, Review, document
from weighbridge.ledger.readings import KeptReading, latest_readings, reviewed_documents
from weighbridge.ledger.reviewable import reviewed
from weighbridge.model import Document, as_json
from weighbridge.readers.aligning import Row, same_claim

LEFT_OUT = ("start", "end", "trigger", "confidence")
"""Of a statement: what is the reader's, and not the annotation's."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated document."""

    file: str
    """The name of its file: the document's id in the ledger."""
    row: dict[str, Any]
    unreviewed: int
    """Statements that nobody has reviewed; they are not in the row."""
    reviewed: int
    """Statements that somebody has."""


def lessons(ledger: Ledger, names: bool = False) -> Iterator[Lesson]:
    """The documents of which any statement was reviewed, in the order in which they were added.

    Reviews of what only an older reading of the same reader found do not count. ``names``: with those who reviewed.
    Raises LedgerError.
    """
    for key in reviewed_documents(ledger):
        found = document(ledger, key)
        if found is not None:
            readings = latest_readings(ledger, key)
            given = reviewed(ledger, [one.id for reading in readings for one in reading.entries])
            yield lesson_of(key, found, readings, given, names)


def lesson_of(key: str, found: Document, readings: list[KeptReading], given: dict[str, Review], names: bool) -> Lesson:
    """What reviews (by statement) make of a document and what each of its readers found in it.

    A statement of one reader that says the same of the same words as a reviewed one of another is reviewed with it:
    supplier, recipient, goods, stage and stance agree, and the evidence overlaps by half.
    """
    read = {one.id: as_json(one.statement) for reading in readings for one in reading.entries}
    kept: list[Row] = []
    for statement, review in given.items():
        now = as_json(review.corrected) if review.corrected else read[statement]
        if review.verdict != "reject" and not any(_alike(now, one) for one in kept):
            kept.append(now)
    told = [read[statement] for statement in given]
    unreviewed = [
        one for statement, one in read.items() if statement not in given and not any(_alike(one, it) for it in told)
    ]
    row: dict[str, Any] = {
        "id": key,
        **{name: getattr(found, name) for name in ("url", "publisher", "published", "title", "text")},
        "statements": [_annotation(one) for one in sorted(kept, key=lambda one: (one["start"], one["end"]))],
        "measures": [],
        "unreviewed": {"statements": len(unreviewed), "measures": True},
        "partial": bool(unreviewed),
    }
    if names:
        row["reviewed_by"] = sorted({review.name for review in given.values()})
    return Lesson(f"{key}.json", row, len(unreviewed), len(given))


def _alike(one: Row, other: Row) -> bool:
    near = overlap((one["start"], one["end"]), (other["start"], other["end"])) >= 0.5
    return near and same_claim(one, other)


def _annotation(one: Row) -> Row:
    return {name: value for name, value in one.items() if name not in LEFT_OUT}
