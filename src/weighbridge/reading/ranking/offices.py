"""Whose an office is that a sentence names without its state: "the ministry", "the army"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weighbridge.reading.ranking.words import words
from weighbridge.reading.scene import PartyMention, Scene
from weighbridge.reading.sources.parties import surely_at_home

NEAR = 2
"""So many sentences before, another state that is named may be whose the forces are."""
_INDEFINITE = frozenset("a an another one two three four five several some many".split())


def bind_offices(scenes: Sequence[Scene], publisher: str | None) -> None:
    """Give an office the state with which the document last named it; forces that it never did, the state at home.

    Args:
        scenes: the sentences of a document; their parties are changed.
        publisher: of the document, where it has one.
    """
    known: dict[str, str] = {}
    unknown: list[tuple[int, int]] = []
    for place, scene in enumerate(scenes):
        for at, party in enumerate(scene.parties):
            if party.kind == "organ" and party.code and party.entry.kind == "office":
                known[party.entry.name] = party.code
            elif party.kind == "office" and party.code is None:
                if party.entry.name in known:
                    _bind(scene, at, known[party.entry.name])
                elif party.entry.name in words().forces:
                    unknown.append((place, at))
    home = surely_at_home(scenes, publisher or "") if unknown else None
    if home is not None:
        for place, at in unknown:
            if not _is_elsewhere(scenes, place, at, home):
                _bind(scenes[place], at, home)


def _bind(scene: Scene, at: int, code: str) -> None:
    if not _is_another(scene, scene.parties[at], code):
        scene.parties[at] = replace(scene.parties[at], code=code)


def _is_elsewhere(scenes: Sequence[Scene], place: int, at: int, home: str) -> bool:
    """Whether forces may be others' than those at home.

    Somebody's of whom the text spoke before ("its army"), those of a place ("the navy in Karachi"), or those of the
    state that was named last, where that is another and does nothing itself in their sentence.
    """
    scene = scenes[place]
    party = scene.parties[at]
    if any(scene.lower[kid] in words().owned for kid in scene.children[party.token]):
        return True
    if scene.lower[party.token + 1 : party.token + 2] in (["of"], ["in"], ["at"], ["there"]):
        return True
    before = [one for one in scene.parties[:at] if not (one.kind == "state" and scene.dep[one.token] == "nsubj")]
    near = [one for some in scenes[max(0, place - NEAR) : place] for one in some.parties] + before
    named = [one.code for one in near if one.code is not None and one.entry.kind != "company"]
    return bool(named) and named[-1] != home


def _is_another(scene: Scene, party: PartyMention, code: str) -> bool:
    """Whether an office may be another's than that of the state ``code``, which had it before.

    "A diplomat" is nobody named before, and "General Razlan Idris" may be of another state that his sentence names.
    """
    behind = party.token + 1
    titled = behind < len(scene.tag) and scene.tag[behind] == "NNP" and scene.doc[behind].text[:1].isupper()
    titled = titled and any(other.code not in (None, code) and len(other.code or "") == 2 for other in scene.parties)
    return titled or any(scene.lower[kid] in _INDEFINITE for kid in scene.children[party.token])
