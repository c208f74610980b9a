"""One order and a ground to one decision: a record of plain JSON values that holds all that decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

from weighbridge.controls.judging import order_findings
from weighbridge.screening.allowed import Allowed, allowed_row, lowered
from weighbridge.screening.answer import answered
from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import ORDER, REVIEW, Evidence, Finding
from weighbridge.screening.in_force import InForce
from weighbridge.screening.onward import Onward, countries_of, onward_findings, onward_row
from weighbridge.screening.order import Order, bound
from weighbridge.screening.parties import party_findings
from weighbridge.screening.plain import finding_row, order_row
from weighbridge.screening.state import State
from weighbridge.screening.thin import thin_findings

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What orders are screened against.

    state: the same in plain values, as it goes into each record. onward: transfers of a country, None without a ledger.
    """

    state: State
    lists: InForce
    figures: Figures
    allowed: tuple[Allowed, ...] = ()
    onward: Callable[[str], tuple[Onward, ...]] | None = None

    @property
    def day(self) -> str:
        """The day as of which is screened."""
        return str(self.state["day"])


def decided(order: Order, ground: Ground) -> Record:
    """The record of one decision. The same order and the same state give the same record."""
    whole = bound(order)
    known = {code: ground.onward(code) for code in countries_of(whole)} if ground.onward else {}
    found = party_findings(order, ground.lists, ground.figures, bool(ground.state["forenames"]))
    found += onward_findings(whole, known)
    found += _by_others(whole, known)
    found += thin_findings(order, ground.lists.rows, ground.onward is not None, ground.figures)
    lowered_findings, used = lowered(order, found, ground.allowed, ground.day)
    made = answered(order, lowered_findings, ground.lists.rows, ground.figures)
    return {
        "order": order_row(order),
        "answer": made.answer,
        "lines": [{**asdict(one), "reasons": list(one.reasons)} for one in made.lines],
        "findings": [finding_row(one) for one in made.findings],
        "allowed": [{"id": one.id, **allowed_row(one)} for one in used],
        "onward": {code: [onward_row(one) for one in rows] for code, rows in known.items()},
        "state": ground.state,
    }


def _by_others(order: Order, known: dict[str, tuple[Onward, ...]]) -> list[Finding]:
    """What the tables of goods and the red flags say, of the order with its destination."""
    found = list(order_findings(order))
    for name, what in (("flags", "red flags"),):
        try:
            ask: Callable[..., Sequence[Finding]] = import_module(f"weighbridge.{name}").findings
        except (ImportError, AttributeError):
            reason = f"{what} were not looked at: this installation has no {name}"
            found.append(Finding(name, ORDER, REVIEW, reason, name, None, (Evidence("order", name, reason),)))
            continue
        found += ask(order)
    return found
