"""The door that every reader stands behind: what it is asked, what it says of itself, and what may come out.

A reader is a plug-in: an entry point of the group ``weighbridge.readers`` names a function that takes an ``Asked``
and gives a ``Reader``, or raises ``ReaderError`` with what is missing and the remedy. That function loads nothing
heavy and sends nothing: it is also called to list the readers. What comes out is held to the text, whoever wrote it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from weighbridge.model import Document, Measure, Statement
from weighbridge.reading.result import Note, Reading
from weighbridge.rows import fault_of

GROUP = "weighbridge.readers"
"""The group of entry points."""
LONGEST_NAME = 100
"""Characters of what a reader says of itself: name, version, model, prompt version."""
MOST_STATEMENTS = 20_000
"""Statements, and measures, that are taken of one document; what goes beyond is dropped and told."""


_UNFIT = "what was read before is kept; tell whoever made that reader, or take another one"


class ReaderError(ValueError):
    """A reader can't be had, or broke off; the text says which, why and the remedy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How to read, as options and environment have it. A reader leaves aside what it has no use for."""

    careful: bool = False
    """Only statements of which the reader is nearly certain."""
    jobs: int = 1
    """Processes, or requests at once, that share the work; what comes out does not depend on it."""
    model: str | None = None
    """The name of the model: of the parser for ``rules``, of the language model for ``llm``."""
    gate: bool = True
    """False reads every document in full, also those that can't bear a statement."""
    settings: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)
    """The environment, where readers find what only they know (addresses, keys); never shown."""
    tell: Callable[[str], None] | None = field(default=None, repr=False)
    """Takes messages to whoever runs the program."""


class Reader(Protocol):
    """Reads documents. ``name`` and ``version`` stand in the ledger beside each reading: two readings by the same
    of the same text are the same, so ``version`` covers all that changes what is read (model, prompt, options).
    """

    @property
    def name(self) -> str:
        """As in ``--reader NAME``."""

    @property
    def version(self) -> str:
        """Of all that changes what is read."""

    @property
    def model(self) -> str | None:
        """The model that reads, where there is one."""

    @property
    def prompt(self) -> str | None:
        """The version of the prompt, where there is one."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """A Reading for each document, in their order, as soon as it is there, in bounded memory.

        What is wrong with one document stands in its ``Reading.problem``, and the next is read; ReaderError is for
        what stops all.
        """


Opener = Callable[[Asked], Reader]
"""What an entry point names."""


def read_by(reader: Reader, documents: Iterable[Document]) -> Iterator[Reading]:
    """What a reader finds, held to the text: a Reading for each document, in their order.

    What quotes no evidence from its place, or has values that no statement can have, is dropped with a note. Raises
    ReaderError where the reader loses count of the documents, or where one of others breaks off in any other way;
    what goes wrong in ``documents`` is raised as it is.
    """
    given: deque[Document] = deque()
    outside: list[BaseException] = []

    def counted() -> Iterator[Document]:
        try:
            for one in documents:
                given.append(one)
                yield one
        except BaseException as error:
            outside.append(error)
            raise

    found = reader.read(counted())
    while True:
        try:
            reading = next(found, None)
            if reading is None:
                break
            if not given or not isinstance(reading, Reading) or reading.document != given[0]:
                raise ReaderError(f"the reader {reader.name} answered to another document than it was given; {_UNFIT}")
            reading = held_to_text(reading)
        except Exception as error:
            if isinstance(error, ReaderError) or error in outside or type(reader).__module__.startswith("weighbridge."):
                raise
            raise ReaderError(
                f"the reader {reader.name} broke off: {type(error).__name__}: {str(error)[:300]}; {_UNFIT}"
            ) from error
        given.popleft()
        yield reading
    if given:
        raise ReaderError(
            f"the reader {reader.name} left out {len(given)} document(s), the first is {given[0].id}; {_UNFIT}"
        )


def held_to_text(reading: Reading) -> Reading:
    """The same reading without what the text does not bear out; each with a note."""
    text = reading.document.text
    faults = [_fault(one, text) or fault_of(one) for one in reading.statements[:MOST_STATEMENTS]]
    amiss = [_fault(one, text) for one in reading.measures[:MOST_STATEMENTS]]
    over = max(0, len(reading.statements) - MOST_STATEMENTS) + max(0, len(reading.measures) - MOST_STATEMENTS)
    if not over and not any(faults) and not any(amiss) and len(reading.marks) in (0, len(reading.statements)):
        return reading
    notes = [
        Note("dropped", f"{kind} {number}: {fault}")
        for kind, some in (("statement", faults), ("measure", amiss))
        for number, fault in enumerate(some, 1)
        if fault
    ]
    if over:
        notes.append(Note("dropped", f"{over} statements and measures beyond the {MOST_STATEMENTS:,} of a document"))
    marked = len(reading.marks) == len(reading.statements)
    return replace(
        reading,
        statements=tuple(one for one, fault in zip(reading.statements, faults, strict=False) if not fault),
        measures=tuple(one for one, fault in zip(reading.measures, amiss, strict=False) if not fault),
        marks=tuple(one for one, fault in zip(reading.marks, faults, strict=False) if not fault) if marked else (),
        notes=(*reading.notes, *notes),
    )


def _fault(one: Statement | Measure, text: str) -> str | None:
    if one.start < 0 or not one.evidence or text[one.start : one.end] != one.evidence:
        return f"the evidence is not in the document's text at {one.start}:{one.end}: {one.evidence[:60]!r}"
    return None
