"""Parses that the parser gets wrong again and again, put right by the order of the words.

"The Kremlin, asked about the jets, said ...": "asked" is taken for a verb of its own, and "said" is left without a
subject. "On Jan. 4 John Kirby announced ...": the name is taken for another name of the day.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

_ASKED = re.compile(r", (?:when |if |once )?(?:asked|pressed|questioned|quizzed|challenged)\b")
_DAY = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2} [A-Z]")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


def mend(doc: Doc, text: str) -> None:
    """Change heads and relations of a parsed sentence where one of the known mistakes shows; ``text`` is its text."""
    if _ASKED.search(text):
        for token in doc:
            if token.lower_ in ("asked", "pressed", "questioned", "quizzed", "challenged"):
                _asked(doc, token)
    if _DAY.search(text):
        for token in doc:
            if token.dep_ == "appos" and token.tag_ in ("NNP", "NNPS"):
                _on_a_day(token)


def _has_subject(verb: Token, but: Token | None = None) -> bool:
    return any(kid.dep_ in _SUBJECTS and kid != but for kid in verb.children)


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head = head
    token.dep_ = dep


def _asked(doc: Doc, verb: Token) -> None:
    """ "X, asked about Y, said Z": X is who said."""
    subject = next((kid for kid in verb.lefts if kid.dep_ == "nsubj"), None)
    upper = verb.head
    if subject is None or verb.i == 0 or doc[verb.i - 1].text != "," or upper.i <= verb.i or _has_subject(upper):
        return
    first = min([upper.i, *(kid.i for kid in upper.lefts if kid.dep_ in ("aux", "neg", "advmod") and kid.i > verb.i)])
    if verb.dep_ not in ("ccomp", "parataxis", "advcl", "dep", "conj") or doc[first - 1].text != ",":
        return
    if upper.tag_ not in _FINITE and not any(kid.tag_ in _FINITE for kid in upper.lefts):
        return
    _hang(subject, upper, "nsubj")
    _hang(verb, subject, "acl")
    verb.tag_ = "VBN"
    for mark in (doc[verb.i - 1], doc[first - 1]):
        _hang(mark, subject, "punct")


def _on_a_day(name: Token) -> None:
    """ "On Jan. 4 John Kirby, a spokesman, announced ..."."""
    day = name.head
    if day.dep_ not in ("pobj", "npadvmod") or not day.text[:3].istitle() or name.left_edge.i <= day.i + 1:
        return
    if not all(kid.like_num for kid in day.rights if kid.i < name.left_edge.i):
        return
    upper = day.head.head if day.dep_ == "pobj" else day.head
    if _DAY.search(f"{day.text} 1 A") and upper.i > name.i and upper.pos_ != "NOUN" and not _has_subject(upper):
        _hang(name, upper, "nsubj")
