"""What our own web archives say of the documents in a record, so that reading them again gives the same documents.

It stands as JSON in one header field of the record, for a page or a row alone does not tell what feed, mail or
table around it told of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import chain, islice
from typing import Any

from weighbridge.intake.fields import text_columns, text_fields
from weighbridge.intake.json_documents import date_of
from weighbridge.intake.piece import Piece, Read
from weighbridge.intake.refusal import Refusal, ignore
from weighbridge.model import Details, Document

HEADER = "WARC-Weighbridge-Documents"
ROOM = 48_000
"""Bytes of the field; documents that do not fit in are left out of it."""

FIELDS_OF = {".json": text_fields, ".csv": text_columns}
"""What may be the text in such a record, the likeliest first."""
_OWN = frozenset({"original", "media"})
"""Details that follow from the bytes of the record."""
_DETAILS = tuple(one.name for one in fields(Details) if one.name not in _OWN)
_DATES = frozenset({"time", "updated", "seen"})
_PLACE = ("url", "publisher", "published", "title")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one document."""

    sha256: str
    """Of its text."""
    name: str
    url: str | None
    publisher: str | None
    published: str | None
    title: str | None
    details: Details


def utc_of(moment: str | None) -> str | None:
    """An ISO time in UTC, to the second, as WARC-Date has it; None where ``moment`` is none. Without a zone: UTC."""
    try:
        found = datetime.fromisoformat(moment or "")
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def header_of(told: Iterable[Told]) -> str:
    """The header field: ASCII, in one line."""
    rows: list[str] = []
    room = ROOM
    for one in told:
        row: dict[str, Any] = {"sha256": one.sha256, "name": one.name}
        row |= {name: value for name in _PLACE if (value := getattr(one, name)) is not None}
        row["details"] = {name: value for name in _DETAILS if (value := getattr(one.details, name)) is not None}
        text = json.dumps(row)
        room -= len(text) + 2
        if room >= 0:
            rows.append(text)
    return f"[{', '.join(rows)}]"


def told_in(header: str) -> tuple[Told, ...]:
    """What a header field tells; what is broken in it is passed over, for the content is there all the same."""
    try:
        rows = json.loads(header)
    except (ValueError, RecursionError):
        return ()
    return tuple(one for row in rows if (one := _told(row))) if isinstance(rows, list) else ()


def _told(row: Any) -> Told | None:
    if not isinstance(row, dict) or not isinstance(row.get("details", {}), dict):
        return None
    told = row.get("details", {})
    details = {name: (_date if name in _DATES else _text)(told.get(name)) for name in _DETAILS}
    digest, name = _text(row.get("sha256")), _text(row.get("name"))
    if not digest or not name:
        return None
    published = date_of(_text(row.get("published")))
    url, publisher, title = (_text(row.get(key)) for key in ("url", "publisher", "title"))
    return Told(digest, name, url, publisher, published, title, Details(**details))


def _date(value: Any) -> str | None:
    """A date or time as ISO has it; None where it is none."""
    text = _text(value) or ""
    if date_of(text) != text:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return None
    return text


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return value.encode("utf-8", "replace").decode()


def read_as_told(content: bytes, piece: Piece, read: Read, told: tuple[Told, ...]) -> Iterator[Document | Refusal]:
    """What a record holds. Where it is JSON or a row of a table, the field of the text may have been named when it
    came in (``--fields``): it is the one with a text that is told of.
    """
    if not told or piece.suffix not in FIELDS_OF:
        yield from read(BytesIO(content), piece)
        return
    texts = {one.sha256 for one in told}
    for name in FIELDS_OF[piece.suffix](content):
        fields = {**piece.fields, "text": name}
        found = list(read(BytesIO(content), replace(piece, fields=fields, warn=ignore)))
        if any(isinstance(one, Document) and _digest(one.text) in texts for one in found):
            yield from found
            return
    yield from read(BytesIO(content), piece)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def restored(found: Iterator[Document | Refusal], told: tuple[Told, ...]) -> Iterator[Document | Refusal]:
    """Documents with what was told of them: by their text, or where a record has one document and tells of one."""
    first = list(islice(found, 2))
    alone = told[0] if len(first) == len(told) == 1 else None
    by_text = {one.sha256: one for one in told}
    for one in chain(first, found):
        if isinstance(one, Refusal):
            yield one
            continue
        known = by_text.get(_digest(one.text), alone)
        yield one if known is None else _restored(one, known)


def _restored(one: Document, told: Told) -> Document:
    own = {name: getattr(one.details, name) for name in _OWN}
    return replace(
        one,
        id=told.name,
        url=told.url,
        publisher=told.publisher,
        published=told.published,
        title=told.title,
        details=replace(told.details, **own),
    )
