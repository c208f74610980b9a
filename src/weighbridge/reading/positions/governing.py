"""What governs a transfer word, and how that changes stage, stance and certainty.

Walks up from the word ("send") through its governors ("agreed", "denied"), nearest first
(coding guidelines, 4, 5 and 8). The classes of governors stand in ``lexicon/modality.toml``.
"""

from __future__ import annotations

from weighbridge.reading.parsing.tree import VERBS, Tree
from weighbridge.reading.positions.cues import (
    CLASSES,
    Cues,
    Verbal,
    adjective_classes,
    classes_of,
    negation,
    verbal,
)
from weighbridge.reading.positions.own_modality import (
    REAL,
    State,
    adjective_effects,
    condition_near,
    hedge_effects,
    is_accomplished,
)

_SPEECH = frozenset(("saying", "denying", "confirming", "believing", "alleging", "declining"))
_PASSING = frozenset(CLASSES) - {"saying", "warning"}


def walk_up(tree: Tree, at: int, chain: tuple[int, ...], state: State, cues: Cues) -> None:
    """Effects of the governors, nearest first."""
    below = at
    open_infinitive = state.infinitive and not is_accomplished(tree, at, cues)
    for number, governor in enumerate(chain):
        predicate = _predicate(tree, governor)
        found = classes_of(tree, predicate, cues)
        negated = negation(tree, governor) or (predicate != governor and negation(tree, predicate))
        _govern(tree, predicate, below, number, found, negated, state, cues)
        if found or tree.lemma[governor] in ("use", "be", "have"):
            open_infinitive = False
        if tree.pos[governor] in ("NOUN", "PROPN"):
            adjective_effects(tree, governor, state, cues)
            if tree.lemma[governor] in cues.claims and "denying" in adjective_classes(tree, governor, cues):
                state.stance_to("denies", f"false {tree.text[governor]}")
        hedge_effects(tree, governor, state, cues)
        finite = tree.dep[below] in ("ccomp", "acl") and not any(
            tree.lower[kid] == "to" for kid in tree.under(below, "aux")
        )
        passing = found & _PASSING or (tree.pos[governor] in ("NOUN", "PROPN") and tree.dep[below] != "acl")
        if not passing or (finite and found & _SPEECH):
            state.distant = True
        below = governor
    purpose = open_infinitive and tree.dep[at] in ("acl", "advcl")
    if purpose and state.stage == "halted" and tree.lemma[at] in cues.groups["stopping"] and not state.settled:
        state.stage_to("delivered", f"to {tree.text[at]} what goes on")
        state.settled = True
    if open_infinitive and state.stage in REAL and not state.settled:
        state.stage_to("sought" if state.gets else "negotiating", f"to {tree.text[at]}")


def _predicate(tree: Tree, at: int) -> int:
    """What a copula says of its subject or clause ("it is false that"); other words stand for themselves."""
    if tree.lemma[at] == "be":
        return next(
            (
                kid
                for kid in tree.under(at, "acomp", "attr", "oprd", "xcomp")
                if tree.pos[kid] in ("ADJ", "NOUN", "VERB")
            ),
            at,
        )
    return at


def _govern(
    tree: Tree,
    at: int,
    below: int,
    number: int,
    found: frozenset[str],
    negated: bool,
    state: State,
    cues: Cues,
) -> None:
    """Effect of one governor ``at`` over ``below``."""
    word = tree.text[at]
    what = verbal(tree, at, cues) if tree.pos[at] in (*VERBS, "ADJ") else Verbal()
    over_claim = tree.lemma[below] in cues.claims
    clause = tree.pos[below] in VERBS
    if (
        "denying" in found
        and (clause or over_claim or tree.lemma[at] in cues.groups["denying_goods"])
        and not ("halting" in found and clause and tree.dep[below] == "xcomp")
    ):
        state.stance_to("confirms" if negated else "denies", f"not {word}" if negated else word)
        return
    if "confirming" in found:
        if negated or what.modal in ("conditional",) or _refused(tree, at, cues):
            state.stance_to("declines", f"not {word}")
            state.distant = True
        elif what.modal != "possible" and not state.settled and state.stage != "sought":
            state.stance_to("confirms", word)
        return
    if "declining" in found and (negated or _refused(tree, at, cues) or tree.pos[at] not in VERBS):
        state.stance_to("declines", f"not {word}")
        state.distant = True
        return
    if (
        "warning" in found
        and tree.dep[below] in ("ccomp", "xcomp", "pcomp", "pobj", "acl", "dobj")
        or ("warning" in found and what.modal in ("conditional", "future") and tree.dep[below] in ("nsubj", "csubj"))
    ) and ("seeking" not in found or state.stage == "halted"):
        if "seeking" in found and _presupposing(tree, below, state, cues):
            return
        if not state.distant and not _going_on(tree, below, cues):
            if state.stage == "negotiating" and state.before in REAL:
                state.stage_to(state.before, f"{word} that")
            if tree.lemma[at] in cues.groups["deterring"] and state.stage == "halted":
                state.stage_to("delivered", f"{word} not to")
            state.stance_to("warns", word)
        return
    if "believing" in found and not negated and "planning" not in found:
        if tree.lemma[at] == "evidence" and any(tree.lower[kid] == "no" for kid in tree.kids[at]):
            state.stance_to("denies", "no evidence")
        elif clause or tree.pos[at] in ("NOUN", "ADJ"):
            state.hedge("probable", word)
    elif "believing" in found and negated:
        state.stance_to("denies", f"no {word}")
        return
    bargain = "agreeing" in found and tree.pos[at] == "NOUN" and negated and not state.settled
    if bargain and verbal(tree, tree.head[at], cues).modal not in ("future", "conditional", "must"):
        state.stage_to("agreed", f"no {word}")
        state.stance_to("denies", f"no {word}")
        return
    hearsay = tree.is_passive(at) and tree.lemma[at] in cues.groups["hearsay"]
    hearsay = hearsay and tree.dep[below] == "xcomp"
    reports = tree.lemma[at] == "report" and tree.pos[at] == "NOUN" and tree.dep[below] in ("acl", "pobj", "ccomp")
    if "alleging" in found or hearsay or reports:
        state.hedge("possible", word)
    if not found and what.modal and state.stage in ("delivered", "shipped") and tree.dep[below] in ("dobj", "pobj"):
        state.stage_to("negotiating", f"will {word}")
    gerund = tree.dep[below] == "csubj" and tree.tag[below] == "VBG"
    if what.modal == "conditional" and (gerund or (tree.dep[below] == "nsubj" and _indefinite(tree, below))):
        state.stance_to("warns", f"such would {word}")
        return
    if what.modal in ("future", "conditional", "possible") and condition_near(tree, at, cues):
        state.stance_to("warns", f"{word} if")
    _staging(tree, at, below, number, found, negated, what, state, cues)
    if what.mark == "open":
        state.stance_to("warns", f"whether {word}")
    carries = not found or found & {
        "beginning",
        "ongoing",
        "lifting",
        "agreeing",
        "halting",
        "delaying",
        "announcing",
    }
    if carries and not clause and number <= 1 and not state.settled and "saying" not in found:
        loose = tree.dep[below] in ("nsubj", "csubj") and not any(
            tree.lower[kid] in ("the", "these") for kid in tree.kids[below]
        )
        _carry(what, bool(found), loose, negated, state, word)
    elif what.mark == "conditional" and not state.settled:
        state.stance_to("warns", f"condition on {word}")


def _carry(what: Verbal, known: bool, loose: bool, negated: bool, state: State, word: str) -> None:
    """A verb over a transfer noun lends it its modal: "deliveries will begin", "no delivery took place".

    A verb that is not ``known`` to carry the transfer out says what follows from it: "deliveries
    would violate the resolution" warns, "deliveries will prolong the war" leaves them as they are.
    """
    if what.mark == "conditional":
        state.stance_to("warns", f"condition on {word}")
    elif what.modal == "possible" and known:
        state.hedge("possible", f"may {word}")
        if not what.perfect and state.stage in ("delivered", "shipped", "agreed"):
            state.stage_to("negotiating", f"may {word}")
    elif (
        what.modal in ("future", "is_to", "to", "due", "conditional")
        and known
        and state.stage in ("delivered", "shipped")
    ):
        state.stage_to("agreed", f"will {word}")
    elif what.modal == "conditional" and state.stage in ("delivered", "shipped"):
        if loose:
            state.stance_to("warns", f"would {word}")
        else:
            state.stage_to("agreed", f"would {word}")
    if negated and known and not state.settled and state.stage != "halted":
        if what.modal in ("future", "conditional"):
            state.stage_to("halted", f"will not {word}")
        else:
            state.stance_to("denies", f"not {word}")


def _indefinite(tree: Tree, at: int) -> bool:
    """ "Any", "such a", "a", "further", "possible" before a transfer noun: none in particular."""
    return any(
        tree.lower[kid] in ("any", "such", "a", "an", "further", "possible", "potential") for kid in tree.kids[at]
    )


def _refused(tree: Tree, at: int, cues: Cues) -> bool:
    """Whether ``at`` stands under a refusal ("refused to confirm", "unable to verify")."""
    head = tree.head[at]
    return tree.dep[at] in ("xcomp", "ccomp", "acl") and (
        tree.lemma[head] in cues.groups["unable"] or negation(tree, head)
    )


def _going_on(tree: Tree, below: int, cues: Cues) -> bool:
    """Whether a noun says itself that it goes on: "warned against the continued deliveries"."""
    return any(tree.lower[kid] in cues.marks["going_on"] for kid in tree.kids[below])


def _presupposing(tree: Tree, below: int, state: State, cues: Cues) -> bool:
    """Whether a halt that is asked for says that the thing goes on: "called on China to stop supplying"."""
    if state.stage == "halted" and tree.lemma[below] in cues.groups["stopping"]:
        state.stage_to("delivered", "asked to stop what goes on")
        state.settled = True
        return True
    return False


def _staging(
    tree: Tree,
    at: int,
    below: int,
    number: int,
    found: frozenset[str],
    negated: bool,
    what: Verbal,
    state: State,
    cues: Cues,
) -> None:
    """Change of stage by a governor of the staging classes."""
    word = tree.text[at]
    if state.distant or not _reaches(tree, at, below, cues):
        return
    if tree.lemma[at] == "go" and tree.tag[at] == "VBG" and tree.dep[below] == "xcomp":
        if state.stage in REAL:
            state.stage_to("agreed", "going to")
        return
    if (
        found & {"ongoing", "beginning", "lifting"}
        and tree.pos[below] in VERBS
        and state.stage in ("delivered", "shipped")
    ):
        if what.modal in ("future", "is_to", "to", "due", "conditional"):
            state.stage_to("agreed", f"will {word}")
        elif what.modal == "possible" and not what.perfect:
            state.stage_to("negotiating", f"may {word}")
            state.hedge("possible", f"may {word}")
    clause = tree.pos[below] in VERBS and tree.dep[below] in (
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "advcl",
        "csubj",
    )
    infinitive = (
        any(tree.lower[kid] == "to" for kid in tree.under(below, "aux"))
        or tree.dep[below] in ("pcomp", "dobj")
        or (tree.tag[below] == "VBG" and not any(tree.dep[kid] in ("nsubj", "aux") for kid in tree.kids[below]))
    )
    finite = clause and not infinitive
    hypothetical = what.modal in ("possible", "conditional")
    if "halting" in found and not finite:
        if negated or what.modal == "possible" and negated:
            if tree.lemma[at] in ("rule", "exclude"):
                state.stage_to("negotiating", f"not {word}")
                state.hedge("possible", f"not {word}")
            return
        if state.stage == "halted":
            if tree.lemma[at] in cues.groups["refusals"] and tree.lemma[below] in cues.groups["stopping"]:
                state.stage_to("delivered", f"{word} to stop")
        elif hypothetical and not what.perfect:
            state.stage_to("halted", word)
            state.hedge("possible", f"may {word}")
        else:
            state.stage_to("halted", word)
        return
    if "seeking" in found and (not finite or tree.tag[below] == "VB" or tree.lemma[at] in cues.groups["demanding"]):
        if _presupposing(tree, below, state, cues):
            return
        if state.stage == "halted":
            if tree.lemma[below] in ("refrain", "abstain"):
                state.stage_to("delivered", f"{word} to refrain")
            state.stance_to("warns", word)
        elif negated:
            state.stance_to("denies", f"not {word}")
        else:
            state.stage_to("sought", word)
        return
    if "agreeing" in found and (not finite or _future_below(tree, below)) and state.stage != "halted":
        if negated:
            state.stage_to("halted", f"not {word}")
        elif hypothetical and not what.perfect:
            state.stage_to("negotiating", f"may {word}")
            state.hedge("possible", f"may {word}")
        elif state.stage in (*REAL, "negotiating", "sought"):
            state.stage_to("agreed", word)
        return
    if "announcing" in found and not clause and state.stage in ("delivered", "shipped", "negotiating"):
        state.stage_to("agreed", word)
    elif "planning" in found and (not finite or tree.pos[at] in ("NOUN", "ADJ")):
        if negated and tree.lemma[at] in cues.refusing:
            state.stage_to("halted", f"not {word}")
        elif negated:
            state.stance_to("denies", f"no {word}")
            if state.stage in REAL:
                state.stage_to("negotiating", word)
        elif state.stage == "halted":
            state.stance_to("warns", f"{word} a halt")
        elif state.stage in ("delivered", "shipped", "agreed"):
            state.stage_to(
                "sought" if state.gets and tree.pos[at] in VERBS and word.lower() != "expected" else "negotiating",
                word,
            )
        if tree.lemma[at] in cues.groups["expecting"]:
            state.hedge("probable", word)
    elif "delaying" in found and state.stage in REAL and not clause or "lifting" in found and state.stage == "halted":
        state.stage_to("agreed", word)
    elif "beginning" in found and state.stage == "delivered" and number == 0 and not negated:
        state.stage_to("shipped" if what.perfect or what.progressive else "delivered", word)


def _reaches(tree: Tree, at: int, below: int, cues: Cues) -> bool:
    """Whether the verb ``at`` acts on ``below``: its object, complement or passive subject, not its agent."""
    if tree.pos[at] not in VERBS or tree.dep[below] not in ("nsubj", "csubj"):
        return True
    return tree.lemma[at] in cues.groups["intransitive"] or tree.lemma[at] == "be" or tree.tag[at] == "VBN"


def _future_below(tree: Tree, below: int) -> bool:
    return any(
        tree.lower[kid] in ("will", "would", "shall", "to", "may", "could", "can") for kid in tree.under(below, "aux")
    )
