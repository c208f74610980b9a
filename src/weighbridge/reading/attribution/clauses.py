"""All attributions that the parse of one sentence shows: who holds what, by which word."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from weighbridge.reading.attribution.grammar import SPEAKING, Draft, is_infinitive
from weighbridge.reading.attribution.orders import gives_order
from weighbridge.reading.attribution.phrases import (
    according_draft,
    adjective_draft,
    cites,
    hedge_draft,
    judging_draft,
    noun_draft,
    seeming_draft,
    words_of_draft,
)
from weighbridge.reading.attribution.verbs import quoting_draft, verb_draft
from weighbridge.reading.attribution.words import Words, cue_class
from weighbridge.reading.parsing.tree import tree_of

_NONE: frozenset[str] = frozenset()
FIRST_SECOND = frozenset({"i", "we", "you", "me", "us", "myself", "ourselves"})


def neither(drafts: dict[int, Draft], doc: Doc) -> None:
    """ "would neither confirm nor deny": one cue, and it declines."""
    for place, draft in list(drafts.items()):
        if draft.lemma not in ("confirm", "deny"):
            continue
        partner = doc[place].head
        if doc[place].dep_ != "conj" or {draft.lemma, partner.lemma_} != {"confirm", "deny"}:
            continue
        if not any(doc[p].lower_ in ("neither", "nor", "not", "n't") for p in range(max(0, partner.i - 4), place)):
            continue
        first = drafts.pop(partner.i, None)
        draft.lemma, draft.negated = "decline", False
        draft.cue |= set(range(partner.i, place + 1)) | (first.cue if first is not None else set())
        draft.content -= draft.cue


def sentence_drafts(doc: Doc, lexicon: Words) -> Iterator[Draft]:
    """All attributions that the parse of one sentence shows, in the order of their cues."""
    drafts: dict[int, Draft] = {}
    absorbed: set[int] = set()
    tree = tree_of(doc)
    for at, (pos, lower, lemma) in enumerate(zip(tree.pos, tree.lower, tree.lemma, strict=True)):
        known = lexicon.cues.get(pos, _NONE)
        if lower not in known and lemma not in known and lower != "according":
            continue
        token = doc[at]
        made: Draft | None = None
        if pos == "VERB":
            made = quoting_draft(token, lexicon) or seeming_draft(token, lexicon)
            if made is None and lower == "according":
                made = according_draft(token)
            if made is None and lemma == "judge":
                made = judging_draft(token)
            if made is None and lower not in ("citing", "quoting") and token.dep_ != "amod" and not gives_order(token):
                made = verb_draft(token, lexicon)
        elif pos == "NOUN":
            made = words_of_draft(token) or noun_draft(token, lexicon)
        elif pos in ("ADJ", "ADV"):
            made = hedge_draft(token, lexicon) or adjective_draft(token, lexicon)
        if made is None and lower == "according":
            made = according_draft(token)
        if made is None and pos in ("VERB", "ADJ"):
            made = hedge_draft(token, lexicon)
        if made is not None:
            drafts[at] = made
            absorbed.update(made.absorbed)
    for place, draft in list(drafts.items()):
        token = doc[place]
        upper = drafts.get(token.head.i)
        if token.dep_ != "xcomp" or not is_infinitive(token) or not draft.content:
            continue
        if upper is None or upper.kind != "verb":
            continue
        absorbed.add(place)
        if cue_class(draft.lemma) in SPEAKING:
            upper.cue |= {p for p in range(token.left_edge.i, place + 1) if doc[p].tag_ == "TO"} | draft.cue
            upper.content = draft.content - upper.cue
            upper.quotable = draft.quotable
    neither(drafts, doc)
    for at, lower in enumerate(tree.lower):
        who_cited = lower in ("cited", "quoted") and tree.dep[at] == "relcl" and tree.tag[at] == "VBD"
        # "..., said the agency, which quoted two officials"
        who_cited = who_cited and any(one.source is not None and tree.head[at] in one.source for one in drafts.values())
        if lower in ("citing", "quoting") or who_cited:
            made = cites(doc[at], drafts)
            if made is not None:
                drafts[at] = made
    for place in sorted(drafts):
        if place not in absorbed:
            yield drafts[place]


def first_or_second(doc: Doc, draft: Draft) -> bool:
    """Whether the source is "I", "we" or "you": inside speech that is the speaker again."""
    if draft.source is None or len(draft.source) != 1:
        return False
    return tree_of(doc).lower[draft.source.start] in FIRST_SECOND
