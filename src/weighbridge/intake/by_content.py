"""What a stream is, is told by its content; then it is read as that, and what it holds in turn."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from weighbridge.intake import original
from weighbridge.intake.decoding import controls_in, decode
from weighbridge.intake.json_documents import documents_in, lines_in, looks_like_json, parse
from weighbridge.intake.original import made_of, original_of
from weighbridge.intake.pages import looks_like_a_page
from weighbridge.intake.piece import DEEPEST, WHOLE, Piece, filled
from weighbridge.intake.recognising import is_mail, is_mailbox, is_zip, list_of_addresses
from weighbridge.intake.refusal import Refusal
from weighbridge.intake.tables import LONGEST_NAMES, rows, table_of
from weighbridge.intake.unpacking import Bomb, gunzipped, joined
from weighbridge.model import Details, Document

ESCAPED = 6
"""A character may take this many times its bytes in JSON (``\\u00e9``)."""

LONGEST_TITLE = 250

LINES = (".jsonl", ".ndjson")
"""Endings of files that are read a document a line, whatever the first line is."""

_MARKDOWN = re.compile(r"(?m)^(?:#{1,6}\s+\S|\[[^\]]{1,200}\]\(http|\*\*\S)")


def documents_of(stream: BinaryIO, piece: Piece) -> Iterator[Document | Refusal]:
    """The documents of one stream, and of what is packed or attached in it; at least one thing for each part.

    JSONL, mailboxes, tables and web archives are read bit by bit, so that they may be of any length; the rest
    is held in memory up to the limits of ``piece``.
    """
    try:
        yield from _documents_of(stream, piece)
    except MemoryError:
        yield Refusal(piece.where, "it takes more memory than there is", "split it, or give its text")


def _documents_of(stream: BinaryIO, piece: Piece) -> Iterator[Document | Refusal]:
    longest = piece.limit * ESCAPED
    head = stream.readline(longest + 1)
    if is_zip(head):
        yield from _zipped(head, stream, piece)
    elif head.startswith(b"\x1f\x8b"):
        yield from _gzipped(head, stream, piece)
    elif head.startswith(b"WARC/"):
        from weighbridge.intake.warc import warc

        yield from warc(joined(head, stream), piece, documents_of)
    elif is_mailbox(head):
        from weighbridge.intake.mail import mailbox
        from weighbridge.intake.page_reading import documents_of_pages

        yield from mailbox(joined(head, stream), piece, documents_of, documents_of_pages)
    elif len(head) <= longest and (piece.suffix in LINES or (head.lstrip().startswith(b"{") and _is_object(head))):
        lines = _lines(head, stream, piece.where, longest)
        for one in lines_in(lines, piece.stem, piece.where, piece.limit, piece.warn, piece.fields, piece.originals):
            yield filled(one, piece, "json")
    elif len(head) <= LONGEST_NAMES and (table := table_of(head, piece.fields, piece.suffix)) is not None:
        for one in rows(head, stream, *table, piece):
            yield filled(one, piece, "csv")
    else:
        yield from _whole(head, stream, piece)


def _zipped(head: bytes, stream: BinaryIO, piece: Piece) -> Iterator[Document | Refusal]:
    from weighbridge.intake.archives import archive

    if stream.seekable():
        stream.seek(0)
        yield from archive(stream, piece, documents_of)
        return
    most = piece.limit * WHOLE
    data = head + stream.read(max(0, most + 1 - len(head)))
    if len(data) > most:
        yield Refusal(piece.where, f"the archive is larger than {most:,} bytes", "give it as a file, or unpack it")
    else:
        yield from archive(io.BytesIO(data), piece, documents_of)


def _gzipped(head: bytes, stream: BinaryIO, piece: Piece) -> Iterator[Document | Refusal]:
    if piece.depth > DEEPEST:
        yield Refusal(piece.where, f"archives stand more than {DEEPEST} deep in one another", "unpack it first")
        return
    stem, suffix = piece.stem, ""
    if "." in stem:
        stem, _, ending = stem.rpartition(".")
        suffix = f".{ending.lower()}"
    try:
        inner = replace(piece, stem=stem or piece.stem, suffix=suffix, depth=piece.depth + 1)
        yield from documents_of(gunzipped(head, stream), inner)
    except Bomb as error:
        yield Refusal(piece.where, str(error), "unpack it by hand, if you trust it")
    except (OSError, EOFError, zlib.error) as error:
        told = "it is cut off" if isinstance(error, EOFError) else "the gzip archive is broken"
        yield Refusal(piece.where, f"{told}; what was read before is kept", "pack it anew")


def _whole(head: bytes, stream: BinaryIO, piece: Piece) -> Iterator[Document | Refusal]:
    """The documents of what has to be held in memory: JSON, mails, PDF files, pages, text."""
    where, limit = piece.where, piece.limit
    data = head + stream.read(max(0, limit * WHOLE + 1 - len(head)))
    begins_json = piece.suffix == ".json" or data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    most = limit * WHOLE if begins_json else limit
    mailed = not begins_json and is_mail(data)
    if mailed:
        # attachments grow by a third in a mail
        most = limit * 2
    if len(data) > most:
        yield Refusal(where, f"it is larger than {most:,} bytes", "split it, or raise the limit")
    elif data[:1024].lstrip().startswith(b"%PDF-"):
        from weighbridge.intake.pdf import pdf

        yield made_of(pdf(data, piece), original_of(data, original.PDF, piece.originals))
    elif mailed:
        from weighbridge.intake.mail import mail
        from weighbridge.intake.page_reading import documents_of_pages

        yield from mail(data, piece, documents_of, documents_of_pages)
    else:
        text = decode(data, where, piece.warn)
        if isinstance(text, Refusal):
            yield text
        else:
            yield from _of_text(text, data, piece)


def _of_text(text: str, data: bytes, piece: Piece) -> Iterator[Document | Refusal]:
    where, limit = piece.where, piece.limit
    if piece.suffix == ".json" or looks_like_json(text):
        whole = original_of(data, original.JSON, piece.originals)
        for one in documents_in(text, piece.stem, where, limit, piece.warn, piece.fields, piece.originals):
            yield made_of(filled(one, piece, "json"), whole)
    elif len(text) > limit:
        yield Refusal(where, f"it is larger than {limit:,} bytes", "split it, or raise the limit")
    elif looks_like_a_page(text):
        from weighbridge.intake.page_reading import documents_of_pages

        whole = original_of(data, original.PAGE, piece.originals)
        for one in documents_of_pages(text, piece):
            yield made_of(one, whole)
    elif (refused := list_of_addresses(text, where)) is not None:
        yield refused
    else:
        plain = filled(_plain(text, piece), piece, "text")
        marked = isinstance(plain, Document) and plain.details.kind == "markdown"
        media = original.MARKDOWN if marked else original.TEXT
        yield made_of(plain, original_of(data, media, piece.originals))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(parse(line.decode("utf-8")), dict)
    except ValueError:
        return False


def _lines(line: bytes, stream: BinaryIO, where: str, longest: int) -> Iterator[str | Refusal]:
    """``line`` and the further lines of JSONL; one that is too long or no UTF-8 is refused."""
    while line:
        if len(line) > longest:
            yield Refusal(where, f"a line is larger than {longest:,} bytes", "split it, or raise the limit")
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
        else:
            try:
                yield line.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                yield Refusal(where, f"a line is not valid UTF-8 from byte {error.start}", "save it as UTF-8")
        line = stream.readline(longest + 1)


def _plain(text: str, piece: Piece) -> Document | Refusal:
    """The Document of plain text or Markdown; its title is its first line. Line ends become ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff \n\t")
    if not text.strip():
        return Refusal(piece.where, "it has no text", "give a document with text")
    if number := controls_in(text):
        piece.warn(f"{piece.where}: the text has {number} control characters; it is read as it is")
    first = re.sub(r"^#{1,6}\s+", "", text.split("\n", 1)[0]).strip()
    kind = "markdown" if _MARKDOWN.search(text[:20_000]) else "text"
    title = first if 0 < len(first) <= LONGEST_TITLE else None
    dateline, published, publisher = _dateline(text)
    if dateline and first.startswith(dateline):
        title = None
    details = Details(kind=kind, dateline=dateline, date_from="dateline" if published else None)
    return Document(piece.stem, text, publisher=publisher, published=published, title=title, details=details)


def _dateline(text: str) -> tuple[str | None, str | None, str | None]:
    """The dateline of an agency's copy, with the day (if it has a year) and the agency that it names."""
    from weighbridge.intake.page_facts import dateline_of
    from weighbridge.intake.written_dates import in_words, plausible

    dateline = dateline_of(text, None)
    if dateline is None:
        return None, None, None
    day = in_words(dateline)
    agency = re.search(r"\(([^()]+)\)$", dateline)
    return dateline, day if day and plausible(day) else None, agency[1] if agency else None
