"""What differs between two versions of a list: who was added, who removed, and which fields of whom changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from weighbridge.lists.entry import Entry
from weighbridge.matching.party import Identifier, Party
from weighbridge.ownership.holding import Holding, in_words

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that changed: its values that went and that came, in the list's words."""

    name: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that differs. kind: ADDED, REMOVED or CHANGED; fields only for the last."""

    kind: str
    id: str
    name: str
    fields: tuple[Field, ...] = ()


def differences(old: Iterable[Entry], new: Iterable[Entry]) -> Iterator[Difference]:
    """All that differs, by id: changed and added in the new order, then removed. The old version is held in memory."""
    before = {one.party.id: one for one in old}
    for entry in new:
        there = before.pop(entry.party.id, None)
        if there is None:
            yield Difference(ADDED, entry.party.id, entry.party.names[0])
        elif changed := _changed(there, entry):
            yield Difference(CHANGED, entry.party.id, entry.party.names[0], changed)
    for entry in before.values():
        yield Difference(REMOVED, entry.party.id, entry.party.names[0])


def _changed(old: Entry, new: Entry) -> tuple[Field, ...]:
    if old == new:
        return ()
    pairs = [(one.name, getattr(old.party, one.name), getattr(new.party, one.name)) for one in fields(Party)]
    pairs += [
        (one.name, getattr(old, one.name), getattr(new, one.name)) for one in fields(Entry) if one.name != "party"
    ]
    return tuple(_field(name, _words(gone), _words(come)) for name, gone, come in pairs if gone != come)


def _field(name: str, gone: tuple[str, ...], come: tuple[str, ...]) -> Field:
    """What stands on one side only; where only the order changed, both orders."""
    lost, got = tuple(one for one in gone if one not in come), tuple(one for one in come if one not in gone)
    return Field(name, lost, got) if lost or got else Field(name, gone, come)


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(_word(one) for one in value)


def _word(value: Any) -> str:
    if isinstance(value, Identifier):
        return f"{value.kind} {value.value}{f' ({value.country})' if value.country else ''}"
    if isinstance(value, Holding):
        return in_words(value)
    return ": ".join(value) if isinstance(value, tuple) else str(value)
