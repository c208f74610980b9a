"""How many more are told of in another clause than that of the goods: "received 48 tanks and ordered 180 more"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from weighbridge.model import Quantity
from weighbridge.reading.amounts.counts import counts_in
from weighbridge.reading.amounts.quantities import token_at
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.parsing.tree import text_of
from weighbridge.reading.scene import ItemMention, Scene

_MOVED = frozenset(("delivered", "shipped", "used"))
_SIDES = frozenset(("dobj", "nsubj", "nsubjpass", "attr"))
_PAST = frozenset(("has", "have", "had", "was", "were", "been"))
_MORE = frozenset(("more", "others"))
_FURTHER = re.compile(r"\b(?:another|further|additional|remaining|other)\b", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_TOO_MANY = 100_000
"""A bare number from here on is rather money."""


def further_ones(scene: Scene, item: ItemMention, stage: str) -> tuple[int, Quantity] | None:
    """The verb that tells of further pieces of goods, and their number; None where no single one does.

    Args:
        scene: the sentence.
        item: the goods, of which a word of transfer tells that they have moved.
        stage: how far those of the statement have got; of what has moved the number stands with the goods.
    """
    told = further_told(scene, item) if stage not in _MOVED else None
    if told is None:
        return None
    hit = next((hit for hit in scene.hits if hit.trigger == told[0]), None)
    same = hit.frame.stage == stage if hit is not None else not _is_past(scene.doc[told[0]])
    return told if same or _FURTHER.search(told[1].text) or _is_more(scene, told[1]) else None


def _is_more(scene: Scene, number: Quantity) -> bool:
    """Whether "more" or "others" stands behind a number."""
    found = re.search(rf"\b{re.escape(number.text)} (?:{'|'.join(_MORE)})\b", text_of(scene.doc))
    return found is not None


def moving_hit(scene: Scene, item: ItemMention) -> FrameHit | None:
    """The verb of transfer that has goods, where it tells by itself that they have moved."""
    own = next((hit for hit in scene.hits if item.token in hit.roles.get("item", ())), None)
    return own if own is not None and own.frame.stage == "delivered" and own.frame.pos == "verb" else None


def further_told(scene: Scene, item: ItemMention) -> tuple[int, Quantity] | None:
    """The verb beside that of the goods that has a bare number of them, and the number: "and ordered 180 more"."""
    own, doc = moving_hit(scene, item), scene.doc
    if own is None or not _is_past(doc[own.trigger]):
        return None
    found: list[tuple[int, Quantity]] = []
    for count in counts_in(text_of(doc)):
        token = token_at(doc, count.end - 1)
        verb = _verb_of(token) if token is not None and token.i > item.token else None
        if verb is None or verb.i == own.trigger or not _is_small(count.what):
            continue
        if _is_inside(doc[own.trigger], verb):
            continue
        found.append((verb.i, count.what))
    return found[0] if len(found) == 1 else None


def _is_past(verb: Token) -> bool:
    auxiliaries = {kid.lower_ for kid in verb.children if kid.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(auxiliaries) and auxiliaries <= _PAST)


def _is_inside(own: Token, verb: Token) -> bool:
    """Whether the verb of the goods is part of what another tells; not in "Vietnam, which bought six, wants more"."""
    if own.head.i == verb.i:
        return False
    over = [own, *own.ancestors]
    below = next((one for one, above in zip(over, over[1:], strict=False) if above.i == verb.i), None)
    clause = next((one for one in over if one.dep_ == "relcl"), None)
    return below is not None and not (clause is not None and below.dep_ in ("nsubj", "nsubjpass"))


def _verb_of(token: Token) -> Token | None:
    """The verb that has a bare number, or one of "more", as its subject or object, or behind "for"."""
    part = token.head if token.dep_ == "nummod" and token.head.lower_ in _MORE else token
    if part is token and (
        token.tag_ != "CD" or any(kid.dep_ == "prep" and kid.lower_ == "of" for kid in token.children)
    ):
        return None
    if part.dep_ == "pobj" and part.head.lower_ == "for":
        part = part.head
        verb = part.head
    else:
        verb = part.head
        if part.dep_ not in _SIDES and not (part is not token and part.dep_ == "advmod"):
            return None
    while verb.dep_ == "dobj" and verb.pos_ == "NOUN":  # "an order for 16 more"
        verb = verb.head
    return verb if verb.pos_ in ("VERB", "AUX") else None


def _is_small(number: Quantity) -> bool:
    """Whether a number is one of pieces, and no year."""
    low = number.low or 0
    return low < _TOO_MANY and not (_FIRST_YEAR <= low <= _LAST_YEAR and number.text.isdigit())
