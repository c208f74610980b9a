"""Goods that a sentence says have come, and have been used: "supplied the drones used against Odesa".

Two statements on one transfer (coding guidelines, 4). The models give most sentences one position; the other is given
where the grammar alone tells it, of the same goods and parties and without a doubt.
"""

from __future__ import annotations

from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.asked import AFFIRMED, Asked
from weighbridge.reading.positions.besides import is_theirs, seen
from weighbridge.reading.positions.cues import load_cues
from weighbridge.reading.positions.modality import Position, position

_COME = ("delivered", "shipped")
_NO_ARMS = frozenset(("component", "machinetool", "technology", "material", "training", "personnel"))
"""Families that are used to make things, or are no things."""
_OWN_CLAUSE = ("acl", "relcl")


def also_used(one: Asked, picked: Position) -> list[Position]:
    """The position on their use where ``picked`` says that they have come, or the other way round; else none."""
    scene, tree = one.look.scene, tree_of(one.look.scene.doc)
    if picked.stage not in (*_COME, "used") or picked.certainty != "certain" or picked.word is None:
        return []
    if one.item.class_.split(".")[0] in _NO_ARMS:
        return []
    for hit in scene.hits:
        frame = hit.frame
        if frame.pos != "verb" or frame.weak or frame.kind == "origin" or hit.trigger == picked.word:
            continue
        if not _holds(one, tree, hit, picked.word):
            continue
        told = position(scene.doc, hit)
        other = _COME if picked.stage == "used" else ("used",)
        if told.stage in other and told.stance in AFFIRMED and told.certainty == "certain" and is_theirs(one, hit):
            return [seen(one, hit.trigger, told)]
    return []


def _holds(one: Asked, tree: Tree, hit: FrameHit, word: int) -> bool:
    """Whether a verb is of the goods by their own clause, or stands beside the word that tells the other of them."""
    goods, verb = one.item.token, hit.trigger
    if goods not in hit.roles.get("item", ()) or _by_others(one, tree, verb):
        return False
    if tree.head[verb] == goods and tree.dep[verb] in _OWN_CLAUSE:
        return hit.frame.stage != "used" or _of_theirs(one, tree, verb)
    beside = tree.dep[verb] == "conj" and tree.head[verb] == word
    over = word in tree.subtree(goods) and goods in (*tree.subjects(verb), *tree.under(verb, "dobj"))
    return beside or over


def _by_others(one: Asked, tree: Tree, verb: int) -> bool:
    """Whether somebody else than who got them uses the goods: "used by the cartels", "used by its navy"."""
    by = [end for agent in tree.under(verb, "agent") for end in tree.under(agent, "pobj")]
    codes = {party.token: party.code for party in one.look.scene.parties}
    return any(codes.get(at, one.look.resolved.get(at)) != one.codes[1] for at in by)


def _of_theirs(one: Asked, tree: Tree, verb: int) -> bool:
    """Whether the clause of the goods tells of their use since they came: "used in the attacks", "which it has used".

    Not what they, or others of their kind, were used for before: "frigates used in the Falklands war".
    """
    own = any(kid < verb and tree.lower[kid] not in ("that", "which") for kid in tree.subjects(verb))
    after = tree.text[tree.subtree(verb)[0] - 1] == ","
    ends = [end for kid in tree.under(verb, "prep") for end in tree.under(kid, "pobj")]
    fought = any(tree.lemma[end] in load_cues().groups["attacks"] for end in ends)
    to_do = any(tree.tag[kid] == "VB" for kid in tree.under(verb, "xcomp", "advcl"))
    agent = bool(tree.under(verb, "agent"))
    return own or agent or after or to_do or (fought and tree.dep[verb] == "acl")
