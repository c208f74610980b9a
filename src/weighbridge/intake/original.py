"""Raw originals on their way out of intake: the bytes of the smallest piece that held a document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256

from weighbridge.intake.refusal import Refusal
from weighbridge.model import Document

PAGE = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
JSON = "application/json"
CSV = "text/csv"
TEXT = "text/plain"
MARKDOWN = "text/markdown"


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a file, a member of an archive, a record's payload, a mail, a line of JSON, a row of a table ..."""

    data: bytes = field(repr=False)
    media: str
    """Content type, told by content."""
    digest: str
    """SHA-256 in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class WithOriginal(Document):
    """A Document that still has its raw original with it; ``bare`` takes that off."""

    original: Original = field(default=Original(b"", TEXT, ""), compare=False, repr=False)


def original_of(data: bytes, media: str, wanted: bool) -> Original | None:
    """The original that ``data`` is, or None where none is wanted. One object serves all documents made of it."""
    return Original(data, media, sha256(data).hexdigest()) if wanted else None


def made_of(one: Document | Refusal, original: Original | None) -> Document | Refusal:
    """``one`` with its original; one that has a smaller piece for its original keeps that."""
    if original is None or isinstance(one, (Refusal, WithOriginal)):
        return one
    details = replace(one.details, original=original.digest, media=original.media)
    return WithOriginal(
        one.id, one.text, one.url, one.publisher, one.published, one.title, details=details, original=original
    )


def bare(one: Document) -> Document:
    """The document without the bytes of its original, as it goes to readers and other processes."""
    if not isinstance(one, WithOriginal):
        return one
    return Document(one.id, one.text, one.url, one.publisher, one.published, one.title, details=one.details)


def without(one: Document) -> Document:
    """The document as if no original had been asked for."""
    return replace(bare(one), details=replace(one.details, original=None, media=None))
