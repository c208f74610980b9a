"""``lexicon/ownership.toml``: the rules on owned entities, and words of shares and of control."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from weighbridge.lexicon.tables import FOLDER, LexiconError, line_of, read_toml

FILE = FOLDER / "ownership.toml"
_KEYS: dict[str, type] = {
    "name": str,
    "title": str,
    "publisher": str,
    "day": str,
    "address": str,
    "threshold": int,
    "reached": bool,
    "together": bool,
    "caution": int,
    "director": str,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """When an entity counts as blocked because of its owners.

    name: short (``us-50``). title, publisher, day, address: where it is written.
    threshold: percent. reached: whether exactly that share is enough. together: whether owners are added up.
    caution: percent from which on a smaller holding asks for a look. director: ``review`` or ``note``.
    """

    name: str
    title: str
    publisher: str
    day: str
    address: str
    threshold: Decimal
    reached: bool
    together: bool
    caution: Decimal
    director: str

    def met(self, share: Decimal) -> bool:
        """Whether a share makes the entity blocked."""
        return share > self.threshold or (self.reached and share == self.threshold)


@cache
def _file(path: Path = FILE) -> tuple[dict[str, Any], str]:
    return read_toml(path)


@lru_cache(maxsize=8)
def rules(path: Path = FILE) -> tuple[Rule, ...]:
    """The checked rules. Raises LexiconError, which names file, line and remedy."""
    data, source = _file(path)
    found: list[Rule] = []
    for number, row in enumerate(data.get("rule", [])):
        for key, kind in _KEYS.items():
            if not isinstance(row.get(key), kind) or (kind is int and isinstance(row[key], bool)):
                what = f"[[rule]] lacks {key!r}, or it is no {'whole number' if kind is int else kind.__name__}"
                raise LexiconError(path, line_of(source, "rule", number, key), what)
        for key in ("threshold", "caution"):
            if not 0 < row[key] <= 100:
                raise LexiconError(path, line_of(source, "rule", number, key), f"{key} has to lie from 1 to 100")
        if row["director"] not in ("review", "note"):
            raise LexiconError(path, line_of(source, "rule", number, "director"), "director has to be review or note")
        if row["name"] in {one.name for one in found}:
            raise LexiconError(path, line_of(source, "rule", number), f"there are two rules {row['name']!r}")
        given: dict[str, Any] = {key: Decimal(row[key]) if kind is int else row[key] for key, kind in _KEYS.items()}
        found.append(Rule(**given))
    return tuple(found)


@cache
def share_words(kind: str) -> frozenset[str]:
    """The words of one kind of the table [words]."""
    return frozenset(one.lower() for one in _file()[0]["words"][kind])


@cache
def about_points() -> Decimal:
    """By how many percentage points an "about" may be wrong."""
    return Decimal(_file()[0]["about"]["points"])


@cache
def _control() -> re.Pattern[str]:
    words = sorted(_file()[0]["control"]["words"], key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def speaks_of_control(role: str) -> bool:
    """Whether a role says that somebody controls, whatever the share is."""
    return bool(_control().search(role[:2_000]))
