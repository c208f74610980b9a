"""Whether what a candidate for a source does fits the position whose holder is asked for.

"Seoul said that the North sent shells, charges that Pyongyang denied": who denies holds the denial; "had asked for
the tanks that Berlin promised": who promises holds the promise. Numbers for the model of sources; they stand at the
end of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING

from weighbridge.reading.attribution.words import cue_class, cue_stance
from weighbridge.reading.positions.modality import Position

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Grounds, Key, Speech

STAGE_OF = {
    "asking": "sought",
    "urging": "sought",
    "offering": "negotiating",
    "intending": "negotiating",
    "promising": "agreed",
}
"""Class of a verb: the stage of a transfer of which its subject speaks."""
_OPEN = frozenset(("asserts",))
_UNMARKED = frozenset((None, *_OPEN))
_NOTHING = (0.0,) * 5


def fits_of(speech: Speech, at: int, told: Position, table: Mapping[Key, Grounds]) -> dict[Key, list[float]]:
    """How the verbs of each candidate fit stance and stage, and how those of the others do.

    Args:
        speech: who speaks in the document.
        at: place of the statement's scene.
        told: the position whose holder is asked for.
        table: the grounds of all candidates.
    """
    own = [_fit(set(_lemmas(speech, at, grounds)), told) for grounds in table.values()]
    sums = [sum(column) for column in zip(*own, strict=True)]
    return {
        key: [*row, *(float(total > mine) for total, mine in zip(sums, row, strict=True))]
        for key, row in zip(table, own, strict=True)
    }


def _fit(lemmas: Set[str], told: Position) -> tuple[float, ...]:
    """Ones and zeros: how these verbs and nouns fit the position."""
    if not lemmas:
        return _NOTHING
    stances = {cue_stance(lemma) for lemma in lemmas}
    stages = {STAGE_OF.get(cue_class(lemma) or "") for lemma in lemmas} - {None}
    marked = stances - _UNMARKED
    return (
        float(told.stance in marked),
        float(bool(marked) and told.stance not in marked),
        float(told.stance in _OPEN and told.stance in stances),
        float(told.stage in stages),
        float(bool(stages - {told.stage})),
    )


def _lemmas(speech: Speech, at: int, grounds: Grounds) -> Iterator[str]:
    """The verbs and nouns by which a candidate speaks or acts in the statement's sentence."""
    scene = speech.scenes[at]
    for voice in (*(one for _, one in (*grounds.covering, *grounds.instead)), *grounds.beside):
        if voice.scene == at:
            yield voice.attribution.cue_lemma
    for verb in (*(one for _, one in grounds.acting), *grounds.subject):
        yield scene.lemma[verb]
