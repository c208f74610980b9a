"""One order and a ground to one decision: a record of plain JSON values that holds all that decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from weighbridge import controls, flags
from weighbridge.screening.addresses import addresses_near
from weighbridge.screening.allowed import Allowed, allowed_row, lowered
from weighbridge.screening.answer import answered
from weighbridge.screening.figures import Figures
from weighbridge.screening.in_force import InForce
from weighbridge.screening.onward import Onward, countries_of, onward_findings, onward_row
from weighbridge.screening.order import Order
from weighbridge.screening.own_holdings import OwnHoldings
from weighbridge.screening.owned import own_findings, owned_findings
from weighbridge.screening.parties import matched, party_findings
from weighbridge.screening.plain import finding_row, order_row
from weighbridge.screening.roles import merged
from weighbridge.screening.state import State
from weighbridge.screening.thin import thin_findings

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What orders are screened against.

    state: the same in plain values, as it goes into each record. onward: transfers of a country, None without a ledger.
    holdings: a table of one's own that says who owns whom.
    """

    state: State
    lists: InForce
    figures: Figures
    allowed: tuple[Allowed, ...] = ()
    onward: Callable[[str], tuple[Onward, ...]] | None = None
    holdings: OwnHoldings | None = None

    @property
    def day(self) -> str:
        """The day as of which is screened."""
        return str(self.state["day"])


def decided(order: Order, ground: Ground) -> Record:
    """The record of one decision. The same order and the same state give the same record."""
    known = {code: ground.onward(code) for code in countries_of(order)} if ground.onward else {}
    parties = matched(order, ground.lists, ground.figures, bool(ground.state["forenames"]))
    found = [*party_findings(parties, ground.lists, ground.figures)]
    found += owned_findings(parties, ground.lists, ground.figures, ground.day)
    found += own_findings(order, ground.holdings, ground.lists, ground.figures, ground.day)
    found += onward_findings(order, known)
    found += controls.findings(order)
    found += flags.findings(order, addresses_near(order, ground.lists), known if ground.onward else None)
    forenames = bool(ground.state["forenames"])
    found += thin_findings(order, ground.lists.rows, ground.onward is not None, ground.figures, forenames)
    seen, used = lowered(order, found, ground.allowed, ground.day)
    made = answered(order, merged(order, seen), ground.lists.rows, ground.figures)
    return {
        "order": order_row(order),
        "answer": made.answer,
        "lines": [{**asdict(one), "reasons": list(one.reasons)} for one in made.lines],
        "findings": [finding_row(one) for one in made.findings],
        "allowed": [{"id": one.id, **allowed_row(one)} for one in used],
        "onward": {code: [onward_row(one) for one in rows] for code, rows in known.items()},
        "state": ground.state,
    }
