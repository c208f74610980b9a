"""A company's call with analysts on its results, or its meeting with shareholders: whoever asks there states nothing,
and whoever answers speaks for the company."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from weighbridge.model import Document, Source
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.mentions import finder
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.interviews import ANSWERED, ANSWERS, ASKED
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

_OPENING = 300
"""So many characters at the beginning may tell that it is a call, and whose."""


def company_of_call(document: Document, scenes: Sequence[Scene], home: str | None) -> Source | None:
    """The company whose call a document records, by its title and first lines; None where it records none.

    A company that neither the lexicon nor the text gives a state to is taken for one of the state at ``home``.
    """
    opening = "\n".join((document.title or "", document.text[:_OPENING]))
    if not speakers().calls.search(opening):
        return None
    named = [p.entry for scene in scenes if scene.start < _OPENING for p in scene.parties]
    named += [mention.entry for mention in finder().find("\n".join((document.title or "", document.publisher or "")))]
    company = next((one for one in named if one.kind == "company" and one.code), None)
    if company is not None:
        return Source("company", company.code, company.name, True)
    return Source("company", home, None, True) if home is not None else None


def as_call(scenes: Sequence[Scene], turns: Mapping[int, Attribution], company: str) -> dict[int, Attribution]:
    """The turns of a call, each as one that asks or one that answers.

    Args:
        scenes: the sentences of the document.
        turns: what opens each turn, by the place of its scene.
        company: its name.
    """
    labels = {place: _label(scenes[place], turn) for place, turn in turns.items()}
    names = {place: _name(scenes[place], turn) for place, turn in turns.items()}
    officers = {names[place] for place, label in labels.items() if _is_officer(label, company)}
    ends = [*sorted(turns)[1:], len(scenes)]
    asking = {
        names[place]
        for place, end in zip(sorted(turns), ends, strict=True)
        if officers or names[place] in signs().questioners or any("?" in scene.text for scene in scenes[place:end])
    }
    return {
        place: replace(turn, cue_lemma=ASKED if names[place] in asking - officers - ANSWERS else ANSWERED)
        for place, turn in turns.items()
    }


def speaking(company: Source, label: str) -> Source:
    """The company, as whoever is called so before a colon speaks for it: "Micael Berg", "A (Micael Berg, CFO)"."""
    if label.lower() in ANSWERS:
        return company
    behind = re.fullmatch(r"(?:Q|A|Question|Answer) ?\(([^,)]+)[^)]*\)", label)
    return replace(company, text=behind[1] if behind is not None else label)


def _label(scene: Scene, turn: Attribution) -> str:
    """All that stands before the colon."""
    return scene.text[turn.source[0][0] - scene.start : turn.cue[0][0] - scene.start]


def _name(scene: Scene, turn: Attribution) -> str:
    """The last word of the name, in small letters: "micael berg" is "berg" from then on."""
    start, end = turn.source[0]
    return scene.text[start - scene.start : end - scene.start].lower().split()[-1]


def _is_officer(label: str, company: str) -> bool:
    return bool(speakers().officers.search(label)) or (bool(company) and company.lower() in label.lower())
