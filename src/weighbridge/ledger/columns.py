"""Types of columns that give back exactly what was put in, in SQLite and in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Several
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_BITS = (1 << 63) - 1
_AT_ONCE = 500
_MARK = "\x1a"
_UNFIT = re.compile("[\x00\x1a\ud800-\udfff]")
_MARKED = re.compile("\x1a([0-9a-f]{4})")


def fit(text: str) -> str:
    """Text that every database takes: NUL and lone surrogates are written as a mark and their number."""
    if _UNFIT.search(text) is None:
        return text
    return _UNFIT.sub(lambda found: f"{_MARK}{ord(found[0]):04x}", text)


def unfit(text: str) -> str:
    """The other way round: ``unfit(fit(text)) == text``."""
    if _MARK not in text:
        return text
    return _MARKED.sub(lambda found: chr(int(found[1], 16)), text)


class Exact(TypeDecorator[str]):
    """Text of any characters, ordered by them (PostgreSQL: collation "C")."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type that the database knows."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Text(collation="C"))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """On the way in."""
        return None if value is None else fit(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """On the way out."""
        return None if value is None else unfit(value)


Sequence = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database counts up: the order in which things came, whatever the clock said."""


def as_number(value: int) -> int:
    """A hash of any width, cut to what an integer of a database holds."""
    return value & _BITS


def in_parts(values: Several[str]) -> Iterator[Several[str]]:
    """The values in lists that one ``IN (...)`` takes."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
