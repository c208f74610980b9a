"""A table of one's own that says who owns whom: CSV with a header, columns told by their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from weighbridge.identity import canonical
from weighbridge.lists.bounded import lines_of
from weighbridge.lists.dates import iso_date
from weighbridge.lists.draft import clean
from weighbridge.lists.formats.own import delimiter_of
from weighbridge.lists.problem import ListError
from weighbridge.lists.tables import named_rows, rows_of
from weighbridge.ownership.holding import DIRECTORSHIP, OWNERSHIP, Holding, row_of

MOST = 1_000_000
"""Rows of one table."""
BYTES = 200_000_000
COLUMNS: dict[str, tuple[str, ...]] = {
    "owner": ("owner", "owner id", "shareholder", "parent", "director"),
    "asset": ("asset", "asset id", "company", "subsidiary", "owned", "organization", "organisation"),
    "share": ("percentage", "percent", "share", "shares", "%"),
    "source": ("source", "publisher", "link", "url"),
    "role": ("role", "kind of holding"),
    "start": ("start", "since", "from", "start date"),
    "end": ("end", "until", "end date"),
    "kind": ("kind", "type"),
}
"""What can be told, and the names that a column for it may have, in any case."""


def read(path: Path, most: int = BYTES) -> tuple[list[Holding], str]:
    """The holdings, and the digest of what was read (SHA-256), which stands for the table's version.

    owner and asset: ids of entries of a list (``un-sc-kpi-033``) or names; the holding bears both as written.
    Raises ListError where a column or a cell is missing, a date is none, or the file is larger than ``most`` bytes.
    """
    found = list(_rows(path, most))
    if not found:
        raise ListError(str(path), "it has no holdings", "give rows of owner, asset, percentage and source")
    rows = canonical([row_of(one) for one in found])
    return found, sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()


def column_of(header: str) -> str:
    """What a column tells, or an empty text."""
    wanted = " ".join(header.strip().strip("\ufeff").lower().split())
    return next((name for name, known in COLUMNS.items() if wanted in known), "")


def _rows(path: Path, most: int) -> Iterator[Holding]:
    first = next(iter(lines_of(path, most)), None)
    if first is None:
        raise ListError(str(path), "it is empty", "give a header and rows")
    rows = rows_of(path, most, delimiter_of(first[1]))
    _, header = next(rows, (1, [""]))
    told = {one.strip().strip("\ufeff").lower(): column_of(one) for one in header}
    for needed in ("owner", "asset", "share", "source"):
        if list(told.values()).count(needed) != 1:
            what = f"{'no' if needed not in told.values() else 'more than one'} column is the {needed}"
            raise ListError(f"{path}:1", what, f"a column for it may be called: {', '.join(COLUMNS[needed])}")
    for number, (line, row) in enumerate(named_rows(rows, header, path), 1):
        if number > MOST:
            raise ListError(f"{path}:{line}", f"more than {MOST:,} rows", "split the table")
        cells = {told[label]: clean(cell) for label, cell in row.items() if told[label]}
        yield _holding(cells, f"{path}:{line}")


def _holding(cells: dict[str, str], where: str) -> Holding:
    for needed in ("owner", "asset", "source"):
        if not cells[needed]:
            raise ListError(where, f"the cell of the {needed} is empty", "fill it, or take the row out")
    for day in ("start", "end"):
        if cells.get(day):
            shown = iso_date(cells[day])
            if not shown:
                raise ListError(where, f"{cells[day][:40]!r} is no date", "write it as 2024-01-31")
            cells[day] = shown
    kind = cells.pop("kind", "").lower()
    if kind not in ("", OWNERSHIP, DIRECTORSHIP):
        raise ListError(where, f"{kind[:40]!r} is no kind", f"write {OWNERSHIP}, {DIRECTORSHIP} or nothing")
    made = Holding(**cells, owner_name=cells["owner"], asset_name=cells["asset"])
    return replace(made, kind=kind or OWNERSHIP)
