"""Parses that the parser gets wrong again and again, put right by the order of the words.

"The Kremlin, asked about the jets, said ...": "asked" is taken for a verb of its own, and "said" is left without a
subject. "The service announced that ..." is read like "announced by it". "On Jan. 4 John Kirby announced ...": the
name is taken for another name of the day; "in 2018 John Kirby announced" likewise. "..., customs data show": "show" is
taken for a noun. "The battery is, says Islamabad, an invention": what it is is taken for another name of who says so.
"According to Ivan Kos, a spokesman, six ...": the spokesman is taken for a subject of what follows.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from weighbridge.reading.amounts.numerals import either
from weighbridge.reading.attribution.words import words
from weighbridge.reading.dating.names import MONTH_NAMES
from weighbridge.reading.parsing.subjects import (
    FINITE,
    Lemmas,
    hang,
    has_subject,
    head_in,
    mend_subjects,
    speaker_before,
)

_MONTH = re.compile(rf"(?:{MONTH_NAMES})\.?")
_DAY = re.compile(rf"\b{_MONTH.pattern} \d{{1,2}} [A-Z]")
_YEAR = re.compile(r"\b(?:19|20)\d\d [A-Z]")
_NAMES = 3
_BEING = frozenset(("is", "are", "was", "were"))
_SAID_OF = frozenset(("attr", "acomp", "oprd", "ccomp", "xcomp"))
_ENDING = ("", ".", ";", "!", "\u2014")


@cache
def _asked_in() -> re.Pattern[str]:
    """What a text has in which somebody may have been asked before he spoke."""
    return re.compile(rf", (?:{either(words().asked)})\b")


def mend(doc: Doc, text: str, lemmas: Lemmas) -> None:
    """Change heads and relations of a parsed sentence where one of the known mistakes shows; ``text`` is its text."""
    if _asked_in().search(text):
        for token in doc:
            if token.lower_ in words().asked:
                _asked(doc, token)
    if _DAY.search(text):
        for token in doc:
            if token.dep_ == "appos" and token.tag_ in ("NNP", "NNPS"):
                _on_a_day(token)
    if _YEAR.search(text):
        for token in doc:
            if token.dep_ == "pobj" and token.tag_ in ("NNP", "NNPS"):
                _after_a_year(token)
    if " that " in text:
        for token in doc:
            if token.tag_ == "VBN" and token.dep_ == "acl":
                _told_that(doc, token)
    if "ccording to " in text:
        for token in doc:
            if token.dep_ == "nsubj" and token.tag_ == "NN":
                _explaining(doc, token)
    for verb in doc[:-4]:
        if verb.lower_ in _BEING and doc[verb.i + 1].text == ",":
            _parted(doc, verb)
    _closing(doc)
    mend_subjects(doc, lemmas)


def _asked(doc: Doc, verb: Token) -> None:
    """ "X, asked about Y, said Z": X is who said."""
    subject = next((kid for kid in verb.lefts if kid.dep_ == "nsubj"), None)
    upper = verb.head
    if subject is None or verb.i == 0 or doc[verb.i - 1].text != "," or upper.i <= verb.i or has_subject(upper):
        return
    first = min([upper.i, *(kid.i for kid in upper.lefts if kid.dep_ in ("aux", "neg", "advmod") and kid.i > verb.i)])
    if verb.dep_ not in ("ccomp", "parataxis", "advcl", "dep", "conj") or doc[first - 1].text != ",":
        return
    if upper.tag_ not in FINITE and not any(kid.tag_ in FINITE for kid in upper.lefts):
        return
    hang(subject, upper, "nsubj")
    hang(verb, subject, "acl")
    verb.tag_ = "VBN"
    for mark in (doc[verb.i - 1], doc[first - 1]):
        hang(mark, subject, "punct")


def _told_that(doc: Doc, verb: Token) -> None:
    """ "The customs service announced that ...; the company denied it": the service is who announced, not announced."""
    subject = verb.head
    if subject.i != verb.i - 1 or subject.dep_ not in ("ROOT", "dep", "npadvmod"):
        return
    clause = next((kid for kid in verb.rights if kid.dep_ == "ccomp"), None)
    if clause is None or not any(kid.dep_ == "mark" and kid.lower_ == "that" for kid in clause.lefts):
        return
    if subject.dep_ == "ROOT":
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        hang(verb, subject.head, "ccomp")
    hang(subject, verb, "nsubj")
    verb.tag_ = "VBD"


def _on_a_day(name: Token) -> None:
    """ "On Jan. 4 John Kirby, a spokesman, announced ..."."""
    day = name.head
    if day.dep_ not in ("pobj", "npadvmod") or not _MONTH.fullmatch(day.text) or name.left_edge.i <= day.i + 1:
        return
    if not all(kid.like_num for kid in day.rights if kid.i < name.left_edge.i):
        return
    upper = day.head.head if day.dep_ == "pobj" else day.head
    if upper.i > name.i and upper.pos_ != "NOUN" and not has_subject(upper):
        hang(name, upper, "nsubj")


def _after_a_year(name: Token) -> None:
    """ "From 2009 to 2018 Gerrit Mathebula ran the office": who ran it is no part of the year."""
    year = next((kid for kid in name.lefts if kid.dep_ == "nummod" and re.fullmatch(r"(?:19|20)\d\d", kid.text)), None)
    if year is None or year.i != name.left_edge.i:
        return
    upper = name.head
    while upper.dep_ in ("prep", "pobj") and upper.head.i != upper.i:
        upper = upper.head
    if upper.i > name.i and upper.tag_ in FINITE and not has_subject(upper):
        hang(year, name.head, "pobj")
        hang(name, upper, "nsubj")


def _explaining(doc: Doc, noun: Token) -> None:
    """ "According to Ivan Kos, a spokesman for the firm, six have come": the spokesman is Kos, not what has come."""
    first, verb = noun.left_edge.i, noun.head
    others = [kid for kid in verb.lefts if kid.dep_ in ("nsubj", "nsubjpass") and kid.i > noun.i]
    if first < 2 or not others or doc[first].tag_ != "DT" or doc[first - 1].text != ",":
        return
    name = doc[first - 2]
    if name.dep_ == "pobj" and name.tag_ in ("NNP", "NNPS") and name.head.lower_ == "to":
        hang(noun, name, "appos")


def _parted(doc: Doc, verb: Token) -> None:
    """ "The battery is, according to Islamabad, an invention": an invention is what it is."""
    if any(kid.dep_ in _SAID_OF for kid in verb.rights):
        return
    for noun in doc[verb.i + 4 :]:
        if (
            noun.dep_ not in ("appos", "attr", "dobj")
            or not verb.i < noun.head.i < noun.i
            or noun.tag_ not in ("NN", "NNS")
        ):
            continue
        first, behind = noun.left_edge.i, noun.right_edge.i + 1
        if doc[first - 1].text == "," and doc[first].tag_ in ("DT", "JJ") and doc[behind : behind + 1].text in _ENDING:
            hang(noun, verb, "attr")
        return


def _can_say(doc: Doc, area: range, subject: Token, verb: Token, parted: bool) -> bool:
    """Whether what stands before a word that looks like a noun can say something: "the data show", "CAR notes"."""
    if verb.lower_ in words().showing:
        return subject.lemma_.lower() in words().evidence or subject.lower_ in words().evidence
    names = all(doc[place].tag_ in ("NNP", "NNPS") for place in area) and len(area) <= _NAMES
    return not parted and (names or (subject.tag_[:3] != "NNP" and subject.lower_ in words().speakers))


def _closing(doc: Doc) -> None:
    """ "..., customs data show." and "..., the forces' press office said.": whoever stands before the verb says it."""
    last = len(doc) - 1
    while last > 3 and doc[last].is_punct:
        last -= 1
    if last <= 4:
        return
    verb = doc[last]
    noun = verb.tag_ in ("NN", "NNS", "NNP", "NNPS", "VB")
    if not (verb.lower_ in words().closing if noun else verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ == "ROOT"):
        return
    if has_subject(verb):
        return
    area = speaker_before(doc, last)
    root = next((one for one in doc if one.head == one), None)
    if area is None or root is None or root.i in area or (root.i > area.start and root != verb):
        return
    if noun and (root.tag_ not in FINITE and not any(kid.tag_ in FINITE for kid in root.children)):
        return
    if not noun and not any(kid.dep_ == "ccomp" for kid in verb.lefts):
        return
    subject, inner = head_in(doc, area)
    if subject is None:
        return
    if noun and not _can_say(doc, area, subject, verb, inner is not None):
        return
    if noun:
        verb.head = verb
        verb.tag_, verb.dep_ = ("VBZ" if verb.lower_.endswith("s") else "VBP"), "ROOT"
        if root != verb:
            hang(root, verb, "ccomp")
    hang(subject, verb, "nsubj")
    end = doc[last - 1]
    for place in area:
        token = doc[place]
        if token == subject or (token.head.i in area and token.head != verb):
            continue
        if inner is not None and token == end:
            hang(token, inner, "pobj")
        else:
            head = subject if inner is None or place <= inner.i else end
            hang(token, head, "compound" if token.tag_[:1] == "N" else token.dep_)
