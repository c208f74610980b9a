"""Which statements of two readings of one document are the same, and in which slots they differ.

Aligned as scoring does it (``evaluation.statements``): the evidence overlaps by half of the shorter, and two of
supplier, recipient and class of goods agree; best agreement first, one to one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weighbridge.evaluation.statements import SLOTS, agreement, code_of, pairs_of, spans_of

Row = dict[str, Any]
"""A statement as JSON (``model.as_json``)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that two readers fill differently, each value in short words; "-" for none."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A statement of the first reading and of the second, by their number; None where that has none like it."""

    first: int | None
    second: int | None


def aligned(text: str, first: Sequence[Row], second: Sequence[Row]) -> list[Pairing]:
    """All statements of both, each once, in the order of the text."""
    places = spans_of(text, first), spans_of(text, second)
    pairs = pairs_of(first, places[0], second, places[1])
    mine, theirs = {i for i, _ in pairs}, {j for _, j in pairs}
    found = [Pairing(i, j) for i, j in pairs]
    found += [Pairing(i, None) for i in range(len(first)) if i not in mine]
    found += [Pairing(None, j) for j in range(len(second)) if j not in theirs]

    def place(one: Pairing) -> tuple[int, int, int, int]:
        span = places[0][one.first] if one.first is not None else places[1][one.second or 0]
        start, end = span or (len(text), len(text))
        return start, end, -1 if one.first is None else one.first, -1 if one.second is None else one.second

    return sorted(found, key=place)


def same_core(one: Row, other: Row) -> bool:
    """Whether supplier, recipient and class of goods agree (goods by the first part of their class)."""
    return agreement(one, other)[0] == 3


def same_claim(one: Row, other: Row) -> bool:
    """Whether the core, stage and stance agree."""
    return same_core(one, other) and all(one.get(name) == other.get(name) for name in ("stage", "stance"))


def differing_slots(one: Row, other: Row) -> list[Slot]:
    """The slots that differ, in the order of a statement."""
    found = [
        Slot(name, in_words(one, name), in_words(other, name))
        for name in ("supplier", "recipient")
        if code_of(one.get(name)) != code_of(other.get(name))
    ]
    found += [
        Slot(name, in_words(one, name), in_words(other, name)) for name, same in SLOTS.items() if not same(one, other)
    ]
    return found


def in_words(one: Row, slot: str) -> str:
    """The value of a slot in a few words."""
    name, _, part = slot.partition(" ")
    value = one.get(name)
    if isinstance(value, list):
        return ", ".join(str(via.get("class")) for via in value) or "-"
    if not isinstance(value, dict):
        return "-" if value is None else str(value)
    if name == "time":
        start, end = value.get("start"), value.get("end")
        return str(start) if start == end else f"{start or ''}..{end or ''}"
    if name == "quantity":
        low, high = value.get("low"), value.get("high")
        return str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
    if name == "value":
        return f"{value.get('amount')} {value.get('currency') or ''}".strip()
    got = value.get(part or "code")
    return "-" if got is None else str(got)
