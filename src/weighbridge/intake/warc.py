"""WARC: the records of a web archive whose content is a page, a PDF file or text, one after another.

The frame of a record (its header, its length) is read here, within limits; what stands in it is parsed by warcio.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from weighbridge.intake.archived import HEADER, Told, read_as_told, restored, told_in
from weighbridge.intake.json_documents import date_of, numbered
from weighbridge.intake.packings import CHUNK, Unreadable, unpacked_as
from weighbridge.intake.piece import Piece, Read
from weighbridge.intake.refusal import Refusal
from weighbridge.intake.written_dates import in_utc, iso_of, moment_of
from weighbridge.model import Document

LONGEST_HEADER = 65_536
"""Bytes of a record's header."""

_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,18})[ \t]*\r?$")
_KIND = re.compile(rb"(?im)^warc-type:[ \t]*(\w{1,40})")
_BEGINS = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_READ = frozenset({b"response", b"resource", b"conversion"})
_CONTENT = re.compile(
    r"(?i)(?:text/(?:html|plain|markdown)|application/(?:xhtml\+xml|pdf|msword|vnd\.openxmlformats-\S*wordprocessing\S*))"
)

_SUFFIXES = {"application/json": ".json", "text/csv": ".csv", "message/rfc822": ".eml"}
"""Content types that are read only where our own archives hand documents on, and the endings that hint at them."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A record as it stands in the archive; ``data`` is None where it is not to be read, and ``why`` says it."""

    kind: bytes
    data: bytes | None
    why: str = ""


def warc(stream: BinaryIO, piece: Piece, read: Read) -> Iterator[Document | Refusal]:
    """The documents of the records of a WARC, unpacked already; the address and time of a record go with them.

    What is no page, PDF file or text (pictures, styles, scripts, redirects) is counted and told, not refused.
    """
    left_out: Counter[str] = Counter()
    number = 0
    for place, frame in enumerate(_frames(stream, piece.limit * 2), 1):
        inner = piece.inner(numbered(piece.stem, number + 1), f"record {place}")
        if frame.why:
            yield Refusal(inner.where, frame.why, "make the archive anew, or give the page itself")
        if frame.data is None:
            continue
        taken = _content(frame.data, inner)
        if isinstance(taken, str):
            left_out[taken] += 1
            continue
        if isinstance(taken, Refusal):
            yield taken
            continue
        number += 1
        content, known, seen, told = taken
        for one in restored(read_as_told(content, known, read, told), told):
            if isinstance(one, Document) and not told:
                one = replace(one, details=replace(one.details, seen=seen))
            yield one
    if left_out:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(left_out.items()))
        piece.warn(f"{piece.where}: records that are no documents were left out: {counts}")
    if not number:
        yield Refusal(piece.where, "the web archive has no page, PDF file or text in it", "give one with documents")


def _frames(stream: BinaryIO, most: int) -> Iterator[_Frame]:
    """The records of a WARC. Where a length is wrong, the next line that begins a record is looked for."""
    lost = 0
    while True:
        line = stream.readline(LONGEST_HEADER)
        if not line:
            break
        if not _BEGINS.fullmatch(line):
            lost += len(line.strip())
            continue
        if lost:
            yield _Frame(b"", None, f"there are {lost:,} bytes before it that belong to no record")
            lost = 0
        header = _header(line, stream)
        length = _LENGTH.search(header) if header else None
        if header is None or length is None:
            yield _Frame(b"", None, "its header is broken or has no length")
            continue
        kind = _KIND.search(header)
        wanted = kind is not None and kind[1].lower() in _READ
        size = int(length[1])
        if wanted and size <= most:
            data = stream.read(size)
            why = "" if len(data) == size else f"it is cut off: {len(data):,} of {size:,} bytes are there"
            yield _Frame(kind[1] if kind else b"", header + data, why)
            continue
        if wanted:
            yield _Frame(b"", None, f"it is larger than {most:,} bytes")
        while size > 0 and (data := stream.read(min(size, 1 << 20))):
            size -= len(data)
        if size > 0:
            yield _Frame(b"", None, "it is cut off")
    if lost:
        yield _Frame(b"", None, f"there are {lost:,} bytes at the end that belong to no record")


def _header(line: bytes, stream: BinaryIO) -> bytes | None:
    """The header that ``line`` begins, with the empty line behind it; None if it has no end in bounds."""
    lines, size = [line], len(line)
    while size < LONGEST_HEADER:
        line = stream.readline(LONGEST_HEADER)
        if not line:
            return None
        lines.append(line)
        size += len(line)
        if line in (b"\r\n", b"\n"):
            return b"".join(lines)
    return None


def _content(data: bytes, piece: Piece) -> tuple[bytes, Piece, str | None, tuple[Told, ...]] | Refusal | str:
    """The content of a record, what is known of it, when it was seen, and what our own archive tells of its documents.

    As a text: what makes it no document.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import ChunkedDataReader

    # it would write addresses as they stand, escape sequences included, to standard error
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data), no_record_parse=False, check_digests=False)))
        http = record.http_headers
        status = http.get_statuscode() if http is not None else "200"
        declared = http.get_header("content-type") if http is not None else record.content_type
        encoding = (http.get_header("content-encoding") or "") if http is not None else ""
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        when = record.rec_headers.get_header("WARC-Date") or ""
        kind = (declared or "").split(";")[0].strip()
        if status != "200":
            return "redirects and errors"
        told = told_in(record.rec_headers.get_header(HEADER) or "")
        if kind and not _CONTENT.fullmatch(kind) and not (told and kind in _SUFFIXES):
            return "pictures, styles, scripts and other data"
        if (url.startswith(("dns:", "urn:", "warcinfo:")) and not told) or url.rstrip().endswith("/robots.txt"):
            return "notes of the crawler"
        chunked = http is not None and (http.get_header("transfer-encoding") or "").strip().lower() == "chunked"
        stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
        content = _unpacked(stream, encoding, piece)
    except (MemoryError, RecursionError):
        raise
    except Unreadable as error:
        return Refusal(piece.where, f"its content can't be unpacked: {error}", "archive it unencoded")
    except (StopIteration, Exception) as error:  # warcio raises many kinds on broken records
        return Refusal(piece.where, f"the record is broken ({type(error).__name__})", "give the page itself")
    if content is None:
        return Refusal(piece.where, f"its content is larger than {piece.limit:,} bytes", "raise the limit")
    day, moment = date_of(when), moment_of(iso_of(when))
    known = replace(
        piece,
        url=url if url.startswith(("http://", "https://")) and len(url) <= 4_000 else None,
        published=day,
        date_from="warc date" if day else None,
        kind="warc record",
        suffix=_SUFFIXES.get(kind, "") if told else "",
    )
    return content, known, in_utc(moment) if moment else None, told


def _unpacked(stream: BinaryIO, encoding: str, piece: Piece) -> bytes | None:
    """The content behind its encoding, or None if that is more than a document may have.

    Crawlers cut records off, and some unpack a content but leave the header that says it is packed: what can be
    unpacked of a broken one is taken and told, and one that can't be unpacked at all is taken as it stands.

    Raises:
        Unreadable: the encoding is none that is known.
    """
    raw = _bounded(stream, piece.limit)
    if raw is None or not encoding:
        return raw
    found = bytearray()
    parts = unpacked_as(iter([raw]), encoding)
    try:
        for part in parts:
            found += part
            if len(found) > piece.limit:
                return None
    except Unreadable as error:
        what = "the beginning of it is read" if found else "it is taken as it stands"
        piece.warn(f"{piece.where}: the record's content can't be unpacked ({error}); {what}")
    return bytes(found or raw)


def _bounded(stream: BinaryIO, most: int) -> bytes | None:
    """All of ``stream``, or None if that is more than ``most`` bytes."""
    found = bytearray()
    while part := stream.read(CHUNK):
        found += part
        if len(found) > most:
            return None
    return bytes(found)
