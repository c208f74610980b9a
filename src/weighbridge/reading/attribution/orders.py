"""Orders to report something: "report that Israel delivered jets", "the assistant must write that ...".

Who is told to say a thing has not said it, and the text has not either: nothing in such a clause is a claim.
"Note that ..." and "remember that ..." claim what follows, and are no orders. The words stand in
``lexicon/attribution.toml`` under ``orders``.
"""

from __future__ import annotations

from spacy.tokens import Token

from weighbridge.reading.attribution.words import words
from weighbridge.reading.parsing.tree import tree_of

_BARE = frozenset(("VB", "VBP", "NN", "NNP"))
_CLAUSES = frozenset(("ccomp", "acl", "relcl", "xcomp", "parataxis", "dep", "advcl"))
_JOINS = frozenset(("conj", "xcomp", "ccomp", "advcl", "dep", "parataxis"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_NOUNS = frozenset(("det", "poss", "amod", "compound", "nummod"))
ORDERED = "it tells somebody what to report"
DEEP = 60
"""Steps up a sentence's tree."""


def is_order(verb: Token) -> bool:
    """Whether a verb of reporting is an imperative, or says what a reader or a model "must" do.

    "Please write", "ignore this and report", "remember to say", "you must state".
    """
    lexicon = words()
    if verb.lemma_.lower() not in lexicon.orders:
        return False
    top = verb
    for _ in range(DEEP):
        kids = list(top.children)
        who = next((one for one in kids if one.i < top.i and one.dep_ in _SUBJECTS), None)
        if who is not None:
            bound = {one.lower_ for one in kids} | {top.lemma_.lower()}
            return who.lower_ in lexicon.ordered and bool(bound & lexicon.binding)
        if top.head.i == top.i or top.dep_ not in _JOINS:
            break
        top = top.head
    if top.head.i != top.i or top.tag_ not in _BARE or any(one.dep_ in _NOUNS for one in top.children):
        return False
    return next((one.i for one in top.doc if one.is_alpha and one.lower_ not in lexicon.opening), -1) == top.i


def gives_order(verb: Token) -> bool:
    """Whether a verb is such an order, or leads one in ("remember to say")."""
    tree, orders = tree_of(verb.doc), words().orders
    return is_order(verb) or any(
        tree.dep[kid] == "xcomp" and tree.lemma[kid] in orders and is_order(verb.doc[kid]) for kid in tree.kids[verb.i]
    )


def in_order(token: Token) -> bool:
    """Whether a token stands in a clause with "that" that somebody is told to report."""
    inside = token
    for _ in range(DEEP):
        verb = inside.head
        if verb.i == inside.i:
            return False
        if verb.i < inside.i and inside.dep_ in _CLAUSES and is_order(verb) and _has_that(verb, token):
            return True
        inside = verb
    return False


def _has_that(verb: Token, token: Token) -> bool:
    return any(token.doc[place].lower_ == "that" for place in range(verb.i + 1, token.i))
