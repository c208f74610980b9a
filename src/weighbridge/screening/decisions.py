"""Decisions, kept for good: each under the SHA-256 of its record, with a line in the log of the state it was made in.

    records/     records, packed, each under its digest
    lexicon/     what the lexicon said, packed, under its digest
    states/      a file for each state: the state, then a line for each decision
    allowed.jsonl

A reference is the beginning of a record's digest. In one state an order is decided once: that is how a run that was
killed goes on.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from weighbridge.identity import LENGTH, canonical, content_id
from weighbridge.lists import packed
from weighbridge.lists.problem import ListError
from weighbridge.screening.allowed import Allowed, allowed_from, allowed_row
from weighbridge.screening.deciding import Record
from weighbridge.screening.order import Order
from weighbridge.screening.plain import order_row
from weighbridge.screening.refused import OrderError
from weighbridge.screening.state import State, lexicon, state_id

ENVIRONMENT = "WEIGHBRIDGE_SCREENING"
SHORTEST = 8
_HEX = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of a log: an order (its own reference, its content's id ``asked``) and the record that answers it.

    at: the moment, in UTC. where: file and row, or how it was asked.
    """

    asked: str
    record: str
    answer: str
    order: str
    at: str
    where: str

    @property
    def reference(self) -> str:
        """How the decision is named."""
        return self.record[:LENGTH]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions in ``folder``, which is made when the first one is kept."""

    folder: Path

    def read(self, reference: str) -> bytes:
        """The record of a reference, to the byte. Raises OrderError, which says what is no longer there."""
        digest = self._digest(reference)
        try:
            return b"".join(packed.chunks(self.folder / "records", digest))
        except ListError as error:
            what = f"the record {digest} is kept, but {error.what}"
            raise OrderError(reference, what, "put back a copy of the folder") from None

    def full_reference(self, reference: str) -> str:
        """A reference in its usual length. Raises OrderError."""
        return self._digest(reference)[:LENGTH]

    def _digest(self, reference: str) -> str:
        wanted = reference.strip().lower()
        if not _HEX.fullmatch(wanted) or not SHORTEST <= len(wanted) <= 64:
            raise OrderError(repr(reference[:80]), "it is no reference", f"give {SHORTEST} or more of its digits")
        found = sorted((self.folder / "records" / wanted[:2]).glob(f"{wanted}*{packed.ENDING}"))
        if len(found) == 1:
            return found[0].name.removesuffix(packed.ENDING)
        if found:
            raise OrderError(reference, f"{len(found)} references begin so", "give more of its digits")
        for _, kept in self.kept():
            if kept.record.startswith(wanted):
                what = f"order {kept.order} was decided at {kept.at} ({kept.answer}), but its record is gone"
                raise OrderError(reference, what, f"put back a copy of {self.folder / 'records'}")
        raise OrderError(reference, "no decision has that reference", f"they are kept in {self.folder}")

    def kept(self) -> Iterator[tuple[str, Kept]]:
        """All lines of all logs, each with the id of its state."""
        for path in sorted((self.folder / "states").glob("*.jsonl")):
            for one in _lines(path):
                yield path.stem, one

    def is_told(self, state: str) -> bool:
        """Whether a rescreening in that state came to its end, so that its changes were all told."""
        return (self.folder / "states" / f"{state}.told").is_file()

    def told(self, session: Session) -> None:
        """A rescreening came to its end."""
        session.path.with_suffix(".told").write_text(_now() + "\n", "utf-8")

    def allowances(self) -> list[Allowed]:
        """Those that were not taken back, in the order in which they were given. Raises OrderError."""
        found: dict[str, Allowed] = {}
        path = self.folder / "allowed.jsonl"
        for number, row in _rows(path):
            try:
                if "end" in row:
                    found.pop(row["end"], None)
                else:
                    one = allowed_from(row["allow"])
                    found[one.id] = one
            except (KeyError, TypeError, ValueError):
                raise OrderError(f"{path}:{number}", "it is no allowance", "put back a copy of the file") from None
        return list(found.values())

    def allow(self, one: Allowed) -> None:
        """Keep an allowance; it is on disk when this returns."""
        self._begin()
        _append(self.folder / "allowed.jsonl", {"allow": allowed_row(one), "at": _now()})

    def end(self, key: str, name: str, reason: str) -> None:
        """Take an allowance back."""
        _append(self.folder / "allowed.jsonl", {"end": key, "name": name, "reason": reason, "at": _now()})

    def session(self, state: State) -> Session:
        """For deciding in one state: what was decided in it already, and where to keep more."""
        self._begin()
        digest, text = lexicon()
        if not self.has_lexicon(digest):
            packed.write(self.folder / "lexicon", [text])
        key = state_id(state)
        path = self.folder / "states" / f"{key}.jsonl"
        if not path.exists():
            _append(path, {"state": state})
        return Session(self.folder, path, {one.asked: one for one in _lines(path)})

    def _begin(self) -> None:
        """Make the folder, for its owner only: what is in it names people."""
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def has_lexicon(self, digest: str) -> bool:
        """Whether what the lexicon said then is kept."""
        return (self.folder / "lexicon" / digest[:2] / f"{digest}{packed.ENDING}").is_file()


@dataclass
class Session:
    """Decisions of one state."""

    folder: Path
    path: Path
    """The log of the state."""
    known: dict[str, Kept] = field(default_factory=dict)

    def found(self, order: Order) -> tuple[Kept, bytes] | None:
        """The decision on this very order in this very state, where there is one and its record is whole."""
        kept = self.known.get(asked_id(order))
        if kept is None:
            return None
        try:
            return kept, b"".join(packed.chunks(self.folder / "records", kept.record))
        except ListError:
            return None  # it is decided again, to the same record

    def keep(self, order: Order, record: Record, where: str) -> tuple[Kept, bytes]:
        """Keep a decision; it is on disk when this returns."""
        data = canonical(record).encode("utf-8", "surrogatepass")
        digest, _ = packed.write(self.folder / "records", [data])
        kept = Kept(asked_id(order), digest, record["answer"], order.reference, _now(), where)
        if kept.asked not in self.known:
            row = {name: getattr(kept, name) for name in Kept.__dataclass_fields__}
            _append(self.path, row)
            self.known[kept.asked] = kept
        return kept, data


def asked_id(order: Order) -> str:
    """The id of an order, from its content."""
    return content_id(order_row(order))


def folder_for(ledger: str, wanted: str | None = None) -> Path:
    """Where decisions are kept: a folder that is named, WEIGHBRIDGE_SCREENING, or beside the ledger's file."""
    wanted = wanted or os.environ.get(ENVIRONMENT)
    if wanted:
        return Path(wanted).expanduser()
    if "://" not in ledger:
        return Path(ledger).expanduser().with_suffix(".screening")
    from platformdirs import user_data_dir

    return Path(user_data_dir("weighbridge", appauthor=False)) / "screening"


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        data = path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return
    for number, line in enumerate(data, 1):
        if not line.endswith(b"\n"):
            break  # a killed run left it
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError
        except ValueError:
            if number < len(data):
                continue  # half a line of a killed run, that the next run closed
            raise OrderError(f"{path}:{number}", "it is no line of JSON", "put back a copy of the file") from None
        yield number, row


def _lines(path: Path) -> Iterator[Kept]:
    for number, row in _rows(path):
        if "state" in row:
            continue
        try:
            yield Kept(**row)
        except TypeError:
            raise OrderError(f"{path}:{number}", "it is no decision", "put back a copy of the file") from None


def _append(path: Path, row: dict[str, Any]) -> None:
    """Add a line and bring it to disk; what a killed run left half is closed first, so that it stands alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = canonical(row).encode("utf-8", "surrogatepass") + b"\n"
    with open(path, "a+b") as file:
        if file.tell() and (file.seek(-1, os.SEEK_END) or True) and file.read(1) != b"\n":
            line = b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def _now() -> str:
    """Fine enough to tell which of two decisions on an order came later."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
