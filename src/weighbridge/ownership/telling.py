"""Why an entity counts as blocked, in words: its owners with their shares, up to those that are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from weighbridge.ownership.blocked import Shares
from weighbridge.ownership.holding import DIRECTORSHIP, Holding, in_words
from weighbridge.ownership.shares import JUST_MORE, Share

MOST_OWNERS = 12
"""Owners of one entity that are told by name."""
DEEPEST = 10
"""Steps of a chain that are told."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the words are made from. names: of ids; current: the holdings that count; listed: ids."""

    names: Mapping[str, str]
    current: Sequence[Holding]
    shares: Shares
    listed: frozenset[str]
    written: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[Holding]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.current:
            self.rows.setdefault(one.asset, []).append(one)
            for key, name in ((one.owner, one.owner_name), (one.asset, one.asset_name)):
                if name:
                    self.written.setdefault(key, name)

    def name(self, key: str) -> str:
        """The name of an id with the id, or the id."""
        name = self.names.get(key) or self.written.get(key)
        return f"{name} [{key}]" if name else key


def percent(share: Share) -> str:
    """A share for people: "51 %", "25 to 50 %", "more than 50 %", "share not known"."""
    if not share.known:
        return "share not known"
    low, high = _plain(share.low), _plain(share.high)
    if share.low == share.high:
        return f"{low} %"
    more = share.low % 1 == JUST_MORE
    begin = _plain(share.low - JUST_MORE) if more else low
    if share.high == 100:
        return f"more than {begin} %" if more else f"{low} % or more"
    if not share.low:
        return f"at most {high} %"
    return f"{'more than ' if more else ''}{begin} to {high} %"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def chain(asset: str, told: Told, blocked: Mapping[str, int]) -> tuple[str, tuple[str, ...], tuple[Holding, ...]]:
    """The words, the listed owners at their end, and the holdings that were told."""
    seen: set[str] = {asset}
    used: list[Holding] = []
    words = _owned(asset, told, blocked, seen, used, 0)
    listed = tuple(sorted({one.owner for one in used} & told.listed))
    return words, listed, tuple(used)


def _owned(asset: str, told: Told, blocked: Mapping[str, int], seen: set[str], used: list[Holding], depth: int) -> str:
    there = {owner: share for owner, share in told.shares.get(asset, {}).items() if owner in blocked and owner != asset}
    order = sorted(there, key=lambda one: (-there[one].low, -there[one].high, one))
    used += [row for row in told.rows[asset] if row.owner in there and row.kind != DIRECTORSHIP]
    seen.update(order[:MOST_OWNERS])
    parts = []
    for owner in order[:MOST_OWNERS]:
        said = f"{told.name(owner)} ({percent(there[owner])}{_beside(asset, owner, told)}"
        if owner in told.listed:
            parts.append(f"{said}; listed)")
            continue
        further = set(told.shares.get(owner, {})) & blocked.keys() - {owner}
        new = further - (seen - told.listed)
        if new and depth < DEEPEST:
            parts.append(f"{said}), which {_owned(owner, told, blocked, seen, used, depth + 1)}")
        else:
            parts.append(f"{said}), itself owned so")
    if len(order) > MOST_OWNERS:
        parts.append(f"{len(order) - MOST_OWNERS} more")
    if len(parts) == 1:
        return f"is owned by {parts[0]}"
    low, high = (min(sum(getattr(one, side) for one in there.values()), Decimal(100)) for side in ("low", "high"))
    return f"is owned, {percent(Share(low, high))} in the aggregate, by {'; by '.join(parts)}"


def _beside(asset: str, owner: str, told: Told) -> str:
    """Roles and sources of a holding, and that sources differ."""
    rows = [row for row in told.rows[asset] if row.owner == owner and row.kind != DIRECTORSHIP]
    roles = dict.fromkeys(row.role for row in rows if row.role)
    text = "".join(f", {role}" for role in list(roles)[:3])
    shares = dict.fromkeys(row.share for row in rows if row.share)
    return f"{text}, told as {' and as '.join(list(shares)[:3])}" if len(shares) > 1 else text


def directors(asset: str, told: Told) -> tuple[str, tuple[Holding, ...]]:
    """Listed directors of an entity: they don't make it blocked, but may not sign for it."""
    found = tuple(one for one in told.rows.get(asset, ()) if one.kind == DIRECTORSHIP and one.owner in told.listed)
    said = "; ".join(in_words(one, told.name(one.owner), told.name(asset)) for one in found[:MOST_OWNERS])
    return f"a listed party directs it, which does not make it blocked: {said}", found


def ended_words(past: Sequence[Holding], told: Told) -> str:
    """Holdings that are over: what was sold must have been sold in earnest."""
    said = "; ".join(in_words(one, told.name(one.owner), told.name(one.asset)) for one in past[:MOST_OWNERS])
    return f"a listed party held it once, and is said to hold it no more: {said}"
