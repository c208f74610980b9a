"""Whom "he", "she", "it" or "they" before a verb of speech stand for: the nearest of their kind who spoke.

Whoever is only spoken of inside what is said ("Kim was promised satellites, he said") is never meant. In the
same sentence a speaker or a subject before the pronoun goes first; then each sentence before, the nearest first:
who speaks there by its main verb, who speaks there at all, the person or the body that is its subject.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from weighbridge.model import Source
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.phrases import party_on
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Speech, Voice

KINDS = {"he": "person", "she": "person", "it": "body", "they": "many"}
"""Pronoun: the kind of speaker that it stands for."""
BACK = 6
"""So many sentences before are searched."""


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
    charged = _charged(speech, speech.scenes[place], one, kind)
    if charged is not None:
        return charged
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
    return not (signs().men if word == "she" else signs().women).search(text) if kind == "person" else True


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


def accused_in(scene: Scene) -> list[int]:
    """The subjects of whom somebody says something: "Rwanda" in "Rwanda has been accused of arming them"."""
    subjects = (token for token, dep in enumerate(scene.dep) if dep == "nsubjpass")
    return [token for token in subjects if scene.lemma[scene.head[token]] in signs().accused]


def _charged(speech: Speech, scene: Scene, one: Attribution, kind: str) -> Source | None:
    """Who is accused in the clause that "which it denies" and "a charge it denies" are about."""
    cue = bisect_left(scene.starts, (min(one.cue)[0] if one.cue else 0) - scene.start)
    if not one.cue or cue >= len(scene.lower) or scene.dep[cue] != "relcl":
        return None
    before = [token for token in accused_in(scene) if token < cue]
    return speech.cast.subject(scene, before[-1], kind) if before else None


def before_relative(scene: Scene, start: int, word: str) -> tuple[int, int] | None:
    """The characters of the phrase before ", which" and ", who", where the grammar found none for it.

    An abbreviation in brackets is passed over ("the Joint Chiefs of Staff (JCS), which told reporters").
    """
    if word not in ("which", "who"):
        return None
    at = bisect_left(scene.starts, start - scene.start)
    if at < 2 or at >= len(scene.lower) or scene.lower[at - 1] != ",":
        return None
    last = at - 2
    if scene.lower[last] == ")":
        last = next((t - 1 for t in range(last, 0, -1) if scene.lower[t] == "("), last)
    party = party_on(scene, last)
    top = party.token if party is not None else last
    while party is None and scene.dep[top] in ("pobj", "prep", "compound", "nmod") and _near(scene, top, at):
        top = scene.head[top]
    if scene.dep[top] == "prep" or scene.tag[top][:1] != "N":
        return None
    first = min([top, *(t for t in range(max(0, top - 8), top) if top in scene.climb(t))])
    return scene.start + scene.starts[first], scene.start + scene.starts[last] + len(scene.lower[last])


def _near(scene: Scene, token: int, at: int) -> bool:
    """Whether the head of a token is a word for a speaker before ``at``, or a preposition after one."""
    head = scene.head[token]
    over = scene.head[head] if scene.lower[head] in ("of", "for") else head
    return head < at and scene.lower[over] in speakers().nouns


def subject_of_own(scene: Scene, one: Attribution, word: str) -> tuple[int, int] | None:
    """The characters of the main subject, of which "by its own account" speaks."""
    if one.kind != "according_to" or word not in ("its own", "their own", "his own", "her own", "its", "their"):
        return None
    root = next((t for t, head in enumerate(scene.head) if head == t), 0)
    who = next((t for t in scene.children[root] if scene.dep[t] in ("nsubj", "nsubjpass")), None)
    if who is None or scene.tag[who][:1] != "N":
        return None
    first = min([who, *(t for t in range(max(0, who - 8), who) if who in scene.climb(t))])
    return scene.start + scene.starts[first], scene.start + scene.starts[who] + len(scene.lower[who])
