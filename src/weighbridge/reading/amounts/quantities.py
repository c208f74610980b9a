"""How many pieces of the goods a sentence speaks of (coding guidelines, section 2, ``quantity``).

A number counts the goods when it stands in their noun phrase ("some 400 older drones"), counts
what holds them ("1,000 containers filled with shells"), or follows them ("Javelin missiles (1,000)",
"the jets, five of which"). "A battery", "another tank" and "the first frigate" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from weighbridge.model import Quantity
from weighbridge.reading.amounts.counts import added_up, counts_in
from weighbridge.reading.amounts.numerals import Found, either, lexicon
from weighbridge.reading.amounts.singles import head_of_phrase, negated, one_piece
from weighbridge.reading.attribution.words import cue_class
from weighbridge.reading.parsing.tree import text_of

__all__ = ["added_up", "counts_in", "quantity_for", "quantity_meant"]

_COUNTING: dict[str, list[str]] = lexicon("numbers")["counting"]
_CONTAINERS = frozenset(_COUNTING["containers"])
_HOLDERS = frozenset(_COUNTING["holders"])
_HOLDING = frozenset(_COUNTING["holding_verbs"])
_AGREEMENTS = frozenset(_COUNTING["agreements"])
_KINDS = frozenset(_COUNTING["kinds"])
_CLOSING = frozenset(_COUNTING["closing"])
_NUMBERED = frozenset(_COUNTING["numbered_names"])

_AFTER_GAP = re.compile(
    r"\s*\(\s*$|\s*[:–—]\s*$|\s*,?\s*$"
    r"|[^.;,()]{0,70}\b(?:number|numbers|numbered|numbering|total|totals|totalled|totalling|totaling)\s+$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\s+(?:\w+\s+)?of\s+(?:which|them|these|those)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"(?:,|\band|&)\s+$", re.IGNORECASE)
_AND_A = re.compile(r"\band an?\s+\S.*$", re.IGNORECASE)
_NTH_OF = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|last|final)\s+of\s+(?:the\s+|its\s+|some\s+)?$", re.I)
_SOME_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|these\s+|those\s+)?$")
_IN_ALL = re.compile(rf"\s+(?:{either(_COUNTING['in_all'])})\b", re.IGNORECASE)
_OF_WHICH_HAVE = re.compile(r",?\s*of which\s+[^.;,]{2,60}$", re.IGNORECASE)
_OF_GOODS = (
    rf"(?:(?:{either(sorted(_CONTAINERS))})s?\s+of\s+)?(?:the\s+|its\s+)?"
    r"(?:(?!(?:for|with|of|in|from|by|on)\b)[\w-]+\s+)?"
)
"""Between "the number of" and goods: not "of attacks with drones"."""
_NUMBER_OF = re.compile(rf"\bnumber of\s+{_OF_GOODS}$", re.IGNORECASE)
_COMES_TO = re.compile(rf"\b(?:{either(_COUNTING['comes_to'])})\s+$", re.IGNORECASE)
_AT = re.compile(r"\bat\s+$")
_THE_NUMBER = re.compile(rf"\s+the number of\s+{_OF_GOODS}$", re.IGNORECASE)
_SHARE = re.compile(r"\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_NEAR_NUMBER = 60
"""So many characters at most between a number and goods that it is said to be the number of."""
_COUNTED_AFTER = re.compile(rf"\s*(?:{either(_COUNTING['counted'])}|\)|;|,|\.|$)", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:\([^)]{1,30}\))?\s*:\s*$")
_TOLD_AFTER = re.compile(
    rf"\s+(?:(?:had|have|has|were|was|are|is)\s+)?(?:been\s+)?(?:\w+ed|{either(_COUNTING['told'])})\b"
)
"""In lists: "K9 howitzers: 212 ordered", "Rifles (Poland): 3,000 had been delivered"."""
_OTHERS = frozenset(("ones", "others"))
_REACH = 14
_MAY_JOIN = frozenset(("NN", "JJ", "JJR", "VBN", "NNP", "HYPH", "NNS"))
_HELD = re.compile(
    rf"(?P<holder>\b(?:{either(sorted(_HOLDERS))})s?)\s+(?:of|(?:that|which)?\s*(?:\w+\s+){{0,3}}?"
    rf"(?:{either(_COUNTING['holding_verbs'])})\w*(?:\s+with)?|with|containing)\s+[^.;:]{{0,60}}$",
    re.IGNORECASE,
)


def quantity_for(doc: Doc | None, start: int, end: int, *, whole: bool = False) -> Quantity | None:
    """The number of pieces of the goods named at characters ``start:end`` of a parsed sentence.

    The goods words may be the whole noun phrase, its head or a designation. None where the
    sentence gives no number for them. ``whole``: of "three of the twelve jets" all the twelve.
    """
    if doc is None or not 0 <= start < end <= len(text_of(doc)):
        return None
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    counts = counts_in(text_of(doc))
    if head_of_phrase(doc, span).lemma_.lower() in _AGREEMENTS:
        return None
    if counts:
        got = _inside(doc, span, counts) or _before(doc, span.start, counts, whole)
        got = (
            got or _held(doc, span, counts) or _held_in_words(doc, span, counts) or _behind(text_of(doc), span, counts)
        )
        got = got or _put_at(text_of(doc), span, counts)
        if got is not None:
            return _with_the_rest(doc, span, got, counts)
    return one_piece(doc, span)


def quantity_meant(doc: Doc, start: int, end: int) -> Quantity | None:
    """The number of what the word at characters ``start:end`` stands for: "Four went to China", "six of them".

    Of a verb of teaching those who are taught. "One" behind other words ("every one", "not one") counts nothing.
    """
    token = token_at(doc, start)
    if token is None or (token.lower_ == "one" and any(kid.dep_ in ("det", "amod") for kid in token.children)):
        return None
    if token.tag_.startswith("V"):
        taught = next((kid for kid in token.children if kid.dep_ in ("dobj", "nsubjpass")), None)
        return quantity_for(doc, taught.idx, taught.idx + len(taught.text)) if taught is not None else None
    if token.lower_ == "one" and token.dep_ == "nsubj" and cue_class(token.head.lemma_.lower()) is not None:
        return None  # "one neither confirmed nor denied", "one of them said"
    if token.lower_ in _OTHERS:
        return quantity_for(doc, start, end)
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
        if token.dep_ == "pobj" and token.head.lower_ in ("to", "by"):
            return None
        start, end = token.idx, token.idx + len(token.text)
    if negated(text_of(doc), start):
        return None  # "not one of them has been delivered"
    return next((one.what for one in counts_in(text_of(doc)) if one.start <= start and end <= one.end), None)


def _with_the_rest(doc: Doc, span: Span, got: Quantity, counts: list[Found[Quantity]]) -> Quantity | None:
    """A count with the further ones inside the goods words: "two trucks, 30 motorbikes and a jeep" are 33.

    None where the only piece is denied ("not one rifle").
    """
    if (got.low, got.high) == (1, 1) and negated(text_of(doc), span.start_char):
        return None
    further = [one.what for one in counts if _ANOTHER.search(text_of(doc), span.start_char, one.start)]
    further = [one for one in further if one is not got]
    inside = [one.what for one in counts if span.start_char < one.start and one.end < span.end_char]
    parts = [got, *(one for one in further if one in inside)]
    if inside or re.match(r"\S", span.text):
        last = _AND_A.search(span.text)
        if last and not any(one.start >= span.start_char + last.start() for one in counts if one.end < span.end_char):
            parts.append(Quantity(1, 1, last[0].split(" ", 1)[1]))
    return added_up(parts) if len(parts) > 1 else got


def _inside(doc: Doc, span: Span, counts: list[Found[Quantity]]) -> Quantity | None:
    """A number at the head of the goods words themselves: "31 M1 tanks", "the two jets"."""
    for one in counts:
        if span.start_char <= one.start and one.end <= span.end_char:
            lead = text_of(doc)[span.start_char : one.start].strip().lower()
            if lead in ("", "the", "its", "their", "his", "those", "these", "further"):
                return one.what
    return None


def _is_name_number(doc: Doc, number: Found[Quantity]) -> bool:
    """Whether a bare small number belongs to a name: "Leopard 2", "Mirage 2000", "Type 054"."""
    if not re.fullmatch(r"\d{1,4}", number.what.text):
        return False
    token = token_at(doc, number.start)
    if token is None or token.i == 0:
        return False
    before = doc[token.i - 1]
    return before.lower_.rstrip("-") in _NUMBERED or (before.text in ("-", "/") and not before.whitespace_)


def token_at(doc: Doc, char: int) -> Token | None:
    """The token that covers a character of the sentence."""
    span = doc.char_span(char, char + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _walk_left(doc: Doc, first: int) -> Iterator[Token]:
    """The tokens left of a noun phrase's word that may still belong to it, nearest first."""
    of_seen, kind_of = 0, -1
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        token = doc[i]
        yield token
        if i == kind_of:
            continue
        if token.lower_ == "of":
            of_seen += 1
            before = doc[i - 1] if i else None
            if of_seen > 2 or before is None:
                return
            if {word.lower_ for word in doc[i + 1 : min(i + 4, first + 3)]} & _KINDS and before.tag_ in ("NN", "NNS"):
                kind_of = i - 1
                continue
            countable = before.lemma_.lower() in _CONTAINERS or before.like_num or before.pos_ == "NUM"
            if not (countable or before.lower_ in ("which", "more") or _closes_number(before)):
                return
        elif token.pos_ == "DET" or token.tag_ == "PRP$":
            if i == 0 or doc[i - 1].lower_ != "of":
                return
        elif token.pos_ in ("CCONJ",) or token.text == ",":
            left = doc[i - 1] if i else None
            if left is None or not (left.tag_ in _MAY_JOIN or left.is_quote):
                return
            if token.text == "," and left.tag_ not in ("JJ", "JJR", "VBN"):
                return
        elif token.tag_ == "NNS" and token.i >= 2 and doc[token.i + 1].pos_ == "CCONJ":
            if doc[token.i - 1].lower_ != "of":
                return
        elif (
            (token.tag_ == "NNS" and token.dep_ not in ("compound", "nmod") and token.lemma_.lower() not in _CONTAINERS)
            or token.pos_ in ("ADP", "AUX", "PRON", "SCONJ")
            or token.text in ";:()–—"
            or token.pos_ == "VERB"
            and token.tag_ not in ("VBN", "VBG")
            or token.tag_ == "VBN"
            and token.dep_ not in ("amod", "compound", "nmod")
        ):
            return


def _closes_number(token: Token) -> bool:
    """Whether a token may be the last word of a number ("dozens", "million", "plus")."""
    return token.lemma_.lower() in _CLOSING


def _before(doc: Doc, first: int, counts: list[Found[Quantity]], whole: bool = False) -> Quantity | None:
    """The number that stands before token ``first`` in the same noun phrase."""
    ends = {one.end: one for one in counts}
    for token in _walk_left(doc, first):
        one = ends.get(token.idx + len(token))
        if one is None:
            continue
        if _is_name_number(doc, one):
            continue
        return one.what if whole else _share_of(text_of(doc), one, counts)
    return None


def _share_of(text: str, whole: Found[Quantity], counts: list[Found[Quantity]]) -> Quantity:
    """The part of a number that is meant: "the first of four radars" is one, "the first four of 12" four."""
    if _NTH_OF.search(text, 0, whole.start):
        return Quantity(1, 1, "the first")
    for one in counts:
        if one.end < whole.start and _SOME_OF.fullmatch(text, one.end, whole.start):
            return one.what
    return whole.what


def _held(doc: Doc, span: Span, counts: list[Found[Quantity]]) -> Quantity | None:
    """The number of the containers that hold the goods: "200 packages, with parts for ...", by the parse."""
    token = span.root
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            return None
        if head.lemma_.lower() in _HOLDERS and head.pos_ in ("NOUN", "PROPN"):
            return _before(doc, head.i, counts)
        if head.lemma_.lower() in _HOLDING or (token.dep_ == "prep" and token.lower_ in ("with", "containing")):
            for child in head.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.lemma_.lower() in _HOLDERS:
                    return _before(doc, child.i, counts)
        if token.dep_ in ("nsubj", "nsubjpass") or (
            token.pos_ == "VERB" and token.dep_ not in ("acl", "relcl", "conj")
        ):
            return None
        if token.dep_ == "prep" and token.lower_ not in ("of", "with", "containing", "for"):
            return None
        token = head
    return None


def _held_in_words(doc: Doc, span: Span, counts: list[Found[Quantity]]) -> Quantity | None:
    """The same by the words alone: "hundreds of containers likely packed with X"."""
    hit = _HELD.search(text_of(doc), 0, span.start_char)
    if hit is None:
        return None
    holder = token_at(doc, hit.start("holder"))
    return _before(doc, holder.i, counts) if holder is not None else None


def _behind(text: str, span: Span, counts: list[Found[Quantity]]) -> Quantity | None:
    """A number that follows the goods: "missiles (1,000)", "shells: 75,000 rounds", "jets, five of which"."""
    for one in counts:
        if one.start < span.end_char:
            continue
        gap = text[span.end_char : one.start]
        if len(gap) > 80:
            return None
        rest = text[one.end :]
        if _OF_WHICH.match(rest) and "." not in gap and one.what.text.lower() != "one":
            return one.what
        if gap.strip(" ,") == "":
            return one.what if _IN_ALL.match(rest) else None
        if (_AFTER_GAP.fullmatch(gap) or _OF_WHICH_HAVE.match(gap)) and _COUNTED_AFTER.match(rest):
            return one.what
        if _LISTED.fullmatch(gap) and _TOLD_AFTER.match(rest):
            return one.what
        if re.search(r"\bnumber\w*\s+$", gap) and ";" not in gap:
            return one.what
        if _NUMBER_OF.search(text, 0, span.start_char) and _COMES_TO.search(gap) and not _SHARE.match(rest):
            return one.what
        return None
    return None


def _put_at(text: str, span: Span, counts: list[Found[Quantity]]) -> Quantity | None:
    """A number before "the number of": "puts at 13,000 the number of containers of shells"."""
    for one in counts:
        if one.end < span.start_char and _AT.search(text, 0, one.start):
            gap = text[one.end : span.start_char]
            if len(gap) < _NEAR_NUMBER and _THE_NUMBER.match(gap):
                return one.what
    return None
