"""Streams that unpack: what comes out is counted as it comes, whatever the headers promise."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

RATIO = 200
"""Bytes that one packed byte may become; text packs to a tenth or so."""

FREE = 5_000_000
"""Bytes up to which nobody asks for the ratio."""


class Bomb(ValueError):
    """It can't be let out, or more comes out than may. The text says what is wrong, as in "it is ..."."""


@dataclass(slots=True)
class Allowance:
    """Bytes that may yet be unpacked; shared by all that stands in one archive."""

    left: int


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: BinaryIO, packed: Callable[[], int], allowance: Allowance | None) -> None:
        self._stream = stream
        self._packed = packed
        self._allowance = allowance
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._count += len(data)
        if self._count > FREE and self._count > RATIO * self._packed():
            raise Bomb(f"it unpacks to more than {RATIO} times its size")
        if self._allowance is not None:
            self._allowance.left -= len(data)
            if self._allowance.left < 0:
                raise Bomb("the archive unpacks to more than is allowed")
        buffer[: len(data)] = data
        return len(data)


class _Joined(io.RawIOBase):
    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = memoryview(head)
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            data = bytes(self._head[: len(buffer)])
            self._head = self._head[len(data) :]
        else:
            data = self._stream.read(len(buffer))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


def unpacked(stream: BinaryIO, packed: Callable[[], int], allowance: Allowance | None = None) -> BinaryIO:
    """``stream`` with a watch on it; ``packed`` gives the bytes that went in so far.

    Reading raises Bomb where the ratio or the allowance is exceeded.
    """
    return cast(BinaryIO, io.BufferedReader(_Unpacked(stream, packed, allowance), 65_536))


def member_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance | None = None) -> BinaryIO:
    """The content of an archive's member, watched as it unpacks.

    Raises:
        Bomb: it is encrypted, a link, or packed in a way that can't be watched; its text says so. Reading raises it
            as well, and what zipfile raises.
    """
    if info.flag_bits & 1:
        raise Bomb("it is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Bomb("it is packed in another way than stored or deflated")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Bomb("it is a link, no file")
    return unpacked(cast(BinaryIO, archive.open(info)), lambda: info.compress_size, allowance)


def joined(head: bytes, stream: BinaryIO) -> BinaryIO:
    """``stream`` with what was read of it put back in front."""
    return cast(BinaryIO, io.BufferedReader(_Joined(head, stream), 65_536))


def gunzipped(head: bytes, stream: BinaryIO) -> BinaryIO:
    """What a gzip stream holds, all members of it. Reading raises Bomb, OSError, EOFError or zlib.error."""
    import gzip

    packed = _Joined(head, stream)
    inner = gzip.GzipFile(fileobj=cast(BinaryIO, io.BufferedReader(packed, 65_536)), mode="rb")
    return unpacked(cast(BinaryIO, inner), lambda: packed.count)
