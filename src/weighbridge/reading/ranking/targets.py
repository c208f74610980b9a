"""Parties that are shot at or watched, and forces that keep their arms: no supply.

"Russia sent 650 drones against the power grid of Ukraine" is an attack; "sent F-16s to shadow Chinese bombers" gives
China none; whoever comes for an exercise takes home what he brought.
"""

from __future__ import annotations

from weighbridge.reading.frames.lexicon import load_frames
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import PartyMention, Scene

_STEPS = 8
_FIRED = ("missile", "munition", "uav", "artillery.rocket")


def is_target(scene: Scene, party: PartyMention) -> bool:
    """Whether a party stands after "against", or after "at" and the like by a verb of striking.

    Not where only a town is named: who fires at Aleppo may be the army that holds the country.
    """
    if party.kind == "place":
        return any(one.code == party.code and one.kind != "place" and is_target(scene, one) for one in scene.parties)
    control = load_frames().control
    token = party.token
    for _ in range(_STEPS):
        above = scene.head[token]
        if above == token:
            return False
        word = scene.lower[above]
        if scene.dep[token] == "dobj" and scene.lemma[above] in control["watching"]:
            return any(scene.lower[kid] == "to" for kid in scene.children[above])
        if token != party.token and scene.lemma[token] in control["edges"] and scene.dep[token] == "pobj":
            return True
        if scene.dep[token] == "pobj":
            ruler = scene.head[above]
            if word in control["struck"]:
                return scene.lemma[ruler] not in control["opposing"]
            if word in control["struck_by"]:
                return _is_fired(scene, ruler, control["striking"])
            if word != "of":
                return False
            token = above
        elif scene.dep[token] in ("compound", "amod", "nmod", "poss", "prep", "conj", "appos") and (
            scene.tag[above][0] == "N" or scene.dep[token] == "conj"
        ):
            token = above
        else:
            return False
    return False


def _is_fired(scene: Scene, ruler: int, striking: frozenset[str]) -> bool:
    """Whether munitions are the object of a verb of striking: "fired missiles at", "missiles were fired at"."""
    fired = {item.token for item in scene.items if item.class_.startswith(_FIRED)}
    verb = ruler if scene.lemma[ruler] in striking else scene.head[ruler]
    if scene.lemma[verb] not in striking:
        return False
    return any(kid in fired and scene.dep[kid] in ("dobj", "nsubjpass") for kid in scene.children[verb])


def is_contrasted(scene: Scene, party: PartyMention) -> bool:
    """Whether a party is named as the one that it was not: "Iran, not Russia, sent the missiles"."""
    before = scene.lower[max(0, party.token - 4) : party.token]
    if "not" not in before:
        return False
    at = max(0, party.token - 4) + len(before) - 1 - before[::-1].index("not")
    names = all(scene.tag[one] in ("NNP", "NNPS", "DT", "JJ") for one in range(at + 1, party.token))
    return names and at > 0 and scene.lower[at - 1] == ","


def asks_others(look: Lookup, supplier: str | None, goods: int) -> bool:
    """Whether the supplier is who asks others to stop: "it calls upon other states to cease the supply of weapons"."""
    scene, control = look.scene, load_frames().control
    path = look.climb(goods)
    if supplier is None or not any(scene.lemma[one] in control["ceasing"] for one in path):
        return False
    parties = {party.token: party.code for party in scene.parties}
    return any(
        scene.lemma[one] in control["asking"]
        and any(
            scene.dep[kid] == "nsubj" and supplier in (parties.get(kid), look.resolved.get(kid))
            for kid in scene.children[one]
        )
        for one in path
    )


def is_downing(scene: Scene, recipient: PartyMention | None, goods: int) -> bool:
    """Whether the recipient is but who shot the goods down: "the Houthis have shot down another US MQ-9"."""
    verb = scene.head[goods]
    if recipient is None or scene.dep[goods] != "dobj" or scene.lemma[verb] not in load_frames().control["downing"]:
        return False
    return any(
        scene.dep[kid] in ("nsubj", "agent") and recipient.token in (kid, *scene.children[kid])
        for kid in scene.children[verb]
    )


BLOW = "what is delivered is no goods"
OPINION = "it tells what somebody thinks of such transfers, and of none"
VOLLEY = "it is a volley, and no supply"
EXERCISE = "whoever comes for an exercise keeps the arms"


def no_supply(scene: Scene, goods: int, trigger: int | None) -> str | None:
    """Why goods move and nobody gets them: shot in volleys, brought to an exercise; None where somebody may.

    Args:
        scene: the sentence.
        goods: the token that heads the goods.
        trigger: the word of transfer, if there is one.
    """
    control = load_frames().control
    above = scene.head[goods]
    if (
        scene.dep[goods] == "pobj"
        and scene.lower[above] == "of"
        and scene.lemma[scene.head[above]] in control["volleys"]
    ):
        return VOLLEY
    thought = next((one for one in scene.climb(goods)[:3] if scene.dep[one] == "dobj"), goods)
    definite = any(scene.dep[kid] in ("det", "poss") for kid in scene.children[thought])
    verb = scene.head[thought]
    judged = any(scene.lower[one] == "as" and verb in scene.climb(one)[1:3] for one in range(goods, len(scene.lower)))
    if (
        thought != scene.head[thought]
        and judged
        and not definite
        and scene.lemma[scene.head[thought]] in control["opinion"]
    ):
        return OPINION
    if trigger is None or trigger == goods:
        return None
    for kid in scene.children[trigger]:
        if scene.dep[kid] == "dobj" and kid != goods and scene.lemma[kid] in control["no_goods"]:
            return BLOW
        purpose = scene.children[kid] if scene.dep[kid] == "prep" and scene.lower[kid] in ("for", "during") else ()
        if any(scene.lemma[one] in control["exercising"] for one in purpose if scene.dep[one] == "pobj"):
            return EXERCISE
    return None
