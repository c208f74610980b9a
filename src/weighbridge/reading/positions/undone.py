"""Words of denial that deny nothing in the end: "not only sold tanks", "never stopped selling them".

The models hear the word of denial, and a denial beside it; the grammar knows that it is undone.
"""

from __future__ import annotations

from weighbridge.reading.parsing.tree import VERBS, Tree
from weighbridge.reading.positions.cues import at_last, classes_of, load_cues, merely, negation, phrase_classes, verbal

_BEHIND = 5
"""So many words behind a report stands what it is called: "described the report as largely correct"."""
_NOBODY = frozenset(("nobody", "none"))


def denies_nothing(tree: Tree) -> bool:
    """Whether words of denial stand in the sentence, and each of them is undone."""
    known: bool | None = tree.cache.get("denies nothing")
    if known is None:
        known = tree.cache["denies nothing"] = _denies_nothing(tree)
    return known


def goes_on(tree: Tree) -> bool:
    """Whether what is undone is an end: "has never stopped selling them"."""
    ending = load_cues().undone["ending"]
    return denies_nothing(tree) and any(
        tree.lemma[at] in ending and negation(tree, at) for at in range(len(tree)) if tree.pos[at] in VERBS
    )


def believes(tree: Tree) -> bool:
    """Whether somebody holds a report for true, and nothing is denied: "called the report credible"."""
    cues = load_cues()
    if cues.answers["believing"].isdisjoint(tree.lower):
        return False
    if not cues.answers["doubting"].isdisjoint(tree.lower) or not cues.answers["judgements"].isdisjoint(tree.lower):
        return False
    if any(_is_denial(tree, at) or "denying" in classes_of(tree, at, cues) for at in range(len(tree))):
        return False
    for verb in (at for at in range(len(tree)) if tree.lemma[at] in cues.answers["calling"] | cues.answers["judging"]):
        claim = next((at for at in range(verb + 1, len(tree)) if tree.lemma[at] in cues.claims), None)
        if claim is None:
            continue
        # "called the report credible", "called 'credible' the reports that"
        beside = (*range(verb + 1, claim), *range(claim + 1, claim + _BEHIND))
        if any(tree.lower[at] in cues.answers["believing"] for at in beside if at < len(tree)):
            return True
    return False


def denies_their_use(tree: Tree, goods: int) -> bool:
    """Whether all that a sentence denies is what its goods did: "sold Syria helicopters that were never used"."""
    words = [at for at in range(len(tree)) if _is_denial(tree, at)]
    return bool(words) and all(_is_of_their_clause(tree, at, goods) for at in words)


def _is_of_their_clause(tree: Tree, at: int, goods: int) -> bool:
    verb = tree.head[at]
    own = tree.dep[verb] == "relcl" and tree.head[verb] == goods
    return own and tree.lemma[verb] in load_cues().groups["using"]


def _denies_nothing(tree: Tree) -> bool:
    cues = load_cues()
    if believes(tree):
        return True
    words = [at for at in range(len(tree)) if _is_denial(tree, at)]
    if not words or not all(_is_undone(tree, at) for at in words):
        return False
    denying = (at for at in range(len(tree)) if "denying" in classes_of(tree, at, cues))
    if not all(_undoing(tree, at) for at in denying) or {"denies", "declines", "halted"} & set(
        phrase_classes(tree, cues)
    ):
        return False
    # "not only rebuffed but mocked the claims", "did not tire of calling the sale a lie" deny after all
    said = cues.claims | cues.answers["judging"] | cues.answers["judgements"]
    return said.isdisjoint(tree.lemma) and said.isdisjoint(tree.lower)


def _is_denial(tree: Tree, at: int) -> bool:
    negations = load_cues().answers["negations"]
    return tree.dep[at] == "neg" or tree.lower[at] in negations | _NOBODY | {"nor", "neither"} or tree.is_no(at)


def _is_undone(tree: Tree, at: int) -> bool:
    """Whether one word of denial says nothing against what the sentence tells."""
    if merely(tree, at):
        return True
    head = tree.head[at]
    if tree.dep[at] == "det":
        return tree.lemma[head] in load_cues().undone["nouns"] or _undoing(tree, tree.head[head])
    return (tree.dep[at] == "neg" and at_last(tree, head)) or _undoing(tree, head)


def _undoing(tree: Tree, verb: int) -> bool:
    """Whether a verb says, being denied, that it is so: "did not hesitate to sell", not "would not hesitate"."""
    cues = load_cues()
    ended = any(tree.lower[kid] in cues.undone["until"] for kid in tree.kids[verb])  # "did not stop until 2019"
    known = tree.lemma[verb] in cues.undone["verbs"] and not ended
    return known and negation(tree, verb) and verbal(tree, verb, cues).modal is None
