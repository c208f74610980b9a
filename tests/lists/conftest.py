"""Lists written as files, and what is read of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fetching.conftest import hours, session, site
from tests.lists.samples import ADD, ALT, FILES

from weighbridge.lists import Entry
from weighbridge.lists.reading import entries
from weighbridge.lists.recognising import recognised
from weighbridge.lists.source import Source

__all__ = ["hours", "session", "site"]

Write = Callable[..., Path]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the sample of a format, or a text under its name; for OFAC's CSV, also what stands beside it."""

    def written(form: str, text: str | bytes | None = None, name: str | None = None) -> Path:
        usual, sample = FILES[form]
        path = tmp_path / (name or usual)
        data = sample if text is None else text
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        if form == "ofac-csv":
            (tmp_path / "add.csv").write_text(ADD, newline="")
            (tmp_path / "alt.csv").write_text(ALT, newline="")
        return path

    return written


def read(path: Path, name: str | None = None) -> tuple[list[Entry], Source]:
    """All entries of a file, and what it told."""
    source = recognised(path, name)
    return list(entries(source)), source


def real(name: str) -> Path:
    """A real list, where the data for tests lie; the test is skipped where they do not."""
    folder = Path(os.environ.get("WEIGHBRIDGE_SHARED", ROOT.parent / "shared" / "data"))
    path = folder / "lists" / name
    if not path.exists():
        pytest.skip(f"no {name} here; WEIGHBRIDGE_SHARED names the folder of data for tests")
    return path
