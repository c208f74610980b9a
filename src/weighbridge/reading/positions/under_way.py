"""How far goods have got that a sentence tells to have left: "a train with 20,000 shells left Lyon for Kyiv".

The models take many a departure for a delivery, and one whose ship was boarded once for a seizure. Goods that have
left lately are on their way (coding guidelines, 8.5); a departure of long ago ended somewhere. What has not left, or
should have, has not come either; and what left and is back was halted.
"""

from __future__ import annotations

from datetime import date, timedelta

from weighbridge.reading.dating.periods import times_in
from weighbridge.reading.parsing.tree import VERBS, Tree, tree_of
from weighbridge.reading.positions.arrived import is_in_the_past
from weighbridge.reading.positions.asked import Asked
from weighbridge.reading.positions.cues import classes_of, load_cues, negation, verbal

LATELY = timedelta(days=92)
"""What left longer ago has come, or was lost: a judgement of ours, a passage by sea takes weeks."""
_TOLD = frozenset(("ROOT", "conj", "relcl", "parataxis", "ccomp"))
_PEOPLE = ("personnel", "training")
_AGAIN = frozenset(("it", "they", "she", "which", "that"))
_WITHIN = frozenset(
    ("prep", "pobj", "compound", "nmod", "amod", "conj", "appos", "acl", "dobj", "pcomp", "nummod", "poss")
)


def reached(one: Asked) -> str | None:
    """The stage of goods that the sentence tells to have left, or not to have left; None where it tells neither.

    ``shipped``: they left, and nothing tells that they came or were stopped. ``halted``: they left and are back, or
    what they left is where they should be. ``agreed``: they have not left, stay where they are or should have left.
    """
    tree, cues = tree_of(one.look.scene.doc), load_cues()
    if one.item.class_.split(".")[0] in _PEOPLE or any(
        "halting" in classes_of(tree, at, cues) for at in range(len(tree))
    ):
        return None
    own = [verb for verb in range(1, len(tree)) if _is_told(tree, verb) and _is_of(one, verb)]
    if any(_stays(one, verb) for verb in own):
        return "agreed"
    left = [verb for verb in own if _leaves(tree, verb) and not _came(one, verb)]
    if not left or _long_ago(one):
        return None
    back = any(_turned_back(one, verb) or _leaves_the_recipient(one, verb) for verb in left)
    return "halted" if back else "shipped"


def _is_told(tree: Tree, verb: int) -> bool:
    """Whether a verb tells something; the parser hangs that of "three of the tanks left" on the tanks."""
    return tree.dep[verb] in _TOLD or (tree.dep[verb] == "acl" and tree.tag[verb] == "VBD")


def _leaves(tree: Tree, verb: int) -> bool:
    """Whether a verb of leaving, or a phrase of being on the way, tells it as a fact."""
    cues = load_cues()
    if negation(tree, verb) or tree.under(verb, "mark") or verbal(tree, verb, cues).modal is not None:
        return False
    own = "auxpass" if tree.is_passive(verb) else "aux"
    now = any(tree.lower[kid] in ("is", "are") for kid in tree.under(verb, own))
    if tree.lemma[verb] == "be" or tree.is_passive(verb):
        first = verb + 1 if tree.lemma[verb] == "be" else verb
        words = " ".join(tree.lower[first : first + 5])
        now = now or tree.tag[verb] in ("VBZ", "VBP")
        return now and any(words.startswith(phrase) for phrase in cues.groups["at_sea"])
    if tree.lemma[verb] not in cues.groups["departing"]:
        return False
    rolling = now and tree.tag[verb] == "VBG"
    return (is_in_the_past(tree, verb) or rolling) and _from_a_place(tree, verb)


def _stays(one: Asked, verb: int) -> bool:
    """Whether goods have not left, should have, or are where their supplier is: "are still in Iran".

    That they "did not leave" is left to what the models and the rules of denial make of it.
    """
    tree, groups = tree_of(one.look.scene.doc), load_cues().groups
    if tree.under(verb, "mark") or any(
        tree.dep[kid] in ("relcl", "acl") and kid != verb for kid in tree.kids[one.item.token]
    ):
        return False
    lower = [tree.lower[kid] for kid in tree.kids[verb] if kid < verb]
    if tree.lemma[verb] in groups["departing"] and _from_a_place(tree, verb):
        if "should" in lower and "have" in lower:
            return not tree.under(verb, "conj")
        return negation(tree, verb) and verbal(tree, verb, load_cues()).modal is None and "did" not in lower
    if negation(tree, verb):
        return False
    still = tree.lemma[verb] == "be" and "still" in tree.lower[verb + 1 : verb + 2]
    return (still or tree.lemma[verb] in groups["staying"]) and _is_in(one, verb, one.codes[0])


def _is_in(one: Asked, verb: int, code: str) -> bool:
    """Whether a verb has "in" and a place of a party with it, itself or as an adjective: "in a US depot"."""
    tree = tree_of(one.look.scene.doc)
    places = {party.token for party in one.look.scene.parties if code and party.code == code}
    for preposition in tree.kids[verb]:
        if tree.lower[preposition] in ("in", "at"):
            for place in tree.under(preposition, "pobj"):
                if not places.isdisjoint((place, *tree.under(place, "amod", "compound"))):
                    return True
    return False


def _turned_back(one: Asked, left: int) -> bool:
    """Whether a verb that goes on from one of leaving tells that what left is back: "but is back in port"."""
    tree, groups = tree_of(one.look.scene.doc), load_cues().groups
    for at in range(left + 1, len(tree)):
        if tree.lemma[at] not in groups["turning_back"] and tree.lower[at] not in groups["turning_back"]:
            continue
        verb = next((up for up in tree.climb(at) if tree.pos[up] in VERBS), left)
        goes_on = tree.dep[verb] == "conj" or tree.lower[max(0, verb - 2) : verb] == ["only", "to"]
        own = all(tree.lower[subject] in _AGAIN for subject in tree.subjects(verb))
        said = verbal(tree, verb, load_cues()).modal in (None, "to")
        if left in tree.climb(verb)[1:] and goes_on and own and said:
            return True
    return False


def _leaves_the_recipient(one: Asked, verb: int) -> bool:
    """Whether goods go from where they were to come: "the last American Patriots left Poland"."""
    tree = tree_of(one.look.scene.doc)
    places = {party.token for party in one.look.scene.parties if one.codes[1] and party.code == one.codes[1]}
    return not places.isdisjoint(tree.under(verb, "dobj"))


def _from_a_place(tree: Tree, verb: int) -> bool:
    """Whether what is left is a place, if anything: not "left service", "took off the table"."""
    places = load_cues().groups["places"]
    objects = tree.under(verb, "dobj")
    if tree.lemma[verb] == "take":
        return not objects and any(tree.lower[kid] == "off" for kid in tree.under(verb, "prt"))
    if tree.lemma[verb] in ("set", "put"):
        return not objects and any(tree.lower[kid] in ("off", "out", "sail", "to") for kid in tree.kids[verb])
    return all(tree.tag[at].startswith("NNP") or tree.lemma[at] in places for at in objects)


def _is_of(one: Asked, verb: int) -> bool:
    """Whether the goods, or what carries them, are what leaves."""
    tree, goods = tree_of(one.look.scene.doc), one.item.token
    if tree.dep[verb] == "acl":
        return tree.head[verb] == goods
    carriers, parts = load_cues().groups["carriers"], load_cues().groups["parts"]
    over = verb
    while not tree.subjects(over) and tree.dep[over] == "conj":
        over = tree.head[over]
    for subject in tree.subjects(over):
        carries = tree.lemma[subject] in carriers
        if goods == subject:
            return True
        path = _path(tree, goods, subject)
        counted = tree.tag[subject] == "CD" or tree.lemma[subject] in parts or tree.lower[subject] == "none"
        if path and (carries or counted) and all(_is_within(tree, at) for at in path):
            return True
        aboard = _path(tree, goods, verb)
        with_them = [at for at in aboard if tree.head[at] == verb]
        if carries and with_them and tree.lower[with_them[0]] in ("with", "carrying", "aboard"):
            return True
    return False


def _path(tree: Tree, at: int, over: int) -> list[int]:
    """The words from ``at`` up to ``over``, without that; none where it is not under it."""
    path: list[int] = []
    for up in tree.climb(at):
        if up == over:
            return path
        path.append(up)
    return []


def _is_within(tree: Tree, at: int) -> bool:
    carrying = tree.dep[at] == "relcl" and tree.lemma[at] in load_cues().groups["carrying"]
    return tree.dep[at] in _WITHIN or carrying


def _came(one: Asked, left: int) -> bool:
    """Whether another verb tells that these goods came: "left Dover on Monday and docked in Gdynia"."""
    tree, groups = tree_of(one.look.scene.doc), load_cues().groups
    others = {item.token for item in one.look.scene.items} - {one.item.token}
    return any(
        verb != left
        and tree.lemma[verb] in groups["arriving"] | groups["keeping"]
        and is_in_the_past(tree, verb)
        and others.isdisjoint(tree.subtree(verb) if verb not in tree.climb(left) else tree.under(verb, "dobj"))
        for verb in range(1, len(tree))
    )


def _long_ago(one: Asked) -> bool:
    """Whether a time in the sentence lies so far before the day of publication that the voyage must be over."""
    if one.day is None:
        return False
    try:
        lately = (date.fromisoformat(one.day[:10]) - LATELY).isoformat()
    except ValueError:
        return False

    def some_before(ahead: bool) -> bool:
        ends = (time.what.end or time.what.start or "" for time in times_in(one.look.scene.text, one.day, ahead))
        return any(end < lately[: len(end)] for end in ends)

    return some_before(ahead=False) and some_before(ahead=True)  # a bare "September" may be the next one
