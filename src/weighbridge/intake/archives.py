"""ZIP archives and what is one: folders of documents, DOCX, WACZ. Nothing is ever written."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from weighbridge.intake.docx import docx
from weighbridge.intake.original import DOCX, Original, made_of, original_of
from weighbridge.intake.piece import DEEPEST, WHOLE, Piece, Read
from weighbridge.intake.refusal import Refusal
from weighbridge.intake.unpacking import Allowance, Bomb, member_of
from weighbridge.intake.wacz import facts_of_wacz, is_wacz, warcs_of
from weighbridge.model import Document

MOST_MEMBERS = 20_000
"""Files of an archive that are read; the others are refused in one go."""

LARGEST_DIRECTORY = 16_000_000
"""Bytes of an archive's table of contents, which is held in memory."""

TOTAL = 50
"""An archive may unpack to this many times the limit of one document."""

_TOO_DEEP = f"archives and mails stand more than {DEEPEST} deep in one another"
_OFFICE = (
    ("xl/workbook.xml", "an Excel workbook", "save the sheet as CSV"),
    ("ppt/presentation.xml", "a PowerPoint file", "save it as PDF"),
    ("content.xml", "an OpenDocument file", "save it as DOCX or PDF"),
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def directory_size(stream: BinaryIO) -> int:
    """Bytes of the table of contents that the archive claims: the larger claim where there are two."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 66_000))
    tail = stream.read(66_000)
    claims = [0]
    for mark, place, form in ((b"PK\x05\x06", 12, "<L"), (b"PK\x06\x06", 40, "<Q")):
        at = tail.rfind(mark)
        while at >= 0:
            claim = tail[at + place : at + place + struct.calcsize(form)]
            if len(claim) == struct.calcsize(form) and claim != b"\xff\xff\xff\xff":
                claims.append(struct.unpack(form, claim)[0])
            at = tail.rfind(mark, 0, at)
    stream.seek(0)
    return min(max(claims), size)


def label(name: str) -> str:
    """A member's name as a label: no way up, no root, nothing that could steer a screen. Never used as a path."""
    parts = [part for part in _UNSAFE.sub(" ", name).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[-300:] or "unnamed"


def stem_of(name: str) -> str:
    """A label without its ending."""
    head, dot, ending = name.rpartition(".")
    return head if dot and head and 0 < len(ending) <= 8 and "/" not in ending else name


def suffix_of(name: str) -> str:
    """The ending of a name, in lower case with its dot; "" where there is none."""
    ending = name.rpartition(".")[2]
    return f".{ending.lower()}" if len(ending) < len(name) and 0 < len(ending) <= 8 and "/" not in ending else ""


def archive(stream: BinaryIO, piece: Piece, read: Read) -> Iterator[Document | Refusal]:
    """The documents of a ZIP archive, of a DOCX or a WACZ file. ``stream`` must be seekable."""
    if directory_size(stream) > LARGEST_DIRECTORY:
        yield Refusal(piece.where, f"its table of contents is larger than {LARGEST_DIRECTORY:,} bytes", "split it")
        return
    try:
        opened = zipfile.ZipFile(stream)
    except Exception as error:  # BadZipFile, and many other kinds on broken ones
        yield Refusal(piece.where, f"the ZIP archive is broken ({type(error).__name__})", "pack it anew")
        return
    with opened:
        names = frozenset(opened.namelist())
        if "word/document.xml" in names:
            yield made_of(docx(opened, piece), _whole(stream, piece))
            return
        for mark, what, remedy in _OFFICE:
            if mark in names and (mark != "content.xml" or "mimetype" in names):
                yield Refusal(piece.where, f"it is {what}", remedy)
                return
        if piece.depth >= DEEPEST + 1:
            yield Refusal(piece.where, _TOO_DEEP, "unpack it first")
            return
        yield from _members(opened, stream, piece, read)


def _whole(stream: BinaryIO, piece: Piece) -> Original | None:
    """The original that a DOCX file is, if such are wanted and it is not too large."""
    if not piece.originals:
        return None
    most = piece.limit * WHOLE
    stream.seek(0)
    data = stream.read(most + 1)
    if len(data) > most:
        piece.warn(f"{piece.where}: it is larger than {most:,} bytes; its text is taken, but its original is not kept")
        return None
    return original_of(data, DOCX, True)


def _members(opened: zipfile.ZipFile, stream: BinaryIO, piece: Piece, read: Read) -> Iterator[Document | Refusal]:
    infos = [info for info in opened.infolist() if not info.filename.endswith("/") and not _hidden(info.filename)]
    wacz = is_wacz(opened)
    facts = facts_of_wacz(opened) if wacz else {}
    if wacz:
        infos = warcs_of(infos)
    if not infos:
        what = "the web archive has no WARC in it" if wacz else "the archive is empty"
        yield Refusal(piece.where, what, "give one with documents")
        return
    if len(infos) > MOST_MEMBERS:
        rest = len(infos) - MOST_MEMBERS
        yield Refusal(
            piece.where, f"it has more than {MOST_MEMBERS:,} files; {rest:,} of them are not read", "split it"
        )
    size = stream.seek(0, 2)
    allowance = Allowance(piece.limit * TOTAL)
    for info in infos[:MOST_MEMBERS]:
        name = label(info.filename)
        inner = piece.inner(f"{piece.stem}/{stem_of(name)}", name, suffix_of(name), deeper=1)
        if wacz:
            inner = piece.inner(piece.stem, name, suffix_of(name))
        if name != info.filename:
            piece.warn(f"{inner.where}: the archive calls it {info.filename[:80]!r}, which is taken as a name only")
        info.compress_size = min(info.compress_size, size)
        try:
            # a WARC may be of any length: it is read record by record
            with member_of(opened, info, None if wacz else allowance) as member:
                for one in read(member, inner):
                    yield _with_facts(one, facts) if facts else one
        except Bomb as error:
            yield Refusal(inner.where, str(error), "unpack it by hand, if you trust it")
            if allowance.left < 0:
                return
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            yield Refusal(inner.where, f"it can't be unpacked ({type(error).__name__})", "pack it anew")


def _with_facts(one: Document | Refusal, facts: dict[str, str]) -> Document | Refusal:
    """A document of a WACZ with the title that its list of pages has for that address, where it had none."""
    if isinstance(one, Document) and one.title is None and one.url in facts:
        return replace(one, title=facts[one.url])
    return one


def _hidden(name: str) -> bool:
    """Whether a member is what systems leave in archives: hidden files, and the folder of macOS."""
    return any(part.startswith(".") and part.strip(".") or part == "__MACOSX" for part in name.split("/"))
