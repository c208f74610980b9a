"""Goods that move, or are spoken of, and that nobody gets from anybody.

Shot in volleys, shot down, brought to an exercise and taken home again; or only thought of.
"""

from __future__ import annotations

from weighbridge.reading.frames.lexicon import load_frames
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import PartyMention, Scene

BLOW = "what is delivered is no goods"
DOWNED = "whoever shot the arms down did not get them"
REPLACED = "others were sent in the place of these"
EXERCISE = "whoever comes for an exercise keeps the arms"
OPINION = "it tells what somebody thinks of such transfers, and of none"
OTHERS = "whoever asks others to stop is none of those who send"
VOLLEY = "it is a volley, and no supply"


def no_supply(
    look: Lookup, goods: int, trigger: int | None, supplier: str | None, recipient: PartyMention | None
) -> str | None:
    """Why nobody gets the goods by this sentence; None where somebody may.

    Args:
        look: the sentence.
        goods: the token that heads the goods.
        trigger: the word of transfer, if there is one.
        supplier: code of the party that is to have sent them.
        recipient: where the sentence names the party that is to have got them.
    """
    scene = look.scene
    above = scene.head[goods]
    of_it = scene.dep[goods] == "pobj" and scene.lower[above] == "of"
    if of_it and scene.lemma[scene.head[above]] in load_frames().control["volleys"]:
        return VOLLEY
    if of_it and scene.lower[above - 1] in load_frames().control["replacing"]:
        return REPLACED
    if _is_downed(scene, recipient, goods):
        return DOWNED
    if _is_opinion(scene, goods):
        return OPINION
    if supplier is not None and _asks_others(look, supplier, goods):
        return OTHERS
    return None if trigger is None or trigger == goods else _brought(scene, goods, trigger)


def _is_downed(scene: Scene, recipient: PartyMention | None, goods: int) -> bool:
    """ "The Houthis have shot down another US MQ-9"."""
    path = scene.climb(goods)[1:]
    if path and scene.tag[path[0]].startswith("N") and scene.dep[path[0]] == "dobj":
        path = path[1:]
    if recipient is None or not path or path[0] > goods:
        return False
    if scene.lemma[path[0]] not in load_frames().control["downing"]:
        return False
    for verb in path:
        doers = [kid for kid in scene.children[verb] if scene.dep[kid] in ("nsubj", "agent")]
        if any(recipient.token in (kid, *scene.children[kid]) for kid in doers):
            return True
        if any(scene.tag[kid] != "PRP" for kid in doers):
            return False  # "the Houthis say they have shot it down": who "they" are is told above
    return False


def _is_opinion(scene: Scene, goods: int) -> bool:
    """ "Regards military assistance to the parties as inhumane"; not so of "the deliveries", which are there."""
    thought = next((one for one in scene.climb(goods)[:3] if scene.dep[one] == "dobj"), None)
    if thought is None or scene.lemma[scene.head[thought]] not in load_frames().control["opinion"]:
        return False
    if any(scene.dep[kid] in ("det", "poss") for kid in scene.children[thought]):
        return False
    verb, after = scene.head[thought], range(goods, len(scene.lower))
    return any(scene.lower[one] == "as" and verb in scene.climb(one)[1:3] for one in after)


def _asks_others(look: Lookup, supplier: str, goods: int) -> bool:
    """ "It calls upon other states to cease the supply of weapons"."""
    scene, control = look.scene, load_frames().control
    path = look.climb(goods)
    if not any(scene.lemma[one] in control["ceasing"] for one in path):
        return False
    parties = {party.token: party.code for party in scene.parties}
    subjects = (
        kid
        for one in path
        if scene.lemma[one] in control["asking"]
        for kid in scene.children[one]
        if scene.dep[kid] == "nsubj"
    )
    return any(supplier in (parties.get(kid), look.resolved.get(kid)) for kid in subjects)


def _brought(scene: Scene, goods: int, trigger: int) -> str | None:
    """ "Delivered a heavy blow to Hamas with bombs"; "arrived in Romania for NATO air policing"."""
    control = load_frames().control
    for kid in scene.children[trigger]:
        if scene.dep[kid] == "dobj" and kid != goods and scene.lemma[kid] in control["no_goods"]:
            return BLOW
        purpose = scene.children[kid] if scene.dep[kid] == "prep" and scene.lower[kid] in ("for", "during") else ()
        if any(scene.lemma[one] in control["exercising"] for one in purpose if scene.dep[one] == "pobj"):
            return EXERCISE
    return None
