"""How the wording of a sentence speaks for or against a narrator, as words for a linear model.

Names do not count (``wording.masked``), only what verbs govern the transfer, who is their
subject, and what stands around: "promised" lets its subject speak, "handed over" does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weighbridge.reading.attribution.words import cue_class
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.ranking.wording import masked
from weighbridge.reading.scene import Scene

NEAR = 5
"""Tokens either side of the trigger that count as near."""


def words_of(
    scene: Scene,
    trigger: int,
    hit: FrameHit | None,
    told: Position,
    acting: Iterable[tuple[int, int]],
    subjects: Iterable[int],
    cues: Sequence[tuple[str, str]],
    official: float,
) -> list[str]:
    """The words of one statement.

    Args:
        scene: its sentence.
        trigger: token of the verb or noun of transfer, or of the goods.
        hit: the frame of transfer, if there is one.
        told: stage, stance and certainty by rule.
        acting: (steps up from the trigger, verb) of subjects that may speak.
        subjects: other verbs of the sentence whose subjects may speak.
        cues: lemma and kind of the attributions that cover it, innermost first.
        official: how much the document looks like one that a body issues itself.
    """
    masks = masked(scene)
    out = [f"w {word}" for word in masks]
    out += [f"p {left} {right}" for left, right in zip(masks, masks[1:], strict=False)]
    out += [f"n {masks[at]}" for at in range(max(0, trigger - NEAR), min(len(masks), trigger + NEAR + 1))]
    out += [f"t {scene.lemma[trigger]}", f"tt {scene.lemma[trigger]} {scene.tag[trigger]}"]
    out += [f"tag {scene.tag[trigger]} {told.stage}", f"stage {told.stage}", f"stance {told.stance}"]
    for step, one in enumerate(scene.climb(trigger)[:6]):
        out += [f"c {scene.lemma[one]}", f"d{min(step, 2)} {scene.dep[one]} {scene.tag[one]}"]
        out.append(f"cc {cue_class(scene.lemma[one])} {told.stage}")
    if hit is not None:
        out += [f"f {hit.frame.lemma} {hit.frame.stage}", f"fp {hit.passive} {hit.frame.stage}"]
    for steps, verb in acting:
        out += [f"a{min(steps, 2)} {scene.lemma[verb]} {scene.tag[verb]}", f"a {scene.lemma[verb]}"]
        out.append(f"ac{min(steps, 3)} {cue_class(scene.lemma[verb])}")
    out += [f"s {scene.lemma[verb]}" for verb in subjects]
    out += [f"sc {cue_class(scene.lemma[verb])}" for verb in subjects]
    out += [f"v{min(depth, 1)} {lemma}" for depth, (lemma, _) in enumerate(cues)]
    out += [f"vk{min(depth, 1)} {kind} {told.stage}" for depth, (_, kind) in enumerate(cues)]
    if not cues:
        out += ["no cue", f"no cue {told.stage}", f"no cue {scene.lemma[trigger]}", f"no cue {official:.0f}"]
    if scene.index == 0:
        out += ["headline", f"headline {told.stage}"]
    return out
