"""How far a transfer has got, what the source holds of it, and how surely, by rule.

``position`` starts from the stage that the frame has by itself and walks up through what
governs it ("planned", "refused", "denied that"), each governor changing stage, stance or
certainty (coding guidelines, 4, 5 and 8). ``features`` gives the same cues by name for a
trained classifier. Whatever is asked for, hypothetical, denied or halted never comes out
as delivered.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from weighbridge.reading.frames.frames import Frame, FrameHit
from weighbridge.reading.frames.roles import governors
from weighbridge.reading.parsing.tree import VERBS, Tree, tree_of
from weighbridge.reading.positions.cues import (
    CLASSES,
    Cues,
    adjective_classes,
    adverb_classes,
    classes_of,
    load_cues,
    negation,
    phrase_classes,
    sentence_classes,
    verbal,
)
from weighbridge.reading.positions.governing import walk_up
from weighbridge.reading.positions.own_modality import State, as_handled, goods_denied, goods_stopped, own_effects

_GETS = ("recipient",)
_CLASS_KEYS = {name: (f"chain_{name}", f"chain_{name}_negated", f"own_{name}", f"sentence_{name}") for name in CLASSES}
"""What ``features`` calls the places where a class of cues may stand."""
_NOWHERE: dict[str, float | bool | str] = {
    key: none for keys in _CLASS_KEYS.values() for key, none in zip(keys, (0.0, False, False, False), strict=True)
}
_DENYING = frozenset(("deny", "refute", "rebut"))
_NEAR = 60
"""So many characters from the trigger a phrase of halting still speaks of it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Stage, stance and certainty with the reasons that led there, a line each."""

    stage: str
    stance: str
    certainty: str
    reasons: tuple[str, ...] = ()
    word: int | None = None
    """The token of the word of transfer that it is seen from, where it has been weighed."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a sentence shows wherever one looks at it from."""

    cues: Cues
    question: bool
    verbless: bool
    negation: bool
    modal: str
    """The first class of modals of which a word stands there, or none."""
    condition: bool
    denying: tuple[int, ...]
    """Verbs that deny."""
    alleging: tuple[int, ...]
    """Adverbs that say it is hearsay."""


def _whole(tree: Tree, cues: Cues) -> _Whole:
    """Worked out once a sentence."""
    known: _Whole | None = tree.cache.get("whole")
    if known is None or known.cues is not cues:
        words = frozenset(tree.lower)
        denying = [at for at, lemma in enumerate(tree.lemma) if lemma in _DENYING and tree.pos[at] in VERBS]
        known = tree.cache["whole"] = _Whole(
            cues,
            tree.sentence.rstrip("\"'\u201d\u2019 ").endswith("?"),
            VERBS.isdisjoint(tree.pos),
            "neg" in tree.dep or "no" in words,
            next((name for name, some in cues.modals.items() if not words.isdisjoint(some)), "none"),
            "if" in words,
            tuple(at for at in denying if not negation(tree, at)),
            tuple(at for at, lower in enumerate(tree.lower) if "alleging" in cues.adverbs.get(lower, ())),
        )
    return known


def position(doc: Any, where: FrameHit | int, cues: Cues | None = None) -> Position:
    """Stage, stance and certainty of a frame hit, or of the goods at a token where no frame stands.

    Args:
        doc: the parsed sentence.
        where: a hit of ``frames_in(doc)`` or a token index.
        cues: the cue lexicon; the program's own by default.
    """
    if cues is not None:
        return _position(tree_of(doc), where, cues)
    tree = tree_of(doc)
    key = f"position {where}" if isinstance(where, int) else f"position of hit {id(where)}"
    known: tuple[FrameHit | int, Position] | None = tree.cache.get(key)
    if known is None:
        known = tree.cache[key] = where, _position(tree, where, load_cues())
    return known[1]


def _position(tree: Tree, where: FrameHit | int, cues: Cues) -> Position:
    at, frame, chain, presupposed = _place(tree, where)
    state = State(_bare_stage(tree, at) if frame is None else _plain_stage(tree, at, frame))
    state.gets = frame is not None and frame.patterns[0].get("subject", frame.patterns[0].get("possessive")) in _GETS
    if frame and frame.kind in ("origin", "load"):
        as_handled(tree, chain if frame.kind == "origin" else chain[:1], state)
    own_effects(tree, at, state, cues, where)
    if presupposed:
        goods_stopped(tree, chain[-1] if chain else at, state, cues)
        goods_denied(tree, chain[-1] if chain else at, state, cues)
    walk_up(tree, at, chain, state, cues)
    _around(tree, tree.sentence, at, chain, state, cues)
    if state.stance in ("warns", "declines"):
        state.certainty = "possible"
    elif state.stance in ("denies", "confirms"):
        state.certainty = "certain"
    return Position(state.stage, state.stance, state.certainty, tuple(state.reasons))


def _place(tree: Tree, where: FrameHit | int) -> tuple[int, Frame | None, tuple[int, ...], bool]:
    if isinstance(where, FrameHit):
        return where.trigger, where.frame, where.chain, where.presupposed
    chain, presupposed = governors(tree, where)
    return where, None, chain, presupposed


def _bare_stage(tree: Tree, at: int) -> str:
    """Goods without a verb of transfer: an entry of a list is announced, goods in a sentence are there."""
    return "agreed" if tree.dep[at] == "ROOT" or VERBS.isdisjoint(tree.pos) else "delivered"


def _plain_stage(tree: Tree, at: int, frame: Frame) -> str:
    return frame.plural if frame.plural and tree.tag[at] in ("NNS", "NNPS") else frame.stage


def _around(tree: Tree, text: str, at: int, chain: tuple[int, ...], state: State, cues: Cues) -> None:
    """Effects of what stands anywhere in the sentence: turning phrases, adverbs, a question mark."""
    phrases = phrase_classes(tree, cues)
    whole = _whole(tree, cues)
    if whole.question:
        state.stance_to("warns", "question")
    if "declines" in phrases and _same_voice(text, tree, at, phrases["declines"]):
        if state.stance in ("denies", "warns", "confirms"):
            state.settled = False
        state.stance_to("declines", "phrase")
    elif "denies" in phrases and _same_voice(text, tree, at, phrases["denies"]):
        state.stance_to("denies", "phrase")
    if (
        "halted" in phrases
        and state.stage in ("delivered", "shipped", "agreed")
        and not state.settled
        and abs(phrases["halted"] - tree.start[at]) < _NEAR
        and _same_part(text, tree, at, phrases["halted"])
    ):
        state.stage_to("halted", "phrase")
    elif "shipped" in phrases and state.stage == "delivered" and abs(phrases["shipped"] - tree.start[at]) < 40:
        state.stage_to("shipped", "phrase")
    elif (
        "negotiating" in phrases
        and state.stage in ("delivered", "shipped")
        and _same_clause(tree, at, phrases["negotiating"])
    ):
        state.stage_to("negotiating", "phrase")
    if "coming" in phrases and state.stage == "delivered" and tree.tag[at] in ("VBZ", "VBP"):
        state.stage_to("agreed", "time to come")
    if not chain and not state.settled and tree.pos[at] not in VERBS:
        for one in whole.denying:
            state.stance_to("denies", tree.text[one])
    for name in ("probable", "possible"):
        if name in phrases:
            state.hedge(name, "phrase")
    for one in whole.alleging:
        if abs(one - at) < 12:
            state.hedge("possible", tree.text[one])


def _same_part(text: str, tree: Tree, at: int, place: int) -> bool:
    """Whether no semicolon stands between the word ``at`` and the character ``place``."""
    word = tree.start[at]
    return ";" not in text[min(word, place) : max(word, place)]


def _same_clause(tree: Tree, at: int, place: int) -> bool:
    """Whether neither the word ``at`` nor the character ``place`` stands in a clause of its own beside the other's.

    Not so in "sold 12 jets to Manila and is in talks with Lima".
    """
    over, other = tree.climb(at), tree.climb(max(0, bisect_right(tree.start, place) - 1))
    apart = [*(one for one in over if one not in other), *(one for one in other if one not in over)]
    return not any(
        (tree.dep[one] == "relcl" and tree.pos[tree.head[one]] == "PROPN")
        or (tree.dep[one] == "conj" and _is_finite(tree, one))
        for one in apart
    )


def _is_finite(tree: Tree, verb: int) -> bool:
    return tree.pos[verb] in VERBS and (tree.tag[verb] in ("VBD", "VBZ", "VBP", "MD") or bool(tree.under(verb, "aux")))


def _same_voice(text: str, tree: Tree, at: int, place: int) -> bool:
    """Whether the word ``at`` and the character ``place`` are one speaker's.

    Not so in "A shipped them, as B found, and C says that it has done no such thing".
    """
    if not _same_part(text, tree, at, place):
        return False
    one = max(0, bisect_right(tree.start, place) - 1)
    while tree.head[one] != one:
        if tree.dep[one] == "conj" and _speaks_itself(tree, one):
            return at in tree.subtree(one)
        one = tree.head[one]
    return True


def _speaks_itself(tree: Tree, verb: int) -> bool:
    """Whether a verb has a subject and a clause of its own: "and Paris says that ..."."""
    return bool(tree.pos[verb] in VERBS and tree.subjects(verb) and tree.under(verb, "ccomp"))


def features(doc: Any, where: FrameHit | int, cues: Cues | None = None) -> dict[str, float | bool | str]:
    """Named cues of a hit or a token, for a classifier that stands beside the rule.

    ``rule_*``: what ``position`` says; ``frame_*``: the frame; ``modal``, ``past``, ...: the trigger's
    auxiliaries; ``chain_CLASS``: distance (1 is nearest) of the first governor of that cue class, 0 if none;
    ``chain_CLASS_negated``; ``sentence_CLASS``: the class stands anywhere in the sentence; ``phrase_CLASS``.
    """
    rule = position(doc, where, cues)
    tree, cues = tree_of(doc), cues or load_cues()
    at, frame, chain, presupposed = _place(tree, where)
    what, whole = verbal(tree, at, cues), _whole(tree, cues)
    row: dict[str, float | bool | str] = {
        "rule_stage": rule.stage,
        "rule_stance": rule.stance,
        "rule_certainty": rule.certainty,
        "frame_stage": frame.stage if frame else "none",
        "frame_pos": frame.pos if frame else "none",
        "frame_kind": frame.kind if frame else "none",
        "frame_weak": bool(frame and frame.weak),
        "frame_gets": bool(frame and frame.patterns[0].get("subject") in _GETS),
        "passive": isinstance(where, FrameHit) and where.passive,
        "presupposed": presupposed,
        "negated": (isinstance(where, FrameHit) and where.negated) or negation(tree, at),
        "modal": what.modal or "none",
        "mark": what.mark or "none",
        "perfect": what.perfect,
        "progressive": what.progressive,
        "past": what.past,
        "tag": tree.tag[at],
        "relation": tree.dep[at],
        "any": any(tree.lower[kid] == "any" for kid in tree.under(at, "det")),
        "question": whole.question,
        "chain_length": float(len(chain)),
        "verbless": whole.verbless,
        "words": float(len(tree)),
        **_NOWHERE,
    }
    for number, one in enumerate(chain, 1):
        for name in classes_of(tree, one, cues):
            distance, negated, _, _ = _CLASS_KEYS[name]
            if not row[distance]:
                row[distance] = float(number)
                row[negated] = negation(tree, one)
    for name in adjective_classes(tree, at, cues) | adverb_classes(tree, at, cues):
        row[_CLASS_KEYS[name][2]] = True
    for name in sentence_classes(tree, cues):
        row[_CLASS_KEYS[name][3]] = True
    chain_modals = [verbal(tree, one, cues) for one in chain if tree.pos[one] in VERBS]
    row["chain_modal"] = next((one.modal for one in chain_modals if one.modal), "none")
    row["chain_mark"] = next((one.mark for one in chain_modals if one.mark), "none")
    row["chain_past"] = any(one.past for one in chain_modals)
    found = phrase_classes(tree, cues)
    for name in cues.phrases:
        row[f"phrase_{name}"] = name in found
    row["sentence_negation"] = whole.negation
    row["sentence_modal"] = whole.modal
    row["sentence_if"] = whole.condition
    return row
