"""What one rule found in an order: how grave it is, why, and where it is written. Imports nothing of ours.

Whatever looks at an order (lists, controls of goods, red flags, owners, the ledger) gives Findings; ``answer`` makes
one answer of them all.
"""

from __future__ import annotations

from dataclasses import dataclass

NOTE, REVIEW, STOP = "note", "review", "stop"
LEVELS: tuple[str, ...] = (NOTE, REVIEW, STOP)
"""A note changes no answer; review: a person has to look; stop: nothing goes until a person has decided."""
ORDER, ROUTE = "order", "route"
"""Subjects that an order has once."""


@dataclass(frozen=True, slots=True)
class Published:
    """Where a rule or a list is published.

    title: of the document. address: on the web. place: where in it ("Annex I, 9A012", "Tier 1"). publisher: who
    published it. day: ISO date, cut to the precision known.
    """

    title: str
    address: str = ""
    place: str = ""
    publisher: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a finding rests on.

    what: ``order`` (what was told), ``list`` (an entry), ``lexicon`` (a row), ``ledger`` (a transfer or statement),
    ``reason`` (one step of a comparison), ``content`` (one number for all that an entry says).
    place: the field, the entry's id, the file and its row, or the id of the transfer or statement.
    text: the words there.
    """

    what: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know of an order.

    kind: who found it and what: ``party``, ``owner``, ``goods``, ``country``, ``flag``, ``onward``, ``lists`` ...
    subject: what it is about: ``order``, ``route``, ``goods/1``, ``parties/2`` (numbered from 1).
    level: one of LEVELS. reason: a sentence for people. rule: the short name of the rule, list or table that decided.
    source: where that is published; None where a rule is our own.
    evidence: never empty where level is review or stop.
    list_version: id of the list's version, or the version of the table; an empty text where neither is meant.
    score: of a comparison, from 0 to 1; None where nothing was compared.
    also: further subjects that it counts for too, and is told once: the same party in another role, a line of goods
    that comes from the country.
    """

    kind: str
    subject: str
    level: str
    reason: str
    rule: str = ""
    source: Published | None = None
    evidence: tuple[Evidence, ...] = ()
    list_version: str = ""
    score: float | None = None
    also: tuple[str, ...] = ()


def goods_subject(number: int) -> str:
    """The subject of a line of goods, numbered from 1."""
    return f"goods/{number}"


def party_subject(number: int) -> str:
    """The subject of a party of the order, numbered from 1."""
    return f"parties/{number}"
