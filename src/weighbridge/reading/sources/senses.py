"""What the encoder says of each candidate for a source, from where it speaks in the statement's sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from weighbridge.reading.encoder.senses import KINDS, SENSE_SOURCE, SOURCES, Place
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.voices import Grounds, Speech, Voice


def senses_at(
    speech: Speech,
    scene_index: int,
    word: int,
    parties: tuple[PartyMention | str | None, PartyMention | str | None],
    candidates: Sequence[Grounds],
) -> list[list[float]]:
    """The columns SENSE_SOURCE for each candidate; zeros where the encoder was not asked.

    Args:
        speech: who speaks in the document.
        scene_index: place of the statement's scene.
        word: token of the word of transfer, else of the goods.
        parties: supplier and recipient.
        candidates: what speaks for each.
    """
    sense = speech.senses[scene_index] if speech.senses else None
    if sense is None:
        return [[0.0] * len(SENSE_SOURCE) for _ in candidates]
    codes = [one.code if isinstance(one, PartyMention) else one for one in parties]
    return sense.sources(word, [asked_of(speech.scenes, scene_index, one, codes) for one in candidates])


def asked_of(
    scenes: Sequence[Scene], scene_index: int, grounds: Grounds, codes: Sequence[str | None]
) -> tuple[Place | None, str, int, list[bool]]:
    """Of a candidate: where it speaks, its class, whose country it has (place in KINDS), its grounds."""
    country = grounds.source.country
    kind = "nowhere" if country is None else "other"
    if country is not None and country in codes:
        kind = ("supplier", "recipient")[codes.index(country)]
    reasons = [grounds.covering, grounds.acting, grounds.subject, grounds.beside, grounds.before]
    class_ = grounds.source.class_ if grounds.source.class_ in SOURCES else "narrator"
    return _speaks_at(scenes, scene_index, grounds), class_, KINDS.index(kind), [bool(one) for one in reasons]


def _speaks_at(scenes: Sequence[Scene], scene_index: int, grounds: Grounds) -> Place | None:
    """The word by which the candidate speaks, here or before, the nearest first."""
    if grounds.covering:
        return _place_of(scenes, grounds.covering[0][1])
    if grounds.acting:
        return scene_index, grounds.acting[0][1]
    if grounds.subject:
        return scene_index, grounds.subject[0]
    for voice in (*grounds.beside[:1], *(voice for _, voice in grounds.before[:1])):
        return _place_of(scenes, voice)
    return None


def _place_of(scenes: Sequence[Scene], voice: Voice) -> Place:
    return voice.scene, _token_at(scenes[voice.scene], voice.at)


def _token_at(scene: Scene, at: int) -> int:
    return max(0, bisect_right(scene.starts, at - scene.start) - 1)
