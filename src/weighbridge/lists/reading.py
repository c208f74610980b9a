"""Reading a list whole: its entries one at a time, with ids that no two share, and its own count checked at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError
from weighbridge.lists.recognising import READERS, recognised
from weighbridge.lists.source import Source
from weighbridge.matching.party import Party

MOST = 5_000_000
"""Entries of one list."""


def entries(source: Source) -> Iterator[Entry]:
    """The entries of a recognised file; ``source.told`` is complete when the last was given.

    The second entry of an id gets ``-2``, and so on, in the file's order. Raises ListError where the file is
    malformed or breaks off, holds no entry, or not as many as it says itself.
    """
    seen: Counter[str] = Counter()
    number = 0
    reader = READERS[source.format](source)
    while True:
        try:
            entry = next(reader, None)
        except ListError as error:
            if error.where == "an entry":
                raise ListError(f"{source.path}: after entry {number:,}", error.what, error.remedy) from None
            raise
        if entry is None:
            break
        number += 1
        if number > MOST:
            raise ListError(str(source.path), f"it has more than {MOST:,} entries", "it is no list")
        key = entry.party.id
        seen[key] += 1
        while seen[key] > 1:
            key = f"{entry.party.id}-{seen[entry.party.id]}"
            seen[key] += 1
            if seen[key] > 1:
                seen[entry.party.id] += 1
        yield entry if key == entry.party.id else replace(entry, party=replace(entry.party, id=key))
    unnamed = sum(count for note, count in source.told.notes.items() if "without a name" in note)
    declared = source.told.declared
    if declared is not None and declared != number + unnamed:
        what = f"it says that it has {declared:,} entries, and {number + unnamed:,} are there"
        raise ListError(str(source.path), what, "it breaks off, or is one page of several; fetch the whole list")
    if not number:
        raise ListError(str(source.path), "it has no entries", "fetch it again")


def parties_in(path: Path, name: str | None = None) -> Iterator[Party]:
    """The parties of a file. Raises ListError."""
    return (one.party for one in entries(recognised(path, name)))
