"""The spellings of personal names that rigour knows.

rigour (2.6) brings its tables inside its compiled library, each packed as a Zstandard frame, and has no call that lists
them. So the frames are looked for in the file. Tables that were compared with what rigour says are known by their
hash; of others ``forenames`` asks rigour whether it says the same, and where nothing is found, or something else,
rigour's own table is loaded as ever.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rigour import _core

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FRAME = re.compile(rb"\x28\xb5\x2f\xfd")
"""How a frame begins (RFC 8878, 3.1.1)."""
LARGEST = 64 << 20
"""Bytes of one unpacked table; the largest has 10 MB."""
LIBRARY = 256 << 20
"""Bytes of the library; it has 11 MB."""
COMPARED = "62033f5e95ba31461465778305339861faeef1466917fa07882fe4da3cd73256"
"""The tables of personal names of rigour 2.6.1; ``tests/matching/test_forenames.py`` compares them with rigour."""
_PERSONS = {"person_symbols": "SYMBOL", "person_name_parts": "NAME", "person_nick": "NICK"}


def spellings(wanted: Collection[str] | None = None, library: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """(entry, its spellings) for each wanted entry, written as category, space and number ("NAME Q830350").

    wanted: all, where it isn't given. library: rigour's, where none is named. Gives nothing where it can't be read or
        has no such tables.
    """
    for text in _tables(library or Path(str(_core.__file__))):
        rows = _lists(text) if text[:1] in ("[", "{") else _lines(text) if _has_lines(text) else ()
        for entry, forms in rows:
            if wanted is None or entry in wanted:
                yield entry, forms


@cache
def compared() -> bool:
    """Whether rigour's tables are those that were compared with what it says of names."""
    content = hashlib.sha256()
    for text in _tables(Path(str(_core.__file__))):
        if text[:1] in ("[", "{") or _has_lines(text):
            content.update(text.encode())
    return content.hexdigest() == COMPARED


def _has_lines(text: str) -> bool:
    return " => " in text[:100_000]


def _tables(library: Path) -> Iterator[str]:
    try:
        if library.stat().st_size > LIBRARY:
            return
        content = library.read_bytes()
    except OSError:
        return
    for begin in FRAME.finditer(content):
        unpacking = zstd.ZstdDecompressor()
        try:
            table = unpacking.decompress(memoryview(content)[begin.start() :], LARGEST)
            if unpacking.eof:
                yield table.decode("utf-8")
        except (zstd.ZstdError, UnicodeDecodeError):
            # the four bytes are code or other data
            continue


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines as ``ivan, iwan, johann => Q830350``."""
    for line in text.splitlines():
        forms, _, number = line.strip().rpartition(" => ")
        yield f"NAME {number}", forms.split(", ")


def _lists(text: str) -> Iterator[tuple[str, list[str]]]:
    """Nicknames and words of names as an object of lists; ordinals as a list of objects."""
    try:
        table: Any = json.loads(text)
    except ValueError:
        return
    if isinstance(table, list):
        rows = [(f"NUM {row['number']}", row["forms"]) for row in table if isinstance(row, dict) and "number" in row]
    else:
        rows = [
            (f"{category} {key.upper()}", forms)
            for name, category in _PERSONS.items()
            for key, forms in (table.get(name) or {}).items()
        ]
    for entry, forms in rows:
        yield entry, [str(form) for form in forms]
