"""How old the lists in force are, and which of them are stale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from weighbridge.lists.store import Version
from weighbridge.lists.words import Words, words


@dataclass(frozen=True, slots=True)
class Standing:
    """A list and the version in force, None where the list is known and not held.

    day: as of which day it is. age: days since then. days: the age from which on it is stale. warning: why it should be
    fetched again, or an empty text.
    """

    list: str
    title: str
    version: Version | None
    day: str
    age: int | None
    days: int
    warning: str
    basis: str = ""
    """What the day rests on: ``fetched``, ``file`` (it gives its own day) or ``added`` (it gives none)."""


def standings(in_force: Iterable[Version], today: date, known: Words | None = None) -> list[Standing]:
    """The lists in force, then the official lists that are not held; each part by name."""
    known = known or words()
    held = {one.list: one for one in in_force}
    found = [_standing(held[name], today, known) for name in sorted(held)]
    for name in sorted(set(known.lists) - set(held)):
        one = known.lists[name]
        found.append(Standing(name, one.title, None, "", None, one.days, ""))
    return found


def _standing(version: Version, today: date, known: Words) -> Standing:
    listed = known.lists.get(version.list)
    days = listed.days if listed else known.own_days
    title = listed.title if listed else "a list of your own"
    day, basis = as_of(version)
    age = (today - date.fromisoformat(day)).days
    warning = ""
    if age > days:
        how = f"weighbridge lists update {version.list}" if listed else "weighbridge lists add FILE"
        warning = f"{version.list} is {age:,} days old, more than the {days} it may be; fetch it again: {how}"
    elif age < -1:
        warning = f"{version.list} is dated {day}, which is still to come; check the clock and the file"
    return Standing(version.list, title, version, day, age, days, warning, basis)


def as_of(version: Version) -> tuple[str, str]:
    """The day that a version stands for, and its basis: when it was fetched; else the day that the file gives.

    A file that gives none is taken to be as old as its adding, for nothing else is known.
    """
    if version.fetched:
        return version.taken[:10], "fetched"
    if len(version.published) >= 10:
        return version.published[:10], "file"
    return version.taken[:10], "added"
