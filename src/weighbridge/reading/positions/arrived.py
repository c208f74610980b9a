"""Whether a sentence tells outright that the goods have come: "the jets were flown to Serbia", "has sent 300 drones".

Buying, selling and giving leave open whether anything has moved; to hand over, to unload, to arrive do not, in the past
tense and of the goods themselves. Where such a verb is beside words of a contract, the sentence tells both, and what
has come is not to be lost behind what was agreed (coding guidelines, 4 and 8.5).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.asked import AFFIRMED, Asked
from weighbridge.reading.positions.cues import load_cues
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.rows import rule_at
from weighbridge.reading.positions.views import View

_PERFECT = frozenset(("has", "have", "'ve", "'s"))
_PAST = frozenset(("had", "was", "were", "been", "having", *_PERFECT))
_LONG_PAST = frozenset(("had", "was", "were"))
_AUXILIARIES = ("aux", "auxpass")
_GOODS = ("designation", "word")


def tells_arrival(one: Asked) -> bool:
    """Whether a verb that holds the goods tells without a doubt that they have come."""
    return one.item.kind in _GOODS and any(_arrived(one, view, _is_over) for view in one.views)


def names_arrival(one: Asked) -> bool:
    """Whether a noun that holds the goods, or is them, does: "the arrival of the tanks", "exports"."""
    return any(_arrived(one, view, _is_arrival) for view in one.views)


def tells_in_passing(one: Asked) -> bool:
    """Whether a clause on the side tells it in the past, where the sentence is about other goods, or it still goes on.

    "Vietnam, which bought six submarines in 2009, is discussing jets"; "goes on selling shells".
    """
    aside = partial(_is_aside, one.item.token)
    return one.item.kind in _GOODS and any(
        _arrived(one, view, aside) or _arrived(one, view, _still_goes_on) for view in one.views
    )


def _arrived(one: Asked, view: View, says: Callable[[Tree, int], bool]) -> bool:
    scene = one.look.scene
    if view.number < 0:
        return False
    hit = scene.hits[view.number]
    held = one.item.token == hit.trigger or one.item.token in hit.roles.get("item", ())
    if not held or not says(tree_of(scene.doc), hit.trigger):
        return False
    rule = rule_at(one.look, one.item, view)
    return rule.stage in REAL and rule.stance in AFFIRMED and rule.certainty == "certain"


def _is_arrival(tree: Tree, noun: int) -> bool:
    """Whether a word is such a noun, and not part of another ("an export licence", "a delivery date")."""
    return tree.lemma[noun] in load_cues().groups["arrivals"] and tree.dep[noun] not in ("compound", "nmod", "amod")


def is_in_the_past(tree: Tree, verb: int) -> bool:
    """Whether a verb is in a past tense or a perfect one."""
    return _in_the_past(tree, verb, _PAST)


def _in_the_past(tree: Tree, verb: int, auxiliaries: frozenset[str]) -> bool:
    """Whether a verb is in a past tense by its form, with no other auxiliaries than these."""
    own = _auxiliaries(tree, verb)
    if tree.tag[verb] == "VBG":
        return "been" in own and own <= auxiliaries  # "have been arriving"
    return not own if tree.tag[verb] == "VBD" else tree.tag[verb] == "VBN" and bool(own) and own <= auxiliaries


def _auxiliaries(tree: Tree, verb: int) -> frozenset[str]:
    return frozenset(tree.lower[kid] for kid in tree.kids[verb] if tree.dep[kid] in _AUXILIARIES)


def _is_over(tree: Tree, verb: int) -> bool:
    """Whether a verb of arriving stands in a past tense; not in "when they have been delivered"."""
    if tree.lemma[verb] not in load_cues().groups["arriving"]:
        return False
    to_come = tree.dep[verb] == "advcl" and not _auxiliaries(tree, verb).isdisjoint(_PERFECT)
    return _in_the_past(tree, verb, _PAST) and not to_come


def _moves_goods(tree: Tree, verb: int) -> bool:
    groups = load_cues().groups
    return tree.lemma[verb] in groups["trading"] | groups["arriving"]


def _is_aside(goods: int, tree: Tree, verb: int) -> bool:
    """Whether a verb of transfer stands in the past of a relative clause that its sentence is not about.

    That is: one that belongs to another word than the goods ("Vietnam, which bought"), or to goods that are only
    replaced. "Has bought" may be an order.
    """
    if not _moves_goods(tree, verb) or tree.dep[verb] != "relcl" or not _in_the_past(tree, verb, _LONG_PAST):
        return False
    if tree.head[verb] == goods:
        return tree.dep[goods] == "dobj" and tree.lemma[tree.head[goods]] in load_cues().groups["replacing"]
    return verb in tree.climb(goods)


def _still_goes_on(tree: Tree, verb: int) -> bool:
    """Whether somebody goes on with a transfer and is not only to: "keeps selling", not "will continue to sell"."""
    over = tree.head[verb]
    if not _moves_goods(tree, verb) or tree.dep[verb] != "xcomp":
        return False
    finite = tree.tag[over] in ("VBZ", "VBP", "VBD") and not tree.under(over, "aux", "neg")
    on = tree.lemma[over] not in ("go", "carry") or any(tree.lower[kid] == "on" for kid in tree.kids[over])
    return finite and on and tree.lemma[over] in load_cues().groups["continuing"]
