"""Files of orders: what they are is told by their content; orders come one at a time, and a bad one stops no other."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from weighbridge.screening.cells import Row, order_of
from weighbridge.screening.header import Tell
from weighbridge.screening.order import Order
from weighbridge.screening.refused import OrderError

MOST = 200_000_000
"""Bytes of a file of orders."""
MOST_ROWS, MOST_LOOSE, MOST_SEEN = 5_000, 1_000, 1_000_000
"""Rows of one order; rows without a reference that wait for what comes after them; references that are remembered."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Read:
    """An order and where it stands, or why it can't be read. repeated: another order before had its reference."""

    where: str
    order: Order | None
    reference: str = ""
    problem: OrderError | None = None
    repeated: bool = False


def orders_in(path: Path, tell: Tell = lambda _: None) -> Iterator[Read]:
    """The orders of a CSV, XLSX or JSON file, in their order. Rows in a row with one reference are one order.

    tell: takes a line on columns whose names are not known, once for each file.
    Raises OrderError where the file as a whole can't be read; what came before is given first.
    """
    _check(path)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_ZIP):
        from weighbridge.screening.xlsx_orders import rows_of as xlsx

        return grouped(xlsx(path, tell))
    if head.startswith(_OLE):
        raise OrderError(str(path), "it is an old workbook, or one with a password", "save it as XLSX or CSV")
    text = head.lstrip(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise OrderError(str(path), "it is empty", "check the path")
    if text[:1] in b"{[":
        from weighbridge.screening.json_orders import rows_of as json

        return grouped(json(path, text[:1] == b"[", tell), joined=False)
    if text[:1] == b"<" or head.startswith(b"%PDF"):
        raise OrderError(str(path), "it is no CSV, XLSX or JSON", "save the orders as one of these")
    from weighbridge.screening.csv_orders import rows_of as csv

    return grouped(csv(path, tell))


def grouped(rows: Iterable[Row | OrderError], joined: bool = True) -> Iterator[Read]:
    """Orders of rows. Where a row of an order can't be read, the whole order can't: it might be the one that matters.

    A row of which not even the reference could be read belongs to the order whose rows stand on both sides of it.
    """
    some: list[Row | OrderError] = []
    loose: list[OrderError] = []
    seen: set[int] = set()
    key = ""
    for row in rows:
        if joined and key and isinstance(row, OrderError) and not row.reference and len(loose) < MOST_LOOSE:
            loose.append(row)
            continue
        if some and joined and key and row.reference == key:
            some += [*loose, row][: max(0, MOST_ROWS - len(some))]
            loose = []
            continue
        if some:
            yield _read(key, some, seen)
            yield from (_read("", [one], seen) for one in loose)
        some, loose, key = [row], [], row.reference
    if some:
        yield _read(key, some, seen)
        yield from (_read("", [one], seen) for one in loose)


def _read(reference: str, some: list[Row | OrderError], seen: set[int]) -> Read:
    where = some[0].where
    name = reference or where.rpartition(": ")[2]
    repeated = bool(reference) and hash(reference) in seen
    if len(seen) < MOST_SEEN:
        seen.add(hash(reference))
    try:
        if len(some) >= MOST_ROWS:
            remedy = "part it into several; rows of one order have one reference"
            raise OrderError(where, f"an order of {MOST_ROWS:,} rows or more", remedy)
        for one in some:
            if isinstance(one, OrderError):
                raise one
        return Read(where, order_of(name, [one for one in some if isinstance(one, Row)]), name, repeated=repeated)
    except OrderError as error:
        return Read(where, None, name, error, repeated)


def _check(path: Path) -> None:
    """A regular file that is not too large."""
    try:
        found = os.stat(path)
    except OSError as error:
        raise OrderError(
            str(path), f"it can't be opened ({(error.strerror or '').lower()})", "check the path"
        ) from None
    if not stat.S_ISREG(found.st_mode):
        raise OrderError(str(path), "it is no regular file", "name a file")
    if found.st_size > MOST:
        raise OrderError(str(path), f"it has {found.st_size:,} bytes", f"part it into files of {MOST:,} at most")
