"""What a transfer word shows by itself of stage, stance and certainty.

Its auxiliaries, negation, adjectives and adverbs, and what is done with the goods that it
modifies (coding guidelines, 4, 5 and 8). ``weighbridge.reading.positions.governing`` adds what stands over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from weighbridge.reading.frames.frames import FrameHit, is_negated, load_frames, words_at
from weighbridge.reading.parsing.tree import VERBS, Tree
from weighbridge.reading.positions.cues import (
    Cues,
    Verbal,
    adjective_classes,
    adverb_classes,
    at_last,
    classes_of,
    negation,
    verbal,
)

REAL = ("delivered", "shipped", "used")
"""Stages in which goods have moved."""


@dataclass(slots=True)
class State:
    """What the walk has found so far."""

    stage: str
    stance: str = "asserts"
    certainty: str = "certain"
    settled: bool = False
    """A stance other than ``asserts`` was found nearer; governors further up leave it."""
    distant: bool = False
    """A verb of speech, or one unknown, lies between: what is further up changes the stage no more."""
    infinitive: bool = False
    """The trigger is an infinitive ("in order to buy"): nothing says yet that it came to pass."""
    before: str = ""
    """The stage before a modal changed it."""
    gets: bool = False
    """The trigger is seen from the recipient's side ("buy", "purchase")."""
    reasons: list[str] = field(default_factory=list)

    def stage_to(self, stage: str, why: str) -> None:
        if stage != self.stage:
            self.stage = stage
            self.reasons.append(f"{stage}: {why}")

    def stance_to(self, stance: str, why: str) -> None:
        if not self.settled:
            self.stance, self.settled = stance, True
            self.reasons.append(f"{stance}: {why}")

    def hedge(self, certainty: str, why: str) -> None:
        order = ("certain", "probable", "possible")
        if order.index(certainty) > order.index(self.certainty):
            self.certainty = certainty
            self.reasons.append(f"{certainty}: {why}")


def own_effects(tree: Tree, at: int, state: State, cues: Cues, where: FrameHit | int) -> None:
    """Effects of the trigger's own auxiliaries, negation, adjectives and adverbs."""
    word = tree.text[at]
    auxiliaries = [tree.lower[kid] for kid in tree.under(at, "aux", "auxpass")]
    state.infinitive = "to" in auxiliaries and "have" not in auxiliaries
    if tree.pos[at] in VERBS or (isinstance(where, FrameHit) and where.frame.pos == "verb"):
        _modal(tree, at, state, verbal(tree, at, cues), cues, word)
    else:
        adjective_effects(tree, at, state, cues)
        if where_is_adjective(where) and (negation(tree, at) or negation(tree, tree.head[at])):
            state.stage_to("halted", f"not {word}")
            return
        if any(tree.lower[kid] == "any" for kid in tree.under(at, "det")) and _governed_by_would(tree, at):
            state.stance_to("warns", f"any {word} would")
    handled = tree.dep[at] == "pcomp" or (tree.dep[at] == "pobj" and isinstance(where, FrameHit))
    if handled and tree.lower[tree.head[at]] in cues.marks["refraining"]:
        state.stage_to("halted", f"{tree.text[tree.head[at]]} {word}")
    before = tree.lower[max(0, at - 2) : at]
    if not cues.marks["but_for"].isdisjoint((" ".join(before), *before[-1:])):
        state.stance_to("denies", f"{before[-1]} {word}")
    if _awaited(tree, at, cues) and state.stage in REAL:
        state.stage_to("agreed", f"once {word}")
    halts = tree.lemma[at] in cues.groups["stopping"] and state.stage == "halted" and tree.pos[at] in VERBS
    if halts and _goes_on(tree, at, cues):
        state.stage, state.stance, state.settled = "delivered", "asserts", True
        state.certainty = "certain"
        state.reasons.append(f"delivered: {word} what goes on")
        return
    negated = _negated_together(tree, at) or (isinstance(where, FrameHit) and where.negated)
    if negated and not at_last(tree, at):
        _negate(tree, at, state, cues, word)
    if state.stage == "negotiating" and tree.lemma[at] in ("expect", "anticipate"):
        state.hedge("probable", word)
    hedge_effects(tree, at, state, cues)


def is_accomplished(tree: Tree, at: int, cues: Cues) -> bool:
    """Whether an infinitive tells what is done: "was the first to supply tanks"."""
    above = tree.climb(at)[1:4]
    done = any(tree.tag[one] == "VBD" for one in above) or any(
        tree.lower[kid] in ("has", "have") for one in above for kid in tree.under(one, "aux")
    )
    return done and bool(above) and tree.lemma[above[0]] in cues.groups["accomplished"]


def _awaited(tree: Tree, at: int, cues: Cues) -> bool:
    """Whether a clause tells what is awaited: "once they are delivered", in the present tense."""
    if tree.dep[at] != "advcl" or not any(
        tree.lower[kid] in cues.marks["awaited"] for kid in tree.under(at, "mark", "advmod")
    ):
        return False
    return any(tree.tag[one] in ("VBZ", "VBP") for one in (at, *tree.under(at, "aux", "auxpass")))


def _goes_on(tree: Tree, at: int, cues: Cues) -> bool:
    """Whether the halt that the verb ``at`` names has not come: "once it stops", "has never stopped"."""
    if is_negated(tree, at) and verbal(tree, at, cues).modal not in ("future", "conditional"):
        return not any(tree.lower[kid] == "to" for kid in tree.under(at, "aux"))
    return tree.dep[at] == "advcl" and any(
        tree.lower[kid] in ("once", "until", "unless", "till") for kid in tree.under(at, "mark", "advmod")
    )


def where_is_adjective(where: FrameHit | int) -> bool:
    """Whether the trigger is an adjective ("available")."""
    return isinstance(where, FrameHit) and where.frame.pos == "adj"


def as_handled(tree: Tree, chain: tuple[int, ...], state: State) -> None:
    """As in "Iranian-made drones sold to Russia": what is done with the goods gives the stage."""
    verbs = load_frames().verbs
    for governor in chain:
        if tree.pos[governor] in VERBS:
            fits = (
                one
                for one in verbs.get(tree.lemma[governor], ())
                if not one.weak and one.kind != "origin" and words_at(tree, governor, one.words)
            )
            frame = next(fits, None)
            if frame is not None:
                state.stage_to(frame.stage, tree.text[governor])
            return


def goods_denied(tree: Tree, at: int, state: State, cues: Cues) -> None:
    """As in "the tanks that Iran is said to have sent are a fiction", "exist only on paper": no such thing was sent."""
    noun = tree.first_of_coordination(tree.head[at])
    verb = tree.head[noun]
    if tree.dep[noun] != "nsubj" or tree.pos[verb] not in VERBS:
        return
    denied = negation(tree, verb)
    if tree.lemma[verb] in cues.groups["existing"]:
        around = {tree.lower[one] for kid in tree.kids[verb] for one in (kid, *tree.kids[kid])}
        if denied or around & cues.undone["after_not"]:
            state.stance_to("denies", tree.text[verb])
    elif tree.lemma[verb] == "be" and not denied:
        said = [kid for kid in tree.under(verb, "attr", "acomp") if "denying" in classes_of(tree, kid, cues)]
        if said:
            state.stance_to("denies", tree.text[said[0]])


def goods_stopped(tree: Tree, at: int, state: State, cues: Cues) -> None:
    """As in "seized weapons sent from Iran": where goods are stopped, so is their transfer."""
    noun = tree.first_of_coordination(tree.head[at])
    for _ in range(4):
        if tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in ("of", "on", "with"):
            noun = tree.first_of_coordination(tree.head[tree.head[noun]])
    verb = tree.head[noun]
    if (
        (
            tree.dep[noun] in ("dobj", "nsubjpass")
            and tree.pos[verb] in VERBS
            and tree.lemma[verb] not in cues.groups["disputing"]
        )
        and "halting" in classes_of(tree, verb, cues)
        and not negation(tree, verb)
    ):
        state.stage_to("halted", tree.text[verb])


def _negated_together(tree: Tree, at: int) -> bool:
    """Whether ``at``, or the verb that it is coordinated with by "or", "nor", is negated."""
    if is_negated(tree, at) or (tree.lower[0] == "nor" and tree.dep[at] in ("ROOT", "ccomp")):
        return True
    head = tree.head[at]
    return (
        tree.dep[at] == "conj"
        and not tree.subjects(at)
        and any(tree.lower[kid] in ("or", "nor") for kid in tree.under(head, "cc"))
        and is_negated(tree, head)
    )


def _negate(tree: Tree, at: int, state: State, cues: Cues, word: str) -> None:
    """As in "Will not send" is halted, "has not sent" denies that it was sent."""
    modal = verbal(tree, at, cues).modal if tree.pos[at] in VERBS else None
    governor = tree.head[tree.first_of_coordination(at)]
    if modal is None and tree.dep[at] == "dobj" and verbal(tree, governor, cues).modal == "future":
        modal = "future"
    if not any(pos in VERBS for pos in tree.pos) or (modal is None and tree.lemma[at] in cues.refusing):
        state.stage_to("halted", f"no {word}")
        return
    if modal == "must":
        state.stage_to(state.before or state.stage, f"must not {word}")
        state.stance_to("warns", f"must not {word}")
        return
    to = any(tree.lower[kid] == "to" for kid in tree.under(at, "aux"))
    if modal in ("future", "conditional", "is_to", "to") or (to and modal is None):
        if state.stance != "warns":
            state.stage_to("halted", f"not to {word}")
            state.certainty = "certain"
    elif state.stage in ("agreed", "negotiating", "sought") and modal == "possible":
        state.stage_to("halted", f"cannot {word}")
        state.certainty = "certain"
    else:
        state.stance_to("denies", f"not {word}")


def _modal(tree: Tree, at: int, state: State, what: Verbal, cues: Cues, word: str) -> None:
    """Effects of a verb's auxiliaries and of the word that introduces its clause."""
    if what.mark == "conditional":
        state.stance_to("warns", f"condition on {word}")
        return
    state.before = state.stage
    if condition_near(tree, at, cues) and (what.modal in ("future", "conditional", "possible") or negation(tree, at)):
        state.stance_to("warns", f"{word} if")
    if what.mark == "open" and tree.dep[at] != "advcl":
        declined = tree.dep[at] == "csubj" or any(tree.lower[one] in ("unclear", "unknown") for one in range(len(tree)))
        state.stance_to("declines" if declined else "warns", f"whether {word}")
    if what.mark == "refraining" and tree.tag[at] == "VBG":
        state.stage_to("halted", f"without {word}")
    if what.modal == "possible":
        state.hedge("possible", f"may {word}")
        if not what.perfect and state.stage in ("delivered", "shipped", "agreed"):
            state.stage_to("negotiating", f"may {word}")
    elif what.modal in ("future", "is_to", "to"):
        if state.stage in REAL and not (what.modal == "to" and is_accomplished(tree, at, cues)):
            state.stage_to("agreed", f"will {word}")
    elif what.modal == "conditional" and not what.perfect:
        if state.stage in ("delivered", "shipped", "used"):
            hypothetical = tree.dep[at] == "relcl" or condition_near(tree, at, cues)
            state.stage_to("negotiating" if hypothetical else "agreed", f"would {word}")
        if condition_near(tree, at, cues):
            state.stance_to("warns", f"would {word} if")
    elif what.modal == "due":
        if not what.perfect and state.stage in REAL:
            state.stage_to("agreed", f"should {word}")
        state.hedge("probable", f"should {word}")
    elif what.modal == "must" and state.stage in REAL:
        state.stage_to("sought", f"must {word}")


def condition_near(tree: Tree, at: int, cues: Cues) -> bool:
    """Whether an "if" clause hangs on the verb ``at``."""
    return any(
        tree.dep[kid] == "advcl" and any(tree.lower[one] in ("if", "unless", "provided") for one in tree.kids[kid])
        for kid in tree.kids[at]
    )


def _governed_by_would(tree: Tree, at: int) -> bool:
    head = tree.head[at]
    return any(tree.lower[kid] in ("would", "will", "could", "must", "should") for kid in tree.under(head, "aux"))


def adjective_effects(tree: Tree, at: int, state: State, cues: Cues) -> None:
    found = adjective_classes(tree, at, cues)
    word = tree.text[at]
    if "halting" in found:
        state.stage_to("halted", f"halted {word}")
    elif "seeking" in found and state.stage != "halted":
        state.stage_to("sought", f"requested {word}")
    elif "planning" in found and state.stage in ("delivered", "shipped", "agreed"):
        state.stage_to("negotiating", f"planned {word}")
    elif ("agreeing" in found or "delaying" in found) and state.stage in REAL:
        state.stage_to("agreed", f"agreed {word}")
    if "alleging" in found:
        state.hedge("possible", f"alleged {word}")
    elif "believing" in found:
        state.hedge("probable", f"suspected {word}")


def hedge_effects(tree: Tree, at: int, state: State, cues: Cues) -> None:
    found = adverb_classes(tree, at, cues)
    if "alleging" in found:
        state.hedge("possible", f"adverb at {tree.text[at]}")
    elif "believing" in found:
        state.hedge("probable", f"adverb at {tree.text[at]}")
