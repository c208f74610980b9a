"""Attribution between commas: "officials said," inside a sentence, "as X put it"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from weighbridge.reading.attribution.grammar import BREAKS, clause_of, span
from weighbridge.reading.parsing.tree import tree_of

FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _same_part(doc: Doc, own: range, content: set[int]) -> set[int]:
    """Content of an attribution inside a sentence: not over a semicolon on either side."""
    last = max((t for t in content if not doc[t].is_punct), default=0)
    if last < own.start:
        return content
    left = next((p for p in range(own.start - 1, -1, -1) if doc[p].text == ";"), -1)
    right = next((p for p in range(own.stop, len(doc)) if doc[p].text == ";"), len(doc))
    return {place for place in content if left < place < right}


def parenthetical(verb: Token, who: Token | None) -> set[int]:
    """The clause into which "officials said" is put with commas, or to which "as X said" belongs."""
    head = verb.head
    if head == verb or verb.tag_ == "VBG":
        return set()
    as_clause = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.lefts)
    if not as_clause and (who is None or verb.dep_ not in ("parataxis", "ccomp", "dep", "advcl")):
        return set()
    if any(c.dep_ == "mark" and c.lower_ != "as" for c in verb.lefts):
        return set()
    own = span(verb)
    if who is not None and not as_clause:
        own = range(min(who.left_edge.i, verb.i), max(own.stop, verb.i + 1))
        before = verb.doc[own.start - 1].text if own.start else ""
        if before not in BREAKS:
            return set()
    return _same_part(verb.doc, own, {place for place in span(clause_of(head)) if place not in own})


def _next_break(doc: Doc, place: int) -> int:
    """The first comma, dash or quotation mark from a place on; the sentence's length if there is none."""
    text = tree_of(doc).text
    while place < len(text) and text[place] not in BREAKS and text[place] != "“":
        place += 1
    return place


def between(verb: Token, who: Token | None) -> tuple[range, set[int]] | None:
    """ "The ship, said X, has sailed", "The ship, X told parliament, has sailed": speaker and content.

    For the case that the attribution parts a subject from its verb, at which parsers stumble.
    """
    doc, tree = verb.doc, tree_of(verb.doc)
    if verb.tag_ not in FINITE or verb.i < 2:
        return None
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if len(subjects) == 2 and tree.text[subjects[1].left_edge.i - 1] == ",":
        stop = _next_break(doc, verb.i + 1)
        if stop - verb.i <= 5 and any(tree.tag[p] in FINITE or tree.tag[p] == "MD" for p in range(stop, len(doc))):
            source = range(subjects[1].left_edge.i, verb.i)
            return source, set(span(subjects[0])) | set(range(stop + 1, len(doc)))
    start = next((p + 1 for p in range(verb.i - 1, -1, -1) if tree.text[p] == ";"), 0)
    start += tree.dep[start] == "cc"
    if len(subjects) == 1 and start < subjects[0].left_edge.i - 1 and tree.text[subjects[0].left_edge.i - 1] == ",":
        stop = _next_break(doc, verb.i + 1)
        source = range(subjects[0].left_edge.i, verb.i)
        before = range(start, source.start - 1)
        if (
            stop - verb.i <= 3
            and stop + 1 < len(doc)
            and not any(tree.tag[p] in FINITE or tree.tag[p] in ("MD", "VBG") for p in (*before, *source))
            and any(tree.pos[p] in ("NOUN", "PROPN") for p in before)
            and any(tree.tag[p] in FINITE or tree.tag[p] == "MD" for p in range(stop, len(doc)))
        ):
            return source, set(before) | set(range(stop, len(doc)))
    if tree.text[verb.i - 1] not in BREAKS:
        return None
    if who is not None and who.i < verb.i and any(tree.text[p] == "," for p in range(who.i, verb.i - 1)):
        return None
    stop = _next_break(doc, verb.i + 1)
    source = range(verb.i + 1, stop)
    if not source or stop - verb.i > 15 or stop + 1 >= len(doc):
        return None
    if any(tree.tag[p] in FINITE or tree.tag[p] == "MD" for p in (*range(start, verb.i), *source)):
        return None
    if not any(tree.pos[p] in ("NOUN", "PROPN", "PRON") for p in source):
        return None
    if tree.tag[stop + 1] in ("WP", "WDT"):
        stop = _next_break(doc, stop + 1)
    if not any(tree.tag[p] in FINITE or tree.tag[p] == "MD" for p in range(stop, len(doc))):
        return None
    return source, set(range(start, verb.i)) | set(range(stop, len(doc)))


def speaker_from(who: Token, verb: Token) -> int:
    """Where the speaker begins after a reported clause ("..., South Korean and US officials say")."""
    doc, left = verb.doc, who.left_edge.i
    for place in range(left - 1, max(0, left - 7), -1):
        if doc[place].text in BREAKS:
            return place + 1
        if doc[place].pos_ not in ("ADJ", "PROPN", "NOUN", "CCONJ", "DET", "NUM"):
            return left
    return left
