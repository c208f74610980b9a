"""Turns of a transcript or an interview: "Q: ...", "A: ...", "Mr. Carver: ...", each up to the next label.

Only where labels open several paragraphs and come again, or the document records a parliament; one "Note: ..."
makes no transcript. Interviews without labels: ``interviews``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.attribution.words import words
from weighbridge.reading.mentions import finder
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.interviews import ANSWERS, ASKED, answers, interview_in, introduced
from weighbridge.reading.sources.parties import state_code
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

_LABEL = re.compile(
    r"(?:\d+\. )?(?P<name>(?:(?:[A-Z][\w.'\u2019-]*|of|for|and|the|de|van|al)(?: |(?=[:,]))){1,7})"
    r"(?P<seat>(?: ?\([^)]{2,40}\)){1,2})?(?P<role>(?:, [\w&.\u2019' -]{2,40}){1,2})?(?P<mark>:)\s+(?=\S)"
)
_SHORT = re.compile(
    r"[\[<(]?(?P<name>Q|A|Question|Answer) ?\d{0,2}(?P<seat> ?\([^)]{2,60}\))?(?P<mark>[.:\])>])[:.]?\s+(?=\S)"
)
_LINE = re.compile(
    r"(?P<name>[A-Z][\w.\u2019'-]*(?: [A-Z][\w.\u2019'-]*){1,3}|[A-Z]\w+(?=$))"
    r"(?P<role> ?[,|\u2013\u2014-]{1,2} ?[^.?!:]{2,70})?(?P<mark>)$"
)
"""A line of its own, in the written record of a call: "Micael Berg", "Anna Lindqvist - Nordea, analyst"."""
_LEAST = 4
"""Labels that make a transcript."""


def turns_in(scenes: Sequence[Scene], parliament: bool, call: bool = False) -> dict[int, Attribution]:
    """The turns of a document by the place of the scene that opens each; empty where it is no transcript.

    ``parliament``, ``call``: it is known to record a parliament or a company's call, in which many speak only once.
    """
    found: list[tuple[int, re.Match[str]]] = []
    for place, scene in enumerate(scenes):
        opens = place == 0 or scenes[place - 1].paragraph != scene.paragraph
        alone = opens and (place + 1 == len(scenes) or scenes[place + 1].paragraph != scene.paragraph)
        match = (_SHORT.match(scene.text) or _LABEL.match(scene.text)) if opens else None
        match = _LINE.match(scene.text.rstrip()) if match is None and call and alone and place else match
        if match is not None and (
            match["name"].lower() in signs().questioners | ANSWERS
            or (" " in match["name"] or match.re is not _LINE)
            and (not _is_label(match["name"]) and _is_role(match.groupdict().get("role") or ""))
        ):
            found.append((place, match))
    names = Counter(match["name"].strip() for _, match in found)
    again = sum(number for number in names.values() if number > 1)
    if len(found) < _LEAST or (again < _LEAST - 1 and not (parliament or call)):
        return interview_in(scenes)
    turns: dict[int, Attribution] = {}
    for (place, match), follows in zip(found, [*(at for at, _ in found[1:]), None], strict=True):
        scene = scenes[place]
        end = scenes[follows].start if follows is not None else scenes[-1].end
        start = scene.start + match.start("name")
        mark = scene.start + match.start("mark")
        asks = not parliament and _is_outlet(match.groupdict().get("seat") or "")
        turns[place] = Attribution(
            ((start, start + len(match["name"].rstrip())),),
            ((mark - (match.re is _LINE), mark + (match.re is not _LINE)),),
            ((scene.start + match.end(), end),),
            "headline",
            ASKED if asks else ":",
            False,
            None,
            scene.index,
        )
    return turns


def _is_role(words_behind: str) -> bool:
    """Whether what stands between a name and its colon says who that is: ", Nordea Markets", ", chief executive"."""
    lower = [word for word in re.findall(r"[^\W\d_]+", words_behind) if word[:1].islower() and len(word) > _SMALL]
    return _in_roles().issuperset(lower)


_SMALL = 3
"""Letters of the longest words that may stand in any role: "head of the fleet"."""


@lru_cache(maxsize=1)
def _in_roles() -> frozenset[str]:
    known = speakers()
    return frozenset(part for noun in (*known.nouns, *known.titles, *known.names) for part in noun.split())


def _is_outlet(seat: str) -> bool:
    """Whether the words in brackets behind a name are an outlet's, whose people ask: "(Deccan Wire)", "(host)"."""
    words_in = re.findall(r"\w+", seat.lower())
    media = any(speakers().names.get(word) == "media" or word in signs().questioners for word in words_in)
    return media or any(mention.entry.kind == "outlet" for mention in finder().find(seat))


_OF_A_STATE = frozenset(("government", "military"))


def states_answering(scenes: Sequence[Scene], turns: Mapping[int, Attribution]) -> dict[int, str]:
    """In an interview with a minister or an officer his state, by the places of the sentences in which he answers.

    Empty where nobody is introduced before the first question, where nothing tells his state, and where he speaks for
    himself, for a company or for an armed group. ``turns``: those of the document, as ``turns_in`` finds them.
    """
    before = scenes[: min(turns)] if turns else []
    who = introduced(before, {}, None)
    code = state_code(who.country) if who is not None else None
    if who is None or code is None or who.class_ not in _OF_A_STATE or _names_armed_group(before):
        return {}
    surname = (who.text or "").lower().split()[-1:]
    found: dict[int, str] = {}
    answering = False
    for place, scene in enumerate(scenes):
        if place in turns:
            answering = answers(turns[place]) or _label_of(scene, turns[place]) in (*ANSWERS, *surname)
        if answering:
            found[place] = code
    return found


def _names_armed_group(scenes: Sequence[Scene]) -> bool:
    return any(party.kind == "group" and party.class_ == "nonstate" for scene in scenes for party in scene.parties)


def _label_of(scene: Scene, turn: Attribution) -> str | None:
    """The last word of the label that opens a turn, in small letters."""
    labels = [scene.text[start - scene.start : end - scene.start].lower() for start, end in turn.source]
    return labels[0].split()[-1] if labels and labels[0].split() else None


def _is_label(name: str) -> bool:
    """Whether the word before a colon names a part of the text and nobody ("Note", "Background")."""
    last = name.strip().lower().split()[-1]
    return last in words().labels and last not in words().speakers
