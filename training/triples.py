"""Training of the ranking models: out-of-fold, so that each step learns from honest scores of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import lightgbm
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from training.gold import GoldDocument, code, family
from training.gold import wanted as gold_for
from weighbridge.reading.learnt.trees import Floats, Forest, forest_from
from weighbridge.reading.ranking.again import again_rows
from weighbridge.reading.ranking.alone import add_wording, party_rows, rank_alone, rank_wording
from weighbridge.reading.ranking.context import Roles, rank_in_context
from weighbridge.reading.ranking.page import FAINT, Page, Triple, page_of
from weighbridge.reading.ranking.triples import triples_of
from weighbridge.reading.ranking.wording import Linear

FOLDS = 5
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.07,
    "max_depth": 7,
    "num_leaves": 20,
    "min_data_in_leaf": 25,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 15.0,
    "verbose": -1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}
ROUNDS = {
    "item1": 90,
    "supplier1": 90,
    "recipient1": 90,
    "item2": 110,
    "supplier2": 130,
    "recipient2": 130,
    "triple": 110,
    "again": 110,
}


def fold_of(name: str) -> int:
    """The fold of a document, from its id alone."""
    return int(sha256(name.encode()).hexdigest(), 16) % FOLDS


def fit(rows: Floats, labels: Floats, name: str, settings: dict[str, object] | None = None) -> Forest:
    data = lightgbm.Dataset(rows, labels, free_raw_data=False)
    booster = lightgbm.train({**SETTINGS, **(settings or {})}, data, num_boost_round=ROUNDS.get(name, 150))
    return forest_from(booster.dump_model(), 1)


def fit_linear(
    rows: Sequence[Sequence[str]], labels: Sequence[object], strength: float, least: int = 3
) -> Linear:
    """A logistic regression over the names that stand in at least ``least`` rows."""
    counter = CountVectorizer(analyzer=lambda row: sorted(set(row)), min_df=least)
    table = counter.fit_transform(rows)
    model = LogisticRegression(C=strength, max_iter=400).fit(table, labels)
    index = {str(name): int(at) for name, at in counter.vocabulary_.items()}
    return Linear(index, model.coef_.T.astype(float), model.intercept_.astype(float))


class Learner:
    """Fits a forest a fold and one on everything; answers out of fold or with the whole."""

    def __init__(self) -> None:
        self.whole: dict[str, Forest] = {}
        self.folds: dict[str, list[Forest]] = {}
        self.linear_whole: dict[str, Linear] = {}
        self.linear_folds: dict[str, list[Linear]] = {}

    def learn(self, name: str, rows: Floats, labels: Floats, folds: Sequence[int]) -> None:
        marks = np.array(folds)
        self.whole[name] = fit(rows, labels, name)
        self.folds[name] = [fit(rows[marks != k], labels[marks != k], name) for k in range(FOLDS)]
        self.report(name, rows, labels, folds)

    def learn_linear(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        labels: Sequence[object],
        folds: Sequence[int],
        strength: float,
    ) -> None:
        self.linear_whole[name] = fit_linear(rows, labels, strength)
        self.linear_folds[name] = [
            fit_linear(
                [row for row, fold in zip(rows, folds, strict=True) if fold != k],
                [label for label, fold in zip(labels, folds, strict=True) if fold != k],
                strength,
            )
            for k in range(FOLDS)
        ]

    def report(self, name: str, rows: Floats, labels: Floats, folds: Sequence[int]) -> None:
        """Print how well the out-of-fold answers rank."""
        from sklearn.metrics import average_precision_score, roc_auc_score

        marks, scores = np.array(folds), np.zeros(len(rows))
        for k in range(FOLDS):
            scores[marks == k] = self.folds[name][k].probability(rows[marks == k])
        auc, precision = roc_auc_score(labels, scores), average_precision_score(labels, scores)
        print(
            f"{name:12} rows {len(rows):6} true {labels.mean():.3f} auc {auc:.3f} average precision {precision:.3f}"
        )

    def weigh_fold(self, fold: int):  # type: ignore[no-untyped-def]
        return lambda name, rows: np.array([self.linear_folds[name][fold].scores(row) for row in rows])

    def answer_fold(self, fold: int):  # type: ignore[no-untyped-def]
        return lambda name, rows: self.folds[name][fold].probability(rows)


def _gold_triples(gold: GoldDocument, scene: int) -> set[tuple[str | None, str | None, str | None]]:
    return {(code(s["supplier"]), code(s["recipient"]), family(s["item"])) for s in gold.statements[scene]}


def learn_triples(golds: Sequence[GoldDocument], learner: Learner) -> list[list[Triple]]:
    """Fit all ranking models; returns every document's triples with out-of-fold probabilities."""
    pages: list[Page] = [page_of(gold.scenes) for gold in golds]
    learner.pages = pages
    folds = [fold_of(gold.document.id) for gold in golds]
    for page, gold in zip(pages, golds, strict=True):
        page.house = float(gold.part != "more")
    for gold, page in zip(golds, pages, strict=True):
        for item in page.items:
            m = item.mention
            own = gold_for(gold, item.scene, m.class_, m.kind, m.start, m.end)
            item.gold = {(code(s["supplier"]), code(s["recipient"]), family(s["item"])) for s in own}
    wanted = [[_gold_triples(gold, at) for at in range(len(gold.scenes))] for gold in golds]

    def label_items(name: str, extra):  # type: ignore[no-untyped-def]
        rows, labels, marks = [], [], []
        for page, want, fold in zip(pages, wanted, folds, strict=True):
            for item in page.items:
                row = extra(page, item)
                if row is None:
                    continue
                rows.append(row)
                labels.append(float(bool(item.gold)))
                marks.append(fold)
        learner.learn(name, np.array(rows), np.array(labels), marks)

    words, said, owners = [], [], []
    for page, want, fold in zip(pages, wanted, folds, strict=True):
        for item in page.items:
            words.append(item.words)
            said.append(bool(item.gold))
            owners.append(fold)
    learner.learn_linear("transferred", words, said, owners, 0.03)
    for page, fold in zip(pages, folds, strict=True):
        rank_wording([page], learner.weigh_fold(fold))

    label_items("item1", lambda page, item: item.row)
    # parties alone: only where the item is in a statement
    told = [
        (page, item, fold)
        for page, fold in zip(pages, folds, strict=True)
        for item in page.items
        if item.gold
    ]
    for page, item, _ in told:
        party_rows(page, item)
    words = [some for _, item, _ in told for some in item.named_words]
    owners = [fold for _, item, fold in told for _ in item.named]
    for name, side in (("gives", 0), ("gets", 1)):
        labels = [
            any(triple[side] == party.code for triple in item.gold)
            for _, item, _ in told
            for party in item.named
        ]
        learner.learn_linear(name, words, labels, owners, 0.05)
    tables: dict[str, tuple[list, list, list]] = {"supplier1": ([], [], []), "recipient1": ([], [], [])}  # type: ignore[type-arg]
    for page, item, fold in told:
        add_wording([item], learner.weigh_fold(fold))
        for row, party in zip(item.named_rows, item.named, strict=True):
            for side, name in enumerate(("supplier1", "recipient1")):
                tables[name][0].append(row)
                tables[name][1].append(float(any(triple[side] == party.code for triple in item.gold)))
                tables[name][2].append(fold)
    for name, (rows, labels, marks) in tables.items():
        learner.learn(name, np.array(rows), np.array(labels), marks)
    for page, fold in zip(pages, folds, strict=True):
        rank_alone([page], learner.weigh_fold(fold), learner.answer_fold(fold))

    # step 2: record the rows that reading would make, then fit on them
    recorded: dict[str, list[Floats]] = {}

    def recording(fold: int, known: set[str]):  # type: ignore[no-untyped-def]
        def answer(name: str, rows: Floats) -> Floats:
            recorded.setdefault(name, []).append(rows)
            if name in known:
                return learner.folds[name][fold].probability(rows)
            return np.ones(len(rows))

        return answer

    for page, fold in zip(pages, folds, strict=True):
        rank_in_context([page], recording(fold, set()))
    rows, labels, marks = [], [], []
    at = 0
    for page, want, fold in zip(pages, wanted, folds, strict=True):
        kept = [item for item in page.items if item.alone >= FAINT]
        if not kept:
            continue
        rows.append(recorded["item2"][at])
        at += 1
        for item in kept:
            labels.append(float(bool(item.gold)))
            marks.append(fold)
    learner.learn("item2", np.concatenate(rows), np.array(labels), marks)

    recorded.clear()
    for page, fold in zip(pages, folds, strict=True):
        rank_in_context([page], recording(fold, {"item2"}))
    sides: dict[str, tuple[list, list, list]] = {"supplier2": ([], [], []), "recipient2": ([], [], [])}  # type: ignore[type-arg]
    at = 0
    for page, want, fold in zip(pages, wanted, folds, strict=True):
        kept = [item for item in page.items if item.likely >= FAINT and item.alone >= FAINT]
        if not any(item.codes for item in kept):
            continue
        table = recorded["supplier2"][at]
        at += 1
        place = 0
        for item in kept:
            own = item.gold
            for number, party in enumerate(item.codes):
                if own:
                    for side, name in enumerate(("supplier2", "recipient2")):
                        sides[name][0].append(table[place + number])
                        sides[name][1].append(float(any(triple[side] == party for triple in own)))
                        sides[name][2].append(fold)
            place += len(item.codes)
    for name, (some, values, owners) in sides.items():
        learner.learn(name, np.array(some), np.array(values), owners)

    all_triples: list[list[Triple]] = []
    rows, labels, marks = [], [], []
    for page, want, fold in zip(pages, wanted, folds, strict=True):
        roles: Roles = rank_in_context([page], learner.answer_fold(fold))[0]
        triples = triples_of(page, roles)
        all_triples.append(triples)
        for triple in triples:
            rows.append(triple.row)
            labels.append(float((triple.supplier, triple.recipient, triple.family) in want[triple.scene]))
            marks.append(fold)
    learner.learn("triple", np.array(rows), np.array(labels), marks)
    for triples, fold in zip(all_triples, folds, strict=True):
        if triples:
            scores = learner.folds["triple"][fold].probability(np.array([one.row for one in triples]))
            for triple, score in zip(triples, scores, strict=True):
                triple.probability = float(score)
    rows, labels, marks = [], [], []
    for page, want, triples, fold in zip(pages, wanted, all_triples, folds, strict=True):
        rows += again_rows(page, triples)
        labels += [float((one.supplier, one.recipient, one.family) in want[one.scene]) for one in triples]
        marks += [fold] * len(triples)
    table = np.array(rows)
    learner.learn("again", table, np.array(labels), marks)
    place = 0
    for triples, fold in zip(all_triples, folds, strict=True):
        if triples:
            scores = learner.folds["again"][fold].probability(table[place : place + len(triples)])
            place += len(triples)
            for triple, score in zip(triples, scores, strict=True):
                triple.probability = float(score)
    return all_triples
