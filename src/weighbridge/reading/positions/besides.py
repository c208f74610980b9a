"""What a clause tells of further goods beside those that have come: "received 48 tanks and ordered 180 more".

Two statements on one transfer, each with its own stage and number (coding guidelines, 1 and 4). The models see both
stages in the sentence, and where they pick one of them the grammar gives the other.
"""

from __future__ import annotations

from weighbridge.reading.amounts.further import further_told, moving_hit
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.asked import AFFIRMED, Asked
from weighbridge.reading.positions.cues import load_cues, verbal
from weighbridge.reading.positions.modality import Position, position
from weighbridge.reading.positions.own_modality import REAL

_UNMOVED = frozenset(("sought", "negotiating", "agreed"))
_TO_COME = frozenset(("future", "is_to", "due"))


def told_besides(one: Asked, picked: Position) -> list[Position]:
    """The position on those that came, or on the further ones, of which ``picked`` is the other; else none."""
    scene = one.look.scene
    told = further_told(scene, one.item)
    own = moving_hit(scene, one.item)
    if told is None or own is None:
        return []
    came, more = position(scene.doc, own), _of_more(one, told[0])
    sure = came.stage in REAL and came.stance in AFFIRMED and came.certainty == "certain"
    if not sure or not is_theirs(one, own) or more is None or more.stage not in _UNMOVED or more.stance not in AFFIRMED:
        return []
    if picked.stage == more.stage:
        return [seen(one, own.trigger, came)]
    return [seen(one, told[0], more)] if picked.stage in REAL else []


def _of_more(one: Asked, verb: int) -> Position | None:
    """What is told of the further goods, where they are of the same parties."""
    scene = one.look.scene
    hit = next((hit for hit in scene.hits if hit.trigger == verb), None)
    if hit is not None:
        return position(scene.doc, hit) if is_theirs(one, hit) else None
    tree, cues = tree_of(scene.doc), load_cues()
    to_come = any(verbal(tree, at, cues).modal in _TO_COME for at in (verb, *tree.under(verb, "xcomp")))
    return Position("agreed", "asserts", "certain") if to_come and tree.lemma[verb] in cues.groups["to_come"] else None


def is_theirs(one: Asked, hit: FrameHit) -> bool:
    """Whether a word of transfer names no other supplier and no other recipient."""
    named = {party.token: party.code for party in one.look.scene.parties}
    for role, code in zip(("supplier", "recipient"), one.codes, strict=True):
        codes = {named.get(at) or one.look.resolved.get(at) for at in hit.roles.get(role, ())} - {None}
        if codes and code not in codes:
            return False
    return True


def seen(one: Asked, word: int, told: Position) -> Position:
    reason = f"{told.stage}, {told.stance}: {one.look.scene.doc[word].text!r}, in a clause of its own"
    return Position(told.stage, told.stance, told.certainty, (reason, *told.reasons), word)
