"""Interviews whose questions have no labels, and who answers in an interview.

The first lines say that it is one ("we spoke to her in Milan"); the paragraphs that end in a question mark ask, and
what follows each answers. Whom the first lines introduce answers, and speaks for what they say of him.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from weighbridge.model import Source
from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.memory import WE
from weighbridge.reading.sources.parties import country_of, source_of, state_code
from weighbridge.reading.sources.phrases import name_runs, party_on
from weighbridge.reading.sources.signs import signs
from weighbridge.reading.sources.words import speakers

ASKED, ANSWERED = "asked", "answered"
"""Turns without a label."""
ANSWERS = frozenset(("a", "answer"))
"""Labels of those who answer."""
_ASKS = re.compile(r"\?[\"'\u201d\u2019*_]*\s*$")
_LEAST = 3
"""Questions, and answers with a first person, that make an interview."""
_NOBODY = frozenset(("anonymous", "document", "media", "person"))
_BODIES = ("company", "institute", "organ", "group", "office")


def interview_in(scenes: Sequence[Scene]) -> dict[int, Attribution]:
    """The turns of an interview without labels, by the place of the scene that opens each; empty where it is none."""
    paragraphs = [list(some) for _, some in groupby(range(len(scenes)), key=lambda place: scenes[place].paragraph)]
    asking = [bool(_ASKS.search(scenes[places[-1]].text)) for places in paragraphs]
    if sum(asking) < _LEAST or asking[0]:
        return {}
    first = asking.index(True)
    answers = [place for places, asks in zip(paragraphs, asking, strict=True) if not asks for place in places]
    own = sum(not WE.isdisjoint(scenes[place].lower) for place in answers if place > paragraphs[first][0])
    told = [place for places in paragraphs[:first] for place in places if signs().interviews.search(scenes[place].text)]
    if not told or own < _LEAST or any("i" in scenes[place].lower for place in told):
        return {}  # "last week I spoke to a taxi driver" opens a column
    if introduced(scenes[: paragraphs[first][0]], {}, None) is None:
        return {}
    turns: dict[int, Attribution] = {}
    ends = [scenes[places[0]].start for places in paragraphs[1:]] + [scenes[-1].end]
    for places, asks, end in zip(paragraphs[first:], asking[first:], ends[first:], strict=True):
        scene = scenes[places[0]]
        here = ((scene.start, scene.start),)
        lemma = ASKED if asks else ANSWERED
        turns[places[0]] = Attribution(here, here, ((scene.start, end),), "headline", lemma, False, None, scene.index)
    return turns


def answers(one: Attribution) -> bool:
    """Whether an attribution is an answer of an interview without labels."""
    return one.kind == "headline" and one.cue_lemma == ANSWERED


def asks(one: Attribution) -> bool:
    """Whether an attribution is a question of an interview or a talk."""
    return one.kind == "headline" and one.cue_lemma == ASKED


def who_answers(people: Mapping[str, Source], last: Source | None) -> Source | None:
    """Whoever of ``people`` speaks for a body, else any of them who is named, else ``last``, who was named last."""
    named = [one for one in people.values() if one.named]
    for_a_body = next((one for one in named if one.class_ != "person"), None)
    return for_a_body or (named[0] if named else last)


def in_title(title: str, people: Mapping[str, Source]) -> Source | None:
    """The first of ``people`` whose last name stands in a title."""
    words = set(re.findall(r"[\w'\u2019-]+", title.lower()))
    return next((one for surname, one in people.items() if one.named and surname in words), None)


def introduced(scenes: Sequence[Scene], people: Mapping[str, Source], home: str | None) -> Source | None:
    """Who answers: the first name in the lines before the interview, with the class of what is said of him there.

    Args:
        scenes: the sentences before the first question.
        people: whom the text is known to name, by their last names in small letters.
        home: the state at home.
    """
    found = _name_in(scenes)
    if found is None:
        return None
    scene, first, last = found
    name = scene.text[scene.starts[first] : scene.starts[last] + len(scene.lower[last])]
    said = country_of(scene.parties) or next((p.code for p in scene.parties if state_code(p.code)), None)
    if not signs().past.isdisjoint(scene.lower) or signs().formerly.search(scene.text):
        return Source("person", said or home, name, True)
    known = people.get(scene.lower[last])
    if known is not None and known.class_ != "person":
        return replace(known, country=said or known.country or home)
    near = (*scene.parties, *(p for other in scenes for p in other.parties))
    body = next((source_of(p) for p in near if p.kind in _BODIES and p.class_), None)
    if body is None:
        titled = speakers().titles.get(scene.lower[first - 1].strip(".")) if first else None
        body = Source(titled or _described_as(scene) or "person", None, None, True)
    return replace(body, country=body.country or said or home, text=name, named=True)


def _name_in(scenes: Sequence[Scene]) -> tuple[Scene, int, int] | None:
    """The first name behind the words that tell of the interview ("spoke to General Anna Rossi"), else the first."""
    names = [
        (scene, first, last) for scene in scenes for first, last in name_runs(scene) if _is_person(scene, first, last)
    ]
    for scene, first, last in names:
        told = signs().interviews.search(scene.text)
        if told is not None and scene.starts[first] >= told.end():
            return scene, first, last
    return next((one for one in names if one[0].dep[one[2]] != "pobj"), None)


def _is_person(scene: Scene, first: int, last: int) -> bool:
    """Whether a run of names may be a person's who isn't the one that asks ("our reporter John Parker")."""
    on = party_on(scene, last)
    asks = first > 0 and signs().reporters.search(scene.lower[first - 1])
    return first != last and (on is None or on.kind == "person") and not asks


def _described_as(scene: Scene) -> str | None:
    """The class of the first noun in a sentence that decides for whom somebody speaks."""
    nouns = (speakers().nouns.get(lower) for lower in scene.lower)
    return next((noun.named for noun in nouns if noun is not None and noun.named not in _NOBODY), None)
