"""Parties that are shot at: who stands after "against" gets no arms, but feels them.

"Russia sent 650 drones against the power grid of Ukraine" is an attack, and no supply.
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
        return False
    control = load_frames().control
    token = party.token
    for _ in range(_STEPS):
        above = scene.head[token]
        if above == token:
            return False
        word = scene.lower[above]
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
