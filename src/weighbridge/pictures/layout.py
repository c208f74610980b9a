"""The places of a two-sided network: suppliers left, recipients right, with few crossings. Deterministic."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from weighbridge.pictures.flows import Flow

OTHERS = "\x00others"
"""Code of the node that sums up what there is no room for; no party has it, since codes are inert text."""
MOST_NODES = 24
"""Nodes on one side."""
MOST_FLOWS = 70
"""Lines in all; more hide each other."""
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Nodes of both sides from the top, the lines between them, and how much was summed up."""

    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    flows: tuple[Flow, ...]
    summed: int
    """Pairs that are part of a line to or from "others", or of a line that stands for several."""
    suppliers_summed: int
    recipients_summed: int


def laid_out(flows: list[Flow]) -> Layout:
    """Places for flows that come weightiest first. What there is no room for is summed up, never dropped."""
    left, right = _kept([one.supplier for one in flows]), _kept([one.recipient for one in flows])
    merged: dict[tuple[str, str], Flow] = {}
    summed = 0
    for number, one in enumerate(flows):
        supplier = one.supplier if one.supplier in left and number < MOST_FLOWS else OTHERS
        recipient = one.recipient if one.recipient in right and number < MOST_FLOWS else OTHERS
        summed += OTHERS in (supplier, recipient)
        known = merged.get((supplier, recipient))
        merged[supplier, recipient] = (
            _sum(known, one) if known else replace(one, supplier=supplier, recipient=recipient)
        )
    lines = list(merged.values())
    suppliers = _ordered_by_weight([(one.supplier, one) for one in lines])
    recipients = _ordered_by_weight([(one.recipient, one) for one in lines])
    for _ in range(ROUNDS):
        recipients = _towards(recipients, suppliers, [(one.recipient, one.supplier) for one in lines])
        suppliers = _towards(suppliers, recipients, [(one.supplier, one.recipient) for one in lines])
    return Layout(
        tuple(suppliers),
        tuple(recipients),
        tuple(lines),
        summed,
        len({one.supplier for one in flows} - set(suppliers)),
        len({one.recipient for one in flows} - set(recipients)),
    )


def _kept(codes: list[str]) -> set[str]:
    distinct = list(dict.fromkeys(codes))
    return set(distinct if len(distinct) <= MOST_NODES else distinct[: MOST_NODES - 1])


def _sum(one: Flow, other: Flow) -> Flow:
    likelihoods = [value for value in (one.likelihood, other.likelihood) if value is not None]
    return replace(
        one,
        transfers=one.transfers + other.transfers,
        arrived=one.arrived + other.arrived,
        likelihood=max(likelihoods, default=None),
        origins=one.origins + other.origins,
        denials=one.denials + other.denials,
        statements=one.statements + other.statements,
        goods=tuple(sorted({*one.goods, *other.goods})),
    )


def _ordered_by_weight(ends: list[tuple[str, Flow]]) -> list[str]:
    weights: dict[str, int] = defaultdict(int)
    for code, flow in ends:
        weights[code] += flow.origins + flow.arrived
    return sorted(weights, key=lambda code: (code == OTHERS, -weights[code], code))


def _towards(mine: list[str], others: list[str], ends: list[tuple[str, str]]) -> list[str]:
    """One side ordered by the mean place of whom each is tied to; what sums up stays last."""
    places = {code: at / max(1, len(others) - 1) for at, code in enumerate(others)}
    means: dict[str, list[float]] = defaultdict(list)
    for code, other in ends:
        means[code].append(places[other])
    return sorted(mine, key=lambda code: (code == OTHERS, sum(means[code]) / len(means[code]), code))
