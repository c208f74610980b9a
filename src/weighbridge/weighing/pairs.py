"""To which pair of supplier and recipient a statement belongs.

A statement that leaves one of them open ("Iranian missile parts were on the dhow") is lent to the pair
that the reports of those days name for such goods, if they name one. What it lent is decided by
statements of the same party, the same goods and the same weeks only, so a new document can change
nothing but the pairs of its own parties.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weighbridge.weighing.testimony import Testimony
from weighbridge.weighing.words import words

Pair = tuple[str | None, str | None]
"""Codes of supplier and recipient; None where it is not known."""
DAYS = 30
"""How far apart by publication, in days, statements may be to tell each other's parties."""
SHARE = 0.6
"""Share of the statements of those days that has to name one party for it to be the one."""


def pair_of(one: Testimony) -> Pair:
    """Supplier and recipient as the statement itself has them."""
    told = one.statement
    supplier, recipient = (party.code if party else None for party in (told.supplier, told.recipient))
    return supplier or None, recipient or None


def can_be_lent(pair: Pair, class_: str | None, stance: str) -> bool:
    """One party is open, the goods are of a kind, and it is more than a warning."""
    general = class_ is None or class_ in words("goods", "general")
    return (pair[0] is None) != (pair[1] is None) and not general and stance != "warns"


@dataclass(frozen=True, slots=True)
class Told:
    """How often a pair is named for goods of a class in the documents of one day."""

    pair: Pair
    class_: str
    published: int
    count: int = 1


def lent_to(pair: Pair, class_: str | None, published: int, near: Iterable[Told]) -> Pair:
    """The pair that an open statement is lent to, judged by ``near``; its own where that does not tell."""
    side = 0 if pair[0] is not None else 1
    pairs: Counter[Pair] = Counter()
    for told in near:
        fits = told.class_ == class_ and told.pair[side] == pair[side] and None not in told.pair
        if fits and abs(told.published - published) <= DAYS:
            pairs[told.pair] += told.count
    if not pairs:
        return pair
    best, count = max(pairs.items(), key=lambda some: (some[1], some[0]))
    return best if count >= SHARE * sum(pairs.values()) else pair


def by_pair(members: Sequence[Testimony]) -> dict[Pair, list[Testimony]]:
    """All statements by pair, open ones lent; in the order of ``members`` within each pair."""
    known: dict[tuple[int, str | None, str], list[Told]] = defaultdict(list)
    for one in members:
        pair = pair_of(one)
        if None not in pair and one.statement.item:
            class_ = one.statement.item.class_
            for side in (0, 1):
                known[side, pair[side], class_].append(Told(pair, class_, one.published))
    pairs: dict[Pair, list[Testimony]] = defaultdict(list)
    for one in members:
        pair = pair_of(one)
        goods = one.statement.item.class_ if one.statement.item else None
        if goods and can_be_lent(pair, goods, one.statement.stance):
            side = 0 if pair[0] is not None else 1
            pair = lent_to(pair, goods, one.published, known[side, pair[side], goods])
        pairs[pair].append(one)
    return dict(sorted(pairs.items(), key=lambda pair: (pair[0][0] or "", pair[0][1] or "")))
