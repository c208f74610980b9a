"""Ids and moments that content alone decides, so that two exports of the same agree."""

from __future__ import annotations

from datetime import UTC, datetime, time
from hashlib import sha256
from uuid import NAMESPACE_DNS, UUID, uuid5

from weighbridge.identity import canonical
from weighbridge.ledger import last_day

NAMESPACE = uuid5(NAMESPACE_DNS, "weighbridge.example")
"""Of all UUIDs of exports."""
NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands where a format asks for a moment and none is known."""


def uuid_of(*parts: object) -> UUID:
    """A UUID (version 5) that the parts alone decide."""
    return uuid5(NAMESPACE, canonical(list(parts)).encode("utf-8", "surrogatepass").hex())


def random_like(*parts: object) -> UUID:
    """A UUID that the parts alone decide, in the form of version 4: what is wanted by readers of STIX.

    Its 122 bits are those of a SHA-256, which nobody can tell from random ones.
    """
    return UUID(bytes=sha256(uuid_of(*parts).bytes).digest()[:16], version=4)


def moment(day: str | None) -> datetime | None:
    """The beginning of a day, month or year in UTC; None for what is no date, or one before 1900."""
    last = last_day(day)
    if day is None or last is None or last < "1900":
        return None
    begin = last if len(day) >= 10 else f"{last[:7]}-01" if len(day) >= 7 else f"{last[:4]}-01-01"
    return datetime.combine(datetime.fromisoformat(begin).date(), time(), UTC)
