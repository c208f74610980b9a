"""How a promise or a request ended, where the same sentence tells it in another clause: a statement of its own.

"The howitzers that Berlin promised have not arrived", "Spain promised ten tanks, but not one has come": agreed, and not
delivered. "Asked Washington for jets and was turned down": sought, and halted. "Stopped its deliveries in 1974 and took
them up again in the autumn": halted, and delivered (coding guidelines, 2).
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.model import STANCES
from weighbridge.reading.frames.frames import load_frames
from weighbridge.reading.parsing.tree import VERBS, Tree, tree_of
from weighbridge.reading.positions.arrived import is_in_the_past
from weighbridge.reading.positions.asked import Asked, Pair
from weighbridge.reading.positions.cues import load_cues, negation, verbal
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.rows import rule_at
from weighbridge.reading.positions.views import word_of

_DENIES = STANCES.index("denies")
_SOON = 5
"""So many words after "took" or "began" stands "again"."""
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
    """The denial by another clause: "but none has come", "none of which has arrived", "promised and never sent"."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    goods, promise = one.item.token, word_of(one.look, one.item, one.views[0])
    for verb in range(1, len(tree)):
        if tree.lemma[verb] not in cues.groups["arriving"] | cues.groups["trading"]:
            continue
        of_goods = tree.dep[verb] == "relcl" and tree.head[verb] == goods
        goes_on = tree.dep[verb] == "conj" and tree.head[verb] == promise and not tree.subjects(verb)
        within = tree.dep[verb] == "relcl" and goods in tree.climb(tree.head[verb])  # "jets for Iraq, none of which"
        none = _none_before(one, verb, relative=within)
        never = (of_goods or goes_on) and tree.pos[promise] in VERBS and promise != verb and negation(tree, verb)
        said = verbal(tree, verb, cues)
        if (none or never) and said.modal is None and not tree.under(verb, "mark"):
            return [Position("delivered", "denies", "certain", (f"delivered, denies: {tree.text[verb]!r}",), verb)]
    return []


def _none_before(one: Asked, verb: int, *, relative: bool) -> bool:
    """Whether the subject of a verb behind the goods is "none" or "not one" of them."""
    tree, goods = tree_of(one.look.scene.doc), one.item.token
    others = [item.token for item in one.look.scene.items if item.kind in ("designation", "word")]
    for at in tree.subjects(verb):
        between = any(goods < other <= at for other in others)  # none of these others
        if at > goods and not between and _is_none(tree, at, relative) and (relative or goods not in tree.climb(verb)):
            return True
    return False


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


def resumed(one: Asked) -> list[Position]:
    """What went on by another clause: "suspended the sales in 2017, yet they were resumed in 2019"."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    nouns = {at for at in range(len(tree)) if tree.lemma[at] in load_frames().nouns}
    words = {hit.trigger for hit in one.look.scene.hits} | {one.item.token} | nouns
    for verb in range(1, len(tree)):
        again = tree.lemma[verb] in cues.groups["taking_up"] and "again" in tree.lower[verb + 1 : verb + _SOON]
        if not again and tree.lemma[verb] not in cues.groups["resuming"]:
            continue
        what = [kid for kid in tree.kids[verb] if tree.dep[kid] in ("dobj", "nsubj", "nsubjpass")]
        told = any(kid in words or tree.lower[kid] in cues.answers["taking_up"] for kid in what)
        past = is_in_the_past(tree, verb) and verbal(tree, verb, cues).modal is None and not negation(tree, verb)
        if told and past and not tree.under(verb, "mark"):
            return [Position("delivered", "asserts", "certain", (f"delivered, asserts: {tree.text[verb]!r}",), verb)]
    return []


def _is_turned_down(tree: Tree, verb: int) -> bool:
    """Whether a passive verb tells of no other goods than what was asked for: "was refused", "was turned down"."""
    own = [tree.lower[kid] for kid in tree.kids[verb] if kid > verb and tree.dep[kid] in ("dobj", "attr", "xcomp")]
    parted = tree.lemma[verb] != "turn" or any(tree.lower[kid] in ("down", "away") for kid in tree.kids[verb])
    return tree.tag[verb] == "VBN" and tree.is_passive(verb) and not own and parted


def _is_none(tree: Tree, at: int, relative: bool) -> bool:
    """Whether a word stands for none of what went before: "none", "not one", "none of which"."""
    of = [kid for kid in tree.kids[at] if tree.lower[kid] == "of"]
    if any(not relative or tree.lower[kid + 1 : kid + 2] != ["which"] for kid in of):
        return False
    return tree.lower[at] == "none" or (tree.lower[at] == "one" and "not" in tree.lower[max(0, at - 3) : at])
