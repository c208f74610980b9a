"""Who stands where around a verb or noun: grammatical functions and what governs it.

Pure functions of a Tree. A function is a name of ``lexicon/frames/patterns.toml``
("subject", "object", "to", "possessive" ...) with the token that heads its phrase.
"""

from __future__ import annotations

from collections.abc import Mapping

from weighbridge.reading.parsing.tree import (
    NOUNS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVES,
    SUBJECTS,
    VERBS,
    Tree,
)

Functions = list[tuple[str, int]]
Kinds = Mapping[int, str]
"""Token index: "party" or "item", where the lexicon knows the word. May be empty."""

_CLAUSAL = frozenset(("xcomp", "ccomp", "csubj", "csubjpass", "parataxis"))
_NOMINAL = frozenset(
    (
        "dobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "oprd",
        "dative",
        "pobj",
        "appos",
        "compound",
        "nmod",
        "amod",
        "poss",
        "acomp",
    )
)
_LONGEST_CHAIN = 8


def governors(tree: Tree, at: int) -> tuple[tuple[int, ...], bool]:
    """What governs ``at``, nearest first, and whether its truth is presupposed.

    Goes up through complements ("agreed to send", "denied that ... sent"), nouns with
    a clause or phrase ("plans to send", "halt to deliveries") and, for nouns, verbs over
    them ("suspended the delivery"). Coordination is transparent. A relative clause or a
    participle on a noun ends it: what governs the noun does not govern the clause.
    """
    chain: list[int] = []
    for _ in range(3 * _LONGEST_CHAIN):
        dep, head = tree.dep[at], tree.head[at]
        if head == at or len(chain) >= _LONGEST_CHAIN:
            break
        if dep == "conj":
            at = head
            continue
        if (dep == "relcl" and not tree.under(at, "mark")) or (
            dep == "acl" and tree.tag[at] in ("VBN", "VBD", "VBG") and not _is_clause(tree, at)
        ):
            return tuple(chain), True
        if dep == "advcl" and _is_purpose(tree, at):
            dep = "xcomp"
        if dep in ("advcl", "prep", "punct", "dep", "npadvmod", "intj"):
            break
        if dep in ("pcomp", "pobj"):
            preposition = head
            while tree.dep[preposition] in ("prep", "pcomp", "conj") and tree.pos[tree.head[preposition]] in (
                "ADP",
                "SCONJ",
            ):
                preposition = tree.head[preposition]
            head = tree.head[preposition]
            loose = tree.lower[preposition] in _LOOSE and tree.lemma[at] not in _BEARING
            if head == preposition or (loose and tree.pos[head] in VERBS):
                break
        elif dep not in _CLAUSAL and dep not in _NOMINAL and dep not in ("acl", "relcl"):
            break
        if head in chain:
            break
        chain.append(head)
        at = head
    return tuple(chain), False


_BEARING = frozenset("process course midst talk negotiation favour favor exchange".split())
"""Nouns that stay part of what is said though "in" hangs them on the verb ("is in talks to buy")."""


def _is_purpose(tree: Tree, at: int) -> bool:
    """Whether ``at`` is an infinitive that the parser took for an adverbial ("was chosen to supply")."""
    return any(tree.lower[kid] == "to" for kid in tree.under(at, "aux")) and not (
        tree.under(at, "mark", "advmod") or tree.subjects(at) or tree.head[at] > at
    )


def _is_clause(tree: Tree, at: int) -> bool:
    """Whether the verb ``at`` makes a clause of its own ("the claim that it was sent")."""
    return any(tree.dep[kid] in ("nsubj", "nsubjpass", "mark", "aux", "auxpass", "csubj") for kid in tree.kids[at])


_LOOSE = frozenset(
    "after since until during amid despite following because before as with in at including through".split()
)


CARRIED = frozenset(("to", "from", "for", "via", "through", "into", "with"))
"""Prepositions whose phrases the parser often hangs on a neighbour."""


def phrases(tree: Tree, at: int) -> Functions:
    """Prepositional phrases of ``at`` as (preposition, head of its object)."""
    found: Functions = []
    for kid in tree.kids[at]:
        dep = tree.dep[kid]
        if tree.kids[kid] and (dep in ("prep", "agent") or (dep == "dative" and tree.pos[kid] in ("ADP", "PART"))):
            found += _phrase(tree, kid)
    return found


def _phrase(tree: Tree, preposition: int, depth: int = 0) -> Functions:
    name = "by" if tree.dep[preposition] == "agent" else tree.lower[preposition]
    found: Functions = []
    for kid in tree.kids[preposition]:
        dep = tree.dep[kid]
        if dep == "pobj":
            turns = name in ("by", "in", "on", "with") and tree.lower[kid] in _COMPLEX
            below = tree.under(kid, "prep") if turns else ()
            if below:
                found += [(_COMPLEX[tree.lower[kid]], one) for _, one in _phrase(tree, below[0], depth + 1)]
            else:
                found.append((name, kid))
        elif dep in ("prep", "conj") and depth < 3 and tree.pos[kid] == "ADP":
            found += _phrase(tree, kid, depth + 1)
        elif dep == "amod" and tree.pos[kid] in NOUNS:
            found.append((name, kid))
    return found


_COMPLEX = {
    "way": "via",
    "help": "via",
    "hands": "by",
    "part": "by",
    "behalf": "for",
    "exchange": "ignore",
    "return": "ignore",
    "favour": "ignore",
}
"""Nouns that make one preposition with those around them ("by way of Chad")."""


def verb_functions(tree: Tree, at: int, control: Mapping[str, frozenset[str]]) -> tuple[Functions, bool]:
    """Functions around the verb ``at``, missing ones found elsewhere, and whether it is passive."""
    strong: Functions = []
    passive = tree.is_passive(at)
    active = [kid for kid in tree.kids[at] if tree.dep[kid] in OBJECTS]
    for kid in tree.kids[at]:
        dep = tree.dep[kid]
        if dep in SUBJECTS:
            strong.append(("subject", kid))
        elif dep in PASSIVE_SUBJECTS:
            strong.append(("dative" if any(tree.dep[one] == "dobj" for one in active) else "object", kid))
        elif dep in OBJECTS:
            strong.append(("object", kid))
        elif dep == "dative" and tree.pos[kid] not in ("ADP", "PART"):
            strong.append(("dative", kid))
    strong += [(name, one) for name, one in phrases(tree, at) if name != "by" or _is_agent(tree, one)]
    dep, head = tree.dep[at], tree.head[at]
    if (
        dep == "acl"
        and tree.tag[at] in ("VBN", "VBD")
        and not _is_clause(tree, at)
        or dep == "amod"
        and tree.tag[at] == "VBN"
    ):
        strong.append(("head", head))
        passive = True
    elif dep == "relcl":
        strong = _relative(tree, at, strong, passive)
    if not any(tree.dep[kid] in (*OBJECTS, "xcomp", "ccomp") for kid in tree.kids[at]) and not passive:
        for kid in tree.under(at, "conj"):
            if tree.pos[kid] == "VERB" and not tree.subjects(kid):
                strong += [("object", one) for one in tree.under(kid, "dobj")]
                strong += [pair for pair in phrases(tree, kid) if pair[0] in CARRIED]
    strong = [(name, _antecedent(tree, one)) for name, one in strong]
    if not any(name in ("subject", "head") for name, _ in strong) and not (
        passive and any(n == "object" for n, _ in strong)
    ):
        owners = missing_subject(tree, at, control["object"])
        name = "object" if passive else "subject"
        strong += [(name, owner) for owner in owners]
    return strong, passive


def _is_agent(tree: Tree, at: int) -> bool:
    """Whether "by ``at``" names an agent, so far as the parser can tell ("by March" doesn't)."""
    return tree.dep[tree.head[at]] == "agent"


def _relative(tree: Tree, at: int, found: Functions, passive: bool) -> Functions:
    """Relative pronouns replaced by what they stand for; a gap after a subject filled as object."""
    antecedent = tree.head[at]
    linked, has_pronoun = [], False
    for name, one in found:
        if tree.lower[one] in RELATIVES:
            linked.append((name, antecedent))
            has_pronoun = True
        else:
            linked.append((name, one))
    names = {name for name, _ in linked}
    if not has_pronoun and "object" not in names and "subject" in names and not passive:
        linked.append(("object", antecedent))
    return linked


def _antecedent(tree: Tree, at: int) -> int:
    """What the relative pronoun ``at`` stands for; ``at`` itself where it is none."""
    if tree.lower[at] not in RELATIVES or tree.tag[at] not in ("WDT", "WP", "WP$"):
        return at
    one = tree.head[at]
    for _ in range(8):
        if tree.dep[one] == "relcl":
            return tree.head[one]
        if tree.head[one] == one:
            break
        one = tree.head[one]
    return at


def stands_for(tree: Tree, at: int) -> int | None:
    """The subject that a pronoun takes up inside a reported clause ("Iran said it had sent"): Iran."""
    if tree.lower[at] not in ("it", "he", "she", "they", "we"):
        return None
    one = tree.head[at]
    for _ in range(6):
        head = tree.head[one]
        if head == one:
            return None
        if tree.dep[one] in ("ccomp", "advcl"):
            subjects = tree.subjects(head)
            if subjects and tree.pos[subjects[0]] != "PRON":
                return subjects[0]
        one = head
    return None


def missing_subject(tree: Tree, at: int, object_control: frozenset[str], depth: int = 0) -> list[int]:
    """The subject that the verb ``at`` shares with another: conjunct, control, gerund, participle."""
    own = tree.subjects(at)
    if own and depth:
        head = tree.head[at]
        return [head if tree.dep[at] == "relcl" and tree.lower[one] in RELATIVES else one for one in own]
    dep, head = tree.dep[at], tree.head[at]
    if depth > 5 or head == at:
        return []
    if dep in ("pcomp", "pobj"):
        head = tree.head[head] if tree.pos[head] in ("ADP", "SCONJ") else head
        if tree.pos[head] in NOUNS:
            return _owner(tree, head, object_control, depth)
    if dep == "acl":
        return [head] if tree.tag[at] in ("VBG", "VBN") else _owner(tree, head, object_control, depth)
    if dep == "relcl":
        return [] if tree.tag[at] in ("VBN", "VBD") else [head]
    if dep in ("conj", "xcomp", "ccomp", "advcl", "pcomp", "pobj", "acomp") and tree.pos[head] in (
        "VERB",
        "AUX",
        "ADJ",
    ):
        if dep != "conj" and tree.lemma[head] in object_control:
            objects = [kid for kid in tree.kids[head] if tree.dep[kid] in ("dobj", "nsubjpass", "dative")]
            if objects and objects[0] < at:
                return objects[:1]
        if tree.pos[head] == "ADJ" and not tree.subjects(head):
            return missing_subject(tree, tree.head[head], object_control, depth + 1) or tree.subjects(tree.head[head])
        return missing_subject(tree, head, object_control, depth + 1) or tree.subjects(head)
    return []


def _owner(tree: Tree, noun: int, object_control: frozenset[str], depth: int) -> list[int]:
    """Whose plan or refusal ``noun`` is: "Iran's plan", "a decision by Berlin", "Iran has plans"."""
    owners = tree.under(noun, "poss") + [
        one for name, one in phrases(tree, noun) if name in ("by", "of") and tree.pos[one] == "PROPN"
    ]
    owners += [kid for kid in tree.kids[noun] if tree.dep[kid] == "amod" and tree.text[kid][:1].isupper()]
    if owners:
        return owners[:1]
    verb = tree.head[noun]
    if tree.dep[noun] in ("dobj", "attr") and tree.pos[verb] in VERBS:
        return tree.subjects(verb) or missing_subject(tree, verb, object_control, depth + 1)
    return []


def noun_functions(tree: Tree, at: int, kinds: Kinds) -> Functions:
    """Functions around the noun ``at``: possessive, demonym, compound and prepositional phrases."""
    found: Functions = [("self", at)]
    for kid in tree.kids[at]:
        dep = tree.dep[kid]
        if dep == "poss":
            found.append(("possessive", kid))
        elif dep in ("amod", "compound", "nmod") and kid < at:
            found += _modifier(tree, kid, kinds)
            if dep != "amod":
                found += [
                    pair
                    for one in tree.kids[kid]
                    if tree.dep[one] in ("amod", "compound", "nmod", "conj", "poss")
                    for pair in _modifier(tree, one, kinds)
                ]
        elif dep == "appos":
            found.append(("appos", kid))
    found += phrases(tree, at)
    head = tree.head[at]
    if tree.dep[at] == "pobj" and tree.lower[head] == "of" and tree.pos[tree.head[head]] in NOUNS:
        found.append(("head", tree.head[head]))
    elif tree.dep[at] == "pobj" and tree.lower[head] == "of" and tree.pos[tree.head[head]] in VERBS:
        found += [("head", one) for one in tree.subjects(tree.head[head])]
    return found


def _modifier(tree: Tree, at: int, kinds: Kinds) -> Functions:
    kind = kinds.get(at)
    if kind == "party" or (kind is None and is_demonym(tree, at, kinds)):
        return [("possessive" if tree.dep[at] == "poss" else "demonym", at)]
    if tree.pos[at] in ("NOUN", "PROPN") or kind == "item":
        return [("compound", at)]
    return []


def is_demonym(tree: Tree, at: int, kinds: Kinds) -> bool:
    """Whether ``at`` reads as "Iranian": known as a party, or a capitalised adjective."""
    if at in kinds:
        return kinds[at] == "party"
    if tree.pos[at] == "PROPN" and at + 1 < len(tree) and "-" in (tree.text[at + 1], tree.text[at - 1] if at else ""):
        return not any(c.isdigit() for c in tree.text[min(at + 2, len(tree) - 1)])
    return (
        tree.pos[at] == "ADJ"
        and tree.text[at][:1].isupper()
        and tree.text[at].endswith(("an", "ese", "ish", "i", "ch", "ian"))
    )


def is_negated(tree: Tree, at: int) -> bool:
    """Whether ``at`` itself is denied: "not", "never", "no", "none", "neither", "nor"."""
    if tree.inverted_by_no(at):
        return True
    for kid in tree.kids[at]:
        dep, lower = tree.dep[kid], tree.lower[kid]
        denying = tree.is_no(kid) or lower in ("never", "neither", "nor", "hardly")
        if dep == "neg" or (dep in ("det", "advmod", "cc", "preconj") and denying):
            return not (lower == "not" and kid + 1 < len(tree) and tree.lower[kid + 1] in ("only", "just", "merely"))
        if dep in ("nsubj", "nsubjpass", "dobj", "attr") and (
            (lower in ("none", "nothing", "nobody", "neither") and not _but(tree, kid))
            or any(tree.is_no(one) for one in tree.under(kid, "det"))
            or _not_one(tree, kid)
        ):
            return True
    return (tree.lower[at] in ("none", "nothing") and not _but(tree, at)) or _not_one(tree, at)


def _but(tree: Tree, at: int) -> bool:
    """Whether it is "nothing but lorries": these."""
    return tree.lower[at + 1 : at + 2] in (["but"], ["except"], ["save"])


def _not_one(tree: Tree, at: int) -> bool:
    """Whether the noun ``at`` is counted by "not one", "not a single"."""
    for kid in tree.kids[at]:
        if tree.dep[kid] in ("nummod", "det", "amod") and tree.kids[kid] and tree.under(kid, "neg"):
            return True
    return False
