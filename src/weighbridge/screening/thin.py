"""Where the ground of an answer is thin: no list, a stale one, no ledger, an order that tells little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from weighbridge.controls.judging import bound_for
from weighbridge.matching.names import LONGEST
from weighbridge.matching.party import Party
from weighbridge.screening.columns import plain, words
from weighbridge.screening.figures import Figures
from weighbridge.screening.finding import NOTE, ORDER, REVIEW, ROUTE, Evidence, Finding, party_subject
from weighbridge.screening.order import Order
from weighbridge.screening.scripts import comparable, hidden


def thin_findings(
    order: Order, lists: Sequence[Mapping[str, Any]], ledger: bool, figures: Figures, forenames: bool = True
) -> list[Finding]:
    """What has to be known of the ground before anything is called clear.

    lists: the rows of ``InForce``. ledger: whether one was asked. forenames: whether they were looked up.
    """
    found = [*_of_lists(lists, figures), *_of_order(order, figures)]
    if not forenames and order.parties:
        reason = "forenames were not looked up, so fewer spellings of persons' names were found"
        found.append(_thin("forenames", ORDER, figures.ground["forenames"], reason, "--quick"))
    if not ledger:
        reason = "no ledger was asked whether countries of the order pass arms on"
        found.append(_thin("ledger", ROUTE, figures.ground["ledger"], reason, "weighbridge add, or --ledger"))
    return found


def _of_lists(lists: Sequence[Mapping[str, Any]], figures: Figures) -> list[Finding]:
    if not lists:
        reason = "no list in force: nobody was compared with anything"
        return [_thin("lists", ORDER, REVIEW, reason, "weighbridge lists update")]
    found = []
    for one in lists:
        if one["stale"]:
            found.append(_thin("lists", ORDER, figures.ground["stale"], one["stale"], one["list"], one["version"]))
        if one["notes"]:
            said = "; ".join(f"{count:,} {note}" for note, count in one["notes"][:10])
            reason = f"{one['list']} was read with remarks: {said}"
            found.append(_thin("lists", ORDER, figures.ground["notes"], reason, one["list"], one["version"]))
    return found


def _of_order(order: Order, figures: Figures) -> list[Finding]:
    found = []
    if not order.parties:
        reason = "the order names no party"
        if order.reference.startswith("row "):  # what an order without a reference is called
            reason += "; if it belongs to the order above, it needs its reference (merged cells have it once)"
        found.append(_thin("told", ORDER, REVIEW, reason, "buyer, consignee, end user"))
    for number, one in enumerate(order.parties, 1):
        if longest := max((len(name) for name in one.party.names if len(name) > LONGEST), default=0):
            reason = f"a name of {one.role} has {longest:,} characters, of which {LONGEST} were compared"
            found.append(_thin("told", party_subject(number), REVIEW, reason, one.role))
        if plain(one.party.names[0]) in words().pending:
            reason = f"the {one.role} is not known yet: “{one.party.names[0]}”. Ask who it is before anything goes"
            found.append(_thin("told", party_subject(number), REVIEW, reason, one.role))
        found += _of_names(party_subject(number), one.role, one.party, figures)
    if not any(order.of_role("end-user", "consignee")):
        level = figures.ground["end-user"] if not any(order.of_role("buyer")) else NOTE
        reason = "nobody is named as end user or consignee" + ("" if level != NOTE else "; the buyer is taken for it")
        found.append(_thin("told", ORDER, level, reason, "end user"))
    if not any(one.words or one.hs or one.eccn for one in order.goods):
        found.append(_thin("told", ORDER, figures.ground["goods"], "not a word on the goods", "goods, hs, eccn"))
    destination = bound_for(order)[0]
    if destination and not order.route.countries:
        reason = f"no destination is told; {destination.upper()}, where a party is, is taken for it"
        found.append(_thin("told", ROUTE, NOTE, reason, "destination"))
    if not order.route.countries and not any(one.party.countries for one in order.parties):
        level = figures.ground["country"]
        found.append(_thin("told", ROUTE, level, "no country is told, of a party or of the route", "destination"))
    return found


def _of_names(subject: str, role: str, party: Party, figures: Figures) -> Iterator[Finding]:
    """Names that people see otherwise than they are compared, and names in scripts that lists hardly hold."""
    names = (*party.names, *party.weak_aliases)
    if any(hidden(name) for name in names):
        reason = f"a name of {role} has characters that can't be seen or that turn the writing round; type it anew"
        yield _thin("told", subject, figures.ground["hidden"], reason, role)
    if names and not any(comparable(name, party.schema) for name in names):
        reason = (
            f"{role} “{party.names[0]}” was compared by how it sounds: lists hold hardly a name in that script. "
            "Ask for its name in Latin letters, as its register or its passport has it"
        )
        yield _thin("told", subject, figures.ground["script"], reason, role)


def _thin(rule: str, subject: str, level: str, reason: str, place: str, version: str = "") -> Finding:
    kind = "lists" if rule == "lists" else rule
    return Finding(kind, subject, level, reason, rule, None, (Evidence("order", place, reason),), version)
