"""Attributions as they are printed: the outermost ones, each source in its whole extent.

``attributions`` (in ``attribution``) finds more than a reader wants to see, and its sources stop where the
reader of statements needs them to. ``printed`` takes its list and gives what the command prints: without what
stands inside another's content, without verbs that attribute nothing in their use here, and with sources that
have their relative clause ("..., who led the inquiry") and the name after a title, but no dateline or day.
The words that this rests on stand in ``lexicon/attribution_extent.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from weighbridge.lexicon.tables import FOLDER, read_toml
from weighbridge.reading.attribution.attributions import Attribution, ParsedSentence, outermost
from weighbridge.reading.attribution.grammar import clause_of, is_infinitive, noun_span
from weighbridge.reading.attribution.misread import inverted_speaker, name_before, speaker_before
from weighbridge.reading.attribution.words import cue_class
from weighbridge.reading.dating.names import WEEKDAY_NAMES

Span = tuple[int, int]

_RELATIVE = re.compile(r",\s+(?:(?:one|two|many|most|some|all|both|each) of )?(who|whom|whose)\b")
_DATELINE = re.compile(r"[A-Z][\w.,'’ /-]{1,40}?(?:\([A-Z][\w. /-]*\)\s*)?\s*(?:[–—]|--?)\s+(?=\S)")
_AFTER_TITLE = re.compile(r"\.?\s+(?:[A-Z][\w'’-]*\.?\s+){0,2}[A-Z][\w'’-]+")
_DESCRIBED = re.compile(r",\s+(?:an?|the|[a-z]\w+)\s[^,.;:”\"—–]+")
"""The apposition after a name that a slip of the sentence splitter parted from its verb."""
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}|(?:[A-Z]\.){0,2}[A-Z]")
_LEADING = re.compile(r"(?!['’‘]s\b)[\s\"“”'‘(\[—–-]+")
_DAY = re.compile(
    r"(?:,?\s+(?:(?:late|early|earlier)\s+)?(?:on|during|this|last)(?:\s+(?:a|the|late|early))?|\s+late|\s+early|)"
    rf"\s+(?:{WEEKDAY_NAMES})(?:\s+(?:morning|afternoon|evening|night))?$"
)
_TELLING = frozenset({"saying", "showing", "finding"})
_UTTERING = frozenset({"saying", "saying on", "telling", "confirming", "denying", "warning", "accusing"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$", "WRB"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of extents: verbs that attribute only clauses or speech, openers, titles, pronouns."""

    clausal: frozenset[str]
    openers: frozenset[str]
    titles: frozenset[str]
    pronouns: frozenset[str]
    acts: frozenset[str]
    actors: frozenset[str]


@cache
def words() -> Words:
    """Read the lexicon; raises where a list is missing."""
    raw, _ = read_toml(FOLDER / "attribution_extent.toml")
    return Words(*(frozenset(raw[name]["words"].split()) for name in Words.__slots__))


class _Places:
    """The sentences of a document, found by a character, and tokens by a character."""

    def __init__(self, sentences: Sequence[ParsedSentence]) -> None:
        self._sentences = sentences
        self._starts = [one.start for one in sentences]

    def sentence(self, at: int) -> ParsedSentence | None:
        """The sentence in which a character stands, or after which it does."""
        place = bisect_right(self._starts, at) - 1
        return self._sentences[place] if place >= 0 else None

    def before(self, at: int) -> str:
        """The sentence before the one that begins with a character, with the gap between them."""
        place = bisect_right(self._starts, at) - 1
        if place < 1 or self._starts[place] != at:
            return ""
        one = self._sentences[place - 1]
        return one.text + " " * max(0, at - one.end) if one.paragraph == self._sentences[place].paragraph else ""

    def after(self, at: int) -> str:
        """The text from a character to the end of its sentence and through the next one's."""
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return ""
        one = self._sentences[place]
        text = one.text[at - one.start :]
        if place + 1 < len(self._sentences):
            following = self._sentences[place + 1]
            text += " " * max(0, following.start - one.end) + following.text
        return text

    def tokens(self, span: Span) -> list[Token]:
        """The tokens of a span within one sentence; none where the sentence was not parsed."""
        one = self.sentence(span[0])
        if one is None or one.parse is None:
            return []
        return [
            token for token in one.parse
            if token.idx + one.start >= span[0] and token.idx + len(token) + one.start <= span[1]
        ]  # fmt: skip


def printed(
    found: Iterable[Attribution], sentences: Sequence[ParsedSentence], nested: bool = False
) -> list[Attribution]:
    """What the command prints of the attributions of a document; with ``nested``, inner ones too."""
    places = _Places(sentences)
    every = list(found)
    kept = _lifted(every, [one for one in every if not _attributes(one, places)])
    speaking = {
        one.source[0][0] for one in every if one.antecedent and one.source and cue_class(one.cue_lemma) in _UTTERING
    }
    return [replace(one, source=_extent(one, places, speaking)) for one in (kept if nested else _told(kept))]


def _told(found: Iterable[Attribution]) -> list[Attribution]:
    """The outermost, without what stands in direct speech whose speaker is not found."""
    return [one for one in outermost(found) if not one.in_speech]


def _lifted(every: Sequence[Attribution], dropped: Sequence[Attribution]) -> list[Attribution]:
    """Without the dropped ones; what stood in their contents stands a level higher."""
    gone = {id(one) for one in dropped}
    spans = [span for one in dropped for span in one.content]
    return [
        replace(one, level=max(0, one.level - sum(1 for a, b in spans if one.cue and a <= one.cue[0][0] < b)))
        for one in every
        if id(one) not in gone
    ]


def _attributes(one: Attribution, places: _Places) -> bool:
    """Whether the cue lays words at somebody's door here: "raised $5" does not, "raised doubts that" does."""
    if one.kind != "verb":
        return True
    if one.cue_lemma in words().clausal and not _says_something(one, places):
        return False
    return not (_is_act(one, places) and cue_class(one.cue_lemma) not in _TELLING)


def _is_act(one: Attribution, places: _Places) -> bool:
    """Whether the source is an act or a state ("the scramble to find", "this dynamic of antagonism")."""
    tokens = places.tokens(one.source[0]) if one.source else []
    head = next((t for t in tokens if t.head not in tokens), None)
    if head is None or head.pos_ != "NOUN":
        return False
    lemma = head.lemma_.lower()
    return lemma.endswith(tuple(words().acts)) and lemma not in words().actors


def _says_something(one: Attribution, places: _Places) -> bool:
    """Whether the content holds a finite clause or a quotation."""
    for start, end in one.content:
        sentence = places.sentence(start)
        if sentence is None:
            continue
        around = sentence.text[max(0, start - sentence.start - 2) : end - sentence.start + 2]
        if any(mark in around for mark in '“”"'):
            return True
        tokens = places.tokens((start, end))
        if tokens and (tokens[0].lower_ in ("that", "whether", "how") or tokens[0].dep_ == "nsubj"):
            return True
    return False


def _extent(one: Attribution, places: _Places, speaking: set[int]) -> tuple[Span, ...]:
    """The source's spans in the extent that readers expect.

    ``speaking``: where relative pronouns stand that are sources; their clauses say something further
    ("..., who conceded that") and describe nobody.
    """
    spans = [_without_clause(_without_opening(span, places), places) for span in one.source]
    spans = [(start, end) for start, end in spans if start < end]
    if not spans:
        missed = _missed(one, places)
        return () if missed is None else (missed,)
    if len(spans) == 1 and spans[0][1] <= min(a for a, _ in one.cue):
        spans = [_with_first_half(spans[0], one, places)]
    spans[0] = _with_title(spans[0], places)
    *rest, last = spans
    stops = [start for start, _ in (*one.cue, *one.content) if start >= last[1]]
    limit = min(stops, default=None)
    last = _with_name(last, limit, places)
    last = _without_day(last, places)
    last = _with_relative(last, limit, places, speaking)
    return (*rest, last)


def _missed(one: Attribution, places: _Places) -> Span | None:
    """The source of an active verb for which none was found.

    The noun phrase after or before the verb where the parser stumbled ("...," mused the host), or the subject
    of the clause that it hangs on ("is quick to point out that ...", "has taken the oath and vowed to ...").
    None for a passive without "by".
    """
    if one.kind != "verb" or not one.cue:
        return None
    tokens = places.tokens(one.cue[-1])
    verb = next((token for token in tokens if token.pos_ == "VERB"), None)
    sentence = places.sentence(one.cue[-1][0])
    if verb is None or sentence is None or any(c.dep_ in ("auxpass", "agent") for c in verb.children):
        return None
    area = _beside(one, verb) or _above(verb)
    if area is None:
        return None
    first, last = verb.doc[area.start], verb.doc[area.stop - 1]
    found = sentence.start + first.idx, sentence.start + last.idx + len(last)
    held = (*one.content, *one.cue)
    return None if any(a < found[1] and found[0] < b for a, b in held) else found


def _beside(one: Attribution, verb: Token) -> range | None:
    """The noun phrase right after an inverted verb, or right before a finite one."""
    if verb.tag_ == "VBG" or verb.dep_ in ("acl", "xcomp", "relcl"):
        return None
    before = bool(one.content) and min(a for a, _ in one.content) < one.cue[0][0]
    if before:
        return inverted_speaker(verb, before)
    return speaker_before(verb) if verb.dep_ != "conj" else None


def _above(verb: Token) -> range | None:
    """The subject of the clause that an infinitive or a second verb hangs on."""
    if not (verb.dep_ == "conj" and verb.tag_ in _FINITE) and not (
        verb.dep_ in ("xcomp", "advcl") and is_infinitive(verb)
    ):
        return None
    place, who = verb, None
    while who is None and place.head != place:
        place = place.head
        if place.dep_ in ("relcl", "acl"):
            return None
        who = next((c for c in place.lefts if c.dep_ == "nsubj" and c.right_edge.i < verb.i), None)
    if who is None or who.lower_ in ("it", "there", "what", "that", "which"):
        return None
    return noun_span(who, verb.i)


def _without_opening(span: Span, places: _Places) -> Span:
    """Without a dateline, a bracket or a quotation mark before the source."""
    start, end = span
    text = places.after(start)[: end - start]
    sentence = places.sentence(start)
    if sentence is not None and sentence.start == start:
        dateline = _DATELINE.match(text)
        if dateline and (re.match(r"[A-Z]{3}", dateline[0]) or "(" in dateline[0]):
            start, text = start + dateline.end(), text[dateline.end() :]
    leading = _LEADING.match(text)
    if leading:
        start, text = start + leading.end(), text[leading.end() :]
    first = text.split(" ", 1)
    if len(first) == 2 and first[0].lower() in words().openers:
        start += len(first[0]) + 1
    return start, end


def _without_clause(span: Span, places: _Places) -> Span:
    """Cut before the verb whose subject the source is, where the span runs over it."""
    tokens = places.tokens(span)
    for place, token in enumerate(tokens):
        if not place or token.tag_ not in _FINITE:
            continue
        verb = token.head if token.dep_ in ("aux", "auxpass") else token
        if verb.dep_ in ("relcl", "acl", "ccomp", "csubj", "pcomp"):
            continue
        who = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if who is None or who.tag_ in _RELATIVE_TAGS or who not in tokens or who.left_edge != tokens[0]:
            continue
        end = tokens[place - 1]
        while end.is_punct and end != tokens[0] and end.text not in (")", "”", '"'):
            end = end.nbor(-1)
        return span[0], span[0] - tokens[0].idx + end.idx + len(end)
    return span


def _with_first_half(span: Span, one: Attribution, places: _Places) -> Span:
    """With what stands before a comma and names or describes the same speaker."""
    tokens, sentence = places.tokens(span), places.sentence(span[0])
    if not tokens or sentence is None:
        return span
    start = name_before(tokens[0].doc, tokens[0].i)
    if start == tokens[0].i:
        return span
    first = sentence.start + tokens[0].doc[start].idx
    return span if any(first < b and a < span[0] for a, b in one.content) else (first, span[1])


def _with_title(span: Span, places: _Places) -> Span:
    """With the abbreviated title before the name that was taken for a sentence's end ("Sens. Ana Ruiz and ...")."""
    text = places.before(span[0])
    title = re.search(r"(?:^|(?<=\s))(\w+)\.\s+$", text)
    if title is None or title[1].lower() not in words().titles or not title[1][0].isupper():
        return span
    return span[0] - (len(text) - title.start()), span[1]


def _with_name(span: Span, limit: int | None, places: _Places) -> Span:
    """With the name after an abbreviated title that was taken for a sentence's end ("Capt. Ana Ruiz")."""
    text = places.after(span[0])
    size = span[1] - span[0]
    last = re.split(r"[\s-]", text[:size])[-1].rstrip(".").lower()
    if last not in words().titles and not _INITIALS.fullmatch(text[:size]):
        return span
    name = _AFTER_TITLE.match(text, size)
    if name is None or (limit is not None and span[0] + name.end() > limit):
        return span
    end = name.end()
    sentence = places.sentence(span[0])
    described = _DESCRIBED.match(text, end)
    if described is not None and sentence is not None and span[0] + end > sentence.end:
        end = described.end()
    if limit is not None and span[0] + end > limit:
        end = name.end()
    return span[0], span[0] + end


def _without_day(span: Span, places: _Places) -> Span:
    """Without the day of speaking at the end ("the minister on Monday")."""
    text = places.after(span[0])[: span[1] - span[0]]
    day = _DAY.search(text)
    if day is None or not day.start() or text[: day.start()].endswith("ed"):
        return span
    return span[0], span[0] + day.start()


def _with_relative(span: Span, limit: int | None, places: _Places, speaking: set[int]) -> Span:
    """With the relative clause after a comma, up to its own end, the cue or the content."""
    sentence = places.sentence(span[1])
    if sentence is None or sentence.parse is None or span[0] < sentence.start:
        return span
    found = _RELATIVE.match(sentence.text, span[1] - sentence.start)
    if found is None or sentence.text[span[0] - sentence.start : found.start()].lower() in words().pronouns:
        return span
    if sentence.start + found.start(1) in speaking:
        return span
    pronoun = next((token for token in sentence.parse if token.idx >= found.start(1)), None)
    if pronoun is None:
        return span
    verb = clause_of(pronoun)
    if verb.i < pronoun.i:
        return span
    right = verb.right_edge if verb.dep_ != "ROOT" else verb
    end = sentence.start + right.idx + len(right)
    if limit is not None and end > limit:
        end = limit
    text = sentence.text[: end - sentence.start].rstrip(" ,;:–—-.\"“”'‘")
    if len(text) <= found.end():
        return span
    return span[0], sentence.start + len(text)
