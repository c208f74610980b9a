"""How a promise or a request ended, where the same sentence tells it in another clause: a statement of its own.

"The howitzers that Berlin promised have not arrived", "Spain promised ten tanks, but not one has come": agreed, and not
delivered. "Asked Washington for jets and was turned down": sought, and halted (coding guidelines, 2).
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.model import STANCES
from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.asked import Asked, Pair
from weighbridge.reading.positions.cues import load_cues, negation, verbal
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.rows import rule_at
from weighbridge.reading.positions.views import word_of

_DENIES = STANCES.index("denies")
_NEAR = 5
"""Among so many words of a subject its goods stand: "not one of the 18 howitzers"."""


def not_come(one: Asked, picked: Sequence[Pair]) -> Pair | None:
    """The denial by the verb over the goods, where all that was picked stands in the clause that tells which they are.

    "None of the howitzers that Berlin promised has arrived".
    """
    tree, goods = tree_of(one.look.scene.doc), one.item.token
    inside = all(goods in one.look.climb(word_of(one.look, one.item, one.views[pair.view]))[1:] for pair in picked)
    if not inside or any(pair.stance == _DENIES for pair in picked):
        return None
    for number, view in enumerate(one.views):
        rule = rule_at(one.look, one.item, view)
        if view.number < 0 or rule.stance != "denies" or rule.stage not in REAL:
            continue
        word = word_of(one.look, one.item, view)
        if any(goods == kid or goods in tree.subtree(kid)[:_NEAR] for kid in tree.subjects(word)):
            fits = [pair for pair in one.pairs if pair.view == number and pair.stance == _DENIES]
            return max(fits, key=lambda pair: pair.probability, default=None)
    return None


def none_came(one: Asked) -> list[Position]:
    """The denial by a later clause of which "none" or "not one" is the subject: "..., but none has come"."""
    tree, goods = tree_of(one.look.scene.doc), one.item.token
    for at in range(goods + 1, len(tree)):
        if any(at == item.token for item in one.look.scene.items if item.kind in ("designation", "word")):
            break  # none of these others
        verb = tree.head[at]
        if not _is_none(tree, at) or at not in tree.subjects(verb) or goods in tree.climb(verb):
            continue
        came = tree.lemma[verb] in load_cues().groups["arriving"] | load_cues().groups["trading"]
        if came and verbal(tree, verb, load_cues()).modal is None and not tree.under(verb, "mark"):
            reason = f"delivered, denies: {tree.lower[at]!r} is the subject of {tree.text[verb]!r}"
            return [Position("delivered", "denies", "certain", (reason,), verb)]
    return []


def refused(one: Asked) -> list[Position]:
    """The refusal by a later clause: "asked Washington for jets and was turned down"."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    asked = word_of(one.look, one.item, one.views[0])
    for verb in range(asked + 1, len(tree)):
        if tree.lemma[verb] not in cues.groups["turning_down"] or not _is_turned_down(tree, verb):
            continue
        said = verbal(tree, verb, cues)
        if said.modal is None and said.mark is None and not negation(tree, verb) and tree.dep[verb] != "advcl":
            reason = f"halted: {tree.text[verb]!r} behind {tree.text[asked]!r}"
            return [Position("halted", "asserts", "certain", (reason,), verb)]
    return []


def _is_turned_down(tree: Tree, verb: int) -> bool:
    """Whether a passive verb tells of no other goods than what was asked for: "was refused", "was turned down"."""
    own = [tree.lower[kid] for kid in tree.kids[verb] if kid > verb and tree.dep[kid] in ("dobj", "attr", "xcomp")]
    parted = tree.lemma[verb] != "turn" or any(tree.lower[kid] in ("down", "away") for kid in tree.kids[verb])
    return tree.tag[verb] == "VBN" and tree.is_passive(verb) and not own and parted


def _is_none(tree: Tree, at: int) -> bool:
    """Whether a word stands for none of what went before: "none", "not one", "not a single one"."""
    if tree.lower[at] == "none":
        return not any(tree.lower[kid] == "of" for kid in tree.kids[at])
    before = tree.lower[max(0, at - 3) : at]
    return tree.lower[at] == "one" and "not" in before and not any(tree.lower[kid] == "of" for kid in tree.kids[at])
