"""``lexicon/orders.toml``: what a column of an order tells, by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weighbridge.lexicon.tables import FOLDER, LexiconError, read_toml
from weighbridge.screening.order import ROLES

FILE = FOLDER / "orders.toml"
PARTY = "party"
"""The role of columns whose role stands in the column ``role``."""
ROLE = "role"
_APART = re.compile(r"[\s_.\-/]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column tells. role: of whom, PARTY where the row says it, an empty text for what is no party's."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Names to what they stand for, all in small letters with single spaces."""

    column: dict[str, str]
    party: dict[str, str]
    role: dict[str, str]
    kind: dict[str, str]
    flags: dict[str, bool]
    empty: frozenset[str]
    pending: frozenset[str]
    same: frozenset[str]


def plain(text: str) -> str:
    """A name as it is compared: small letters, one space where any sign parts words."""
    return _APART.sub(" ", text.strip().strip("\ufeff").casefold()).strip()


@lru_cache(maxsize=4)
def words(path: Path = FILE) -> Words:
    """The checked file. Raises LexiconError, which names file, line and remedy."""
    data, source = read_toml(path)

    def line(key: str) -> int | None:
        return next((at for at, text in enumerate(source.splitlines(), 1) if text.split("=")[0].strip() == key), None)

    def turned(table: str) -> dict[str, str]:
        found: dict[str, str] = {}
        rows: Any = data.get(table)
        if not isinstance(rows, dict) or not rows:
            raise LexiconError(path, None, f"[{table}] is missing or empty")
        for key, names in rows.items():
            if not isinstance(names, list) or not all(isinstance(one, str) and plain(one) for one in names):
                raise LexiconError(path, line(key), f"{key} in [{table}] has to be a list of names")
            for one in names:
                if found.setdefault(plain(one), key) != key:
                    raise LexiconError(path, line(key), f"{one!r} stands for {found[plain(one)]} already; choose one")
        return found

    roles = turned("role")
    if unknown := sorted(set(roles.values()) - set(ROLES)):
        raise LexiconError(path, line(unknown[0]), f"there is no role {unknown[0]!r}; known: {', '.join(ROLES)}")
    said = data.get("words", {})
    for key in ("yes", "no", "empty", "pending", "same"):
        if not isinstance(said.get(key), list) or not all(isinstance(one, str) for one in said[key]):
            raise LexiconError(path, line(key), f"{key} in [words] has to be a list of words")
    flags = {one.strip().casefold(): key == "yes" for key in ("yes", "no") for one in said[key]}
    empty, pending, same = (
        frozenset(plain(one) if key != "empty" else one.strip().casefold() for one in said[key])
        for key in ("empty", "pending", "same")
    )
    return Words(turned("column"), turned("party"), roles, turned("kind"), flags, empty, pending, same)


@lru_cache(maxsize=2048)
def column_of(header: str) -> Column | None:
    """What a column tells; None where its name is not known."""
    known, text = words(), plain(header)
    if text in known.column:
        return Column(known.column[text])
    if text == ROLE:
        return Column(ROLE, PARTY)
    if text in known.role:
        return Column("name", known.role[text])
    if text in (PARTY, "name"):
        return Column("name", PARTY)
    if text in known.party:
        return Column(known.party[text], PARTY)
    parts = text.split(" ")
    for at in range(len(parts) - 1, 0, -1):
        role, rest = " ".join(parts[:at]), " ".join(parts[at:])
        if rest in known.party and (role in known.role or role == PARTY):
            return Column(known.party[rest], known.role.get(role, PARTY))
    return None
