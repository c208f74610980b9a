"""Lines of a whole ledger, checked to the last field, as the nouns that they tell of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from weighbridge.identity import canonical, content_id, document_id, statement_id
from weighbridge.ledger.reviewing import VERDICTS, WAYS
from weighbridge.model import Details, Document, Measure, Statement, as_json
from weighbridge.moments import moment_of
from weighbridge.reading.result import Mark
from weighbridge.rows import fault_of, measure_from, statement_from

LONGEST_NAME = 1_000
"""Characters of a reader's name or version, of a reviewer's name, of a time."""
LONGEST_ADDRESS = 10_000
"""Characters."""
_DETAILS = frozenset(one.name for one in fields(Details))


class LineError(ValueError):
    """What a line tells can't be taken in; the text says which field, and why."""


@dataclass(frozen=True, slots=True)
class ToldReading:
    """What one reader in one version found in a document."""

    reader: str
    version: str
    statements: tuple[Statement, ...]
    measures: tuple[Measure, ...]
    model: str | None = None
    prompt: str | None = None
    marks: tuple[Mark, ...] = ()
    """One for each statement, or none at all."""
    added: str | None = None
    """When it was added to the ledger that is told of."""


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A document with its readings, the earliest first."""

    id: str
    document: Document
    readings: tuple[ToldReading, ...]
    seen: tuple[str, ...] = ()
    """Moments at which it was seen besides."""
    pages: tuple[str, ...] = ()
    """Further addresses of its page, without their scheme."""
    added: str | None = None
    """When it was added to the ledger that is told of."""


@dataclass(frozen=True, slots=True)
class ToldReview:
    """A review, with the document of its statement."""

    id: str
    document: str
    statement: str
    verdict: str
    corrected: Statement | None
    reason: str
    name: str
    at: str
    way: str | None


def _has(row: Any, what: str, *keys: str) -> Mapping[str, Any]:
    """The row, if it is an object with exactly these keys."""
    if not isinstance(row, dict):
        raise LineError(f"{what} has to be an object")
    if missing := [key for key in keys if key not in row]:
        raise LineError(f"{what} lacks {', '.join(missing)}")
    if unknown := sorted(set(row) - set(keys)):
        raise LineError(f"{what} has {', '.join(map(repr, unknown[:3]))}, which is not known")
    return row


def _text(row: Mapping[str, Any], key: str, most: int | None = None, empty: bool = False) -> str:
    value = row[key]
    if not isinstance(value, str) or not (value or empty) or (most is not None and len(value) > most):
        raise LineError(f"{key} has to be a text{f' of at most {most} characters' if most else ''}")
    return value


def _text_or_null(row: Mapping[str, Any], key: str) -> str | None:
    return None if row[key] is None else _text(row, key, empty=True)


def told_document(row: Any) -> ToldDocument:
    """A document from its line. Raises LineError, also where an id is not that of the content."""
    besides = {key: _texts(row, key) for key in ("seen", "pages")}
    added = _added(row)
    if isinstance(row, dict):
        row = {key: value for key, value in row.items() if key not in besides and key != "added"}
    row = _has(row, "a document", "id", "name", "url", "publisher", "published", "title", "text", "details", "readings")
    document = Document(
        _text(row, "name", empty=True),
        _text(row, "text", empty=True),
        _text_or_null(row, "url"),
        _text_or_null(row, "publisher"),
        _text_or_null(row, "published"),
        _text_or_null(row, "title"),
        _details(row["details"]),
    )
    key = document_id(document)
    if row["id"] != key:
        raise LineError(f"the document's id is {row['id']!r}, but that of its content is {key}")
    if not isinstance(row["readings"], list) or not row["readings"]:
        raise LineError("readings has to be a list of at least one")
    readings = tuple(_reading(one, key, document.text) for one in row["readings"])
    return ToldDocument(key, document, readings, **besides, added=added)


def _added(row: Any) -> str | None:
    """When something was added; None where that is not told, as in format 1."""
    told = row.get("added") if isinstance(row, dict) else None
    if told is None:
        return None
    if not isinstance(told, str) or len(told) > LONGEST_NAME or not moment_of(told):
        raise LineError(f"added is {str(told)[:60]!r}; it has to be a time such as 2024-09-05T14:03:00+00:00")
    return told


def _texts(row: Any, key: str) -> tuple[str, ...]:
    """A list of texts that may be left out."""
    found = row.get(key, []) if isinstance(row, dict) else []
    if not isinstance(found, list) or not all(isinstance(one, str) and len(one) <= LONGEST_ADDRESS for one in found):
        raise LineError(f"{key} has to be a list of texts of at most {LONGEST_ADDRESS} characters")
    return tuple(found)


def _details(row: Any) -> Details:
    if not isinstance(row, dict) or set(row) - _DETAILS or not all(isinstance(one, str) for one in row.values()):
        raise LineError(f"details has to be an object of texts; it can have {', '.join(sorted(_DETAILS))}")
    return Details(**row)


def _reading(row: Any, document: str, text: str) -> ToldReading:
    besides = {key: row[key] for key in ("model", "prompt", "marks", "added") if isinstance(row, dict) and key in row}
    if besides:
        row = {key: value for key, value in row.items() if key not in besides}
    row = _has(row, "a reading", "reader", "version", "statements", "measures")
    for name in ("statements", "measures"):
        if not isinstance(row[name], list):
            raise LineError(f"{name} has to be a list")
    return ToldReading(
        _text(row, "reader", LONGEST_NAME),
        _text(row, "version", LONGEST_NAME),
        tuple(_statement(one, document, text, number) for number, one in enumerate(row["statements"], 1)),
        tuple(_measure(one, document, text, number) for number, one in enumerate(row["measures"], 1)),
        model=_text(besides, "model", LONGEST_NAME) if "model" in besides else None,
        prompt=_text(besides, "prompt", LONGEST_NAME) if "prompt" in besides else None,
        marks=_marks(besides["marks"], len(row["statements"])) if "marks" in besides else (),
        added=_added(besides),
    )


def _marks(row: Any, number: int) -> tuple[Mark, ...]:
    """The marks of a reading of so many statements."""
    if not isinstance(row, list) or len(row) != number:
        raise LineError("marks has to be a list of one for each statement")
    found = []
    for one in row:
        told = _has(one, "a mark", "readers", "differs")
        found.append(Mark(_texts(told, "readers"), _texts(told, "differs")))
    return tuple(found)


def _statement(row: Any, document: str, text: str, number: int) -> Statement:
    found = _same(row, text, f"statement {number}")
    if row.get("id") != (key := statement_id(document, found)):
        raise LineError(f"statement {number}: its id is {row.get('id')!r}, but that of its content is {key}")
    return found


def _same(row: Any, text: str, what: str) -> Statement:
    """The Statement, if its JSON is that of the row, but for an id: nothing would be lost or changed."""
    try:
        found = statement_from(row, text)
    except ValueError as error:
        raise LineError(f"{what}: {error}") from None
    if fault := fault_of(found):
        raise LineError(f"{what}: {fault}")
    _unchanged(as_json(found), row, what)
    return found


def _measure(row: Any, document: str, text: str, number: int) -> Measure:
    what = f"measure {number}"
    if not isinstance(row, dict):
        raise LineError(f"{what} has to be an object")
    try:
        found = measure_from(row, text)
    except ValueError as error:
        raise LineError(f"{what}: {error}") from None
    _unchanged(as_json(found), row, what)
    if row.get("id") != (key := content_id([document, as_json(found)])):
        raise LineError(f"{what}: its id is {row.get('id')!r}, but that of its content is {key}")
    return found


def _unchanged(taken: dict[str, Any], row: Mapping[str, Any], what: str) -> None:
    places = type(row.get("start")), type(row.get("end"))  # true and false pass for numbers elsewhere
    if places == (int, int) and canonical(taken) == canonical({key: row[key] for key in row if key != "id"}):
        return
    other = sorted(
        key for key in {*taken, *row} - {"id"} if key not in row or canonical(taken.get(key)) != canonical(row[key])
    )
    raise LineError(f"{what}: {', '.join(map(repr, other[:3]))} can't be taken in as it stands")


def told_review(row: Any) -> ToldReview:
    """A review from its line, as far as it can be checked without its document (``check_review``)."""
    row = _has(row, "a review", "id", "document", "statement", "verdict", "corrected", "reason", "name", "at", "way")
    if row["verdict"] not in VERDICTS:
        raise LineError(f"verdict is {row['verdict']!r}; it has to be one of {', '.join(VERDICTS)}")
    if row["way"] is not None and row["way"] not in WAYS:
        raise LineError(f"way is {row['way']!r}; it has to be null or one of {', '.join(WAYS)}")
    if (row["verdict"] == "correct") != (row["corrected"] is not None):
        raise LineError("corrected goes with the verdict 'correct', and with no other")
    corrected = None
    if row["corrected"] is not None:
        if not isinstance(row["corrected"], dict) or not isinstance(row["corrected"].get("start"), int):
            raise LineError("corrected has to be a statement with its place")
        try:
            corrected = statement_from(row["corrected"])
        except ValueError as error:
            raise LineError(f"corrected: {error}") from None
        if fault := fault_of(corrected):
            raise LineError(f"corrected: {fault}")
        _unchanged(as_json(corrected), row["corrected"], "corrected")
    return ToldReview(
        _text(row, "id", LONGEST_NAME),
        _text(row, "document", LONGEST_NAME),
        _text(row, "statement", LONGEST_NAME),
        row["verdict"],
        corrected,
        _text(row, "reason", empty=True),
        _text(row, "name", LONGEST_NAME, empty=True),
        _text(row, "at", LONGEST_NAME),
        row["way"],
    )


def review_id(review: ToldReview, before: str | None) -> str:
    """The id of a review's content; ``before`` is the id of the review of the same statement before it."""
    corrected = canonical(as_json(review.corrected)) if review.corrected else None
    return content_id([review.statement, review.verdict, corrected, review.reason, review.name, before])


def check_review(review: ToldReview, document: ToldDocument, statements: frozenset[str]) -> None:
    """Raises LineError where a review is of none of its document's ``statements``, or corrects to what is not in it."""
    if review.statement not in statements:
        raise LineError(f"it is of the statement {review.statement!r}, which its document does not have")
    one = review.corrected
    if one is not None and (one.start < 0 or document.document.text[one.start : one.end] != one.evidence):
        raise LineError(f"the corrected evidence is not in the document's text at {one.start}:{one.end}")
