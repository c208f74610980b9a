"""Sentences that only answer what was told before: "Khartoum denied it.", "The White House does not comment."

They name no goods and mostly no parties, so that little in them speaks for a transfer; but a denial is the last thing
that may be lost (design, 4). What such a sentence takes up is what the sentence before states: of the triples that the
ranking finds in the answer too, however faint, one of the same parties is worth stating, and of the same goods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weighbridge.reading.parsing.tree import Tree, tree_of
from weighbridge.reading.positions.answered import declines_what_was_said, denies_what_was_said
from weighbridge.reading.positions.cues import load_cues
from weighbridge.reading.ranking.candidates import stand_in
from weighbridge.reading.ranking.page import ItemCandidate, Page, Triple
from weighbridge.reading.scene import Scene
from weighbridge.reading.sources.channels import is_question

REACH = 3
"""So many sentences before the answer what it takes up is looked for."""
FAINT, ALONE, ALONE_DECLINING = 0.08, 0.15, 0.25
"""What a triple of the answer must have in probability where a sentence before states it, and where none does.

Read off ``open``, ``more``, ``plain`` and ``later``: of what is taken up so for a denial about half has supplier,
recipient and goods right, for a refusal to say a third, which is what an addition must have to raise F1 there.
"""
HEARD = 0.05
"""What some triple of the sentence right before must have: of answers behind sentences that speak of no transfer, three
in eight answer something else."""
FIRM = 0.5
"""What the sentence before must state at least so surely, for an answer in which the ranking finds nothing."""
_SHORT = 14
"""Words of the longest such answer."""
_PRONOUNS = frozenset(("PRP", "DT", "WDT", "WP"))
_LONGEST = 32
"""Words of the longest sentence that is taken for an answer only."""
_QUESTION = 30
"""Words of the longest question that only asks for an answer: "What do you say to that?"."""
_NAMED = ("designation", "word")
_OBJECTS = ("dobj", "pobj", "nsubj", "nsubjpass")


def take_up(page: Page, triples: list[Triple], threshold: float) -> None:
    """Adds to a document's triples, with the probability ``threshold``, what its answers take up."""
    for at, scene in enumerate(page.scenes):
        least = _least(scene)
        if least is None or _is_asked(page, at):
            continue
        here = [one for one in triples if one.scene == at]
        known = {(one.supplier, one.recipient) for one in here if one.probability >= threshold}
        for one in _taken_up(here, triples, page, at, threshold, least):
            if (one.supplier, one.recipient) not in known:
                triples.append(replace(one, probability=threshold, answers=True))


def _is_asked(page: Page, at: int) -> bool:
    """Whether a sentence is said by who asks: "Your colleagues would not say so. What has changed?"."""
    return page.speech is not None and any(map(is_question, page.speech.reaching[at]))


def _least(scene: Scene) -> float | None:
    """What a triple needs where no sentence before states it; None where the sentence is no bare answer.

    One that denies names no goods of its own; "would not say whether torpedoes were included" may.
    """
    if len(scene.lower) > _LONGEST:
        return None
    tree = tree_of(scene.doc)
    if declines_what_was_said(tree):
        return None if _is_of_other_things(scene, tree) else ALONE_DECLINING
    named = any(item.kind in _NAMED for item in scene.items)
    return ALONE if not named and denies_what_was_said(tree) else None


def _is_of_other_things(scene: Scene, tree: Tree) -> bool:
    """Whether what is not talked of is neither a claim nor goods, a transfer or a party: "comment on the election"."""
    cues = load_cues()
    known = {item.token for item in scene.items} | {party.token for party in scene.parties}
    known |= {hit.trigger for hit in scene.hits}
    objects = [at for at in range(len(tree)) if tree.dep[at] == "dobj" or _is_subject_matter(tree, at)]
    objects = [
        at for at in objects if tree.lemma[at] not in cues.answers["words_for_it"] and not _says_no_more(tree, at)
    ]
    return bool(objects) and not any(
        at in known or tree.lemma[at] in cues.claims or tree.tag[at] in _PRONOUNS for at in objects
    )


def _says_no_more(tree: Tree, at: int) -> bool:
    """Whether a word for a transfer stands by itself: "would not confirm the order", not "the case of the guard"."""
    more = any(tree.dep[kid] in ("prep", "acl", "relcl", "poss", "compound", "amod") for kid in tree.kids[at])
    such = any(tree.lower[kid] in ("such", "individual", "particular") for kid in tree.kids[at])
    return tree.lemma[at] in load_cues().answers["bare_words_for_it"] and (such or not more)


def _is_subject_matter(tree: Tree, at: int) -> bool:
    return tree.dep[at] == "pobj" and tree.lower[tree.head[at]] in ("on", "about")


def _taken_up(
    here: Sequence[Triple], triples: Sequence[Triple], page: Page, at: int, threshold: float, least: float
) -> list[Triple]:
    """What an answer takes up of the sentences before it.

    The triple of the answer that the nearest of them states, all for "both"; where the ranking found none such, what
    that sentence states; where none states anything, the likeliest of its own. Nothing where the sentence right
    before speaks of no transfer at all.
    """
    first = _spoken_before(page, triples, at)
    if not any(one.scene == first and one.probability >= HEARD for one in triples):
        return []
    reach = range(first, max(-1, first - REACH), -1)
    stated = [one for one in triples if one.scene in reach and one.probability >= threshold]
    answering = {party.code for party in page.scenes[at].parties if party.code}
    # who answers, answers for himself where a transfer of his was told
    own = [one for one in stated if len(answering) == 1 and answering <= {one.supplier, one.recipient}]
    for some in (own, stated):
        nearest = next((before for before in reach if any(one.scene == before for one in some)), None)
        told = [one for one in some if one.scene == nearest]
        if found := _of_those(here, told, page, at):
            return found
    best = max(here, key=lambda one: one.probability, default=None)
    return [best] if best is not None and best.probability >= least else []


def _of_those(here: Sequence[Triple], told: Sequence[Triple], page: Page, at: int) -> list[Triple]:
    """What an answer takes up of the transfers that one sentence tells."""
    found = [best for one in told if (best := _same(here, one)) is not None]
    found.sort(key=lambda one: -one.probability)
    of_all = "both" in page.scenes[at].lower
    if found and not (of_all and len(found) < len(told)):
        return found if of_all else found[:1]
    told = sorted(told, key=lambda one: -one.probability)
    firm = [one for one in told if one.probability >= FIRM and _is_bare(page.scenes[at], one)]
    if firm:
        return [_answering(page, at, one) for one in (firm if of_all else firm[:1])]
    return found


def _spoken_before(page: Page, triples: Sequence[Triple], at: int) -> int:
    """The sentence that is answered: the one before, or what another answer, or a question, stands behind."""
    before = at - 1
    while before > max(0, at - 1 - REACH):
        scene = page.scenes[before]
        asks = scene.lower[-1:] == ["?"] and len(scene.lower) <= _QUESTION and _only_asks(tree_of(scene.doc))
        if any(one.scene == before and one.probability >= FAINT for one in triples):
            break
        if not asks and _least(scene) is None:
            break
        before -= 1
    return before


def _only_asks(tree: Tree) -> bool:
    """Whether a question has no matter of its own: "Have you been approached?", not "Was the journalist beaten?"."""
    nouns = (tree.lemma[at] for at in range(len(tree)) if tree.tag[at].startswith("NN"))
    return all(noun in load_cues().claims for noun in nouns)


def _is_bare(scene: Scene, told: Triple) -> bool:
    """Whether a sentence tells of nothing but of one side that answers: no goods, no question of its own.

    Or of anyone who answers what its words point to: "Seoul's service cannot confirm the report".
    """
    others = {party.code for party in scene.parties if party.code}
    named = any(item.kind in _NAMED for item in scene.items)
    sides = (others <= {told.supplier, told.recipient} or _points(tree_of(scene.doc))) and len(others) <= 1
    return len(scene.lower) <= _SHORT and not named and sides and "whether" not in scene.lower


def _points(tree: Tree) -> bool:
    """Whether words of a sentence take up a claim: "this", "any such sale", "the report"."""
    claims = load_cues().claims
    return any(
        tree.lower[at] == "such"
        or (tree.lower[at] in ("this", "that") and tree.dep[at] in _OBJECTS)
        or (tree.lemma[at] in claims and tree.dep[at] in _OBJECTS)
        for at in range(len(tree))
    )


def _answering(page: Page, at: int, told: Triple) -> Triple:
    """What was told, as a sentence answers it that names neither its goods nor its parties."""
    scene = page.scenes[at]
    root = next(token for token, head in enumerate(scene.head) if head == token)
    own = max((one for one in page.items if one.scene == at), key=lambda one: one.likely, default=None)
    mention = replace(own.mention if own else stand_in(scene, root, "pronoun"), class_=told.candidate.mention.class_)
    candidate = replace(own, mention=mention) if own else ItemCandidate(at, mention, [], [], [])
    return Triple(candidate, told.supplier, told.recipient, None, None)


def _same(here: Sequence[Triple], told: Triple) -> Triple | None:
    """The likeliest triple of the answer with the parties of one that was told, and with its goods."""
    same = [one for one in here if (one.supplier, one.recipient) == (told.supplier, told.recipient)]
    same = [one for one in same if one.probability >= FAINT]
    best = max(same, key=lambda one: (one.family == told.family, one.probability), default=None)
    if best is None:
        return None
    mention = replace(best.candidate.mention, class_=told.candidate.mention.class_)
    return replace(best, candidate=replace(best.candidate, mention=mention))
