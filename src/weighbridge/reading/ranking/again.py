"""Step 4 of the ranking: each triple again, beside what the whole document was found to say."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from weighbridge.reading.learnt.trees import Floats
from weighbridge.reading.ranking.chains import CHAIN_NAMES, chain_columns
from weighbridge.reading.ranking.page import ItemCandidate, Page, Triple

AGAIN_NAMES = [
    *"""probability item_best item_rank scene_pair scene_other before_pair last_supplier last_recipient
last_pair since_last doc_pair doc_pair_sum doc_share doc_family_pair after_pair headline_pair doc_supplier doc_recipient
scenes_with scene_family_best likely supplier_given_recipient recipient_given_supplier pair_rank best_supplier
best_recipient
turned_share""".split(),
    *CHAIN_NAMES,
]


_OF_TRIPLE = "probability item_best item_rank scene_pair doc_family_pair scene_family_best likely".split()
_OF_PAIR = """scene_other before_pair last_supplier last_recipient last_pair since_last doc_pair doc_pair_sum doc_share
after_pair headline_pair doc_supplier doc_recipient scenes_with supplier_given_recipient recipient_given_supplier
pair_rank best_supplier best_recipient turned_share""".split()
"""Columns that all triples of a pair share in a sentence."""
_PARTS = [*_OF_TRIPLE, *_OF_PAIR, *CHAIN_NAMES]
_ORDER = [_PARTS.index(name) for name in AGAIN_NAMES]
_Pairs = dict[tuple[str | None, str | None], list[tuple[float, ItemCandidate]]]


def _beside(triples: Sequence[Triple]) -> tuple[_Pairs, dict[str, float]]:
    """The triples of one sentence by their parties, the likeliest first; and the best of each family of goods."""
    pairs: _Pairs = {}
    families: dict[str, float] = {}
    for triple in sorted(triples, key=lambda one: -one.probability):
        pairs.setdefault((triple.supplier, triple.recipient), []).append((triple.probability, triple.candidate))
        families.setdefault(triple.family, triple.probability)
    return pairs, families


def _peak(line: Sequence[float]) -> tuple[float, int, float]:
    """The highest of some figures, its place, and the highest elsewhere (0 where there is none)."""
    peak = max(line)
    where = line.index(peak)
    return peak, where, max(max(line[:where], default=0.0), max(line[where + 1 :], default=0.0))


def halfway(first: Floats, second: Floats) -> Floats:
    """Probabilities halfway, in log-odds, between steps 3 and 4: the one sees the sentence, the other the document.

    Out of fold that ranks better than either.
    """
    odds = np.sqrt(first * second)
    return np.asarray(odds / (odds + np.sqrt((1 - first) * (1 - second))))


def again_rows(page: Page, triples: Sequence[Triple]) -> Floats:
    """Step 4, rows: those of step 3, and ``again_columns``."""
    if not triples:
        return np.zeros((0, 0))
    return np.hstack([np.stack([triple.row for triple in triples]), again_columns(page, triples)])


def again_columns(page: Page, triples: Sequence[Triple]) -> Floats:
    """Each triple beside what step 3 found in its sentence and in the rest of the document."""
    count = len(page.scenes)
    by_scene: list[list[Triple]] = [[] for _ in range(count)]
    by_item: dict[int, list[Triple]] = defaultdict(list)
    pair_at: dict[tuple[str | None, str | None], list[float]] = {}
    pair_family: dict[tuple[str | None, str | None, str], list[float]] = {}
    for triple in triples:
        by_scene[triple.scene].append(triple)
        by_item[id(triple.candidate)].append(triple)
        pair = (triple.supplier, triple.recipient)
        line = pair_at.setdefault(pair, [0.0] * count)
        line[triple.scene] = max(line[triple.scene], triple.probability)
        line = pair_family.setdefault((*pair, triple.family), [0.0] * count)
        line[triple.scene] = max(line[triple.scene], triple.probability)
    best_at: list[Triple | None] = [max(some, key=lambda t: t.probability, default=None) for some in by_scene]
    total = sum(sum(line) for line in pair_at.values()) or 1.0
    as_supplier: dict[str | None, float] = defaultdict(float)
    as_recipient: dict[str | None, float] = defaultdict(float)
    for (supplier, recipient), line in pair_at.items():
        as_supplier[supplier] += sum(line)
        as_recipient[recipient] += sum(line)
    last: list[Triple | None] = []
    held: Triple | None = None
    for best in best_at:
        last.append(held)
        if best is not None and best.probability > 0.35:
            held = best
    of_item = {number: sorted(-one.probability for one in mine) for number, mine in by_item.items()}
    beside = [_beside(some) for some in by_scene]
    sums = {pair: sum(line) for pair, line in pair_at.items()}
    often = {pair: float(sum(weight > 0.4 for weight in line)) for pair, line in pair_at.items()}
    here_supplier: dict[tuple[int, str | None], float] = defaultdict(float)
    here_recipient: dict[tuple[int, str | None], float] = defaultdict(float)
    for (supplier, recipient), line in pair_at.items():
        for at, weight in enumerate(line):
            if weight:
                here_supplier[at, supplier] += weight
                here_recipient[at, recipient] += weight
    order = sorted(sums, key=lambda one: (-sums[one], one[0] or "", one[1] or ""))
    ranks = {pair: min(rank, 9) for rank, pair in enumerate(order)}
    best_for_recipient: dict[str | None, str | None] = {}
    best_for_supplier: dict[str | None, str | None] = {}
    for supplier, recipient in order:
        best_for_recipient.setdefault(recipient, supplier)
        best_for_supplier.setdefault(supplier, recipient)
    peaks: dict[tuple[str | None, str | None, str], tuple[float, int, float]] = {
        key: _peak(line) for key, line in pair_family.items()
    }
    of_pair = array("d")
    number: dict[tuple[int, str | None, str | None], int] = {}
    for triple in triples:
        supplier, recipient = pair = triple.supplier, triple.recipient
        at = triple.scene
        if (at, *pair) in number:
            continue
        number[at, *pair] = len(number)
        line = pair_at[pair]
        previous = last[at]
        before, after = max(line[:at], default=0.0), max(line[at + 1 :], default=0.0)
        rest = sums[pair] - line[at]
        of_pair.fromlist(
            [
                next((some[0][0] for other, some in beside[at][0].items() if other != pair), 0.0),
                before,
                float(previous is not None and previous.supplier == supplier),
                float(previous is not None and previous.recipient == recipient),
                float(previous is not None and (previous.supplier, previous.recipient) == pair),
                float(min(at - previous.scene, 20)) if previous is not None else 20.0,
                max(before, after),
                rest,
                rest / total,
                max(line[at + 1 : at + 3], default=0.0),
                line[0] if at else 0.0,
                (as_supplier[supplier] - line[at]) / total,
                (as_recipient[recipient] - line[at]) / total,
                often[pair],
                rest / max(0.05, as_recipient[recipient] - here_recipient[at, recipient]),
                rest / max(0.05, as_supplier[supplier] - here_supplier[at, supplier]),
                float(ranks[pair]),
                float(best_for_recipient[recipient] == supplier),
                float(best_for_supplier[supplier] == recipient),
                sums.get((recipient, supplier), 0.0) / total,
            ]
        )
    own = array("d")
    for triple in triples:
        at, pair = triple.scene, (triple.supplier, triple.recipient)
        candidate = triple.candidate
        peak, where, second = peaks[(*pair, triple.family)]
        mine = of_item[id(candidate)]
        pairs, families = beside[at]
        own.fromlist(
            [
                triple.probability,
                -mine[0],
                float(bisect_left(mine, -triple.probability)),
                next((p for p, one in pairs[pair] if one is not candidate), 0.0),
                second if where == at else peak,
                families[triple.family],
                candidate.likely,
            ]
        )
    places = [number[triple.scene, triple.supplier, triple.recipient] for triple in triples]
    parts = [
        np.frombuffer(own, np.float64).reshape(-1, len(_OF_TRIPLE)),
        np.frombuffer(of_pair, np.float64).reshape(-1, len(_OF_PAIR))[places],
        chain_columns(page, triples),
    ]
    return np.concatenate(parts, axis=1)[:, _ORDER]
