"""Who counts as blocked because of its owners: the smallest set that the rule asks for, whatever circles there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Literal

from weighbridge.ownership.rules import Rule
from weighbridge.ownership.shares import HUNDRED, Share

Shares = Mapping[str, Mapping[str, Share]]
"""For each entity its owners with their shares in it."""
Bound = Literal["low", "high"]


def upward(asked: Iterable[str], owners: Callable[[str], Iterable[str]], most: int) -> tuple[set[str], bool]:
    """All who own the asked entities, directly or through others, and these; False where more than ``most`` are."""
    found = set(asked)
    new = sorted(found)
    while new:
        further = sorted({owner for one in new for owner in owners(one)} - found)
        if len(found) + len(further) > most:
            return found, False
        found.update(further)
        new = further
    return found, True


def held(asset: str, shares: Shares, blocked: Collection[str], bound: Bound) -> Decimal:
    """What blocked owners have in an entity together, in percent; shares in itself do not count."""
    there = shares.get(asset, {})
    total = sum((getattr(there[one], bound) for one in there if one in blocked and one != asset), Decimal(0))
    return min(total, HUNDRED)


def spread(shares: Shares, listed: Collection[str], rule: Rule, bound: Bound) -> dict[str, int]:
    """Who is blocked, with the number of steps from a listed owner (0 for these).

    An entity is added when those who are blocked already hold enough of it. So a share that is held through an entity
    counts in full where that entity is itself owned enough, and not at all otherwise, as the guidance says; and
    entities that only own each other are never added.
    """
    assets: dict[str, list[str]] = {}
    for asset, there in shares.items():
        for owner in there:
            assets.setdefault(owner, []).append(asset)
    found = dict.fromkeys(listed, 0)
    new, steps = sorted(found), 0
    while new:
        steps += 1
        near = sorted({asset for one in new for asset in assets.get(one, ())} - found.keys())
        new = [asset for asset in near if rule.met(held(asset, shares, found, bound))]
        found.update(dict.fromkeys(new, steps))
    return found
