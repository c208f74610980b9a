"""Parties that are shot at or watched get no arms, but feel them.

"Russia sent 650 drones against the power grid of Ukraine" is an attack; "sent F-16s to shadow Chinese bombers" gives
China none; "Iran, not Russia, sent them" is Iran's.
"""

from __future__ import annotations

from weighbridge.reading.frames.lexicon import load_frames
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
    """Whether a party is named as the one that it was not: "Iran, not Russia, sent them", "not Russia but Iran"."""
    before = scene.lower[max(0, party.token - 4) : party.token]
    if "not" not in before:
        return False
    at = max(0, party.token - 4) + len(before) - 1 - before[::-1].index("not")
    names = all(scene.tag[one] in ("NNP", "NNPS", "DT", "JJ") for one in range(at + 1, party.token))
    but = scene.lower[party.token + 1 : party.token + 2] == ["but"]
    return names and (but or (at > 0 and scene.lower[at - 1] == ","))
