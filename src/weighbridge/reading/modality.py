"""How far a transfer has got, what the source holds of it, and how surely, by rule.

``position`` starts from the stage that the frame has by itself and walks up through what
governs it ("planned", "refused", "denied that"), each governor changing stage, stance or
certainty (coding guidelines, 4, 5 and 8). ``features`` gives the same cues by name for a
trained classifier. Whatever is asked for, hypothetical, denied or halted never comes out
as delivered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from weighbridge.reading.cues import (
    CLASSES,
    Cues,
    Verbal,
    adjective_classes,
    adverb_classes,
    classes_of,
    load_cues,
    negation,
    phrase_classes,
    verbal,
)
from weighbridge.reading.frames import Frame, FrameHit, is_negated, load_frames, words_at
from weighbridge.reading.roles import governors
from weighbridge.reading.tree import VERBS, Tree, tree_of

_REAL = ("delivered", "shipped", "used")
_GETS = ("recipient",)
_SPEECH = frozenset(("saying", "denying", "confirming", "believing", "alleging", "declining"))
_PASSING = frozenset(CLASSES) - {"saying", "warning"}
_INTRANSITIVE = frozenset(
    "stop cease end halt pause stall fall begin start resume continue commence delay slow".split()
)


@dataclass(frozen=True, slots=True)
class Position:
    """Stage, stance and certainty with the reasons that led there, a line each."""

    stage: str
    stance: str
    certainty: str
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    """What the walk has found so far."""

    stage: str
    stance: str = "asserts"
    certainty: str = "certain"
    settled: bool = False
    """A stance other than ``asserts`` was found nearer; governors further up leave it."""
    distant: bool = False
    """A verb of speech, or one unknown, lies between: what is further up changes the stage no more."""
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


def position(doc: Any, where: FrameHit | int, cues: Cues | None = None) -> Position:
    """Stage, stance and certainty of a frame hit, or of the goods at a token where no frame stands.

    Args:
        doc: the parsed sentence.
        where: a hit of ``frames_in(doc)`` or a token index.
        cues: the cue lexicon; the program's own by default.
    """
    tree, cues = tree_of(doc), cues or load_cues()
    at, frame, chain, presupposed = _place(tree, where)
    state = _State(_bare_stage(tree, at) if frame is None else _plain_stage(tree, at, frame))
    state.gets = (
        frame is not None and frame.patterns[0].get("subject", frame.patterns[0].get("possessive")) in _GETS
    )
    if frame and frame.kind in ("origin", "load"):
        _as_handled(tree, chain if frame.kind == "origin" else chain[:1], state)
    _own(tree, at, state, cues, where)
    if presupposed:
        _goods_stopped(tree, chain[-1] if chain else at, state, cues)
    _walk(tree, at, chain, state, cues)
    _around(tree, doc.text, at, chain, state, cues)
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
    return "agreed" if tree.dep[at] == "ROOT" or not any(pos in VERBS for pos in tree.pos) else "delivered"


def _plain_stage(tree: Tree, at: int, frame: Frame) -> str:
    return frame.plural if frame.plural and tree.tag[at] in ("NNS", "NNPS") else frame.stage


def _own(tree: Tree, at: int, state: _State, cues: Cues, where: FrameHit | int) -> None:
    """Effects of the trigger's own auxiliaries, negation, adjectives and adverbs."""
    word = tree.text[at]
    if tree.pos[at] in VERBS or (isinstance(where, FrameHit) and where.frame.pos == "verb"):
        _modal(tree, at, state, verbal(tree, at, cues), cues, word)
    else:
        _adjectives(tree, at, state, cues)
        if where_is_adjective(where) and (negation(tree, at) or negation(tree, tree.head[at])):
            state.stage_to("halted", f"not {word}")
            return
        if any(tree.lower[kid] == "any" for kid in tree.under(at, "det")) and _governed_by_would(tree, at):
            state.stance_to("warns", f"any {word} would")
    if tree.dep[at] in ("pcomp", "pobj") and tree.lower[tree.head[at]] in cues.marks["refraining"]:
        state.stage_to("halted", f"{tree.text[tree.head[at]]} {word}")
    negated = _negated_together(tree, at) or (isinstance(where, FrameHit) and where.negated)
    if negated:
        _negate(tree, at, state, cues, word)
    _hedges(tree, at, state, cues)


def where_is_adjective(where: FrameHit | int) -> bool:
    """Whether the trigger is an adjective ("available")."""
    return isinstance(where, FrameHit) and where.frame.pos == "adj"


def _as_handled(tree: Tree, chain: tuple[int, ...], state: _State) -> None:
    """ "Iranian-made drones sold to Russia": what is done with them gives the stage, not that they were made."""
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


def _goods_stopped(tree: Tree, at: int, state: _State, cues: Cues) -> None:
    """ "Seized weapons sent from Iran": where the goods that a clause modifies are stopped, so is their transfer."""
    noun = tree.first_of_coordination(tree.head[at])
    for _ in range(4):
        if tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in ("of", "on", "with"):
            noun = tree.first_of_coordination(tree.head[tree.head[noun]])
    verb = tree.head[noun]
    if (
        tree.dep[noun] in ("dobj", "nsubjpass")
        and tree.pos[verb] in VERBS
        and tree.lemma[verb] not in ("reject", "dismiss", "refuse", "deny")
    ):
        if "halting" in classes_of(tree, verb, cues) and not negation(tree, verb):
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


def _negate(tree: Tree, at: int, state: _State, cues: Cues, word: str) -> None:
    """ "Will not send" is halted, "has not sent" denies that it was sent."""
    modal = verbal(tree, at, cues).modal if tree.pos[at] in VERBS else None
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


def _modal(tree: Tree, at: int, state: _State, what: Verbal, cues: Cues, word: str) -> None:
    """Effects of a verb's auxiliaries and of the word that introduces its clause."""
    if what.mark == "conditional":
        state.stance_to("warns", f"condition on {word}")
        return
    state.before = state.stage
    if what.mark == "open" and not tree.dep[at] == "advcl":
        declined = tree.dep[at] == "csubj" or any(
            tree.lower[one] in ("unclear", "unknown") for one in range(len(tree))
        )
        state.stance_to("declines" if declined else "warns", f"whether {word}")
    if what.mark == "refraining" and tree.tag[at] == "VBG":
        state.stage_to("halted", f"without {word}")
    if what.modal == "possible":
        state.hedge("possible", f"may {word}")
        if not what.perfect and state.stage in ("delivered", "shipped", "agreed"):
            state.stage_to("negotiating", f"may {word}")
    elif what.modal in ("future", "is_to", "to"):
        if state.stage in ("delivered", "shipped", "used"):
            state.stage_to("agreed", f"will {word}")
    elif what.modal == "conditional" and not what.perfect:
        if state.stage in ("delivered", "shipped", "used"):
            hypothetical = tree.dep[at] == "relcl" or _condition_near(tree, at, cues)
            state.stage_to("negotiating" if hypothetical else "agreed", f"would {word}")
        if _condition_near(tree, at, cues):
            state.stance_to("warns", f"would {word} if")
    elif what.modal == "due":
        if not what.perfect and state.stage in _REAL:
            state.stage_to("agreed", f"should {word}")
        state.hedge("probable", f"should {word}")
    elif what.modal == "must" and state.stage in _REAL:
        state.stage_to("sought", f"must {word}")


def _condition_near(tree: Tree, at: int, cues: Cues) -> bool:
    """Whether an "if" clause hangs on the verb ``at``."""
    return any(
        tree.dep[kid] == "advcl"
        and any(tree.lower[one] in ("if", "unless", "provided") for one in tree.kids[kid])
        for kid in tree.kids[at]
    )


def _governed_by_would(tree: Tree, at: int) -> bool:
    head = tree.head[at]
    return any(
        tree.lower[kid] in ("would", "will", "could", "must", "should") for kid in tree.under(head, "aux")
    )


def _adjectives(tree: Tree, at: int, state: _State, cues: Cues) -> None:
    found = adjective_classes(tree, at, cues)
    word = tree.text[at]
    if "halting" in found:
        state.stage_to("halted", f"halted {word}")
    elif "seeking" in found and state.stage != "halted":
        state.stage_to("sought", f"requested {word}")
    elif "planning" in found and state.stage in ("delivered", "shipped", "agreed"):
        state.stage_to("negotiating", f"planned {word}")
    elif ("agreeing" in found or "delaying" in found) and state.stage in _REAL:
        state.stage_to("agreed", f"agreed {word}")
    if "alleging" in found:
        state.hedge("possible", f"alleged {word}")
    elif "believing" in found:
        state.hedge("probable", f"suspected {word}")


def _hedges(tree: Tree, at: int, state: _State, cues: Cues) -> None:
    found = adverb_classes(tree, at, cues)
    if "alleging" in found:
        state.hedge("possible", f"adverb at {tree.text[at]}")
    elif "believing" in found:
        state.hedge("probable", f"adverb at {tree.text[at]}")


def _walk(tree: Tree, at: int, chain: tuple[int, ...], state: _State, cues: Cues) -> None:
    """Effects of the governors, nearest first."""
    below = at
    for number, governor in enumerate(chain):
        predicate = _predicate(tree, governor)
        found = classes_of(tree, predicate, cues)
        negated = negation(tree, governor) or (predicate != governor and negation(tree, predicate))
        _govern(tree, predicate, below, number, found, negated, state, cues)
        if tree.pos[governor] in ("NOUN", "PROPN"):
            _adjectives(tree, governor, state, cues)
            if tree.lemma[governor] in cues.claims and "denying" in adjective_classes(tree, governor, cues):
                state.stance_to("denies", f"false {tree.text[governor]}")
        _hedges(tree, governor, state, cues)
        finite = tree.dep[below] in ("ccomp", "acl") and not any(
            tree.lower[kid] == "to" for kid in tree.under(below, "aux")
        )
        passing = found & _PASSING or (
            tree.pos[governor] in ("NOUN", "PROPN") and not tree.dep[below] == "acl"
        )
        if not passing or (finite and found & _SPEECH):
            state.distant = True
        below = governor


def _predicate(tree: Tree, at: int) -> int:
    """What a copula says of its subject or clause ("it is false that"); other words stand for themselves."""
    if tree.lemma[at] == "be":
        return next(
            (
                kid
                for kid in tree.under(at, "acomp", "attr", "oprd")
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
    state: _State,
    cues: Cues,
) -> None:
    """Effect of one governor ``at`` over ``below``."""
    word = tree.text[at]
    what = verbal(tree, at, cues) if tree.pos[at] in (*VERBS, "ADJ") else Verbal()
    over_claim = tree.lemma[below] in cues.claims
    clause = tree.pos[below] in VERBS
    if "denying" in found and (
        clause
        or over_claim
        or tree.lemma[at]
        in ("deny", "doubt", "refute", "contest", "dispute", "baseless", "groundless", "unfounded")
    ):
        if not ("halting" in found and clause and tree.dep[below] == "xcomp"):
            if negated:
                state.stance_to("declines", f"not {word}")
            else:
                state.stance_to("denies", word)
            return
    if "confirming" in found:
        if negated or what.modal in ("conditional",) or _refused(tree, at):
            state.stance_to("declines", f"not {word}")
            state.distant = True
        elif what.modal != "possible" and not state.settled and state.stage != "sought":
            state.stance_to("confirms", word)
        return
    if "declining" in found and (negated or _refused(tree, at) or tree.pos[at] not in VERBS):
        state.stance_to("declines", f"not {word}")
        state.distant = True
        return
    if (
        "warning" in found
        and tree.dep[below] in ("ccomp", "xcomp", "pcomp", "pobj", "acl", "dobj")
        or (
            "warning" in found
            and what.modal in ("conditional", "future")
            and tree.dep[below] in ("nsubj", "csubj")
        )
    ):
        if "seeking" not in found or state.stage == "halted":
            if not state.distant and not _presupposing(tree, below, state, cues.marks["going_on"]):
                if state.stage == "negotiating" and state.before in _REAL:
                    state.stage_to(state.before, f"{word} that")
                if (
                    tree.lemma[at] in ("warn", "caution", "urge", "dissuade", "discourage", "deter")
                    and state.stage == "halted"
                ):
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
    if "alleging" in found:
        state.hedge("possible", word)
    _staging(tree, at, below, number, found, negated, what, tree.lemma[at] in cues.refusing, state)
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


def _carry(what: Verbal, known: bool, loose: bool, negated: bool, state: _State, word: str) -> None:
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


def _refused(tree: Tree, at: int) -> bool:
    """Whether ``at`` stands under a refusal ("refused to confirm", "unable to verify")."""
    head = tree.head[at]
    return tree.dep[at] in ("xcomp", "ccomp", "acl") and (
        tree.lemma[head] in ("refuse", "decline", "unable", "refusal", "avoid", "unwilling", "fail")
        or negation(tree, head)
    )


def _presupposing(tree: Tree, below: int, state: _State, going_on: frozenset[str] = frozenset()) -> bool:
    """ "Called on China to stop supplying" says that China does supply; so does "the continued supply"."""
    if any(tree.lower[kid] in going_on for kid in tree.kids[below]):
        return True
    if state.stage == "halted" and tree.lemma[below] in ("stop", "cease", "halt", "end", "suspend"):
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
    refusing: bool,
    state: _State,
) -> None:
    """Change of stage by a governor of the staging classes."""
    word = tree.text[at]
    if state.distant or not _reaches(tree, at, below):
        return
    if tree.lemma[at] == "go" and tree.tag[at] == "VBG" and tree.dep[below] == "xcomp":
        if state.stage in _REAL:
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
        or (
            tree.tag[below] == "VBG"
            and not any(tree.dep[kid] in ("nsubj", "aux") for kid in tree.kids[below])
        )
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
            state.stage_to("delivered" if number else "halted", word)
        elif hypothetical and not what.perfect:
            state.stage_to("halted", word)
            state.hedge("possible", f"may {word}")
        else:
            state.stage_to("halted", word)
        return
    if "seeking" in found and (not finite or tree.tag[below] == "VB") and "announcing" not in found:
        if _presupposing(tree, below, state):
            return
        if state.stage == "halted":
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
        elif state.stage in (*_REAL, "negotiating", "sought"):
            state.stage_to("agreed", word)
        return
    if "announcing" in found and not clause and state.stage in ("delivered", "shipped", "negotiating"):
        state.stage_to("agreed", word)
    elif "planning" in found and (not finite or tree.pos[at] in ("NOUN", "ADJ")):
        if negated and refusing:
            state.stage_to("halted", f"not {word}")
        elif negated:
            state.stance_to("denies", f"no {word}")
            if state.stage in _REAL:
                state.stage_to("negotiating", word)
        elif state.stage == "halted":
            state.stance_to("warns", f"{word} a halt")
        elif state.stage in ("delivered", "shipped", "agreed"):
            state.stage_to(
                "sought"
                if state.gets and tree.pos[at] in VERBS and word.lower() != "expected"
                else "negotiating",
                word,
            )
        if tree.lemma[at] in ("expect", "anticipate", "likely", "unlikely"):
            state.hedge("probable", word)
    elif (
        "delaying" in found
        and state.stage in _REAL
        and not clause
        or "lifting" in found
        and state.stage == "halted"
    ):
        state.stage_to("agreed", word)
    elif "beginning" in found and state.stage == "delivered" and number == 0 and not negated:
        if what.perfect or what.progressive:
            state.stage_to("shipped", word)


def _reaches(tree: Tree, at: int, below: int) -> bool:
    """Whether the verb ``at`` acts on ``below``: its object, complement or passive subject, not its agent."""
    if tree.pos[at] not in VERBS or tree.dep[below] not in ("nsubj", "csubj"):
        return True
    return tree.lemma[at] in _INTRANSITIVE or tree.lemma[at] == "be" or tree.tag[at] == "VBN"


def _future_below(tree: Tree, below: int) -> bool:
    return any(
        tree.lower[kid] in ("will", "would", "shall", "to", "may", "could", "can")
        for kid in tree.under(below, "aux")
    )


def _around(tree: Tree, text: str, at: int, chain: tuple[int, ...], state: _State, cues: Cues) -> None:
    """Effects of what stands anywhere in the sentence: turning phrases, adverbs, a question mark."""
    phrases = phrase_classes(text.lower().replace("\u2019", "'"), cues)
    if text.rstrip("\"'\u201d\u2019 ").endswith("?"):
        state.stance_to("warns", "question")
    if "declines" in phrases and _same_part(text, tree, at, phrases["declines"]):
        if state.stance in ("denies", "warns"):
            state.settled = False
        state.stance_to("declines", "phrase")
    elif "denies" in phrases and _same_part(text, tree, at, phrases["denies"]):
        state.stance_to("denies", "phrase")
    if "halted" in phrases and state.stage in ("delivered", "shipped", "agreed") and not state.settled:
        state.stage_to("halted", "phrase")
    elif (
        "shipped" in phrases and state.stage == "delivered" and abs(phrases["shipped"] - tree.start[at]) < 40
    ):
        state.stage_to("shipped", "phrase")
    elif "negotiating" in phrases and state.stage in ("delivered", "shipped"):
        state.stage_to("negotiating", "phrase")
    for name in ("probable", "possible"):
        if name in phrases:
            state.hedge(name, "phrase")
    for one in range(len(tree)):
        if "alleging" in cues.adverbs.get(tree.lower[one], ()) and abs(one - at) < 12:
            state.hedge("possible", tree.text[one])


def _same_part(text: str, tree: Tree, at: int, place: int) -> bool:
    """Whether no semicolon stands between the word ``at`` and the character ``place``."""
    word = tree.start[at]
    return ";" not in text[min(word, place) : max(word, place)]


def features(doc: Any, where: FrameHit | int, cues: Cues | None = None) -> dict[str, float | bool | str]:
    """Named cues of a hit or a token, for a classifier that stands beside the rule.

    ``rule_*``: what ``position`` says; ``frame_*``: the frame; ``modal``, ``past``, ...: the trigger's
    auxiliaries; ``chain_CLASS``: distance (1 is nearest) of the first governor of that cue class, 0 if none;
    ``chain_CLASS_negated``; ``sentence_CLASS``: the class stands anywhere in the sentence; ``phrase_CLASS``.
    """
    tree, cues = tree_of(doc), cues or load_cues()
    at, frame, chain, presupposed = _place(tree, where)
    rule = position(doc, where, cues)
    what = verbal(tree, at, cues)
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
        "question": doc.text.rstrip("\"'\u201d\u2019 ").endswith("?"),
        "chain_length": float(len(chain)),
        "verbless": not any(pos in VERBS for pos in tree.pos),
        "words": float(len(tree)),
    }
    own = adjective_classes(tree, at, cues) | adverb_classes(tree, at, cues)
    steps = [(one, classes_of(tree, one, cues)) for one in chain]
    anywhere: set[str] = set()
    for one in range(len(tree)):
        anywhere |= classes_of(tree, one, cues) | cues.adverbs.get(tree.lower[one], frozenset())
    for name in CLASSES:
        distance = next((number for number, (_, found) in enumerate(steps, 1) if name in found), 0)
        row[f"chain_{name}"] = float(distance)
        row[f"chain_{name}_negated"] = bool(distance) and negation(tree, steps[distance - 1][0])
        row[f"own_{name}"] = name in own
        row[f"sentence_{name}"] = name in anywhere
    chain_modals = [verbal(tree, one, cues) for one in chain if tree.pos[one] in VERBS]
    row["chain_modal"] = next((one.modal for one in chain_modals if one.modal), "none")
    row["chain_mark"] = next((one.mark for one in chain_modals if one.mark), "none")
    row["chain_past"] = any(one.past for one in chain_modals)
    found = phrase_classes(doc.text.lower().replace("\u2019", "'"), cues)
    for name in cues.phrases:
        row[f"phrase_{name}"] = name in found
    row["sentence_negation"] = any(dep == "neg" for dep in tree.dep) or "no" in tree.lower
    row["sentence_modal"] = next(
        (name for name, words in cues.modals.items() if any(w in words for w in tree.lower)), "none"
    )
    row["sentence_if"] = "if" in tree.lower
    return row
