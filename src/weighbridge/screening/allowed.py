"""Pairs of a party and a listed entry that a person has looked at and found to be two: with a reason, a name, an end.

An allowance holds for the party exactly as it was told then, for the entry exactly as it was listed then, and up to its
day. It makes a finding a note, which stands in the answer; it never takes one away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weighbridge.identity import content_id
from weighbridge.matching.party import Party
from weighbridge.screening.finding import NOTE, Evidence, Finding
from weighbridge.screening.order import Order
from weighbridge.screening.parties import CONTENT
from weighbridge.screening.plain import party_from, party_row
from weighbridge.screening.roles import same_party

DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Allowed:
    """A pair that is no match, as a person said.

    party: as it was told. listed: list and id of the entry (``us-sdn/us-sdn-36``). digest: of what it says.
    reason, name: why, and who says so. until: the last day (ISO). given: the day on which it was said.
    """

    party: Party
    listed: str
    listed_name: str
    digest: str
    reason: str
    name: str
    until: str
    given: str

    @property
    def id(self) -> str:
        """From its content."""
        return content_id(allowed_row(self))[:12]


def allowed_row(one: Allowed) -> dict[str, Any]:
    """Plain JSON values."""
    row = {"party": party_row(one.party), "listed": one.listed, "listed_name": one.listed_name, "digest": one.digest}
    return row | {"reason": one.reason, "name": one.name, "until": one.until, "given": one.given}


def allowed_from(row: Mapping[str, Any]) -> Allowed:
    """What ``allowed_row`` was given. Raises KeyError, TypeError, ValueError for another row."""
    return Allowed(party_from(row["party"]), **{key: value for key, value in row.items() if key != "party"})


def lowered(
    order: Order, findings: Iterable[Finding], allowed: Sequence[Allowed], day: str
) -> tuple[list[Finding], list[Allowed]]:
    """The findings, those that are allowed as notes, and the allowances that were looked at for it.

    What has ended, or was said of another content of the entry, is told and lowers nothing.
    """
    found: list[Finding] = []
    used: dict[str, Allowed] = {}
    for one in findings:
        kind, _, number = one.subject.partition("/")
        if one.kind == "party" and kind == "parties":
            asked = order.parties[int(number) - 1].party
            for pair in allowed:
                if pair.listed == one.rule and same_party(pair.party, asked):
                    used[pair.id] = pair
                    one = _with(one, pair, day)
        found.append(one)
    return found, list(used.values())


def _with(finding: Finding, pair: Allowed, day: str) -> Finding:
    digest = next((one.text for one in finding.evidence if one.what == CONTENT), "")
    by = f"{pair.name} ({pair.given}): {pair.reason}"
    if day > pair.until:
        said, level = f"the allowance by {by} ended on {pair.until}", finding.level
    elif digest != pair.digest:
        said, level = f"the allowance by {by} no longer holds: the entry has changed since", finding.level
    else:
        said, level = f"allowed until {pair.until} by {by}; it would be {finding.level}", NOTE
    evidence = (*finding.evidence, Evidence("allowed", pair.id, said))
    return replace(finding, level=level, reason=f"{finding.reason}; {said}", evidence=evidence)
