"""Numbers for the cue of a voice, and for where the voice stands to a statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from weighbridge.reading.attribution.words import cue_class, cue_stance

if TYPE_CHECKING:
    from weighbridge.reading.sources.voices import Speech, Voice

CUE_KINDS = "verb quote according_to citing noun adjective adverb hedge seeming headline".split()
CUE_GROUPS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("saying",),
            ("saying on", "putting"),
            ("telling",),
            ("confirming",),
            ("denying", "rejecting", "doubting"),
            ("declining",),
            ("warning",),
            ("urging",),
            ("asking",),
            ("thinking", "judging", "viewing"),
            ("finding", "showing"),
            ("knowing",),
            ("promising",),
            ("offering",),
            ("intending", "favouring"),
            ("accusing",),
            ("criticizing", "calling", "commenting"),
        )
    )
    for name in names
}
GROUPS = (
    "say add tell confirm deny decline warn urge ask think find know promise offer intend accuse comment other"
).split()
LEMMAS = """say tell announce report ask order want deny decide offer refuse agree confirm accuse believe plan
expect know hope seek call pledge promise warn claim demand request propose approve reject
need allow""".split()
"""Verbs that say by themselves whether their subject speaks or acts."""
FAR = 40.0
VOICE_NAMES = [
    *(f"cue_{one}" for one in CUE_KINDS),
    *(f"group_{one}" for one in GROUPS),
    *(f"lemma_{one}" for one in LEMMAS),
    *"""has semicolons first_person negated modal in_speech level covers_trigger covers_item pronoun here
    opposed cue_before distance""".split(),
]

_OPPOSED = frozenset(("denies", "declines", "warns"))
_NO_CUE = (0.0,) * (len(GROUPS) + len(LEMMAS))
_NO_VOICE = (*(0.0,) * (len(VOICE_NAMES) - 1), FAR)


def marks_of(names: Sequence[str]) -> dict[str, tuple[float, ...]]:
    """For each name a row with a one in its place."""
    return {name: tuple(float(name == one) for one in names) for name in names}


KIND_ROWS, LEMMA_ROWS = marks_of(CUE_KINDS), marks_of(LEMMAS)
NO_LEMMA = (0.0,) * len(LEMMAS)


def group_of(lemma: str) -> int:
    """The group (place in GROUPS) that a cue belongs to."""
    return CUE_GROUPS.get(cue_class(lemma) or "", len(GROUPS) - 1)


@lru_cache(maxsize=4096)
def cue_row(lemma: str) -> tuple[float, ...]:
    """The group that a cue belongs to, and which of LEMMAS it is; zeros where there is no cue ("")."""
    if not lemma:
        return _NO_CUE
    group = group_of(lemma)
    return (*(float(group == number) for number in range(len(GROUPS))), *LEMMA_ROWS.get(lemma, NO_LEMMA))


def voice_row(speech: Speech, voice: Voice | None, at: int, char: int, item_char: int) -> tuple[float, ...]:
    """Numbers for a voice: its cue, and where that stands to the trigger (``char``) and the goods of scene ``at``."""
    if voice is None:
        return _NO_VOICE
    one = voice.attribution
    low, high = sorted((voice.at, char))
    semicolons = speech.document.text.count(";", low, high) if voice.scene == at else 0
    covers_trigger = covers_item = False
    for start, end in one.content:
        covers_trigger = covers_trigger or start <= char < end
        covers_item = covers_item or start <= item_char < end
    return (
        *KIND_ROWS[one.kind],
        *cue_row(one.cue_lemma),
        1.0,
        float(semicolons),
        float(voice.first_person),
        float(one.negated),
        float(one.modal is not None),
        float(one.in_speech),
        float(one.level),
        float(covers_trigger),
        float(covers_item),
        float(voice.pronoun),
        float(voice.scene == at),
        float(cue_stance(one.cue_lemma) in _OPPOSED),
        float(voice.at < char),
        min(FAR, (high - low) / 10.0),
    )
