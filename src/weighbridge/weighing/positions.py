"""What an origin says of a stage: for it, against it, or neither.

Only assertions and confirmations raise a stage; denials lower it; warnings, refusals to confirm,
requests and hypotheticals leave it as it is.
"""

from __future__ import annotations

from weighbridge.weighing.testimony import Testimony

LADDER: tuple[str, ...] = ("sought", "negotiating", "agreed", "shipped", "delivered", "used")
"""How far a transfer gets, from the least to the most."""
STAGES: tuple[str, ...] = (*LADDER, "halted")
_IMPLIED: dict[str, frozenset[str]] = {
    "sought": frozenset(("sought",)),
    "negotiating": frozenset(("negotiating",)),
    "agreed": frozenset(("agreed", "shipped", "delivered", "used")),
    "shipped": frozenset(("shipped", "delivered", "used")),
    "delivered": frozenset(("delivered", "used")),
    "used": frozenset(("used",)),
    "halted": frozenset(("halted",)),
}
"""Stage: the stages whose assertion implies it. What arrived was sent; who was asked need not have been answered."""
_BELOW: dict[str, frozenset[str]] = {
    stage: frozenset(other for other, implying in _IMPLIED.items() if stage in implying) for stage in _IMPLIED
}
"""Stage: the stages whose denial denies it, those that it implies and itself."""


def speaks_for(one: Testimony, stage: str) -> bool:
    """It says that the stage was reached. Goods seized on their way had been sent."""
    told = one.statement
    if told.stance not in ("asserts", "confirms"):
        return False
    return told.stage in _IMPLIED[stage] or (one.seized and stage in ("agreed", "shipped"))


def speaks_against(one: Testimony, stage: str) -> bool:
    """It denies the stage, or one that this stage implies."""
    told = one.statement
    return told.stance == "denies" and told.stage in _BELOW.get(stage, ())
