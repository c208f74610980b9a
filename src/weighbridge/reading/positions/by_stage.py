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
    clauses = clauses_of(tree_of(look.scene.doc))
    goods = item.token
    over = look.climb(goods)
    count = len(STAGES)
    fit, apart, steps, parted = ([one] * count for one in (UNFIT, FAR, UNRELATED, 2 * UNRELATED))
    inside, number = [0.0] * count, [0.0] * count
    above: list[tuple[int, int]] = []
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None
    for hit, stage in zip(look.scene.hits, stages, strict=False):
        word = hit.trigger
        far = apart_in_tree(look, word, goods)
        told = [apart_in_tree(look, word, party.token) for party in parties if party is not None]
        apart[stage] = min(apart[stage], float(abs(word - goods)))
        steps[stage] = min(steps[stage], far)
        parted[stage] = min(parted[stage], far + (sum(told) if told else NO_PARTY))
        inside[stage] += float(clauses[word] == clauses[goods])
        number[stage] += 1.0
        if word in over:
            above.append((over.index(word), stage))
        if word <= goods and (before is None or word > before[0]):
            before = word, stage
        if word > goods and (after is None or word < after[0]):
            after = word, stage
    for place, value in fits:
        if 0 <= place < len(stages):
            fit[stages[place]] = max(fit[stages[place]], value)
    above.sort()
    row = [*fit, *apart, *steps, *inside, *number, *parted]
    for end in (0, -1):
        picked = above[end][1] if above else count
        row += [float(at == picked) for at in range(count + 1)]
    for one in (before, after):
        row += [float(one is not None and at == one[1]) for at in range(count)]
    return row


def apart_in_tree(look: Lookup, one: int, other: int) -> float:
    """Steps from one word to another over their nearest common governor; UNRELATED where there is none."""
    path = look.climb(other)
    for steps, word in enumerate(look.climb(one)):
        if word in path:
            return float(steps + path.index(word))
    return UNRELATED
