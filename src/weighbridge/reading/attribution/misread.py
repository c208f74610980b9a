"""Speakers that the parse does not show, found from the order of the words.

Parsers stumble over long appositions, dashes and inverted clauses; the words around a verb of saying
still tell who speaks: the noun phrase that ends before it, or the one that begins after it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from weighbridge.reading.attribution.grammar import BREAKS, cue_tokens, noun_from, noun_span
from weighbridge.reading.attribution.words import words

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVES = frozenset({"WP", "WDT", "WP$", "WRB"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_BEGINS = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "JJR", "CD", "PDT"})
_STOPS = frozenset({";", ":", "”", '"', "''", "“", "``", "—", "–", "--"})
_TWO_DASHES = 2
_POINTING = frozenset({"this", "that", "these", "those", "all", "each", "every", "no"})


def inverted_speaker(verb: Token, said_before: bool) -> range | None:
    """The noun phrase after a verb that itself stands after what was said ("...," mused the host).

    ``said_before``: whether the content ends before the verb.
    """
    doc = verb.doc
    if not said_before or not verb.i or doc[verb.i - 1].text not in BREAKS or verb.i + 1 >= len(doc):
        return None
    if doc[verb.i + 1].tag_ not in _BEGINS:
        return None
    head = noun_from(doc, verb.i + 1)
    stop = verb.i + 1
    while stop < len(doc) and not (doc[stop].text in _STOPS or doc[stop].text in ",.?!" or doc[stop].tag_ in FINITE):
        if doc[stop].pos_ in ("ADP", "SCONJ") and doc[stop].lower_ not in ("of", "for", "at", "from", "in"):
            break
        stop += 1
    area = range(verb.i + 1, stop)
    if head is not None:
        whole = noun_span(head, verb.i)
        area = whole if whole.start == verb.i + 1 and not _finite_inside(doc, whole) else area
    return area if any(doc[p].pos_ in NOMINAL for p in area) else None


def _finite_inside(doc: Doc, area: range) -> bool:
    """Whether a finite verb stands in the tokens, other than in a relative clause."""
    relative = False
    for place in area:
        relative = relative or doc[place].tag_ in RELATIVES or doc[place].lower_ == "that"
        if doc[place].tag_ in FINITE and not relative:
            return True
    return False


def _clause_start(doc: Doc, stop: int) -> int:
    """Where the clause that ends before a token begins: after a semicolon, a lone dash, ", and", ", but"."""
    dashes = [p for p in range(stop) if doc[p].text in ("—", "–", "--", "-")]
    start = 0
    for place in range(stop - 1, -1, -1):
        token = doc[place]
        if token.text == ";" or (token.text in ("”", '"', "''") and doc[place - 1].text in ",.?!"):
            start = place + 1
            break
        if token.text in ("—", "–", "--") and len(dashes) < _TWO_DASHES:
            start = place + 1
            break
        if token.dep_ == "cc" and place and doc[place - 1].text == ",":
            start = place + 1
            break
        if token.dep_ == "mark" and token.lower_ not in ("that",):
            start = place + 1
            break
    while start < stop and doc[start].dep_ in ("cc", "punct", "mark"):
        start += 1
    return start


def speaker_before(verb: Token) -> range | None:
    """The stretch from the clause's beginning to a finite verb, if it is one noun phrase.

    An opening phrase of time or place with its comma is left out; a finite verb may only stand in a
    relative clause.
    """
    doc = verb.doc
    if verb.tag_ not in FINITE and not any(c.dep_ == "aux" for c in verb.lefts):
        return None
    stop = min(cue_tokens(verb))
    start = _clause_start(doc, stop)
    while start < stop and doc[start].tag_ in ("IN", "RB", "VBG", "VBN"):
        comma = next((p for p in range(start, stop) if doc[p].text == ","), None)
        if comma is None:
            return None
        start = comma + 1
    commas = [p for p in range(start, stop - 1) if doc[p].text == ","]
    if commas and _finite_inside(doc, range(start, stop)):
        start = commas[-1] + 1
    if start >= stop or doc[start].tag_ not in _BEGINS or doc[start].lower_ in _POINTING:
        return None
    area = range(start, stop)
    if _finite_inside(doc, area) or not any(doc[p].pos_ in NOMINAL for p in area):
        return None
    inner = sum(doc[p].text == "," for p in area)
    return None if inner % 2 and doc[stop - 1].text != "," else area


def name_before(doc: Doc, start: int) -> int:
    """Where a source begins whose first half stands before a comma ("a farmer in Ohio, Ann Lee, said").

    ``start``: the token with which the source found begins. The first half has to begin its clause
    and be a noun phrase without a verb.
    """
    if start < 2 or doc[start - 1].text != ",":
        return start
    first = _clause_start(doc, start - 1)
    area = range(first, start - 1)
    if not area or doc[first].lower_ in _POINTING or doc[first].tag_ not in ("DT", "PRP$", "NNP"):
        return start
    if any(doc[p].text in (",", "(") for p in area):
        return start
    if any(doc[p].pos_ in ("VERB", "AUX") and doc[p].tag_ in FINITE for p in area):
        return start
    last = doc[start - 2]
    if last.pos_ not in NOMINAL or last.lower_ in words().moments:
        return start
    opens = doc[first].tag_
    if opens == "NNP" and not (all(doc[p].tag_ == "NNP" for p in area) and 2 <= len(area) <= 4):
        return start
    named = doc[start].tag_ == "NNP"
    described = doc[start].tag_ in ("DT", "PRP$", "NN", "JJ") or (
        start + 1 < len(doc) and any(doc[p].tag_ == "POS" for p in range(start, min(start + 4, len(doc))))
    )
    return first if (opens != "NNP" and named) or (opens == "NNP" and described) else start
