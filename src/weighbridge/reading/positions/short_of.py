"""Whether what a word of transfer says did not come about: "nearly sent", "all but delivered", "has yet to deliver"."""

from __future__ import annotations

from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.asked import Asked
from weighbridge.reading.positions.cues import load_cues
from weighbridge.reading.positions.views import View, word_of

_LINKED = ("xcomp", "conj")


def nearly(one: Asked, view: View) -> bool:
    """Whether it only almost came about: "almost bought tanks"."""
    tree = tree_of(one.look.scene.doc)
    word = word_of(one.look, one.item, view)
    before = " ".join(tree.lower[max(0, word - 2) : word])
    phrases = load_cues().groups["nearly"]
    return before in phrases or any(tree.lower[kid] in phrases for kid in tree.under(word, "advmod"))


def still_to_come(one: Asked, view: View) -> bool:
    """Whether it has yet to be done: "has yet to deliver the jets", "is yet to start sending them"."""
    tree = tree_of(one.look.scene.doc)
    word = word_of(one.look, one.item, view)
    while not _after_yet(tree, word) and tree.dep[word] in _LINKED and tree.head[word] < word:
        word = tree.head[word]
    return view.number >= 0 and _after_yet(tree, word)


def _after_yet(tree: Tree, verb: int) -> bool:
    return tree.lower[max(0, verb - 2) : verb] == ["yet", "to"]
