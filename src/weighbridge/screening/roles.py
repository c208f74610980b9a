"""A party that stands in several roles of an order ("buyer" and "end user"): what is found of it is told once.

A record that was kept before this was so has a finding for each role; it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from weighbridge.matching.party import Party
from weighbridge.screening.finding import NOTE, Finding, party_subject
from weighbridge.screening.order import Order
from weighbridge.screening.plain import party_row

_HERE = "\x00"
"""Stands for a role in reasons that are compared; no cell of an order can hold it in a role's place."""


def same_party(one: Party, other: Party) -> bool:
    """Whether two tell the same of a party, in any case and order of values."""
    return _told(one) == _told(other)


def twins(order: Order) -> dict[str, str]:
    """Subjects of parties, each to the first subject that tells the same party: ``parties/3`` to ``parties/1``.

    The same names, and nothing told of one that is told otherwise of the other: often only the buyer has an address.
    """
    told = [_told(one.party) for one in order.parties]
    found: dict[str, str] = {}
    for at, one in enumerate(told):
        first = next(number for number in range(at + 1) if _fits(one, told[number]))
        found[party_subject(at + 1)] = party_subject(first + 1)
    return found


def _fits(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether each thing that both tell is the same, and all names are."""
    return one["names"] == other["names"] and all(one[key] == other[key] for key in one.keys() & other.keys())


def roles_of(order: Order, *subjects: str) -> str:
    """Roles of parties in words: "buyer and end-user"."""
    named = list(dict.fromkeys(order.parties[int(one.partition("/")[2]) - 1].role for one in subjects))
    return " and ".join((", ".join(named[:-1]), named[-1])) if len(named) > 1 else named[0]


def merged(order: Order, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those on one party in several roles as one: on its first subject, with the others in ``also``.

    Two are one where they differ in nothing but the role that their reason names. Allowances are looked at before, so
    that one for a party told with an address lowers nothing of one told without.
    """
    first = twins(order)
    groups: dict[Any, list[Finding]] = {}
    for one in dict.fromkeys(findings):
        key: Any = one
        if one.subject in first:
            key = (one.kind, first[one.subject], one.rule, one.level, one.score, _flat(_masked(order, one)))
        groups.setdefault(key, []).append(one)
    return [_joined(order, some) for some in groups.values()]


def _joined(order: Order, some: list[Finding]) -> Finding:
    subjects = list(dict.fromkeys(one.subject for one in some))
    if len(subjects) < 2:
        return some[0]
    one, named = some[0], roles_of(order, *subjects)
    masked = _masked(order, one)
    if _HERE in masked:
        reason = masked.replace(_HERE, named)
    else:
        reason = one.reason + (f" ({named})" if one.level != NOTE and " and " in named else "")
    return replace(one, reason=reason, also=tuple(subjects[1:]))


def _masked(order: Order, finding: Finding) -> str:
    """The reason with a sign where it first names the role of its party; flags name none but in their titles."""
    if finding.kind == "flag":
        return finding.reason
    role = roles_of(order, finding.subject)
    return re.sub(rf"(?<![\w“-]){re.escape(role)}(?![\w”-])", _HERE, finding.reason, count=1)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _told(party: Party) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return sorted((plain(one) for one in value), key=str)
        return _flat(value) if isinstance(value, str) else value

    return {key: plain(value) for key, value in party_row(party).items() if key != "id"}
