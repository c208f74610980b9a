"""A folder of originals: each in a gzip file named by the SHA-256 of its bytes, ``ab/abcdef....gz``.

A file stands under its name only when it is complete and on disk: it is written in ``unfinished/``, synchronised, and
renamed. Names come from digests alone, and no link is followed below the folder or in its place.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from gzip import GzipFile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from weighbridge.intake.original import Original
from weighbridge.ledger import LedgerError

UNFINISHED = "unfinished"
STALE = 3_600.0
"""Seconds after which a file that a killed run left in ``unfinished/`` is removed."""

LEVEL = 6
CHUNK = 65_536
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Unusable(LedgerError):
    """The folder of originals can't be used."""


class Missing(LedgerError):
    """An original is not there."""


class Damaged(LedgerError):
    """What stands in the place of an original is not what was put there."""


@dataclass(frozen=True, slots=True)
class Store:
    """The originals in ``folder``, which is made when the first one is written."""

    folder: Path

    def check(self) -> None:
        """Raises Unusable where the folder is a link or a file; clears away what killed runs left unfinished."""
        try:
            found = os.lstat(self.folder)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _unusable(self.folder, error) from None
        if not stat.S_ISDIR(found.st_mode):
            what = "a link" if stat.S_ISLNK(found.st_mode) else "no folder"
            raise Unusable(f"{self.folder}: it is {what}; name a folder for the originals with --originals")
        limit = time.time() - STALE
        with suppress(OSError), self._inside(UNFINISHED) as inside:
            for name in os.listdir(inside):
                if os.stat(name, dir_fd=inside, follow_symlinks=False).st_mtime < limit:
                    os.unlink(name, dir_fd=inside)

    def has(self, digest: str) -> bool:
        """Whether there is an original of that digest; whether it is sound, ``read`` tells."""
        try:
            with self._file(digest):
                return True
        except Missing:
            return False

    def write(self, original: Original) -> bool:
        """Keep an original; when this returns, it is on disk. False where it was there already. Raises Unusable."""
        if self.has(original.digest):
            return False
        packed = _packed(original.data)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._inside(UNFINISHED, make=True) as inside, self._inside(original.digest[:2], make=True) as home:
                _written(packed, inside, home, f"{original.digest}.gz")
        except OSError as error:
            raise _unusable(self.folder, error) from None
        return True

    def sizes(self, digest: str) -> tuple[int, int]:
        """Bytes of an original, as recorded, and of its file. Raises Missing or Damaged."""
        with self._file(digest) as file:
            return _recorded(file, digest), os.fstat(file.fileno()).st_size

    def chunks(self, digest: str) -> Iterator[bytes]:
        """The bytes of an original, bit by bit, checked against their digest before the first is given.

        No more than the recorded size is ever unpacked. Raises Missing or Damaged.
        """
        with self._file(digest) as file:
            seen = sha256()
            for chunk in _unpacked(file, digest):
                seen.update(chunk)
            if seen.hexdigest() != digest:
                raise Damaged(f"the original {digest} is damaged: its bytes have another digest; {_REMEDY}")
            yield from _unpacked(file, digest)

    def read(self, digest: str) -> bytes:
        """The bytes of an original. Raises Missing or Damaged."""
        return b"".join(self.chunks(digest))

    @contextmanager
    def _inside(self, name: str, make: bool = False) -> Iterator[int]:
        """A folder in the folder, opened without following links. Raises OSError."""
        root = os.open(self.folder, _FOLDER)
        try:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(name, dir_fd=root)
                    os.fsync(root)
            inside = os.open(name, _FOLDER, dir_fd=root)
        finally:
            os.close(root)
        try:
            yield inside
        finally:
            os.close(inside)

    @contextmanager
    def _file(self, digest: str) -> Iterator[BinaryIO]:
        if not _DIGEST.fullmatch(digest):
            raise Damaged(f"{digest[:80]!r} is no SHA-256 digest; the ledger is damaged; put back a copy")
        try:
            with self._inside(digest[:2]) as home:
                opened = os.open(f"{digest}.gz", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=home)
        except FileNotFoundError:
            raise Missing(f"the original {digest} is not in {self.folder}; {_REMEDY}") from None
        except OSError as error:
            raise _unusable(self.folder, error) from None
        with closing(cast(BinaryIO, os.fdopen(opened, "rb"))) as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                raise Damaged(f"the original {digest} is no regular file; {_REMEDY}")
            yield file


_REMEDY = "put back a copy of the folder, or add the document again from its source"


def _packed(data: bytes) -> bytes:
    """``data`` as gzip that is the same whenever it is made."""
    out = BytesIO()
    with GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(data)
    return out.getvalue()


def _written(packed: bytes, inside: int, home: int, name: str) -> None:
    """A file in ``home``, by way of ``inside``; nothing is left of it where that fails."""
    draft = f"{os.getpid()}-{secrets.token_hex(8)}"
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=inside)
    try:
        try:
            rest = memoryview(packed)
            while rest:
                rest = rest[os.write(opened, rest) :]
            os.fsync(opened)
        finally:
            os.close(opened)
        os.rename(draft, name, src_dir_fd=inside, dst_dir_fd=home)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft, dir_fd=inside)
        raise
    os.fsync(home)


def _recorded(file: BinaryIO, digest: str) -> int:
    """The size of the unpacked bytes that stands at the end of a gzip file."""
    size = file.seek(0, os.SEEK_END)
    if size < 20:
        raise Damaged(f"the original {digest} is cut off; {_REMEDY}")
    file.seek(-4, os.SEEK_END)
    return int(struct.unpack("<I", file.read(4))[0])


def _unpacked(file: BinaryIO, digest: str) -> Iterator[bytes]:
    left = _recorded(file, digest)
    file.seek(0)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while packed := file.read(CHUNK):
            while packed and not unpack.eof:
                part = unpack.decompress(packed, CHUNK)
                packed = unpack.unconsumed_tail
                left -= len(part)
                if left < 0:
                    raise Damaged(f"the original {digest} is damaged: it unpacks to more than it should; {_REMEDY}")
                yield part
        while part := unpack.decompress(unpack.unconsumed_tail, CHUNK):
            left -= len(part)
            yield part
    except zlib.error:
        raise Damaged(f"the original {digest} is damaged: it can't be unpacked; {_REMEDY}") from None
    if left or not unpack.eof:
        raise Damaged(f"the original {digest} is damaged: it is cut off; {_REMEDY}")


def _unusable(folder: Path, error: OSError) -> Unusable:
    if error.errno in _FULL:
        remedy = "there is no room left for originals; make room and run it again (what was reported as added is kept)"
    elif error.errno in (errno.ELOOP, errno.ENOTDIR, errno.EEXIST):
        remedy = "a link or a file stands where a folder of originals has to be; remove it, or say --originals FOLDER"
    else:
        reason = (error.strerror or str(error)).lower()
        remedy = f"originals can't be kept or read there ({reason}); check its permissions, or say --no-originals"
    return Unusable(f"{folder}: {remedy}")
