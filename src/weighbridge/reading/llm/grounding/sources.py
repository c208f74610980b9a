"""Sources: who holds a position, and through whom it came, as the document names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from weighbridge.model import NARRATOR, SOURCE_CLASSES, Source
from weighbridge.reading.amounts.numerals import numbers_in
from weighbridge.reading.llm.grounding.naming import names_outlets_alone
from weighbridge.reading.llm.grounding.page import Page, Ungrounded, text_place
from weighbridge.reading.llm.grounding.parties import country_for
from weighbridge.reading.llm.grounding.plain import Span, places_of, plain_of, plain_words

MOST_VIA = 6
"""Longer chains do not occur."""


class HeldSource(NamedTuple):
    """A source with what was mended."""

    source: Source
    repaired: str | None = None


def source_in(page: Page, raw: Any, evidence: Span) -> HeldSource:
    """Who holds the position; the narrator where nobody is named. Raises Ungrounded."""
    if raw is None:
        return HeldSource(NARRATOR)
    if not isinstance(raw, dict):
        raise Ungrounded("it is no object with class, country, text and named")
    class_ = raw.get("class")
    if class_ not in SOURCE_CLASSES:
        raise Ungrounded(f"class {str(class_)[:30]!r} is none of ours")
    if class_ == "narrator":
        return HeldSource(NARRATOR)
    words = raw.get("text")
    if not words:
        return _issuer(page, str(class_), raw)
    text = _own_words(page, words, evidence)
    country, repaired = country_for(page, raw.get("country"), text)
    if repaired and class_ != "media" and names_outlets_alone(text):
        country = None
    named = class_ != "anonymous" and raw.get("named") is not False
    return HeldSource(Source(str(class_), country, text, named), repaired)


def _own_words(page: Page, words: object, evidence: Span) -> str:
    """The document's words for a source, or its publisher's name. Raises Ungrounded."""
    try:
        start, end = text_place(page, words, evidence)
    except Ungrounded:
        for one in (page.document.publisher, page.document.title):
            if one and isinstance(words, str):
                plain = plain_of(one)
                hit = next(places_of(plain_words(words[:300]), plain, low=True), None)
                if hit:
                    start, end = plain.true(hit)
                    return one[start:end]
        raise
    return page.text[start:end]


def _issuer(page: Page, class_: str, raw: dict[str, Any]) -> HeldSource:
    """The body that issues a document, which it need not name (coding guidelines, 8.2)."""
    country, repaired = country_for(page, raw.get("country"), page.document.publisher or "")
    return HeldSource(Source(class_, country, None, raw.get("named") is not False), repaired)


def via_in(page: Page, raw: Any, evidence: Span) -> tuple[tuple[Source, ...], Sequence[str]]:
    """Through whom it came, nearest the source first, and what had to be left out of that."""
    if raw is None:
        return (), ()
    if not isinstance(raw, list):
        return (), ["via: it is no list"]
    held: list[Source] = []
    faults: list[str] = []
    for one in raw[:MOST_VIA]:
        try:
            source = source_in(page, one, evidence).source
        except Ungrounded as error:
            faults.append(f"via: {error}")
            continue
        if source.class_ == "narrator" or not source.text:
            continue
        counts = {number.what.low for number in numbers_in(source.text) if number.what.low == number.what.high}
        count = one.get("count")
        known = count if isinstance(count, int) and not isinstance(count, bool) and count in counts else None
        held.append(Source(source.class_, source.country, source.text, source.named, known))
    if len(raw) > MOST_VIA:
        faults.append(f"via: more than {MOST_VIA}")
    return tuple(held), faults
