"""Turns of a transcript or an interview: "Q: ...", "A: ...", "Mr. Carver: ...", each up to the next label.

Only where labels open several paragraphs and come again, or the document records a parliament; one "Note: ..."
makes no transcript. Interviews without labels: ``interviews``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from weighbridge.reading.attribution.attributions import Attribution
from weighbridge.reading.attribution.words import words
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.interviews import answers, interview_in, introduced
from weighbridge.reading.sources.parties import state_code
from weighbridge.reading.sources.signs import signs

_LABEL = re.compile(
    r"(?:\d+\. )?(?P<name>(?:(?:[A-Z][\w.'\u2019-]*|of|the|de|van|al)(?: |(?=:))){1,5})"
    r"(?P<seat> ?\([^)]{2,40}\))?(?P<mark>:)\s+(?=\S)"
)
_SHORT = re.compile(r"(?P<name>Q|A|Question|Answer)(?P<mark>[.:])\s+(?=\S)")
ANSWERS = frozenset(("a", "answer"))
_LEAST = 4
"""Labels that make a transcript."""


def turns_in(scenes: Sequence[Scene], parliament: bool) -> dict[int, Attribution]:
    """The turns of a document by the place of the scene that opens each; empty where it is no transcript."""
    found: list[tuple[int, re.Match[str]]] = []
    for place, scene in enumerate(scenes):
        opens = place == 0 or scenes[place - 1].paragraph != scene.paragraph
        match = (_SHORT.match(scene.text) or _LABEL.match(scene.text)) if opens else None
        if match is not None and (
            match["name"].lower() in signs().questioners | ANSWERS or not _is_label(match["name"])
        ):
            found.append((place, match))
    names = Counter(match["name"].strip() for _, match in found)
    again = sum(number for number in names.values() if number > 1)
    if len(found) < _LEAST or (again < _LEAST - 1 and not parliament):
        return interview_in(scenes)
    turns: dict[int, Attribution] = {}
    for (place, match), follows in zip(found, [*(at for at, _ in found[1:]), None], strict=True):
        scene = scenes[place]
        end = scenes[follows].start if follows is not None else scenes[-1].end
        start = scene.start + match.start("name")
        mark = scene.start + match.start("mark")
        turns[place] = Attribution(
            ((start, start + len(match["name"].rstrip())),),
            ((mark, mark + 1),),
            ((scene.start + match.end(), end),),
            "headline",
            ":",
            False,
            None,
            scene.index,
        )
    return turns


def states_answering(scenes: Sequence[Scene]) -> dict[int, str]:
    """In an interview the state for which whoever answers speaks, by the places of his sentences: "gave us tanks".

    Empty where nobody is introduced before the first question, or nothing tells his state.
    """
    turns = turns_in(scenes, False)
    who = introduced(scenes[: min(turns)], {}, None) if turns else None
    code = state_code(who.country) if who is not None else None
    if who is None or code is None:
        return {}
    surname = (who.text or "").lower().split()[-1:]
    found: dict[int, str] = {}
    answering = False
    for place, scene in enumerate(scenes):
        if place in turns:
            label = [scene.text[start - scene.start : end - scene.start] for start, end in turns[place].source]
            words_of_label = label[0].lower().split() if label else []
            answering = answers(turns[place]) or words_of_label[-1:] == surname or label[:1] in (["A"], ["Answer"])
        if answering:
            found[place] = code
    return found


def _is_label(name: str) -> bool:
    """Whether the word before a colon names a part of the text and nobody ("Note", "Background")."""
    last = name.strip().lower().split()[-1]
    return last in words().labels and last not in words().speakers
