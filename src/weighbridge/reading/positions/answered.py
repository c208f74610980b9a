"""A transfer that one speaker reports and another denies in the same sentence: a statement for each.

"Iran sent drones, Washington says; Tehran denies it." Where the denial has a clause of its own and its object only
takes up what was said ("denies it", "rejects the accusation", "charges that Pyongyang denied", "says it did no such
thing", "said that it had not"), the report stands beside it (coding guidelines, 2 and 4). "Denies that it sent drones"
reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from weighbridge.reading.mentions import finder
from weighbridge.reading.parsing.tree import VERBS, Tree
from weighbridge.reading.positions.accused import holder_of, is_despite
from weighbridge.reading.positions.cues import Cues, classes_of, load_cues, negation, phrase_classes

_ENDS = frozenset((".", ",", ";", ":", "!", "?", "\u201d", '"', "'", "\u2019", "\u2014", "\u2013", ")"))
_QUOTES = frozenset(('"', "\u201c", "``", "''", "\u2018", "'"))
_CLAUSES = frozenset((";", "\u2014", "\u2013"))
_FURTHEST = 3
"""So many words of description may stand before a claim ("the latest American accusations")."""
_LONGEST = 4
"""Words of the longest phrase of the lexicon."""
_SPOKEN = 8
"""So many words after "said" it may end in "it did not"."""
_ADJECTIVES = frozenset(("JJ", "NN", "NNP", "RB", "CD", "VBN", "POS", "PRP$"))


class Answer(NamedTuple):
    """A clause that denies what the rest of its sentence reports: tokens ``first`` to before ``end``."""

    first: int
    end: int
    inside: bool = False
    """Whether it stands inside the sentence that reports it: "Israel, although it denies it, ..."."""


def answer_in(tree: Tree) -> Answer | None:
    """The clause that denies what the rest of its sentence reports; None where there is no such clause."""
    known: dict[str, Answer | None] = tree.cache
    if "answer" not in known:
        cues = load_cues()
        readings = (_clause, _by_whom, _headed, _despite, _spoken_of, _thrown_in)
        found = (reading(tree, at, cues) for at in range(1, len(tree)) for reading in readings)
        known["answer"] = next((one for one in found if one is not None), None)
    return known["answer"]


def is_answered(tree: Tree, tokens: Iterable[int]) -> bool:
    """Whether what the tokens (word of transfer, goods) report is denied in another clause of their sentence.

    A main clause that goes before takes up an earlier sentence ("Peking dismissed the reports and said that ...").
    """
    answer = answer_in(tree)
    tokens = list(tokens)
    if answer is None or any(answer.first <= token < answer.end or negation(tree, token) for token in tokens):
        return False  # "was said not to have sent them, and said it never had" reports nothing
    return answer.inside or all(token < answer.first for token in tokens)


def denies_what_was_said(tree: Tree) -> bool:
    """Whether the main clause only denies what was told before: "The Lebanese movement calls this an invention."."""
    cues = load_cues()
    readings = (_clause, _exclaimed, _untrue, _spoken_of, _found_none)
    answer = next((found for one in readings if (found := one(tree, tree.root, cues)) is not None), None)
    return answer is not None and cues.answers["other_claims"].isdisjoint(tree.lemma[answer.first : answer.end])


def denying_clauses(tree: Tree) -> list[int]:
    """The joined main verbs of a sentence that deny what was told: "Cairo called it a fable, and Khartoum has rejected
    the charge"."""
    cues = load_cues()
    verbs = [tree.root]
    for verb in verbs:
        verbs += tree.under(verb, "conj")
    return [verb for verb in verbs if _clause(tree, verb, cues) or _spoken_of(tree, verb, cues)]


def declines_what_was_said(tree: Tree) -> bool:
    """Whether the sentence only refuses to say whether it is so: "The White House does not comment."

    Not "would not say where they will be based", which takes it for granted.
    """
    cues = load_cues()
    unsaid = "declining" in classes_of(tree, tree.root, cues) and negation(tree, tree.root)
    unsaid = unsaid and not tree.is_passive(tree.root)  # "prices were not disclosed"
    return (unsaid or "declines" in phrase_classes(tree, cues)) and cues.answers["details"].isdisjoint(tree.lower)


def _clause(tree: Tree, verb: int, cues: Cues) -> Answer | None:
    """The clause of a verb that denies what it takes up: from its subject to the end of its object."""
    speaker = next((kid for kid in tree.subjects(verb) if kid < verb), None)
    if tree.pos[verb] not in VERBS or speaker is None or tree.is_passive(verb) or negation(tree, verb):
        return None
    # "Rwanda, which they accuse of arming the M23, denies it"; "the army, which got rifles, denies it" takes up another
    accused = any("saying" in classes_of(tree, one, cues) for one in tree.under(speaker, "relcl", "acl"))
    first = verb if accused else tree.subtree(speaker)[0]
    inside = tree.dep[verb] in ("relcl", "advcl")
    denying, judging = "denying" in classes_of(tree, verb, cues), tree.lemma[verb] in cues.answers["judging"]
    if denying or judging:
        end = _taken_up(tree, verb + 1, cues, closed=denying)
        opens = _relative(tree, first, cues) if end is None else first
        end = verb + 1 if end is None else end
        if opens is None:
            return None
        if denying:
            return Answer(opens, end, inside) if end > verb + 1 or _closes(tree, end) else None
        if tree.lower[verb + 1 : verb + 2] in (["them"], ["these"], ["those"]):
            return None  # these are goods
        after = _behind(tree, end)
        as_ = tree.lower[after : after + 1] == ["as"]
        judged = _judgement(tree, after + as_, cues)
        judged = _in_other_words(tree, verb, end, after + as_, cues) if judged is None else judged
        return Answer(opens, judged, inside) if judged is not None else None
    if tree.lemma[verb] in cues.answers["telling"]:
        places = range(verb + 1, len(tree))
        end = next((end for at in places if (end := _phrase(tree, at, cues.answers["nothing_such"])) is not None), None)
        end = _elliptic(tree, verb, cues) if end is None else end
        end = _told_untrue(tree, verb, cues) if end is None else end
        if end is not None and not any(mark in (";", ".") for mark in tree.lower[verb:end]):
            return Answer(first, end, inside)
    return None


def _in_other_words(tree: Tree, verb: int, claim: int, at: int, cues: Cues) -> int | None:
    """Where what a report is called ends, in words of fiction: "the report 'a novel'", "as a dream".

    claim: the token behind the report. at: where the words for it begin.
    """
    if tree.lemma[verb] not in cues.answers["calling"] or tree.lemma[claim - 1] not in cues.answers["charges"]:
        return None
    words = [one for one in tree.subtree(verb) if one >= at]
    end = next((one for one in words if tree.lower[one] in (",", ";", ".") or tree.dep[one] == "cc"), len(tree))
    told = {*tree.lemma[at:end], *tree.lower[at:end]}
    denied = not told.isdisjoint(cues.answers["negations"]) or negation(tree, verb)
    return None if denied or told.isdisjoint(cues.answers["fictions"]) else end


def _spoken_of(tree: Tree, verb: int, cues: Cues) -> Answer | None:
    """ "Abu Dhabi speaks of lies", "the mission spoke of 'groundless rumours'"."""
    speaker = next((kid for kid in tree.subjects(verb) if kid < verb), None)
    of = verb + 1
    speaks = tree.lemma[verb] in cues.answers["speaking_of"] and tree.lower[of : of + 1] == ["of"]
    if not speaks or speaker is None or negation(tree, verb):
        return None
    end = _judgement(tree, of + 1, cues)
    whole = end is not None and (_closes(tree, end) or (verb == tree.root and tree.dep[end] in ("prep", "aux")))
    return Answer(tree.subtree(speaker)[0], end) if end is not None and whole else None


def _found_none(tree: Tree, verb: int, cues: Cues) -> Answer | None:
    """ "We have found no trace whatever of such a loan"."""
    what = next((kid for kid in tree.under(verb, "dobj") if tree.lemma[kid] in cues.answers["traces"]), None)
    if what is None or tree.lemma[verb] not in cues.answers["finding"] or tree.under(verb, "neg"):
        return None
    none = any(tree.lower[kid] == "no" for kid in tree.under(what, "det"))
    return Answer(verb, tree.subtree(what)[-1] + 1) if none else None


def _thrown_in(tree: Tree, verb: int, cues: Cues) -> Answer | None:
    """ "...; 'untrue', said the minister", "...; 'not true', Iran answers"."""
    first = next((at + 1 for at in range(verb - 1, 0, -1) if tree.lower[at] in _CLAUSES), None)
    if first is None or tree.lemma[verb] not in cues.answers["telling"] or tree.lower[first] not in _QUOTES:
        return None
    phrases = cues.answers["judgements"] | cues.answers["nothing_such"]
    end = _judgement(tree, first + 1, cues) or _phrase(tree, first + 1, phrases)
    return Answer(first, len(tree)) if end is not None and end < verb and _closes(tree, end) else None


def _behind(tree: Tree, end: int) -> int:
    """Where what belongs to a claim ends: "called the accusation against the general a fabrication"."""
    joined = end < len(tree) and tree.dep[end] == "prep" and tree.lower[end] != "as"
    return tree.subtree(end)[-1] + 1 if joined else end


def _told_untrue(tree: Tree, verb: int, cues: Cues) -> int | None:
    """Where "says that is false", "says the cable is a forgery" ends."""
    for at in range(verb + 1, len(tree) - 2):
        if at >= verb + _SPOKEN and tree.lower[at - 1] not in cues.answers["determiners"]:
            continue
        claim = tree.lemma[at] in cues.claims or tree.lemma[at] in cues.answers["shown"]
        if (claim or tree.lower[at] in cues.answers["taking_up"]) and tree.lemma[at + 1] == "be":
            return _judgement(tree, at + 2, cues)
    return None


def _untrue(tree: Tree, verb: int, cues: Cues) -> Answer | None:
    """ "That is not correct.", "This is false, the minister said.": the whole of what is said."""
    clause = next((at for at in (verb, *tree.under(verb, "ccomp")) if tree.lemma[at] == "be"), None)
    subject = next(iter(tree.subjects(clause)), None) if clause is not None else None
    if clause is None or subject is None or subject > 1 or tree.lower[subject] not in cues.answers["taking_up"]:
        return None
    end = _judgement(tree, clause + 1, cues)
    if end is None and negation(tree, clause):
        true = next((kid for kid in tree.under(clause, "acomp") if tree.lower[kid] in cues.answers["true"]), None)
        end = true + 1 if true is not None else None
    return Answer(subject, end) if end is not None and _closes(tree, end) else None


def _exclaimed(tree: Tree, verb: int, cues: Cues) -> Answer | None:
    """ "'A fairy tale,' says the spokesman.", "'Another lie,' he told the agency."."""
    quote = next((at for at in range(min(2, len(tree))) if tree.lower[at] in _QUOTES), None)
    if quote is None or verb <= quote or tree.lemma[verb] not in cues.answers["telling"]:
        return None
    end = _judgement(tree, quote + 1, cues)
    return Answer(quote, end) if end is not None and end < verb and _closes(tree, end) else None


def _elliptic(tree: Tree, verb: int, cues: Cues) -> int | None:
    """Where "says that it had not", "said it never did" ends: a denial that leaves out of what."""
    for at in range(verb + 3, min(verb + _SPOKEN, len(tree))):
        pair = tree.lower[at - 1], tree.lower[at]
        done = any(one in cues.answers["auxiliaries"] for one in pair)
        if done and any(one in cues.answers["negations"] for one in pair) and _closes(tree, at + 1):
            return at + 1 if tree.tag[at - 2] in ("PRP", "NNP", "NNPS") else None
    return None


def _by_whom(tree: Tree, verb: int, cues: Cues) -> Answer | None:
    """ "..., an allegation dismissed by Kigali", "..., a charge that was rejected in Tripoli"."""
    claim = tree.head[verb]
    passive = tree.dep[verb] == "acl" or (tree.dep[verb] == "relcl" and tree.is_passive(verb))
    if not passive or not _is_claim(tree, claim, cues) or "denying" not in classes_of(tree, verb, cues):
        return None
    first, end = tree.subtree(claim)[0], tree.subtree(verb)[-1] + 1
    if tree.dep[claim] in ("nsubj", "nsubjpass") or end <= tree.subtree(claim)[-1]:
        return None  # "a claim denied by Kigali said that ..." reports it itself
    return Answer(first, end) if tree.under(verb, "agent") or _in_a_capital(tree, claim, verb, cues) else None


def _in_a_capital(tree: Tree, claim: int, verb: int, cues: Cues) -> bool:
    """Whether a charge is rejected "in Tripoli": by the state whose capital it is."""
    charge = tree.lemma[claim] in cues.answers["charges"] or tree.lower[claim] == "something"
    if not charge or tree.lemma[verb] not in cues.answers["rejecting"]:
        return False
    places = [
        place for prep in tree.under(verb, "prep") if tree.lower[prep] == "in" for place in tree.under(prep, "pobj")
    ]
    names = (" ".join(tree.lower[at] for at in tree.subtree(place)).title() for place in places)
    return any(found.entry.kind == "capital" for name in names for found in finder().find(name))


def _headed(tree: Tree, at: int, cues: Cues) -> Answer | None:
    """ "..., a charge Minsk rejects", where the parser takes "rejects" for a noun."""
    if tree.pos[at] != "NOUN" or at < 3 or tree.tag[at - 1] != "NNP" or not _closes(tree, at + 1):
        return None
    opens = _relative(tree, at - 1, cues)
    denying = "denying" in cues.verbs.get(tree.lemma[at], ())
    return Answer(opens, at + 1) if denying and opens is not None else None


def _is_claim(tree: Tree, at: int, cues: Cues) -> bool:
    return tree.lemma[at] in cues.claims or tree.lower[at] == "something"


def _despite(tree: Tree, noun: int, cues: Cues) -> Answer | None:
    """ "Despite denials from Kigali", "in spite of Iran's denials": the phrase."""
    if "denying" not in cues.nouns.get(tree.lemma[noun], ()) or holder_of(tree, noun) is None:
        return None
    if not is_despite(tree, noun, cues):
        return None
    words = tree.subtree(tree.head[noun])
    return Answer(words[0], words[-1] + 1, inside=True)


def _taken_up(tree: Tree, at: int, cues: Cues, *, closed: bool = True) -> int | None:
    """Where an object ends that only takes up what was said: "it", "the latest accusations"."""
    if at >= len(tree):
        return None
    if tree.lower[at] in cues.answers["taking_up"] and (not closed or _closes(tree, at + 1)):
        return at + 1
    end = _phrase(tree, at, cues.answers["doing_so"])
    if end is not None:
        return end
    begins = at + 1 if tree.lower[at] in cues.answers["determiners"] else at
    for place in range(begins, min(begins + _FURTHEST + 1, len(tree))):
        claim = tree.lemma[place] in cues.claims or (not closed and tree.lemma[place] in cues.answers["shown"])
        claim |= place > begins and tree.lower[place - 1] in cues.answers["alleging"]
        if claim and tree.pos[place] in ("NOUN", "PROPN"):
            return place + 1 if not closed or _closes(tree, place + 1) else None
        if tree.tag[place] not in _ADJECTIVES:
            return None
    return None


def _closes(tree: Tree, at: int) -> bool:
    """Whether an object ends before the token ``at``."""
    return at >= len(tree) or tree.lower[at] in _ENDS or tree.lower[at] in load_cues().answers["closing"]


def _relative(tree: Tree, subject: int, cues: Cues) -> int | None:
    """Where "which", "charges that", "a claim" stands before the subject of a relative clause."""
    at = subject - 1
    if at < 1:
        return None
    if tree.lower[at] == "which" and tree.lower[at - 1] == ",":
        return at
    claim = at - 1 if tree.lower[at] in ("that", "which") else at
    # the parser takes "charges" for a verb
    return claim if _is_claim(tree, claim, cues) or tree.lower[claim].removesuffix("s") in cues.claims else None


def _judgement(tree: Tree, at: int, cues: Cues) -> int | None:
    """Where a word ends that calls something untrue: "baseless", "a fabrication"."""
    for place in range(at, min(at + _FURTHEST + 2, len(tree))):
        word = tree.lemma[place]
        if tree.lower[place] in ("no", "not", "never"):
            return None  # "it was no lie"
        if "denying" in (*cues.adjectives.get(tree.lower[place], ()), *cues.nouns.get(word, ())):
            return place + 1
        end = _phrase(tree, place, cues.answers["judgements"])
        if end is not None:
            return end
        owned = tree.tag[place] == "NN" and tree.tag[place + 1 : place + 2] == ["POS"]  # "a schoolboy's forgery"
        if not owned and tree.tag[place] not in ("DT", "RB", "JJ", "POS", "VBN", ",", "``", "''"):
            return None
    return None


def _phrase(tree: Tree, at: int, phrases: frozenset[str]) -> int | None:
    """Where a phrase of the lexicon ends that begins at the token ``at``."""
    ends = range(at + 1, min(at + _LONGEST, len(tree)) + 1)
    return next((end for end in ends if " ".join(tree.lower[at:end]) in phrases), None)
