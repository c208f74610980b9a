"""Whether what a sentence hands over is only a paper about the goods: "a bill for 20 tanks", "a letter on the jets".

The words stand side by side, whatever a parser makes of them: the noun for the paper, a preposition, and the goods
with their numbers and adjectives. It is the paper that is handed over, received or comes, and no verb after it tells
that something moved: "shipped 200 under a permit for 500", "got a licence for rifles and sent 300" tell of goods.
"""

from __future__ import annotations

from weighbridge.reading.parsing.tree import Tree
from weighbridge.reading.positions.cues import Cues, load_cues

ON_PAPER = "what is handed over is only a paper about the goods"
_BEFORE_GOODS = frozenset(("DT", "CD", "JJ", "JJR", "JJS", "PRP$", "POS", "NN", "NNS", "NNP", "NNPS", "HYPH"))
"""Tags of the words between the preposition and the goods."""
_COUNTED = frozenset(("DT", "CD", "PRP$"))
_TOLD = frozenset(("acl", "relcl"))
_HANDED = frozenset(("dobj", "nsubj", "nsubjpass"))
_FAR = 8
"""So many of them at most."""


def is_on_paper(tree: Tree, goods: int) -> bool:
    """Whether the goods at a token are what a paper is about, as in "received a bill for 20 tanks"."""
    cues = load_cues()
    if any(tree.dep[kid] in _TOLD for kid in tree.kids[goods]):
        return False
    for at in range(goods - 1, max(0, goods - _FAR), -1):
        if tree.lower[at] in cues.marks["about"]:
            counted = tree.lower[at] != "to" or any(tree.tag[one] in _COUNTED for one in range(at + 1, goods))
            return counted and _is_handed(tree, at - 1, goods, cues)
        if tree.tag[at] not in _BEFORE_GOODS:
            return False
    return False


def _is_handed(tree: Tree, paper: int, goods: int, cues: Cues) -> bool:
    """Whether a word is a paper that a verb hands over, and after which no other tells that something moved."""
    if tree.lemma[paper] not in cues.groups["papers"] or tree.tag[paper] not in ("NN", "NNS"):
        return False
    # parsers hang "key" on the jets in "the key to twenty new jets"
    held = goods if tree.head[paper] == goods else paper
    verb = tree.head[held]
    if tree.dep[held] == "pobj" and tree.lower[verb] == "over":
        verb = tree.head[verb]  # ... or on "over" in "handed over the key"
    moving = cues.groups["arriving"] | cues.groups["handing"]
    if tree.dep[held] not in _HANDED | {"pobj"} or tree.lemma[verb] not in moving:
        return False
    return not any(
        tree.tag[at].startswith("V") and tree.lemma[at] in cues.groups["arriving"] and at != verb
        for at in range(paper, len(tree))
    )
