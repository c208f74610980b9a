"""Goods that who got them passes on in the same sentence: "bought vehicles from Serbia and gave them to Haftar", "jets
that Jordan bought from America were sold to Libya".

The pronoun stands for the goods, and its verb names who gives and who gets: a transfer of its own, whose supplier is
who passes them on (coding guidelines, 8.8). It is not told that the first supplier sent them to the last recipient.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import Page, Triple

TOLD, NOT_TOLD = 0.6, 0.2
"""What a transfer has at least that the grammar tells so, and what the way around it has at most; set by hand."""
_THEM = frozenset(("them", "these", "those"))
_NAMED = ("designation", "word", "weak")
_CLAUSES = ("relcl", "acl")
_NOT_YET = frozenset(("sought", "negotiating", "agreed", "halted"))
"""Stages of verbs by which nobody has got anything that he could pass on: "the jets that Turkey ordered"."""


def pass_on(page: Page, triples: Sequence[Triple]) -> None:
    """Sets the probability of the transfers by which goods are passed on, and of those that leave out who does so.

    The goods get the role of their pronoun, so that the position on that transfer is seen from its own verb.
    """
    for scene, look in enumerate(page.looks):
        for first, second in _passing(look):
            goods = _named_goods(look, first)
            giver = _code(look, second, "supplier") or _code(look, first, "recipient")
            getter, sender = _code(look, second, "recipient"), _code(look, first, "supplier")
            if giver is None or getter is None or giver == getter or goods is None:
                continue
            if goods not in second.roles.get("item", ()):
                look.give_item(look.scene.hits.index(second), goods)
            for one in triples:
                if one.scene != scene or one.candidate.mention.token != goods or one.recipient != getter:
                    continue
                if one.supplier == giver:
                    one.probability = max(one.probability, TOLD)
                elif one.supplier == sender:
                    one.probability = min(one.probability, NOT_TOLD)


def _passing(look: Lookup) -> list[tuple[FrameHit, FrameHit]]:
    """Each verb by which goods come to somebody, with the verb after it by which he gives them on as "them"."""
    scene, found = look.scene, []
    verbs = [hit for hit in scene.hits if hit.frame.pos == "verb"]
    for second in verbs:
        them = [at for at in second.roles.get("item", ()) if scene.lower[at] in _THEM]
        for first in verbs:
            goods = _named_goods(look, first)
            if goods is None or not them or not first.trigger < second.trigger or goods > them[0]:
                continue
            if _code(look, first, "recipient") == _code(look, second, "supplier"):
                found.append((first, second))
    return found + [(first, second) for first in verbs for second in verbs if _told_of(look, first, second)]


def _told_of(look: Lookup, first: FrameHit, second: FrameHit) -> bool:
    """Whether goods go on whose own clause tells who got them: "jets that Jordan bought were sold to Libya"."""
    goods, scene = _named_goods(look, first), look.scene
    if goods is None or scene.head[first.trigger] != goods or scene.dep[first.trigger] not in _CLAUSES:
        return False
    if first.frame.stage in _NOT_YET or second.trigger in tree_of(scene.doc).subtree(goods):
        return False  # "equipment given to Ukraine and replaced by American jets"
    giver = _code(look, second, "supplier")
    whose = not second.roles.get("supplier") or giver == _code(look, first, "recipient")
    return whose and first.trigger < second.trigger and goods in second.roles.get("item", ())


def _named_goods(look: Lookup, hit: FrameHit) -> int | None:
    """The only goods by name that a verb has; None where the sentence names others."""
    named = {item.token for item in look.scene.items if item.kind in _NAMED}
    own = named.intersection(hit.roles.get("item", ()))
    return next(iter(own)) if len(own) == 1 and len(named) == 1 else None


def _code(look: Lookup, hit: FrameHit, role: str) -> str | None:
    """The one party that a verb names in a role."""
    codes = look.named_in(hit, role) - {None}
    return codes.pop() if len(codes) == 1 else None
