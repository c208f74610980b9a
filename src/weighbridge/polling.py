"""One poll: what is new at the sources is read, kept, weighed, and reported together with what it changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from weighbridge.comparing import differences
from weighbridge.fetching import Session, Unfetched, post
from weighbridge.fetching.memory import Memory, Sight, State
from weighbridge.fetching.sources import Source
from weighbridge.fetching.watching import Arrival, Round, arrivals
from weighbridge.identity import document_id
from weighbridge.intake.refusal import Refusal
from weighbridge.keeping import keep_reading, seen_again
from weighbridge.ledger import Added, DocumentError, Ledger, has_reading, successions
from weighbridge.model import Document
from weighbridge.originals import Store, kept
from weighbridge.readers.costs import Total
from weighbridge.readers.door import Reader, read_by
from weighbridge.views import Asked, Look, brought_up, transfer_records

Row = dict[str, Any]


@dataclass(slots=True)
class _Waiting:
    """An arrival of which some documents are not kept yet."""

    sight: Sight | None
    source: tuple[str, State] | None
    left: int
    rows: list[Row] = field(default_factory=list)
    lost: bool = False
    """One of its documents could not be kept, so that it has to come again."""


@dataclass(slots=True)
class Poll:
    """The work of one poll, and what has come of it so far."""

    ledger: Ledger
    round: Round
    reader: Reader
    tell: Callable[[Row], None]
    """Takes the row of a document that is kept and was not there before."""
    store: Store | None = None
    """Where raw originals are kept."""
    refusals: list[Refusal] = field(default_factory=list)
    failed: int = 0
    """Sources that could not be had."""
    total: Total = field(default_factory=Total)
    """What reading took."""
    _waiting: deque[_Waiting] = field(default_factory=deque)
    _reading: deque[_Waiting] = field(default_factory=deque)
    """The arrival of each document that is being read, in order."""

    def run(self, sources: Sequence[Source]) -> Row:
        """Poll all of ``sources`` and give the report: ``polled``, ``documents``, ``changes``, ``refusals``."""
        look = Look(self.ledger)
        brought_up(self.ledger)
        before: list[Row] | None = None
        for read in read_by(self.reader, self._documents(sources)):
            self.total.add(read.cost)
            home = self._reading.popleft()
            before = list(transfer_records(look, Asked())) if before is None else before
            try:
                added = keep_reading(self.ledger, read, self.reader)
            except DocumentError as error:
                self._refuse(Refusal(read.document.id, str(error), "it is tried at the next poll"))
                home.lost = True
            else:
                if added.outcome in ("new", "version"):
                    row = _row(read.document, added)
                    home.rows.append(row)
                    self.tell(row)
            home.left -= 1
            self._settle()
        self._settle()
        brought_up(self.ledger)
        documents = self.round.memory.untold()
        return {
            "polled": datetime.fromtimestamp(self.round.now(), UTC).isoformat(timespec="seconds"),
            "documents": documents,
            "changes": list(changes_since(self.ledger, before, [row["document"] for row in documents])),
            "refusals": [{"where": one.where, "what": one.what, "remedy": one.remedy} for one in self.refusals],
        }

    def _documents(self, sources: Sequence[Source]) -> Iterator[Document]:
        """The documents that have yet to be read."""
        for source in sources:
            failures = len(self.refusals)
            ended = False
            for one in arrivals(source, self.round):
                if isinstance(one, Refusal):
                    self._refuse(one)
                    continue
                ended = ended or one.source is not None
                yield from self._unread(one)
            self.failed += not ended and len(self.refusals) > failures
            self._settle()

    def _unread(self, arrival: Arrival) -> Iterator[Document]:
        documents = [kept(self.ledger, self.store, one) for one in arrival.documents]
        new = []
        for one in documents:
            known = self._read(one)
            if known is None:
                new.append(one)
                continue
            seen_again(self.ledger, one)
            if known.superseded_by is not None and one.details.kind != "feed item":
                now = self._read(one) or known
                self._refuse(_back(one, known.superseded_by, now.superseded_by))
        home = _Waiting(arrival.sight, arrival.source, len(new))
        self._waiting.append(home)
        for one in new:
            self._reading.append(home)
            yield one
        self._settle()

    def _read(self, document: Document) -> Added | None:
        return has_reading(self.ledger, document, self.reader.name, self.reader.version)

    def _settle(self) -> None:
        """Remember the arrivals whose documents are all kept, in their order."""
        while self._waiting and not self._waiting[0].left:
            home = self._waiting.popleft()
            if home.sight is not None and not home.lost:
                self.round.memory.saw(home.sight, self.round.now(), home.rows)
            if home.source is not None:
                self.round.memory.polled(*home.source)

    def _refuse(self, one: Refusal) -> None:
        self.refusals.append(one)
        self.round.warn(str(one))


def _back(document: Document, replaced: str, still: str | None) -> Refusal:
    """A page that shows what it showed before it was altered, by the version with the id ``replaced``."""
    counts = f"its later version, {still}, still counts" if still else f"it counts again, and {replaced} no longer"
    what = f"it shows again what it said before ({document_id(document)}); {counts}"
    return Refusal(document.url or document.id, what, "compare the two with weighbridge document")


def _row(document: Document, added: Added) -> Row:
    return {
        "document": document_id(document),
        "name": document.id,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "statements": added.statements,
        "measures": added.measures,
        "supersedes": added.supersedes,
    }


def changes_since(ledger: Ledger, before: Sequence[Row] | None, documents: Collection[str]) -> Iterator[Row]:
    """What moved since the transfers were as ``before`` has them, each with the evidence of its causes; then what
    was altered in the pages of which ``documents`` (their ids) are later versions.

    With ``before`` None, nothing has moved.
    """
    now = list(transfer_records(Look(ledger), Asked())) if before is not None or documents else []
    yield from differences(ledger, before, now, successions(ledger, later=documents))


def due(sources: Sequence[Source], memory: Memory, now: float) -> tuple[list[Source], list[Refusal]]:
    """The sources that may be asked now; of those that failed and are left alone, why."""
    ready, resting = [], []
    for source in sources:
        state = memory.state(source.key)
        if state.due <= now:
            ready.append(source)
            continue
        at = datetime.fromtimestamp(state.due, UTC).isoformat(sep=" ", timespec="minutes").removesuffix("+00:00")
        often = f"{state.failures} times in a row" if state.failures > 1 else "the last time"
        what = f"not asked before {at} UTC; it failed {often} ({state.error})"
        resting.append(Refusal(source.name, what, "wait, mend its address, or take it out of the sources"))
    return ready, resting


def rounds(
    sources: Sequence[Source], memory: Memory, now: Callable[[], float], wait: Callable[[float], None]
) -> Iterator[list[Source]]:
    """The sources whose time has come, again and again, without end; between that, ``wait`` is called.

    Each is polled at once, and then ``every`` so many minutes; one that failed, when its pause is over.
    """
    following = {one.key: 0.0 for one in sources}
    while True:
        at = now()
        for one in sources:
            following[one.key] = max(following[one.key], memory.state(one.key).due)
        ready = [one for one in sources if following[one.key] <= at]
        if ready:
            for one in ready:
                following[one.key] = at + one.every * 60.0
            yield ready
        else:
            wait(max(1.0, min(following.values()) - at))


def send(webhook: str, memory: Memory, session: Session) -> Unfetched | None:
    """Send the reports that the webhook has not taken yet, in order; why it ended, if one was not taken."""
    for number, report in memory.unsent():
        if refused := post(webhook, report, session):
            return refused
        memory.sent(number)
    return None
