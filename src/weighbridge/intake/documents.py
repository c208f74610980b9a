"""From paths and standard input to Documents: what a file is, is told by its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from weighbridge.intake.by_content import documents_of
from weighbridge.intake.language import language_of, name_of
from weighbridge.intake.piece import LIMIT, Piece
from weighbridge.intake.refusal import Refusal, Warn, ignore
from weighbridge.intake.walking import files_in
from weighbridge.model import Document

__all__ = ["LIMIT", "documents_from", "english"]


def documents_from(
    paths: Iterable[str | Path],
    stdin: BinaryIO | None = None,
    *,
    limit: int = LIMIT,
    warn: Warn = ignore,
    fields: Mapping[str, str] | None = None,
    originals: bool = False,
) -> Iterator[Document | Refusal]:
    """Documents of files, folders (all files below, sorted) and ``-`` (``stdin``), in that order.

    JSON and JSONL, tables (CSV), HTML pages, PDF and DOCX files, mails and mailboxes, plain text and Markdown, and
    archives of these (ZIP, gzip, WARC, WACZ) are told apart by content. Each input that gives no document gives a
    Refusal; ``warn`` takes what is odd but was taken in. ``limit``: bytes of one document. ``fields``: which field
    of JSON or column of a table is taken for ``text``, ``title`` and so on (``fields.fields_of``). With ``originals``,
    a document comes with the bytes of the smallest piece that held it (``original.WithOriginal``).
    """
    seen: set[str] = set()
    for one in _all_from(
        paths, stdin, Piece("", "", limit=limit, warn=warn, fields=dict(fields or {}), originals=originals)
    ):
        if isinstance(one, Document):
            if one.id in seen:
                warn(f"{one.id}: a document with this id came before")
            seen.add(one.id)
        yield one


def _all_from(paths: Iterable[str | Path], stdin: BinaryIO | None, common: Piece) -> Iterator[Document | Refusal]:
    for path in paths:
        if str(path) == "-":
            if stdin is None:
                yield Refusal("-", "there is no standard input", "give a file")
            else:
                piece = replace(common, stem="stdin", where="standard input")
                yield from _english_of(stdin, piece)
            continue
        for file in files_in(Path(path)):
            if isinstance(file, Refusal):
                yield file
                continue
            try:
                with file.open("rb") as stream:
                    piece = replace(common, stem=file.stem, where=str(file), suffix=file.suffix.lower())
                    yield from _english_of(stream, piece)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                yield Refusal(str(file), f"it can't be read ({reason})", "check its permissions")


def _english_of(stream: BinaryIO, piece: Piece) -> Iterator[Document | Refusal]:
    for one in documents_of(stream, piece):
        yield english(one, piece.where)


def english(one: Document | Refusal, where: str) -> Document | Refusal:
    """A document that is not English is refused; one too short to tell is taken."""
    if isinstance(one, Refusal):
        return one
    language = language_of(one.text)
    if language in (None, "en"):
        return one
    place = where if one.id in where else f"{where}, {one.id}"
    return Refusal(place, f"it is in {name_of(language or '')}, not in English", "give a translation")
