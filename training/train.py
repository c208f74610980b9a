"""``make train``: the reader's models from the corpus, reproducibly.

Learns on ``corpus/open``, ``corpus/more`` and ``corpus/plain`` only; ``corpus/aside`` is never looked at.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from training.encoders import fold_encoders
from training.gold import GoldDocument, code, family, load
from training.learner import Learner
from training.positions import learn_positions
from training.sources import learn_sources
from training.triples import learn_triples
from weighbridge.reading.learnt.models import FILE, Models, save_models
from weighbridge.reading.ranking.page import Triple
from weighbridge.reading.ranking.ranking import chosen

MOVED = 0.4
"""From here on it is stated that goods have moved, which is worse to invent than a plan is; set by hand: from 0.5 on
one statement in a hundred fewer was found."""
CAREFUL = 0.87
"""Out-of-fold precision that ``--careful`` is set to."""


def hits(
    golds: list[GoldDocument], triples: list[list[Triple]], threshold: float
) -> tuple[int, int, int, list[tuple[float, bool]]]:
    """Gold statements, stated triples, right ones; and each stated triple's score with whether it is right."""
    gold_count = stated = right = 0
    marks = []
    for gold, some in zip(golds, triples, strict=True):
        wanted = [
            (at, code(s["supplier"]), code(s["recipient"]), family(s["item"]))
            for at, statements in enumerate(gold.statements)
            for s in statements
        ]
        gold_count += len(wanted)
        for one in chosen(some, threshold):
            stated += 1
            key = (one.scene, one.supplier, one.recipient, one.family)
            good = key in wanted
            if good:
                wanted.remove(key)
                right += 1
            marks.append((one.probability, good))
    return gold_count, stated, right, marks


def best_threshold(golds: list[GoldDocument], triples: list[list[Triple]]) -> tuple[float, float]:
    """Half of the best F1 out of fold, to the nearest twentieth, and that F1.

    Where probabilities are true, F1 is best if all is stated that is more likely than half of it (Lipton, Elkan and
    Naryanaswamy, Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014). The F1 itself is flat around its
    best, so finer steps would be chance; means over seven neighbours stand against it too.
    """
    scores = []
    for cut in np.arange(0.15, 0.6, 0.01):
        gold, stated, right, _ = hits(golds, triples, float(cut))
        scores.append(2 * right / (gold + stated))
    best = float(np.convolve(scores, np.ones(7) / 7, mode="valid").max())
    return round(best / 2 * 20) / 20, best


def main() -> None:
    """Train on the corpus; the models go to the package, or to the file that is named."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    started = time.time()
    golds = load()
    print(f"{len(golds)} documents, {sum(len(s) for g in golds for s in g.statements)} statements")
    learner = Learner(fold_encoders())
    triples = learn_triples(golds, learner)
    ours = [at for at, gold in enumerate(golds) if gold.part == "open"]
    threshold, f1 = best_threshold([golds[at] for at in ours], [triples[at] for at in ours])
    print(f"out of fold on corpus/open: best core F1 {f1:.3f}, so from {threshold:.2f} on")
    marks = [mark for at in ours for mark in hits([golds[at]], [triples[at]], 0.1)[3]]
    scores, good = np.array([score for score, _ in marks]), np.array([float(right) for _, right in marks])
    belief = IsotonicRegression(out_of_bounds="clip").fit(scores, good)
    grid = np.linspace(0, 1, 101)
    careful = next(
        float(cut) for cut in np.arange(threshold, 1, 0.01) if good[scores >= cut].mean() >= CAREFUL or cut > 0.95
    )
    print(f"out of fold: threshold {threshold:.2f}, for what has moved {MOVED:.2f}")
    learn_positions(golds, learner.pages, learner)
    learn_sources(golds, learner)
    curve = np.array([grid, np.clip(belief.predict(grid), 0.01, 0.99)])
    save_models(Models(learner.whole, learner.linear_whole, threshold, MOVED, careful, curve), target)
    size = target.stat().st_size / 1e6
    print(f"careful from {careful:.2f}; {target.name} {size:.1f} MB; {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
