"""The position of a weighed transfer: whether its goods have moved, and who says what of it.

What is denied, hypothetical, asked for, promised or halted must not come out as delivered: that goods have moved is
said only where it is probable with a margin, and never where the grammar sees it denied (design, 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.frames.frames import FrameHit
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.answered import answer_in
from weighbridge.reading.positions.arrived import names_arrival, tells_arrival, tells_in_passing
from weighbridge.reading.positions.asked import AFFIRMED, UNTOLD, Asked, Pair
from weighbridge.reading.positions.besides import told_besides
from weighbridge.reading.positions.cues import classes_of, load_cues, verbal
from weighbridge.reading.positions.in_use import also_used
from weighbridge.reading.positions.kept import some_came
from weighbridge.reading.positions.modality import Position, position
from weighbridge.reading.positions.outcome import none_came, refused, resumed
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.rows import rule_at
from weighbridge.reading.positions.short_of import kept_from, nearly, said_by_nobody
from weighbridge.reading.positions.stage_told import stage_told
from weighbridge.reading.positions.undone import believes, denies_nothing, denies_their_use, goes_on
from weighbridge.reading.positions.views import View, word_of

DONE = 0.78
"""Goods have moved, says the program, only where that has at least such a share of what is probable ...

Out of fold, false deliveries fall from 0.73 to here by a tenth, and what that costs ``OUTRIGHT`` makes good.
"""
OUTRIGHT = 0.77
"""... or where a position by which they have moved is by itself so probable: a sentence may tell that jets were ordered
and that they came, and each is probable then."""
SECOND = 0.33
"""A second position is given where it is so probable that the sentence takes two on the transfer."""


def moved(pairs: Sequence[Pair]) -> float:
    """How probable it is that goods have moved, among all that the pairs offer."""
    total = sum(pair.probability for pair in pairs)
    return sum(pair.probability for pair in pairs if pair.done) / total if total else 0.0


_UNMOVED_STANCES = frozenset(("warns", *UNTOLD))
CONTRADICTED = 0.35
"""Not where what contradicts it (denied, halted, warned of ...) has so much."""


def is_outright(pairs: Sequence[Pair]) -> bool:
    """Whether it is probable by itself that goods have moved, whatever else is told of them but that they have not."""
    return _against(pairs) < CONTRADICTED and any(pair.done and pair.probability >= OUTRIGHT for pair in pairs)


def _against(pairs: Sequence[Pair]) -> float:
    """How much speaks against it that goods have moved."""
    contrary = (pair for pair in pairs if STANCES[pair.stance] in _UNMOVED_STANCES or STAGES[pair.stage] == "halted")
    return sum(pair.probability for pair in contrary)


UNDISPUTED, DOUBT, FIRM = 0.66, 0.1, 0.4
"""... or such a share of what is probable, where less than so much says that they have not moved, or might not have,
the grammar too says that they have, and the transfer is as probable as one must be whose goods have moved.

To take a promise for a delivery is an error, to take a denial for one is not forgiven. Read off ``corpus/later``: six
stages more are right by it, and there are as many false deliveries as before.
"""


def share_asked(one: Asked, least: float) -> float:
    """What share of all that is probable says that goods have moved, where that is to hold."""
    rule = rule_at(one.look, one.item, one.views[0])
    undisputed = one.probability >= FIRM and _against(one.pairs) < DOUBT and rule.stage in REAL
    return min(least, UNDISPUTED) if undisputed else least


_OPEN = frozenset(("open", "conditional"))
_ANSWERING = frozenset(("confirming", "denying", "declining"))
BESIDE = 0.6
"""... or so probable beside another position of the sentence, where the grammar too says without a doubt that they
have: "took delivery of the last three of twelve that it had ordered"."""
CAME, NAMED = 0.4, 0.5
"""... or so probable, where a verb of arriving tells outright that they have come, or a noun does."""
ALONE, RIVAL = 0.5, 0.3
"""... or it has at least so much, and the likeliest other position is a halt that has less than that.

Both pairs were read off ``corpus/open`` and ``corpus/plain``, by what the annotators say where the models nearly book a
delivery: seventeen stages are better by them, one worse, and there are as many false deliveries as before.
"""
GUARDED = 0.9
"""What must be probable where the grammar by itself says that nothing has moved (warned of, asked for, halted ...).

Where it says that this is denied, nothing is probable enough."""
REPORTED = 0.16
"""What is told must be so probable beside what another will not say.

Read off ``open``, ``more`` and ``plain``: of what is less probable hardly anything is told by the annotators."""
FURTHER = 0.4
"""A second position less probable than this is none."""
_UNMOVED_STAGES = frozenset(("sought", "negotiating", "halted"))
_DENIES = STANCES.index("denies")


def guarded(one: Asked, pair: Pair) -> bool:
    """Whether the rules see something in the sentence that forbids to book ``pair`` as moved goods.

    Rules and model are both wrong at times; a false delivery is the worst error (design, 4), so
    where they disagree on one, the model has to be very sure.
    """
    rule = rule_at(one.look, one.item, one.views[pair.view])
    unmoved = rule.stance in _UNMOVED_STANCES or rule.stage in _UNMOVED_STAGES
    by_rule = not one.spared and "denies" in (rule.stance, rule_at(one.look, one.item, one.views[0]).stance)
    denied = one.left_out or one.on_paper or by_rule or _fell_short(one, one.views[pair.view])
    if _is_asked(one) and STANCES[pair.stance] != "declines":
        return True
    return pair.done and (
        denied or (_mark(one) in _OPEN and not _told_elsewhere(one)) or (unmoved and moved(one.pairs) < GUARDED)
    )


def _fell_short(one: Asked, view: View) -> bool:
    return nearly(one, view) or kept_from(one, view) or said_by_nobody(one, view)


def _come(one: Asked) -> Pair | None:
    """The likeliest pair by which goods have moved, where the grammar tells outright that they have come ...

    ... or where the only other choice is a halt that is improbable and of which the grammar shows nothing.
    """
    came = max((pair for pair in one.pairs if pair.done), key=lambda pair: pair.probability, default=None)
    if came is None or _against(one.pairs) >= CONTRADICTED or one.left_out:
        return None
    much = moved(one.pairs)
    told = (much >= CAME and tells_arrival(one)) or (much >= NAMED and (names_arrival(one) or tells_in_passing(one)))
    return came if told or _unhalted(one, came) else None


def _unhalted(one: Asked, came: Pair) -> bool:
    """Whether a halt stands against ``came`` alone, and without a word for it, or for a doubt, in the sentence."""
    rival = max((pair for pair in one.pairs if not pair.done), key=lambda pair: pair.probability, default=None)
    if rival is None or STAGES[rival.stage] != "halted" or rival.probability >= RIVAL or came.probability < ALONE:
        return False
    rules = [rule_at(one.look, one.item, view) for view in one.views]
    doubted = CERTAINTIES[int(one.guesses[came.view].certainty.argmax())] != "certain"
    return not doubted and not any(
        rule.stage in _UNMOVED_STAGES or rule.stance in _UNMOVED_STANCES or rule.certainty != "certain"
        for rule in rules
    )


def _told_beside(one: Asked) -> Pair | None:
    """The likeliest pair by which goods have moved, in a sentence that probably takes another position on them too."""
    told = [pair for pair in one.pairs if pair.done and pair.probability >= BESIDE]
    if not told or _against(one.pairs) >= CONTRADICTED or one.left_out or _mark(one) in _OPEN:
        return None
    best = max(told, key=lambda pair: pair.probability)
    return best if _moves(one, one.views[best.view]) else None


def _moves(one: Asked, view: View) -> bool:
    """Whether the grammar says without a doubt that goods have moved, seen from a word of transfer."""
    rule = rule_at(one.look, one.item, view)
    return rule.stage in REAL and rule.stance in AFFIRMED and rule.certainty == "certain"


def _is_asked(one: Asked) -> bool:
    """Whether the sentence only tells that somebody asked whether it is so."""
    tree = tree_of(one.look.scene.doc)
    root = tree.root
    cues = load_cues()
    asked = _mark(one) == "open" and tree.lemma[root] in cues.groups["asking"] and not _told_elsewhere(one)
    return asked and not any(
        tree.lemma[at] in cues.answers["telling"] or not _ANSWERING.isdisjoint(classes_of(tree, at, cues))
        for at in range(root + 1, len(tree))
    )


def _told_elsewhere(one: Asked) -> bool:
    """Whether another word of transfer, outside the clause that leaves it open, tells that goods have moved."""
    tree = tree_of(one.look.scene.doc)
    words = (word_of(one.look, one.item, view) for view in one.views[1:] if view.number >= 0 and _moves(one, view))
    return any(verbal(tree, word, load_cues()).mark is None for word in words)


def _mark(one: Asked) -> str | None:
    """What leaves open whether it is so before the clause of the word of transfer: "asked whether", "unless"."""
    view = one.views[0]
    scene = one.look.scene
    return verbal(tree_of(scene.doc), scene.hits[view.number].trigger, load_cues()).mark if view.number >= 0 else None


HELD = 2.0
"""A word of transfer that fits at least so well holds the goods in its own role."""


def belongs_to_others(one: Asked, pair: Pair) -> bool:
    """Whether a denial is of something else: "deny supplying weapons, but admit selling machine tools".

    Or of what an earlier sentence told: "the army, which got 18 helicopters last year, denied it too".
    """
    view = one.views[0]
    if STANCES[pair.stance] == "denies" and one.spared:
        return True
    if STANCES[pair.stance] != "denies" or one.left_out or view.number < 0 or view.fit < HELD:
        return False
    rule = rule_at(one.look, one.item, view)
    if rule.stance not in AFFIRMED or rule.stage in _UNMOVED_STAGES:
        return False
    scene = one.look.scene
    if one.item.kind in ("designation", "word") and answer_in(tree_of(scene.doc)) is not None:
        return True
    others = {item.token for item in scene.items if item.kind in ("designation", "word")} - {one.item.token}
    return any(
        not others.isdisjoint(hit.roles.get("item", ())) and position(scene.doc, hit).stance == "denies"
        for number, hit in enumerate(scene.hits)
        if number != view.number and one.item.token not in hit.roles.get("item", ())
    ) or any(
        position(scene.doc, hit).stance == "denies" and _passes_on(one, hit)
        for number, hit in enumerate(scene.hits)
        if number != view.number and one.item.token in hit.roles.get("item", ())
    )


def _passes_on(one: Asked, hit: FrameHit) -> bool:
    """Whether by a word of transfer who gets the goods gives them to another: "has denied passing them on to Libya"."""
    givers, getters = (one.look.named_in(hit, role) for role in ("supplier", "recipient"))
    return one.codes[1] in givers and bool(getters - {None, one.codes[1]})


def _misplaced(one: Asked, pair: Pair) -> bool:
    """Whether a second position affirms what the grammar sees denied: "wants 48; no contract has been signed"."""
    denied = any(rule_at(one.look, one.item, view).stance == "denies" for view in one.views)
    return denied and STANCES[pair.stance] in AFFIRMED


def _by_rule(one: Asked) -> Pair:
    """Of the pairs by which nothing has moved the one that the grammar says, else the likeliest."""
    rule = rule_at(one.look, one.item, one.views[0])

    stance = "denies" if one.left_out else rule.stance
    open_ = _is_asked(one)

    def worth(pair: Pair) -> tuple[bool, bool, bool, float]:
        same = STANCES[pair.stance] == stance
        told = not one.on_paper or STANCES[pair.stance] != "denies"  # a paper denies nothing
        return told, open_ and same, same and STAGES[pair.stage] == rule.stage, pair.probability

    unmoved = [pair for pair in one.pairs if not pair.done]
    if not unmoved:  # the models are so sure that they offer nothing else
        likeliest = max(one.pairs, key=lambda pair: pair.probability)
        return replace(likeliest, stance=STANCES.index("warns") if open_ or _mark(one) in _OPEN else _DENIES)
    return max(unmoved, key=worth)


def decide(pairs: Sequence[Pair], least: float = DONE, two: bool = False) -> list[Pair]:
    """The pair that holds, and where there are to be ``two`` the next.

    "Moved, and the source says so" holds only where all pairs that say it have the share ``least``, or one of them is
    as probable as ``OUTRIGHT`` (design, 4: a false delivery is the worst error).
    """
    order = sorted(pairs, key=lambda pair: -pair.probability)
    done = moved(pairs) >= least or is_outright(pairs)
    able = [pair for pair in order if pair.done == done] or order
    further = [pair for pair in order if pair is not able[0] and (done or not pair.done)]
    further = [pair for pair in further if pair.probability >= FURTHER]
    return [able[0], *further[:1]] if two else able[:1]


def both_sides(pairs: Sequence[Pair], least: float = DONE) -> list[Pair]:
    """The pair that is reported and the one that is denied, where a sentence gives both speakers' word.

    That goods have moved is weighed among what may be reported; the denial is of the same stage (coding guidelines, 4).
    """
    told = [pair for pair in pairs if STANCES[pair.stance] not in UNTOLD]
    denied = [pair for pair in pairs if pair.stance == _DENIES]
    if not told:
        return decide(pairs, least)
    said = decide(told, least)[0]
    if not denied:  # the models don't hear it, but the grammar does
        return [said, replace(said, stance=_DENIES)]
    return [said, max(denied, key=lambda pair: (pair.stage == said.stage, pair.probability))]


def _picked(one: Asked, least: float, second: float) -> list[Pair]:
    """The pairs that hold, by all that the models find probable and the grammar allows."""
    if one.answered:
        return both_sides(one.pairs, least)
    picked = decide(one.pairs, least, one.twofold >= second)
    beside = _told_beside(one) if one.twofold >= second and not picked[0].done else None
    if beside is not None:
        picked = [beside, picked[0]]
    if not picked[0].done and (came := _come(one)) is not None:
        picked = [came, picked[0]] if one.twofold >= second else [came]
    if guarded(one, picked[0]):
        picked = [_by_rule(one)]
    picked = [picked[0], *(pair for pair in picked[1:] if not _misplaced(one, pair))]
    if one.left_open and STANCES[picked[0].stance] == "declines":
        picked = _left_open(one, picked[0], least)
    if belongs_to_others(one, picked[0]):
        told = [pair for pair in one.pairs if STANCES[pair.stance] not in UNTOLD]
        picked = decide(told, least) if told else picked
    return picked


def _left_open(one: Asked, unsaid: Pair, least: float) -> list[Pair]:
    """What is told of it beside what another will not say; that is of the same stage."""
    told = [pair for pair in one.pairs if STANCES[pair.stance] not in UNTOLD]
    if not told:
        return [unsaid]
    said = decide(told, least)[0]
    if said.probability < REPORTED or nearly(one, one.views[said.view]):
        return [unsaid]
    alike = (pair for pair in one.pairs if (pair.stance, pair.stage) == (unsaid.stance, said.stage))
    return [said, next(alike, unsaid)]


def _undenied(one: Asked) -> list[Pair]:
    """The pairs without those that deny, or tell of an end, where the words of denial in the sentence are undone."""
    tree = tree_of(one.look.scene.doc)
    rule = rule_at(one.look, one.item, one.views[0])
    if rule.stance not in AFFIRMED or rule.stage == "halted":
        return one.pairs
    if not denies_nothing(tree) and not denies_their_use(tree, one.item.token):
        return one.pairs
    ended = "halted" if goes_on(tree) else ""
    untold = UNTOLD if believes(tree) else ("denies",)
    return [p for p in one.pairs if STANCES[p.stance] not in untold and STAGES[p.stage] != ended] or one.pairs


def positions_of(one: Asked, least: float = DONE, second: float = SECOND) -> list[Position]:
    """Stage, stance and certainty of a weighed transfer, with reasons; mostly one position.

    None where it could only be that goods have moved, and what has moved is a paper about them.
    """
    found: list[Position] = []
    one = replace(one, pairs=_undenied(one))
    least = share_asked(one, least)
    if all(pair.done for pair in one.pairs) and one.on_paper:
        return found
    for pair in _picked(one, least, second):
        stage, stance = STAGES[pair.stage], STANCES[pair.stance]
        guess, view = one.guesses[pair.view], one.views[pair.view]
        if stance in ("warns", "declines"):
            certainty = "possible"
        elif stance in ("denies", "confirms"):
            certainty = "certain"
        else:
            certainty = CERTAINTIES[int(guess.certainty.argmax())]
        rule = rule_at(one.look, one.item, view)
        word = word_of(one.look, one.item, view)
        reasons = [
            f"{stage}, {stance}: {pair.probability:.2f} probable, seen from {one.look.scene.doc[word].text!r}",
            f"by rule there: {rule.stage}, {rule.stance}, {rule.certainty}",
        ]
        best = max(one.pairs, key=lambda other: other.probability)
        if best.done and not pair.done and not found and best.probability > pair.probability:
            reasons.append(f"goods moved: only {moved(one.pairs):.2f} probable, {least:.2f} asked for")
        got = stage_told(one, view, stage) if stance in AFFIRMED else None
        if got is not None:
            stage, reasons = got[0], [*reasons, f"{got[0]}: {got[1]}"]
        if all((stage, stance) != (position.stage, position.stance) for position in found):
            found.append(Position(stage, stance, certainty, tuple(reasons), word if view.number >= 0 else None))
    if all(position.stance in AFFIRMED and position.stage == "agreed" for position in found):
        found += none_came(one)
    if all(position.stance in AFFIRMED and position.stage in ("agreed", "sought") for position in found):
        found += some_came(one, found[0])
    elif all(position.stance in AFFIRMED and position.stage == "delivered" for position in found):
        found = _bought_and_came(one, found)
    if all(position.stance in AFFIRMED and position.stage == "sought" for position in found):
        found += refused(one)
    if all(position.stance in AFFIRMED and position.stage == "halted" for position in found) and not one.on_paper:
        found += resumed(one)
    if len(found) == 1 and found[0].stance in AFFIRMED:
        found += told_besides(one, found[0])
    if len(found) == 1 and found[0].stance in AFFIRMED:
        found += also_used(one, found[0])
    return found


def _bought_and_came(one: Asked, found: list[Position]) -> list[Position]:
    """A trade as agreed, where another clause tells how much of it has come: "bought two boats and got one of them"."""
    first = found[0]
    traded = first.word is not None and tree_of(one.look.scene.doc).lemma[first.word] in load_cues().groups["trading"]
    came = some_came(one, first) if traded else []
    return [replace(first, stage="agreed"), *came] if came else found
