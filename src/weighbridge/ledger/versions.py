"""Versions of one page: in which order they came, and on which days each stands.

What the ledger keeps of it, successions and lapses, is worked out of the documents of a page alone, so that it does
not depend on when they were added, as far as they tell it themselves. Which texts are versions of one another
and not just at one address is not known here: a predicate is handed in. The database's part is ``relinking``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from weighbridge.ledger.dates import last_day
from weighbridge.model import Details, Document
from weighbridge.moments import moment_of

IsVersion = Callable[[Document, Document], bool]
"""Whether two documents of one page, the earlier first, are versions of one another."""
NEAR = 8
"""Versions before it, in order, among which a document's predecessor is looked for."""
PRESENT = "~"
"""Stands where a day does, and comes after all of them."""
_EVER, _NEVER = "", "~~"


@dataclass(frozen=True, slots=True)
class Succession:
    """A document is followed by a later version of its page."""

    earlier: str
    later: str
    day: str
    """The ISO date from which on the later one stands."""
    again: str = ""
    """The moment at which the later one was seen again; empty where it had not been there before."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """A version does not stand from the day ``since`` until before the day ``until``.

    ``since`` is empty where it had not come yet. One that does not stand now has a lapse from ``PRESENT`` on besides:
    that is no day, since what has no date counts now, and on no day.
    """

    document: str
    since: str
    until: str


@dataclass(frozen=True)
class Version:
    """A document of a page, without its text."""

    seq: int
    id: str
    published: str | None
    known: str | None
    added: str
    details: Details
    sightings: Collection[str] = ()
    """When it was seen besides."""

    @cached_property
    def seen(self) -> tuple[str, ...]:
        """The moments at which it was seen, the first first."""
        return tuple(sorted({found for one in (self.details.seen, *self.sightings) if (found := moment_of(one))}))

    @property
    def is_feed(self) -> bool:
        """Whether it is what a feed says of a page."""
        return self.details.kind == "feed item"

    @cached_property
    def moment(self) -> str:
        """When it was last changed, as it tells, else published, else seen, else added."""
        told = (self.details.updated, self.details.time, self.published, *self.seen, self.added)
        return next((moment for one in told if (moment := moment_of(one))), "")


@dataclass(frozen=True, slots=True)
class Showing:
    """A version at a time when the page showed it."""

    version: Version
    again: str = ""
    """The moment, where it was shown before; else empty."""

    @property
    def order(self) -> tuple[bool, str, str, int, str]:
        """By when it was seen, which is proof, else by what it tells; then, if nothing tells when it was seen, as they
        were added. What a feed says of a page comes before it.
        """
        one = self.version
        at = self.again or (one.seen[0] if one.seen else one.moment)
        return not one.is_feed, at, one.moment, 0 if one.seen else one.seq, one.id


@dataclass(slots=True)
class _Node:
    """A version that took the place of others, when it did."""

    version: Version
    again: str
    before: list[int]
    """Places of the nodes whose place it took, the nearest first."""
    last: str
    """The moment at which it was last seen before others came; empty where that is not told."""
    after: list[int] = field(default_factory=list)
    day: str = ""


def showings(versions: Iterable[Version]) -> list[Showing]:
    """When a page showed its versions, in order."""
    found = [Showing(one) for one in versions]
    found += [Showing(one.version, at) for one in found if not one.version.is_feed for at in one.version.seen[1:]]
    return sorted(found, key=lambda one: one.order)


def course_of(
    versions: Iterable[Version],
    is_version: Callable[[str, str], bool],
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[list[Succession], list[Lapse]]:
    """The successions among the documents of a page, in order, and the lapses that follow from them.

    Args:
        versions: all documents of the page.
        is_version: whether two of them, given by id, are versions of one another.
        known: by id the predecessors that were found already, the nearest first; of the others they are looked for.
            Of no use where a text comes again.
    """
    nodes = _nodes(showings(versions), is_version, known or {})
    _date(nodes)
    found = [
        Succession(nodes[place].version.id, one.version.id, one.day, one.again) for one in nodes for place in one.before
    ]
    return list(dict.fromkeys(found)), _lapses(nodes)


def _nodes(
    shown: Sequence[Showing], is_version: Callable[[str, str], bool], known: Mapping[str, Collection[str]]
) -> list[_Node]:
    nodes: list[_Node] = []
    latest: dict[str, int] = {}
    for one in shown:
        version = one.version
        if one.again:
            mine = latest[version.id]
            before = _ends(nodes, mine)
            if before == [mine]:
                nodes[mine].last = one.again
                continue
        elif version.id in known:
            before = [latest[key] for key in known[version.id]]
        else:
            before = _predecessors(version, nodes, is_version)
        seen = one.again or (version.seen[0] if version.seen else "")
        for place in before:
            nodes[place].after.append(len(nodes))
        latest[version.id] = len(nodes)
        nodes.append(_Node(version, one.again, before, "" if version.is_feed else seen))
    return nodes


def _ends(nodes: Sequence[_Node], start: int) -> list[int]:
    """The nodes that stand now in the place of one, the nearest first; itself, where it still does."""
    reached, queue = {start}, [start]
    while queue:
        for place in nodes[queue.pop()].after:
            if place not in reached:
                reached.add(place)
                queue.append(place)
    return sorted((place for place in reached if not nodes[place].after), reverse=True)


def _predecessors(one: Version, nodes: Sequence[_Node], is_version: Callable[[str, str], bool]) -> list[int]:
    """The version that it follows; where that one has no date, also the one before that has one.

    A view as of a day leaves out what has no date, and the dated one would stand there beside this one for ever.
    """
    found: list[int] = []
    for place in range(len(nodes) - 1, max(-1, len(nodes) - 1 - NEAR), -1):
        other = nodes[place].version
        if (not found or other.known) and is_version(other.id, one.id):
            found.append(place)
            if other.known or not one.known:
                break
    return found


def _date(nodes: Sequence[_Node]) -> None:
    """The days from which on each stands: never after that of a later version, never before that of an earlier one,
    nor before the day on which an earlier one was last seen, nor before either was published. So on any day one of a
    chain of versions counts, and no more; and what a page says of its change does not undo what was seen.
    """
    limit: dict[int, str] = {}
    for number in range(len(nodes) - 1, -1, -1):
        later = nodes[number]
        if later.before:
            seen = max(nodes[place].last[:10] for place in later.before)
            later.day = min(max(_day(nodes[later.before[0]], later), seen), limit.get(number, PRESENT))
            for place in later.before:
                limit[place] = min(later.day, limit.get(place, PRESENT))
    for later in nodes:
        if later.before:
            before = [nodes[place] for place in later.before]
            least = [day for one in before for day in (one.version.known, one.day, one.last[:10]) if day]
            later.day = max(later.day, later.version.known or "", *least)


def _day(earlier: _Node, later: _Node) -> str:
    """The day on which a page was changed, as far as the later version tells it: changed, else seen, else added."""
    if later.again:
        return later.again[:10]
    one = later.version
    updated = moment_of(one.details.updated)
    changed = last_day(one.details.updated) if updated and updated > earlier.version.moment else None
    return changed or (one.seen[0][:10] if one.seen else None) or one.added[:10]


def _lapses(nodes: Sequence[_Node]) -> list[Lapse]:
    mine: dict[str, list[_Node]] = defaultdict(list)
    for one in nodes:
        mine[one.version.id].append(one)
    found: list[Lapse] = []
    for key, some in mine.items():
        if not any(one.before or one.after for one in some):
            continue
        until = _EVER
        for one in some:
            since = one.day if one.before else _EVER
            if since > until:
                found.append(Lapse(key, until, since))
            followed = [nodes[place].day for place in one.after if nodes[place].version.known]
            until = max(until, min(followed, default=PRESENT))
        if until < PRESENT:
            found.append(Lapse(key, until, PRESENT))
        if all(one.after for one in some):
            found.append(Lapse(key, PRESENT, _NEVER))
    return found
