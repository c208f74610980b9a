"""The lists that are in force on a day, with an index of all their parties that is kept beside them.

The index is named by the digests of the lists and by what takes names apart; where it is not there, or can't be used,
it is built anew. So a decision of the past can be made again from the versions of then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from weighbridge.identity import content_id
from weighbridge.lists.entry import Entry
from weighbridge.lists.standing import standings
from weighbridge.lists.store import Store, Version
from weighbridge.matching import building, index
from weighbridge.matching.arrays import Unusable
from weighbridge.screening import beside_index

KEPT = 4
"""Indexes that are kept; the least recently used others are removed, since they can be built again."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The lists in force, one version each, sorted by name; None for the index where there is none.

    rows: what an answer tells of each list: version, digest, entries, the day that it stands for, why it is stale.
    """

    versions: tuple[Version, ...]
    rows: tuple[dict[str, Any], ...]
    index: index.Index | None
    beside: beside_index.Beside | None


def in_force(store: Store, day: str, step: Callable[[], None] = lambda: None) -> InForce:
    """The lists as they stood at the end of ``day`` (ISO). ``step`` is called for each entry where an index is built.

    Raises ListError where the store is damaged, OSError where no index can be written.
    """
    return of_versions(store, store.in_force(day).values(), day, step)


def of_versions(
    store: Store, versions: Iterable[Version], day: str, step: Callable[[], None] = lambda: None
) -> InForce:
    """The same for versions that are named."""
    found = tuple(sorted(versions, key=lambda one: one.list))
    rows = tuple(_rows(found, day))
    if not found:
        return InForce((), (), None, None)
    made, beside = _opened(store, found, step)
    return InForce(found, rows, made, beside)


def _rows(versions: Iterable[Version], day: str) -> Iterator[dict[str, Any]]:
    for one in standings(versions, date.fromisoformat(day)):
        if one.version is None:
            continue
        row: dict[str, Any] = {"list": one.list, "title": one.title, "version": one.version.id}
        row |= {"digest": one.version.entries, "entries": one.version.number, "as_of": one.day, "age": one.age}
        row |= {"basis": one.basis, "stale": one.warning}
        yield row | {"notes": [list(note) for note in one.version.notes]}


def _opened(
    store: Store, versions: tuple[Version, ...], step: Callable[[], None]
) -> tuple[index.Index, beside_index.Beside]:
    folder = store.folder / "index"
    key = content_id([building.stamp(), beside_index.FORMAT, [[one.list, one.entries] for one in versions]])
    path, other = folder / f"{key}.parties", folder / f"{key}.beside"
    try:
        found = index.opened(path), beside_index.opened(other)
    except Unusable:
        folder.mkdir(parents=True, exist_ok=True)
        gathering = beside_index.Gathering()
        building.build(gathering.parties(_entries(store, versions, step)), path)
        gathering.write(other)
        found = index.opened(path), beside_index.opened(other)
    with suppress(OSError):
        path.touch()
    _tidy(folder, path)
    return found


def _entries(store: Store, versions: Iterable[Version], step: Callable[[], None]) -> Iterator[Entry]:
    for version in versions:
        for entry in store.entries(version):
            step()
            yield entry


def _tidy(folder: Path, used: Path) -> None:
    """Remove indexes that were not used for longest. Who has one open keeps it."""
    with suppress(OSError):
        there = sorted(folder.glob("*.parties"), key=lambda one: one.stat().st_mtime, reverse=True)
        for one in there[KEPT:]:
            if one != used:
                one.unlink(missing_ok=True)
                one.with_suffix(".beside").unlink(missing_ok=True)
