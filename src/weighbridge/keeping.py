"""Putting a reading into a ledger, together with which documents it is a near-copy of, or a version of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weighbridge.keeping_copies import near_copies
from weighbridge.keeping_versions import is_version
from weighbridge.ledger import Added, DocumentError, Ledger, add_many, add_reading, see_again
from weighbridge.ledger.adding import Addition
from weighbridge.model import Document, Measure, Statement
from weighbridge.readers.door import Reader
from weighbridge.reading.result import Mark, Reading
from weighbridge.weighing.resemblance import bands


def keep(
    ledger: Ledger,
    read: Document,
    statements: Sequence[Statement],
    measures: Sequence[Measure],
    reader: str,
    version: str,
    *,
    model: str | None = None,
    prompt: str | None = None,
    marks: Sequence[Mark] = (),
) -> Added:
    """Add a reading; when this returns, it is on disk. Raises LedgerError, and then nothing was added.

    ``model`` and ``prompt`` are what the reader says of itself; ``marks`` as in ``Reading.marks``.
    """
    found = bands(read.text)
    [near] = near_copies(ledger, [(read, found)])
    return add_reading(
        ledger,
        read,
        statements,
        measures,
        reader,
        version,
        found,
        near,
        is_version,
        model=model,
        prompt=prompt,
        marks=marks,
    )


def keep_many(ledger: Ledger, told: Sequence[Addition]) -> list[Added]:
    """``keep`` for many readings in one transaction; when this returns, all are on disk. Raises LedgerError, and then
    nothing was added. What they are near-copies of is worked out here.
    """
    found = [bands(one.document.text) for one in told]
    near = near_copies(ledger, [(one.document, mine) for one, mine in zip(told, found, strict=True)])
    additions = [replace(one, bands=mine, resemblances=of) for one, mine, of in zip(told, found, near, strict=True)]
    return list(add_many(ledger, additions, max(1, len(additions)), is_version))


def keep_reading(ledger: Ledger, reading: Reading, reader: Reader) -> Added:
    """Add what a reader found in a document, with what it says of itself; when this returns, it is on disk.

    Raises DocumentError where the reading has a problem: it is not kept, so that the document is read again the next
    time; LedgerError for the rest. Then nothing was added.
    """
    if reading.problem:
        raise DocumentError(f"{reading.document.id}: not kept: {reading.problem}; it is read again the next time")
    return keep(
        ledger,
        reading.document,
        reading.statements,
        reading.measures,
        reader.name,
        reader.version,
        model=reader.model,
        prompt=reader.prompt,
        marks=reading.marks,
    )


def seen_again(ledger: Ledger, read: Document) -> bool:
    """Keep when and where a document was seen that is there already; whether there was anything to keep.

    Then the version of its page that was seen last stands. Raises LedgerError, and then nothing was kept.
    """
    return see_again(ledger, read, is_version)
