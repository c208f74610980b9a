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
from weighbridge.reading.sources.words import speakers

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
_OBJECTS = frozenset(("dobj", "dative", "iobj"))
_CLOSING = frozenset((",", '"', "'", "\u201d", "\u2019"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_NOMINAL = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "CD", "HYPH", "VBN", "-LRB-", "-RRB-"))
_LONGEST = 9
"""So many words the speaker at the end of a sentence may have."""
_INNER = frozenset(("of", "at", "in", "for"))
_UPPER = frozenset(("ROOT", "ccomp", "parataxis", "advcl"))

Lemmas = Callable[[str], frozenset[str]]
"""The verbs of which a word in small letters may be a form."""


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(kid.dep_ in SUBJECTS for kid in verb.children)


def root_of(token: Token) -> Token:
    """The word that a token hangs on in the end."""
    while token.head.i != token.i:
        token = token.head
    return token


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
                _ = (
                    _behind_its_clause(doc, verb)
                    or _named(doc, verb)
                    or (not _addresses(verb, lemmas) and _inverted(doc, verb, lemmas))
                )
        else:
            if verb.dep_ == "conj" and not lemmas(verb.lower_).isdisjoint(words().verbs):
                _spliced(doc, verb, lemmas)
            if any(kid.dep_ in _OBJECTS for kid in verb.rights):
                _told(verb, lemmas)
        if verb.i + 3 < len(doc):
            _broken_quote(doc, verb)


def speaker_before(doc: Doc, verb: int) -> range | None:
    """The noun phrase between the last comma and a token at the end; None where something else stands there."""
    comma = next((place for place in range(verb - 1, max(0, verb - _LONGEST - 2), -1) if doc[place].text == ","), None)
    if comma is None or comma + 1 >= verb or comma < 3:
        return None
    for place in range(comma + 1, verb):
        token = doc[place]
        if token.tag_ not in _NOMINAL and token.lower_ not in _INNER:
            return None
    opens = doc[comma + 1]
    return range(comma + 1, verb) if opens.tag_ in ("DT", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ") else None


def head_in(doc: Doc, area: range) -> tuple[Token | None, Token | None]:
    """The noun that heads a noun phrase and the preposition behind it: "agent" and "in" of "an agent in Oslo"."""
    inner = next((doc[place] for place in area if doc[place].lower_ in _INNER), None)
    stop = inner.i - 1 if inner is not None else area.stop - 1
    while stop > area.start and doc[stop].tag_ not in _NOUNS:
        stop -= 1
    return (doc[stop], inner) if doc[stop].tag_ in _NOUNS else (None, inner)


def _subject_of(verb: Token) -> str:
    return "nsubjpass" if any(kid.dep_ == "auxpass" for kid in verb.lefts) else "nsubj"


def _after_a_phrase(verb: Token) -> bool:
    """ "On the call the chief executive said", "In Bogotá the service, the DNI, assesses"."""
    if verb.dep_ not in _UPPER:
        return False
    for joint in verb.lefts:
        nouns = [kid for kid in joint.rights if kid.dep_ == "pobj"] if joint.dep_ == "prep" else []
        if not nouns or nouns[-1].right_edge.i >= verb.i:
            continue
        several = len(nouns) > 1
        subject = nouns[-1] if several else _behind_a_comma(nouns[0]) or _behind_a_place(nouns[0])
        if subject is not None:
            hang(subject, verb, _subject_of(verb))
            if not several and subject.i == nouns[0].i:  # the parser took the place for a part of the name
                hang(next(kid for kid in subject.lefts if kid.dep_ == "compound"), joint, "pobj")
            return True
    return False


def _behind_a_comma(noun: Token) -> Token | None:
    """The name in "in Kinshasa, Lambert Mende, who speaks for the government, said"."""
    if any(kid.dep_ == "cc" for kid in noun.rights):
        return None
    named = (kid for kid in noun.rights if kid.dep_ in ("appos", "conj") and kid.tag_ == "NNP")
    return next((one for one in named if noun.doc[one.left_edge.i - 1].text == ","), None)


def _behind_a_place(name: Token) -> Token | None:
    """The name in "in Harare Colonel Jane Roe", where the place is taken for a part of it."""
    first = [kid for kid in name.lefts if kid.dep_ == "compound"][:2]
    if len(first) < 2 or name.tag_ != "NNP" or first[1].lower_.strip(".") not in speakers().titles:
        return None
    return name


def _after_a_relative(doc: Doc, verb: Token) -> bool:
    """ "A witness whose face was hidden from the gallery testified": the verb is hung on the gallery."""
    if verb.dep_ not in ("acl", "relcl") or verb.tag_ != "VBD":
        return False
    top = root_of(verb)
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


def _inverted(doc: Doc, verb: Token, lemmas: Lemmas) -> bool:
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
    titled = _under_secretary(verb)
    speaker = titled or next((kid for kid in verb.rights if kid.dep_ == "dobj"), None)
    if speaker is None or (titled is None and speaker.left_edge.i > verb.i + 1):
        return False
    named = speaker.tag_ in ("NNP", "NNPS") or "say" in lemmas(verb.lower_)
    if not (named or speaker.lower_ in words().speakers or speaker.lower_ in words().evidence):
        return False
    if before is None:
        _raise(verb, upper, "ccomp")
    title = speaker.head
    hang(speaker, verb, "nsubj")
    if titled is not None:
        hang(title, speaker, "compound")
        title.tag_ = "NNP"
    return True


def _spliced(doc: Doc, verb: Token, lemmas: Lemmas) -> bool:
    """ "The jets have arrived, the minister, Jane Roe, told parliament": two clauses side by side, no "and" between.

    Not so where the second is of something else: "the jets have arrived, Kyiv confirmed the death of two men".
    """
    if any(kid.dep_ in _OBJECTS for kid in verb.rights) and not _addresses(verb, lemmas):
        return False
    upper = verb.head
    subject = next((kid for kid in verb.lefts if kid.dep_ == "nsubj"), None)
    if upper.dep_ != "ROOT" or not has_subject(upper) or subject is None or subject.left_edge.i < 4:
        return False
    if doc[subject.left_edge.i - 1].text not in _CLOSING or subject.tag_ not in (*_NOUNS, "PRP"):
        return False
    if any(kid.dep_ == "cc" for kid in (*upper.children, *verb.children)):
        return False
    if any(kid.dep_ in ("ccomp", "xcomp") for kid in verb.children) or any(kid.dep_ == "conj" for kid in verb.rights):
        return False
    _raise(verb, upper, "ccomp")
    return True


def _under_secretary(verb: Token) -> Token | None:
    """The name in "said Under Secretary Jane Roe", where a preposition is seen in the title."""
    title = next((kid for kid in verb.rights if kid.i == verb.i + 1 and kid.text.lower() in words().prefixes), None)
    if title is None or not title.is_title or verb.doc[title.i + 1].lower_ not in words().speakers:
        return None
    return next((kid for kid in title.rights if kid.dep_ == "pobj" and kid.tag_ == "NNP"), None)


def _named(doc: Doc, verb: Token) -> bool:
    """ "..., the ambassador, Jane Roe, recalled"."""
    stop = verb.i - 1
    first = stop
    while first > 0 and doc[first - 1].tag_ in ("NNP", "NNPS"):
        first -= 1
    if first < 5 or first == stop or doc[stop].text != "," or doc[first - 1].text != ",":
        return False
    area = speaker_before(doc, first - 1)
    speaker = head_in(doc, area)[0] if area is not None else None
    root = root_of(verb)
    if area is None or speaker is None or speaker.tag_ not in ("NN", "NNP"):
        return False
    if root.i > area.start and root.i != verb.i:
        return False
    hang(speaker, verb, "nsubj")
    hang(doc[stop - 1], speaker, "appos")
    if root.i != verb.i:
        _raise(verb, root, "ccomp")
    return True


def _behind_its_clause(doc: Doc, verb: Token) -> bool:
    """ "..., an institute that tracks ships wrote on Tuesday"."""
    speaker = next((one for one in doc[max(0, verb.i - 1)].ancestors if one.dep_ == "appos"), None)
    if speaker is None and verb.i and doc[verb.i - 1].dep_ == "appos":
        speaker = doc[verb.i - 1]
    if speaker is None or speaker.right_edge.i != verb.i - 1 or speaker.tag_ not in _NOUNS:
        return False
    first = speaker.left_edge.i
    root = root_of(verb)
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
