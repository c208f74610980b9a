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
_AUXILIARIES = ("aux", "auxpass")
_GOODS = ("designation", "word")


def tells_arrival(one: Asked) -> bool:
    """Whether a verb that holds the goods tells without a doubt that they have come."""
    return one.item.kind in _GOODS and any(_arrived(one, view, _is_over) for view in one.views)


def names_arrival(one: Asked) -> bool:
    """Whether a noun that holds the goods, or is them, does: "the arrival of the tanks", "exports"."""
    return any(_arrived(one, view, _is_arrival) for view in one.views)


def tells_aside(one: Asked) -> bool:
    """Whether a clause on the side tells it in the past of a sentence on other goods, or a verb that it still goes on.

    "Vietnam, which bought six submarines in 2009, is discussing jets"; "continues to send shells under a contract".
    """
    return one.item.kind in _GOODS and any(
        _arrived(one, view, partial(_is_aside, one.item.token)) for view in one.views
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


def _is_over(tree: Tree, verb: int) -> bool:
    """Whether a verb of arriving stands in a past tense; not in "when they have been delivered"."""
    if tree.lemma[verb] not in load_cues().groups["arriving"]:
        return False
    own = {tree.lower[kid] for kid in tree.kids[verb] if tree.dep[kid] in _AUXILIARIES}
    past = not own if tree.tag[verb] == "VBD" else tree.tag[verb] == "VBN" and bool(own) and own <= _PAST
    to_come = tree.dep[verb] == "advcl" and not own.isdisjoint(_PERFECT)
    return past and not to_come


def _is_aside(goods: int, tree: Tree, verb: int) -> bool:
    """Whether a verb of transfer stands in the simple past of a relative clause that its sentence is not about ...

    ... because it belongs to another word than the goods, or these are only replaced; or goes on by now.
    """
    groups = load_cues().groups
    if tree.lemma[verb] not in groups["trading"] | groups["arriving"]:
        return False
    if tree.dep[verb] == "xcomp":
        return _goes_on(tree, tree.head[verb])
    head = tree.head[verb]
    own = {tree.lower[kid] for kid in tree.kids[verb] if tree.dep[kid] in _AUXILIARIES}
    past = (
        not own if tree.tag[verb] == "VBD" else tree.tag[verb] == "VBN" and bool(own) and own <= {"had", "was", "were"}
    )
    if tree.dep[verb] != "relcl" or not past:
        return False
    if head == goods:
        return tree.dep[goods] == "dobj" and tree.lemma[tree.head[goods]] in groups["replacing"]
    return verb in tree.climb(goods)


def _goes_on(tree: Tree, verb: int) -> bool:
    """Whether somebody goes on doing so, and is not only to: "keeps", "went on", but not "will continue"."""
    finite = tree.tag[verb] in ("VBZ", "VBP", "VBD") and not tree.under(verb, "aux", "neg")
    on = tree.lemma[verb] not in ("go", "carry") or any(tree.lower[kid] == "on" for kid in tree.kids[verb])
    return finite and on and tree.lemma[verb] in load_cues().groups["continuing"]
