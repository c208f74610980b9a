"""Phrases of a transfer word that the parser may have hung on a neighbour.

"Halted deliveries of tanks to Egypt": "to Egypt" hangs now on the verb, now on the deliveries,
now on the tanks. What is borrowed only fills roles that the word's own phrases left empty.
"""

from __future__ import annotations

from weighbridge.reading.frames.roles import CARRIED, Functions, Kinds, missing_subject, phrases
from weighbridge.reading.parsing.tree import VERBS, Tree


def borrowed(tree: Tree, at: int, functions: Functions, noun: bool, light: frozenset[str]) -> Functions:
    """Weaker functions: phrases that the parser may have hung on a neighbour.

    For a verb, the phrases of its object; for a noun, those of the verb over it, and
    that verb's subject as possessive where the verb is one of ``light``.
    """
    found: Functions = []
    if not noun:
        for name, one in functions:
            if name in ("object", "head", "with", "subject", "for", "on"):
                for member in [
                    *tree.with_conjuncts(one),
                    *(kid for n, kid in phrases(tree, one) if n == "of"),
                ]:
                    found += [(n, kid) for n, kid in phrases(tree, member) if n in CARRIED]
        return found
    verb = tree.head[tree.first_of_coordination(at)]
    if tree.pos[verb] in VERBS and tree.dep[tree.first_of_coordination(at)] in (
        "dobj",
        "nsubjpass",
        "nsubj",
        "attr",
    ):
        found += [(n, kid) for n, kid in phrases(tree, verb) if n in CARRIED or n in ("by", "between")]
        if tree.lemma[verb] in light and tree.dep[tree.first_of_coordination(at)] == "dobj":
            found += [("possessive", one) for one in tree.subjects(verb) or missing_subject(tree, verb, frozenset())]
    for name, one in functions:
        if name in ("of", "to", "for"):
            for member in tree.with_conjuncts(one):
                found += [(n, kid) for n, kid in phrases(tree, member) if n in CARRIED]
    return found


def chosen_by(tree: Tree, at: int, choosing: frozenset[str]) -> Functions:
    """Who has somebody send something, where a passive tells it: "Thales was commissioned by Oslo to supply radars"."""
    above = tree.head[at]
    if tree.dep[at] not in ("xcomp", "advcl") or tree.lemma[above] not in choosing or not tree.is_passive(above):
        return []
    return [("dative", one) for name, one in phrases(tree, above) if name == "by"]


_MANY = frozenset("dozens scores hundreds thousands tens several some".split())


def inside_gift(tree: Tree, at: int, functions: Functions, kinds: Kinds) -> Functions:
    """Who gets it, where the parser takes a party for a part of what it gets: "sold Syria 36 systems".

    Only where a number or an article stands behind the party: "sold Iranian drones" tells whose they are.
    """
    first = at + 1 + (tree.lower[at + 1 : at + 2] == ["the"])
    behind = first
    while behind < len(tree) and tree.tag[behind] in ("NNP", "NNPS"):
        behind += 1
    if behind == first or behind >= len(tree) or kinds.get(behind - 1) != "party":
        return []
    counted = tree.tag[behind] in ("CD", "DT", "PRP$") or tree.lower[behind] in _MANY
    gifts = [one for name, one in functions if name == "object" and one >= behind]
    inside = any(gift in tree.climb(behind - 1)[1:] for gift in gifts)
    if not counted or not inside:
        return []
    more = (kid for gift in gifts for kid in tree.with_conjuncts(gift) if kinds.get(kid) == "party")
    return [("dative", behind - 1), *(("dative", kid) for kid in more if tree.tag[kid + 1 : kid + 2] == ["CD"])]


def in_line(tree: Tree, at: int, kinds: Kinds) -> Functions:
    """Phrases with a known party that follow ``at`` before the next clause, wherever the parser hung them.

    The last resort for a role that grammar left empty: "supply of weapons to Russia by Iran".
    """
    found: Functions = []
    for one in range(at + 1, min(at + 25, len(tree))):
        if tree.text[one] in (";", ":", "\u2014", "\u2013") or (tree.pos[one] == "VERB" and tree.subjects(one)):
            break
        if kinds.get(one) == "party":
            up = one
            for _ in range(4):
                if tree.dep[up] == "pobj" or tree.head[up] == up:
                    break
                up = tree.head[up]
            preposition = tree.head[up]
            if tree.dep[up] == "pobj" and at < preposition < one and tree.lower[preposition] in (*CARRIED, "by"):
                found.append((tree.lower[preposition], one))
    return found
