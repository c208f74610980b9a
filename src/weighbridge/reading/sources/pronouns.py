"""Whom "he", "she", "it" or "they" before a verb of speech stand for: the nearest of their kind who spoke.

Whoever is only spoken of inside what is said ("Kim was promised satellites, he said") is never meant. In the
same sentence a speaker or a subject before the pronoun goes first; then each sentence before, the nearest first:
who speaks there by its main verb, who speaks there at all, the person or the body that is its subject.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weighbridge.model import Source
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.scene import Scene

if TYPE_CHECKING:
    from weighbridge.reading.sources.speech import Speech, Voice

KINDS = {"he": "person", "she": "person", "it": "body", "they": "many"}
"""Pronoun: the kind of speaker that it stands for."""
BACK = 6
"""So many sentences before are searched."""
_MAN = re.compile(r"\b(?:mr|sir|lord|spokesman|chairman|king|prince|sheikh|congressman|policeman)\b", re.IGNORECASE)
_WOMAN = re.compile(r"\b(?:mrs|ms|miss|lady|dame|baroness|spokeswoman|chairwoman|queen|princess|congresswoman)\b", re.I)


def speaker_meant(speech: Speech, place: int, one: Attribution, word: str, here: list[Voice]) -> Source | None:
    """The speaker for whom the pronoun ``word`` at the head of the attribution ``one`` stands; None if nobody is found.

    Args:
        speech: what is known of the document up to the scene.
        place: place of the scene in ``speech.scenes``.
        one: the attribution.
        word: its source, in lower case.
        here: the voices of the scene so far.
    """
    kind = KINDS.get(word)
    if kind is None:
        return None
    at = one.source[0][0]
    inside = [v for v in here if v.at < at and not _is_said(one, v.at) and _fits(v, kind, word)]
    if inside:
        return inside[-1].source
    subject = _subject_before(speech, speech.scenes[place], one, kind)
    if subject is not None:
        return subject
    for back in range(1, min(BACK, place) + 1):
        found = [voice for voice in speech.made_in[place - back] if _speaks(voice) and _fits(voice, kind, word)]
        if found:
            root = _root(speech.scenes[place - back])
            return next((voice for voice in found if voice.at == root), found[-1]).source
        person, body = speech.led[place - back]
        led = person if kind == "person" else body if kind == "body" else None
        if led is not None:
            return led
    return None


def _is_said(one: Attribution, char: int) -> bool:
    return any(start <= char < end for start, end in one.content)


def _speaks(voice: Voice) -> bool:
    """Whether the text itself has it speak, in words of its own."""
    return not voice.attribution.level and not voice.attribution.in_speech


def _fits(voice: Voice, kind: str, word: str) -> bool:
    source = voice.source
    if source is None or voice.kind != kind:
        return False
    text = source.text or ""
    return not (_MAN if word == "she" else _WOMAN).search(text) if kind == "person" else True


def _root(scene: Scene) -> int:
    """First character of the main verb."""
    token = next((t for t, head in enumerate(scene.head) if head == t), 0)
    return scene.start + scene.starts[token]


def _subject_before(speech: Speech, scene: Scene, one: Attribution, kind: str) -> Source | None:
    """The nearest subject of the kind that stands in the sentence before the pronoun, outside what is said."""
    at = one.source[0][0]
    for token in range(len(scene.lower) - 1, -1, -1):
        char = scene.start + scene.starts[token]
        if char >= at or scene.dep[token] not in ("nsubj", "nsubjpass"):
            continue
        if _is_said(one, char):
            continue
        found = speech.cast.subject(scene, token, kind)
        if found is not None:
            return found
    return None
