"""Paths to files: folders are walked in order, links followed once, everything odd refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from weighbridge.intake.refusal import Refusal

DEEPEST = 200
"""Levels of folders that are walked down."""


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _in_folder(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Refusal]:
    """Files of ``folder`` and its subfolders, sorted by name; hidden ones are left out.

    ``above``: device and inode of the folders that lead here, so that a link back up is seen.
    """
    if len(above) > DEEPEST:
        yield Refusal(str(folder), "folders are nested too deep", "name the inner folder itself")
        return
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Refusal(str(folder), f"the folder can't be read ({_reason(error)})", "check its permissions")
        return
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        try:
            found = path.stat()
        except OSError as error:
            yield _unreachable(path, error)
            continue
        if stat.S_ISDIR(found.st_mode):
            key = (found.st_dev, found.st_ino)
            if key in above:
                yield Refusal(str(path), "the link leads back to a folder above it", "remove the link")
            else:
                yield from _in_folder(path, above | {key})
        elif stat.S_ISREG(found.st_mode):
            yield path
        else:
            yield Refusal(str(path), "it is no regular file", "name it on the command line to read it")


def _unreachable(path: Path, error: OSError) -> Refusal:
    if path.is_symlink() and not isinstance(error, PermissionError):
        return Refusal(str(path), f"the link leads nowhere ({_reason(error)})", "remove or mend the link")
    if isinstance(error, FileNotFoundError):
        return Refusal(str(path), "there is no such file or folder", "check the path")
    return Refusal(str(path), f"it can't be reached ({_reason(error)})", "check its permissions")


def files_in(path: Path) -> Iterator[Path | Refusal]:
    """The file that ``path`` is, or the files of the folder that it is."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        shown = error if isinstance(error, OSError) else FileNotFoundError(str(error))
        yield _unreachable(path, shown)
        return
    if stat.S_ISDIR(found.st_mode):
        yield from _in_folder(path, frozenset({(found.st_dev, found.st_ino)}))
    elif stat.S_ISCHR(found.st_mode) or stat.S_ISBLK(found.st_mode) or stat.S_ISSOCK(found.st_mode):
        yield Refusal(str(path), "it is a device or a socket, no file", "give a file or a folder")
    else:
        yield path
