"""Verbs that the parser leaves without their subject or their clause, put right by the order of the words.

"On the call the chief executive said": the speaker is taken for a second object of "on". "Told analysts that jets will
be delivered": the clause is hung on the analysts. "..., claimed a communiqué": who claims is taken for what is
claimed. "..., an institute that tracks ships wrote": who wrote is taken for an apposition. "'The last of the tanks,' he
said, 'was handed over'": what was handed over is taken for a second speaker.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from spacy.tokens import Doc, Token

from weighbridge.reading.attribution.words import words

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_OBJECTS = frozenset(("dobj", "dative", "iobj"))
_CLOSING = frozenset((",", '"', "'", "\u201d", "\u2019"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_UPPER = frozenset(("ROOT", "ccomp", "parataxis", "advcl"))

Lemmas = Callable[[str], frozenset[str]]
"""The verbs of which a word in small letters may be a form."""


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(kid.dep_ in SUBJECTS for kid in verb.children)


def hang(token: Token, head: Token, dep: str) -> None:
    """Give a token another head and relation."""
    token.head = head
    token.dep_ = dep


@lru_cache(maxsize=8192)
def regular(word: str) -> frozenset[str]:
    """What a word in small letters may be a regular form of: "claimed", "claims": claim."""
    found = {word}
    for ending in ("s", "es", "d", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            base = word[: -len(ending)]
            found.add(base)
            if len(base) > 2 and base[-1] == base[-2]:
                found.add(base[:-1])
    if word.endswith(("ies", "ied")):
        found.add(word[:-3] + "y")
    return frozenset(found)


def mend_subjects(doc: Doc, lemmas: Lemmas) -> None:
    """Change heads and relations where a finite verb shows one of the mistakes above; lemmas are not known yet."""
    for verb in doc:
        if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB") or verb.dep_ in ("aux", "auxpass"):
            continue
        finite = verb.tag_ in FINITE or any(kid.tag_ in FINITE for kid in verb.lefts if kid.dep_ in ("aux", "auxpass"))
        if not finite:
            continue
        if not has_subject(verb):
            _ = _after_a_phrase(verb) or _after_a_relative(doc, verb)
            if verb.tag_ != "VBN" and not lemmas(verb.lower_).isdisjoint(words().verbs):
                _ = _behind_its_clause(doc, verb) or (not _addresses(verb, lemmas) and _inverted(doc, verb))
        elif any(kid.dep_ in _OBJECTS for kid in verb.rights):
            _told(verb, lemmas)
        if verb.i + 3 < len(doc):
            _broken_quote(doc, verb)


def _subject_of(verb: Token) -> str:
    return "nsubjpass" if any(kid.dep_ == "auxpass" for kid in verb.lefts) else "nsubj"


def _after_a_phrase(verb: Token) -> bool:
    """ "On the call the chief executive said", "In Bogotá the service, the DNI, assesses"."""
    if verb.dep_ not in _UPPER:
        return False
    for joint in verb.lefts:
        nouns = [kid for kid in joint.rights if kid.dep_ == "pobj"] if joint.dep_ == "prep" else []
        if len(nouns) > 1 and nouns[-1].right_edge.i < verb.i:
            hang(nouns[-1], verb, _subject_of(verb))
            return True
    return False


def _after_a_relative(doc: Doc, verb: Token) -> bool:
    """ "A witness whose face was hidden from the gallery testified": the verb is hung on the gallery."""
    if verb.dep_ not in ("acl", "relcl") or verb.tag_ != "VBD":
        return False
    top = verb
    while top.head.i != top.i:
        top = top.head
    if top.tag_ not in _NOUNS or top.i >= verb.i:
        return False
    clause = next((kid for kid in top.rights if kid.dep_ == "relcl" and kid.i < verb.i <= kid.right_edge.i), None)
    if clause is None or verb.head.i == top.i:
        return False
    _raise(verb, top, "nsubj")
    return True


def _raise(verb: Token, top: Token, dep: str) -> None:
    """Make a verb the root, with the root before below it."""
    hang(verb, verb, "ROOT")
    hang(top, verb, dep)


def _addresses(verb: Token, lemmas: Lemmas) -> bool:
    """Whether the object of a verb of speech may be who is spoken to: "told analysts"."""
    return any("address" in words().takes.get(lemma, ()) for lemma in lemmas(verb.lower_))


def _told(verb: Token, lemmas: Lemmas) -> None:
    """ "Told analysts that jets will be delivered": what they were told."""
    if not _addresses(verb, lemmas):
        return
    for heard in verb.rights:
        if heard.dep_ not in _OBJECTS:
            continue
        for clause in heard.rights:
            opens = clause.left_edge
            if (
                clause.dep_ in ("acl", "relcl")
                and opens.lower_ == "that"
                and opens.dep_ == "mark"
                and has_subject(clause)
            ):
                hang(clause, verb, "ccomp")
                opens.tag_ = "IN"
                return


def _inverted(doc: Doc, verb: Token) -> bool:
    """ "Moscow has landed tanks, claimed a communiqué"."""
    before = next((kid for kid in verb.lefts if kid.dep_ == "ccomp"), None) if verb.dep_ == "ROOT" else None
    upper = before or verb.head
    if (
        verb.i == 0
        or doc[verb.i - 1].text not in _CLOSING
        or (before is None and (verb.dep_ != "conj" or upper.dep_ != "ROOT"))
    ):
        return False
    if before is None and any(kid.dep_ in ("cc", "ccomp") for kid in (*upper.children, *verb.children)):
        return False
    speaker = next((kid for kid in verb.rights if kid.dep_ == "dobj"), None)
    if speaker is None or speaker.left_edge.i != verb.i + 1:
        return False
    named = speaker.tag_ in ("NNP", "NNPS")
    if not (named or speaker.lower_ in words().speakers or speaker.lower_ in words().evidence):
        return False
    if before is None:
        _raise(verb, upper, "ccomp")
    hang(speaker, verb, "nsubj")
    return True


def _behind_its_clause(doc: Doc, verb: Token) -> bool:
    """ "..., an institute that tracks ships wrote on Tuesday"."""
    speaker = next((one for one in doc[max(0, verb.i - 1)].ancestors if one.dep_ == "appos"), None)
    if speaker is None and verb.i and doc[verb.i - 1].dep_ == "appos":
        speaker = doc[verb.i - 1]
    if speaker is None or speaker.right_edge.i != verb.i - 1 or speaker.tag_ not in _NOUNS:
        return False
    first = speaker.left_edge.i
    root = verb
    while root.head.i != root.i:
        root = root.head
    if first < 4 or doc[first - 1].text not in _CLOSING or (root.i > first and root.i != verb.i):
        return False
    hang(speaker, verb, "nsubj")
    if root.i != verb.i:
        _raise(verb, root, "ccomp")
    return True


def _broken_quote(doc: Doc, verb: Token) -> None:
    """ "'The last of the tanks,' the officer said, 'was handed over'": the tanks were."""
    subjects = [kid for kid in verb.lefts if kid.dep_ in ("nsubj", "nsubjpass")]
    if len(subjects) != 2 or subjects[0].right_edge.i >= subjects[1].i:
        return
    if doc[subjects[0].right_edge.i + 1].text not in _CLOSING:
        return
    clause = next((kid for kid in verb.rights if kid.dep_ == "ccomp"), None)
    if clause is not None and not has_subject(clause):
        hang(subjects[0], clause, _subject_of(clause))
