"""Weighing what the ledger holds, a pair at a time: only those whose statements have changed.

A statement that leaves a party open may be lent to a pair (``weighing.pairs``). So where a pair has
changed, the open statements of its two parties are looked at again, and pairs that lose or gain one
are weighed anew too. What is booked equals a full rebuild, to the byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path

from weighbridge.keeping_pasts import known_then
from weighbridge.keeping_versions import is_version
from weighbridge.ledger import (
    Ledger,
    Membership,
    StoredTransfer,
    entries,
    link_versions,
    mark_all_stale,
    provenances,
    resemblances,
    stale_pairs,
    store_pairs,
    weighed_by,
)
from weighbridge.ledger import Pair as Codes
from weighbridge.ledger.coming import held_places, is_to_come, mark_turned, weighing_day
from weighbridge.ledger.naming import Naming, homes, namings
from weighbridge.ledger.pasts import Past, last_told
from weighbridge.ledger.presences import has_lapses
from weighbridge.ledger.readings import has_marks, marks_of
from weighbridge.lexicon.tables import FOLDER
from weighbridge.pasts import once_lent
from weighbridge.reading.result import Mark
from weighbridge.weighing.days import stretch_of
from weighbridge.weighing.doubts import doubts
from weighbridge.weighing.figures import Figures
from weighbridge.weighing.outlets import standings
from weighbridge.weighing.pairs import Pair, Told, can_be_lent, lent_to
from weighbridge.weighing.records import memberships_of, record_of
from weighbridge.weighing.resemblance import alike
from weighbridge.weighing.testimony import UNDATED, testimonies
from weighbridge.weighing.transfers import Transfer, transfers_of

WEIGHING = Path(__file__).parent / "weighing"
UNMARKED = -1
"""A mark that no pair has: one that is weighed only for what it is lent stays marked, if it comes to be meanwhile."""
BATCH = 200
"""Pairs that are written in one transaction."""


@cache
def weighing_version() -> str:
    """Of the code, the figures and the words that weigh: what was weighed by another is weighed anew."""
    found = sha256()
    reading = WEIGHING.parent / "reading"
    for folder, pattern in (
        (WEIGHING, "*.py"),
        (WEIGHING, "*.toml"),
        (WEIGHING.parent, "keeping_versions.py"),
        (WEIGHING.parent, "moments.py"),
        (WEIGHING.parent / "ledger", "versions.py"),
        (reading, "mentions.py"),
        (reading / "dating", "*.py"),
        (FOLDER, "weighing.toml"),
        (FOLDER, "times.toml"),
        (FOLDER, "parties/*.toml"),
    ):
        for path in sorted(folder.glob(pattern)):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def book(ledger: Ledger, figures: Figures, step: Callable[[], None] | None = None) -> int:
    """Weigh the pairs that need it; returns their number. ``step`` is called after each.

    All need it where another version of the weighing made what is there; then it is also worked out anew which
    documents are versions of one page. It can be interrupted at
    any moment: what is not yet weighed stays marked.
    """
    if weighed_by(ledger) != weighing_version():
        link_versions(ledger, is_version)
        mark_all_stale(ledger, weighing_version())
    day = weighing_day(ledger)
    mark_turned(ledger, day)
    marks = {one.pair: one.mark for one in stale_pairs(ledger)}
    due, lent = _due(ledger, list(marks), day)
    several = has_marks(ledger)
    todo = iter(sorted(due))
    while some := list(islice(todo, BATCH)):
        rows = []
        pasts: dict[Codes, Past] = {}
        for pair in some:
            seen = last_told(ledger)
            transfers, coming = transfers_in(ledger, pair, lent.get(pair, []), day)
            told = marks_of(ledger, (one.entry.id for of in transfers for one in of.members)) if several else {}
            stored, members = _rows(pair, transfers, figures, told)
            pasts[pair] = known_then(ledger, pair, stored, {one.statement for one in members}, seen, figures)
            members += [Membership(key, None, None) for key in coming]
            rows.append((pair, stored, members, marks.get(pair, UNMARKED)))
            if step:
                step()
        store_pairs(ledger, rows, pasts)
    return len(due)


def known(pair: Codes) -> Pair:
    """The ledger's pair, which has '' for what is not known, as weighing has it."""
    return pair[0] or None, pair[1] or None


def transfers_in(ledger: Ledger, pair: Codes, lent: list[str], day: str) -> tuple[list[Transfer], list[str]]:
    """The transfers of one pair now, and the ids of its statements that are dated later than ``day``: they weigh from
    theirs on. ``lent``: ids of open statements that belong to it.
    """
    away = {key for key, home in _targets(ledger, pair, day) if home != pair} if "" in pair else set()
    found = [one for one in entries(ledger, pair) if one.id not in away]
    if lent:
        found += entries(ledger, ids=lent)
    sources = {one.id: one for one in provenances(ledger, {one.document for one in found})}
    late = {key for key, one in sources.items() if is_to_come(one.published, day)}
    coming = [one.id for one in found if one.document in late]
    if late:
        held = held_places(ledger, late, day)
        found = [one for one in found if one.document not in late]
        found += [one for one in entries(ledger, pair, as_of=day) if one.document in held]
        sources.update((one.id, one) for one in provenances(ledger, held))
    near = alike(resemblances(ledger, {one.document for one in found}))
    return transfers_of(known(pair), testimonies(found, sources), near), coming


def _opens(pair: Codes) -> list[Codes]:
    """The pairs whose open statements may be lent to this one."""
    if "" in pair:
        return [pair] if pair != ("", "") else []
    return [(pair[0], ""), ("", pair[1])]


def _due(ledger: Ledger, stale: list[Codes], day: str) -> tuple[set[Codes], dict[Codes, list[str]]]:
    """The pairs to weigh, and what is lent to each.

    Pairs to which an open statement was lent on past days only are due as well, so that their past is kept ready.
    """
    due, queue = set(stale), list(stale)
    versions = has_lapses(ledger)
    lent: dict[Codes, list[str]] = defaultdict(list)
    looked: set[Codes] = set()
    while queue:
        for open_pair in _opens(queue.pop()):
            if open_pair in looked:
                continue
            looked.add(open_pair)
            past = once_lent(ledger, open_pair) - due if versions else set()
            due |= past
            queue += past
            targets = list(_targets(ledger, open_pair, day))
            before = homes(ledger, [key for key, _ in targets])
            for key, target in targets:
                if target != open_pair:
                    lent[target].append(key)
                if before.get(key) != target:
                    for pair in (before.get(key), target, open_pair):
                        if pair is not None and pair not in due:
                            due.add(pair)
                            queue.append(pair)
    return due, lent


def _targets(ledger: Ledger, open_pair: Codes, day: str) -> Iterator[tuple[str, Codes]]:
    """Each open statement of a pair that can be lent on a day, with the pair that it belongs to."""
    own = [
        one
        for one in namings(ledger, supplier=open_pair[0], recipient=open_pair[1])
        if can_be_lent(known(open_pair), one.item, one.stance) and not is_to_come(one.published, day)
    ]
    items = {one.item for one in own if one.item}
    if not items:
        return
    side = {"supplier": open_pair[0]} if open_pair[0] else {"recipient": open_pair[1]}
    near: dict[str | None, list[Told]] = defaultdict(list)
    for other in namings(ledger, **side, items=items):
        if is_to_come(other.published, day):
            continue
        near[other.item].append(Told(known(other.pair), other.item or "", _day(other)))
    for one in own:
        supplier, recipient = lent_to(known(open_pair), one.item, _day(one), near[one.item])
        yield one.id, (supplier or "", recipient or "")


def _day(one: Naming) -> int:
    day = stretch_of(one.published)
    return day.last if day else UNDATED


def _rows(
    pair: Codes, transfers: list[Transfer], figures: Figures, marks: Mapping[str, Mark]
) -> tuple[list[StoredTransfer], list[Membership]]:
    """The transfers of a pair as the ledger keeps them."""
    stored, members = [], []
    for transfer in transfers:
        record = record_of(transfer, figures)
        stored.append(
            StoredTransfer(
                transfer.id,
                *pair,
                transfer.goods,
                record["stage"],
                record["likelihood"],
                transfer.first,
                transfer.last,
                record,
                standings(record),
            )
        )
        found = doubts(record, {one.entry.id: one.statement for one in transfer.members}, figures, marks=marks)
        for key, of, origin in memberships_of(transfer):
            members.append(Membership(key, of, origin, found[key].value if key in found else 0.0))
    return stored, members
