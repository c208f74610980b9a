"""A file of arrays that is opened by mapping it into memory: nothing is read before it is looked at.

The file begins with MAGIC, the length of the header (8 bytes, little-endian), a checksum of it (8 bytes) and the header
as JSON; then come the arrays, each at a multiple of 64 bytes. A header names type, length and place of each array, all
of which are checked on opening; the arrays themselves are not, since that would mean to read them.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"WBARRAYS"
_ALIGNED = 64
_LONGEST_HEADER = 1 << 20
_TYPES = ("<u8", "<u4", "<f4", "|u1")
Array = NDArray[Any]


class Unusable(ValueError):
    """A file that can't be taken; its text names the file and the remedy."""


def _sum(header: bytes) -> bytes:
    return hashlib.blake2b(header, digest_size=8).digest()


def _place(after: int) -> int:
    return -(-after // _ALIGNED) * _ALIGNED


def write(path: Path, about: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Write the file beside its place and move it there when it is whole, so that a kill leaves the old one.

    about: what JSON can hold; comes back from ``read``.
    """
    table: dict[str, Any] = {}
    at = 0
    for name, array in arrays.items():
        if array.dtype.str not in _TYPES:
            raise TypeError(f"array {name} has type {array.dtype.str}; known: {', '.join(_TYPES)}")
        at = _place(at)
        table[name] = {"type": array.dtype.str, "length": len(array), "at": at}
        at += array.nbytes
    header = json.dumps({"about": dict(about), "arrays": table, "bytes": at}).encode()
    begin = _place(len(MAGIC) + 16 + len(header))
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + len(header).to_bytes(8, "little") + _sum(header) + header)
            for name, array in arrays.items():
                file.seek(begin + table[name]["at"])
                file.write(np.ascontiguousarray(array).tobytes())
            file.truncate(begin + at)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _header(path: Path) -> tuple[dict[str, Any], int]:
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise Unusable(f"{path}: this is no index; build it anew")
        length = int.from_bytes(file.read(8), "little")
        if length > _LONGEST_HEADER:
            raise Unusable(f"{path}: the header is damaged; build the index anew")
        checksum, header = file.read(8), file.read(length)
        if _sum(header) != checksum:
            raise Unusable(f"{path}: the header is damaged; build the index anew")
    return json.loads(header), _place(len(MAGIC) + 16 + length)


def read(path: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """What was written about the arrays, and the arrays, mapped for reading only.

    Raises:
        Unusable: no such file, another kind of file, cut off, or a header that does not fit it.
    """
    try:
        header, begin = _header(path)
        if path.stat().st_size != begin + int(header["bytes"]):
            raise Unusable(f"{path}: the file is cut off or has grown; build the index anew")
        mapped = np.memmap(path, dtype=np.uint8, mode="r")
        arrays: dict[str, Array] = {}
        for name, entry in header["arrays"].items():
            if entry["type"] not in _TYPES:
                raise Unusable(f"{path}: array {name} has an unknown type; build the index anew")
            kind = np.dtype(entry["type"])
            first, last = begin + int(entry["at"]), begin + int(entry["at"]) + int(entry["length"]) * kind.itemsize
            if not begin <= first <= last <= len(mapped):
                raise Unusable(f"{path}: array {name} lies outside of the file; build the index anew")
            arrays[name] = np.frombuffer(mapped, dtype=kind, count=int(entry["length"]), offset=first)
        return dict(header["about"]), arrays
    except OSError as error:
        raise Unusable(f"{path}: can't be read: {error.strerror or error}") from None
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Unusable(f"{path}: the header is damaged ({type(error).__name__}); build the index anew") from None
