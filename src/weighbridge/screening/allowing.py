"""An allowance from a decision: the party exactly as it was told, the entry exactly as it was listed."""

from __future__ import annotations

import json
from datetime import date, timedelta

from weighbridge.screening.allowed import Allowed
from weighbridge.screening.decisions import Decisions
from weighbridge.screening.figures import figures
from weighbridge.screening.parties import CONTENT
from weighbridge.screening.plain import order_from
from weighbridge.screening.refused import OrderError

LONGEST = 2_000
"""Characters of a reason and of a name."""


def answerable(reason: str, name: str) -> None:
    """Whoever allows a pair or takes it back says why, and who they are. Raises OrderError."""
    for label, text in (("reason", reason), ("name", name)):
        if not text.strip() or len(text) > LONGEST:
            raise OrderError(f"--{label}", "it is empty, or too long", f"write 1 to {LONGEST:,} characters")


def allowance(
    decisions: Decisions, reference: str, listed: str, party: int | None, reason: str, name: str, until: str, day: str
) -> Allowed:
    """The allowance of a pair that a decision told. party: its number in the order, where several met the entry.

    Raises OrderError where there is no such decision or pair, where the day is over, where reason or name are empty.
    """
    answerable(reason, name)
    if until < day:
        raise OrderError("--until", f"{until} is over", "name a day that is still to come")
    last = date.fromisoformat(day) + timedelta(days=figures().allowed_days)
    if until > last.isoformat():
        what = f"{until} is more than {figures().allowed_days:,} days away, so nobody would look at it again"
        raise OrderError("--until", what, f"name a day up to {last}; lexicon/screening.toml says how many days")
    record = json.loads(decisions.read(reference))
    order = order_from(record["order"])
    found = {}
    for one in record["findings"]:
        rule = one.get("rule", "")
        if one["kind"] == "party" and listed in (rule, rule.partition("/")[2]):
            number = int(one["subject"].partition("/")[2])
            if party in (None, number):
                found[order.parties[number - 1].party, rule] = one
    if not found:
        told = dict.fromkeys(one["rule"] for one in record["findings"] if one["kind"] == "party")
        few = f"it tells {', '.join(list(told)[:10])}" if told else f"see: weighbridge screen --replay {reference}"
        raise OrderError(reference, f"it tells no match with {listed[:80]!r}", few)
    if len(found) > 1:
        raise OrderError(reference, "several parties or entries fit", "say which with --party N and LIST/ID")
    (asked, rule), finding = next(iter(found.items()))
    evidence = finding["evidence"]
    digest = next(one["text"] for one in evidence if one["what"] == CONTENT)
    named = next((one["text"].removeprefix("name: ") for one in evidence if one["text"].startswith("name: ")), rule)
    return Allowed(asked, rule, named, digest, reason.strip(), name.strip(), until, day)
