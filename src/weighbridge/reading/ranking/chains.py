"""Goods that a document comes back to: what it said of the same goods elsewhere.

Mentions of one class of goods, and those of one word ("jets"), are a chain each. A statement whose parties the
sentence leaves out mostly has those that the chain had last.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from weighbridge.reading.learnt.trees import Floats
from weighbridge.reading.ranking.page import Page, Triple

Pair = tuple[str | None, str | None]
Key = tuple[str, ...]

LINKS = ("class", "word")
CHAIN_NAMES = [
    f"{link}_{name}"
    for link in LINKS
    for name in "share sum last_pair last_supplier last_recipient since_last last_probability".split()
]
_KNOWN = 0.3
"""Below this probability a sentence does not count as having said who deals in the goods."""
_NEVER = 20.0


def _keys(page: Page, triple: Triple) -> tuple[Key, Key]:
    mention = triple.candidate.mention
    own = mention.kind in ("designation", "word", "weak")
    word = page.scenes[triple.scene].lemma[mention.token] if own else ""
    return (mention.class_,), (triple.family, word)


class _Chain:
    """One chain: the pairs of its sentences with their probabilities."""

    def __init__(self) -> None:
        self.scenes: dict[int, dict[Pair, float]] = defaultdict(dict)
        self.sums: dict[Pair, float] = defaultdict(float)
        self.here: dict[int, float] = {}
        self.total = 0.0
        self.best: list[tuple[int, float, Pair]] = []
        self.known: dict[int, tuple[float, tuple[int, float, Pair] | None]] = {}

    def close(self) -> None:
        """Add up, once all triples are in."""
        for scene, pairs in sorted(self.scenes.items()):
            self.here[scene] = sum(pairs.values())
            self.total += self.here[scene]
            for pair, weight in pairs.items():
                self.sums[pair] += weight
            pair = max(pairs, key=lambda one: pairs[one])
            if pairs[pair] > _KNOWN:
                self.best.append((scene, pairs[pair], pair))

    def before(self, scene: int) -> tuple[float, tuple[int, float, Pair] | None]:
        """What the rest of the chain adds up to; where, how strongly and of whom it spoke last before the sentence."""
        found = self.known.get(scene)
        if found is None:
            at = bisect_left(self.best, (scene,))
            found = self.total - self.here[scene], self.best[at - 1] if at else None
            self.known[scene] = found
        return found

    def columns(self, scene: int, pair: Pair) -> list[float]:
        """How the rest of the chain stands to this pair, and whether the chain last had it before the sentence."""
        rest = self.sums[pair] - self.scenes[scene].get(pair, 0.0)
        others, said = self.before(scene)
        share = rest / others if others > 0.01 else -1.0
        if said is None:
            return [share, rest, 0.0, 0.0, 0.0, _NEVER, 0.0]
        where, weight, last = said
        return [
            share,
            rest,
            float(last == pair),
            float(last[0] == pair[0]),
            float(last[1] == pair[1]),
            float(min(scene - where, 15)),
            weight,
        ]


def chain_columns(page: Page, triples: Sequence[Triple]) -> Floats:
    """For each triple, what step 3 found along the chains of its goods."""
    chains: dict[Key, _Chain] = defaultdict(_Chain)
    of_item: dict[int, tuple[Key, Key]] = {}
    for triple in triples:
        if id(triple.candidate) not in of_item:
            of_item[id(triple.candidate)] = _keys(page, triple)
    keys = [of_item[id(triple.candidate)] for triple in triples]
    for triple, both in zip(triples, keys, strict=True):
        pair = (triple.supplier, triple.recipient)
        for key in both:
            pairs = chains[key].scenes[triple.scene]
            pairs[pair] = max(pairs.get(pair, 0.0), triple.probability)
    for chain in chains.values():
        chain.close()
    rows = array("d")
    for triple, both in zip(triples, keys, strict=True):
        pair = (triple.supplier, triple.recipient)
        for key in both:
            rows.fromlist(chains[key].columns(triple.scene, pair))
    return np.frombuffer(rows, np.float64).reshape(-1, len(CHAIN_NAMES))
