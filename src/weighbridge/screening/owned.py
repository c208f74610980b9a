"""Parties of an order that are not listed, but are owned or directed by those who are: the 50 percent rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from weighbridge.matching.party import Party
from weighbridge.matching.screening import matches
from weighbridge.ownership.blocked import upward
from weighbridge.ownership.holding import Holding, by_asset, in_words
from weighbridge.ownership.owners import MOST_ENTITIES, Owned, owners
from weighbridge.screening.beside_index import OWNED, Beside
from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import REVIEW, STOP, Evidence, Finding, Published, party_subject
from weighbridge.screening.in_force import InForce
from weighbridge.screening.order import Order
from weighbridge.screening.own_holdings import OwnHoldings, with_ids
from weighbridge.screening.parties import Matched, is_no_target, shown, version_of

Table = Mapping[str, Sequence[Holding]]


@lru_cache(maxsize=4)
def _table(beside: Beside) -> Table:
    """Who owns whom by the lists in force, by what is owned. Read when the first party asks for it."""
    return by_asset(beside.holdings())


def owned_findings(found: Sequence[Matched], lists: InForce, figures: Figures, day: str) -> Iterator[Finding]:
    """What the rules on owned entities say of each party that may be an entity whose owners are known.

    A party that is surely the entity (its score reaches ``stop``) has the rule's answer; one that may be it at most a
    review. Raises LexiconError for a mistake in the rules, Unusable for a damaged index.
    """
    if lists.beside is None or lists.index is None:
        return
    for one in found:
        for match in one.matches[: figures.most]:
            entity = match.party
            if not is_no_target(lists.beside.of(entity)):
                continue
            table = _table(lists.beside)
            if entity.id not in table:
                continue
            names, listed = _who(_above(entity.id, table), lists)
            for owned in owners([entity.id], table, listed, day, names=names):
                yield _finding(one, owned, match.score, lists, figures)


def own_findings(
    order: Order, table: OwnHoldings | None, lists: InForce, figures: Figures, day: str
) -> Iterator[Finding]:
    """The same by a table of one's own, which names its parties. Raises LexiconError, Unusable."""
    if table is None or lists.index is None:
        return
    for number, one in enumerate(order.parties, 1):
        asked = Matched(party_subject(number), one.role, one.party, ())
        for name, score in table.entities(one.party, figures.review):
            rows, listed = with_ids(table, name, lambda owner: _listed(owner, lists, figures))
            names, _ = _who(listed, lists)
            for owned in owners([name], rows, listed, day, names=names):
                yield replace(_finding(asked, owned, score, lists, figures), list_version=table.digest[:12])


def _listed(owner: str, lists: InForce, figures: Figures) -> str | None:
    """The id of the listed party that an owner is: the id that is told, or a name whose score reaches ``stop``."""
    if lists.beside is None or lists.index is None:
        return None
    for one in lists.versions:
        number = lists.beside.number(one.list, owner)
        if number is not None:
            return None if is_no_target(lists.beside.of(lists.index.party(number))) else owner
    for match in matches(lists.index, Party("", "LegalEntity", (owner,)), figures.stop):
        if not is_no_target(lists.beside.of(match.party)):
            return match.party.id
    return None


def _above(asset: str, table: Table) -> set[str]:
    """The entity and all who own it, directly or through others."""
    return upward([asset], lambda one: (held.owner for held in table.get(one, ())), MOST_ENTITIES)[0]


def _who(scope: set[str], lists: InForce) -> tuple[dict[str, str], set[str]]:
    """Names of the ids, and those of them that are listed themselves."""
    names: dict[str, str] = {}
    listed: set[str] = set()
    if lists.beside is None or lists.index is None:
        return names, listed
    for key in scope:
        for name in (*(one.list for one in lists.versions), OWNED):
            number = lists.beside.number(name, key)
            if number is not None:
                party = lists.index.party(number)
                names.setdefault(key, party.names[0])
                if not is_no_target(lists.beside.of(party)):
                    listed.add(key)
    return names, listed


def _finding(one: Matched, owned: Owned, score: float, lists: InForce, figures: Figures) -> Finding:
    rule = owned.rule
    sure = score >= figures.stop
    level = REVIEW if owned.answer == STOP and not sure else owned.answer
    maybe = "" if sure else f"may be that entity (score {shown(score)}): "
    evidence = tuple(
        Evidence("list", f"{held.owner} > {held.asset}", in_words(held)[:500]) for held in owned.holdings[:50]
    )
    version = next((found for held in owned.holdings if (found := _version(held.owner, lists))), "")
    return Finding(
        "owner",
        one.subject,
        level,
        f"{one.role} “{one.party.names[0]}” {maybe}{owned.text}"[:4_000],
        f"{rule.name}/{owned.asset}",
        Published(rule.title, rule.address, rule.name, rule.publisher, rule.day),
        evidence or (Evidence("list", owned.asset, owned.text[:500]),),
        version,
        round(score, 4),
    )


def _version(key: str, lists: InForce) -> str:
    names = (one.list for one in lists.versions if lists.beside and lists.beside.number(one.list, key) is not None)
    return version_of(lists, next(names, ""))
