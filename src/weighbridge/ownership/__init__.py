"""Who owns whom, and whom a listed owner makes blocked. Pure; knows nothing of lists, orders or screens."""

from __future__ import annotations

from weighbridge.ownership.holding import Holding
from weighbridge.ownership.owners import Owned, owners
from weighbridge.ownership.rules import Rule, rules

__all__ = ["Holding", "Owned", "Rule", "owners", "rules"]
