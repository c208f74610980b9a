"""Which word of transfer speaks for a statement: the one that best holds its goods and its parties."""

from __future__ import annotations

from dataclasses import dataclass

from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.cues import classes_of, load_cues
from weighbridge.reading.ranking.lookup import Lookup, role_distance
from weighbridge.reading.scene import ItemMention, PartyMention

_MOST = 4
"""So many words of transfer are looked at for one statement."""


@dataclass(frozen=True, slots=True)
class View:
    """A word of transfer seen as the one that speaks for a statement; ``number`` -1: the goods themselves."""

    number: int
    fit: float


def speaking(
    look: Lookup,
    item: ItemMention,
    supplier: PartyMention | None,
    recipient: PartyMention | None,
) -> list[View]:
    """The sentence's words of transfer, the one that best holds goods, supplier and recipient first.

    Where none stands, the goods speak for themselves. Worked out once for all who ask of the same words.
    """
    sides = tuple(party.token if party is not None else None for party in (supplier, recipient))
    key = "speaking", item.first, item.token, sides
    known: list[View] | None = look.cache.get(key)
    if known is None:
        known = look.cache[key] = _speaking(look, item, supplier, recipient)
    return list(known)


_OF_GOODS = {"item": 3.0, "trigger": 1.6}
_SUPPLIERS = {"supplier": 1.5, "recipient": -0.8, "counterparty": 0.8}
_RECIPIENTS = {"recipient": 1.5, "supplier": -0.8, "counterparty": 0.8}
"""What it is worth that a word of transfer gives goods and parties a role."""


def _speaking(
    look: Lookup,
    item: ItemMention,
    supplier: PartyMention | None,
    recipient: PartyMention | None,
) -> list[View]:
    scene, token = look.scene, item.token
    sides = [(one.token, worth) for one, worth in ((supplier, _SUPPLIERS), (recipient, _RECIPIENTS)) if one is not None]
    found = []
    for number, hit in enumerate(scene.hits):
        fit = -0.02 * min(30, abs(hit.trigger - token)) - (0.4 if hit.frame.weak else 0.0)
        if hit.trigger == token or item.first <= hit.trigger <= token:
            fit += 2.6
        else:
            role, steps = role_distance(look, token, number)
            fit += _OF_GOODS.get(role, 0.0) - 0.3 * min(steps, 3)
        for party, worth in sides:
            role, steps = role_distance(look, party, number, 3)
            fit += worth.get(role, 0.0) * (1.0 - 0.15 * min(steps, 4))
        for role, named in (("supplier", supplier), ("recipient", recipient)):
            if named is not None and _is_of_another(look, number, role, named):
                fit -= _OTHER
        found.append(View(number, fit))
    found = _outermost(look, item, [view for view in found if not _beside_the_goods(look, item, view)])
    found.sort(key=lambda view: (-view.fit, view.number))
    return found[:_MOST] or [View(-1, 0.0)]


_OTHER = 3.0
"""What a word is worth less by which another gives or gets goods, where a word beside it has the party do so."""


def _is_of_another(look: Lookup, number: int, role: str, party: PartyMention) -> bool:
    """Whether another gets what a word of transfer tells of: "delivered 12 jets to Hungary and has offered Peru 24"."""
    scene = look.scene
    in_role = [look.named_in(hit, role) for hit in scene.hits]
    if not in_role[number] or not in_role[number].isdisjoint((party.code, None)):
        return False
    own, tree = scene.hits[number].trigger, tree_of(scene.doc)
    beside = {scene.hits[at].trigger for at, some in enumerate(in_role) if party.code in some}
    return not beside.isdisjoint((*tree.under(own, "conj"), scene.head[own] if scene.dep[own] == "conj" else -1))


_ANSWERING = frozenset(("denying", "declining", "confirming"))


def _beside_the_goods(look: Lookup, item: ItemMention, view: View) -> bool:
    """Whether a word of transfer is told of in a clause beside that of the goods, which it doesn't hold.

    "Denied that it had received weapons, but conceded that American parts had arrived": nobody received the parts.
    """
    scene, trigger = look.scene, look.scene.hits[view.number].trigger
    if item.first <= trigger <= item.token or role_distance(look, item.token, view.number)[0]:
        return False
    above, over = look.climb(trigger), look.climb(item.token)
    joint = next((at for at in over if at in above), None)
    if joint is None or joint in (trigger, item.token):
        return False
    own, other = over[over.index(joint) - 1], above[above.index(joint) - 1]
    beside = [one for one in (own, other) if scene.dep[one] == "conj" and scene.tag[one].startswith("V")]
    if not beside:
        return False
    tree = tree_of(scene.doc)
    return any(not _ANSWERING.isdisjoint(classes_of(tree, one, load_cues())) for one in (joint, *beside))


_INSIDE = 0.8
"""What a word in a clause that only tells which goods are meant is worth less."""


def _outermost(look: Lookup, item: ItemMention, views: list[View]) -> list[View]:
    """ "Received four of the jets that it ordered": how far it got is told by what stands over the goods."""
    hits, over = look.scene.hits, look.climb(item.token)
    above = any(
        hits[view.number].trigger in over[1:]
        and not hits[view.number].frame.weak
        and role_distance(look, item.token, view.number)[0] == "item"
        for view in views
    )
    if not above:
        return views
    inside = [item.token in look.climb(hits[view.number].trigger)[1:] for view in views]
    return [View(view.number, view.fit - _INSIDE * below) for view, below in zip(views, inside, strict=True)]


def word_of(look: Lookup, item: ItemMention, view: View) -> int:
    """The token of the word of transfer seen, or of the goods."""
    return look.scene.hits[view.number].trigger if view.number >= 0 else item.token
