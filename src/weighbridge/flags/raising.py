"""Red flags of an order: each raised, not raised, or "not known: ask"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from weighbridge.flags import facts, routes
from weighbridge.flags.addresses import ListedAddresses
from weighbridge.flags.asked import UNKNOWN, YES, Asked, Told
from weighbridge.flags.rules import FACTS, FILE, Flag, rules
from weighbridge.lexicon.checked import version_of
from weighbridge.screening.finding import NOTE, Evidence, Finding
from weighbridge.screening.onward import Onward
from weighbridge.screening.order import Order

Look = Callable[[Asked, Flag], Iterator[Told]]
LOOKS: Mapping[str, Look] = MappingProxyType(
    {name: getattr(facts, name, None) or getattr(routes, name) for name in FACTS}
)
"""Fact to the function that looks at it."""


def findings(
    order: Order,
    listed: ListedAddresses | None = None,
    onward: Mapping[str, tuple[Onward, ...]] | None = None,
) -> list[Finding]:
    """All flags of an order.

    listed: addresses of listed parties; without them shared addresses are not looked at, which the caller has to tell.
    onward: what the ledger shows of each country; likewise.

    A flag that is raised has its level and its evidence. A fact that nobody told gives a note with the question to ask,
    where the flag has one.
    """
    asked = Asked(order, listed, onward)
    found = [one for flag in rules().flags for told in LOOKS[flag.fact](asked, flag) for one in _findings(flag, told)]
    return list(dict.fromkeys(found))


def _findings(flag: Flag, told: Told) -> Iterator[Finding]:
    version = version_of(FILE)
    if told.state == YES:
        reason = f"{flag.title}: {told.reason}. {flag.why[:1].upper()}{flag.why[1:]}"
        evidence = (*told.evidence, Evidence("lexicon", f"{FILE.name} {flag.id}", flag.title))
        yield Finding("flag", told.subject, flag.level, reason, flag.id, flag.source, evidence, version, told.score)
    elif told.state == UNKNOWN and flag.ask:
        reason = f"not known: {told.reason}. Ask: {flag.ask}"
        yield Finding("flag", told.subject, NOTE, reason, flag.id, flag.source, (), version)
