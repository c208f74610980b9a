"""Taking in what ``export all`` wrote: the whole file is checked first, then a ledger is told all of it again.

So nothing of a file that is cut or wrong comes into the ledger. A run that was cut short is finished by the same
command, and a second run changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, BinaryIO

from weighbridge.exports.checking import (
    LineError,
    ToldDocument,
    ToldReading,
    ToldReview,
    check_review,
    review_id,
    told_document,
    told_review,
)
from weighbridge.exports.columns import ExportError
from weighbridge.exports.lines import FORMATS, parsed
from weighbridge.identity import statement_id
from weighbridge.keeping import keep_many, seen_again
from weighbridge.ledger import Ledger, Review, add_review, reviews
from weighbridge.ledger.adding import Addition
from weighbridge.ledger.alike import readings_there
from weighbridge.ledger.dates import now
from weighbridge.moments import moment_of

LONGEST = 256_000_000
"""Bytes of a line, at most."""
AT_ONCE = 100
"""Documents that go in together, at most;"""
AT_ONCE_BYTES = 8_000_000
"""and bytes of their lines, about."""
Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What an import added, and what was there already."""

    documents: int
    known: int
    readings: int
    reviews: int
    older: int
    """Readings left out, since they would supersede a later one of the same document that the ledger has."""


def check_whole(file: BinaryIO, name: str, step: Step) -> None:
    """Read a whole file; raises ExportError with its line and the remedy where anything in it is wrong."""
    total = sha256()
    numbers: dict[str, int] = dict.fromkeys(("documents", "readings", "statements", "measures", "reviews"), 0)
    open_reviews: dict[str, list[tuple[int, ToldReview]]] = defaultdict(list)
    latest: dict[str, str] = {}
    ended = False
    for number, text, kind, row in _lines(file, name):
        if ended:
            raise _wrong(name, number, "it follows the end")
        if (number == 1) != (kind == "weighbridge"):
            raise _wrong(name, number, "the first line, and only that, has to begin a ledger")
        with _Line(name, number):
            if kind == "weighbridge":
                _check_beginning(row)
            elif kind == "review":
                review = told_review(row)
                if review.id != review_id(review, latest.get(review.statement)):
                    raise LineError(f"the id {review.id!r} is not that of its content and of the review before it")
                latest[review.statement] = review.id
                open_reviews[review.document].append((number, review))
                numbers["reviews"] += 1
            elif kind == "document":
                document = told_document(row)
                _count(document, numbers)
                _check_reviews(open_reviews.pop(document.id, []), document, name)
                step()
            elif kind == "end":
                ended = True
                _check_end(row, {**numbers, "sha256": total.hexdigest()})
            else:
                raise LineError(f"{kind!r} is none of weighbridge, review, document, end")
        total.update(text)
    if not ended:
        raise ExportError(
            f"{name}: its end is missing, so it was cut short; nothing was added; copy or export it again"
        )
    for number, review in (one for some in open_reviews.values() for one in some):
        raise _wrong(name, number, f"it is of the document {review.document!r}, which does not follow")


def restore(ledger: Ledger, file: BinaryIO, name: str, step: Step) -> Restored:
    """Tell a ledger all of a file that ``check_whole`` let pass; merges with what the ledger has.

    A document's readings are added in their order, then the reviews in theirs, except what is there already. Some
    documents go in together. Raises LedgerError; what was added until then is kept.
    """
    file.seek(0)
    documents = known = readings = older = 0
    waiting: list[ToldReview] = []
    for some in _together(file, name, waiting):
        for added, first, left in _restore_documents(ledger, some):
            documents += first
            known += not added
            readings += added
            older += left
            step()
    return Restored(documents, known, readings, _restore_reviews(ledger, waiting), older)


def _together(file: BinaryIO, name: str, waiting: list[ToldReview]) -> Iterator[list[ToldDocument]]:
    """The documents of a file, so many at a time as go in together; ``waiting`` takes the reviews before them."""
    some: list[ToldDocument] = []
    size = 0
    for _, text, kind, row in _lines(file, name):
        if kind == "review":
            waiting.append(told_review(row))
        elif kind == "document":
            some.append(told_document(row))
            size += len(text)
            if len(some) >= AT_ONCE or size >= AT_ONCE_BYTES:
                yield some
                some, size = [], 0
    if some:
        yield some


def _restore_documents(ledger: Ledger, some: Sequence[ToldDocument]) -> list[tuple[int, bool, int]]:
    """Of each: how many readings were added; whether it is new; how many older readings were left out."""
    there = readings_there(ledger, [one.id for one in some])
    latest = moment_of(now()) or ""
    additions: list[Addition] = []
    found = []
    for told in some:
        mine = there.get(told.id, set())
        has = [(one.reader, one.version) in mine for one in told.readings]
        added = left = 0
        for place, one in enumerate(told.readings):
            if not has[place] and any(has[place + 1 :]):
                left += 1
            elif not has[place]:
                additions.append(_addition(told, one, latest))
                added += 1
        found.append((added, told.id not in there, left))
    if additions:
        keep_many(ledger, additions)
    for told in some:
        if told.id in there or told.seen or told.pages:
            _restore_sightings(ledger, told)
    return found


def _addition(told: ToldDocument, one: ToldReading, latest: str) -> Addition:
    """A reading as it goes in. Nothing was added later than now, whatever clock says so."""
    added, read = (at if at is None or (moment_of(at) or "") <= latest else None for at in (told.added, one.added))
    return Addition(
        told.document,
        one.statements,
        one.measures,
        one.reader,
        one.version,
        model=one.model,
        prompt=one.prompt,
        marks=one.marks,
        added=added,
        read=read,
    )


def _restore_sightings(ledger: Ledger, told: ToldDocument) -> None:
    """Tell the ledger when, and at which further addresses, a document was seen."""
    one = told.document
    seen_again(ledger, one)
    for at in told.seen:
        seen_again(ledger, replace(one, details=replace(one.details, seen=at)))
    for page in told.pages:
        seen_again(ledger, replace(one, details=replace(one.details, moved_from=f"https://{page}")))


def _restore_reviews(ledger: Ledger, told: list[ToldReview]) -> int:
    """Add the reviews that are not there, by id or by all that they say; their number."""
    there: dict[str, list[Review]] = {}
    number = 0
    for one in told:
        mine = there.setdefault(one.statement, reviews(ledger, one.statement))
        said = (one.verdict, one.corrected, one.reason, one.name, one.at)
        if any(it.id == one.id or (it.verdict, it.corrected, it.reason, it.name, it.at) == said for it in mine):
            continue
        add_review(
            ledger,
            one.statement,
            one.verdict,
            name=one.name,
            reason=one.reason,
            corrected=one.corrected,
            at=one.at,
            way=one.way,
        )
        number += 1
    return number


def _lines(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes, str, Any]]:
    """Each line: its number, its bytes, what it is, what it says. Raises ExportError."""
    number = 0
    while text := file.readline(LONGEST + 1):
        number += 1
        if len(text) > LONGEST:
            raise _wrong(name, number, f"it is longer than {LONGEST // 1_000_000} MB")
        if not text.endswith(b"\n"):
            raise _wrong(name, number, "it is cut short")
        try:
            kind, row = parsed(text)
        except (ValueError, RecursionError) as error:
            if number == 1:
                raise ExportError(
                    f"{name}: it is no export of a ledger; make one with: weighbridge export all --out FILE.jsonl"
                ) from None
            reason = "it is nested too deeply" if isinstance(error, RecursionError) else f"it can't be read: {error}"
            raise _wrong(name, number, reason) from None
        yield number, text, kind, row


class _Line:
    """A LineError within the block as an ExportError that names file and line."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.number = name, number

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, LineError):
            raise _wrong(self.name, self.number, str(error)) from None
        if isinstance(error, RecursionError):
            raise _wrong(self.name, self.number, "it is nested too deeply") from None


def _wrong(name: str, number: int, what: str) -> ExportError:
    return ExportError(f"{name}: line {number}: {what[:500]}; nothing was added; export it again, or mend the line")


def _check_beginning(row: Any) -> None:
    version = row.get("format") if isinstance(row, dict) else None
    if isinstance(version, bool) or version not in FORMATS:
        raise LineError(
            f"its format is {version!r}, this program knows {' and '.join(map(str, FORMATS))}; take the program that"
            " wrote it, or a newer one"
        )


def _count(document: ToldDocument, numbers: dict[str, int]) -> None:
    numbers["documents"] += 1
    numbers["readings"] += len(document.readings)
    for one in document.readings:
        numbers["statements"] += len(one.statements)
        numbers["measures"] += len(one.measures)


def _check_reviews(some: list[tuple[int, ToldReview]], document: ToldDocument, name: str) -> None:
    if not some:
        return
    found = frozenset(statement_id(document.id, one) for told in document.readings for one in told.statements)
    for number, review in some:
        with _Line(name, number):
            check_review(review, document, found)


def _check_end(row: Any, numbers: dict[str, Any]) -> None:
    if not isinstance(row, dict):
        raise LineError("the end has to be an object")
    for key, value in numbers.items():
        if row.get(key) != value:
            raise LineError(f"{key} is {row.get(key)!r} there, but {value!r} of what stands before: it was changed")
