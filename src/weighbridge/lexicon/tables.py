"""Reading the lexicon's TOML files, with errors that name file and line.

A lexicon file is a sequence of ``[[table]]`` entries. What keys a table may have
is declared in SCHEMAS; whoever edits a file and makes a mistake is told where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import rtoml

FOLDER = Path(__file__).parent
"""The folder of the lexicon that comes with the program."""


class LexiconError(ValueError):
    """A mistake in a lexicon file; its text names file, line and remedy."""

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {what}")
        self._told = path, line, what

    def __reduce__(self) -> tuple[type[LexiconError], tuple[Path, int | None, str]]:
        """So that it comes whole out of another process."""
        return type(self), self._told


_TEXT, _TEXTS, _FLAG, _TABLE = "text", "list of texts", "true or false", "table"

# table: {key: (type, required)}
SCHEMAS: dict[str, dict[str, tuple[str, bool]]] = {
    "state": {
        "code": (_TEXT, True),
        "name": (_TEXT, True),
        "names": (_TEXTS, False),
        "adjectives": (_TEXTS, False),
        "people": (_TEXTS, False),
        "capitals": (_TEXTS, False),
        "places": (_TEXTS, False),
    },
    "organ": {
        "name": (_TEXT, True),
        "names": (_TEXTS, False),
        "state": (_TEXT, True),
        "class": (_TEXT, True),
    },
    "office": {"name": (_TEXT, True), "names": (_TEXTS, False), "class": (_TEXT, True)},
    "person": {
        "name": (_TEXT, True),
        "names": (_TEXTS, False),
        "state": (_TEXT, False),
        "group": (_TEXT, False),
        "class": (_TEXT, True),
    },
    "group": {
        "code": (_TEXT, True),
        "name": (_TEXT, True),
        "names": (_TEXTS, False),
        "adjectives": (_TEXTS, False),
        "class": (_TEXT, True),
        "home": (_TEXT, False),
        "state": (_TEXT, False),
    },
    "company": {"name": (_TEXT, True), "names": (_TEXTS, False), "state": (_TEXT, False)},
    "outlet": {"name": (_TEXT, True), "names": (_TEXTS, False), "state": (_TEXT, False)},
    "epithet": {
        "words": (_TEXTS, True),
        "codes": (_TEXTS, True),
        "classes": (_TEXTS, False),
        "class": (_TEXT, True),
    },
    "blocked": {"name": (_TEXT, True), "names": (_TEXTS, False)},
    "institute": {
        "name": (_TEXT, True),
        "names": (_TEXTS, False),
        "state": (_TEXT, False),
        "class": (_TEXT, False),
    },
    "class": {
        "id": (_TEXT, True),
        "label": (_TEXT, True),
        "un_register": (_TEXT, True),
        "mtcr": (_TEXT, True),
        "words": (_TEXTS, True),
        "weak": (_TEXTS, False),
        "modifiers": (_TEXTS, False),
    },
    "designation": {
        "name": (_TEXT, True),
        "names": (_TEXTS, False),
        "class": (_TEXT, True),
        "state": (_TEXT, True),
        "noun": (_TEXT, False),
        "maker": (_TEXT, False),
    },
    "homonym": {
        "name": (_TEXT, True),
        "own": (_TEXTS, True),
        "class": (_TEXT, True),
        "state": (_TEXT, True),
        "words": (_TEXTS, True),
        "by_state": (_FLAG, False),
    },
    "sense": {"words": (_TEXTS, True), "classes": (_TEXTS, True)},
    "made": {"suffix": (_TEXT, True), "transfer": (_FLAG, True)},
    "speaker": {"nouns": (_TEXTS, True), "class": (_TEXT, True), "alone": (_FLAG, True)},
    "head": {"word": (_TEXT, True), "class": (_TEXT, False), "rule": (_TEXT, True)},
}


def _is(kind: str, value: Any) -> bool:
    if kind == _TEXT:
        return isinstance(value, str)
    if kind == _TEXTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind == _FLAG:
        return isinstance(value, bool)
    return isinstance(value, dict)


def _headers(source: str, table: str) -> list[int]:
    """Line numbers of the table's entries: ``[[table]]`` headers, or ``{ ... }`` in ``table = [ ... ]``."""
    lines = source.splitlines()
    headers = [at for at, line in enumerate(lines, 1) if line.strip().startswith(f"[[{table}]]")]
    return headers or [at for at, line in enumerate(lines, 1) if re.match(r"\s*\{\s*\w+\s*=", line)]


def line_of(source: str, table: str, number: int, key: str | None = None) -> int | None:
    """Line (from 1) of the ``number``-th entry of ``table`` (from 0), or of ``key`` in it."""
    headers = _headers(source, table)
    if number >= len(headers):
        return None
    first = headers[number]
    last = headers[number + 1] if number + 1 < len(headers) else first + 200
    if key is not None:
        for at, line in enumerate(source.splitlines()[first - 1 : last - 1], first):
            if re.search(rf"(?:^|[{{,\s])\"?{re.escape(key)}\"?\s*=", line):
                return at
    return first


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The parsed file and its text.

    Raises:
        LexiconError: the file can't be read, is no UTF-8 or no TOML.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(path, None, f"can't be read: {error}") from error
    try:
        return rtoml.loads(source), source
    except rtoml.TomlParsingError as error:
        at = re.search(r"line (\d+)", str(error))
        raise LexiconError(path, int(at[1]) if at else None, f"no valid TOML: {error}") from error


def entries(path: Path, table: str) -> Iterator[tuple[Mapping[str, Any], int]]:
    """The ``[[table]]`` entries of a file, checked against SCHEMAS, each with its line.

    Raises:
        LexiconError: unknown table or key, missing key, wrong type, empty text.
    """
    data, source = read_toml(path)
    schema = SCHEMAS[table]
    for other in data:
        if other != table:
            raise LexiconError(path, line_of(source, other, 0), f"unknown table [[{other}]]; here only [[{table}]]")
    lines = _headers(source, table)
    for number, entry in enumerate(data.get(table, [])):
        for key, value in entry.items():
            if key not in schema:
                known = ", ".join(schema)
                raise LexiconError(path, line_of(source, table, number, key), f"unknown key {key!r}; known: {known}")
            if not _is(schema[key][0], value):
                raise LexiconError(path, line_of(source, table, number, key), f"{key} must be a {schema[key][0]}")
            texts = [value] if isinstance(value, str) and schema[key][1] and key != "un_register" else value
            if isinstance(texts, list) and any(not one.strip() for one in texts) and key not in ("state", "mtcr"):
                raise LexiconError(path, line_of(source, table, number, key), f"{key} has an empty text")
        for key, (_, required) in schema.items():
            if required and key not in entry:
                raise LexiconError(path, line_of(source, table, number), f"[[{table}]] lacks {key!r}")
        yield entry, lines[number] if number < len(lines) else 0


def _line_in(source: str, table: str, key: str | None = None) -> int | None:
    """Line (from 1) of ``[table]``, or of ``key`` in it."""
    inside = False
    for at, line in enumerate(source.splitlines(), 1):
        if line.startswith("["):
            inside = line.strip() == f"[{table}]"
        if inside and (key is None or re.match(rf"{re.escape(key)}\s*=", line)):
            return at
    return None


def word_lists(path: Path, table: str, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The lists of words of ``[table]`` by their names.

    Raises:
        LexiconError: no such table, a name that is missing or unknown, what is no list of texts, an empty text.
    """
    data, source = read_toml(path)
    found = data.get(table)
    if not isinstance(found, dict):
        raise LexiconError(path, None, f"there has to be a table [{table}]")
    for name, words in found.items():
        if name not in names:
            known = ", ".join(names)
            raise LexiconError(
                path, _line_in(source, table, name), f"unknown key {name!r} in [{table}]; known: {known}"
            )
        if not _is(_TEXTS, words):
            raise LexiconError(path, _line_in(source, table, name), f"{name} must be a {_TEXTS}")
        if any(not word.strip() for word in words):
            raise LexiconError(path, _line_in(source, table, name), f"{name} has an empty text")
    for name in names:
        if name not in found:
            raise LexiconError(path, _line_in(source, table), f"[{table}] lacks {name!r}")
    return {name: tuple(words) for name, words in found.items()}
