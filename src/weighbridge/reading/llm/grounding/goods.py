"""Items: a class that follows from the words that name the goods."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from weighbridge.model import ITEM_CLASSES, Item
from weighbridge.reading.llm.grounding.naming import goods_in, goods_of, top, words_of_grounding
from weighbridge.reading.llm.grounding.page import Page, Ungrounded, mentions_in, text_place
from weighbridge.reading.llm.grounding.plain import Span


class HeldItem(NamedTuple):
    """``inside``: the evidence itself names the goods; ``place``: where they are named."""

    item: Item
    inside: bool
    place: Span
    repaired: str | None = None


def item_in(page: Page, raw: Any, evidence: Span) -> HeldItem | None:
    """The goods that a model put into the slot, with the document's own words; None where it named none.

    Raises Ungrounded.
    """
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise Ungrounded("it is no object with class and text")
    class_, words = raw.get("class"), raw.get("text")
    if not class_ and not words:
        return None
    repaired = None
    try:
        place = text_place(page, words, evidence)
    except Ungrounded:
        place = _named_inside(page, class_, words, evidence)
        repaired = "the words taken from the evidence"
    text = page.text[place[0] : place[1]]
    inside = evidence[0] <= place[0] and place[1] <= evidence[1]
    kept, mended = class_for(page, class_, text)
    return HeldItem(Item(kept, text), inside and bool(goods_in(text).classes), place, mended or repaired)


def _named_inside(page: Page, class_: object, words: object, evidence: Span) -> Span:
    """The only goods of a class that the evidence names."""
    if isinstance(words, str) and class_ in goods_in(words[:300]).classes:
        some = [(one.start, one.end) for one in mentions_in(page, evidence) if class_ in goods_of(one.entry)]
        if len(some) == 1:
            return some[0]
    raise Ungrounded(f"{words!r} is not in the document")


def class_for(page: Page, class_: object, text: str) -> tuple[str, str | None]:
    """The item class that words of the document bear out, and what was mended.

    Words that tell the class give it; general ones ("the consignment", "it") may stand for goods that the document
    names elsewhere.

    Raises Ungrounded.
    """
    named = goods_in(text)
    if class_ not in ITEM_CLASSES:
        if len(named.classes) == 1:
            only = next(iter(named.classes))
            return only, f"class {str(class_)[:30]!r} is none of ours; {only} by {text!r}"
        raise Ungrounded(f"class {str(class_)[:30]!r} is none of ours")
    known = str(class_)
    tops = {top(one) for one in named.classes}
    if known in named.classes or top(known) in tops or known in _by_verb(text):
        return known, None
    if named.firm:
        if len(tops) == 1:
            best = min(named.classes)
            return best, f"class {best} by {text!r}, not {known}"
        raise Ungrounded(f"{text!r} is {' or '.join(sorted(named.classes))}, not {known}")
    if known == "arms" or top(known) in {top(one) for one in page.goods}:
        return known, None
    raise Ungrounded(f"nothing in the document names goods of class {known}")


@lru_cache(maxsize=1024)
def _by_verb(text: str) -> frozenset[str]:
    """The classes that stand in a verb: "trained", "arming"."""
    verbs: dict[str, list[str]] = words_of_grounding()["verbs"]
    return frozenset(
        class_
        for class_, stems in verbs.items()
        if re.search(rf"\b(?:{'|'.join(map(re.escape, stems))})", text, re.IGNORECASE)
    )
