"""Attribution: who says what, on any topic.

``attributions`` takes the parsed sentences of a document and gives every place where the text
lays words, a thought or an attitude at somebody's door. Which words do that stands in
``lexicon/attribution.toml``; grammar in ``attribution_clauses``, quotation marks in ``attribution_quotes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from weighbridge.reading.attribution_clauses import Draft, first_or_second, sentence_drafts
from weighbridge.reading.attribution_lexicon import Words, words
from weighbridge.reading.attribution_quotes import Quote, quotes_in

Span = tuple[int, int]

_STRIP_LEFT = " \t\n,.;:!?–—-)]}…"
_STRIP_RIGHT = " \t\n,.;:–—-([{…"


class ParsedSentence(Protocol):
    """A sentence as the reader hands it on; ``parse`` is None where it was not parsed."""

    @property
    def index(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def paragraph(self) -> int: ...
    @property
    def parse(self) -> Doc | None: ...


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source's words or thought. All spans are character offsets into the document's text.

    ``kind``: verb, quote (speech with no cue of its own, carried on from the one before), according_to,
    citing, noun, adjective, adverb, hedge, seeming, headline. ``source`` is empty where nobody is named.
    ``antecedent``: for a source that is a relative pronoun, what it stands for.
    ``level``: inside how many other attributions' contents the cue stands; 0 where the text itself attributes.
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


@dataclass(slots=True)
class _Open:
    """An attribution while its speech is still being gathered."""

    sentence: ParsedSentence
    kind: str
    lemma: str
    at: int
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    quotable: bool
    negated: bool
    modal: str | None
    antecedent: list[Span]
    in_speech: bool


def _runs(doc: Doc, places: Iterable[int], offset: int) -> list[Span]:
    """Token numbers to spans of characters, neighbours joined."""
    spans: list[Span] = []
    last = -2
    for place in sorted(places):
        token = doc[place]
        start, end = offset + token.idx, offset + token.idx + len(token.text)
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
            if text[end - 1] == "." and re.search(r"\b(?:\w\.)+$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|No)\.$", text[max(0, end - 8) : end]):
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
        parts.append(one.text[skip:])
        at = max(at, one.start + len(one.text))
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


def _inside(at: int, quotes: Sequence[Quote]) -> Quote | None:
    """The speech in which a character stands."""
    return next((q for q in quotes if q.speech and q.start < at < q.end), None)


def _titled(sentence: ParsedSentence, mark: Span, source: Span, content: Span) -> _Open:
    """An attribution that a colon or a dash makes; the spans are offsets in the sentence."""
    s = sentence.start

    def moved(span: Span) -> Span:
        return s + span[0], s + span[1]

    lemma = sentence.text[mark[0] : mark[1]]
    return _Open(
        sentence, "headline", lemma, s + mark[0], [moved(source)], [moved(mark)], [moved(content)],
        True, False, None, [], False,
    )  # fmt: skip


def _headline(sentence: ParsedSentence, lexicon: Words, early: bool, alone: bool) -> _Open | None:
    """ "X: Y" and "Y - minister" in a headline, "NAME: words" in a transcript.

    ``early``: in the first two paragraphs; ``alone``: the only sentence of its paragraph.
    """
    text, doc = sentence.text, sentence.parse
    body = text.rstrip(" .") if alone else text
    match = re.match(r"([^:“”\"]{2,60}?)\s*(:)\s+(?=\S{2,})", body)
    if match:
        name = re.split(r"\s[Oo]n\s", match.group(1))[0]
        parts = name.split()
        heads = {word.strip("’'s,").lower() for word in parts}
        named = all(word[:1].isupper() or word.lower() in ("of", "the", "and", "de", "al") for word in parts)
        finite = doc is not None and any(t.pos_ in ("VERB", "AUX") and t.idx < len(name) for t in doc)
        begins = body[match.end()] in "“‘'\"" or body[match.end()].isupper()
        known = bool(heads & lexicon.speakers) or (named and begins and (early or (alone and len(parts) <= 3)))
        spoken = name.isupper() and len(parts) <= 3 and not alone
        if len(parts) <= 6 and not finite and (known or spoken) and len(body) > match.end() + 8:
            if not {word.lower() for word in parts} & lexicon.labels or heads & lexicon.speakers:
                return _titled(sentence, match.span(2), (0, len(name)), (match.end(), len(body)))
    match = re.search(r"\s+([-–—])\s+([^-–—“”\"]{2,50})$", body)
    if match and early:
        tail = match.group(2)
        if len(tail.split()) <= 5 and {word.lower() for word in re.findall(r"[\w-]+", tail)} & lexicon.speakers:
            return _titled(sentence, match.span(1), match.span(2), (0, match.start()))
    return None


def _opened(sentence: ParsedSentence, draft: Draft, doc: Doc, in_speech: bool) -> _Open:
    """A draft in characters of the document."""
    offset = sentence.start
    return _Open(
        sentence,
        draft.kind,
        draft.lemma,
        offset + doc[draft.at].idx,
        _runs(doc, draft.source or (), offset),
        _runs(doc, draft.cue, offset),
        _runs(doc, draft.content, offset),
        draft.quotable,
        draft.negated,
        draft.modal,
        _runs(doc, draft.antecedent or (), offset),
        in_speech,
    )


def _widen(one: _Open, quotes: Sequence[Quote]) -> None:
    """Let content that reaches into a quotation take the whole of it, unless the cue stands in it too."""
    for quote in quotes:
        if quote.start <= one.at < quote.end or any(quote.start < b and a < quote.end for a, b in one.source):
            continue
        for place, (start, end) in enumerate(one.content):
            if start < quote.end and quote.start < end:
                overlap = min(end, quote.end) - max(start, quote.start)
                if overlap > 2:
                    one.content[place] = (min(start, quote.start), max(end, quote.end))
                    start, end = one.content[place]


def _speech_only(one: _Open, quotes: Sequence[Quote], text: str) -> None:
    """Where speech stands right before its cue and a colon, dash or comma before the speech, drop what is before."""
    left = min(a for a, _ in (*one.source, *one.cue))
    for place, (start, end) in enumerate(one.content):
        quote = next((q for q in quotes if q.speech and start < q.start < end <= q.end + 1 and end <= left), None)
        if quote is None:
            after = next((q for q in quotes if q.speech and q.start >= one.at), None)
            right = max(b for _, b in (*one.source, *one.cue))
            if after is not None and end <= left and right <= after.start and not text[right : after.start].strip(" ,:\n"):
                own = any(q.speech and q.start < end and start < q.end for q in quotes)
                one.content[place] = (start, end) if own else (after.start, after.end)
        elif text[quote.start - 2 : quote.start].strip()[-1:] in (":", "-", "–", "—"):
            one.content[place] = (quote.start, end)


def _clip(spans: Iterable[Span], bounds: Sequence[Span]) -> list[Span]:
    """Spans as far as they lie within the bounds."""
    return [(max(a, c), min(b, d)) for a, b in spans for c, d in bounds if max(a, c) < min(b, d)]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _covered(quote: Quote, content: Iterable[Span]) -> bool:
    """Whether at least half of a quotation lies in the content."""
    shared = sum(max(0, min(end, quote.end) - max(start, quote.start)) for start, end in content)
    return shared * 2 >= quote.end - quote.start


def _adjacent(one: _Open, quotes: Sequence[Quote], text: str) -> Quote | None:
    """Speech beside a cue that has no content: before it, after it, in this sentence or at its border."""
    s = one.sentence
    left = min([a for a, _ in (*one.source, *one.cue)])
    right = max([b for _, b in (*one.source, *one.cue)])
    best: Quote | None = None
    for quote in quotes:
        if not quote.speech:
            continue
        if quote.end <= left and len(text[quote.end : left].split()) <= 3 and quote.paragraph == s.paragraph:
            best = quote
        elif quote.start >= right and (quote.start < s.end or not text[s.end : quote.start].strip()):
            between = text[right : quote.start]
            near = len(between.split()) <= 25 and not re.search(r"[.?!]\s", between.strip()[:-1])
            if best is None and near:
                return quote
            break
    return best


def _take_speech(opened: list[_Open], quotes: Sequence[Quote], text: str) -> list[_Open]:
    """Give speech that nobody holds yet to who was speaking just before (or is about to)."""
    held = [any(_covered(quote, one.content) for one in opened if not one.in_speech) for quote in quotes]
    starts = sorted(opened, key=lambda one: one.at)
    extra: list[_Open] = []
    last_speaker: _Open | None = None
    last_end = -1
    pending = 0
    for place, quote in enumerate(quotes):
        while pending < len(starts) and starts[pending].at < quote.start:
            pending += 1
        if not quote.speech:
            continue
        if held[place]:
            holders = [one for one in opened if one.quotable and _covered(quote, one.content) and not one.in_speech]
            if holders:
                last_speaker, last_end = holders[-1], quote.end
            continue
        begins = quote.start == 0 or text[:quote.start].rstrip()[-1:] in ".?!”\"’':,)—-–" or not text[:quote.start].strip()
        if last_speaker is None or not begins:
            continue
        previous = quotes[place - 1] if place else None
        same = quote.paragraph == last_speaker.sentence.paragraph
        runs_on = previous is not None and not previous.closed and previous.end <= quote.start and previous.end == last_end
        gap = text[max(last_end, last_speaker.sentence.end) : quote.start]
        if runs_on or (same and not gap.strip(" \n”\"’'")):
            last_speaker.content.append((quote.start, quote.end))
            last_end = quote.end
            held[place] = True
    return extra


def _untangle(opened: Sequence[_Open]) -> None:
    """Keep what is inside another's content within it; of two inside each other, the smaller is the inner one."""
    by_sentence: dict[int, list[_Open]] = {}
    for one in opened:
        by_sentence.setdefault(one.sentence.index, []).append(one)
    for group in by_sentence.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                one_inside = any(a <= one.at < b for a, b in other.content)
                other_inside = any(a <= other.at < b for a, b in one.content)
                if one_inside != other_inside:
                    inner, outer = (one, other) if one_inside else (other, one)
                    inner.content = _clip(inner.content, outer.content) or inner.content
                elif one_inside and other_inside:
                    sizes = [sum(b - a for a, b in two.content) for two in (one, other)]
                    if one.kind == "according_to" or other.kind == "according_to":
                        outer, inner = (one, other) if one.kind == "according_to" else (other, one)
                    else:
                        outer, inner = (one, other) if sizes[0] > sizes[1] else (other, one)
                    inner.content = _clip(inner.content, outer.content)


def _levels(kept: Sequence[tuple[_Open, list[Span]]]) -> list[int]:
    """For each attribution, in how many others its cue stands."""
    edges = sorted((edge, step, place) for place, (_, content) in enumerate(kept)
                   for start, end in content for edge, step in ((start, 1), (end, -1)))  # fmt: skip
    levels: list[int] = []
    inside: dict[int, int] = {}
    at = 0
    for place, (one, _) in enumerate(kept):
        while at < len(edges) and edges[at][0] <= one.at:
            _, step, owner = edges[at]
            inside[owner] = inside.get(owner, 0) + step
            at += 1
        levels.append(sum(1 for owner, depth in inside.items() if depth > 0 and owner != place))
        inside = {owner: depth for owner, depth in inside.items() if depth}
    return levels


def outermost(found: Iterable[Attribution]) -> list[Attribution]:
    """Those that the text itself makes, without what stands inside another's content."""
    return [one for one in found if not one.level]


def attributions(sentences: Sequence[ParsedSentence]) -> list[Attribution]:
    """Every attribution of a document, in the order of the cues.

    Takes the document's sentences in order; those whose ``parse`` is None give no cue, but speech
    that was opened before runs through them.
    """
    if not sentences:
        return []
    lexicon = words()
    text = _whole_text(sentences)
    quotes = quotes_in(text, _paragraphs(sentences))
    opened: list[_Open] = []
    waiting: list[tuple[_Open, list[Quote]]] = []
    near = 0
    first = sentences[0].paragraph
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
        title = _headline(sentence, lexicon, early, alone) if begins and not _inside(sentence.start + 1, here) else None
        if title is not None:
            if not alone and title.source[0][0] == sentence.start and text[title.source[0][0] : title.source[0][1]].isupper():
                stop = next((s.start for s in sentences[place + 1 :] if s.paragraph != sentence.paragraph), len(text))
                title.content = [(title.content[0][0], stop)]
            opened.append(title)
        doc = sentence.parse
        if doc is None:
            continue
        for draft in sentence_drafts(doc, lexicon):
            at = sentence.start + doc[draft.at].idx
            speech = _inside(at, here)
            if speech is not None and first_or_second(doc, draft):
                continue
            one = _opened(sentence, draft, doc, speech is not None)
            if speech is not None:
                bounds = [(speech.start + 1, speech.end)]
                one.source, one.content = _clip(one.source, bounds), _clip(one.content, bounds)
            if not one.content and speech is None and one.quotable:
                waiting.append((one, [*before, *here]))
            elif speech is None:
                _widen(one, here)
                _speech_only(one, here, text)
            if one.content:
                opened.append(one)
    for one, around in waiting:
        free = [q for q in around if not any(_covered(q, other.content) for other in opened if not other.in_speech)]
        beside = _adjacent(one, free, text)
        if beside is not None:
            one.content = [(beside.start, beside.end)]
            opened.append(one)
    opened.extend(_take_speech(opened, quotes, text))
    made: list[Attribution] = []
    _untangle(opened)
    kept: list[tuple[_Open, list[Span]]] = []
    for one in sorted(opened, key=lambda one: one.at):
        content = _trim(text, _merged(one.content))
        if content:
            kept.append((one, content))
    for (one, content), level in zip(kept, _levels(kept), strict=True):
        made.append(
            Attribution(
                tuple(_trim(text, one.source)),
                tuple(_merged(one.cue)),
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
