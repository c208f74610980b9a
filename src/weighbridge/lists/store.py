"""Versions of lists, kept for good beside the ledger, so that a past decision can be replayed.

``versions.jsonl`` has a line for each time a list was taken, in order; ``raw/`` the files as they came, ``entries/``
what was read in them, each under its SHA-256. A version is in force from its line on, which is written last.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from weighbridge.identity import canonical
from weighbridge.lists import packed
from weighbridge.lists.bounded import CHUNK, opened
from weighbridge.lists.entry import Entry, entry_of, row_of
from weighbridge.lists.problem import ListError, Shrunk
from weighbridge.lists.reading import entries
from weighbridge.lists.source import Source
from weighbridge.matching.party import Party

TENTH = 10
"""One in so many that were listed may go without a question."""
ENVIRONMENT = "WEIGHBRIDGE_LISTS"
SHORT = 12


@dataclass(frozen=True, slots=True)
class Version:
    """A list as it was taken at one moment.

    entries: SHA-256 of what was read; its first digits are the version's id. raw: names and SHA-256 of the files.
    taken: the moment, in UTC. published: the day that the list gives for itself. fetched: from where.
    """

    list: str
    format: str
    entries: str
    number: int
    raw: tuple[tuple[str, str], ...]
    taken: str
    published: str = ""
    fetched: tuple[str, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()

    @property
    def id(self) -> str:
        """How a version is named: the beginning of the digest of its entries."""
        return self.entries[:SHORT]


@dataclass(frozen=True, slots=True)
class Store:
    """The lists in ``folder``, which is made when the first one is kept."""

    folder: Path

    def versions(self, name: str | None = None) -> list[Version]:
        """All versions, of one list or of all, oldest first. Raises ListError for a damaged file of versions."""
        path = self.folder / "versions.jsonl"
        try:
            lines = path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return []
        found = []
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                break  # a killed run left it; it was never in force
            try:
                row = json.loads(line)
                raw, notes = (tuple((a, b) for a, b in row[key]) for key in ("raw", "notes"))
                one = Version(**{**row, "raw": raw, "notes": notes, "fetched": tuple(row["fetched"])})
            except (ValueError, TypeError, KeyError):
                raise ListError(
                    f"{path}:{number}", "it is no line of a version", "put back a copy of the folder"
                ) from None
            if name in (None, one.list):
                found.append(one)
        return found

    def in_force(self, day: str | None = None) -> dict[str, Version]:
        """The newest version of each list by its name; with ``day`` (ISO), as it stood at the end of that day (UTC)."""
        found: dict[str, Version] = {}
        for one in self.versions():
            if day is None or one.taken[: len(day)] <= day:
                found[one.list] = one
        return found

    def version(self, wanted: str, name: str | None = None) -> Version:
        """The one version whose id begins with ``wanted``, or that was in force on that day. Raises ListError."""
        known = self.versions(name)
        if len(wanted) == 10 and wanted[4] == wanted[7] == "-":
            there = [one for one in known if one.taken[:10] <= wanted]
            if len({one.list for one in there}) > 1:
                raise ListError(wanted, "several lists were in force on that day", "say which with --list NAME")
            if there:
                return there[-1]
            raise ListError(wanted, "no version is that old", "see: weighbridge lists status --all")
        fit = {one.entries: one for one in known if len(wanted) >= 4 and one.entries.startswith(wanted.lower())}
        if not fit and wanted in {one.list for one in known}:
            return self.in_force()[wanted]
        if len(fit) != 1:
            what = "several versions begin so" if fit else "there is no such version"
            raise ListError(wanted, what, "see: weighbridge lists status --all")
        return next(iter(fit.values()))

    def entries(self, version: Version) -> Iterator[Entry]:
        """What was read in a version, byte for byte as then. Raises ListError where it is damaged or gone."""
        for number, line in enumerate(packed.lines(self.folder / "entries", version.entries), 1):
            try:
                yield entry_of(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError):
                where = f"{version.list} {version.id}: entry {number:,}"
                raise ListError(where, "it is no entry", "put back a copy of the folder") from None

    def parties(self, version: Version) -> Iterator[Party]:
        """The parties of a version. Raises ListError."""
        return (one.party for one in self.entries(version))

    def keep(
        self,
        source: Source,
        agree: bool = False,
        fetched: tuple[str, ...] = (),
        step: Callable[[], None] = lambda: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> tuple[Version, bool]:
        """Read a file, keep it and put it in force; False where its entries are those that are in force already.

        agree: also where it drops more than a tenth of what is in force; else Shrunk is raised, and what is in force
        stays so, as after any other ListError.
        """
        with self._alone():
            before = self.in_force().get(source.list)
            ids: set[bytes] = set()

            def rows() -> Iterator[bytes]:
                for entry in entries(source):
                    ids.add(short_id(entry.party.id))
                    step()
                    yield canonical(row_of(entry)).encode("utf-8", "surrogatepass") + b"\n"

            digest, _ = packed.write(self.folder / "entries", rows())
            if before and not agree and before.entries != digest:
                try:
                    self._not_shrunk(source, before, ids)
                except ListError:
                    if all(one.entries != digest for one in self.versions()):
                        packed.remove(self.folder / "entries", digest)
                    raise
            raw = tuple(
                (path.name, packed.write(self.folder / "raw", _bytes(path, source.most))[0]) for path in _files(source)
            )
            notes = tuple(sorted(source.told.notes.items()))
            moment = now().astimezone(UTC).isoformat(timespec="seconds")
            made = Version(
                source.list, source.format, digest, len(ids), raw, moment, source.told.published, fetched, notes
            )
            self._append(made)
        return made, before is None or before.entries != digest

    def _not_shrunk(self, source: Source, before: Version, ids: set[bytes]) -> None:
        lost = sum(short_id(one.party.id) not in ids for one in self.entries(before))
        if lost * TENTH > before.number:
            what = f"it lacks {lost:,} of the {before.number:,} entries of {source.list} that are in force"
            raise Shrunk(str(source.path), what, "compare them with 'lists diff', and say --yes if it is right")

    def _append(self, version: Version) -> None:
        """Add a line and bring it to disk; half a line that a killed run left is cut off first."""
        path = self.folder / "versions.jsonl"
        with open(path, "a+b") as file:
            file.seek(0)
            there = file.read()
            if there and not there.endswith(b"\n"):
                file.truncate(there.rfind(b"\n") + 1)
            file.write(canonical(_row(version)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else keeps lists here meanwhile. Raises ListError otherwise."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            number = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ListError(
                str(self.folder), f"lists can't be kept there ({reason})", "check its permissions"
            ) from None
        try:
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise ListError(
                    str(self.folder), "another run is changing the lists", "try again when it has ended"
                ) from None
            yield
        finally:
            os.close(number)


def short_id(key: str) -> bytes:
    """8 bytes for an id: what is held of each entry while versions are compared."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()[:8]


def _row(version: Version) -> dict[str, Any]:
    return asdict(version)


def _files(source: Source) -> list[Path]:
    return [source.path, *(source.beside[part] for part in sorted(source.beside))]


def _bytes(path: Path, most: int) -> Iterator[bytes]:
    with opened(path, most) as file:
        while data := file.read(CHUNK):
            yield data


def folder_for(ledger: str, wanted: str | None = None) -> Path:
    """Where the lists of a ledger are kept.

    wanted: a folder; otherwise WEIGHBRIDGE_LISTS says it; otherwise it lies beside the ledger's file (``ledger.sqlite``
    has ``ledger.lists``), and for a ledger on a server in the user's data folder.
    """
    wanted = wanted or os.environ.get(ENVIRONMENT)
    if wanted:
        return Path(wanted).expanduser()
    if "://" not in ledger:
        return Path(ledger).expanduser().with_suffix(".lists")
    from platformdirs import user_data_dir

    return Path(user_data_dir("weighbridge", appauthor=False)) / "lists"
