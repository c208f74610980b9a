"""What orders are screened against at the desk: lists, ledger, allowances; looked at anew when they are others."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from weighbridge.desk.screening.shelf import NoList, Shelf
from weighbridge.desk.state import Desk
from weighbridge.identity import LENGTH, canonical
from weighbridge.ledger import content_hash
from weighbridge.lists.problem import ListError
from weighbridge.matching.party import Party
from weighbridge.screening.allowed import Allowed
from weighbridge.screening.asking_ledger import Asking
from weighbridge.screening.deciding import Ground, Record, decided
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.figures import figures
from weighbridge.screening.in_force import InForce
from weighbridge.screening.order import GoodsLine, Order, OrderParty
from weighbridge.screening.own_holdings import OwnHoldings, taken
from weighbridge.screening.state import state_of

LONG = 3_600.0
"""Seconds to wait for lists that are made ready, where nobody waits for an answer."""
NOTHING = InForce((), (), None, None)


@dataclass(frozen=True, slots=True)
class Given:
    """A decision: its reference, its record, and whether it is kept."""

    reference: str
    record: Record
    kept: bool


@dataclass(slots=True)
class Grounds:
    """The ground of one desk.

    decisions: where what is decided is kept, and what was allowed. owners: a table of one's own of who owns whom.
    """

    desk: Desk
    shelf: Shelf
    decisions: Decisions
    owners: Path | None = None
    _table: tuple[tuple[int, int], OwnHoldings] | None = None
    _ground: Ground | None = None
    _asked: Asking | None = None
    """The question that the ground holds."""
    _asking: tuple[tuple[Any, ...], Asking] | None = None
    _begun: bool = False
    _lock: Lock = field(default_factory=Lock)

    def ground(self) -> Ground:
        """The ground as it is now. Without a list there is one too: nobody is clear on it.

        Raises NotReady while lists are made ready, ListError, LedgerError, OrderError, LexiconError.
        """
        try:
            lists = self.shelf.ready().lists
        except NoList:
            lists = NOTHING
        allowed = self.allowances()
        with self._lock:
            asking, table, day, now = self._ask(), self._owners(), self.desk.today, self._ground
            same = now is not None and now.lists is lists and now.allowed == allowed and now.day == day
            if now is None or not same or now.holdings is not table or self._asked is not asking:
                now, self._asked = self._made(lists, allowed, asking, table, day), asking
                self._ground = now
            return now

    def allowances(self) -> tuple[Allowed, ...]:
        """What people have allowed. Raises ListError, OrderError."""
        try:
            return tuple(self.decisions.allowances())
        except OSError as error:
            what = f"what was decided can't be read ({(error.strerror or str(error)).lower()})"
            raise ListError(str(self.decisions.folder), what, "check its permissions") from None

    def begin(self) -> None:
        """Load what the first answer needs, beside whatever else is asked: somebody is about to screen.

        It is not done when the desk starts, since it takes some seconds, and most readers never screen.
        """
        with self._lock:
            begun, self._begun = self._begun, True
        if not begun:
            Thread(target=self._warm, daemon=True, name="screening begins").start()

    def _warm(self) -> None:
        """What goes wrong is told by the answer that needs it."""
        with suppress(Exception):
            self.shelf.ready(LONG)
            firm = Party("", "LegalEntity", ("Nobody At All",))
            decided(Order("", (OrderParty("buyer", firm),), (GoodsLine("nothing"),)), self.ground())

    def decide(self, order: Order, by: str | None) -> Given:
        """Screen an order. by: who asks, to keep the decision under that name; None: it is not kept.

        Raises as ``ground`` does, and ListError where it can't be kept.
        """
        ground = self.ground()
        if by is None:
            record = decided(order, ground)
            digest = sha256(canonical(record).encode("utf-8", "surrogatepass")).hexdigest()
            return Given(digest[:LENGTH], record, False)
        record = decided(order, ground)
        try:
            with self._lock:
                session = self.decisions.session(ground.state)
                kept, _ = session.keep(order, record, f"desk: {by}")
        except OSError as error:
            what = f"the decision can't be kept ({(error.strerror or str(error)).lower()})"
            raise ListError(str(self.decisions.folder), what, "check its permissions and the disk") from None
        return Given(kept.reference, record, True)

    def _ask(self) -> Asking:
        """The question to the ledger; asked anew when the ledger was told something."""
        state = self.desk.state()
        if self._asking is None or self._asking[0] != state:
            self._asking = state, Asking(self.desk.look(), content_hash(self.desk.ledger), figures())
        return self._asking[1]

    def _owners(self) -> OwnHoldings | None:
        """The table of one's own; read anew when its file is another. Raises ListError."""
        if self.owners is None:
            return None
        try:
            about = self.owners.stat()
        except OSError as error:
            what = f"the table of owners can't be opened ({(error.strerror or str(error)).lower()})"
            raise ListError(str(self.owners), what, "correct WEIGHBRIDGE_HOLDINGS") from None
        mark = about.st_mtime_ns, about.st_size
        if self._table is None or self._table[0] != mark:
            self._table = mark, taken(self.owners, self.decisions.folder)
        return self._table[1]

    def _made(
        self, lists: InForce, allowed: tuple[Allowed, ...], asking: Asking, table: OwnHoldings | None, day: str
    ) -> Ground:
        past, digest = self.desk.as_of is not None, table.digest if table else None
        state = state_of(lists, day, figures(), allowed, asking.hash, past, holdings=digest)
        return Ground(state, lists, figures(), allowed, asking.of, table)
