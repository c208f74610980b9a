"""What all pages share: the ledger, where lists are read from, the day, the figures, what is remembered."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import sqlalchemy as sa
from fastapi import Request

from weighbridge.desk.remembering import Remembered
from weighbridge.desk.settings import Settings
from weighbridge.environment import SettingsError
from weighbridge.ledger import (
    Ledger,
    LedgerError,
    Membership,
    StoredTransfer,
    default_ledger,
    entries,
    last_day,
    open_ledger,
)
from weighbridge.ledger import provenances as provenances_of
from weighbridge.ledger import resemblances as resemblances_of
from weighbridge.ledger.browsing import WAITING, state_of
from weighbridge.ledger.coming import weighing_day
from weighbridge.ledger.derived import store_pairs
from weighbridge.views import Look, brought_up
from weighbridge.weighing.figures import Figures, figures
from weighbridge.weighing.outlets import standings
from weighbridge.weighing.records import memberships_of, record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.weighing import weigh

CACHE = 8_000
"""Kibibytes of a SQLite file that each connection keeps in memory; the system keeps what else it has room for."""
_SEEN: ContextVar[tuple[Any, ...] | None] = ContextVar("weighbridge_state", default=None)
"""The state that the page sees which is being made."""
KEPT = 8
"""Answers of the whole ledger that are kept."""
AT_ONCE = 50
"""Pairs that are weighed while somebody waits for a page."""


@dataclass(slots=True)
class Desk:
    """An open ledger and what the pages need beside it; made by ``opened``."""

    ledger: Ledger
    shelf: Ledger
    """Where transfers are read from: the ledger itself, or a copy weighed for a past day or with other figures."""
    figures: Figures
    own_figures: Path | None = None
    as_of: str | None = None
    """The day that the whole desk stands on, or None for now."""
    remembered: Remembered = field(default_factory=Remembered)
    kept: Remembered = field(default_factory=lambda: Remembered(KEPT))
    """What is of the whole ledger and takes long: no page pushes it out."""
    pages: Remembered = field(default_factory=Remembered)
    folder: tempfile.TemporaryDirectory[str] | None = None
    _weighing: Lock = field(default_factory=Lock)
    _day: str = ""
    """On which it was last brought up for a new day."""

    @property
    def today(self) -> str:
        """The last day that counts: that of the desk, or the clock's in UTC."""
        return self.as_of or datetime.now(UTC).date().isoformat()

    def look(self, as_of: str | None = None) -> Look:
        """How ``views`` looks at this ledger."""
        return Look(self.ledger, as_of or self.as_of, self.own_figures)

    def state(self) -> tuple[Any, ...]:
        """Another value when the answers may be other ones.

        What others have added meanwhile is weighed: a little while the page waits, more beside the pages.
        """
        seen = _SEEN.get()
        return seen if seen is not None else self._state()

    @contextmanager
    def seeing(self, state: tuple[Any, ...]) -> Iterator[None]:
        """Within this, ``state`` is what the ledger's state is taken for: a page asks for it many times."""
        token = _SEEN.set(state)
        try:
            yield
        finally:
            _SEEN.reset(token)

    def _state(self) -> tuple[Any, ...]:
        found = state_of(self.ledger)
        if self.shelf is self.ledger and self._day != self.today:
            # of what was dated later than its day, the day may have come over night
            self._day = self.today
            self.bring_up()
            found = state_of(self.ledger)
        if found[WAITING] and self.shelf is self.ledger:
            if found[WAITING] <= AT_ONCE:
                self.bring_up()
                found = state_of(self.ledger)
            elif not self._weighing.locked():
                Thread(target=self.bring_up, daemon=True).start()
        return (*found, self.today)

    def up_to_date(self) -> bool:
        """Whether all that the ledger holds is weighed."""
        return self.shelf is not self.ledger or not state_of(self.ledger)[WAITING]

    def bring_up(self) -> None:
        """Weigh what waits. What goes wrong is in the log, and the pages show what is booked."""
        with self._weighing:
            try:
                brought_up(self.ledger)
            except LedgerError as error:
                logging.getLogger("weighbridge.desk").warning("%s", error)

    def close(self) -> None:
        """Let go of the ledger, and of the copy."""
        if self.shelf is not self.ledger:
            self.shelf.close()
        if self.folder is not None:
            self.folder.cleanup()
        self.ledger.close()


def opened(settings: Settings) -> Desk:
    """The desk's ledger. Raises LedgerError, FiguresError, SettingsError."""
    day = last_day(settings.as_of) if settings.as_of else None
    if settings.as_of and day is None:
        raise SettingsError(f"--as-of: {settings.as_of!r} is no day; write it as 2024-09-30")
    known = figures(settings.figures)
    ledger = _sparing(open_ledger(settings.ledger or default_ledger(), create=False))
    if day is None and settings.figures is None:
        return Desk(ledger, ledger, known)
    folder = tempfile.TemporaryDirectory(prefix="weighbridge-desk-")
    shelf = _sparing(open_ledger(Path(folder.name) / "shelf.sqlite"))
    _fill(shelf, ledger, day, known)
    return Desk(ledger, shelf, known, settings.figures, day, folder=folder)


def _sparing(ledger: Ledger) -> Ledger:
    """The ledger, of which each of many connections keeps little in memory."""
    if ledger.sqlite:

        @sa.event.listens_for(ledger.engine, "connect")
        def spare(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA cache_size=-{CACHE}")

        ledger.engine.dispose()
    return ledger


def _fill(shelf: Ledger, ledger: Ledger, day: str | None, known: Figures) -> None:
    """All transfers of a day, or with other figures, weighed once."""
    found = list(entries(ledger, as_of=day))
    documents = {one.document for one in found}
    sources = {one.id: one for one in provenances_of(ledger, documents)}
    pairs: dict[tuple[str, str], tuple[list[StoredTransfer], list[Membership]]] = {}
    today = None if day else weighing_day(ledger)
    for one in weigh(found, sources, alike=alike(resemblances_of(ledger, documents)), today=today):
        pair = one.supplier or "", one.recipient or ""
        record = record_of(one, known)
        stored, members = pairs.setdefault(pair, ([], []))
        row = (one.id, *pair, one.goods, record["stage"], record["likelihood"], one.first, one.last, record)
        stored.append(StoredTransfer(*row, outlets=standings(record)))
        members += [Membership(*some) for some in memberships_of(one)]
    store_pairs(shelf, [(pair, *rows, None) for pair, rows in pairs.items()])


def desk_of(request: Request) -> Desk:
    """The desk that a request is about."""
    desk: Desk = request.app.state.desk
    return desk
