"""What was known of a pair on past days, as it was weighed: derived, replaced with the pair's transfers.

A state is all that counted of a pair on a day, and perhaps on others. Its key is made of the statements that counted,
so that what is kept is never taken for what was known on a day on which others did. Kept are records as lines of JSON,
each once, all packed together: those of one day are much like those of the next.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, LargeBinary, Table

from weighbridge.ledger.columns import Exact
from weighbridge.ledger.errors import damaged
from weighbridge.ledger.marking import Pair
from weighbridge.ledger.opening import Ledger, reading
from weighbridge.ledger.schema import metadata

Record = dict[str, Any]

pasts = Table(
    "pasts",
    metadata,
    Column("supplier", Exact, primary_key=True),
    Column("recipient", Exact, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)
"""Not without rowid: what is packed is wide, and would have to be passed over to find a pair."""


@dataclass(frozen=True, slots=True)
class Past:
    """States of a pair by their keys: the numbers of their lines, each a record."""

    states: Mapping[str, Sequence[int]] = field(default_factory=dict)
    lines: Sequence[str] = ()

    def texts(self, key: str) -> list[str] | None:
        """The lines of a state; None where it is not kept."""
        numbers = self.states.get(key)
        return None if numbers is None else [self.lines[number] for number in numbers]

    def records(self, key: str) -> list[Record] | None:
        """The records of a state, in the order of weighing; None where it is not kept."""
        texts = self.texts(key)
        return None if texts is None else [json.loads(one) for one in texts]


def past_of(states: Mapping[str, Sequence[str]]) -> Past:
    """States with the lines of their records, each line once."""
    lines: dict[str, int] = {}
    numbers = {key: [lines.setdefault(one, len(lines)) for one in some] for key, some in states.items()}
    return Past(numbers, tuple(lines))


def pack(past: Past) -> bytes:
    """The same as bytes; equal ones give equal bytes."""
    head = json.dumps(past.states, separators=(",", ":"))
    return zlib.compress("\n".join((head, *past.lines)).encode("utf-8", "surrogatepass"), 6)


def unpack(packed: bytes) -> Past:
    """The other way round. Raises ValueError for what was not packed so."""
    try:
        head, *lines = zlib.decompress(packed).decode("utf-8", "surrogatepass").split("\n")
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return Past(json.loads(head), lines)


_LAST_TOLD = (
    "SELECT (SELECT max(seq) FROM readings), (SELECT max(seq) FROM reviews), (SELECT max(seq) FROM preferences)"
)


def last_told(ledger: Ledger) -> tuple[Any, ...]:
    """A value that is another one when the ledger was told anything since. Cheap."""
    with reading(ledger) as connection:
        return tuple(connection.exec_driver_sql(_LAST_TOLD).one())


def packed_past(ledger: Ledger, pair: Pair) -> bytes | None:
    """What is kept of a pair, packed; None where nothing is."""
    with reading(ledger) as connection:
        return connection.execute(_PACKED, {"supplier": pair[0], "recipient": pair[1]}).scalar()


_PACKED = sa.select(pasts.c.packed).where(
    pasts.c.supplier == sa.bindparam("supplier"), pasts.c.recipient == sa.bindparam("recipient")
)


def unpacked_past(ledger: Ledger, packed: bytes | None) -> Past:
    """What ``packed_past`` gave. Raises LedgerError where the ledger is damaged."""
    if packed is None:
        return Past()
    try:
        return unpack(packed)
    except (ValueError, IndexError):
        raise damaged(ledger.where) from None


def store_past(connection: sa.Connection, pair: Pair, past: Past | None) -> None:
    """Replace, within a transaction, what is kept of a pair."""
    connection.execute(sa.delete(pasts).where(pasts.c.supplier == pair[0], pasts.c.recipient == pair[1]))
    if past is not None and past.states:
        row = {"supplier": pair[0], "recipient": pair[1], "packed": pack(past)}
        connection.execute(sa.insert(pasts), row)
