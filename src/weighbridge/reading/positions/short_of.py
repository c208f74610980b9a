"""Whether what a word of transfer says did not come about: "nearly sent", "has yet to deliver", "kept from selling".

And whether a halt is over: "lifted its hold on bombs", "no longer blocks the sale".
"""

from __future__ import annotations

from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.asked import Asked
from weighbridge.reading.positions.cues import classes_of, load_cues, negation, verbal
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.views import View, word_of

_LINKED = ("xcomp", "conj")
_ANSWERING = frozenset(("confirming", "denying", "declining"))
_FINITE = frozenset(("ROOT", "conj", "ccomp"))


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
    while not _behind(tree, word, "yet", "to") and tree.dep[word] in _LINKED and tree.head[word] < word:
        word = tree.head[word]
        if not _ANSWERING.isdisjoint(classes_of(tree, word, load_cues())):
            return False  # "has yet to acknowledge selling drones"
    return view.number >= 0 and _behind(tree, word, "yet", "to")


def kept_from(one: Asked, view: View) -> bool:
    """Whether who would do it was kept from it: "was kept from selling drones", "barred from exporting"."""
    tree = tree_of(one.look.scene.doc)
    word = word_of(one.look, one.item, view)
    preposition = tree.head[word]
    if tree.tag[word] != "VBG" or tree.dep[word] != "pcomp" or tree.lower[preposition] != "from":
        return False
    keeping = tree.head[preposition]
    return "halting" in classes_of(tree, keeping, load_cues()) and not negation(tree, keeping)


def said_by_nobody(one: Asked, view: View) -> bool:
    """Whether nobody says it: "nobody says that China sold drones"."""
    tree = tree_of(one.look.scene.doc)
    word = word_of(one.look, one.item, view)
    over = tree.head[word]
    told = tree.dep[word] == "ccomp" and tree.lemma[over] in load_cues().groups["holding"]
    return told and any(
        tree.lower[subject] in ("nobody", "none") or tree.lower[max(0, subject - 1) : subject + 1] == ["no", "one"]
        for subject in tree.subjects(over)
    )


def lifted(one: Asked) -> bool:
    """Whether the halt of these goods is over: "lifted the freeze on", "dropped its veto", "no longer blocks"."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    path = tree.climb(one.item.token)

    def halts(at: int) -> bool:
        return "halting" in classes_of(tree, at, cues)

    for at in path:
        ends = tree.lemma[at] in cues.groups["ending"] and tree.dep[at] in _FINITE
        ended = [kid for kid in tree.under(at, "dobj", "nsubjpass") if tree.pos[kid] == "NOUN" and halts(kid)]
        if ends and ended and not tree.under(at, "mark"):
            said = not negation(tree, at) and verbal(tree, at, cues).modal is None
            return said and (ended[0] in path or not any(halts(up) for up in path[: path.index(at)]))
        if tree.pos[at] == "VERB" and halts(at):
            return _behind(tree, at, "no", "longer")
    return False


def called_off(one: Asked, stage: str) -> bool:
    """Whether nothing comes of it any more: "the sale of the jets is off"; of goods that the one who was to get them
    "no longer wants", only where they have not come."""
    tree, groups = tree_of(one.look.scene.doc), load_cues().groups
    wanting = {party.token for party in one.look.scene.parties if one.codes[1] and party.code == one.codes[1]}
    path = tree.climb(one.item.token)
    for at in path:
        if tree.lemma[at] in groups["wanting"] and _behind(tree, at, "no", "longer"):
            return stage not in REAL and tree.dep[at] in _FINITE and not wanting.isdisjoint(tree.subjects(at))
        said = tree.lemma[at] == "be" and tree.lower[at] in ("is", "are", "was", "were") and not negation(tree, at)
        over = [kid for kid in tree.kids[at] if kid > at and tree.lower[kid] in groups["over"]]
        deals = [subject for subject in tree.subjects(at) if subject in path and subject != one.item.token]
        if said and over and deals:
            return tree.lower[over[0] + 1 : over[0] + 2] in ([], ["."], [","], ["and"])  # not "is off the table to"
    return False


def _behind(tree: Tree, verb: int, *words: str) -> bool:
    """Whether a verb stands right behind these words."""
    return tuple(tree.lower[max(0, verb - len(words)) : verb]) == words
