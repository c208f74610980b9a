"""One piece of the goods, said without a number: "a KN-23", "another tank", "the first frigate"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from weighbridge.model import Quantity
from weighbridge.reading.amounts.numerals import lexicon
from weighbridge.reading.parsing.tree import text_of

_COUNTING: dict[str, list[str]] = lexicon("numbers")["counting"]
_SINGLE = frozenset(_COUNTING["single"])
_SINGLE_IF_ORDINAL = _SINGLE | frozenset(_COUNTING["single_if_ordinal"])
_ORDINALS = frozenset(_COUNTING["ordinals"])
_FIRST_OF = re.compile(r"the (?:first|second|third|fourth|fifth|last) of (?!all\b)\w", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|no|nor|neither|without)\b[^.;,]{0,20}$|n[’']t\b[^.;,]{0,20}$", re.IGNORECASE)
_PLURAL_NAME = re.compile(r"(?:\d[A-Z]?|[b-df-hj-np-rt-z])s$")
_ENDS = frozenset(("NNS", "VBD", "VBZ", "VBP", "VB", ",", ":", ".", "-LRB-", "-RRB-"))


def negated(text: str, start: int) -> bool:
    """Whether the words right before a character deny what follows: "not one rifle", "sold no pistol"."""
    return _NEGATED.search(text, 0, start) is not None


def one_piece(doc: Doc, span: Span) -> Quantity | None:
    """One piece: "a KN-23", "an S-300 battery", "another Patriot system", "the first frigate"."""
    if _FIRST_OF.match(span.text) or (span.start > 2 and _FIRST_OF.match(doc[span.start - 3 : span.start + 1].text)):
        return Quantity(1, 1, "the first")
    head = head_of_phrase(doc, span)
    if _several(head):
        return None
    lemma = head.lemma_.lower()
    designation = any(ch.isdigit() for ch in head.text) and head.text[0].isupper() and not head.text.endswith("s")
    first = span.start
    words = [token.lower_ for token in span if token.i < head.i]
    ordinal = next((word for word in words if word in _ORDINALS), None)
    article = words[0] if words and words[0] in ("a", "an", "the") else None
    for i in range(first - 1, max(-1, first - 10), -1):
        if article:
            break
        token = doc[i]
        if token.lower_ in _ORDINALS:
            ordinal = token.lower_
        if token.lower_ in ("a", "an", "the", "another") or token.tag_ == "PRP$":
            article = token.lower_
            words.insert(0, token.lower_)
            break
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV", "PUNCT", "PART") or token.tag_ in _ENDS:
            break
        words.insert(0, token.lower_)
    if _NEGATED.search(text_of(doc), 0, span.start_char) or {"batch", "shipment", "single"} & set(words):
        return None
    text = text_of(doc)[span.start_char : head.idx + len(head)]
    if ordinal and (lemma in _SINGLE_IF_ORDINAL or designation or (head.tag_ == "NNP" and head.i < span.end)):
        return Quantity(1, 1, f"{ordinal} {text}" if ordinal not in text.lower() else text)
    if {"only", "sole"} & set(words) and article and lemma in _SINGLE:
        return Quantity(1, 1, f"only {text}")
    if article in ("a", "an") and (lemma in _SINGLE or designation):
        return Quantity(1, 1, text if words[:1] == [text.split(" ")[0].lower()] else f"{article} {text}")
    return None


def _several(head: Token) -> bool:
    """Whether a noun stands for several: "Scuds" (often tagged as a name), "the first aircraft are due"."""
    if head.tag_ in ("NNS", "NNPS") or _PLURAL_NAME.search(head.text):
        return True
    subject = head.dep_ in ("nsubj", "nsubjpass") and not head.conjuncts
    verbs = [head.head, *head.head.children] if subject else []
    return any(verb.lower_ in ("are", "were", "have") for verb in verbs)


def head_of_phrase(doc: Doc, span: Span) -> Token:
    """The head noun of the noun phrase that the goods words begin: "T-72" of "T-72 of the army"."""
    head = span.root
    while head.dep_ in ("compound", "nmod", "amod") and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    return head
