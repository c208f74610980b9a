"""What a flag is asked of, and what comes back: yes, no, or not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from weighbridge.flags.addresses import ListedAddresses
from weighbridge.matching.party import Party
from weighbridge.screening.finding import ORDER, Evidence, party_subject
from weighbridge.screening.onward import Onward
from weighbridge.screening.order import Order

YES, NO, UNKNOWN = "yes", "no", "unknown"
END = ("end-user", "consignee")
"""Roles in which goods arrive."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An order with what is known beside it. None: nobody gave it, and the caller tells that, or looks itself.

    listed: addresses of listed parties. onward: what the ledger shows of each country of the order.
    """

    order: Order
    listed: ListedAddresses | None = None
    onward: Mapping[str, tuple[Onward, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to one flag. reason: a clause for people. evidence: never empty for YES."""

    state: str
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    subject: str = ORDER
    score: float | None = field(default=None)


def parties_of(order: Order, *roles: str) -> Iterator[tuple[str, Party]]:
    """Subjects and parties of these roles; all parties where none is given."""
    for number, one in enumerate(order.parties, 1):
        if not roles or one.role in roles:
            yield party_subject(number), one.party


def at_the_end(order: Order) -> list[tuple[str, Party]]:
    """Who gets the goods: end users and consignees, or the buyer where neither is named."""
    return [*parties_of(order, *END)] or [*parties_of(order, "buyer")]
