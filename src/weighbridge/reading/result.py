"""What a reader gives back of a document. Light: any reader can make one without loading a parser."""

from __future__ import annotations

from dataclasses import dataclass

from weighbridge.model import Document, Measure, Statement


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader has to say of its own work on a document, for ``--explain``."""

    kind: str
    """One word or two: "dropped" (was not borne out by the text), "repaired", "merged" ..."""
    text: str
    """What it was, and why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader made of several says of one statement."""

    readers: tuple[str, ...]
    """The readers that found the statement, in their order."""
    differs: tuple[str, ...] = ()
    """What they told differently, a slot each, as in "stage: rules delivered, llm agreed"."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading a document took; figures of a service that counts tokens are its own."""

    requests: int = 0
    """Requests that were answered by the service."""
    cached: int = 0
    """Answers that were there already."""
    tokens_in: int = 0
    tokens_out: int = 0
    money: float | None = None
    """In the currency of the prices that were set; None where none were."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says of transfers."""

    document: Document
    statements: tuple[Statement, ...] = ()
    measures: tuple[Measure, ...] = ()
    silent: tuple[tuple[int, int, str], ...] = ()
    """Sentences that name goods and gave nothing: start, end and the reason."""
    problem: str | None = None
    """Why the document could not be read, or not wholly. The ledger keeps no such reading, so that it is read again."""
    notes: tuple[Note, ...] = ()
    cost: Cost | None = None
    marks: tuple[Mark, ...] = ()
    """One for each statement, in their order, or none at all."""
