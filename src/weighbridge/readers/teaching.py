"""Annotated documents as files of a folder: each whole or not there, and none that is there is changed."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from enum import Enum
from pathlib import Path

from weighbridge.readers.lessons import Lesson


class Written(Enum):
    """What became of a document."""

    NEW = "written"
    SAME = "there already"
    OTHER = "refused"
    """A file of its name is there and says something else."""


def write_lesson(folder: Path, lesson: Lesson) -> Written:
    """Write a document into a folder. Raises OSError."""
    path = folder / lesson.file
    text = (json.dumps(lesson.row, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(text)
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:
            # a file system without second names
            if os.path.lexists(path):
                raise FileExistsError(str(path)) from None
            draft.rename(path)
        return Written.NEW
    except FileExistsError:
        return Written.SAME if path.is_file() and path.read_bytes() == text else Written.OTHER
    finally:
        with suppress(OSError):
            draft.unlink()
