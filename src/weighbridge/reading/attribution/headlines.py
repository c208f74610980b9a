"""Speakers whom a mark names: "X: Y", "Y - minister", "NAME: words" in a transcript."""

from __future__ import annotations

import re

from weighbridge.reading.attribution.speech import Open, ParsedSentence, Span
from weighbridge.reading.attribution.words import Words

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?(?:a\.?m\.?|p\.?m\.?|GMT|UTC|CET|BST|EST|ET))?\s*[-–—|]?\s+")
"""The time that opens an entry of a live blog: "14:05 Blinken: Russia has the missiles"."""
_COLON = re.compile(r"([^:“”\"]{2,60}?)\s*(:)\s+(?=\S{2,})")


def _titled(sentence: ParsedSentence, mark: Span, source: Span, content: Span) -> Open:
    """An attribution that a colon or a dash makes; the spans are offsets in the sentence."""
    s = sentence.start

    def moved(span: Span) -> Span:
        return s + span[0], s + span[1]

    lemma = sentence.text[mark[0] : mark[1]]
    return Open(
        sentence, "headline", lemma, s + mark[0], [moved(source)], [moved(mark)], [moved(content)],
        True, False, None, [], False,
    )  # fmt: skip


def headline(sentence: ParsedSentence, lexicon: Words, early: bool, alone: bool, transcript: bool) -> Open | None:
    """ "X: Y" and "Y - minister" in a headline, "NAME: words" in a transcript.

    ``early``: in the first two paragraphs; ``alone``: the only sentence of its paragraph;
    ``transcript``: the text has several paragraphs that begin with a name in capitals.
    """
    text, doc = sentence.text, sentence.parse
    body = text.rstrip(" .") if alone else text
    clock = _CLOCK.match(body)
    early = early or clock is not None
    first = clock.end() if clock is not None else 0
    match = _COLON.match(body, first) if ":" in body else None
    if match:
        name = re.split(r"\s[Oo]n\s", match.group(1))[0]
        parts = name.split()
        heads = {word.strip("’'s,").lower() for word in parts}
        named = all(word[:1].isupper() or word.lower() in ("of", "the", "and", "de", "al") for word in parts)
        finite = doc is not None and any(t.pos_ in ("VERB", "AUX") and first <= t.idx < first + len(name) for t in doc)
        begins = body[match.end()] in "“‘'\"" or body[match.end()].isupper()
        begins = begins or body[match.end()].isdigit()
        known = begins and (bool(heads & lexicon.speakers) or (named and alone and (early or len(parts) <= 3)))
        spoken = transcript and name.isupper() and len(parts) <= 3
        label = bool({word.lower() for word in parts} & lexicon.labels) and not heads & lexicon.speakers
        if len(parts) <= 6 and not (finite or label) and (known or spoken) and len(body) > match.end() + 8:
            return _titled(sentence, match.span(2), (first, first + len(name)), (match.end(), len(body)))
    match = re.search(r"[”\"’'](:)\s+([^“”\"]{2,50})$", body) if alone or early else None
    if match and len(match.group(2).split()) <= 5:
        return _titled(sentence, match.span(1), match.span(2), (0, match.start(1)))
    match = re.search(r"\s+([-–—])\s*([^-–—“”\"\s][^-–—“”\"]{1,49})$", body) if early else None
    if match:
        tail = match.group(2)
        if len(tail.split()) <= 5 and {word.lower() for word in re.findall(r"[\w-]+", tail)} & lexicon.speakers:
            return _titled(sentence, match.span(1), match.span(2), (0, match.start()))
    return None
