"""Goods that a sentence leaves out of what it tells of others: "got its drones, but neither the bombs nor the crews".

The verb says that something came; the word of denial stands at these goods alone, so that what the verb shows of stage
and stance does not hold for them, nor the denial for the others (coding guidelines, 5).
"""

from __future__ import annotations

from collections.abc import Iterable

from weighbridge.reading.parsing.tree import NOUNS, Tree
from weighbridge.reading.positions.cues import Cues, classes_of, load_cues, negation

_JOINED = ("conj", "appos")
_NAYSAYING = frozenset(("denying", "declining", "halting", "warning"))
"""Over the verb these deny, or leave open, all that it tells."""


def is_left_out(tree: Tree, goods: int) -> bool:
    """Whether a word of denial stands before goods that are joined to others, or before what they go on from."""
    cues = load_cues()
    if _but_neither(tree, goods) or _did_not(tree, goods, cues):
        return True
    at = goods
    while tree.dep[at] in _JOINED and tree.head[at] != at:
        above = tree.head[at]
        if _denied(tree, at, cues):
            return True
        joints = {tree.lower[kid] for kid in tree.kids[above] if tree.dep[kid] == "cc" and above < kid < at}
        if "nor" in joints:
            return True
        if tree.pos[above] not in NOUNS or "or" not in joints:
            return False
        at = above
    return False


def _but_neither(tree: Tree, goods: int) -> bool:
    """Whether "but neither" stands before goods, whatever a parser joins them to: "but neither bombs nor men"."""
    first = min(one for one in tree.subtree(goods) if one <= goods)
    at = first if tree.lower[first] == "neither" else first - 1
    return at > 0 and tree.lower[at] == "neither" and tree.lower[at - 1] == "but"


_TELLING = frozenset(("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "prep", "advmod"))


def _did_not(tree: Tree, goods: int, cues: Cues) -> bool:
    """Whether a verb is left out behind goods, and denied: "the launchers came with it, the radars did not"."""
    verb = tree.head[goods]
    bare = tree.lower[verb] in cues.answers["auxiliaries"] and negation(tree, verb)
    return (
        tree.dep[goods] == "nsubj"
        and bare
        and not any(tree.dep[kid] in _TELLING for kid in tree.kids[verb] if kid > verb)
    )


def is_none(tree: Tree, goods: int) -> bool:
    """Whether it is none of these goods that the sentence tells of: "gave six jets, but has sent no spare parts".

    Not so where "no" is denied in its turn ("denies that no parts have come"), or counts ("no fewer than ten").
    """
    cues = load_cues()
    verb = tree.head[goods]
    if not any(tree.dep[kid] == "det" and tree.lower[kid] in cues.marks["leaving_out"] for kid in tree.kids[goods]):
        return False
    over = (one for one in tree.climb(verb) if one != verb)
    twice = any(negation(tree, one) or not _NAYSAYING.isdisjoint(classes_of(tree, one, cues)) for one in over)
    own = any(tree.dep[kid] == "neg" for kid in tree.kids[verb])  # "never sent no parts"
    return _denied(tree, goods, cues) and not own and not twice


def is_spared(tree: Tree, goods: int, others: Iterable[int]) -> bool:
    """Whether a denial in the sentence is of ``others`` alone that the goods are joined to: "drones, not missiles".

    Not so where the verb over them is denied too: "has never sent drones, nor missiles", "denies that it sent tanks
    but not jets".
    """
    if is_left_out(tree, goods) or _denied(tree, goods, load_cues()):
        return False
    others = list(others)
    if any(one != goods and _did_not(tree, one, load_cues()) for one in others):
        return True  # "the jets have arrived, the parts have not"
    first = _first(tree, goods)
    joined = any(one != goods and is_left_out(tree, one) and _first(tree, one) == first for one in others)
    return joined and not _verb_denied(tree, first)


def _first(tree: Tree, at: int) -> int:
    """The first of those that a word is joined to, or the verb where the parser joins goods to that."""
    while tree.dep[at] in _JOINED and tree.head[at] != at:
        at = tree.head[at]
    return at if tree.pos[at] not in NOUNS else tree.head[at]


def _verb_denied(tree: Tree, verb: int) -> bool:
    """Whether a verb, or what stands over it, is denied by a word that isn't among its objects."""
    cues = load_cues()
    words = cues.marks["leaving_out"] | cues.answers["negations"]
    for over in tree.climb(verb):
        if any(tree.lower[kid] in words or tree.dep[kid] == "neg" for kid in tree.kids[over] if kid < verb):
            return True
        if over != verb and (negation(tree, over) or not _NAYSAYING.isdisjoint(classes_of(tree, over, cues))):
            return True
    return any(
        tree.dep[kid] in ("nsubj", "nsubjpass", "dative") and _denied(tree, kid, cues) for kid in tree.kids[verb]
    )


def _denied(tree: Tree, at: int, cues: Cues) -> bool:
    """ "Not the bombs", "neither the bombs"; not "not only the bombs", "no fewer than ten", "No. 5", "if not bombs"."""
    first = min(one for one in tree.subtree(at) if one <= at)
    for place in (first, first - 1):
        if 0 <= place < at and tree.lower[place] in cues.marks["leaving_out"]:
            counts = tree.lower[place + 1] in cues.marks["counting"] or tree.lower[place + 1][:1].isdigit()
            return not counts and tree.lower[place - 1 : place] not in (["if"], ["while"])
    return False
