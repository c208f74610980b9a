"""The ground that orders are screened against, put together: lists, ledger, allowances, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from weighbridge.lists.store import Store
from weighbridge.screening.asking_ledger import asked
from weighbridge.screening.deciding import Ground
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.figures import figures
from weighbridge.screening.in_force import in_force
from weighbridge.screening.own_holdings import taken
from weighbridge.screening.refused import OrderError
from weighbridge.screening.state import state_of


def today() -> str:
    """The day in UTC, as lists count it."""
    return datetime.now(UTC).date().isoformat()


def checked_day(text: str) -> str:
    """A whole ISO date. Raises OrderError."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise OrderError(repr(text[:40]), "it is no day", "write it as 2026-02-28") from None


def _silent() -> None:
    pass


def _untold(_: str) -> None:
    pass


@contextmanager
def opened_ground(
    store: Store,
    decisions: Decisions,
    ledger: str | None,
    day: str | None = None,
    forenames: bool = True,
    step: Callable[[], None] = _silent,
    tell: Callable[[str], None] = _untold,
    holdings: Path | None = None,
) -> Iterator[Ground]:
    """The ground as of a day (ISO; today where none is given), let go when the block ends.

    ledger: path or address; None asks none. forenames: without them a process answers its first question at once, and
    finds a few spellings less. step: called for each entry where an index has to be built.
    holdings: a table of one's own that says who owns whom.

    Raises ListError, LedgerError, OrderError, LexiconError, OSError; each says what is wrong and what to do.
    """
    now = today()
    day = checked_day(day) if day else now
    known = figures()
    lists = in_force(store, day, step)
    allowed = tuple(decisions.allowances())
    table = taken(holdings, decisions.folder) if holdings else None
    asking = asked(ledger, day, day < now, known, tell, decisions.folder / "ledger.json") if ledger else None
    try:
        told, digest = asking.hash if asking else None, table.digest if table else None
        state = state_of(lists, day, known, allowed, told, day < now, forenames, digest)
        yield Ground(state, lists, known, allowed, asking.of if asking else None, table)
    finally:
        if asking:
            asking.close()
