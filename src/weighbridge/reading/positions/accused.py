"""A transfer that is told as another's word by whoever denies it, or will not speak of it: a statement for each.

"Rejects the UN's charge that it sent them", "denies having got arms, as Addis Ababa claims", "could not verify a claim
by the rebels that Egypt had flown them in" (coding guidelines, 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from weighbridge.reading.parsing.tree import VERBS, Tree
from weighbridge.reading.positions.cues import Cues, classes_of, load_cues, negation, phrase_classes

_APART = 9
"""So many words before "that" the claim stands at most: "a report in the Liberty Daily of Taipei that"."""


class Accused(NamedTuple):
    """Another's word that is denied in the same breath: by which verb, and the words that say whose it is."""

    denying: int
    holder: tuple[int, int]
    """First token, and the one behind the last."""


def accused(tree: Tree, tokens: Iterable[int]) -> Accused | None:
    """Whether what is denied is told as another's word, who is named."""
    cues = load_cues()
    if "declines" in phrase_classes(tree, cues):
        return None  # "neither confirmed nor denied"
    for token in tokens:
        claim, above = _told_in(tree, token, cues)
        for at in above:
            if claim is None and at != token and tree.lemma[at] in cues.claims and tree.pos[at] in ("NOUN", "PROPN"):
                claim = at
            elif tree.pos[at] in VERBS and _denies(tree, at, claim, cues) and not negation(tree, at):
                held = claim is not None and (claim > at or claim in tree.subjects(at))
                holder = holder_of(tree, claim, token) if held and claim is not None else _beside(tree, at, cues)
                if holder is not None:
                    return Accused(at, holder)
                break
            elif claim is not None and tree.pos[at] in VERBS:
                break
    return None


def _told_in(tree: Tree, token: int, cues: Cues) -> tuple[int | None, list[int]]:
    """The claim before the "that" of the token's clause, and the words above it; without one those above the token.

    Parsers hang the clause on other words: "denied a report in a paper that ...", "no comment on a report that ...".
    """
    for at in tree.climb(token):
        that = next((kid for kid in tree.kids[at] if tree.lower[kid] == "that" and kid < at), 0)
        for one in range(that - 1, max(-1, that - _APART), -1):
            if tree.lemma[one] in cues.claims and tree.pos[one] in ("NOUN", "PROPN"):
                return one, [word for word in tree.climb(one) if word != one]
            if tree.pos[one] in VERBS or tree.lower[one] in (",", ";", ":"):
                break
    return None, list(tree.climb(token))


def _denies(tree: Tree, verb: int, claim: int | None, cues: Cues) -> bool:
    """Whether a verb denies: "denied a report that", "reports that ... were denied", "reports that ... are untrue"."""
    if claim is None or claim > verb:
        return "denying" in classes_of(tree, verb, cues)
    if claim not in tree.subjects(verb):
        return False
    untrue = any("denying" in cues.adjectives.get(tree.lower[kid], ()) for kid in tree.under(verb, "acomp"))
    return untrue or (tree.is_passive(verb) and "denying" in classes_of(tree, verb, cues))


def doubted(tree: Tree, tokens: Iterable[int]) -> Accused | None:
    """Whether what somebody will not speak of is told as another's word: "had no comment on a paper's report that"."""
    cues = load_cues()
    for token in tokens:
        claim, above = _told_in(tree, token, cues)
        for at in above:
            if claim is None and at != token and tree.lemma[at] in cues.claims and tree.pos[at] in ("NOUN", "PROPN"):
                claim = at
            elif claim is not None and claim > at and _is_silent(tree, at, cues):
                holder = holder_of(tree, claim, token)
                return Accused(at, holder) if holder is not None else None
    return None


def _is_silent(tree: Tree, verb: int, cues: Cues) -> bool:
    """Whether a verb is of one who will not speak: "declined to discuss", "has no comment on", "asked about"."""
    asked = tree.lemma[verb] in cues.groups["asking"]
    phrase = "declines" in phrase_classes(tree, cues) and (asked or tree.lemma[verb] in ("have", "make", "offer"))
    return "declining" in classes_of(tree, verb, cues) or phrase


def holder_of(tree: Tree, claim: int, token: int = -1) -> tuple[int, int] | None:
    """The name that says whose claim it is: "Amnesty's charge", "the American claim", "a report in a local daily"."""
    outlets = load_cues().answers["outlets"]
    for kid in tree.kids[claim]:
        words = tree.subtree(kid)
        if tree.dep[kid] in ("poss", "compound", "amod", "nmod") and _is_name(tree, kid):
            outlet = not outlets.isdisjoint(tree.lemma[words[-1] + 1 : claim])  # "a British newspaper report"
            return words[0], claim if outlet else words[-1] + 1
        if tree.dep[kid] == "prep" and tree.lower[kid] in load_cues().answers["held_by"]:
            # parsers hang the claim on whose it is: "a report in La Voz that Peru had ..."
            end = next((one for one in words if tree.lower[one] == "that"), words[-1] + 1)
            if token in range(kid, end) or end == kid + 1:
                continue
            told = range(kid + 1, end)
            paper = any(tree.lemma[one] in outlets for one in told)
            named = any(_is_name(tree, one) for one in told) and not (tree.lower[kid] == "of" and _is_doing(tree, told))
            return (kid + 1, end) if paper or named else None
        if tree.dep[kid] == "acl" and tree.under(kid, "agent") and token not in words:  # "accusations made by experts"
            agent = tree.under(kid, "agent")[0]
            return agent + 1, tree.subtree(agent)[-1] + 1
    return None


def _is_name(tree: Tree, at: int) -> bool:
    """Whether a word stands for somebody: "Amnesty", "American", not "Monday", "May"."""
    return (
        tree.text[at][:1].isupper()
        and tree.pos[at] in ("PROPN", "ADJ")
        and tree.lower[at] not in load_cues().undone["dates"]
    )


def _is_doing(tree: Tree, told: Iterable[int]) -> bool:
    """Whether words tell what was done, not who claims it: "reports of Iran sending arms", "of Chinese arms"."""
    return any(tree.tag[one] == "VBG" or tree.tag[one] == "NNS" for one in told)


def is_despite(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether a noun stands after "despite", "in spite of"."""
    joint = tree.head[noun]
    despite = cues.answers["despite"]
    return tree.lower[joint] in despite or " ".join(tree.lower[max(0, joint - 2) : joint + 1]) in despite


def _beside(tree: Tree, verb: int, cues: Cues) -> tuple[int, int] | None:
    """Whose word it is by a clause beside a denial: "..., as Bonn claims", "in spite of accusations by the UN"."""
    for at in tree.subtree(verb):
        accuses = tree.dep[at] == "advcl" and at > verb and tree.lemma[at] in cues.answers["accusing"]
        if accuses and any(tree.lower[kid] == "as" for kid in tree.kids[at]):
            speaker = next(iter(tree.subjects(at)), None)
            if speaker is not None and tree.tag[speaker] != "PRP":
                words = tree.subtree(speaker)
                return words[0], words[-1] + 1
        if tree.lemma[at] in cues.claims and is_despite(tree, at, cues):
            return holder_of(tree, at)
    return None
