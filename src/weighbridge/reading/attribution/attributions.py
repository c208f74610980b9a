"""Attribution: who says what, on any topic.

``attributions`` takes the parsed sentences of a document and gives every place where the text
lays words, a thought or an attitude at somebody's door. Which words do that stands in
``lexicon/attribution.toml``; grammar in ``attribution_clauses`` and what it imports, quotation
marks in ``attribution_quotes``, speech that runs on in ``attribution_speech``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from weighbridge.reading.attribution.clauses import first_or_second, sentence_drafts
from weighbridge.reading.attribution.grammar import Draft
from weighbridge.reading.attribution.headlines import headline
from weighbridge.reading.attribution.quotes import Quote, quotes_in
from weighbridge.reading.attribution.speech import (
    Open,
    ParsedSentence,
    Span,
    clip,
    give_waiting,
    inside,
    levels,
    merged,
    speech_before,
    speech_only,
    take_speech,
    untangle,
    widen,
)
from weighbridge.reading.attribution.words import words
from weighbridge.reading.parsing.tree import Tree, tree_of

__all__ = ["Attribution", "ParsedSentence", "attributions", "outermost"]

_CAPITALS = re.compile(r"[A-Z][A-Z .'’-]{1,40}:\s")
_STRIP_LEFT = " \t\n,.;:!?–—-)]}…"
_STRIP_RIGHT = " \t\n,.;:–—-([{…"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source's words or thought. All spans are character offsets into the document's text.

    ``kind``: verb, quote (speech with no cue of its own, carried on from the one before), according_to,
    citing, noun, adjective, adverb, hedge, seeming, headline. ``source`` is empty where nobody is named.
    ``antecedent``: for a source that is a relative pronoun, what it stands for.
    ``level``: in how many other attributions' contents the cue stands; 0 where the text itself attributes.
    ``in_speech``: the cue itself stands inside somebody's direct speech.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    cue_lemma: str
    negated: bool
    modal: str | None
    sentence: int
    antecedent: tuple[Span, ...] = ()
    level: int = 0
    in_speech: bool = False


def _runs(tree: Tree, places: Iterable[int], offset: int) -> list[Span]:
    """Token numbers to spans of characters, neighbours joined."""
    spans: list[Span] = []
    last = -2
    for place in sorted(places):
        start = offset + tree.start[place]
        end = start + len(tree.text[place])
        if place == last + 1 and spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = place
    return spans


def _trim(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans without the punctuation at their edges; a full stop inside quotation marks stays."""
    kept: list[Span] = []
    for start, end in spans:
        while start < end and text[start] in _STRIP_LEFT:
            start += 1
        while end > start and text[end - 1] in _STRIP_RIGHT:
            if text[end - 1] == "." and re.search(
                r"\b(?:\w\.)+$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|No)\.$", text[max(0, end - 8) : end]
            ):
                break
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            kept.append((start, end))
    return kept


def _whole_text(sentences: Sequence[ParsedSentence]) -> str:
    """The document's text as far as the sentences tell it; gaps are blank, so that offsets hold."""
    parts: list[str] = []
    at = 0
    for one in sentences:
        if one.start > at:
            parts.append(" " * (one.start - at))
        skip = max(0, at - one.start)
        words = one.text
        parts.append(words[skip:])
        at = max(at, one.start + len(words))
    return "".join(parts)


def _paragraphs(sentences: Sequence[ParsedSentence]) -> list[tuple[int, int, int]]:
    """(start, end, number) of each paragraph."""
    found: list[tuple[int, int, int]] = []
    for one in sentences:
        if found and found[-1][2] == one.paragraph:
            found[-1] = (found[-1][0], max(found[-1][1], one.end), one.paragraph)
        else:
            found.append((one.start, one.end, one.paragraph))
    return found


def _opened(sentence: ParsedSentence, draft: Draft, doc: Doc, in_speech: bool) -> Open:
    """A draft in characters of the document."""
    offset, tree = sentence.start, tree_of(doc)
    return Open(
        sentence,
        draft.kind,
        draft.lemma,
        offset + tree.start[draft.at],
        _runs(tree, draft.source or (), offset),
        _runs(tree, draft.cue, offset),
        _runs(tree, draft.content, offset),
        draft.quotable,
        draft.negated,
        draft.modal,
        _runs(tree, draft.antecedent or (), offset),
        in_speech,
    )


def outermost(found: Iterable[Attribution]) -> list[Attribution]:
    """Those that the text itself makes, without what stands inside another's content."""
    return [one for one in found if not one.level]


def attributions(sentences: Sequence[ParsedSentence], attitudes: bool = False) -> list[Attribution]:
    """Every attribution of a document, in the order of the cues.

    Takes the document's sentences in order; those whose ``parse`` is None give no cue, but speech
    that was opened before runs through them. ``attitudes``: also by words that tell a liking, a choice
    or a look at things and no utterance.
    """
    if not sentences:
        return []
    lexicon = words(attitudes)
    text = _whole_text(sentences)
    quotes = quotes_in(text, _paragraphs(sentences))
    opened: list[Open] = []
    waiting: list[tuple[Open, list[Quote]]] = []
    near = 0
    first = sentences[0].paragraph
    transcript = sum(1 for one in sentences if _CAPITALS.match(one.text)) > 1
    for place, sentence in enumerate(sentences):
        while near < len(quotes) and quotes[near].end <= sentence.start:
            near += 1
        here: list[Quote] = []
        for quote in quotes[near:]:
            if quote.start > sentence.end + 2:
                break
            here.append(quote)
        before = quotes[max(0, near - 1) : near]
        early = sentence.paragraph - first <= 1
        begins = place == 0 or sentences[place - 1].paragraph != sentence.paragraph
        alone = begins and (place + 1 == len(sentences) or sentences[place + 1].paragraph != sentence.paragraph)
        title = headline(sentence, lexicon, early, alone, transcript) if begins else None
        if title is not None:
            if (
                not alone
                and title.source[0][0] == sentence.start
                and text[title.source[0][0] : title.source[0][1]].isupper()
            ):
                stop = next((s.start for s in sentences[place + 1 :] if s.paragraph != sentence.paragraph), len(text))
                title.content = [(title.content[0][0], stop)]
            opened.append(title)
        doc = sentence.parse
        if doc is None:
            continue
        for draft in sentence_drafts(doc, lexicon):
            at = sentence.start + tree_of(doc).start[draft.at]
            speech = inside(at, here)
            if speech is not None and first_or_second(doc, draft):
                continue
            one = _opened(sentence, draft, doc, speech is not None)
            if speech is not None:
                bounds = [(speech.start + 1, speech.end)]
                one.source, one.content = clip(one.source, bounds), clip(one.content, bounds)
            if not one.content and speech is None and one.quotable:
                waiting.append((one, [*before, *here]))
            elif speech is None and (before or here):
                widen(one, here)
                speech_only(one, here, text)
                speech_before(one, [*before, *here], text)
            if one.content:
                opened.append(one)
    give_waiting(opened, waiting, quotes, text)
    take_speech(opened, quotes, text)
    made: list[Attribution] = []
    untangle(opened)
    kept: list[tuple[Open, list[Span]]] = []
    for one in sorted(opened, key=lambda one: one.at):
        content = _trim(text, merged(one.content))
        if content:
            kept.append((one, content))
    for (one, content), level in zip(kept, levels(kept), strict=True):
        made.append(
            Attribution(
                tuple(_trim(text, one.source)),
                tuple(merged(one.cue)),
                tuple(content),
                one.kind,
                one.lemma,
                one.negated,
                one.modal,
                one.sentence.index,
                tuple(_trim(text, one.antecedent)),
                level,
                one.in_speech,
            )
        )
    return made
