"""Cue words of stage, stance and certainty, and what stands around a transfer word.

``lexicon/modality.toml`` holds the words; this module finds them: which class a governing
word has, what auxiliaries, negations and marks a verb carries, which phrases turn the sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from weighbridge.lexicon.tables import FOLDER, LexiconError, read_toml, word_lists
from weighbridge.reading.parsing.tree import VERBS, Tree

CLASSES = (
    "halting lifting delaying agreeing announcing planning seeking beginning ongoing denying declining "
    "confirming warning believing alleging saying"
).split()
_KINDS = ("verbs", "nouns", "adjectives", "adverbs")
_GROUPS = (
    "stopping refusals demanding intransitive denying_goods deterring hearsay unable expecting disputing accomplished "
    "asking arriving arrivals handing papers trading replacing continuing existing nearly "
    "turning_down resuming taking_up in_time keeping parts getting to_come departing at_sea places carriers "
    "carrying turning_back staying ending over wanting holding attacks using"
).split()
_UNDONE = ("after_not", "verbs", "ending", "nouns", "until", "before_dates", "dates", "even")
_ANSWERS = (
    "judging judgements telling nothing_such taking_up determiners doing_so closing despite auxiliaries negations "
    "details words_for_it other_claims shown true joining accusing outlets unreported held_by speaking_of "
    "alleging finding traces charges rejecting calling fictions believing doubting bare_words_for_it"
).split()
Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue lexicon: word to its classes, by part of speech; auxiliaries, marks, phrases."""

    verbs: Classes
    nouns: Classes
    adjectives: Classes
    adverbs: Classes
    second: Mapping[str, Classes]
    claims: frozenset[str]
    refusing: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    answers: Mapping[str, frozenset[str]]
    """How somebody denies what a sentence reports (``answered``)."""
    undone: Mapping[str, frozenset[str]]
    """Where a word of denial denies nothing in the end (``undone``)."""
    modals: Classes
    marks: Classes
    phrases: Mapping[str, tuple[str, ...]]
    finder: AhoCorasick
    """Finds all phrases at once; by their numbers ``phrase_of`` tells the class."""
    phrase_of: tuple[str, ...]


@lru_cache(maxsize=4)
def load_cues(path: Path = FOLDER / "modality.toml") -> Cues:
    """Read and check the cue lexicon.

    Raises:
        LexiconError: unknown class, kind of word or group.
    """
    data, _ = read_toml(path)
    tables: dict[str, dict[str, set[str]]] = {kind: {} for kind in _KINDS}
    for name, row in data.get("cue", {}).items():
        if name not in CLASSES:
            raise LexiconError(path, None, f"unknown class [cue.{name}]; known: {', '.join(CLASSES)}")
        for kind, words in row.items():
            if kind not in _KINDS:
                raise LexiconError(path, None, f"[cue.{name}]: unknown key {kind!r}; known: {', '.join(_KINDS)}")
            for word in words:
                tables[kind].setdefault(word, set()).add(name)

    def frozen(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
        return {word: frozenset(names) for word, names in table.items()}

    phrases = {name: tuple(dict.fromkeys(row)) for name, row in data.get("phrases", {}).items()}
    return Cues(
        verbs=frozen(tables["verbs"]),
        nouns=frozen(tables["nouns"]),
        adjectives=frozen(tables["adjectives"]),
        adverbs=frozen(tables["adverbs"]),
        second={name: frozen(row) for name, row in data.get("second", {}).items()},
        claims=frozenset(data.get("claims", {}).get("nouns", ())),
        refusing=frozenset(data.get("refusing", {}).get("words", ())),
        groups=frozen(word_lists(path, "groups", _GROUPS)),
        answers=frozen(word_lists(path, "answers", _ANSWERS)),
        undone=frozen(word_lists(path, "undone", _UNDONE)),
        modals=frozen(data.get("modals", {})),
        marks=frozen(data.get("marks", {})),
        phrases=phrases,
        finder=AhoCorasick([phrase for row in phrases.values() for phrase in row]),
        phrase_of=tuple(name for name, row in phrases.items() for _ in row),
    )


_NONE: frozenset[str] = frozenset()


def classes_of(tree: Tree, at: int, cues: Cues) -> frozenset[str]:
    """Cue classes of the governing word ``at``; ``halting`` only with its second word where it needs one."""
    lemma, pos = tree.lemma[at], tree.pos[at]
    if pos in VERBS:
        lower = tree.lower[at]
        found = cues.verbs.get(lemma) or cues.verbs.get(lower[:-1]) or cues.adjectives.get(lower, _NONE)
    elif pos in ("ADJ", "ADV"):
        found = cues.adjectives.get(tree.lower[at], _NONE)
    elif pos in ("NOUN", "PROPN"):
        found = cues.nouns.get(lemma) or cues.nouns.get(tree.lower[at], _NONE)
        if not found and pos == "PROPN":
            bare = tree.lower[at].removesuffix("s")
            found = cues.verbs.get(bare) or cues.verbs.get(bare.removesuffix("e"), _NONE)
    else:
        return _NONE
    if pos in VERBS:
        for name in found & cues.second.keys():
            needed = cues.second[name].get(lemma)
            if (
                needed
                and not any(tree.lemma[kid] in needed or tree.lower[kid] in needed for kid in tree.kids[at])
                and (name not in ("seeking", "delaying", "planning") or not _to_below(tree, at, needed))
            ):
                found -= {name}
    elif lemma == "order" and at and tree.lower[at - 1] == "in":
        return _NONE
    return found


def _to_below(tree: Tree, at: int, needed: frozenset[str]) -> bool:
    """Whether an infinitive follows where "to" is among the second words."""
    return "to" in needed and any(
        tree.dep[kid] == "xcomp" and any(tree.lower[one] == "to" for one in tree.kids[kid]) for kid in tree.kids[at]
    )


def negation(tree: Tree, at: int) -> bool:
    """Whether the word ``at`` is negated: "not", "never", "no", or a subject "nobody", "none"."""
    words: dict[int, bool] = tree.cache.setdefault("negations", {})
    known = words.get(at)
    if known is None:
        known = words[at] = _negation(tree, at)
    return known


def _negation(tree: Tree, at: int) -> bool:
    undone = load_cues().undone
    if tree.inverted_by_no(at) or _of_none(tree, at):
        return True
    # in "did not, in the end, send" the parser may hang "not" on "did"
    for kid in (*tree.kids[at], *(neg for aux in tree.under(at, "aux") for neg in tree.under(aux, "neg"))):
        dep, lower = tree.dep[kid], tree.lower[kid]
        if dep == "neg" or lower in ("never", "nor", "neither") or (dep == "det" and tree.is_no(kid)):
            soon = tree.lower[kid : kid + 2] == ["not", "yet"]
            if soon or merely(tree, kid) or (dep == "neg" and at_last(tree, at)) or tree.lemma[at] in undone["nouns"]:
                continue
            return True
        if dep not in ("nsubj", "nsubjpass", "dobj", "attr") or tree.lemma[kid] in undone["nouns"]:
            continue
        if (
            lower in ("none", "nothing", "nobody")
            or any(one in ("zero", "nought") for one in tree.lower[max(0, kid - 2) : kid])
            or any(tree.is_no(one) for one in tree.under(kid, "det"))
            or any(tree.lower[one] == "neither" for one in tree.under(kid, "preconj", "cc", "det"))
        ):
            return True
    return False


def _of_none(tree: Tree, verb: int) -> bool:
    """Whether the parser has hung a verb on what there is none of: "none of the 30 tanks left for Syria"."""
    if tree.tag[verb] not in ("VBD", "VBZ", "VBP") or tree.dep[verb] not in ("acl", "relcl"):
        return False
    goods = tree.head[verb]
    of = tree.head[goods]
    return tree.lower[of] == "of" and tree.lower[tree.head[of]] == "none" and not tree.subjects(verb)


def merely(tree: Tree, at: int) -> bool:
    """Whether the word ``at`` is a "not" that denies nothing: "not only sold tanks"."""
    after = load_cues().undone["after_not"]
    return tree.lower[at] in ("not", "n't") and not after.isdisjoint(tree.lower[at + 1 : at + 2])


def at_last(tree: Tree, verb: int) -> bool:
    """Whether what is denied was done in the end: "did not deliver the jets until March".

    Only where a date follows, and nothing after it; not "until now", "until the panel's mandate ends".
    """
    undone = load_cues().undone
    did = any(tree.dep[kid] == "aux" and tree.lower[kid] == "did" for kid in tree.kids[verb])
    return did and tree.lemma[verb] not in undone["verbs"] and _until(tree, verb)


def _until(tree: Tree, verb: int) -> bool:
    """Whether "until" and a date hang on a verb: "until March", "until late in 2019"."""
    undone = load_cues().undone
    for at in range(verb + 1, len(tree) - 1):
        if tree.lower[at] not in undone["until"] or tree.head[at] != verb or tree.lower[at - 1] in undone["even"]:
            continue
        date = at + 1
        while date < len(tree) - 1 and tree.lower[date] in undone["before_dates"]:
            date += 1
        is_date = tree.lower[date] in undone["dates"] or (tree.lower[date].isdigit() and len(tree.lower[date]) == 4)
        return is_date and undone["even"].isdisjoint(tree.lower[date:])
    return False


@dataclass(frozen=True, slots=True)
class Verbal:
    """What a verb carries: class of its modal, tense, aspect, marks."""

    modal: str | None = None
    """future, conditional, possible, due, must, to (headline infinitive) or is_to."""
    perfect: bool = False
    progressive: bool = False
    past: bool = False
    mark: str | None = None
    """``conditional``, ``refraining`` or ``open`` where "if", "without", "whether" introduces the clause."""


def verbal(tree: Tree, at: int, cues: Cues) -> Verbal:
    """Auxiliaries and marks of the verb (or the adjective or noun with a copula) ``at``."""
    known: tuple[Cues, dict[int, Verbal]] | None = tree.cache.get("verbals")
    if known is None or known[0] is not cues:
        known = tree.cache["verbals"] = cues, {}
    found = known[1].get(at)
    if found is None:
        found = known[1][at] = _verbal(tree, at, cues)
    return found


def _verbal(tree: Tree, at: int, cues: Cues) -> Verbal:
    modal, perfect, progressive, mark, to = None, False, False, None, False
    past = tree.tag[at] == "VBD"
    kids = list(tree.kids[at])
    owner = at
    for _ in range(4):
        if tree.dep[owner] != "conj" or any(tree.dep[kid] in ("aux", "nsubj", "nsubjpass") for kid in tree.kids[owner]):
            break
        owner = tree.head[owner]
    if owner != at and tree.pos[owner] in VERBS:
        kids += [kid for kid in tree.kids[owner] if tree.dep[kid] in ("aux", "auxpass", "mark")]
    for kid in kids:
        dep, lower = tree.dep[kid], tree.lower[kid]
        if dep in ("aux", "auxpass"):
            if lower == "to":
                to = True
            elif lower in ("have", "has", "had", "having", "'ve"):
                perfect = True
                past = True
            elif lower in ("did", "was", "were", "been"):
                past = True
            progressive = progressive or (tree.tag[at] == "VBG" and dep == "aux" and tree.lemma[kid] == "be")
            for name, words in cues.modals.items():
                allowed = ("MD",) if name == "must" else ("MD", "VBG", "VBP", "VBZ", "VB")
                if lower in words and tree.tag[kid] in allowed:
                    modal = name
        elif dep in ("mark", "advmod", "prep") and kid < at:
            for name, words in cues.marks.items():
                if name != "going_on" and lower in words and lower != "rather":
                    mark = name
    if to and modal is None:
        head = tree.head[at]
        if tree.dep[at] == "xcomp" and tree.lemma[head] == "be":
            modal = "is_to"
        elif (
            tree.dep[owner] in ("ROOT", "ccomp", "relcl")
            or tree.dep[owner] == "acl"
            and (tree.dep[tree.head[owner]] == "ROOT" or tree.pos[tree.head[owner]] == "PROPN")
        ):
            modal = "to"
    if modal == "due" and inverted(tree, at):
        mark = "conditional"
    return Verbal(modal, perfect, progressive, past, mark)


def inverted(tree: Tree, at: int) -> bool:
    """As in "Should the tanks be handed over": the auxiliary stands before the subject."""
    should = [
        kid
        for kid in tree.kids[at]
        if tree.lower[kid] in ("should", "were", "had") and tree.dep[kid] in ("aux", "auxpass")
    ]
    return bool(should) and any(should[0] < kid for kid in tree.subjects(at))


def adjective_classes(tree: Tree, at: int, cues: Cues) -> frozenset[str]:
    """Classes of the adjectives before the noun ``at`` ("planned", "alleged", "suspended")."""
    found = _NONE
    for kid in tree.kids[at]:
        if tree.dep[kid] in ("amod", "nmod", "compound") and kid < at:
            found |= cues.adjectives.get(tree.lower[kid], _NONE)
            if tree.tag[kid] == "VBN":
                found |= cues.verbs.get(tree.lemma[kid], _NONE) & {"halting"}
    return found


def adverb_classes(tree: Tree, at: int, cues: Cues) -> frozenset[str]:
    """Classes of the adverbs of the verb ``at`` ("reportedly", "likely")."""
    found = _NONE
    for kid in tree.kids[at]:
        if tree.dep[kid] in ("advmod", "amod", "npadvmod"):
            found |= cues.adverbs.get(tree.lower[kid], _NONE)
    return found


_MARKS = frozenset('"\u201c\u201d')


def phrase_classes(tree: Tree, cues: Cues) -> Mapping[str, int]:
    """Turning phrases in the sentence: class and where the first of them stands."""
    known: tuple[Cues, dict[str, int]] | None = tree.cache.get("phrases")
    if known is None or known[0] is not cues:
        text = tree.sentence.lower().replace("\u2019", "'")
        kept = [at for at, one in enumerate(text) if one not in _MARKS]  # 'was "not aware" of it'
        found: dict[str, int] = {}
        for number, place, _ in cues.finder.find_matches_as_indexes("".join(text[at] for at in kept), overlapping=True):
            name = cues.phrase_of[number]
            found[name] = min(kept[place], found.get(name, len(text)))
        known = tree.cache["phrases"] = cues, found
    return known[1]


def sentence_classes(tree: Tree, cues: Cues) -> frozenset[str]:
    """All cue classes that stand anywhere in the sentence."""
    known: tuple[Cues, frozenset[str]] | None = tree.cache.get("classes")
    if known is None or known[0] is not cues:
        every: set[str] = set()
        for one, lower in enumerate(tree.lower):
            every.update(classes_of(tree, one, cues))
            if lower in cues.adverbs:
                every.update(cues.adverbs[lower])
        known = tree.cache["classes"] = cues, frozenset(every)
    return known[1]
