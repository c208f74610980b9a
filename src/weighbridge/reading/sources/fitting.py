"""Whether what a candidate for a source does fits the position whose holder is asked for.

"Seoul said that the North sent shells, charges that Pyongyang denied": who denies holds the denial; "had asked for
the tanks that Berlin promised": who promises holds the promise. Numbers for the model of sources; they stand at the
end of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from weighbridge.reading.attribution.words import cue_class, cue_stance
from weighbridge.reading.positions.modality import Position

if TYPE_CHECKING:
    from weighbridge.reading.sources.speech import Grounds, Key, Speech

STAGE_OF = {
    "asking": "sought",
    "urging": "sought",
    "offering": "negotiating",
    "intending": "negotiating",
    "promising": "agreed",
}
"""Class of a verb: the stage of a transfer of which its subject speaks."""
_OPEN = frozenset(("asserts",))


def fits_of(speech: Speech, at: int, told: Position, table: Mapping[Key, Grounds]) -> dict[Key, list[float]]:
    """How the verbs of each candidate fit stance and stage, and how those of the others do.

    Args:
        speech: who speaks in the document.
        at: place of the statement's scene.
        told: the position whose holder is asked for.
        table: the grounds of all candidates.
    """
    own = {key: _fit(speech, at, grounds, told) for key, grounds in table.items()}
    found = {}
    for key, row in own.items():
        others = [one for other, one in own.items() if other != key]
        found[key] = [*row, *(max((one[column] for one in others), default=0.0) for column in range(len(row)))]
    return found


def _fit(speech: Speech, at: int, grounds: Grounds, told: Position) -> list[float]:
    stances = {cue_stance(lemma) for lemma in _lemmas(speech, at, grounds)}
    classes = {cue_class(lemma) for lemma in _lemmas(speech, at, grounds)}
    marked = stances - {None, *_OPEN}
    return [
        float(told.stance in marked),
        float(bool(marked) and told.stance not in marked),
        float(told.stance in _OPEN and told.stance in stances),
        float(any(STAGE_OF.get(one or "") == told.stage for one in classes)),
        float(any(STAGE_OF.get(one or "", told.stage) != told.stage for one in classes)),
    ]


def _lemmas(speech: Speech, at: int, grounds: Grounds) -> Iterator[str]:
    """The verbs and nouns by which a candidate speaks or acts in the statement's sentence."""
    scene = speech.scenes[at]
    for voice in (*(one for _, one in (*grounds.covering, *grounds.instead)), *grounds.beside):
        if voice.scene == at:
            yield voice.attribution.cue_lemma
    for verb in (*(one for _, one in grounds.acting), *grounds.subject):
        yield scene.lemma[verb]
