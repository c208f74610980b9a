"""Appending records to a web archive, one gzip member each; what a killed run left half written is cut off."""

from __future__ import annotations

import fcntl
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from weighbridge.ledger import LedgerError
from weighbridge.originals.records import first_record

ENDING = ".warc.gz"
CHUNK = 1 << 20
LONGEST_HEADER = 65_536
_RECORD = re.compile(rb"(?im)^warc-record-id:[ \t]*<([!-~]{1,200})>")


class ArchiveError(LedgerError):
    """A web archive that can't be written to."""


@dataclass(slots=True)
class Archive:
    """An open archive, to which nobody else can append."""

    where: Path
    file: BinaryIO
    there: set[str] = field(default_factory=set)
    """Ids of the records that it has."""

    def append(self, record: bytes) -> bool:
        """Append a record, a gzip member; False where it is there already. ArchiveError, and then nothing was."""
        name = _id_in(record)
        if name in self.there:
            return False
        end = self.file.seek(0, os.SEEK_END)
        try:
            rest = memoryview(record if end else first_record() + record)
            while rest:
                rest = rest[self.file.write(rest) :]
        except OSError as error:
            os.ftruncate(self.file.fileno(), end)
            raise ArchiveError(
                f"{self.where}: it can't be written ({_reason(error)}); make room, run it again"
            ) from None
        self.there.add(name)
        return True


@contextmanager
def archive_at(path: Path, tell: Callable[[str], None]) -> Iterator[Archive]:
    """The archive at ``path``, made if it is not there; what was appended is on disk when the block ends.

    ``tell`` takes a line where a half-written record at the end was cut off. Raises ArchiveError where it is something
    else than an archive of one gzip member a record, or another program writes to it.
    """
    if not path.name.endswith(ENDING):
        raise ArchiveError(f"{path}: a web archive is written compressed; give it a name that ends in {ENDING}")
    try:
        opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o666)
    except OSError as error:
        raise ArchiveError(f"{path}: it can't be opened ({_reason(error)}); check the path") from None
    with os.fdopen(opened, "r+b", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise ArchiveError(f"{path}: it is no regular file; name another")
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ArchiveError(f"{path}: another program is writing to it; try again when that has ended") from None
        archive = Archive(path, file)
        end, size = 0, os.fstat(opened).st_size
        for name, place in members(archive.file, path):
            archive.there.add(name)
            end = place
        if end < size:
            os.ftruncate(opened, end)
            tell(f"{path}: its last record was written only in part ({size - end:,} bytes), and is cut off")
        yield archive
        os.fsync(opened)


def members(file: BinaryIO, path: Path) -> Iterator[tuple[str, int]]:
    """The id of each whole record, and where it ends. Raises ArchiveError for what is no such archive."""
    file.seek(0)
    left, place = b"", 0
    while True:
        unpack, head = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
        while not unpack.eof:
            left = left or file.read(CHUNK)
            before = len(left)
            try:
                part = unpack.decompress(left, CHUNK)
                if not before and not part and not unpack.eof:
                    return
            except zlib.error:
                raise ArchiveError(f"{path}: it is no gzip from byte {place:,} on; name another file") from None
            if len(head) < LONGEST_HEADER:
                head += part[:LONGEST_HEADER]
            left = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
            place += before - len(left)
        if not head.startswith(b"WARC/"):
            raise ArchiveError(f"{path}: it is no web archive of one gzip member a record; name another file")
        yield _named(head), place


def _id_in(record: bytes) -> str:
    return _named(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(record, LONGEST_HEADER))


def _named(head: bytes) -> str:
    found = _RECORD.search(head.partition(b"\r\n\r\n")[0])
    return found[1].decode() if found else ""


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
