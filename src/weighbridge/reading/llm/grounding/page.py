"""A document as grounding sees it: its text in plain form, its sentences, whom and what it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from weighbridge.model import Document
from weighbridge.reading.llm.grounding.naming import codes_of, goods_of
from weighbridge.reading.llm.grounding.plain import Plain, Span, last_place_of, places_of, plain_of, plain_words
from weighbridge.reading.mentions import Mention, finder
from weighbridge.reading.sentences import Sentence, sentences_of

LONGEST_TEXT = 300
"""Characters of the text of a slot; what is longer names nothing."""
_LEAST_FOLDED = 4
"""Shorter words are found as written only: "us" is not the US."""
_MOST_WORDS = 12
"""Of a text that isn't found as a whole and is looked for in pieces; a name has no more."""
_LEAST_SHARE = 0.6
"""Of the letters of a text that isn't found as a whole, so many have to stand together."""


class Ungrounded(ValueError):
    """Something that the document doesn't bear out; the text says what."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document with all that grounding asks about it, made once."""

    document: Document
    plain: Plain
    sentences: Sequence[Sentence]
    starts: Sequence[int]
    wordings: Sequence[str]
    """The sentences in plain form."""
    mentions: Sequence[Mention]
    codes: frozenset[str]
    """Parties that text, title or publisher name."""
    goods: frozenset[str]
    """Item classes that the text names."""

    @property
    def text(self) -> str:
        return self.document.text


def page_of(document: Document) -> Page:
    """The page of a document, in time linear in its length."""
    mentions = finder().find(document.text)
    around = finder().find("\n".join(filter(None, (document.title, document.publisher))))
    sentences = sentences_of(document.text)
    plain = plain_of(document.text)
    return Page(
        document,
        plain,
        sentences,
        [one.start for one in sentences],
        [plain.text[plain.plain_from(one.start) : plain.plain_from(one.end)].strip() for one in sentences],
        mentions,
        frozenset().union(*(codes_of(one.entry) for one in (*mentions, *around))),
        frozenset().union(*(goods_of(one.entry) for one in mentions)),
    )


def sentences_in(page: Page, span: Span) -> Sequence[Sentence]:
    """The sentences that share characters with a span."""
    first = max(0, bisect_right(page.starts, span[0]) - 1)
    last = bisect_right(page.starts, span[1] - 1)
    return [one for one in page.sentences[first:last] if one.end > span[0] and one.start < span[1]]


def mentions_in(page: Page, span: Span) -> Sequence[Mention]:
    """The mentions of parties and goods that lie within a span."""
    first = bisect_left(page.mentions, span[0], key=lambda one: one.start)
    last = bisect_left(page.mentions, span[1], key=lambda one: one.start)
    return [one for one in page.mentions[first:last] if one.end <= span[1]]


def text_place(page: Page, words: object, evidence: Span, *, exact: bool = False) -> Span:
    """Where the text of a slot stands: in the evidence, else nearest before it, else after it.

    A text that doesn't stand there as a whole is given as the longest run of its words that does, where that is most of
    it; with ``exact`` it is not found. Raises Ungrounded.
    """
    if not isinstance(words, str) or not words.strip():
        raise Ungrounded("it has no text")
    if len(words) > LONGEST_TEXT:
        raise Ungrounded(f"its text has more than {LONGEST_TEXT} characters")
    plain = plain_words(words)
    found = _nearest(page, plain, evidence)
    if found is None:
        run = None if exact else _longest_run(page, plain, evidence)
        if run is None:
            raise Ungrounded(f"{words!r} is not in the document")
        found = run
    return found


def _nearest(page: Page, plain: str, evidence: Span) -> Span | None:
    first, last = page.plain.plain_from(evidence[0]), page.plain.plain_from(evidence[1])
    for low in (False, True) if len(plain) >= _LEAST_FOLDED else (False,):
        inside = next(places_of(plain, page.plain, first, last, low=low), None)
        if inside:
            return page.plain.true(inside)
        place = last_place_of(plain, page.plain, last, low=low) or next(
            places_of(plain, page.plain, first, low=low), None
        )
        if place:
            return page.plain.true(place)
    return None


def _longest_run(page: Page, plain: str, evidence: Span) -> Span | None:
    """The longest run of a text's words that stands in the evidence, if it is most of the text and unique there."""
    words = plain.split(" ")
    if len(words) > _MOST_WORDS:
        return None
    first, last = page.plain.plain_from(evidence[0]), page.plain.plain_from(evidence[1])
    for size in range(len(words) - 1, 0, -1):
        runs = [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)]
        runs = [run for run in runs if len(run) >= max(_LEAST_FOLDED, _LEAST_SHARE * len(plain))]
        found = {span for run in runs for span in places_of(run, page.plain, first, last)}
        if found:
            return page.plain.true(found.pop()) if len(found) == 1 else None
        if not runs:
            return None
    return None
