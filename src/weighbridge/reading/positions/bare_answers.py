"""Sentences that only answer what was told before: "Khartoum denied it.", "The White House does not comment."

They name no goods and mostly no parties, so that little in them speaks for a transfer; but a denial is the last thing
that may be lost (design, 4). What such a sentence takes up is what the sentence before states: of the triples that the
ranking finds in the answer too, however faint, one of the same parties is worth stating, and of the same goods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.answered import declines_what_was_said, denies_what_was_said
from weighbridge.reading.ranking.page import Page, Triple
from weighbridge.reading.scene import Scene

REACH = 3
"""So many sentences before the answer what it takes up is looked for."""
FAINT, ALONE, ALONE_DECLINING = 0.08, 0.15, 0.25
"""What a triple of the answer must have in probability where a sentence before states it, and where none does.

Read off ``open``, ``more``, ``plain`` and ``later``: of what is taken up so for a denial 48 in a hundred have supplier,
recipient and goods right and 13 answer nothing; for a refusal to say 34 and 33.
"""
_LONGEST = 24
"""Words of the longest sentence that is taken for an answer only."""
_NAMED = ("designation", "word")


def take_up(page: Page, triples: list[Triple], threshold: float) -> None:
    """Adds to a document's triples, with the probability ``threshold``, what its answers take up."""
    for at, scene in enumerate(page.scenes):
        least = _least(scene)
        if least is None:
            continue
        here = [one for one in triples if one.scene == at]
        known = {(one.supplier, one.recipient, one.family) for one in here if one.probability >= threshold}
        for one in _taken_up(here, triples, scene, at, threshold, least):
            if (one.supplier, one.recipient, one.family) not in known:
                triples.append(replace(one, probability=threshold))


def _least(scene: Scene) -> float | None:
    """What a triple needs where no sentence before states it; None where the sentence is no bare answer.

    One that denies names no goods of its own; "would not say whether torpedoes were included" may.
    """
    if len(scene.lower) > _LONGEST:
        return None
    tree = tree_of(scene.doc)
    if declines_what_was_said(tree):
        return ALONE_DECLINING
    named = any(item.kind in _NAMED for item in scene.items)
    return ALONE if not named and denies_what_was_said(tree) else None


def _taken_up(
    here: Sequence[Triple], triples: Sequence[Triple], scene: Scene, at: int, threshold: float, least: float
) -> list[Triple]:
    """The triple of an answer that the nearest sentence before states, all for "both"; else the likeliest."""
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        told = [one for one in triples if one.scene == before and one.probability >= threshold]
        if told:
            found = [best for one in told if (best := _same(here, one)) is not None]
            found.sort(key=lambda one: -one.probability)
            if found:
                return found if "both" in scene.lower else found[:1]
            break
    best = max(here, key=lambda one: one.probability, default=None)
    return [best] if best is not None and best.probability >= least else []


def _same(here: Sequence[Triple], told: Triple) -> Triple | None:
    """The likeliest triple of the answer with the parties of one that was told, and with its goods."""
    same = [one for one in here if (one.supplier, one.recipient) == (told.supplier, told.recipient)]
    same = [one for one in same if one.probability >= FAINT]
    best = max(same, key=lambda one: (one.family == told.family, one.probability), default=None)
    if best is None:
        return None
    mention = replace(best.candidate.mention, class_=told.candidate.mention.class_)
    return replace(best, candidate=replace(best.candidate, mention=mention))
