"""What the model of sources looks at: numbers for each candidate of a statement.

Nothing here knows a country or a document by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from weighbridge.model import SOURCE_CLASSES, Source
from weighbridge.reading.attribution.words import cue_class
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.rivals import Rivals, rivals_of
from weighbridge.reading.sources.voice_rows import FAR, cue_row, group_of, marks_of, voice_row

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Grounds, Key, Speech, Voice

_CLASS_ROWS = marks_of(SOURCE_CLASSES)
_NO_SUBJECT = (0.0, 0.0, FAR, 0.0, -1.0, 0.0)
_NO_COUNTRY = (-1.0, -1.0, 30.0, 0.0, 0.0, -1.0, 0.0)
_OUT_OF_SIGHT = 25
"""So many sentences back a country is looked for."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A voice, as a statement looks at it: its numbers, and the parties that are named before it."""

    row: tuple[float, ...]
    scene: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A statement whose source is asked for, with what is worked out once for all its candidates."""

    speech: Speech
    at: int
    """Place of its scene."""
    points: Sequence[int]
    """Characters of its trigger and its goods."""
    around: Sequence[float]
    """Numbers that are the same for all candidates."""
    acting: frozenset[str | None]
    """Countries named as subjects of the sentence."""
    opening: frozenset[str | None]
    """Countries that the sentence opens with ("In Berlin ...")."""
    named: frozenset[str | None]
    """All parties that it names."""
    heard: dict[int, _Heard] = field(default_factory=dict)
    """Voices that were looked at, by ``id``."""

    def hear(self, voice: Voice | None) -> _Heard:
        """What is to be known of a voice, or of there being none."""
        found = self.heard.get(id(voice))
        if found is None:
            found = self.heard[id(voice)] = self._hear(voice)
        return found

    def _hear(self, voice: Voice | None) -> _Heard:
        row = voice_row(self.speech, voice, self.at, *self.points)
        if voice is None:
            return _Heard(row, self.at, None, None)
        before = [p for p in self.speech.scenes[voice.scene].parties if p.code and p.start < voice.at]
        if not before:
            return _Heard(row, voice.scene, None, None)
        return _Heard(row, voice.scene, before[0].code, max(before, key=lambda p: p.start).code)


def rows_of(
    speech: Speech, at: int, table: Mapping[Key, Grounds], around: Sequence[float], points: Sequence[int]
) -> dict[Key, list[float]]:
    """Numbers for each candidate of a statement.

    Args:
        speech: who speaks in the document.
        at: place of the statement's scene.
        table: the grounds of all candidates.
        around: ``surroundings_of`` the statement.
        points: characters of its trigger and its goods.
    """
    asked = _Asked(speech, at, points, around, *_places(speech.scenes[at]))
    rivals = rivals_of(list(table.values()))
    return {
        key: _row(asked, grounds, others, len(table))
        for (key, grounds), others in zip(table.items(), rivals, strict=True)
    }


def _places(scene: Scene) -> tuple[frozenset[str | None], frozenset[str | None], frozenset[str | None]]:
    """The states that a sentence has as subjects, those with which it opens, and all parties in it."""
    subjects, opening = [], []
    for party in scene.parties:
        if party.kind in ("state", "capital", "place"):
            dep = scene.dep[party.token]
            if dep.startswith("nsubj") and party.kind != "place":
                subjects.append(party.code)
            elif dep == "pobj" and party.token < 4:
                opening.append(party.code)
    return frozenset(subjects), frozenset(opening), frozenset(party.code for party in scene.parties)


def _row(asked: _Asked, grounds: Grounds, others: Rivals, count: int) -> list[float]:
    """Numbers for one of ``count`` candidates."""
    speech, scene = asked.speech, asked.speech.scenes[asked.at]
    source = grounds.source
    country = source.country
    inner = grounds.covering[0] if grounds.covering else None
    guess = grounds.instead[0] if grounds.instead else None
    nearest = inner or guess
    voice = nearest[1] if nearest is not None else (grounds.beside[0] if grounds.beside else None)
    heard = asked.hear(voice)
    steps, verb = min(grounds.acting) if grounds.acting else (9, -1)
    back, previous = grounds.before[0] if grounds.before else (9, None)
    share = speech.shares[source.class_, country]
    return [
        *asked.around,
        *_CLASS_ROWS[source.class_],
        float(country is None),
        float(country is not None and country == speech.cast.home),
        float(country is not None and country in asked.acting),
        float(country is not None and country in asked.opening),
        float(country is not None and country in asked.named),
        float(inner is not None),
        float(inner[0]) if inner is not None else 9.0,
        float(len(grounds.covering)),
        float(grounds.covering[-1][0]) if inner is not None else -1.0,
        float(guess is not None),
        float(guess[0]) if guess is not None else 9.0,
        float(inner is not None and inner[1].guessed),
        *_alternative_row(speech, source, inner, guess),
        float(bool(grounds.beside)),
        float(verb >= 0),
        float(steps),
        *cue_row(scene.lemma[verb] if verb >= 0 else ""),
        float(verb >= 0 and scene.head[verb] == verb),
        *_subject_row(speech, scene, grounds.subject, asked.points[0]),
        *_country_row(speech, country, heard),
        float(grounds.supplier),
        float(grounds.recipient),
        float(grounds.issuer),
        float(grounds.issuer and speech.issued),
        float(grounds.floor),
        float(grounds.home),
        float(grounds.lead),
        float(back),
        float(sum(one == back for one, _ in grounds.before)),
        float(previous is not None and previous.attribution.kind == "headline"),
        float(previous is not None and speech.scenes[previous.scene].paragraph == scene.paragraph),
        share / speech.counts.voices,
        float(share),
        float(count),
        *others.numbers,
        float(source.class_ == "narrator") * speech.official,
        *heard.row,
        *asked.hear(others.voice).row,
        others.steps,
        *cue_row(scene.lemma[others.verb] if others.verb >= 0 else ""),
    ]


def _alternative_row(
    speech: Speech, source: Source, inner: tuple[int, Voice] | None, guess: tuple[int, Voice] | None
) -> tuple[float, ...]:
    """How a candidate that only may be meant differs from what the words say, and what its kind tells."""
    told = guess[1].source if guess is not None and inner is None else None
    known = speech.cast.classes.get(source.class_)
    nearest = inner or guess
    voiced = nearest[1].source if nearest is not None else None
    class_ = told.class_ if told is not None else ""
    return (
        float(class_ == source.class_),
        float(class_ == "anonymous"),
        float(class_ == "person"),
        float(class_ == "document"),
        float(told is not None and source.country is None),
        float(known is not None and known.country == source.country),
        *_text_row((voiced.text or "") if voiced is not None else ""),
    )


@lru_cache(maxsize=4096)
def _text_row(text: str) -> tuple[float, ...]:
    """Of what kind the words for a source are."""
    return (
        float(text[:4].lower() == "the "),
        float(text[:2].lower() in ("a ", "an")),
        float(text.endswith("s")),
        float(text[:1].isupper()),
        float("official" in text),
        float(len(text)),
    )


def _subject_row(speech: Speech, scene: Scene, verbs: Sequence[int], char: int) -> tuple[float, ...]:
    """The nearest verb beside the transfer whose subject the candidate is; one of speech goes first."""
    if not verbs:
        return _NO_SUBJECT

    def place(verb: int) -> int:
        return scene.start + scene.starts[verb]

    best = min(verbs, key=lambda one: (cue_class(scene.lemma[one]) is None, abs(place(one) - char)))
    low, high = sorted((place(best), char))
    return (
        1.0,
        float(cue_class(scene.lemma[best]) is not None),
        min(FAR, (high - low) / 10.0),
        float(speech.document.text.count(";", low, high)),
        float(group_of(scene.lemma[best])),
        float(place(best) < char),
    )


def _country_row(speech: Speech, code: str | None, heard: _Heard) -> tuple[float, ...]:
    """How much the document speaks of the candidate's country, and how near to the words for the source."""
    if code is None:
        return _NO_COUNTRY
    counts, here = speech.counts, heard.scene
    back = 30.0
    for place in range(here, max(-1, here - _OUT_OF_SIGHT), -1):
        if code in speech.codes[place]:
            back = float(here - place)
            break
    return (
        speech.named[code] / counts.parties,
        float(counts.above.get(code, len(counts.above))),
        back,
        float(heard.last == code),
        float(heard.first == code),
        float(counts.heard.get(code, 0)),
        float(any(p.code == code and p.kind == "adjective" for p in speech.scenes[here].parties)),
    )
