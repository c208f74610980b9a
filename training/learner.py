"""Fitting forests and linear models, out of fold: a document is never judged by a model that has seen it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

import lightgbm
import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from weighbridge.reading.encoder.encoder import Encoder
from weighbridge.reading.learnt.linear import Linear
from weighbridge.reading.learnt.trees import Floats, Forest, forest_from
from weighbridge.reading.ranking.page import Page

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
    "again": 140,
    "joint": 110,
    "source": 300,
}
RANDOM_SPLITS = frozenset("item1 supplier1 recipient1 item2 supplier2 recipient2 again source".split())
"""Models whose trees split at random places, the best of several features, and take longer strides: of these many
similar rows a document such trees learn less by heart."""


def fold_of(name: str) -> int:
    """The fold of a document, from its id alone."""
    return int(sha256(name.encode()).hexdigest(), 16) % FOLDS


def fit(rows: Floats, labels: Floats, name: str, weights: Floats) -> Forest:
    """A boosted forest for a yes-no question (LightGBM; deterministic)."""
    data = lightgbm.Dataset(rows, labels, weight=weights, free_raw_data=False)
    settings = {**SETTINGS, "extra_trees": True, "learning_rate": 0.12} if name in RANDOM_SPLITS else SETTINGS
    booster = lightgbm.train(settings, data, num_boost_round=ROUNDS.get(name, 150))
    return forest_from(booster.dump_model(), 1)


def fit_linear(rows: Sequence[Sequence[str]], labels: Sequence[object], strength: float, least: int = 3) -> Linear:
    """A logistic regression over the names that stand in at least ``least`` rows."""
    counter = CountVectorizer(analyzer=lambda row: sorted(set(row)), min_df=least)
    table = counter.fit_transform(rows)
    model = LogisticRegression(C=strength, max_iter=400).fit(table, labels)
    index = {str(name): int(at) for name, at in counter.vocabulary_.items()}
    return Linear(index, model.coef_.T.astype(float), model.intercept_.astype(float))


class Learner:
    """Fits a forest a fold and one on everything; answers out of fold or with the whole."""

    def __init__(self, encoders: Sequence[Encoder] = ()) -> None:
        self.encoders = encoders
        """One a fold, which has not learnt from its documents; none: reading without an encoder."""
        self.whole: dict[str, Forest] = {}
        self.folds: dict[str, list[Forest]] = {}
        self.linear_whole: dict[str, Linear] = {}
        self.linear_folds: dict[str, list[Linear]] = {}
        self.pages: list[Page] = []

    def learn(
        self, name: str, rows: Floats, labels: Floats, folds: Sequence[int], weights: Sequence[float] | None = None
    ) -> None:
        """Fit the forest ``name`` on everything and once without each fold; prints how it ranks out of fold.

        Rows count by ``weights``, or alike.
        """
        marks, counts = np.array(folds), np.ones(len(rows)) if weights is None else np.array(weights)
        self.whole[name] = fit(rows, labels, name, counts)
        self.folds[name] = [fit(rows[marks != k], labels[marks != k], name, counts[marks != k]) for k in range(FOLDS)]
        self.report(name, rows, labels, folds)

    def learn_linear(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        labels: Sequence[object],
        folds: Sequence[int],
        strength: float,
    ) -> None:
        """Fit the linear model ``name`` likewise; ``strength`` is scikit-learn's C, small is cautious."""
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
        scores = self.out_of_fold(name, rows, folds)
        auc, precision = roc_auc_score(labels, scores), average_precision_score(labels, scores)
        print(f"{name:12} rows {len(rows):6} true {labels.mean():.3f} auc {auc:.3f} average precision {precision:.3f}")

    def out_of_fold(self, name: str, rows: Floats, folds: Sequence[int]) -> Floats:
        """Each row's probability from the model that has not seen its document."""
        marks, scores = np.array(folds), np.zeros(len(rows))
        for k in range(FOLDS):
            scores[marks == k] = self.folds[name][k].probability(rows[marks == k])
        return scores

    def weigh_fold(self, fold: int) -> Callable[[str, list[list[str]]], Floats]:
        """The linear models that have not seen the documents of ``fold``, as reading asks for them."""
        return lambda name, rows: self.linear_folds[name][fold].scores_of(rows)

    def answer_fold(self, fold: int) -> Callable[[str, Floats], Floats]:
        """The forests that have not seen the documents of ``fold``, as reading asks for them."""
        return lambda name, rows: self.folds[name][fold].probability(rows)
