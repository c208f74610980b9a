"""The lists in force, made ready once: the index of screening and a catalogue of all entries, both beside the lists.

They are made in a thread of their own where they are not there yet. While a list that came new is made ready, the lists
before it go on answering, and every answer says of which versions it is.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock, Thread

from weighbridge.desk.screening import catalogue
from weighbridge.desk.screening.catalogue import Catalogue, Unfit
from weighbridge.lists.entry import Entry
from weighbridge.lists.problem import ListError
from weighbridge.lists.standing import Standing, standings
from weighbridge.lists.store import SHORT, Store, Version
from weighbridge.matching.arrays import Unusable
from weighbridge.matching.building import stamp
from weighbridge.matching.index import Index
from weighbridge.screening.in_force import InForce, of_versions

WAIT = 20.0
"""Seconds that a request waits for lists that are made ready."""
FOLDER = "ready"


class NoList(ValueError):
    """No list is in force, so nothing can be screened; the text says what to do."""


class NotReady(ValueError):
    """The lists are still being made ready, or could not be; the text says which."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Lists that are made ready. lists: with the index that screening asks; day: as of which their age is told."""

    key: str
    day: str
    lists: InForce
    index: Index
    catalogue: Catalogue

    @property
    def versions(self) -> tuple[Version, ...]:
        """Those in force, by the names of their lists."""
        return self.lists.versions

    @property
    def names(self) -> tuple[str, ...]:
        """The short names of the lists."""
        return tuple(one.list for one in self.versions)

    @property
    def told(self) -> str:
        """The lists with their versions in one line of plain signs."""
        told = ", ".join(f"{one.list} {one.id}" for one in self.versions)
        return told.encode("ascii", "replace").decode()

    def of(self, name: str) -> Version | None:
        """The version of a list."""
        return next((one for one in self.versions if one.list == name), None)


def key_of(versions: tuple[Version, ...]) -> str:
    """What lists in force are named by: the digests of their entries, and what took them apart."""
    told = "\n".join((stamp(), catalogue.FORM, *(f"{one.list} {one.entries} {one.taken[:10]}" for one in versions)))
    return hashlib.sha256(told.encode()).hexdigest()[:24]


@dataclass(slots=True)
class Shelf:
    """The lists of a store as a desk uses them; ``day``: as they stood at the end of that day, None for now."""

    store: Store
    day: str | None = None
    _held: Ready | None = None
    _seen: tuple[tuple[int, int], tuple[Version, ...]] | None = None
    _making: tuple[str, Thread] | None = None
    _failed: tuple[str, str] = ("", "")
    _spare: tempfile.TemporaryDirectory[str] | None = None
    _lock: Lock = field(default_factory=Lock)

    def in_force(self) -> tuple[Version, ...]:
        """The lists in force now, by name; read again only when their file has changed. Raises ListError."""
        try:
            about = (self.store.folder / "versions.jsonl").stat()
            mark = about.st_mtime_ns, about.st_size
        except OSError:
            mark = 0, 0
        seen = self._seen
        if seen is None or seen[0] != mark:
            found = self.store.in_force(self.day)
            seen = self._seen = mark, tuple(found[name] for name in sorted(found))
        return seen[1]

    @property
    def key(self) -> str:
        """The name of what is in force now. Raises ListError."""
        return key_of(self.in_force())

    @property
    def held(self) -> tuple[Version, ...]:
        """The versions that are ready; none where nothing is."""
        return self._held.versions if self._held is not None else ()

    @property
    def held_key(self) -> str | None:
        """The name of what is ready."""
        return self._held.key if self._held is not None else None

    def rows(self) -> list[Standing]:
        """How old the lists in force are. Raises ListError."""
        return [one for one in standings(self.in_force(), date.fromisoformat(self.today)) if one.version is not None]

    def ready(self, wait: float = WAIT) -> Ready:
        """The lists in force, or those before them while they are made ready.

        wait: seconds, where nothing is ready yet. Raises NoList, NotReady, ListError.
        """
        versions = self.in_force()
        if not versions:
            raise NoList(
                "no list is in force, so nobody can be screened; take one with 'weighbridge lists update' or"
                " 'weighbridge lists add FILE'"
            )
        key = key_of(versions)
        held = self._held
        if held is not None and held.key == key:
            return held if held.day == self.today else self._aged(held)
        thread = self._start(key, versions)
        if held is None and thread is not None:
            thread.join(wait)
        held = self._held
        if held is not None:
            return held
        if self._failed[0] == key:
            raise NotReady(self._failed[1])
        raise NotReady("the lists are being made ready; ask again in a minute")

    @property
    def today(self) -> str:
        """The day as of which the lists' age is told."""
        return self.day or datetime.now(UTC).date().isoformat()

    def _aged(self, held: Ready) -> Ready:
        """The same lists on another day: only their age is another."""
        lists = of_versions(self.store, held.versions, self.today)
        self._held = replace(held, day=self.today, lists=lists)
        return self._held

    def close(self) -> None:
        """Forget what was made for this desk alone."""
        if self._spare is not None:
            self._spare.cleanup()

    def _start(self, key: str, versions: tuple[Version, ...]) -> Thread | None:
        with self._lock:
            if self._making is not None and self._making[0] == key and self._making[1].is_alive():
                return self._making[1]
            if self._failed[0] == key or (self._held is not None and self._held.key == key):
                return None
            thread = Thread(target=self._make, args=(key, versions), daemon=True, name="lists made ready")
            self._making = key, thread
            thread.start()
            return thread

    def _make(self, key: str, versions: tuple[Version, ...]) -> None:
        try:
            self._held = made_ready(self.store, versions, self._folder(), key, self.today)
        except (ListError, OSError, ValueError, sqlite3.Error) as error:
            logging.getLogger("weighbridge.desk").warning("lists: %s", error)
            self._failed = key, f"the lists could not be made ready ({error})"

    def _folder(self) -> Path:
        """Beside the lists; where that can't be written, a folder that ends with the desk."""
        folder = self.store.folder / FOLDER
        try:
            folder.mkdir(exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
        except OSError:
            pass
        if self._spare is None:
            self._spare = tempfile.TemporaryDirectory(prefix="weighbridge-lists-")
        return Path(self._spare.name)


def made_ready(store: Store, versions: tuple[Version, ...], folder: Path, key: str, day: str) -> Ready:
    """Open index and catalogue of these versions, and make first what is not there. day: ISO, for the lists' age.

    Raises ListError for a damaged store, OSError, ValueError, sqlite3.Error.
    """
    path = folder / f"{key}.entries"
    with _alone(folder):
        lists = of_versions(store, versions, day)
        if lists.index is None:
            raise Unusable("there is no list")
        try:
            entries = catalogue.opened(path, key)
        except Unfit:
            catalogue.make(path, _all(store, versions), key)
            entries = catalogue.opened(path, key)
        _cleared(folder, key)
    return Ready(key, day, lists, lists.index, entries)


def entry_of(shelf: Shelf, name: str, key: str, version: str | None) -> tuple[Version | None, Entry | None]:
    """An entry of a list with its version: of the one in force, or of one that is named by the beginning of its id.

    An older version is looked through from its beginning. None where there is no such version or entry.
    Raises NoList, NotReady, ListError.
    """
    wanted = (version or "").strip().lower()
    lists = shelf.ready()
    now = lists.of(name)
    if now is not None and now.entries.startswith(wanted):
        return now, lists.catalogue.entry(key, name)
    old = [one for one in shelf.store.versions(name) if len(wanted) >= SHORT and one.entries.startswith(wanted)]
    if not old:
        return None, None
    return old[-1], next((one for one in shelf.store.entries(old[-1]) if one.party.id == key), None)


def _all(store: Store, versions: tuple[Version, ...]) -> Iterator[tuple[Entry, str]]:
    for version in versions:
        for entry in store.entries(version):
            yield entry, version.taken[:10]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process makes, the others wait and find it made."""
    number = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _cleared(folder: Path, key: str) -> None:
    """Take away what was made for other versions; who still has it open goes on reading it."""
    for one in folder.iterdir():
        if one.suffix == ".entries" and one.stem != key:
            one.unlink(missing_ok=True)
