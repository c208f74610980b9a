"""Mails and mailboxes: each mail a document, its attachments documents of their own."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from weighbridge.intake.confined import Exceeded, confined
from weighbridge.intake.mail_parts import MOST_PARTS, rows_of_mail
from weighbridge.intake.original import MAIL, made_of, original_of
from weighbridge.intake.piece import DEEPEST, Piece, Read, filled
from weighbridge.intake.recognising import is_mailbox
from weighbridge.intake.refusal import Refusal
from weighbridge.intake.written_dates import moment_of
from weighbridge.model import Details, Document

SMALL = 300_000
"""Bytes up to which a mail with few lines is taken apart without a process of its own."""

ENOUGH = 200
"""Characters of plain text that are preferred to what the HTML part has."""

HEADER = "mail header"
"""Where the date of a mail is said to be from, and that of its attachments."""

_UNREAD = re.compile(r"(?:image|audio|video|font)/|text/(?:calendar|x?-?vcard)|application/(?:pgp|pkcs7|x-pkcs7|ics)")

PageReader = Callable[[str, Piece], Iterator[Document | Refusal]]


def mail(data: bytes, piece: Piece, read: Read, read_page: PageReader) -> Iterator[Document | Refusal]:
    """The document of a mail, and those of its attachments; nothing else is fetched."""
    try:
        row = _taken_apart(data)
    except (Exceeded, RecursionError) as error:
        what = str(error) if isinstance(error, Exceeded) else "it is nested too deep"
        yield Refusal(piece.where, f"the mail can't be read: {what}", "save its text instead")
        return
    known = replace(
        piece,
        url=piece.url or row["url"] or None,
        publisher=row["sender"] or piece.publisher,
        published=row["date"][:10] if row["date"] else piece.published,
        date_from=HEADER if row["date"] else piece.date_from,
        kind=piece.kind or "mail",
    )
    moment = moment_of(row["date"])
    body = made_of(_timed(_body(row, known, read_page), moment), original_of(data, MAIL, piece.originals))
    if isinstance(body, Document) or not row["attachments"]:
        yield body
    attached = [_timed(one, moment) for one in _attached(row["attachments"], known, read)]
    yield from attached
    if isinstance(body, Refusal) and row["attachments"] and not any(isinstance(one, Document) for one in attached):
        yield body
    if row["beyond"]:
        what = f"the mail has more than {MOST_PARTS} parts; {row['beyond']:,} of them are not read"
        yield Refusal(piece.where, what, "save those that matter as files")


def _timed(one: Document | Refusal, moment: str | None) -> Document | Refusal:
    """A document that has its date from this mail's header, with the moment in it (None where no zone was told)."""
    if isinstance(one, Refusal) or one.details.date_from != HEADER or (moment or "")[:10] != one.published:
        return one
    return replace(one, details=replace(one.details, time=one.details.time or moment))


def _taken_apart(data: bytes) -> dict[str, Any]:
    small = len(data) <= SMALL and data.count(b"\n") <= 10_000 and data.lower().count(b"multipart/") <= 20
    if small:
        return rows_of_mail(data, {})
    row = confined("mail", data, {})
    return row if isinstance(row, dict) else {}


def _body(row: dict[str, Any], piece: Piece, read_page: PageReader) -> Document | Refusal:
    """The mail's own text: the plain part, or what the page reader makes of the HTML part."""
    plain = "\n\n".join(text for text in row["plain"] if text.strip())
    html = "\n".join(text for text in row["html"] if text.strip())
    title = row["subject"] or None
    if html and len(plain) < ENOUGH:
        for one in read_page(html, piece):
            if isinstance(one, Document) and len(one.text) > len(plain):
                # the page's own date stands only where the mail tells none
                details = replace(one.details, kind=piece.kind)
                if piece.published:
                    details = replace(details, date_from=piece.date_from, time=None)
                return replace(
                    one,
                    title=title or one.title,
                    publisher=piece.publisher or one.publisher,
                    published=piece.published or one.published,
                    url=piece.url or one.url,
                    details=details,
                )
            if isinstance(one, Refusal) and not plain:
                return Refusal(piece.where, f"the mail's HTML part: {one.what}", one.remedy)
    if not plain:
        return Refusal(piece.where, "the mail has no text", "give a document with text")
    if len(plain.encode("utf-8", "replace")) > piece.limit:
        return Refusal(piece.where, f"its text is larger than {piece.limit:,} bytes", "split it, or raise the limit")
    text = plain.encode("utf-8", "replace").decode()
    return filled(Document(piece.stem, text, title=title, details=Details(kind="mail")), piece, "mail")


def _attached(rows: list[dict[str, Any]], piece: Piece, read: Read) -> Iterator[Document | Refusal]:
    from weighbridge.intake.archives import label, stem_of, suffix_of

    for number, row in enumerate(rows, 1):
        name = label(row["name"]) if row["name"] else f"attachment {number}"
        inner = piece.inner(f"{piece.stem}/{stem_of(name)}", name, suffix_of(name), deeper=1)
        if _UNREAD.match(row["type"]):
            piece.warn(f"{inner.where}: an attachment of the kind {row['type'][:60]}; it is not read")
            continue
        if inner.depth > DEEPEST:
            what = f"archives and mails stand more than {DEEPEST} deep in one another"
            yield Refusal(inner.where, what, "save it as a file first")
            continue
        yield from read(io.BytesIO(base64.b64decode(row["data"])), inner)


def mailbox(stream: BinaryIO, piece: Piece, read: Read, read_page: PageReader) -> Iterator[Document | Refusal]:
    """The documents of an mbox file, mail by mail, so that it may be of any length."""
    for number, data in enumerate(_mails(stream, piece.limit * 2), 1):
        inner = piece.inner(piece.stem if number == 1 else f"{piece.stem}-{number}", f"mail {number}")
        if data is None:
            yield Refusal(inner.where, f"the mail is larger than {piece.limit * 2:,} bytes", "split it")
        else:
            yield from mail(data, inner, read, read_page)


def _mails(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The mails of an mbox; None for one that is larger than ``most`` bytes. ">From" gets its "From" back."""
    lines: list[bytes] = []
    size = 0
    blank = begun = False
    while line := stream.readline(most):
        if (blank or not begun) and is_mailbox(line):
            if begun:
                yield b"".join(lines) if size <= most else None
            lines, size, begun = [], 0, True
        else:
            size += len(line) + 40
            if size <= most:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
            else:
                lines.clear()
        blank = line in (b"\n", b"\r\n")
    if begun:
        yield b"".join(lines) if size <= most else None
