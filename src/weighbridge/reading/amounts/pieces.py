"""How many pieces the goods of a statement are: those of one mention, and what else in the sentence counts for them.

"300 carbines, four machine guns and 100 grenade launchers" are one statement on small arms with 404 pieces
(coding guidelines, section 8, rule 22); in "it has tried the jet and ordered twelve" the number stands alone.
"""

from __future__ import annotations

import itertools
import re

from spacy.tokens import Doc, Span, Token

from weighbridge.model import Quantity
from weighbridge.reading.amounts.counts import added_up, counts_in
from weighbridge.reading.amounts.numerals import lexicon
from weighbridge.reading.amounts.quantities import quantity_for, quantity_meant, token_at
from weighbridge.reading.amounts.singles import head_of_phrase, negated
from weighbridge.reading.parsing.tree import text_of
from weighbridge.reading.scene import ItemMention, Scene

_AGREEMENTS = frozenset(lexicon("numbers")["counting"]["agreements"])
_UNITS = frozenset(lexicon("numbers")["counting"]["formations"])
_TEACHING = frozenset(lexicon("numbers")["counting"]["teaching"])
_SHARES = frozenset(lexicon("numbers")["counting"]["shares"])
_FIRST_OF = re.compile(
    r"[^,.;:]{0,60},\s+the\s+(?:first|last|latest)\s+(?:\w+\s+)?of\s+(?:the\s+|its\s+|a\s+total\s+of\s+)?", re.I
)
_TOO_MANY = 100_000
"""A bare number from here on is rather money."""
_SIDES = ("dobj", "nsubj", "nsubjpass")


def pieces(
    scene: Scene, item: ItemMention, start: int, end: int, trigger: int | None = None, stage: str | None = None
) -> Quantity | None:
    """The number of pieces of goods named at characters ``start:end`` of the document; None where none is given.

    ``trigger``: token of the statement's word of transfer, where it has one; ``stage``: how far the transfer has got.
    """
    doc, low, high = scene.doc, start - scene.start, end - scene.start
    if item.kind.startswith(("pronoun", "transfer")):
        return quantity_meant(doc, low, high) or _of_goods(doc, low) or _standing_alone(scene, trigger)
    part = _part_of_them(doc, low, high, trigger) if stage != "agreed" else None
    if part is not None:
        return part
    if stage == "delivered" and trigger is not None and (kept := _of_those_before(doc, low, high, trigger)):
        return kept[0]
    ordered = stage == "agreed" and _ordered_below(scene, low, high)
    if ordered and (of_all := _first_of(doc, high)) is not None:
        return of_all
    whole = ordered or (trigger is not None and _is_below(doc, trigger, low, high))
    own = quantity_for(doc, low, high, whole=whole)
    own = own or (_one_of_a_kind(doc, low, high) if item.kind == "designation" else None)
    if own is not None:
        return _with_others(scene, item, own, low, high)
    return _taught(doc, low) or _standing_alone(scene, trigger)


def _span(doc: Doc, low: int, high: int) -> Span:
    """The tokens that reach into some characters of a sentence."""
    span = doc.char_span(low, high, alignment_mode="expand")
    return span if span is not None else doc[:1]


def _is_below(doc: Doc, trigger: int, low: int, high: int) -> bool:
    """Whether a word of transfer only tells which goods are meant: "three of the twelve that it had ordered"."""
    head = head_of_phrase(doc, _span(doc, low, high))
    return any(one.i == head.i for one in doc[trigger].ancestors)


def _ordered_below(scene: Scene, low: int, high: int) -> bool:
    """Whether a clause behind goods tells that they were ordered: "the first of six trainers that it ordered"."""
    return any(
        hit.frame.stage == "agreed" and scene.starts[hit.trigger] >= high and _is_told_of(scene.doc, hit.trigger, low)
        for hit in scene.hits
    )


def _is_told_of(doc: Doc, verb: int, low: int) -> bool:
    """Whether a verb stands in a relative clause, or is a participle, behind goods, or what they are part of."""
    top = next((one for one in (doc[verb], *doc[verb].ancestors) if one.dep_ in ("relcl", "acl")), None)
    goods = token_at(doc, low)
    if top is None or goods is None:
        return False
    part_of = {one.i for one in itertools.islice(goods.ancestors, 3)}
    return low <= top.head.idx < doc[verb].idx or top.head.i in part_of


def _first_of(doc: Doc, high: int) -> Quantity | None:
    """The number of all in "25 vehicles, the first of 60 that Congo ordered"."""
    text = text_of(doc)
    found = _FIRST_OF.match(text, high)
    return next((one.what for one in counts_in(text) if found and one.start == found.end()), None)


def _part_of_them(doc: Doc, low: int, high: int, trigger: int | None) -> Quantity | None:
    """The number that a verb has of goods named before it: "of the twelve jets, nine have been handed over"."""
    head = head_of_phrase(doc, _span(doc, low, high))
    joint = head.head
    if trigger is None or head.dep_ != "pobj" or joint.lower_ != "of" or joint.head.i != trigger or joint.i > trigger:
        return None
    found = [one.what for one in counts_in(text_of(doc)) if _alone(token_at(doc, one.end - 1), trigger)]
    return found[0] if len(found) == 1 else None


def _of_those_before(doc: Doc, low: int, high: int, trigger: int) -> list[Quantity | None]:
    """The number of those that came of goods named before: "promised fifty and has delivered 24 of them"; None where it
    is not told ("half of them"). Empty where the verb has the goods themselves, or all of them."""
    goods = head_of_phrase(doc, _span(doc, low, high))
    counts = {token.i: one.what for one in counts_in(text_of(doc)) if (token := token_at(doc, one.end - 1)) is not None}
    for part in doc[trigger].children:
        if part.dep_ not in _SIDES or part.i <= goods.i or goods.i > trigger:
            continue
        if part.tag_ == "CD" and part.i in counts and not negated(text_of(doc), part.idx):
            return [counts[part.i]]
        if part.lower_ == "one" and not negated(text_of(doc), part.idx):
            return [Quantity(1, 1, part.text)]
        if part.lower_ == "first":  # "the last has come": all of them have
            several = any(kid.lower_ in ("are", "were", "have") for kid in doc[trigger].children)
            return [None if several else Quantity(1, 1, "the first")]
        if part.lower_ in _SHARES or (part.lower_ == "them" and doc[part.i - 1].lower_ == "of"):
            return [None]
    return []


def _with_others(scene: Scene, item: ItemMention, own: Quantity, low: int, high: int) -> Quantity | None:
    """A count with those of the goods of the same class that "and" joins, where each has its own."""
    doc = scene.doc
    span = doc.char_span(low, high, alignment_mode="expand")
    first = head_of_phrase(doc, span)
    joined = {token.i for token in first.conjuncts}
    if any(_has_owner(token) for token in (first, *first.conjuncts)):
        return own
    others = [
        (other.start - scene.start, other.end - scene.start)
        for other in scene.items
        if other.class_ == item.class_ and (other.start - scene.start >= high or other.end - scene.start <= low)
    ]
    parts = [(low, own)]
    for start, end in others:
        head = head_of_phrase(doc, doc.char_span(start, end, alignment_mode="expand"))
        if head.i in joined:
            joined.discard(head.i)
            count = quantity_for(doc, start, end) or _an_article(head)
            if count is None:
                return own
            if all(count is not one for _, one in parts):
                parts.append((start, count))
    parts.sort(key=lambda part: part[0])
    return added_up([count for _, count in parts]) if len(parts) > 1 else own


def _has_owner(head: Token) -> bool:
    """Whether goods are said to come from somebody of their own: "12 howitzers from France and 18 from Italy"."""
    return any(kid.dep_ in ("prep", "agent") and kid.lower_ in ("from", "by") for kid in head.children)


def _an_article(head: Token) -> Quantity | None:
    """One for a noun with "a" before it."""
    article = next((kid for kid in head.children if kid.lower_ in ("a", "an") and kid.dep_ == "det"), None)
    return None if article is None else Quantity(1, 1, f"{article.text} {head.text}")


def _one_of_a_kind(doc: Doc, low: int, high: int) -> Quantity | None:
    """One, where a name of goods has "a" before it, or "a battery of": "a Kolchuga", "a battery of S-400"."""
    span = doc.char_span(low, high, alignment_mode="expand")
    if span is None or negated(text_of(doc), span.start_char):
        return None
    head = head_of_phrase(doc, span)
    if head.i >= span.end or head.lemma_.lower() in _AGREEMENTS:
        return None
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_.lower() in _UNITS:
        head = head.head.head
    return _an_article(head) if head.tag_ in ("NN", "NNP") else None


def _of_goods(doc: Doc, low: int) -> Quantity | None:
    """What a noun of transfer is of: "the export of 6,500 tonnes of war material"."""
    token = token_at(doc, low)
    return _after(token, ("of",)) if token is not None and token.tag_ in ("NN", "NNS") else None


def _taught(doc: Doc, low: int) -> Quantity | None:
    """Those who are taught: "the training of 70 sailors", "is training 70 sailors"."""
    token = token_at(doc, low)
    if token is None:
        return None
    if token.tag_.startswith("V"):
        return quantity_meant(doc, low, low + len(token.text))
    head = head_of_phrase(doc, doc[token.i : token.i + 1])
    return _after(head, ("of", "for")) if head.lemma_.lower() in _TEACHING else None


def _after(noun: Token, joints: tuple[str, ...]) -> Quantity | None:
    """The number of what stands after a noun's "of" or the like."""
    for joint in noun.children:
        if joint.dep_ == "prep" and joint.lower_ in joints:
            what = next((kid for kid in joint.children if kid.dep_ == "pobj"), None)
            if what is not None:
                return quantity_for(noun.doc, what.idx, what.idx + len(what.text))
    return None


def _standing_alone(scene: Scene, trigger: int | None) -> Quantity | None:
    """A number that is by itself subject or object of the statement's own word of transfer: "which ordered twelve".

    Only where the sentence speaks of one class of goods.
    """
    if trigger is None or len({item.class_ for item in scene.items}) > 1:
        return None
    doc = scene.doc
    found = [one.what for one in counts_in(text_of(doc)) if _alone(token_at(doc, one.end - 1), trigger)]
    return found[0] if len(found) == 1 and (found[0].low or 0) < _TOO_MANY else None


def _alone(token: Token | None, verb: int) -> bool:
    """Whether a number stands as subject or object of a verb, with no noun after it."""
    if token is None or token.tag_ != "CD" or token.dep_ not in _SIDES or token.head.i != verb:
        return False
    if token.lower_ == "one" or any(kid.dep_ == "det" and kid.lower_ == "the" for kid in token.children):
        return False
    return not any(kid.dep_ == "prep" and kid.lower_ == "of" for kid in token.children)
