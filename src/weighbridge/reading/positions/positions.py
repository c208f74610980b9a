"""How far a chosen transfer has got, what its source holds of it and how surely, by trained models.

The rules of ``modality`` say what one word of transfer means where it stands. Here small
forests weigh them: which word speaks for this supplier, recipient and goods, what the
wording around it says, what else the sentence and the one before report. Steps:

1. *alone* (``stage1 stance1 certainty1 done1``): each transfer by its own sentence;
2. *in context* (``stage stance certainty done``): also by what step 1 found for the transfers
   beside it (``around``: same parties, same sentence, just before, just after ...), and seen from
   each word that may speak for it;
3. *together* (``position``): the likely pairs of stage and stance, each with a probability, by what every
   column says of just that stage and stance (``pair_rows``). The best is the position of the transfer;
4. *how many* (``twofold``): a second one stands where the sentence probably takes two on the
   same transfer ("sent ten and promised twenty", "charges that Moscow denied").

What is denied, hypothetical, asked for, promised or halted must not come out as delivered:
``deciding`` lets goods have moved only where that is probable with a margin.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

import numpy as np

from weighbridge.model import STAGES, STANCES
from weighbridge.reading.learnt.trees import Floats, table_of
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.accused import accused, doubted
from weighbridge.reading.positions.answered import is_answered
from weighbridge.reading.positions.around import Others, Place, others_of, told_beside
from weighbridge.reading.positions.asked import AFFIRMED, Asked, Guess, Pair
from weighbridge.reading.positions.clues import clues_in
from weighbridge.reading.positions.deciding import positions_of
from weighbridge.reading.positions.left_open import is_left_open
from weighbridge.reading.positions.left_out import is_left_out, is_none, is_spared
from weighbridge.reading.positions.modality import Position
from weighbridge.reading.positions.on_paper import is_on_paper
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.pair_rows import pair_numbers
from weighbridge.reading.positions.rows import Near, Setting, cues_at, position_features, rule_at, setting_of
from weighbridge.reading.positions.views import View, speaking, word_of
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.ranking.page import Answer, Page, Triple, Weigh
from weighbridge.reading.scene import ItemMention, PartyMention

FITS = 0.8
"""A word of transfer that fits at least so well may speak for a position of its own."""
FAINT = 0.04
"""Pairs of stage and stance below this, seen from every word, are not weighed."""
WORDS = "position_words"
"""The linear model: a column for each stage, stance and certainty, then for each stage and stance
that any position on the transfer in the sentence has."""
_STEP = ("stage", "stance", "certainty", "done")


def look_before(page: Page, at: int) -> Lookup | None:
    """The sentence before; for an entry of a list the one that leads it in (coding guidelines, 8.18)."""
    before = at - 1
    if page.scenes[at].sentence.bullet:
        while before >= 0 and page.scenes[before].sentence.bullet:
            before -= 1
    return page.looks[before] if before >= 0 else None


def neighbours(page: Page, at: int) -> Near:
    """The sentence before (``look_before``), the one after, and the document's first where that is another."""
    after = page.looks[at + 1] if at + 1 < len(page.looks) else None
    return look_before(page, at), after, page.looks[0] if at > 1 else None


def asked_of(page: Page, triple: Triple, setting: Setting) -> Asked:
    """Rows of a triple that the ranking chose, in a document with that ``setting``."""
    one = asked(
        page.looks[triple.scene],
        triple.candidate.mention,
        (triple.supplier_mention, triple.recipient_mention),
        (triple.supplier or "", triple.recipient or ""),
        neighbours(page, triple.scene),
        setting,
    )
    one.probability = triple.probability
    return one


def asked(
    look: Lookup,
    item: ItemMention,
    parties: tuple[PartyMention | None, PartyMention | None],
    codes: tuple[str, str],
    near: Near,
    setting: Setting,
) -> Asked:
    """Rows of a transfer in its sentence ``look``, from its best word of transfer and others that fit."""
    views = speaking(look, item, *parties)
    views = [view for rank, view in enumerate(views) if rank == 0 or view.fit >= FITS]
    seen = [position_features(look, item, *parties, near, setting, views, rank) for rank in range(len(views))]
    tokens = {item.token, word_of(look, item, views[0])}
    tree = tree_of(look.scene.doc)
    answered = is_answered(tree, tokens) or accused(tree, tokens) is not None
    return Asked(
        look,
        item,
        codes,
        views,
        [row for row, _ in seen],
        [words for _, words in seen],
        answered=answered,
        left_open=is_left_open(tree, tokens) or doubted(tree, tokens) is not None,
        left_out=is_left_out(tree, item.token) or is_none(tree, item.token),
        spared=is_spared(tree, item.token, (one.token for one in look.scene.items if one.class_ != item.class_)),
        on_paper=is_on_paper(tree, item.token),
        day=setting.published,
    )


def place_of(one: Asked) -> Place:
    """Where a transfer stands among those of its document."""
    rule = rule_at(one.look, one.item, one.views[0])
    return Place(one.look.scene.index, one.codes, one.item.class_, (rule.stage, rule.stance, rule.certainty))


def others_in(page: Sequence[Asked]) -> Others:
    """Who stands beside each transfer of a document."""
    return others_of([place_of(one) for one in page])


def look_around(page: Sequence[Asked], others: Others | None = None) -> None:
    """Fills ``around`` of all transfers of a document, once they have been guessed; ``others`` where they are known."""
    numbers = [one.guesses[0].numbers() for one in page]
    for one, row in zip(page, told_beside(others or others_in(page), numbers), strict=True):
        one.around = row


def guesses_of(table: Floats, answer: Answer, step: str) -> list[Guess]:
    """The forests' answers at ``step`` ("1" or "")."""
    stage, stance, certainty, done = (answer(name + step, table) for name in _STEP)
    return [Guess(*one[:3], float(one[3])) for one in zip(stage, stance, certainty, done, strict=True)]


_SENTENCE = itemgetter(
    *"""sentence_denying sentence_declining sentence_confirming sentence_warning sentence_seeking
    sentence_agreeing sentence_halting sentence_planning phrase_denies phrase_declines sentence_negation
    sentence_if question words""".split()
)
_ALSO = 15
"""Columns of the linear model before those for what any position has."""


_STAGE_HOT = np.eye(len(STAGES)).tolist()
_STANCE_HOT = np.eye(len(STANCES)).tolist()
_CLUE_OF = {"denies": "denying", "declines": "declining", "confirms": "confirming", "warns": "warning"}


def _asides(one: Asked, view: View) -> tuple[Counter[str], Counter[str]]:
    """How many verbs of each class of clues stand over the view's word, and how many in clauses beside it."""
    scene = one.look.scene
    word = word_of(one.look, one.item, view)
    path = frozenset(one.look.climb(word))
    over: Counter[str] = Counter()
    beside_it: Counter[str] = Counter()
    for name, places in clues_in(scene).items():
        for at in places:
            if at in path:
                over[name] += 1
            elif scene.tag[at].startswith("V") and any(
                scene.dep[kid] in ("nsubj", "nsubjpass") for kid in scene.children[at]
            ):
                beside_it[name] += 1
    return over, beside_it


def pairs_of(one: Asked) -> list[Pair]:
    """Step 3, rows only: the pairs of stage and stance that any view or rule speaks for."""
    weights: list[list[list[float]]] = [np.outer(guess.stage, guess.stance).tolist() for guess in one.guesses]
    stages = [guess.stage.tolist() for guess in one.guesses]
    stances = [guess.stance.tolist() for guess in one.guesses]
    firsts, top = weights[0], np.max(weights, axis=0).tolist()
    flat, flat_firsts = sorted(itertools.chain(*top)), sorted(itertools.chain(*firsts))
    rules = [rule_at(one.look, one.item, view) for view in one.views]
    ruled = {(STAGES.index(rule.stage), STANCES.index(rule.stance)) for rule in rules}
    if one.answered or one.left_out:  # whoever denies it has a word, however faint the models hear it
        ruled |= {(stage, STANCES.index("denies")) for stage, _ in ruled}
    likely = {
        (stage, stance) for stage, line in enumerate(top) for stance, chance in enumerate(line) if chance >= FAINT
    }
    named = cues_at(one.look, one.item, one.views[0])[0]
    wording = one.wording.tolist() if one.wording is not None else [0.0] * (_ALSO + len(STAGES) + len(STANCES))
    also = wording[_ALSO:]
    asides = [_asides(one, view) for view in one.views]
    over, beside_it = asides[0]
    done = [guess.done for guess in one.guesses]
    ends = [done[0], max(done), min(done), flat[-1], flat[-2]]
    said = [
        *(float(beside_it[name]) for name in ("denying", "declining", "confirming", "warning")),
        *map(float, _SENTENCE(named)),
    ]
    out = []
    for stage, stance in sorted(likely | ruled):
        chances = [weight[stage][stance] for weight in weights]
        view = chances.index(max(chances))
        row = [
            *_STAGE_HOT[stage],
            *_STANCE_HOT[stance],
            firsts[stage][stance],
            stages[0][stage],
            stances[0][stance],
            top[stage][stance],
            max(line[stage] for line in stages),
            max(line[stance] for line in stances),
            stages[view][stage],
            stances[view][stance],
            float(view),
            one.views[view].fit,
            one.views[0].fit,
            float((stage, stance) in ruled),
            float(rules[0].stage == STAGES[stage]),
            float(rules[0].stance == STANCES[stance]),
            float(sum(rule.stage == STAGES[stage] for rule in rules)),
            float(sum(rule.stance == STANCES[stance] for rule in rules)),
            also[stage],
            also[len(STAGES) + stance],
            *ends,
            float(len(flat) - bisect_right(flat, top[stage][stance])),
            float(len(flat) - bisect_right(flat_firsts, firsts[stage][stance])),
            float(len(one.views)),
            float(STAGES[stage] in REAL and STANCES[stance] in AFFIRMED),
            *(
                float(table[name])
                for table in (over, beside_it)
                for name in (STAGES[stage], _CLUE_OF.get(STANCES[stance], ""))
            ),
            float(asides[view][0][STAGES[stage]]),
            *said,
            *pair_numbers(one.rows[view], wording, one.around, stage, stance),
        ]
        out.append(Pair(stage, stance, view, row))
    return out


def weighed(pages: Sequence[Sequence[Asked]], weigh: Weigh, answer: Answer) -> None:
    """All steps over many documents: fills ``guesses`` and ``pairs`` of every transfer."""
    flat = [one for page in pages for one in page]
    if not flat:
        return
    wording = weigh(WORDS, [words for one in flat for words in one.words])
    table = np.hstack([table_of([row for one in flat for row in one.rows]), wording])
    owner = [at for at, one in enumerate(flat) for _ in one.views]
    first = [at for at in range(len(owner)) if at == 0 or owner[at] != owner[at - 1]]
    alone = guesses_of(table[first], answer, "1")
    others = [others_in(page) for page in pages]
    context: list[list[float]] = []
    for page, around in zip(pages, others, strict=True):
        done = len(context)
        context += told_beside(around, [one.numbers() for one in alone[done : done + len(page)]])
    guesses = guesses_of(np.hstack([table, table_of(context)[owner]]), answer, "")
    for one, at in zip(flat, first, strict=True):
        one.guesses = guesses[at : at + len(one.views)]
        one.wording = wording[at]
    for page, around in zip(pages, others, strict=True):
        look_around(page, around)
    for one in flat:
        one.pairs = pairs_of(one)
    pairs = [pair for one in flat for pair in one.pairs]
    for pair, score in zip(pairs, answer("position", table_of([pair.row for pair in pairs])), strict=True):
        pair.probability = float(score)
    counts = answer("twofold", np.hstack([table[first], table_of([_chances(one) for one in flat])]))
    for one, score in zip(flat, counts, strict=True):
        one.twofold = float(score)


def twofold_row(one: Asked) -> list[float]:
    """Step 4: what tells whether a sentence takes two positions on a transfer, once its pairs are weighed."""
    wording = one.wording if one.wording is not None else np.zeros(_ALSO + len(STAGES) + len(STANCES))
    return [*one.rows[0], *wording.tolist(), *_chances(one)]


def _chances(one: Asked) -> list[float]:
    """What all views and pairs of a transfer come to."""
    by_chance = sorted((pair.probability for pair in one.pairs), reverse=True)
    top = max(one.pairs, key=lambda pair: pair.probability)
    guesses = [guess.numbers() for guess in one.guesses]
    return [
        *guesses[0],
        *(max(column) for column in zip(*guesses, strict=True)),
        *(by_chance + [0.0] * 3)[:3],
        sum(by_chance),
        float(len(by_chance)),
        sum(pair.probability for pair in one.pairs if pair.stage != top.stage),
        sum(pair.probability for pair in one.pairs if pair.stance != top.stance),
    ]


def place(
    pages: Sequence[Page],
    triples: Sequence[Sequence[Triple]],
    weigh: Weigh,
    answer: Answer,
    published: Sequence[str | None] = (),
) -> list[list[list[Position]]]:
    """The positions of each document's chosen triples: mostly one each, two where a sentence holds two.

    ``weigh`` and ``answer`` are the models, as in ``ranking``; ``published`` the documents' days of publication.
    """
    every = []
    days = published or [None] * len(pages)
    for page, some, day in zip(pages, triples, days, strict=True):
        setting = setting_of(page.scenes, page.outline, page.house, day)
        every.append([asked_of(page, triple, setting) for triple in some])
    weighed(every, weigh, answer)
    return [
        [
            _of_answer(positions_of(one)) if triple.answers else positions_of(one)
            for one, triple in zip(*some, strict=True)
        ]
        for some in zip(every, triples, strict=True)
    ]


def _of_answer(found: list[Position]) -> list[Position]:
    """What a sentence that only answers may state: that it is not so, or that nothing is said of it."""
    return [one for one in found if one.stance in ("denies", "declines")]
