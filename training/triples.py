"""Training of the ranking models, step by step: each learns from honest (out-of-fold) scores of the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from training.gold import GoldDocument, code, family, wanted
from training.learner import Learner, fold_of
from weighbridge.reading.learnt.trees import Floats
from weighbridge.reading.ranking.again import again_rows, halfway
from weighbridge.reading.ranking.alone import add_wording, party_rows, rank_alone, rank_wording
from weighbridge.reading.ranking.context import rank_in_context
from weighbridge.reading.ranking.joint import joint_rows, likely_ones
from weighbridge.reading.ranking.page import FAINT, ItemCandidate, Page, Triple, add_senses, page_of
from weighbridge.reading.ranking.triples import add_pair_wording, triples_of

Key = tuple[str | None, str | None, str | None]
SIDES = (0, 1)
"""Supplier and recipient, as places in a Key."""


def learn_triples(golds: Sequence[GoldDocument], learner: Learner) -> list[list[Triple]]:
    """Fit all ranking models; returns every document's triples with out-of-fold probabilities."""
    pages = [page_of(gold.scenes, gold.document) for gold in golds]
    folds = [fold_of(gold.document.id) for gold in golds]
    learner.pages = pages
    label(golds, pages)
    if learner.encoders:
        for page, fold in zip(pages, folds, strict=True):
            add_senses(page, learner.encoders[fold])
    _learn_wording(pages, folds, learner)
    _learn_alone(pages, folds, learner)
    _learn_in_context(pages, folds, learner)
    right = [[_keys(gold, at) for at in range(len(gold.scenes))] for gold in golds]
    return _learn_together(pages, folds, right, learner)


def _keys(gold: GoldDocument, scene: int) -> set[Key]:
    return {(code(s["supplier"]), code(s["recipient"]), family(s["item"])) for s in gold.statements[scene]}


def label(golds: Sequence[GoldDocument], pages: Sequence[Page]) -> None:
    """Give every item candidate the gold triples that it stands for, every page its annotators."""
    for gold, page in zip(golds, pages, strict=True):
        page.house = gold.house
        for item in page.items:
            m = item.mention
            own = wanted(gold, item.scene, m.class_, m.kind, m.start, m.end)
            item.gold = {(code(s["supplier"]), code(s["recipient"]), family(s["item"])) for s in own}


def _items(pages: Sequence[Page], folds: Sequence[int]) -> list[tuple[ItemCandidate, int]]:
    return [(item, fold) for page, fold in zip(pages, folds, strict=True) for item in page.items]


def _learn_wording(pages: Sequence[Page], folds: Sequence[int], learner: Learner) -> None:
    items = _items(pages, folds)
    said = [bool(item.gold) for item, _ in items]
    learner.learn_linear("transferred", [item.words for item, _ in items], said, [fold for _, fold in items], 0.03)
    for page, fold in zip(pages, folds, strict=True):
        rank_wording([page], learner.weigh_fold(fold))


def _learn_alone(pages: Sequence[Page], folds: Sequence[int], learner: Learner) -> None:
    """Step 1. Parties are learnt only where their item is in a statement."""
    items = _items(pages, folds)
    labels = np.array([float(bool(item.gold)) for item, _ in items])
    learner.learn("item1", np.array([item.row for item, _ in items]), labels, [fold for _, fold in items])
    told = [(page, item, fold) for page, fold in zip(pages, folds, strict=True) for item in page.items if item.gold]
    for page, item, _ in told:
        party_rows(page, item)
    words = [some for _, item, _ in told for some in item.named_words]
    owners = [fold for _, item, fold in told for _ in item.named]
    right = [
        [any(key[side] == party.code for key in item.gold) for _, item, _ in told for party in item.named]
        for side in SIDES
    ]
    for side, name in enumerate(("gives", "gets")):
        learner.learn_linear(name, words, right[side], owners, 0.05)
    for _, item, fold in told:
        add_wording([item], learner.weigh_fold(fold))
    rows = np.array([row for _, item, _ in told for row in item.named_rows])
    for side, name in enumerate(("supplier1", "recipient1")):
        learner.learn(name, rows, np.array(right[side], float), owners)
    for page, fold in zip(pages, folds, strict=True):
        rank_alone([page], learner.weigh_fold(fold), learner.answer_fold(fold))


def _recording(
    learner: Learner, fold: int, known: set[str], rows: dict[str, list[Floats]]
) -> Callable[[str, Floats], Floats]:
    """Answers as reading would ask for them, keeping the rows; what is not learnt yet is answered with yes."""

    def answer(name: str, table: Floats) -> Floats:
        rows.setdefault(name, []).append(table)
        return learner.folds[name][fold].probability(table) if name in known else np.ones(len(table))

    return answer


def _learn_in_context(pages: Sequence[Page], folds: Sequence[int], learner: Learner) -> None:
    """Step 2: record the rows that reading would make, then fit on them."""
    rows: dict[str, list[Floats]] = {}
    for page, fold in zip(pages, folds, strict=True):
        rank_in_context([page], _recording(learner, fold, set(), rows))
    kept = [(item, fold) for item, fold in _items(pages, folds) if item.alone >= FAINT]
    labels = np.array([float(bool(item.gold)) for item, _ in kept])
    learner.learn("item2", np.concatenate(rows["item2"]), labels, [fold for _, fold in kept])
    rows = {}
    for page, fold in zip(pages, folds, strict=True):
        rank_in_context([page], _recording(learner, fold, {"item2"}, rows))
    asked = [(item, fold) for item, fold in _items(pages, folds) if item.alone >= FAINT and item.likely >= FAINT]
    table = np.concatenate(rows["supplier2"])
    told = np.array([bool(item.gold) for item, _ in asked for _ in item.codes])
    owners = [fold for item, fold in asked if item.gold for _ in item.codes]
    for side, name in enumerate(("supplier2", "recipient2")):
        right = [
            float(any(key[side] == party for key in item.gold))
            for item, _ in asked
            if item.gold
            for party in item.codes
        ]
        learner.learn(name, table[told], np.array(right), owners)


def _learn_together(
    pages: Sequence[Page], folds: Sequence[int], right: Sequence[Sequence[set[Key]]], learner: Learner
) -> list[list[Triple]]:
    """Steps 3 to 5."""
    found = [
        triples_of(page, rank_in_context([page], learner.answer_fold(fold))[0])
        for page, fold in zip(pages, folds, strict=True)
    ]
    _learn_pair_wording(pages, folds, found, learner)
    every = [
        (triple, fold, (triple.supplier, triple.recipient, triple.family) in wanted_here[triple.scene])
        for triples, fold, wanted_here in zip(found, folds, right, strict=True)
        for triple in triples
    ]
    labels, owners = np.array([float(good) for _, _, good in every]), [fold for _, fold, _ in every]
    for name in ("triple", "again"):
        if name == "triple":
            table = np.array([triple.row for triple, _, _ in every])
        else:
            table = np.array(
                [row for page, triples in zip(pages, found, strict=True) for row in again_rows(page, triples)]
            )
        learner.learn(name, table, labels, owners)
        scores = learner.out_of_fold(name, table, owners)
        if name == "again":
            scores = halfway(np.array([triple.probability for triple, _, _ in every]), scores)
        for (triple, _, _), score in zip(every, scores, strict=True):
            triple.probability = float(score)
    _learn_jointly(pages, folds, right, found, learner)
    return found


def _learn_jointly(
    pages: Sequence[Page],
    folds: Sequence[int],
    right: Sequence[Sequence[set[Key]]],
    found: Sequence[Sequence[Triple]],
    learner: Learner,
) -> None:
    """Step 5, on the triples that step 4 finds likely; sets their probabilities, out of fold."""
    likely = [likely_ones(triples) for triples in found]
    every = [
        (triple, fold, (triple.supplier, triple.recipient, triple.family) in wanted_here[triple.scene])
        for triples, fold, wanted_here in zip(likely, folds, right, strict=True)
        for triple in triples
    ]
    table = np.array([row for page, triples in zip(pages, likely, strict=True) for row in joint_rows(page, triples)])
    owners = [fold for _, fold, _ in every]
    learner.learn("joint", table, np.array([float(good) for _, _, good in every]), owners)
    for (triple, _, _), score in zip(every, learner.out_of_fold("joint", table, owners), strict=True):
        triple.probability = float(score)


def _learn_pair_wording(
    pages: Sequence[Page], folds: Sequence[int], found: Sequence[Sequence[Triple]], learner: Learner
) -> None:
    """The linear models of step 3, learnt where the item is in a statement; completes the triples' rows."""
    told = [(item, fold) for item, fold in _items(pages, folds) if item.gold]
    words, owners = [item.words for item, _ in told], [fold for _, fold in told]
    for side, name in enumerate(("nobody_gives", "nobody_gets")):
        unsaid = [any(key[side] is None for key in item.gold) for item, _ in told]
        learner.learn_linear(name, words, unsaid, owners, 0.03)
    pairs = [
        (triple, fold)
        for triples, fold in zip(found, folds, strict=True)
        for triple in triples
        if triple.candidate.gold
    ]
    right = [
        any(key[:2] == (triple.supplier, triple.recipient) for key in triple.candidate.gold) for triple, _ in pairs
    ]
    learner.learn_linear("pair", [triple.words for triple, _ in pairs], right, [fold for _, fold in pairs], 0.05)
    for triples, fold in zip(found, folds, strict=True):
        add_pair_wording(triples, learner.weigh_fold(fold))
