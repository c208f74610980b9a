"""Where the words of transfer of each stage stand to the goods: near or far, over them, in their clause.

A long sentence tells of several transfers, each with its own word ("ordered twelve, of which four have come"). A
``View`` picks one of them by its roles; these numbers let the trained models see all of them, stage by stage.
"""

from __future__ import annotations

from collections.abc import Sequence

from weighbridge.model import STAGES
from weighbridge.reading.parsing.tree import tree_of
from weighbridge.reading.positions.clauses import clauses_of
from weighbridge.reading.ranking.lookup import Lookup
from weighbridge.reading.scene import ItemMention, PartyMention

MOST_WORDS = 12
"""So many words of transfer of a sentence are looked at."""
FAR, UNRELATED, NO_PARTY, UNFIT = 40.0, 30.0, 15.0, -9.0
"""Words apart, steps in the tree, steps to parties that the sentence doesn't name, fit: where no such word stands."""
_KINDS = ("fit", "apart", "steps", "in_clause", "count", "steps_with_parties")
BY_STAGE_NAMES = [
    *(f"{kind} of {stage}" for kind in _KINDS for stage in STAGES),
    *(f"{place} over goods:{stage}" for place in ("lowest", "topmost") for stage in (*STAGES, "none")),
    *(f"next {side} goods:{stage}" for side in ("before", "after") for stage in STAGES),
]


def by_stage(
    look: Lookup,
    item: ItemMention,
    parties: Sequence[PartyMention | None],
    fits: Sequence[tuple[int, float]],
    stages: Sequence[int],
) -> list[float]:
    """Numbers in the order of BY_STAGE_NAMES.

    Args:
        look: the sentence.
        item, parties: the goods, and those of the parties that the sentence names.
        fits: words of transfer, by number, with how well each holds goods and parties.
        stages: the stage by rule, as a place in STAGES, of the sentence's first words of transfer.
    """
    count = len(STAGES)
    words = [hit.trigger for hit in look.scene.hits[: len(stages)]]
    steps, middle, ends = _from_goods(look, item.token, words, stages)
    fit, parted = [UNFIT] * count, [2 * UNRELATED] * count
    tokens = [party.token for party in parties if party is not None]
    for word, stage, far in zip(words, stages, steps, strict=True):
        told = sum([apart_in_tree(look, word, token) for token in tokens]) if tokens else NO_PARTY
        parted[stage] = min(parted[stage], far + told)
    for place, value in fits:
        if 0 <= place < len(stages):
            fit[stages[place]] = max(fit[stages[place]], value)
    return [*fit, *middle, *parted, *ends]


def _from_goods(
    look: Lookup, goods: int, words: Sequence[int], stages: Sequence[int]
) -> tuple[list[float], list[float], list[float]]:
    """What doesn't hang on the parties, once for all transfers of the same goods.

    Returns how many steps each word is away, the columns from ``apart`` to ``count``, and those from ``lowest`` on.
    """
    key = "by stage", goods
    known: tuple[list[float], list[float], list[float]] | None = look.cache.get(key)
    if known is not None:
        return known
    clauses = clauses_of(tree_of(look.scene.doc))
    over = look.climb(goods)
    count = len(STAGES)
    apart, steps = [FAR] * count, [UNRELATED] * count
    inside, number = [0.0] * count, [0.0] * count
    above: list[tuple[int, int]] = []
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None
    every: list[float] = []
    for word, stage in zip(words, stages, strict=True):
        far = apart_in_tree(look, word, goods)
        every.append(far)
        apart[stage] = min(apart[stage], float(abs(word - goods)))
        steps[stage] = min(steps[stage], far)
        inside[stage] += float(clauses[word] == clauses[goods])
        number[stage] += 1.0
        if word in over:
            above.append((over.index(word), stage))
        if word <= goods and (before is None or word > before[0]):
            before = word, stage
        if word > goods and (after is None or word < after[0]):
            after = word, stage
    above.sort()
    ends: list[float] = []
    for end in (0, -1):
        picked = above[end][1] if above else count
        ends += [float(at == picked) for at in range(count + 1)]
    for one in (before, after):
        ends += [float(one is not None and at == one[1]) for at in range(count)]
    known = look.cache[key] = every, [*apart, *steps, *inside, *number], ends
    return known


def apart_in_tree(look: Lookup, one: int, other: int) -> float:
    """Steps from one word to another over their nearest common governor; UNRELATED where there is none."""
    key = "apart", one, other
    known: float | None = look.cache.get(key)
    if known is None:
        path = look.climb(other)
        meeting = ((steps, word) for steps, word in enumerate(look.climb(one)) if word in path)
        steps, word = next(meeting, (-1, -1))
        known = look.cache[key] = float(steps + path.index(word)) if word >= 0 else UNRELATED
    return known
