"""Goods that a sentence leaves out of what it tells of others: "got its drones, but neither the bombs nor the crews".

The verb says that something came; the word of denial stands at these goods alone, so that what the verb shows of stage
and stance does not hold for them, nor the denial for the others (coding guidelines, 5).
"""

from __future__ import annotations

from collections.abc import Iterable

from weighbridge.reading.parsing.tree import NOUNS, Tree
from weighbridge.reading.positions.cues import Cues, load_cues

_LONGEST = 6
"""So many members of a coordination are looked at."""
_JOINED = ("conj", "appos")


def is_left_out(tree: Tree, goods: int) -> bool:
    """Whether a word of denial stands before goods that are joined to others, or before what they go on from."""
    cues = load_cues()
    at = goods
    for _ in range(_LONGEST):
        above = tree.head[at]
        if tree.dep[at] not in _JOINED or above == at:
            return False
        if _denied(tree, at, cues):
            return True
        joints = {tree.lower[kid] for kid in tree.kids[above] if tree.dep[kid] == "cc" and above < kid < at}
        if "nor" in joints:
            return True
        if tree.pos[above] not in NOUNS or "or" not in joints:
            return False
        at = above
    return False


def is_spared(tree: Tree, goods: int, others: Iterable[int]) -> bool:
    """Whether a denial in the sentence is of ``others`` alone that the goods are joined to: "drones, not missiles"."""
    if is_left_out(tree, goods) or _denied(tree, goods, load_cues()):
        return False
    return any(one != goods and is_left_out(tree, one) and _first(tree, one) == _first(tree, goods) for one in others)


def _first(tree: Tree, at: int) -> int:
    """The first of those that a word is joined to, or the verb where the parser joins goods to that."""
    for _ in range(_LONGEST):
        if tree.dep[at] not in _JOINED or tree.head[at] == at:
            break
        at = tree.head[at]
    return at if tree.pos[at] not in NOUNS else tree.head[at]


def _denied(tree: Tree, at: int, cues: Cues) -> bool:
    """ "Not the bombs", "neither the bombs"; not "not only the bombs", "no fewer than ten"."""
    words = [at, *(one for one in tree.subtree(at) if one < at)]
    first = min(words)
    for place in (first, first - 1):
        if 0 <= place < at and tree.lower[place] in cues.marks["leaving_out"]:
            return tree.lower[place + 1] not in cues.marks["counting"]
    return False
