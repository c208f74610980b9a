"""Attributions while their speech is gathered: widening to quotations, speech that runs on, nesting.

Works on characters of the whole document, on what ``attribution_clauses`` found in the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from weighbridge.reading.attribution.quotes import Quote

Span = tuple[int, int]


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


@dataclass(slots=True)
class Open:
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


def inside(at: int, quotes: Sequence[Quote]) -> Quote | None:
    """The speech in which a character stands."""
    return next((q for q in quotes if q.speech and q.start < at < q.end), None)


def widen(one: Open, quotes: Sequence[Quote]) -> None:
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


def speech_only(one: Open, quotes: Sequence[Quote], text: str) -> None:
    """Where speech stands right before its cue and a colon or dash before it, drop what is before."""
    left = min(a for a, _ in (*one.source, *one.cue))
    if not one.source:
        ends = [q.end for q in quotes if q.speech and q.end < left and any(a < q.end <= b for a, b in one.content)]
        between = text[ends[-1] : left].strip(" ,") if ends else ""
        if between and one.content[0][0] < ends[-1] and len(between.split()) <= 25 and between[0].isalpha():
            at = text.index(between, ends[-1])
            one.source = [(at, at + len(between))]
            one.content = [(a, b) for a, b in clip(one.content, [(0, ends[-1]), (left, len(text))])]
    for place, (start, end) in enumerate(one.content):
        quote = next((q for q in quotes if q.speech and start < q.start < end <= q.end + 1 and end <= left), None)
        if quote is None:
            after = next((q for q in quotes if q.speech and q.start >= one.at), None)
            right = max(b for _, b in (*one.source, *one.cue))
            if (
                after is not None
                and end <= left
                and right <= after.start
                and not text[right : after.start].strip(" ,:\n")
            ):
                own = any(q.speech and q.start < end and start < q.end for q in quotes)
                one.content[place] = (start, end) if own else (after.start, after.end)
        elif text[quote.start - 2 : quote.start].strip()[-1:] in (":", "-", "–", "—"):
            one.content[place] = (quote.start, end)


def speech_before(one: Open, quotes: Sequence[Quote], text: str) -> None:
    """Speech that ends right before a speaker and verb is their content, not what stands after the verb.

    ("...," she wrote of the gift; "...," said the mayor, who now supports the plan.)
    """
    if one.kind != "verb" or not one.quotable or not one.cue:
        return
    edges = [*one.source, *one.cue]
    left = min(a for a, _ in edges)
    whole = text[left : max(b for _, b in edges)]
    if "," in whole or any(a < left or text.startswith("that ", a) for a, _ in one.content):
        return
    for quote in quotes:
        if not quote.speech or quote.end > left or text[quote.end : left].strip(" "):
            continue
        begins = quote.start <= one.sentence.start or not text[one.sentence.start : quote.start].strip()
        ends = text[quote.start : quote.end].rstrip("”\"'’»")[-1:] in (",", "?", "!")
        if quote.paragraph == one.sentence.paragraph and begins and ends:
            spoken = [(a, b) for a, b in one.content if any(q.speech and q.start <= a + 1 < q.end for q in quotes)]
            one.content = [(quote.start, quote.end), *spoken]
        return


def clip(spans: Iterable[Span], bounds: Sequence[Span]) -> list[Span]:
    """Spans as far as they lie within the bounds."""
    return [(max(a, c), min(b, d)) for a, b in spans for c, d in bounds if max(a, c) < min(b, d)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _adjacent(one: Open, quotes: Sequence[Quote], text: str) -> Quote | None:
    """Speech beside a cue that has no content: before it, after it, in this sentence or at its border."""
    s = one.sentence
    left = min([a for a, _ in (*one.source, *one.cue)])
    right = max([b for _, b in (*one.source, *one.cue)])
    best: Quote | None = None
    for quote in quotes:
        direct = (
            not text[quote.end : left].strip(" ,") if quote.end <= left else not text[right : quote.start].strip(" ,:")
        )
        if not quote.speech and not direct:
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


def _holders(opened: Sequence[Open], quotes: Sequence[Quote]) -> list[list[Open]]:
    """For each quotation the attributions (outside speech) whose content holds at least half of it."""
    spans = sorted(
        ((start, end, number) for number, one in enumerate(opened) if not one.in_speech for start, end in one.content)
    )
    found: list[list[Open]] = []
    live: list[tuple[int, int, int]] = []
    at = 0
    for quote in quotes:
        while at < len(spans) and spans[at][0] < quote.end:
            live.append(spans[at])
            at += 1
        live = [span for span in live if span[1] > quote.start]
        shared: dict[int, int] = {}
        for start, end, number in live:
            shared[number] = shared.get(number, 0) + max(0, min(end, quote.end) - max(start, quote.start))
        enough = (quote.end - quote.start) / 2
        found.append([opened[number] for number, size in shared.items() if size >= enough])
    return found


def give_waiting(
    opened: list[Open], waiting: Sequence[tuple[Open, Sequence[Quote]]], quotes: Sequence[Quote], text: str
) -> None:
    """Give cues that found no content in their clause the free speech beside them."""
    taken = {quote for quote, held in zip(quotes, _holders(opened, quotes), strict=True) if held}
    for one, around in waiting:
        beside = _adjacent(one, [quote for quote in around if quote not in taken], text)
        if beside is not None:
            one.content = [(beside.start, beside.end)]
            opened.append(one)
            taken.add(beside)


def take_speech(opened: Sequence[Open], quotes: Sequence[Quote], text: str) -> None:
    """Give speech that nobody holds yet to who was speaking just before.

    In the same paragraph it has to follow directly; over paragraphs the quotation before it
    has to be open still, and then who holds any part of the run holds it all.
    """
    holders = [[one for one in held if one.quotable] for held in _holders(opened, quotes)]
    speaker: Open | None = None
    last_end = -1
    run: list[Quote] = []
    for place, quote in enumerate(quotes):
        if not quote.speech:
            continue
        if place and (quotes[place - 1].closed or quotes[place - 1].paragraph == quote.paragraph):
            run = []
        if holders[place]:
            speaker, last_end = holders[place][-1], quote.end
            speaker.content.extend((one.start, one.end) for one in run)
            run = []
            continue
        before = text[max(0, quote.start - 20) : quote.start].rstrip()[-1:]
        if before and before not in ".?!”\"’':,)—-–":
            continue
        previous = quotes[place - 1] if place else None
        runs_on = previous is not None and not previous.closed and previous.end == last_end
        close = speaker is not None and quote.paragraph == speaker.sentence.paragraph
        if speaker is not None and not runs_on and close:
            close = not text[max(last_end, speaker.sentence.end) : quote.start].strip(" \n”\"’'")
        if speaker is not None and (runs_on or close):
            speaker.content.append((quote.start, quote.end))
            last_end = quote.end
        elif not quote.closed:
            run.append(quote)


def untangle(opened: Sequence[Open]) -> None:
    """Keep what is inside another's content within it; of two inside each other the smaller is inner."""
    by_sentence: dict[int, list[Open]] = {}
    for one in opened:
        by_sentence.setdefault(one.sentence.index, []).append(one)
    for group in by_sentence.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                one_inside = any(a <= one.at < b for a, b in other.content)
                other_inside = any(a <= other.at < b for a, b in one.content)
                if one_inside != other_inside:
                    inner, outer = (one, other) if one_inside else (other, one)
                    inner.content = clip(inner.content, outer.content) or inner.content
                elif one_inside and other_inside:
                    sizes = [sum(b - a for a, b in two.content) for two in (one, other)]
                    if one.kind == "according_to" or other.kind == "according_to":
                        outer, inner = (one, other) if one.kind == "according_to" else (other, one)
                    else:
                        outer, inner = (one, other) if sizes[0] > sizes[1] else (other, one)
                    inner.content = clip(inner.content, outer.content)


def levels(kept: Sequence[tuple[Open, list[Span]]]) -> list[int]:
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
