"""Reading what may be hostile: files that are files, bytes that are counted, records that are not endless."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from weighbridge.lists.problem import ListError

RECORD = 4_000_000
"""Bytes that may lie between the beginnings of two records."""
CHUNK = 65_536
HEAD = 65_536


class Metered:
    """A binary file that gives no more than RECORD bytes until ``mark`` says that a record has ended.

    ``read`` raises ListError where the file goes on without one: a text without end, a row of a million cells.
    """

    def __init__(self, file: BinaryIO, where: str) -> None:
        self._file = file
        self._where = where
        self._since = 0
        self.records = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most CHUNK of them. Raises ListError, OSError."""
        got = self._file.read(CHUNK if size < 0 else min(size, CHUNK))
        self._since += len(got)
        if self._since > RECORD + CHUNK:
            what = f"after entry {self.records:,} come {RECORD:,} bytes without another"
            raise ListError(self._where, what, "it is no list, or it is damaged; fetch it again")
        return got

    def mark(self) -> None:
        """A record has ended."""
        self.records += 1
        self._since = 0


@contextmanager
def opened(path: Path, most: int) -> Iterator[BinaryIO]:
    """A regular file of at most ``most`` bytes, to be read. Raises ListError."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ListError(str(path), f"it can't be opened ({reason})", "check the path") from None
    found = os.fstat(number)
    if not stat.S_ISREG(found.st_mode):
        os.close(number)
        raise ListError(str(path), "it is no regular file", "name a file")
    with os.fdopen(number, "rb") as file:
        if found.st_size > most:
            what = f"it has {found.st_size:,} bytes, more than the {most:,} that are read"
            raise ListError(str(path), what, "check that it is the list; if it is, raise the limit with --limit MB")
        yield file


def head_of(path: Path, most: int) -> bytes:
    """The first bytes of a file. Raises ListError, also for an empty file."""
    with opened(path, most) as file:
        head = file.read(HEAD)
    if not head.strip(b"\x00 \t\r\n\x1a\xef\xbb\xbf"):
        raise ListError(str(path), "it is empty", "fetch it again")
    return head


def encoding_of(file: BinaryIO) -> str:
    """``utf-16``, ``utf-8-sig``, or ``cp1252`` where it is no UTF-8; the file is read through, a piece at a time.

    It stands at its beginning before and after.
    """
    first = file.read(CHUNK)
    found = "utf-8-sig"
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = "utf-16"
    else:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while first:
                decoder.decode(first)
                first = file.read(CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            found = "cp1252"
    file.seek(0)
    return found


def cut_lines(file: BinaryIO, longest: int) -> Iterator[tuple[str, bool]]:
    """The lines of a text without their ends, each with whether it was cut: of a line of more than ``longest``
    characters the first ones are given at once, and the rest is passed over."""
    decoder = codecs.getincrementaldecoder(encoding_of(file))(errors="replace")
    left, over = "", False
    while True:
        data = file.read(CHUNK)
        left += decoder.decode(data, final=not data)
        whole = left.split("\n")
        left = whole.pop()
        for line in whole:
            if not over:
                yield line[:longest].removesuffix("\r"), len(line) > longest
            over = False
        if over:
            left = ""
        elif len(left) > longest:
            yield left[:longest], True
            left, over = "", True
        if not data:
            break
    if left:
        yield left.removesuffix("\r"), False


def lines_of(path: Path, most: int) -> Iterator[tuple[int, str]]:
    """The lines of a text with their numbers, each of at most RECORD characters. Raises ListError."""
    with opened(path, most) as file:
        for number, (line, cut) in enumerate(cut_lines(file, RECORD), 1):
            if cut:
                raise ListError(f"{path}:{number}", f"a line of more than {RECORD:,} characters", "fetch it again")
            yield number, line
