"""Training of stage, stance and certainty: out-of-fold, each step on honest answers of the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import lightgbm
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.svm import LinearSVC

from training.gold import CORPUS, GoldDocument, code, family, names, wanted
from training.learner import FOLDS, Learner, fold_of
from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.learnt.linear import Linear
from weighbridge.reading.learnt.trees import Floats, Forest, forest_from
from weighbridge.reading.positions.around import beside
from weighbridge.reading.positions.asked import AFFIRMED, Asked, Guess
from weighbridge.reading.positions.deciding import DONE, SECOND, positions_of
from weighbridge.reading.positions.own_modality import REAL
from weighbridge.reading.positions.positions import (
    WORDS,
    asked,
    guesses_of,
    look_around,
    neighbours,
    pairs_of,
    place_of,
    twofold_row,
)
from weighbridge.reading.positions.rows import Setting, rule_at, setting_of, speaking
from weighbridge.reading.ranking.page import ItemCandidate, Page
from weighbridge.reading.scene import PartyMention

VALUES = {"stage": STAGES, "stance": STANCES, "certainty": CERTAINTIES}
SETTINGS = {
    "learning_rate": 0.1,
    "num_leaves": 10,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.6,
    "extra_trees": True,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 10.0,
    "max_bin": 63,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}
ROUNDS = {"stage": 90, "stance": 60, "certainty": 40, "done": 90, "position": 90, "twofold": 90}
STRENGTH = 0.01
"""Of the linear model: small is cautious."""


@dataclass(slots=True)
class Told:
    """A transfer of the gold in one sentence: all statements on it, and which view stands for each."""

    document: int
    scene: int
    fold: int
    gold: list[dict[str, Any]]
    asked: Asked
    weight: float = 1.0
    seen_from: list[int] = field(default_factory=list)

    @property
    def kinds(self) -> set[tuple[str, str]]:
        """Stage and stance of each statement."""
        return {(one["stage"], one["stance"]) for one in self.gold}


Key = tuple[int, str | None, str | None, str | None]


def told_in(golds: Sequence[GoldDocument], pages: Sequence[Page]) -> list[Told]:
    """Every transfer of the gold whose goods the pages hold, in the order of the documents."""
    out: list[Told] = []
    for number, (gold, page) in enumerate(zip(golds, pages, strict=True)):
        setting = setting_of(page.scenes, page.outline, gold.house, gold.document.published)
        best: dict[Key, tuple[tuple[float, ...], Asked]] = {}
        for item in page.items:
            m = item.mention
            for statement in wanted(gold, item.scene, m.class_, m.kind, m.start, m.end):
                named = names(statement, gold.document.text, m.start, m.end)
                one = _asked(statement, item, page, setting)
                same = m.class_ == statement["item"]["class"]
                worth = (float(named), float("+" not in m.kind), float(same), one.views[0].fit)
                key = _key(statement, item.scene)
                if key not in best or worth > best[key][0]:
                    best[key] = worth, one
        groups: dict[Key, list[dict[str, Any]]] = defaultdict(list)
        for scene, own in enumerate(gold.statements):
            for statement in own:
                groups[_key(statement, scene)].append(statement)
        for key, own in groups.items():
            if key in best:
                told = Told(number, key[0], fold_of(gold.document.id), own, best[key][1], gold.weight)
                told.seen_from = _seen_from(told)
                out.append(told)
    return out


def _key(statement: dict[str, Any], scene: int) -> Key:
    return scene, code(statement["supplier"]), code(statement["recipient"]), family(statement["item"])


def _asked(statement: dict[str, Any], item: ItemCandidate, page: Page, setting: Setting) -> Asked:
    look = page.looks[item.scene]
    codes = [code(statement[side]) for side in ("supplier", "recipient")]
    sides: list[list[PartyMention | None]] = [
        [party for party in item.named if one and party.code == one] or [None] for one in codes
    ]
    both = [(s, r) for s in sides[0] for r in sides[1]]
    parties = max(both, key=lambda one: speaking(look, item.mention, *one)[0].fit)
    near = neighbours(page, item.scene)
    return asked(look, item.mention, parties, (codes[0] or "", codes[1] or ""), near, setting)


def _seen_from(told: Told) -> list[int]:
    """The view that stands for each statement: where there are several, that whose rule agrees most."""
    if len(told.kinds) < 2:
        return [0] * len(told.gold)
    one = told.asked
    pairs = []
    for number, statement in enumerate(told.gold):
        for at, view in enumerate(one.views):
            rule = rule_at(one.look, one.item, view)
            match = 2.0 * (rule.stage == statement["stage"]) + (rule.stance == statement["stance"])
            pairs.append((match - 0.1 * at, number, at))
    pairs.sort(reverse=True)
    placed: dict[int, int] = {}
    for _, number, at in pairs:
        if number not in placed and at not in placed.values():
            placed[number] = at
    return [placed.get(number, 0) for number in range(len(told.gold))]


def fit_classes(rows: Floats, labels: Floats, classes: int, name: str, weights: Floats) -> Forest:
    """A forest of ``classes`` answers (1: yes or no); ``weights`` say how much each row counts."""
    kind = {"objective": "binary"} if classes == 1 else {"objective": "multiclass", "num_class": classes}
    rounds = ROUNDS[name] if name in ROUNDS else ROUNDS[name.rstrip("1")] // 3
    data = lightgbm.Dataset(rows, labels, weight=weights, free_raw_data=False)
    return forest_from(lightgbm.train({**SETTINGS, **kind}, data, num_boost_round=rounds).dump_model(), classes)


def fit_words(rows: Sequence[Sequence[str]], truth: Floats, strength: float) -> Linear:
    """A linear separator for each column of yes and no."""
    counter = CountVectorizer(analyzer=lambda row: sorted(set(row)), min_df=6)
    table = counter.fit_transform(rows)
    weights = np.zeros((table.shape[1], truth.shape[1]))
    bias = np.full(truth.shape[1], -1.0)
    for at, column in enumerate(truth.T):
        if 0 < column.sum() < len(column):
            model = LinearSVC(C=strength, random_state=7).fit(table, column)
            weights[:, at], bias[at] = model.coef_[0], model.intercept_[0]
    return Linear({str(name): int(at) for name, at in counter.vocabulary_.items()}, weights, bias)


def _truth(told: Told, statement: dict[str, Any]) -> list[float]:
    """The columns of the linear model for one statement."""
    own = [float(statement[name] == value) for name, values in VALUES.items() for value in values]
    stages, stances = ({kind[side] for kind in told.kinds} for side in (0, 1))
    return [*own, *(float(one in stages) for one in STAGES), *(float(one in stances) for one in STANCES)]


def _learn(learner: Learner, name: str, table: Floats, labels: Floats, classes: int, tolds: Sequence[Told]) -> None:
    """Fit the forest ``name`` on everything and without each fold; a row belongs to each of ``tolds``."""
    marks, weights = np.array([told.fold for told in tolds]), np.array([told.weight for told in tolds])
    learner.whole[name] = fit_classes(table, labels, classes, name, weights)
    learner.folds[name] = [
        fit_classes(table[marks != k], labels[marks != k], classes, name, weights[marks != k]) for k in range(FOLDS)
    ]


def _out_of_fold(learner: Learner, table: Floats, folds: Sequence[int], step: str) -> list[Guess]:
    """Guesses for each row by the models that have not seen its document."""
    marks, out = np.array(folds), dict[int, Guess]()
    for fold in range(FOLDS):
        at = np.flatnonzero(marks == fold)
        if len(at):
            out.update(zip(at.tolist(), guesses_of(table[at], learner.answer_fold(fold), step), strict=True))
    return [out[at] for at in range(len(table))]


def learn_positions(golds: Sequence[GoldDocument], pages: Sequence[Page], learner: Learner) -> list[Told]:
    """Fit the models of stage, stance and certainty into ``learner``; prints how well they do out of fold.

    Models: linear ``position_words``; forests ``stage1 stance1 certainty1 done1``,
    ``stage stance certainty done``, ``position``, ``twofold``.
    """
    every = told_in(golds, pages)
    # one row a view; a sample is a statement with the view that stands for it
    views = [(told, at) for told in every for at in range(len(told.asked.views))]
    place = {(id(told), at): number for number, (told, at) in enumerate(views)}
    samples = [
        (told, one, place[id(told), at]) for told in every for one, at in zip(told.gold, told.seen_from, strict=True)
    ]
    firsts = [place[id(told), 0] for told in every]
    number = {id(told): at for at, told in enumerate(every)}
    tolds = [told for told, _, _ in samples]
    folds = [told.fold for told in tolds]
    view_folds = [told.fold for told, _ in views]
    words = [told.asked.words[at] for told, at in views]
    said = [words[row] for _, _, row in samples]
    truth = np.array([_truth(told, one) for told, one, _ in samples])
    learner.linear_whole[WORDS] = fit_words(said, truth, STRENGTH)
    marks = np.array(folds)
    learner.linear_folds[WORDS] = [
        fit_words([row for row, fold in zip(said, folds, strict=True) if fold != k], truth[marks != k], STRENGTH)
        for k in range(FOLDS)
    ]
    wording = np.array(
        [learner.linear_folds[WORDS][fold].scores(row) for row, fold in zip(words, view_folds, strict=True)]
    )
    table = np.hstack([np.array([told.asked.rows[at] for told, at in views]), wording])
    picked = np.array([row for _, _, row in samples])
    labels = {
        name: np.array([float(values.index(one[name])) for _, one, _ in samples]) for name, values in VALUES.items()
    }
    moved = np.array([float(_done(one["stage"], one["stance"])) for _, one, _ in samples])
    for step in ("1", ""):
        for name, values in VALUES.items():
            _learn(learner, name + step, table[picked], labels[name], len(values), tolds)
        _learn(learner, "done" + step, table[picked], moved, 1, tolds)
        if step:
            alone = _out_of_fold(learner, table[firsts], [told.fold for told in every], step)
            table = np.hstack([table, _context(every, alone)[[number[id(told)] for told, _ in views]]])
    guesses = _out_of_fold(learner, table, view_folds, "")
    for told in every:
        at = place[id(told), 0]
        told.asked.guesses = guesses[at : at + len(told.asked.views)]
        told.asked.wording = wording[at]
    for _, own in groupby(every, key=lambda told: told.document):
        look_around([told.asked for told in own])
    for told in every:
        told.asked.pairs = pairs_of(told.asked)
    pairs = [(told, pair) for told in every for pair in told.asked.pairs]
    table = np.array([pair.row for _, pair in pairs])
    right = np.array([float((STAGES[pair.stage], STANCES[pair.stance]) in told.kinds) for told, pair in pairs])
    pair_folds = [told.fold for told, _ in pairs]
    _learn(learner, "position", table, right, 1, [told for told, _ in pairs])
    for fold in range(FOLDS):
        kept = [pair for (_, pair), own in zip(pairs, pair_folds, strict=True) if own == fold]
        if kept:
            scores = learner.folds["position"][fold].probability(np.array([pair.row for pair in kept]))
            for pair, score in zip(kept, scores, strict=True):
                pair.probability = float(score)
    table = np.array([twofold_row(told.asked) for told in every])
    _learn(learner, "twofold", table, np.array([float(len(told.gold) > 1) for told in every]), 1, every)
    for fold in range(FOLDS):
        some = [at for at, told in enumerate(every) if told.fold == fold]
        if some:
            for at, score in zip(some, learner.folds["twofold"][fold].probability(table[some]), strict=True):
                every[at].asked.twofold = float(score)
    report(golds, every)
    return every


def _done(stage: str, stance: str) -> bool:
    return stage in REAL and stance in AFFIRMED


def _context(every: Sequence[Told], alone: Sequence[Guess]) -> Floats:
    """The rows of ``beside``, each transfer among the others of its document."""
    rows: dict[int, list[float]] = {}
    by_document: dict[int, list[int]] = defaultdict(list)
    for at, told in enumerate(every):
        by_document[told.document].append(at)
    for own in by_document.values():
        places = [place_of(every[at].asked) for at in own]
        rows.update(zip(own, beside(places, [alone[at].numbers() for at in own]), strict=True))
    return np.array([rows[at] for at in range(len(every))])


def report(golds: Sequence[GoldDocument], every: Sequence[Told]) -> None:
    """Print how well stage, stance and certainty come out, on the open documents and on the rest.

    A slot of a statement is right if the position given first for its transfer has it, after the stroke
    if any has. ``pairs``: precision and recall of stage and stance together. ``false``: of transfers said
    to have moved, the share of which no source says so. ``twofold``: transfers given two positions, and the
    share of those of which the gold has two statements.
    """
    for folder in ("open", "more", "plain"):
        own = [t for t in every if (CORPUS / folder / f"{golds[t.document].document.id}.json").exists()]
        if own:
            print(f"{folder}: {len(own)} transfers, {sum(len(t.gold) for t in own)} statements")
            for least, second in ((DONE, SECOND), (0.5, SECOND), (0.6, SECOND), (0.8, SECOND), (DONE, 0.4)):
                print(f"  done from {least}, second from {second}: {_figures(own, least, second)}")


def _figures(own: Sequence[Told], least: float, second: float) -> str:
    """The figures of ``report`` for some transfers and thresholds."""
    found = [positions_of(told.asked, least, second) for told in own]
    both = list(zip(own, found, strict=True))
    count = sum(len(told.gold) for told in own)
    out = []
    for name in VALUES:
        got = [(one[name], [getattr(p, name) for p in some]) for told, some in both for one in told.gold]
        first = sum(want == values[0] for want, values in got)
        out.append(f"{name} {first / count:.3f}/{sum(want in values for want, values in got) / count:.3f}")
    kinds = [(told.kinds, {(p.stage, p.stance) for p in some}) for told, some in both]
    same = sum(len(want & got) for want, got in kinds)
    precision, recall = same / sum(len(got) for _, got in kinds), same / sum(len(want) for want, _ in kinds)
    done = [any(_done(*kind) for kind in want) for want, got in kinds if any(_done(*kind) for kind in got)]
    missed = sum(any(_done(*kind) for kind in want) for want, _ in kinds) - sum(done)
    twofold = [len(told.gold) > 1 for told, some in both if len(some) > 1]
    return (
        f"{' '.join(out)}; pairs {precision:.3f} {recall:.3f}, "
        f"twofold {len(twofold)} right {sum(twofold) / max(1, len(twofold)):.3f}; "
        f"moved {len(done)} false {1 - sum(done) / max(1, len(done)):.3f} missed {missed}"
    )
