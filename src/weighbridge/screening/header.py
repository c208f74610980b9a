"""The header of a table of orders: names of columns checked, and those told that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from weighbridge.flags.rules import rules
from weighbridge.screening.columns import PARTY, Column, column_of, plain
from weighbridge.screening.refused import OrderError

TITLE, TITLES = 2, 20
"""Cells of a title above a table, and rows of titles."""
Tell = Callable[[str], None]
"""Takes a line on what is no error but has to be said."""


def named(path: Path, row: int) -> str:
    """Where a row stands, for messages."""
    return f"{path.name}: row {row:,}"


def is_title(labels: Iterable[str]) -> bool:
    """Whether a row is a title above the table: a cell or two, and none the name of a column."""
    filled = [one for one in labels if one.strip()]
    return 0 < len(filled) <= TITLE and not any(column_of(one) for one in filled)


Titles = list[tuple[str, list[str]]]
"""Where rows stand that were taken for titles, and their cells."""


def header_below(titles: Titles, where: str, labels: list[str], tell: Tell) -> list[str] | None:
    """``header_of`` the row, or None where it is a title above the table, which goes to ``titles``."""
    if is_title(labels) and len(titles) < TITLES:
        titles.append((where, labels))
        return None
    header = header_of(where, labels, tell)
    if titles:
        tell(f"{titles[0][0]}: passed over as a title; the columns are named in {where.rpartition(': ')[2]}")
    return header


def header_of(where: str, labels: list[str], tell: Tell) -> list[str]:
    """The names of columns, checked; those that are not known are told. Raises OrderError."""
    known = [column_of(one) for one in labels]
    if not any(known):
        what = f"no column has a name that is known (the first is {labels[0][:40]!r})" if labels else "it has no header"
        raise OrderError(where, what, "name the columns as docs/screening.md says: buyer, buyer country, goods, hs ...")
    tells: dict[Column, str] = {}
    for label, one in zip(labels, known, strict=True):
        if one in tells:
            what = f"the columns {tells[one][:40]!r} and {label[:40]!r} tell the same"
            raise OrderError(where, what, "rename one")
        if one:
            tells[one] = label
    whose = [label for label, one in zip(labels, known, strict=True) if one and one.role == PARTY]
    if whose and Column("name", PARTY) not in tells:
        what = f"whose is the column {whose[0][:40]!r}?"
        raise OrderError(where, what, f"name it by the role, as in 'buyer {whose[0][:20]}', or add a column 'party'")
    tell_unknown(where, labels, tell)
    return labels


def tell_unknown(where: str, labels: Iterable[str], tell: Tell) -> None:
    """Say which names of columns neither an order nor a red flag knows: a mistyped one would otherwise go unnoticed."""
    asked = {plain(one.column) for one in rules().flags if one.column}
    unknown = [one for one in labels if one.strip() and column_of(one) is None and plain(one) not in asked]
    if unknown:
        named = ", ".join(repr(one[:40]) for one in unknown[:10]) + (" ..." if len(unknown) > 10 else "")
        tell(f"{where}: not known, and kept beside the order: {named}; docs/screening.md has the names that are known")
