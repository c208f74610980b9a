"""What orders are screened against at the desk: lists, ledger, allowances; looked at anew when they are others."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock, Thread
from typing import Any

from weighbridge.desk.screening.shelf import NoList, Shelf
from weighbridge.desk.state import Desk
from weighbridge.identity import LENGTH, canonical
from weighbridge.ledger import content_hash
from weighbridge.matching.party import Party
from weighbridge.screening.allowed import Allowed
from weighbridge.screening.asking_ledger import Asking
from weighbridge.screening.deciding import Ground, Record, decided
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.figures import figures
from weighbridge.screening.in_force import InForce
from weighbridge.screening.order import GoodsLine, Order, OrderParty
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
    """The ground of one desk; ``decisions``: where what is decided is kept, and what was allowed."""

    desk: Desk
    shelf: Shelf
    decisions: Decisions
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
        allowed = tuple(self.decisions.allowances())
        with self._lock:
            asking, day, now = self._ask(), self.desk.today, self._ground
            same = now is not None and now.lists is lists and now.allowed == allowed and now.day == day
            if now is None or not same or self._asked is not asking:
                now, self._asked = self._made(lists, allowed, asking, day), asking
                self._ground = now
            return now

    def begin(self) -> None:
        """Load what the first answer needs, beside whatever else is asked: somebody is about to screen.

        It is not done when the desk starts, since the names of the world take some seconds in which no page is made,
        and most readers never screen.
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

        Raises as ``ground`` does, and OSError where it can't be kept.
        """
        ground = self.ground()
        if by is None:
            record = decided(order, ground)
            digest = sha256(canonical(record).encode("utf-8", "surrogatepass")).hexdigest()
            return Given(digest[:LENGTH], record, False)
        with self._lock:
            session = self.decisions.session(ground.state)
        record = decided(order, ground)
        with self._lock:
            kept, _ = session.keep(order, record, f"desk: {by}")
        return Given(kept.reference, record, True)

    def _ask(self) -> Asking:
        """The question to the ledger; asked anew when the ledger was told something."""
        state = self.desk.state()
        if self._asking is None or self._asking[0] != state:
            self._asking = state, Asking(self.desk.look(), content_hash(self.desk.ledger), figures())
        return self._asking[1]

    def _made(self, lists: InForce, allowed: tuple[Allowed, ...], asking: Asking, day: str) -> Ground:
        state = state_of(lists, day, figures(), allowed, asking.hash, self.desk.as_of is not None)
        return Ground(state, lists, figures(), allowed, asking.of)
