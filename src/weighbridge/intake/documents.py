"""From paths and standard input to Documents: what a file is, is told by its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from weighbridge.intake.decoding import controls_in, decode
from weighbridge.intake.json_documents import documents_in, lines_in, looks_like_json, parse
from weighbridge.intake.language import language_of, name_of
from weighbridge.intake.pages import looks_like_a_page, page
from weighbridge.intake.refusal import Refusal, Warn, ignore
from weighbridge.intake.walking import files_in
from weighbridge.model import Document

LIMIT = 20_000_000
"""Bytes that one document may have unless the caller says otherwise."""

WHOLE = 10
"""A JSON file that holds many documents may have this many times the limit of one."""

ESCAPED = 6
"""A character may take this many times its bytes in JSON (``\\u00e9``)."""

LONGEST_TITLE = 250

LINES = (".jsonl", ".ndjson")
"""Endings of files that are read a document a line, whatever the first line is."""


def documents_from(
    paths: Iterable[str | Path],
    stdin: BinaryIO | None = None,
    *,
    limit: int = LIMIT,
    warn: Warn = ignore,
) -> Iterator[Document | Refusal]:
    """Documents of files, folders (all files below, sorted) and ``-`` (``stdin``), in that order.

    JSON and JSONL documents, HTML pages, plain text and Markdown are told apart by content. Each
    input that gives no document gives a Refusal; ``warn`` takes what is odd but was taken in.
    """
    seen: set[str] = set()
    for one in _all_from(paths, stdin, limit, warn):
        if isinstance(one, Document):
            if one.id in seen:
                warn(f"{one.id}: a document with this id came before")
            seen.add(one.id)
        yield one


def _all_from(
    paths: Iterable[str | Path], stdin: BinaryIO | None, limit: int, warn: Warn
) -> Iterator[Document | Refusal]:
    for path in paths:
        if str(path) == "-":
            if stdin is None:
                yield Refusal("-", "there is no standard input", "give a file")
            else:
                yield from _from_stream(stdin, "stdin", "standard input", "", limit, warn)
            continue
        for file in files_in(Path(path)):
            if isinstance(file, Refusal):
                yield file
                continue
            try:
                with file.open("rb") as stream:
                    suffix = file.suffix.lower()
                    yield from _from_stream(stream, file.stem, str(file), suffix, limit, warn)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                yield Refusal(str(file), f"it can't be read ({reason})", "check its permissions")


def _from_stream(
    stream: BinaryIO, stem: str, where: str, suffix: str, limit: int, warn: Warn
) -> Iterator[Document | Refusal]:
    """The documents of one stream. JSONL is read line by line, so that it may be of any length."""
    longest = limit * ESCAPED
    head = stream.readline(longest + 1)
    if len(head) <= longest and (suffix in LINES or head.lstrip().startswith(b"{") and _is_object(head)):
        found = lines_in(_lines(head, stream, where, longest), stem, where, limit, warn)
        for one in found:
            yield _english(one, where)
        return
    whole = limit * WHOLE
    data = head + stream.read(max(0, whole + 1 - len(head)))
    begins_json = suffix == ".json" or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    if len(data) > (whole if begins_json else limit):
        number = whole if begins_json else limit
        yield Refusal(where, f"it is larger than {number:,} bytes", "split it, or raise the limit")
        return
    text = decode(data, where, warn)
    if isinstance(text, Refusal):
        yield text
    elif suffix == ".json" or looks_like_json(text):
        for one in documents_in(text, stem, where, limit, warn):
            yield _english(one, where)
    elif len(data) > limit:
        yield Refusal(where, f"it is larger than {limit:,} bytes", "split it, or raise the limit")
    elif looks_like_a_page(text):
        yield _english(page(text, stem, where), where)
    else:
        yield _english(_plain(text, stem, where, warn), where)


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


def _plain(text: str, stem: str, where: str, warn: Warn) -> Document | Refusal:
    """The Document of plain text or Markdown; its title is its first line. Line ends become ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff \n\t")
    if not text.strip():
        return Refusal(where, "it has no text", "give a document with text")
    if number := controls_in(text):
        warn(f"{where}: the text has {number} control characters; it is read as it is")
    first = re.sub(r"^#{1,6}\s+", "", text.split("\n", 1)[0]).strip()
    return Document(id=stem, text=text, title=first if 0 < len(first) <= LONGEST_TITLE else None)


def _english(one: Document | Refusal, where: str) -> Document | Refusal:
    """A document that is not English is refused; one too short to tell is taken."""
    if isinstance(one, Refusal):
        return one
    language = language_of(one.text)
    if language in (None, "en"):
        return one
    place = where if one.id in where else f"{where}, {one.id}"
    return Refusal(place, f"it is in {name_of(language or '')}, not in English", "give a translation")
