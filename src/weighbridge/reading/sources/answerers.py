"""Who gives the answers: in an interview whoever is introduced, in the talk of a host its people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from weighbridge.model import Source
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.hosts import ENDING, speaking
from weighbridge.reading.sources.interviews import in_title, introduced, who_answers
from weighbridge.reading.sources.issuer import issuing

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Speech


def answering(speech: Speech, scene: Scene, one: Attribution, host: Source) -> Source:
    """Who answers in the talk of a host: his people, but for a guest of whom the text says that he is another's."""
    start, end = one.source[0]
    guest = speech.cast.resolve(scene, start, end)
    if guest is not None and guest.country not in (None, host.country) and not speech.cast.guessed:
        return guest
    speech.cast.guessed = False
    return speaking(host, speech.document.text[start : one.content[0][0]].strip(ENDING))


def interviewed(speech: Speech) -> Source | None:
    """Who answers in an interview: whom the lines before the first question introduce, once and for all.

    Where they introduce nobody, a body that publishes its own questions and answers; for a paper's, which explain a
    matter, nobody does, unless the title names him.
    """
    if not speech.settled:
        speech.settled = True
        cast = speech.cast
        opening = speech.scenes[: min(speech.turns, default=0)]
        told = introduced(opening, cast.people, cast.home)
        issuer = next(iter(issuing(speech.document.publisher or "")), None)
        if told is None and issuer is None and speech.official_look:
            told = who_answers(cast.people, cast.last_person) or Source("government", cast.home, None, True)
        told = told or (in_title(speech.document.title or "", cast.people) if issuer is None else None)
        told = replace(told, country=cast.home) if told is not None and told.country is None else told
        speech.interviewed = told or issuer
    return speech.interviewed
