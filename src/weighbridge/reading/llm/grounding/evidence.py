"""Where the sentence that a model quotes stands in the document."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process

from weighbridge.reading.llm.grounding.naming import words_of_grounding
from weighbridge.reading.llm.grounding.page import Page, Ungrounded, sentences_in
from weighbridge.reading.llm.grounding.plain import Span, places_of, plain_words

LONGEST = 4_000
"""Characters of a quotation."""
MOST_SENTENCES = 3
"""A quotation of more sentences says of none what it says."""
LEAST_LETTERS = 12
"""A shorter quotation has to be a whole sentence."""
MOST_PLACES = 50
"""Of a quotation that are looked at; a sentence doesn't stand there more often."""
LEAST_RATIO = 90.0
"""Of 100: how like a sentence a quotation has to be that is not found word for word (rapidfuzz' ratio). Copying errors
of models lie above 95, sentences with other content below 85."""
LEAST_LEAD = 5.0
"""By so much the most similar sentence has to be nearer than the next one, to be the only one that can be meant."""


class Quoted(NamedTuple):
    """Characters of whole sentences of the document; ``repaired`` says what was mended."""

    start: int
    end: int
    repaired: str | None = None


def evidence_in(page: Page, quotation: object, portion: Span) -> Quoted:
    """The sentences that a quotation is from, looked for in the ``portion`` that was asked about.

    Raises Ungrounded: it isn't there, or may be from several places.
    """
    if not isinstance(quotation, str) or not quotation.strip():
        raise Ungrounded("no evidence is quoted")
    if len(quotation) > LONGEST:
        raise Ungrounded(f"the evidence has more than {LONGEST:,} characters")
    plain = plain_words(quotation).strip("'. ") or plain_words(quotation)
    first, last = page.plain.plain_from(portion[0]), page.plain.plain_from(portion[1])
    for low in (False, True):
        places = islice(places_of(plain, page.plain, first, last, low=low), MOST_PLACES)
        found = [_whole_sentences(page, page.plain.true(one)) for one in places]
        whole = [one for one in found if _is_all(page, one, plain)]
        if whole:
            return _checked(page, Quoted(*whole[0]))
        if found:
            if len(plain) < LEAST_LETTERS or len(set(found)) > 1:
                raise Ungrounded(f"the evidence {quotation!r} stands in several places, or is too short to tell")
            return _checked(page, Quoted(*found[0]))
    return _checked(page, _most_alike(page, plain, portion, quotation))


def _whole_sentences(page: Page, span: Span) -> Span:
    some = sentences_in(page, span)
    return (some[0].start, some[-1].end) if some else span


def _is_all(page: Page, span: Span, plain: str) -> bool:
    return len(plain_words(page.text[span[0] : span[1]])) <= len(plain) + 4


def _most_alike(page: Page, plain: str, portion: Span, quotation: str) -> Quoted:
    """The one sentence that is nearly the same as a quotation."""
    some = sentences_in(page, portion)
    texts = [page.wordings[one.index] for one in some]
    ranked = process.extract(plain, texts, scorer=fuzz.ratio, limit=2, score_cutoff=LEAST_RATIO - LEAST_LEAD)
    if not ranked or ranked[0][1] < LEAST_RATIO:
        raise Ungrounded(f"the evidence is not in the document: {quotation[:200]!r}")
    if len(ranked) > 1 and ranked[1][1] > ranked[0][1] - LEAST_LEAD:
        raise Ungrounded(f"the evidence is like several sentences of the document: {quotation[:200]!r}")
    one = some[ranked[0][2]]
    return Quoted(one.start, one.end, f"evidence: mended to the sentence that it is like ({ranked[0][1]:.0f} of 100)")


def _checked(page: Page, quoted: Quoted) -> Quoted:
    """Raises Ungrounded for too much at once, and for what gives orders instead of reporting."""
    text = page.text[quoted.start : quoted.end]
    if len(sentences_in(page, (quoted.start, quoted.end))) > MOST_SENTENCES:
        raise Ungrounded(f"the evidence is longer than {MOST_SENTENCES} sentences")
    low = plain_words(text).lower()
    order = next((one for one in words_of_grounding()["orders"]["phrases"] if one in low), None)
    if order:
        raise Ungrounded(f"the evidence gives orders to a reader ({order!r}) and reports nothing")
    return quoted
