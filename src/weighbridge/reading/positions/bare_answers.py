"""Sentences that only answer what was told before: "Khartoum denied it.", "The embassy rejects both charges."

They name no goods and mostly no parties, so that little in them speaks for a transfer; but a denial is the last thing
that may be lost (design, 4). What such a sentence takes up is what the sentence before states: the triples of it that
the ranking finds in the answer too, however faint, are worth stating.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.answered import denies_what_was_said
from weighbridge.reading.ranking.page import Page, Triple
from weighbridge.reading.scene import Scene

REACH = 3
"""So many sentences before the answer what it takes up is looked for."""
FAINT, ALONE = 0.03, 0.15
"""What a triple of the answer must have in probability, where a sentence before states it, and where none does.

Of 113 answers in ``open``, ``plain`` and ``later`` that the annotators code, the ranking alone found 52.
"""
_LONGEST = 24
"""Words of the longest sentence that is taken for an answer only."""
_NAMED = ("designation", "word")


def take_up(page: Page, triples: Sequence[Triple], threshold: float) -> None:
    """Lifts to ``threshold`` the triples that the answers of a document take up."""
    for at, scene in enumerate(page.scenes):
        if not _is_bare(scene):
            continue
        here = [one for one in triples if one.scene == at]
        for one in _taken_up(here, triples, at, threshold):
            one.probability = max(one.probability, threshold)


def _is_bare(scene: Scene) -> bool:
    """Whether a sentence denies what was said, and names no goods of its own."""
    named = any(item.kind in _NAMED for item in scene.items)
    return not named and len(scene.lower) <= _LONGEST and denies_what_was_said(tree_of(scene.doc))


def _taken_up(here: Sequence[Triple], triples: Sequence[Triple], at: int, threshold: float) -> list[Triple]:
    """The triples of an answer that the nearest sentence before states; else the likeliest, if it is likely enough."""
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        told = [one for one in triples if one.scene == before and one.probability >= threshold]
        if told:
            found = [best for one in told if (best := _same(here, one)) is not None]
            if found:
                return found
            break
    best = max(here, key=lambda one: one.probability, default=None)
    return [best] if best is not None and best.probability >= ALONE else []


def _same(here: Sequence[Triple], told: Triple) -> Triple | None:
    """The likeliest triple of the answer with the parties of one that was told, of its goods before others."""
    same = [one for one in here if (one.supplier, one.recipient) == (told.supplier, told.recipient)]
    same = [one for one in same if one.probability >= FAINT]
    return max(same, key=lambda one: (one.family == told.family, one.probability), default=None)
