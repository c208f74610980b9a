"""Whose talk a document records: a company's call on its results, a ministry's own briefing. Whoever asks there states
nothing, and whoever answers speaks for the host."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from weighbridge.model import Document, Source
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.mentions import finder
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.interviews import ANSWERED, ANSWERS, ASKED
from weighbridge.reading.sources.issuer import putting_out
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

_OPENING = 300
"""So many characters at the beginning may tell that it is a call, and whose."""
_JOINT = re.compile(r"\bjoint(?:ly)?\b", re.IGNORECASE)
ENDING = " \n:.)]>"
"""What may stand between a label and the words."""
_OF_A_STATE = frozenset(("government", "military"))


def host_of(document: Document, scenes: Sequence[Scene], home: str | None) -> Source | None:
    """Whose people answer, where the document records a talk: a company or a body of a state; None where nobody's do.

    Args:
        document: by its title and first lines a company's call, or put out by a body of a state.
        scenes: its sentences.
        home: the state at home, which a company has that neither the lexicon nor the text gives another.
    """
    opening = "\n".join((document.title or "", document.text[:_OPENING]))
    if _JOINT.search(opening):
        return None
    if speakers().calls.search(opening):
        return _company(document, scenes, home)
    body = putting_out(document.publisher or "")
    return body if body is not None and body.class_ in _OF_A_STATE and body.country is not None else None


def _company(document: Document, scenes: Sequence[Scene], home: str | None) -> Source | None:
    named = [p.entry for scene in scenes if scene.start < _OPENING for p in scene.parties]
    named += [mention.entry for mention in finder().find("\n".join((document.title or "", document.publisher or "")))]
    company = next((one for one in named if one.kind == "company" and one.code), None)
    if company is not None:
        return Source("company", company.code, company.name, True)
    return Source("company", home, None, True) if home is not None else None


def as_talk(scenes: Sequence[Scene], turns: Mapping[int, Attribution], host: Source) -> dict[int, Attribution]:
    """The turns of a talk, each as one that asks or one that answers.

    Who bears an office of the host answers, or, where nobody does, whoever takes most turns and does not only ask;
    in a company's call without officers whoever asks nothing.

    Args:
        scenes: the sentences of the document.
        turns: what opens each turn, by the place of its scene.
        host: whose talk it is.
    """
    names = {place: _name(scenes[place], turn) for place, turn in turns.items()}
    ends = dict(zip(sorted(turns), [*sorted(turns)[1:], len(scenes)], strict=True))
    asking = {
        names[place]
        for place, turn in turns.items()
        if turn.cue_lemma == ASKED
        or names[place] in signs().questioners
        or any("?" in scene.text for scene in scenes[place : ends[place]])
    }
    answering = {names[place] for place, turn in turns.items() if _is_officer(_label(scenes[place], turn), host)}
    answering |= ANSWERS & set(names.values())
    if not answering:
        often = Counter(names.values()).most_common(1)[0][0]
        answering = set(names.values()) - asking if host.class_ == "company" else {often}
    return {
        place: replace(turn, cue_lemma=ANSWERED if names[place] in answering else ASKED)
        for place, turn in turns.items()
    }


def speaking(host: Source, label: str) -> Source:
    """The host, as whoever is called so before a colon speaks for it: "Micael Berg", "A (Micael Berg, CFO)"."""
    if label.lower().strip("[<( 0123456789") in ANSWERS:
        return host
    behind = re.fullmatch(r"(?:Q|A|Question|Answer) ?\(([^,)]+)[^)]*\)?", label)
    return replace(host, text=behind[1] if behind is not None else label)


def _label(scene: Scene, turn: Attribution) -> str:
    """All that stands before the words of a turn: name and office."""
    return scene.text[turn.source[0][0] - scene.start : turn.content[0][0] - scene.start].strip(ENDING)


def _name(scene: Scene, turn: Attribution) -> str:
    """The last word of the name, in small letters: "micael berg" is "berg" from then on."""
    start, end = turn.source[0]
    return scene.text[start - scene.start : end - scene.start].lower().split()[-1]


def _is_officer(label: str, host: Source) -> bool:
    """Whether a label names an office: of a company's own people, or of a state."""
    if host.class_ == "company":
        named = (host.text or "").lower()
        return bool(speakers().officers.search(label)) or (bool(named) and named in label.lower())
    words = re.findall(r"[^\W\d_]+", label.lower())
    nouns = (speakers().nouns.get(word) for word in words)
    return any(speakers().titles.get(word) in _OF_A_STATE for word in words) or any(
        noun is not None and noun.class_ in _OF_A_STATE for noun in nouns
    )
