"""Whose "we" and "us" are: of whoever says the words, as the cast of the document knows him.

"He" who spoke before is a minister of Serbia, "the general" is Chad's: what they call "ours" is their state's, what a
company or an armed group calls so its own (coding guidelines, 2).
"""

from __future__ import annotations

from weighbridge.model import Source
from weighbridge.reading.sources.memory import WE
from weighbridge.reading.sources.speech import Speech, char_of, holding

_SPEAKING = frozenset(("government", "military", "intelligence", "company", "nonstate", "anonymous", "person"))
"""Classes of sources who may call a party of a transfer "us"."""


def speakers_of_we(speech: Speech) -> dict[tuple[int, int], str]:
    """For each word of the first person, by scene and token, the party of whoever says it, where that is known."""
    return {
        (place, token): source.country
        for place, scene in enumerate(speech.scenes)
        if not WE.isdisjoint(scene.lower)
        for token, word in enumerate(scene.lower)
        if word in WE and (source := _speaker(speech, place, char_of(scene, token))) is not None and source.country
    }


def _speaker(speech: Speech, place: int, char: int) -> Source | None:
    """Who says what stands at a character: the innermost voice of which it is known whose it is."""
    voice = next((one for one in holding(speech, place, [char]) if one.source is not None), None)
    if voice is None or voice.source is None or voice.guessed:
        return None
    return voice.source if voice.source.class_ in _SPEAKING else None
