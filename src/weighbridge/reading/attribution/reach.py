"""What a verb of speech reaches where the parser hung it elsewhere, or where a pronoun stands for it.

"charges that Pyongyang denied", "warned for a year that ...", "accused X on Tuesday of ...",
"...; the regime rejected this": asked only for verbs that have found no content in their clause.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from weighbridge.reading.attribution.words import cue_class, words

_RELATIVE = frozenset({"WDT", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EMPTY = frozenset({"this", "that", "it", "them", "so", "nothing", "anything", "these", "comment"})
_STANDING = frozenset({"denying", "rejecting", "confirming", "declining", "doubting"})
_UTTERING = frozenset({"saying", "saying on", "telling", "confirming", "denying", "warning", "promising", "commenting"})
_FAR = 14
"""So many tokens after the verb its clause may begin."""


def _part(doc: Doc, at: int) -> range:
    """The part of the sentence between semicolons in which a token stands, without the full stop."""
    first = next((p + 1 for p in range(at - 1, -1, -1) if doc[p].text == ";"), 0)
    last = next((p for p in range(at + 1, len(doc)) if doc[p].text == ";"), len(doc))
    while last > first and doc[last - 1].is_punct and doc[last - 1].text in ".?!":
        last -= 1
    return range(first, last)


def relative_object(verb: Token) -> set[int]:
    """The noun that a relative clause of speech is about, with its pronoun ("the jets which Russia promised").

    Where that noun only sums up what was said before (", a charge that Doha rejects", ", which Ankara denies"),
    all that stands before in its part of the sentence.
    """
    if verb.dep_ not in ("relcl", "ccomp", "acl"):
        return set()
    pronoun = next(
        (c for c in verb.lefts if c.dep_ in ("dobj", "pobj") and (c.tag_ in _RELATIVE or c.lower_ == "that")), None
    )
    stranded = verb.dep_ == "relcl" and any(
        c.dep_ == "prep" and not list(c.children) and c.lower_ in words().prepositional.get(verb.lemma_.lower(), ())
        for c in verb.rights
    )
    if pronoun is None and not stranded:
        return set()
    noun, doc = verb.head, verb.doc
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or noun.i >= verb.i:
        return set()
    start = pronoun.i if pronoun is not None else verb.left_edge.i
    lemma = noun.lemma_.lower()
    stands = cue_class(verb.lemma_.lower()) in _STANDING
    after_comma = start > 0 and doc[start - 1].text == ","
    sums_up = lemma in words().nouns or lemma in words().summing or (after_comma and pronoun is not None)
    first = _part(doc, verb.i).start if stands and sums_up else noun.left_edge.i
    content = set(range(first, start))
    return content | {pronoun.i} if pronoun is not None else content


def far_clause(verb: Token, takes: frozenset[str]) -> set[int]:
    """The clause with "that" that the parser gave to something between ("warned for a year that ...").

    Likewise "of" with a gerund after "accuse", and a noun phrase after "as" ("rejected as unfounded the ...").
    """
    doc, part = verb.doc, _part(verb.doc, verb.i)
    stop = min(part.stop, verb.i + _FAR)
    class_ = cue_class(verb.lemma_.lower())
    if class_ in _UTTERING:
        for place in range(verb.i + 1, stop):
            token = doc[place]
            if token.lower_ == "that" and token.tag_ == "IN" and any(t.tag_ in _FINITE for t in doc[place : part.stop]):
                owned = doc[place - 1].lemma_.lower() in words().nouns
                return set() if owned else set(range(place, part.stop))
            if token.pos_ in ("VERB", "AUX") or token.tag_ in _RELATIVE or token.text in (":", "”", '"', "``", "“"):
                break
    if "accuse" in takes:
        for place in range(verb.i + 2, stop):
            if doc[place].lower_ == "of" and place + 1 < len(doc) and doc[place + 1].tag_ == "VBG":
                accused = next((c for c in verb.rights if c.dep_ == "dobj"), doc[place])
                return set(range(accused.left_edge.i, part.stop))
            if doc[place].tag_ in _FINITE:
                break
    if class_ in ("rejecting", "denying") and verb.dep_ in ("ROOT", "conj", "ccomp", "advcl"):
        prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
        if prep is not None and not any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children):
            return set(range(prep.i, part.stop))
    return set()


def said_before(verb: Token, negated: bool) -> set[int]:
    """What stands before a verb that only takes up a position on it ("...; the regime rejected this each time").

    For verbs of denying, confirming and declining, and for "would not say", without an object of their own.
    """
    class_ = cue_class(verb.lemma_.lower())
    if class_ not in _STANDING and not (negated and class_ in ("saying", "telling", "commenting")):
        return set()
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "ccomp", "xcomp", "attr", "oprd")]
    if any(c.lower_ not in _EMPTY for c in objects):
        return set()
    doc = verb.doc
    who = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    if not who or verb.tag_ == "VBG" or any(c.tag_ in _RELATIVE for c in who):
        return set()
    left = min(c.left_edge.i for c in who)
    end = left
    while end > 0 and (doc[end - 1].is_punct or doc[end - 1].dep_ in ("cc", "mark")):
        end -= 1
    start = 0
    if end < left:
        before = next((p for p in range(left - 1, end - 1, -1) if doc[p].text == ";"), None)
        if before is not None:
            start = next((p + 1 for p in range(before - 1, -1, -1) if doc[p].text == ";"), 0)
    content = set(range(start, end))
    return content if sum(doc[p].pos_ in ("NOUN", "PROPN", "VERB") for p in content) > 2 else set()
