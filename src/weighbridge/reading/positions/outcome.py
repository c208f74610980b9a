"""How a promise or a request ended, where the same sentence tells it in another clause: a statement of its own.

"The howitzers that Berlin promised have not arrived", "Spain promised ten tanks, but not one has come": agreed, and not
delivered. "Asked Washington for jets and
was turned down": sought, and halted. "Stopped its deliveries in 1974 and took them up again in the autumn": halted, and
delivered (coding guidelines, 2).
"""

from __future__ import annotations

from collections.abc import Collection

from weighbridge.reading.frames.frames import load_frames
from weighbridge.reading.parsing.tree import VERBS, Tree, tree_of
from weighbridge.reading.positions.arrived import is_in_the_past
from weighbridge.reading.positions.asked import Asked
from weighbridge.reading.positions.cues import load_cues, negation, verbal
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.positions.views import word_of

_OBJECTS = frozenset(("dobj", "attr", "xcomp", "oprd", "dative"))
_SOON = 5
"""So many words after "took" or "began" stands "again"."""
_NEAR = 5
"""Among so many words of a subject its goods stand: "not one of the 18 howitzers"."""


def none_came(one: Asked) -> list[Position]:
    """The denial of what was agreed: "but none has come", "promised and never sent", "which were never sent"."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    goods, promise = one.item.token, word_of(one.look, one.item, one.views[0])
    for verb in range(1, len(tree)):
        if tree.lemma[verb] not in cues.groups["arriving"] | cues.groups["trading"] or only_late(tree, verb):
            continue
        said = verbal(tree, verb, cues)
        if said.modal is not None or tree.under(verb, "mark"):
            continue
        if _none_before(one, verb) or (verb != promise and _never(tree, verb, goods, promise)):
            return [Position("delivered", "denies", "certain", (f"delivered, denies: {tree.text[verb]!r}",), verb)]
    return []


def _never(tree: Tree, verb: int, goods: int, promise: int) -> bool:
    """Whether a verb beside the one that promises says of the same goods that nothing has come."""
    if tree.pos[promise] not in VERBS or not negation(tree, verb):
        return False
    of_goods = tree.dep[verb] == "relcl" and tree.head[verb] == goods
    goes_on = tree.dep[verb] == "conj" and tree.head[verb] == promise and not tree.subjects(verb)
    subject = next((kid for kid in tree.subjects(verb) if goods in tree.subtree(kid)[:_NEAR]), None)
    over = subject is not None and goods in tree.climb(promise)[1:] and "all" not in tree.lower[:goods][-_NEAR:]
    return of_goods or goes_on or over


def only_late(tree: Tree, verb: int) -> bool:
    """Whether a verb tells only that something did not come as it should: "were not delivered on time"."""
    after = tree.lower[verb + 1 : verb + 3]
    return not load_cues().groups["in_time"].isdisjoint((" ".join(after), *after[:1]))


def _none_before(one: Asked, verb: int) -> bool:
    """Whether the subject of a verb behind the goods is "none" or "not one" of them, and of nothing named since."""
    tree, goods = tree_of(one.look.scene.doc), one.item.token
    own = set(tree.subtree(goods))
    for at in tree.subjects(verb):
        others = any(tree.tag[other] in ("NNS", "NNPS") and other not in own for other in range(goods + 1, at))
        of_which = tree.lower[at + 1 : at + 3] == ["of", "which"]  # "jets for Iraq, none of which has come"
        if at > goods and not others and is_none(tree, at) and (of_which or goods not in tree.climb(verb)):
            return True
    return False


def refused(one: Asked) -> list[Position]:
    """The refusal by a later clause: "asked Washington for jets and was turned down"."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    asked = word_of(one.look, one.item, one.views[0])
    for verb in range(asked + 1, len(tree)):
        if tree.lemma[verb] not in cues.groups["turning_down"] or not _is_turned_down(tree, verb, asked):
            continue
        said = verbal(tree, verb, cues)
        if said.modal is None and said.mark is None and not negation(tree, verb):
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
        told = told and not of_another(one, [at for kid in what for at in tree.subtree(kid)])
        past = is_in_the_past(tree, verb) and verbal(tree, verb, cues).modal is None and not negation(tree, verb)
        if told and past and not tree.under(verb, "mark"):
            return [Position("delivered", "asserts", "certain", (f"delivered, asserts: {tree.text[verb]!r}",), verb)]
    return []


def of_another(one: Asked, words: Collection[int]) -> bool:
    """Whether words name a party to another transfer: "those to Baghdad"."""
    return any(party.token in words and party.code not in one.codes for party in one.look.scene.parties if party.code)


def _is_turned_down(tree: Tree, verb: int, asked: int) -> bool:
    """Whether a passive verb goes on from the request, and tells of nothing else: "was refused", "was turned down"."""
    own = [tree.lower[kid] for kid in tree.kids[verb] if kid > verb and tree.dep[kid] in _OBJECTS]
    parted = tree.lemma[verb] != "turn" or any(tree.lower[kid] in ("down", "away") for kid in tree.kids[verb])
    goes_on = tree.dep[verb] == "conj" and tree.head[verb] == asked and not tree.subjects(verb)
    return goes_on and tree.tag[verb] == "VBN" and tree.is_passive(verb) and not own and parted


def is_none(tree: Tree, at: int) -> bool:
    """Whether a word stands for none of what went before: "none", "not one", "none of which"."""
    of = [kid for kid in tree.kids[at] if tree.lower[kid] == "of"]
    if any(tree.lower[kid + 1 : kid + 2] != ["which"] for kid in of):
        return False
    if tree.lower[at + 1 : at + 2] in (["but"], ["other"]):
        return False  # "not one but two", "none other than"
    return tree.lower[at] == "none" or (tree.lower[at] == "one" and "not" in tree.lower[max(0, at - 3) : at])
