"""Through whom the words of a source came: ``via`` of a statement (coding guidelines, 6).

It follows by rule from the attributions outside the chosen one, and from the outlets that the source told it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from weighbridge.model import Source
from weighbridge.reading.sources.interviews import ASKED
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.voices import Grounds, Speech, Voice, char_of, covers
from weighbridge.reading.sources.words import speakers


def via_of(speech: Speech, grounds: Grounds, covering: Sequence[Voice]) -> tuple[Source, ...]:
    """Through whom the source's words came, nearest the source first."""
    if grounds.source.class_ == "narrator":
        return ()
    own = (grounds.source.class_, grounds.source.country)
    chosen_voice = next((v for _, v in (*grounds.covering, *grounds.instead)), None)
    found: list[Source] = []
    inside = covering.index(chosen_voice) + 1 if chosen_voice in covering else 0
    outer = covering[inside:]
    for voice in outer:
        source = voice.source
        if (
            source is not None
            and (source.class_, source.country) != own
            and not is_question(voice)
            and not _is_silent(voice)
        ):
            found.append(source)
    anchor = chosen_voice or (grounds.beside[0] if grounds.beside else None)
    if anchor is not None:
        found += _told_to(speech, anchor)
    kept: list[Source] = []
    for source in found:
        if source.class_ == "narrator" or (source.class_ == "media" and _is_publisher(speech, source)):
            continue
        if source.class_ == "anonymous" and not _speaks(source.text or ""):
            continue
        if source.text and source.text == grounds.source.text:
            continue
        if all((source.class_, source.country) != (one.class_, one.country) for one in kept):
            kept.append(source)
    return tuple(kept)


def is_question(voice: Voice) -> bool:
    """Whether a voice is of somebody who asks in a briefing: what others say did not come through him."""
    if voice.attribution.kind != "headline" or voice.source is None or voice.source.class_ != "media":
        return False
    return voice.attribution.cue_lemma == ASKED or (voice.source.text or "").lower() in signs().questioners


def _is_silent(voice: Voice) -> bool:
    """Whether a voice only will not speak of it: nothing came through who "declined to comment"."""
    return voice.attribution.cue_lemma in signs().silent


def _speaks(words: str) -> bool:
    """Whether some word for people who speak stands among the words."""
    return any(word in speakers().nouns for word in re.findall(r"[\w-]+", words.lower()))


def _told_to(speech: Speech, voice: Voice) -> list[Source]:
    """Outlets to which the speaker told it: "told NHK", "in an interview with El País"."""
    scene = speech.scenes[voice.scene]
    found = []
    for party in scene.parties:
        if party.kind == "outlet" and not covers(voice.attribution, party.start):
            source = Source("media", party.code, speech.document.text[party.start : party.end], True)
            own = voice.source is not None and voice.source.class_ == "media"
            if not own:
                found.append(source)
    cue = bisect_left(scene.starts, voice.at - scene.start)
    for token in scene.children[cue] if cue < len(scene.children) and not found else ():
        noun = speakers().nouns.get(scene.lower[token])
        if (
            scene.dep[token] in ("dobj", "dative")
            and noun is not None
            and noun.class_ == "media"
            and not signs().reporters.search(scene.lower[token])
        ):
            first = min([token, *(c for c in scene.children[token] if c < token)])
            span = char_of(scene, first), char_of(scene, token) + len(scene.lower[token])
            state = next((p.code for p in scene.parties if first <= p.token < token), None)
            found.append(Source("media", state, speech.document.text[slice(*span)], False))
    return found


def _is_publisher(speech: Speech, source: Source) -> bool:
    """Whether an outlet is the one that published the document: its name, "this newspaper", "our correspondent"."""
    if signs().own_outlet.match(source.text or ""):
        return True
    words = set(re.findall(r"\w+", (source.text or "").lower())) - {"the", "news", "agency"}
    return bool(words) and words <= speech.publisher
