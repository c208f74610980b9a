"""Step 5 of the ranking: each likely triple beside the other triples of its sentence that say something else.

Steps 1 to 4 weigh every triple by itself, so that one sentence can come out with the same transfer twice: as "the
package" and as the tanks in it, with the neighbour's supplier, or the other way round. Here a triple sees what else
may be stated of its goods, of its pair and of its parties, and how strongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from weighbridge.reading.ranking.lookup import ITEM_KINDS
from weighbridge.reading.ranking.page import Page, Triple

LEAST = 0.05
"""Triples that steps 3 and 4 give less keep that probability: nothing so unlikely is ever stated."""
_STRONG = 0.3
"""From about here triples get stated; so many of them a sentence has."""
_NAMED = ("designation", "word")
"""Kinds of mention that name their goods."""

JOINT_NAMES = [
    *"""probability token_other_family pair_named pair_unnamed pair_same_family pair_arms pair_sum
    recipient_inside recipient_outside recipient_nobody supplier_inside supplier_outside supplier_nobody
    item_next item_unlike item_share item_sum token_share token_sum turned
    rank scene_sum scene_best scene_strong scene_share scene_count
    gives_nobody gets_nobody gives_inside gets_inside""".split(),
    *(f"kind_{kind}" for kind in ITEM_KINDS),
    *"""arms fine likely alone before_pair before_probability before_family after_pair after_probability
    scenes index house""".split(),
]


def likely_ones(triples: Sequence[Triple]) -> list[Triple]:
    """The triples that step 5 looks at: those of at least LEAST."""
    return [triple for triple in triples if triple.probability >= LEAST]


def joint_rows(page: Page, likely: Sequence[Triple]) -> list[list[float]]:
    """A row (JOINT_NAMES) for each of a page's likely triples, in their order; reads ``probability`` after step 4."""
    by_scene: dict[int, list[Triple]] = defaultdict(list)
    for triple in sorted(likely, key=lambda one: -one.probability):
        by_scene[triple.scene].append(triple)
    order = sorted(by_scene)
    rows: dict[int, list[float]] = {}
    for place, scene in enumerate(order):
        before = by_scene[order[place - 1]][0] if place else None
        after = by_scene[order[place + 1]][0] if place + 1 < len(order) else None
        tail = [float(len(order)), float(scene), page.house]
        for triple, row in zip(by_scene[scene], _in_scene(by_scene[scene]), strict=True):
            rows[id(triple)] = [*row, *_beside(triple, before), *_beside(triple, after)[:2], *tail]
    return [rows[id(triple)] for triple in likely]


def _beside(triple: Triple, other: Triple | None) -> tuple[float, float, float]:
    """The likeliest triple of a sentence near by: whether of this pair, how likely, whether of this family."""
    if other is None:
        return 0.0, 0.0, 0.0
    same = (other.supplier, other.recipient) == (triple.supplier, triple.recipient)
    return float(same), other.probability, float(other.family == triple.family)


def _first(some: Iterable[Triple]) -> float:
    """The probability of the first, 0 where there is none."""
    return next((one.probability for one in some), 0.0)


def _sides(some: Iterable[Triple], side: str) -> list[float]:
    """The likeliest of some triples whose party of that side is named in the sentence, outside it, and nobody."""
    best = [0.0, 0.0, 0.0]
    for one in some:
        party, mention = (
            (one.supplier, one.supplier_mention) if side == "supplier" else (one.recipient, one.recipient_mention)
        )
        place = 2 if party is None else 0 if mention is not None else 1
        best[place] = max(best[place], one.probability)
    return best


def _in_scene(ordered: Sequence[Triple]) -> list[list[float]]:
    """The columns that look at the sentence alone, for its likely triples, the likeliest first."""
    pairs: dict[tuple[str | None, str | None], list[Triple]] = defaultdict(list)
    givers: dict[tuple[str | None, str], list[Triple]] = defaultdict(list)
    getters: dict[tuple[str | None, str], list[Triple]] = defaultdict(list)
    items: dict[int, list[Triple]] = defaultdict(list)
    tokens: dict[int, list[Triple]] = defaultdict(list)
    for one in ordered:
        pairs[one.supplier, one.recipient].append(one)
        givers[one.supplier, one.family].append(one)
        getters[one.recipient, one.family].append(one)
        items[id(one.candidate)].append(one)
        tokens[one.candidate.mention.token].append(one)
    item_sums = {key: sum(one.probability for one in some) for key, some in items.items()}
    token_sums = {key: sum(one.probability for one in some) for key, some in tokens.items()}
    total = sum(one.probability for one in ordered)
    strong = float(sum(one.probability > _STRONG for one in ordered))
    out = []
    for rank, triple in enumerate(ordered):
        mention, share = triple.candidate.mention, triple.probability
        token, family = mention.token, triple.family
        pair = pairs[triple.supplier, triple.recipient]
        apart = [one for one in pair if one.candidate.mention.token != token]
        unlike = [one for one in apart if one.family != family]
        item = items[id(triple.candidate)]
        out.append(
            [
                share,
                _first(one for one in pair if one.candidate.mention.token == token and one.family != family),
                _first(one for one in unlike if one.candidate.mention.kind in _NAMED),
                _first(one for one in unlike if one.candidate.mention.kind not in _NAMED),
                _first(one for one in apart if one.family == family),
                _first(one for one in unlike if one.family == "arms"),
                sum(one.probability for one in unlike),
                *_sides((o for o in givers[triple.supplier, family] if o.recipient != triple.recipient), "recipient"),
                *_sides((o for o in getters[triple.recipient, family] if o.supplier != triple.supplier), "supplier"),
                _first(one for one in item if one is not triple),
                _first(o for o in item if o.supplier != triple.supplier and o.recipient != triple.recipient),
                share / item_sums[id(triple.candidate)],
                item_sums[id(triple.candidate)],
                share / token_sums[token],
                token_sums[token],
                _first(pairs.get((triple.recipient, triple.supplier), ())),
                float(rank),
                total,
                ordered[0].probability,
                strong,
                share / total,
                float(len(ordered)),
                float(triple.supplier is None),
                float(triple.recipient is None),
                float(triple.supplier_mention is not None),
                float(triple.recipient_mention is not None),
                *(float(mention.kind == kind) for kind in ITEM_KINDS),
                float(family == "arms"),
                float("." in mention.class_),
                triple.candidate.likely,
                triple.candidate.alone,
            ]
        )
    return out
