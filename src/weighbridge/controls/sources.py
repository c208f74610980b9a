"""Where rows of the tables are published (``lexicon/controls/sources.toml``)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from weighbridge.lexicon.checked import Row, rows
from weighbridge.lexicon.tables import FOLDER
from weighbridge.screening.finding import Published

TABLES = FOLDER / "controls"
"""The folder of the tables of controls."""


@lru_cache(maxsize=4)
def sources(path: Path = TABLES / "sources.toml") -> dict[str, Published]:
    """Publications by their short name.

    Raises:
        LexiconError: a mistake in the file.
    """
    found: dict[str, Published] = {}
    needed = {"id": "text", "title": "text", "publisher": "text", "address": "text"}
    for row in rows(path, "source", needed, {"day": "text"}):
        if row.text("id") in found:
            raise row.mistake(f"there are two sources {row.text('id')!r}; rename one")
        if not row.text("address").startswith("https://"):
            raise row.mistake("address has to begin with https://")
        found[row.text("id")] = Published(
            row.text("title"), row.text("address"), "", row.text("publisher"), row.text("day")
        )
    return found


def source_of(row: Row) -> Published:
    """The publication that a row names, with the row's own ``place`` in it and ``day``, where it has them.

    Raises:
        LexiconError: there is no such source.
    """
    name = row.text("source")
    known = sources()
    if name not in known:
        raise row.mistake(
            f"there is no source {name!r} in sources.toml; add it there, or take one of: {', '.join(known)}"
        )
    return replace(known[name], place=row.text("place"), day=row.text("day") or known[name].day)
