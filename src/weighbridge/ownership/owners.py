"""Which of the asked entities are blocked, or may be, because of who owns them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from weighbridge.ownership.blocked import held, spread, upward
from weighbridge.ownership.holding import DIRECTORSHIP, Holding, by_asset
from weighbridge.ownership.rules import Rule, rules, speaks_of_control
from weighbridge.ownership.shares import HUNDRED, Share, joined, share_of
from weighbridge.ownership.telling import Told, chain, directors, ended_words

MOST_ENTITIES = 20_000
"""Owners above the asked entities that are followed; beyond, the answer is a review that says so."""
STOP, REVIEW, NOTE = "stop", "review", "note"
_GRAVITY = {STOP: 0, REVIEW: 1, NOTE: 2}


@dataclass(frozen=True, slots=True)
class Owned:
    """What one rule says of one asked entity.

    answer: ``stop`` where it counts as blocked; ``review`` where it may, where a share is not known, where a listed
    party has a good part of it or may control it; ``note`` for what changes nothing.
    low, high: what blocked owners hold together, in percent, at least and at most.
    text: why, in words, with shares, from owner to owner up to those that are listed.
    listed: ids of these. holdings: what the answer rests on.
    """

    asset: str
    rule: Rule
    answer: str
    low: Decimal
    high: Decimal
    text: str
    listed: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()


def owners(
    asked_ids: Collection[str],
    holdings: Iterable[Holding] | Mapping[str, Sequence[Holding]],
    listed_ids: Collection[str],
    day: str = "",
    by: Sequence[Rule] | None = None,
    names: Mapping[str, str] | None = None,
) -> list[Owned]:
    """Findings for those asked entities that are not listed themselves, gravest first, then by entity and rule.

    holdings: in any order, or by asset as ``by_asset`` gives them, which is quicker for many questions.
    listed_ids: who is blocked in their own right; for one authority's rule give that authority's list.
    day: ISO date of the question; holdings that ended before are told and don't count. Empty: none has ended.
    by: rules; all of the lexicon where none are given. names: of ids, for the words.

    Raises LexiconError for a mistake in the lexicon.
    """
    table = holdings if isinstance(holdings, Mapping) else by_asset(holdings)
    listed = frozenset(listed_ids)
    asked = sorted(set(asked_ids) - listed)
    scope, whole = upward(asked, lambda asset: (one.owner for one in table.get(asset, ())), MOST_ENTITIES)
    rows = [one for asset in sorted(scope) for one in table.get(asset, ())]
    current = [one for one in rows if not _ended(one, day) and not _to_come(one, day)]
    shares = _shares(one for one in current if one.kind != DIRECTORSHIP)
    told = Told(dict(names or {}), current, shares, listed)
    found: list[Owned] = []
    for rule in by if by is not None else rules():
        found += _by_rule(asked, rule, told, scope)
        found += _beside(asked, rule, told, [one for one in rows if _ended(one, day)])
    if not whole:
        found += [_endless(asset, rule) for asset in asked for rule in (by if by is not None else rules())]
    return sorted(found, key=lambda one: (_GRAVITY[one.answer], one.asset, one.rule.name, one.text))


def _ended(one: Holding, day: str) -> bool:
    """It ended for certain: on the same day, month or year that is all that is told, it may still have lasted."""
    return bool(one.end and day) and one.end < day[: len(one.end)]


def _to_come(one: Holding, day: str) -> bool:
    return bool(one.start and day) and one.start > day[: len(one.start)]


def _shares(holdings: Iterable[Holding]) -> dict[str, dict[str, Share]]:
    """One share for each pair: several statements of it are sources that agree or differ, not shares to add up."""
    said: dict[str, dict[str, list[Share]]] = {}
    for one in holdings:
        if one.owner != one.asset:
            said.setdefault(one.asset, {}).setdefault(one.owner, []).append(_share(one))
    return {asset: {owner: joined(rows) for owner, rows in there.items()} for asset, there in said.items()}


def _share(one: Holding) -> Share:
    """Who controls may hold all, whatever the share that is written."""
    share = share_of(one.share)
    return replace(share, high=HUNDRED) if speaks_of_control(one.role) else share


def _by_rule(asked: Sequence[str], rule: Rule, told: Told, scope: set[str]) -> Iterable[Owned]:
    there = sorted(told.listed & scope)
    groups = [there] if rule.together else [[one] for one in there]
    best: dict[str, Owned] = {}
    for group in groups:
        certain = spread(told.shares, group, rule, "low")
        possible = spread(told.shares, group, rule, "high")
        for asset in asked:
            found = _answer(asset, rule, told, certain, possible)
            if found and (asset not in best or _rank(found) < _rank(best[asset])):
                best[asset] = found
    return best.values()


def _rank(one: Owned) -> tuple[int, Decimal, Decimal, str]:
    return _GRAVITY[one.answer], -one.low, -one.high, one.text


def _answer(
    asset: str, rule: Rule, told: Told, certain: Mapping[str, int], possible: Mapping[str, int]
) -> Owned | None:
    low, high = held(asset, told.shares, certain, "low"), held(asset, told.shares, possible, "high")
    if not high:
        return None
    answer, known = REVIEW, certain
    if asset in certain:
        answer, begin = STOP, "counts as blocked"
    elif asset in possible:
        known, begin = possible, "may count as blocked: not all shares are known for certain"
    elif low >= rule.caution:
        begin = f"is not blocked by its owners, who hold less than {rule.threshold} %, but a good part"
    else:
        answer, begin = NOTE, "is not blocked by its owners, who hold a small part"
    words, listed, rests = chain(asset, told, known)
    return Owned(asset, rule, answer, low, high, f"{told.name(asset)} {begin}: {words}", listed, rests)


def _beside(asked: Sequence[str], rule: Rule, told: Told, ended: Sequence[Holding]) -> Iterable[Owned]:
    """Listed directors, and what listed owners held once."""
    none = Decimal(0)
    for asset in asked:
        words, rests = directors(asset, told)
        if rests:
            ids = tuple(sorted({one.owner for one in rests}))
            yield Owned(asset, rule, rule.director, none, none, words, ids, rests)
        past = tuple(one for one in ended if one.asset == asset and one.owner in told.listed)
        if past:
            ids = tuple(sorted({one.owner for one in past}))
            yield Owned(asset, rule, NOTE, none, none, ended_words(past, told), ids, past)


def _endless(asset: str, rule: Rule) -> Owned:
    text = f"{asset} has more than {MOST_ENTITIES:,} owners above it, which were not followed to the end"
    return Owned(asset, rule, REVIEW, Decimal(0), HUNDRED, text)
