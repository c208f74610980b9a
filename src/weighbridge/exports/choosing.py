"""What can be exported, in which formats, narrowed by what; a question that makes no sense is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from weighbridge.exports.columns import ExportError

TABULAR: tuple[str, ...] = ("jsonl", "csv", "xlsx", "parquet")

FORMATS: dict[str, tuple[str, ...]] = {
    "statements": TABULAR,
    "transfers": TABULAR,
    "measures": TABULAR,
    "documents": TABULAR,
    "pairs": TABULAR,
    "register": TABULAR,
    "changes": (*TABULAR, "atom", "rss"),
    "entities": ("jsonl",),
    "stix": ("json",),
    "sqlite": ("sqlite",),
    "all": ("jsonl",),
}
"""By what is exported: the formats, the usual one first."""

ENDINGS: dict[str, str] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".json": "json",
    ".atom": "atom",
    ".rss": "rss",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
"""A file's end: its format."""

ONLY_FILES: tuple[str, ...] = ("xlsx", "parquet", "sqlite")
"""Formats that are not written to standard output."""

_SPAN = ("--from", "--until")
_OF_TRANSFERS = ("--supplier", "--recipient", "--goods", "--likely", *_SPAN, "--as-of", "--figures")
OPTIONS: dict[str, tuple[str, ...]] = {
    "statements": (*(one for one in _OF_TRANSFERS if one != "--figures"),),
    "transfers": (*_OF_TRANSFERS, "--stage"),
    "measures": (*_SPAN, "--as-of"),
    "documents": (*_SPAN, "--as-of"),
    "pairs": (*_OF_TRANSFERS, "--stage"),
    "register": _OF_TRANSFERS,
    "changes": ("--since", "--as-of", "--figures"),
    "entities": (*_OF_TRANSFERS, "--stage"),
    "stix": (*_OF_TRANSFERS, "--stage", "--marking"),
    "sqlite": ("--as-of", "--figures"),
    "all": (),
}
"""By what is exported: the options that narrow or change it."""


def chosen_format(what: str, form: str | None, out: Path | None) -> str:
    """The format: the one that is named, else by the file's end, else the usual one. Raises ExportError."""
    if what not in FORMATS:
        names = [*FORMATS]
        raise ExportError(f"{what!r} can't be exported; choose {', '.join(names[:-1])} or {names[-1]}")
    possible = FORMATS[what]
    if form is None and out is not None:
        form = ENDINGS.get(out.suffix.lower())
        if form is None and len(possible) > 1:
            raise ExportError(f"{out}: its end tells no format; add --format: {', '.join(possible)}")
        if form not in possible and len(possible) == 1:
            form = possible[0]
    form = form or possible[0]
    if form not in possible:
        raise ExportError(f"{what} can't be written as {form!r}; choose {', '.join(possible)}")
    if out is None and form in ONLY_FILES:
        raise ExportError(f"{form} is not written to standard output; name a file: --out {what}.{form}")
    return form


def check_options(what: str, form: str, given: Mapping[str, object]) -> None:
    """Raises ExportError for an option that is given (not None, not False) and would change nothing."""
    known = (*OPTIONS[what], *(("--bom",) if form == "csv" else ()))
    for name, value in given.items():
        if value not in (None, False) and name not in known:
            said = ", ".join(known) or "no such option"
            raise ExportError(f"{name} does not go with an export of {what} as {form}; there go: {said}")
    if what == "changes" and given.get("--since") is None:
        raise ExportError("changes are those since a day; name it: --since 2024-09-30")
