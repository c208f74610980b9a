"""Whether what a sentence hands over is only a paper about the goods: "a bill for 20 tanks", "a letter on the jets".

The words stand side by side, whatever a parser makes of them: the noun for the paper, a preposition, and the goods
with their numbers and adjectives. Not so where something is told of the goods themselves: "invoices for engines
delivered to the firm".
"""

from __future__ import annotations

from weighbridge.reading.parsing.tree import Tree
from weighbridge.reading.positions.cues import load_cues

ON_PAPER = "what is handed over is only a paper about the goods"
_BEFORE_GOODS = frozenset(("DT", "CD", "JJ", "JJR", "JJS", "PRP$", "POS", "NN", "NNS", "NNP", "NNPS", "HYPH"))
"""Tags of the words between the preposition and the goods."""
_TOLD = frozenset(("acl", "relcl"))
_FAR = 8
"""So many of them at most."""


def is_on_paper(tree: Tree, goods: int) -> bool:
    """Whether the goods at a token are what a paper is about, as in "received a bill for 20 tanks"."""
    cues = load_cues()
    if any(tree.dep[kid] in _TOLD for kid in tree.kids[goods]):
        return False
    for at in range(goods - 1, max(0, goods - _FAR), -1):
        if tree.lower[at] in cues.marks["about"]:
            return tree.lemma[at - 1] in cues.groups["papers"] and tree.tag[at - 1] in ("NN", "NNS")
        if tree.tag[at] not in _BEFORE_GOODS:
            return False
    return False
