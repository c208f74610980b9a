"""New files: whole or not at all, and never over what is there unless told."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weighbridge.exports.columns import ExportError


def check_target(path: Path, force: bool) -> None:
    """Raises ExportError where nothing can be written, before any work is done."""
    if path.is_dir():
        raise ExportError(f"{path}: it is a folder; name a file in it")
    if not path.parent.is_dir():
        raise ExportError(f"{path}: there is no folder {path.parent}; make it first")
    if path.exists() and not path.is_file():
        raise ExportError(f"{path}: it is no plain file; for a pipe, leave out --out and use standard output")
    if not force and os.path.lexists(path):
        raise ExportError(f"{path}: it is there already; name another file, or add --force to replace it")


@contextmanager
def new_file(path: Path, force: bool = False) -> Iterator[Path]:
    """A name beside ``path`` to write to; when the block ends well, it is on disk as ``path``, else it is gone.

    Raises ExportError where ``path`` is there and ``force`` is not set, also where it came to be meanwhile.
    """
    check_target(path, force)
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        yield part
        _to_disk(part)
        if force:
            os.replace(part, path)
        else:
            _put_new(part, path)
        _to_disk(path.parent)
    except FileExistsError:
        raise ExportError(f"{path}: it came to be meanwhile; name another file, or add --force") from None
    finally:
        part.unlink(missing_ok=True)


def _put_new(part: Path, path: Path) -> None:
    """Name a file, in one step that fails where the name is taken."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        os.replace(part, path)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
