"""What the reader makes of a short text: the slots that a test asks for, of each statement."""

from __future__ import annotations

from typing import Any

from weighbridge.model import Document, Statement
from weighbridge.reading.reader import Reader

Row = tuple[Any, ...]
PUBLISHED = "2024-06-15"


def stated(reader: Reader, text: str, slots: str = "supplier recipient stage stance") -> list[Row]:
    """A row a statement, in the order of ``slots``.

    Parties are their codes, goods their class, numbers the least that is meant, a source its class and country.
    """
    found = reader.read(Document("one", text, published=PUBLISHED)).statements
    return [tuple(_slot(one, name) for name in slots.split()) for one in found]


def _slot(one: Statement, name: str) -> Any:
    if name in ("supplier", "recipient"):
        party = one.supplier if name == "supplier" else one.recipient
        return party and party.code
    if name == "quantity":
        return one.quantity and one.quantity.low
    if name == "goods":
        return one.item and one.item.class_
    if name in ("class", "country"):
        return one.source.class_ if name == "class" else one.source.country
    return getattr(one, name)
