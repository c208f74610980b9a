"""``make train``: the reader's models from the corpus, reproducibly.

Learns on ``corpus/open`` and ``corpus/more`` only; ``corpus/aside`` is never looked at.
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

INVENTED = 0.05
"""Share of statements without any partner in the gold that is borne among deliveries (out of fold; about four
times as many on documents of other topics)."""
NEARLY = 0.002
"""Differences of F1 that are chance on some 1,200 statements."""
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


def partners(golds: list[GoldDocument], triples: list[list[Triple]], threshold: float) -> list[tuple[float, bool]]:
    """Each stated triple's score, and whether a gold statement agrees in two of its three slots."""
    marks = []
    for gold, some in zip(golds, triples, strict=True):
        for one in chosen(some, threshold):
            mine = (one.supplier, one.recipient, one.family)
            theirs = [
                (code(s["supplier"]), code(s["recipient"]), family(s["item"])) for s in gold.statements[one.scene]
            ]
            marks.append((one.probability, any(sum(a == b for a, b in zip(mine, t, strict=True)) >= 2 for t in theirs)))
    return marks


def best_threshold(golds: list[GoldDocument], triples: list[list[Triple]]) -> tuple[float, float]:
    """The highest threshold whose F1 is as good as the best, give or take NEARLY, and the F1 there.

    F1 is flat over a wide stretch, and of equals the one that is more often right is taken; means over
    seven neighbours stand against chance.
    """
    cuts = np.arange(0.15, 0.6, 0.01)
    scores = []
    for cut in cuts:
        gold, stated, right, _ = hits(golds, triples, float(cut))
        scores.append(2 * right / (gold + stated))
    smooth = np.convolve(scores, np.ones(7) / 7, mode="valid")
    at = int(np.flatnonzero(smooth >= smooth.max() - NEARLY)[-1]) + 3
    return float(cuts[at]), scores[at]


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
    print(f"out of fold on corpus/open: best core F1 {f1:.3f} at {threshold:.2f}")
    marks = [mark for at in ours for mark in hits([golds[at]], [triples[at]], 0.1)[3]]
    scores, good = np.array([score for score, _ in marks]), np.array([float(right) for _, right in marks])
    belief = IsotonicRegression(out_of_bounds="clip").fit(scores, good)
    grid = np.linspace(0, 1, 101)
    careful = next(
        float(cut) for cut in np.arange(threshold, 1, 0.01) if good[scores >= cut].mean() >= CAREFUL or cut > 0.95
    )
    known = partners([golds[at] for at in ours], [triples[at] for at in ours], threshold)
    moved = threshold
    for cut in np.arange(threshold, 0.9, 0.01):
        moved = float(cut)
        kept = [good for score, good in known if score >= cut]
        if sum(kept) >= (1 - INVENTED) * len(kept):
            break
    print(f"out of fold: threshold {threshold:.2f}, for what has moved {moved:.2f}")
    learn_positions(golds, learner.pages, learner)
    learn_sources(golds, learner)
    curve = np.array([grid, np.clip(belief.predict(grid), 0.01, 0.99)])
    save_models(Models(learner.whole, learner.linear_whole, threshold, moved, careful, curve), target)
    size = target.stat().st_size / 1e6
    print(f"careful from {careful:.2f}; {target.name} {size:.1f} MB; {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
