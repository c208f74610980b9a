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
_THANKS = 6
"""Words and marks of a turn that says no more than thanks."""
_JOINT = re.compile(r"\bjoint(?:ly)?\b", re.IGNORECASE)
ENDING = " \n:.)]>"
"""What may stand between a label and the words."""
_OF_A_STATE = frozenset(("government", "military"))


def host_of(document: Document, home: str | None) -> Source | None:
    """Whose people answer, where the document records a talk: a company or a body of a state; None where nobody's do.

    Args:
        document: by its title and first lines a company's call, or put out by a body of a state.
        home: the state at home, which a company has that neither the lexicon nor the text gives another.
    """
    opening = "\n".join((document.title or "", document.text[:_OPENING]))
    if _JOINT.search(opening):
        return None
    if speakers().calls.search(opening):
        return _company(document, home)
    body = putting_out(document.publisher or "") or _briefing(opening, home)
    return body if body is not None and body.class_ in _OF_A_STATE and body.country is not None else None


def _briefing(opening: str, home: str | None) -> Source | None:
    """The body of a state whose briefing a heading says it is: "Weekly briefing of the Foreign Ministry spokesman"."""
    for line in opening.splitlines()[:2]:
        if speakers().briefings.search(line):
            bodies = [m.entry for m in finder().find(line) if m.entry.kind in ("organ", "office") and m.entry.class_]
            if bodies:
                return Source(bodies[0].class_ or "government", bodies[0].code or home, None, True)
    return None


def _company(document: Document, home: str | None) -> Source | None:
    """The company that the title or the first line names, or the publisher; None where they name several."""
    first = document.text.strip().partition("\n")[0][:_OPENING]
    for told in (document.title or first, first, document.publisher or ""):
        named = {m.entry.name: m.entry for m in finder().find(told) if m.entry.kind == "company" and m.entry.code}
        if len(named) > 1:
            return None
        for company in named.values():
            return Source("company", company.code, company.name, True)
    return Source("company", home, None, True) if home is not None else None


def as_talk(scenes: Sequence[Scene], turns: Mapping[int, Attribution], host: Source) -> dict[int, Attribution] | None:
    """The turns of a talk, those of who asks and who answers for the host as such; None where nobody surely does.

    Who bears an office of the host answers; of a state two such may be host and guest, and then it is left open. Where
    nobody bears one, in a company's call whoever does not ask, in a state's briefing whoever of those speaks most.

    Args:
        scenes: the sentences of the document.
        turns: what opens each turn, by the place of its scene.
        host: whose talk it is.
    """
    names = {place: _name(scenes[place], turn) for place, turn in turns.items()}
    ends = dict(zip(sorted(turns), [*sorted(turns)[1:], len(scenes)], strict=True))
    said: dict[str, list[bool]] = {}
    for place, name in names.items():
        words = sum(len(scene.lower) for scene in scenes[place : ends[place]])
        if words > _THANKS:
            said.setdefault(name, []).append(any("?" in scene.text for scene in scenes[place : ends[place]]))
    outlets = {names[place] for place, turn in turns.items() if turn.cue_lemma == ASKED}
    outlets |= {names[place] for place, turn in turns.items() if _is_of_others(_label(scenes[place], turn), host)}
    asking = outlets | (signs().questioners & set(names.values()))
    asking |= {name for name, questions in said.items() if all(questions)}
    answering = {names[place] for place, turn in turns.items() if _is_officer(_label(scenes[place], turn), host)}
    if host.class_ != "company" and len(answering) > 1:
        return None
    answering = (answering - outlets) | (ANSWERS & set(names.values()))
    if not answering:
        often = Counter(name for name in names.values() if name not in asking)
        most = often.most_common(1)
        if not most or (host.class_ != "company" and 2 * most[0][1] <= often.total()):
            return None
        answering = set(often) if host.class_ == "company" else {most[0][0]}
    if host.class_ == "company":
        asking = set(names.values()) - answering
    kinds = {name: ANSWERED if name in answering else ASKED for name in answering | asking}
    return {at: replace(turn, cue_lemma=kinds.get(names[at], turn.cue_lemma)) for at, turn in turns.items()}


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


def _is_of_others(label: str, host: Source) -> bool:
    """Whether a label says that its bearer studies companies, reports on them or is of another body."""
    nouns = (speakers().nouns.get(word) for word in re.findall(r"[^\W\d_]+", label.lower()))
    elsewhere = host.class_ == "company" and speakers().officers.search(label) and not _is_officer(label, host)
    return bool(elsewhere) or any(noun is not None and noun.named in ("ngo", "media") for noun in nouns)


_ELSEWHERE = re.compile(r"\b(?:at|of) (?:the )?[A-Z]|\bof the \w+$")
"""Behind an office: it is another body's ("director of research at SEB", "chair of the panel")."""


def _is_officer(label: str, host: Source) -> bool:
    """Whether a label names an office: of a company's own people, or of a state."""
    if host.class_ == "company":
        named = (host.text or "").lower()
        own = bool(named) and named in label.lower()
        return own or (bool(speakers().officers.search(label)) and not _ELSEWHERE.search(label))
    words = re.findall(r"[^\W\d_]+", label.lower())
    nouns = (speakers().nouns.get(word) for word in words)
    return any(speakers().titles.get(word) in _OF_A_STATE for word in words) or any(
        noun is not None and noun.class_ in _OF_A_STATE for noun in nouns
    )
