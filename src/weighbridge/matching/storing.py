"""Parties as bytes in an index, and back."""

from __future__ import annotations

import json
from typing import Any

from weighbridge.matching.party import Identifier, Party

_MANY = ("names", "weak_aliases", "countries", "birth_dates", "foundation_dates", "addresses", "programmes")
_ONE = ("id", "schema", "list", "remarks")


def to_bytes(party: Party) -> bytes:
    """One line of JSON without what is empty."""
    row: dict[str, Any] = {key: value for key in (*_ONE, *_MANY) if (value := getattr(party, key))}
    if party.identifiers:
        row["identifiers"] = [[one.kind, one.value, one.country] for one in party.identifiers]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def from_bytes(line: bytes) -> Party:
    """The party that ``to_bytes`` was given.

    Raises:
        ValueError, KeyError, TypeError: bytes that did not come from there.
    """
    row = json.loads(line.decode("utf-8", "surrogatepass"))
    fields: dict[str, Any] = {key: row.get(key, "") for key in _ONE}
    fields |= {key: tuple(row.get(key, ())) for key in _MANY}
    return Party(**fields, identifiers=tuple(Identifier(*one) for one in row.get("identifiers", ())))
