"""Content-addressed files, packed by zstd: written whole or not at all, checked when they are read."""

from __future__ import annotations

import os
import re
import secrets
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from weighbridge.lists.problem import ListError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENDING = ".zst"
CHUNK = 1 << 20
STALE = 3_600.0
_DIGEST = re.compile(r"[0-9a-f]{64}")


def write(folder: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Keep bytes under their SHA-256; the digest and their number. They are on disk when this returns.

    What stops it midway, also an error of ``chunks`` itself, leaves nothing under a digest. Raises ListError, OSError.
    """
    drafts = folder / "unfinished"
    drafts.mkdir(parents=True, exist_ok=True)
    _clear(drafts)
    draft = drafts / f"{os.getpid()}-{secrets.token_hex(8)}"
    seen, size = sha256(), 0
    try:
        with open(draft, "xb") as raw:
            with zstd.ZstdFile(raw, "wb", level=6) as packed:
                for chunk in chunks:
                    seen.update(chunk)
                    size += len(chunk)
                    packed.write(chunk)
            raw.flush()
            os.fsync(raw.fileno())
        digest = seen.hexdigest()
        home = _place(folder, digest)
        home.parent.mkdir(exist_ok=True)
        os.replace(draft, home)
        _sync(home.parent)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return digest, size


def lines(folder: Path, digest: str) -> Iterator[bytes]:
    """The lines of kept bytes, without their ends. Raises ListError where they are gone or damaged.

    The digest is known to be right only when the last line has been given.
    """
    left = b""
    for chunk in chunks(folder, digest):
        whole = (left + chunk).split(b"\n")
        left = whole.pop()
        yield from whole
    if left:
        yield left


def chunks(folder: Path, digest: str) -> Iterator[bytes]:
    """Kept bytes, piece by piece; their digest is checked after the last. Raises ListError."""
    if not _DIGEST.fullmatch(digest):
        raise ListError(
            str(folder), f"{digest[:80]!r} is no digest", "the list of versions is damaged; put back a copy"
        )
    path = _place(folder, digest)
    seen = sha256()
    try:
        with open(path, "rb") as raw, zstd.ZstdFile(raw, "rb") as packed:
            while chunk := packed.read(CHUNK):
                seen.update(chunk)
                yield chunk
    except FileNotFoundError:
        raise ListError(str(path), "it is gone", "put back a copy of the folder, or add the list again") from None
    except (zstd.ZstdError, EOFError) as error:
        raise ListError(str(path), f"it can't be unpacked ({error})", "put back a copy of the folder") from None
    if seen.hexdigest() != digest:
        raise ListError(str(path), "its bytes have another digest", "put back a copy of the folder")


def remove(folder: Path, digest: str) -> None:
    """Take away kept bytes to which nothing points."""
    with suppress(FileNotFoundError):
        _place(folder, digest).unlink()


def _place(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / f"{digest}{ENDING}"


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _clear(drafts: Path) -> None:
    """Remove what killed runs left."""
    limit: Any = time.time() - STALE
    for one in drafts.iterdir():
        with suppress(OSError):
            if one.stat().st_mtime < limit:
                one.unlink()
