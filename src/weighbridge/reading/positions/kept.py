"""How much of a promise was kept, where another clause of its sentence tells it: a statement beside the promise's.

"France promised fifty and has delivered 24 of them", "ordered 36, 12 of which have arrived", "promised ten tanks; four
came in May": agreed, and delivered. The number that came is told by ``amounts.pieces``.
"""

from __future__ import annotations

from weighbridge.reading.amounts.counts import counts_in
from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.arrived import is_in_the_past
from weighbridge.reading.positions.asked import Asked
from weighbridge.reading.positions.cues import load_cues, negation, verbal
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.positions.outcome import is_none, of_another, only_late
from weighbridge.reading.positions.views import word_of

_NAMED = ("designation", "word")
_MODIFYING = frozenset(("compound", "nmod", "amod", "appos", "poss"))
_CLAUSES = frozenset(("ROOT", "conj", "relcl", "parataxis", "ccomp"))
_NO_CLAUSES = frozenset(("pcomp", "advcl", "xcomp", "csubj", "csubjpass", "acl"))
_AWAY = frozenset(("to", "under", "into", "before", "against", "as"))
"""Behind these stands where goods go, or what else becomes of somebody: "came under sanctions"."""
_NEAR = 4
"""So many words from what came stands "which": "of which the second", "12 of which"."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def some_came(one: Asked, promised: Position) -> list[Position]:
    """The delivery of some of what was ``promised``, or of all of it, no surer than the promise."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    goods, promise = one.item.token, word_of(one.look, one.item, one.views[0])
    named = {item.token for item in one.look.scene.items if item.kind in _NAMED}
    if not named.isdisjoint(range(promise + 1, one.item.first)):
        return []  # "ordered missiles for its jets": none of the jets
    for verb in range(goods + 1, len(tree)):
        if verb == promise or tree.lemma[verb] not in cues.groups["arriving"] | cues.groups["keeping"]:
            continue
        said = verbal(tree, verb, cues)
        if said.modal is not None or tree.under(verb, "mark") or negation(tree, verb) or only_late(tree, verb):
            continue
        parts = [at for at in (*tree.subjects(verb), *tree.under(verb, "dobj")) if _is_part(one, at, verb)]
        if (
            parts
            and is_in_the_past(tree, verb)
            and _is_told(tree, verb, goods, promise, parts[0])
            and _goes_there(one, verb, parts[0])
            and _by_its_side(one, verb, promise, parts[0])
            and not of_another(one, _own_words(tree, verb, promise))
        ):
            reason = f"delivered, asserts: {tree.text[verb]!r} of {tree.text[parts[0]]!r}"
            return [Position("delivered", "asserts", promised.certainty, (reason,), verb)]
    return []


def _own_words(tree: Tree, verb: int, promise: int) -> list[int]:
    """The words that hang on a verb, without the clause of the promise."""
    kids = [kid for kid in tree.kids[verb] if promise not in tree.subtree(kid)]
    return [at for kid in kids for at in tree.subtree(kid)]


def _is_told(tree: Tree, verb: int, goods: int, promise: int, part: int) -> bool:
    """Whether a verb stands in a clause that tells something, and nobody denies it."""
    above = [at for at in tree.climb(verb) if at != verb]
    of_which = not {"which", "whom"}.isdisjoint(tree.lower[max(0, part - _NEAR) : part + _NEAR])
    if tree.dep[verb] not in _CLAUSES and not (of_which and tree.dep[verb] == "advcl"):
        return False
    if any(negation(tree, at) for at in above):
        return False  # "it is not true that"
    if any(tree.dep[at] in _NO_CLAUSES for at in above if at not in (promise, *tree.climb(promise))):
        return False  # "was accused of having"
    return tree.dep[verb] != "relcl" or tree.head[verb] == goods or of_which


def _goes_there(one: Asked, verb: int, part: int) -> bool:
    """Whether goods that a verb is of come to a party or a place, or nothing is said of it: not "came to nothing"."""
    tree = tree_of(one.look.scene.doc)
    parties = {party.token for party in one.look.scene.parties}
    kids = tree.kids[verb]
    if any(tree.dep[kid] in ("xcomp", "acomp", "oprd") or tree.lower[kid] == "close" for kid in kids):
        return False
    if any(tree.dep[kid] == "advcl" and "to" in (tree.lower[aux] for aux in tree.under(kid, "aux")) for kid in kids):
        return False
    ends = [kid for kid in tree.under(verb, "dobj") if kid != part]
    ends += [end for kid in kids if tree.lower[kid] in _AWAY for end in tree.under(kid, "pobj")]
    return all(tree.tag[end].startswith("NNP") or end in parties or tree.tag[end] == "PRP" for end in ends)


def _by_its_side(one: Asked, verb: int, promise: int, part: int) -> bool:
    """Whether the supplier gives, or the recipient gets: not in "promised 50 tanks and received three billion"."""
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    own = [at for at in tree.subjects(verb) if at != part]
    if part in tree.subjects(verb):
        return True  # they arrived, or were handed over
    gets = tree.lemma[verb] in cues.groups["getting"]
    subjects = own or (tree.subjects(promise) if tree.dep[verb] == "conj" else [])
    codes = [
        party.code
        for at in subjects
        for party in one.look.scene.parties
        if party.code and party.token in tree.subtree(at)[:6]
    ]
    if codes:
        return codes[0] == one.codes[1 if gets else 0]
    return not own or not gets or all(tree.tag[at].startswith("PRP") for at in own)


def _is_part(one: Asked, at: int, verb: int) -> bool:
    """Whether a word stands for the goods or some of them, and none are named since: "them", "24 of them"."""
    tree, goods = tree_of(one.look.scene.doc), one.item.token
    named = {item.token for item in one.look.scene.items if item.kind in _NAMED}
    since = (token for token in named if goods < token < verb and tree.dep[token] not in _MODIFYING)
    if at <= goods or any(since) or not named.isdisjoint(tree.subtree(at)) or is_none(tree, at):
        return False
    parts = load_cues().groups["parts"]
    of = [noun for kid in tree.kids[at] if tree.lower[kid] == "of" for noun in tree.under(kid, "pobj")]
    if any(
        tree.lower[noun] not in _THEM and tree.lemma[noun] != tree.lemma[goods] and tree.tag[noun] != "CD"
        for noun in of
    ):
        return False  # "has sent the first of its pilots"
    if any(tree.lower[kid] == "in" for kid in tree.kids[at]):
        return False  # "half in cash"
    return _is_number(one, at) if tree.tag[at] == "CD" else tree.lower[at] in parts


_THEM = frozenset(("them", "which", "whom", "these", "those", "it"))


def _is_number(one: Asked, at: int) -> bool:
    """Whether a number is one of pieces, no year and no money, and not above that of the goods."""
    tree, goods = tree_of(one.look.scene.doc), one.item.token
    around = tree.lower[max(0, at - 1) : at + 2]
    if any(word in _NO_PIECES for word in around) or any(tree.tag[kid] == "$" for kid in tree.kids[at]):
        return False
    found = {count.end: count.what.low for count in counts_in(tree.sentence)}
    of_goods = [found.get(tree.start[kid] + len(tree.text[kid])) for kid in tree.under(goods, "nummod")]
    number = found.get(tree.start[at] + len(tree.text[at]))
    if number is None:
        return True
    if _FIRST_YEAR <= number <= _LAST_YEAR and tree.lower[at].isdigit():
        return False
    return all(whole is None or number <= whole for whole in of_goods)


_NO_PIECES = frozenset(("million", "billion", "trillion", "$", "\u20ac", "\u00a3", "fewer", "less", "short", ":"))
