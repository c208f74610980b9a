"""A check by rule: does the sentence really say that goods have moved?

A model may take a denial, a warning or a plan for a delivery. What the built-in reader's rules of modality say of the
same sentence stands against it: where none of its words of transfer says that the goods moved, the statement is
lowered to what they do say. Nothing is ever raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from threadpoolctl import ThreadpoolController

from weighbridge.reading.corrections import silence
from weighbridge.reading.frames.frames import FrameHit, frames_in
from weighbridge.reading.llm.grounding.page import Page, mentions_in, sentences_in
from weighbridge.reading.llm.grounding.plain import Span
from weighbridge.reading.llm.grounding.wording import held_back
from weighbridge.reading.parsing.parsing import parse
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.asked import AFFIRMED
from weighbridge.reading.positions.cues import load_cues, phrase_classes, sentence_classes
from weighbridge.reading.positions.modality import Position, position
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.scene import Scene, scene_of
from weighbridge.reading.sentences import Sentence

_STANCES = {"declines": ("declines", "declining"), "denies": ("denies", "denying"), "warns": ("warning",)}
"""Classes of cues (lexicon/modality.toml) that turn what a whole sentence speaks of."""


class Claim(NamedTuple):
    """That goods named at ``goods`` have moved, by the sentences at ``evidence``, between the parties of two codes."""

    evidence: Span
    goods: Span | None
    supplier: str | None = None
    recipient: str | None = None


class Check(NamedTuple):
    """What the rules say of a claim: the position that they find instead, if any; ``heard`` is False where no word of
    the sentence says that goods moved this way, so that the model's word stands alone."""

    position: Position | None
    heard: bool = True
    turned: bool = False
    """Whether its only words of transfer have the goods go the other way."""


def is_moved(stage: str, stance: str) -> bool:
    """Whether stage and stance say that goods have moved."""
    return stage in REAL and stance in AFFIRMED


def checked_claims(page: Page, claims: Sequence[Claim]) -> list[Check]:
    """What the rules say of each claim.

    Every sentence is parsed once.
    """
    wanted = {one.start: one for claim in claims for one in sentences_in(page, claim.evidence)}
    order = [wanted[start] for start in sorted(wanted)]
    parses = parse(page.text[one.start : one.end] for one in order)
    with _libraries().limit(limits=1, user_api="blas"):
        # as the built-in reader does: several threads would wait for one another over matrices this small
        scenes = {one.start: _scene(page, one, doc) for one, doc in zip(order, parses, strict=True)}
    return [_check(page, claim, [scenes[one.start] for one in sentences_in(page, claim.evidence)]) for claim in claims]


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def _scene(page: Page, sentence: Sentence, doc: Any) -> Scene:
    scene = scene_of(sentence, doc, mentions_in(page, (sentence.start, sentence.end)))
    kinds = {party.token: "party" for party in scene.parties} | {item.token: "item" for item in scene.items}
    scene.hits = frames_in(scene.doc, kinds)
    return scene


def _check(page: Page, claim: Claim, scenes: Sequence[Scene]) -> Check:
    found: list[Position] = []
    turned = False
    for scene in scenes:
        reason = silence(page.text[scene.start : scene.end])
        if reason:
            return Check(Position("delivered", "warns", "possible", (reason,)))
        tokens = _tokens(scene, claim.goods)
        swapped = [one for one in scene.hits if _swapped(one, scene, claim) and _is_done(scene, one)]
        turned = turned or any(_moves(one, tokens) for one in swapped)
        hits = [one for one in scene.hits if one not in swapped]
        hits = [one for one in hits if _moves(one, tokens)] or [one for one in hits if _may_move(one, scene, tokens)]
        told = [(one.trigger in tokens or not one.frame.patterns, position(scene.doc, one)) for one in hits]
        if not scene.hits:
            told = [(True, position(scene.doc, at)) for at in tokens[-1:]]
        # bare goods have a stage of their own only where some word gives it
        found += [one for bare, one in told if one.reasons or not bare]
    if not found:
        said = next(filter(None, (_said_of_all(scene) for scene in scenes)), None) or _of_nothing_moved(scenes)
        return Check(said or _held_back(page, claim, scenes), heard=False, turned=turned)
    if any(is_moved(one.stage, one.stance) for one in found):
        return Check(_held_back(page, claim, scenes))
    return Check(next((one for one in found if one.reasons), found[0]))


def _held_back(page: Page, claim: Claim, scenes: Sequence[Scene]) -> Position | None:
    """What a phrase beside the goods says of them, where they stand in a sentence of the evidence."""
    for scene in scenes:
        if claim.goods and scene.start <= claim.goods[0] and claim.goods[1] <= scene.end:
            first, last = claim.goods
            return held_back(page.text[scene.start : first], page.text[first:last], page.text[last : scene.end])
    return None


def _said_of_all(scene: Scene) -> Position | None:
    """What a sentence without any word that moves the goods says of what stands elsewhere: "Both brush that aside"."""
    tree, cues = tree_of(scene.doc), load_cues()
    classes = {*sentence_classes(tree, cues), *phrase_classes(tree, cues)}
    for stance, signs in _STANCES.items():
        sign = next((one for one in signs if one in classes), None)
        if sign:
            certainty = "certain" if stance == "denies" else "possible"
            return Position("delivered", stance, certainty, (f"{stance}: {sign}",))
    return None


def _of_nothing_moved(scenes: Sequence[Scene]) -> Position | None:
    """What the words of transfer say where none of them, whatever it moves, says that it has moved."""
    told = [position(scene.doc, one) for scene in scenes for one in scene.hits if one.frame.patterns]
    if not told or any(is_moved(one.stage, one.stance) or not one.reasons for one in told):
        return None
    return told[0]


def _tokens(scene: Scene, goods: Span | None) -> list[int]:
    """The tokens of the goods in a sentence."""
    if goods is None:
        return []
    return [
        at
        for at, first in enumerate(scene.starts)
        if goods[0] <= first + scene.start < goods[1] and first + scene.start < scene.end
    ]


def _is_done(scene: Scene, hit: FrameHit) -> bool:
    told = position(scene.doc, hit)
    return is_moved(told.stage, told.stance)


def _moves(hit: FrameHit, tokens: Sequence[int]) -> bool:
    """Whether a word of transfer has the goods as its item, or is itself among their words."""
    return bool({*hit.roles.get("item", ()), hit.trigger} & set(tokens))


def _may_move(hit: FrameHit, scene: Scene, tokens: Sequence[int]) -> bool:
    """Whether a word of transfer has no other goods as its item."""
    others = {one.token for one in scene.items} - set(tokens)
    return not tokens or not others & set(hit.roles.get("item", ()))


def _swapped(hit: FrameHit, scene: Scene, claim: Claim) -> bool:
    """Whether a word of transfer goes the other way: Slovakia keeps what it is said to have given."""
    codes = {one.token: one.code for one in scene.parties}

    def told(role: str) -> set[str | None]:
        return {codes.get(token) for token in hit.roles.get(role, ())} - {None}

    return (claim.recipient in told("supplier") and claim.recipient not in told("recipient")) or (
        claim.supplier in told("recipient") and claim.supplier not in told("supplier")
    )
