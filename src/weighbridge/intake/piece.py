"""A piece of input: what is known of it before it is read, and what it may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from weighbridge.intake.refusal import Refusal, Warn, ignore
from weighbridge.model import Details, Document

LIMIT = 20_000_000
"""Bytes that one document may have unless the caller says otherwise."""

WHOLE = 10
"""A file that holds many documents may have this many times the limit of one, where it can't be read bit by bit."""

DEEPEST = 2
"""How often archives and mails may stand in one another: an archive in an archive in an archive is the deepest."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stream or a part of one, with the provenance that its surroundings give it."""

    stem: str
    """Id of the document that has none of its own."""
    where: str
    """For messages: the file, and the place in it."""
    suffix: str = ""
    """A hint only, in lower case, with the dot."""
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    date_from: str | None = None
    seen: str | None = None
    """When it was fetched or archived, as an ISO time in UTC."""
    kind: str | None = None
    """What it came as, if that says more than its content does."""
    within: str | None = None
    depth: int = 0
    limit: int = LIMIT
    """Bytes of one document."""
    fields: dict[str, str] = field(default_factory=dict)
    """Which field or column is taken for ``text``, ``title`` and so on, where that was said."""
    warn: Warn = ignore
    originals: bool = False
    """Whether documents carry the raw originals that they were made of (``original.WithOriginal``)."""

    def inner(self, stem: str, within: str, suffix: str = "", deeper: int = 0) -> Piece:
        """The piece inside this one that stands at ``within``; its provenance is yet to be filled in."""
        return replace(
            self,
            stem=stem,
            where=f"{self.where}, {within}",
            suffix=suffix,
            within=f"{self.within} > {within}" if self.within else within,
            kind=None,
            depth=self.depth + deeper,
        )


Read = Callable[[BinaryIO, Piece], Iterator[Document | Refusal]]
"""Reads a piece: given to what unpacks, so that what was unpacked is read in turn."""


def filled(one: Document | Refusal, piece: Piece, kind: str) -> Document | Refusal:
    """``one`` with what it lacks taken from ``piece``: address, publisher, date, kind and place."""
    if isinstance(one, Refusal):
        return one
    details = one.details
    dated = one.published is None and piece.published is not None
    return replace(
        one,
        url=one.url or piece.url,
        publisher=one.publisher or piece.publisher,
        published=piece.published if dated else one.published,
        details=replace(
            details or Details(),
            date_from=piece.date_from if dated else details.date_from,
            kind=piece.kind or details.kind or kind,
            within=details.within or piece.within,
            seen=details.seen or piece.seen,
        ),
    )
