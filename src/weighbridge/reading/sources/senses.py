"""What the encoder says of each candidate for a source, from where it speaks in the statement's sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from weighbridge.reading.encoder.senses import KINDS, SENSE_SOURCE, SOURCES
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.speech import Grounds, Speech


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
    return sense.sources(word, [asked_of(speech.scenes[scene_index], scene_index, one, codes) for one in candidates])


def asked_of(
    scene: Scene, scene_index: int, grounds: Grounds, codes: Sequence[str | None]
) -> tuple[int | None, str, int, list[bool]]:
    """Of a candidate: the token where it speaks, its class, whose country it has (place in KINDS), its grounds."""
    country = grounds.source.country
    kind = "nowhere" if country is None else "other"
    if country is not None and country in codes:
        kind = ("supplier", "recipient")[codes.index(country)]
    reasons = [grounds.covering, grounds.acting, grounds.subject, grounds.beside, grounds.before]
    class_ = grounds.source.class_ if grounds.source.class_ in SOURCES else "narrator"
    return _speaks_at(scene, scene_index, grounds), class_, KINDS.index(kind), [bool(one) for one in reasons]


def _speaks_at(scene: Scene, scene_index: int, grounds: Grounds) -> int | None:
    """The token of the sentence by which the candidate speaks, the nearest first."""
    if grounds.covering:
        voice = grounds.covering[0][1]
        if voice.scene == scene_index:
            return _token_at(scene, voice.at)
        if voice.scene == scene_index - 1:
            return None
    if grounds.acting:
        return grounds.acting[0][1]
    if grounds.subject:
        return grounds.subject[0]
    if grounds.beside and grounds.beside[0].scene == scene_index:
        return _token_at(scene, grounds.beside[0].at)
    return None


def _token_at(scene: Scene, at: int) -> int:
    return max(0, bisect_right(scene.starts, at - scene.start) - 1)
