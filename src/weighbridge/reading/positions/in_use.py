"""Goods that a sentence says have come, and have been used: "supplied the drones used against Odesa".

Two statements on one transfer (coding guidelines, 4). The models give most sentences one position; the other is given
where the grammar alone tells it, of the same goods and parties and without a doubt.
"""

from __future__ import annotations

from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.asked import AFFIRMED, Asked
from weighbridge.reading.positions.besides import is_theirs, seen
from weighbridge.reading.positions.modality import Position, position

_COME = ("delivered", "shipped")
_OWN_CLAUSE = ("acl", "relcl")


def also_used(one: Asked, picked: Position) -> list[Position]:
    """The position on their use where ``picked`` says that they have come, or the other way round; else none."""
    scene, tree = one.look.scene, tree_of(one.look.scene.doc)
    if picked.stage not in (*_COME, "used") or picked.certainty != "certain" or picked.word is None:
        return []
    for hit in scene.hits:
        frame = hit.frame
        if frame.pos != "verb" or frame.weak or frame.kind == "origin" or hit.trigger == picked.word:
            continue
        if not _holds(tree, hit, one.item.token, picked.word):
            continue
        told = position(scene.doc, hit)
        other = _COME if picked.stage == "used" else ("used",)
        if told.stage in other and told.stance in AFFIRMED and told.certainty == "certain" and is_theirs(one, hit):
            return [seen(one, hit.trigger, told)]
    return []


def _holds(tree: Tree, hit: FrameHit, goods: int, word: int) -> bool:
    """Whether a verb is of the goods by their own clause, or stands beside the word that tells the other of them."""
    if goods not in hit.roles.get("item", ()):
        return False
    own = tree.head[hit.trigger] == goods and tree.dep[hit.trigger] in _OWN_CLAUSE
    beside = tree.dep[hit.trigger] == "conj" and tree.head[hit.trigger] == word
    over = word in tree.subtree(goods) and goods in (*tree.subjects(hit.trigger), *tree.under(hit.trigger, "dobj"))
    return own or beside or over
