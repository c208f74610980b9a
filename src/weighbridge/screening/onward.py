"""The question put to the ledger: which countries of an order pass arms on, how likely that is, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from weighbridge.controls.destinations import destinations
from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import NOTE, REVIEW, ROUTE, Evidence, Finding, party_subject
from weighbridge.screening.order import Order

ROLES = ("buyer", "consignee", "end-user", "intermediary", "forwarder")
"""Whose countries are asked after, beside those of the route."""


@dataclass(frozen=True, slots=True)
class Onward:
    """A transfer of the ledger from a country of the order to somebody else.

    supplier, recipient: codes in small letters, or a group's name. stage: how far it got. likelihood: of that stage,
    from 0 to 1, and ``word`` for it (ICD 203). first, last: ISO dates of its span. origins: independent ones.
    evidence: statements that it rests on, the weightiest first; ``place`` is the statement's id with outlet and day.
    """

    id: str
    supplier: str
    recipient: str
    goods: str
    stage: str
    likelihood: float
    word: str
    first: str
    last: str
    origins: int
    evidence: tuple[Evidence, ...] = ()


def countries_of(order: Order) -> dict[str, list[str]]:
    """Countries that the goods come to, each with the subjects of the order that name it. Not where they start."""
    found: dict[str, list[str]] = {}
    for code in order.route.countries[1:] if len(order.route.countries) > 1 else order.route.countries:
        found.setdefault(code, []).append(ROUTE)
    for number, one in enumerate(order.parties, 1):
        if one.role in ROLES:
            for code in one.party.countries:
                found.setdefault(code, []).append(party_subject(number))
    return found


def onward_of(record: Mapping[str, Any], figures: Figures) -> Onward | None:
    """A transfer's record where it counts by the figures, without its evidence."""
    likelihood = record["likelihood"] or 0.0
    inside = not record["recipient"] or record["recipient"] == record["supplier"]
    if record["stage"] not in figures.onward_stages or likelihood < figures.onward_likely or inside:
        return None
    return Onward(
        record["id"],
        str(record["supplier"]).lower(),
        str(record["recipient"]).lower(),
        record["goods"],
        record["stage"],
        round(float(likelihood), 4),
        record["word"] or "",
        record["first"] or "",
        record["last"] or "",
        int(record["independent"]),
    )


def onward_row(one: Onward) -> dict[str, Any]:
    """Plain JSON values."""
    return asdict(one) | {"evidence": [asdict(part) for part in one.evidence]}


def onward_from(row: Mapping[str, Any]) -> Onward:
    """What ``onward_row`` was given. Raises KeyError or TypeError for another row."""
    return Onward(**{**row, "evidence": tuple(Evidence(**one) for one in row["evidence"])})


def onward_findings(order: Order, known: Mapping[str, tuple[Onward, ...]]) -> list[Finding]:
    """A finding for each country of the order that the ledger shows as a supplier. known: by country.

    It is a review where a recipient is under sanctions or is no state, and else a note: nearly every state that makes
    arms supplies others.
    """
    found = []
    for code, subjects in countries_of(order).items():
        transfers = known.get(code, ())
        if not transfers:
            continue
        best = transfers[0]
        who = ", ".join(dict.fromkeys(_recipient(one.recipient) for one in transfers))
        grave = any(_is_grave(one.recipient) for one in transfers)
        reason = (
            f"{code.upper()} is shown by the ledger as a supplier of arms to {who}: {len(transfers)} "
            f"{'transfer' if len(transfers) == 1 else 'transfers'}, the likeliest {best.word} ({best.likelihood:.2f})"
        )
        evidence = tuple(_all(transfers))
        found += [
            Finding("onward", subject, REVIEW if grave else NOTE, reason, "onward", None, evidence)
            for subject in subjects[:1]
        ]
    return found


def _is_grave(recipient: str) -> bool:
    return len(recipient) != 2 or recipient in destinations().sanctioned


def _recipient(code: str) -> str:
    return code.upper() + (" (under sanctions)" if code in destinations().sanctioned else "")


def _all(transfers: tuple[Onward, ...]) -> Iterator[Evidence]:
    for one in transfers:
        span = " to ".join(dict.fromkeys(day for day in (one.first, one.last) if day))
        text = f"{one.supplier.upper()} to {one.recipient.upper()}, {one.goods}, {one.stage}"
        text += f", {one.word} ({one.likelihood:.2f}), independent origins: {one.origins}"
        yield Evidence("ledger", one.id, f"{text}, {span}" if span else text)
        yield from one.evidence
