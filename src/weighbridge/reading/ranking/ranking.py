"""Ranking: which item goes from which supplier to which recipient, sentence by sentence.

Five steps, each a small boosted forest (``trees.py``):

1. *alone*: within each sentence, is an item transferred, which named party gives, which gets;
2. *in context*: the same again, now also looking at what step 1 found in the rest of the
   document, and with parties from outside the sentence (and nobody) as candidates;
3. *together*: the best suppliers and recipients of an item as pairs, each with a probability;
4. *again*: each pair beside what step 3 found in its sentence, in the rest of the document and along the
   chain of its goods. The probability is halfway between those of steps 3 and 4;
5. *jointly*: each likely triple beside what else may be stated of its goods and its parties in the same sentence.

The same functions make the rows for training and for reading, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from weighbridge.reading.learnt.trees import table_of
from weighbridge.reading.ranking.again import again_columns, halfway
from weighbridge.reading.ranking.alone import rank_alone, rank_wording
from weighbridge.reading.ranking.bought import tell_bought
from weighbridge.reading.ranking.by_section import keep_in_sections
from weighbridge.reading.ranking.collective import tell_each
from weighbridge.reading.ranking.context import rank_in_context
from weighbridge.reading.ranking.excepted import leave_out_excepted
from weighbridge.reading.ranking.gapped import fill_gaps, tell_gapped
from weighbridge.reading.ranking.joint import joint_rows, likely_ones
from weighbridge.reading.ranking.only_speaking import leave_out_speakers
from weighbridge.reading.ranking.ordered import give_ordered
from weighbridge.reading.ranking.own_clause import keep_apart
from weighbridge.reading.ranking.own_voice import give_us
from weighbridge.reading.ranking.page import Answer, Page, Triple, Weigh
from weighbridge.reading.ranking.passed_on import pass_on
from weighbridge.reading.ranking.triples import add_pair_wording, triples_of
from weighbridge.reading.scene import ItemMention


def rank(pages: Sequence[Page], weigh: Weigh, answer: Answer, jointly: bool = True) -> list[list[Triple]]:
    """All steps: for each document its triples with their probabilities.

    Models that were trained before there was a step 5 have none: ``jointly`` is false then.
    """
    rank_wording(pages, weigh)
    rank_alone(pages, weigh, answer)
    all_roles = rank_in_context(pages, answer)
    for page in pages:
        keep_in_sections(page)
        give_us(page)
        give_ordered(page)
        keep_apart(page)
        fill_gaps(page)
        leave_out_speakers(page)
        leave_out_excepted(page)
    triples = [triples_of(page, roles) for page, roles in zip(pages, all_roles, strict=True)]
    every = [triple for some in triples for triple in some]
    first = add_pair_wording(every, weigh)
    if every:
        scores = answer("triple", first)
        for triple, score in zip(every, scores.tolist(), strict=True):
            triple.probability = score
        more = np.concatenate([again_columns(page, some) for page, some in zip(pages, triples, strict=True) if some])
        scores = halfway(scores, answer("again", np.hstack([first, more])))
        for triple, score in zip(every, scores.tolist(), strict=True):
            triple.probability = score
        if jointly:
            _jointly(pages, triples, answer)
    for page, some in zip(pages, triples, strict=True):
        pass_on(page, some)
        tell_gapped(page, some)
        tell_bought(page, some)
        tell_each(page, some)
    return triples


def _jointly(pages: Sequence[Page], triples: Sequence[Sequence[Triple]], answer: Answer) -> None:
    """Step 5: sets the probability of the likely triples."""
    likely = [likely_ones(some) for some in triples]
    rows = [row for page, some in zip(pages, likely, strict=True) for row in joint_rows(page, some)]
    if rows:
        scores = answer("joint", table_of(rows))
        for triple, score in zip((one for some in likely for one in some), scores, strict=True):
            triple.probability = float(score)


_NAMED = ("designation", "word")
"""Kinds of mention that name their goods."""


def chosen(triples: Sequence[Triple], threshold: float) -> list[Triple]:
    """The triples worth stating: above the threshold, each (sentence, supplier, recipient, family) once.

    Goods of one family that a sentence names apart and whose finer classes differ ("howitzers and rocket
    launchers") stand in a statement each (guidelines, section 1).
    """
    best: dict[tuple[int, str | None, str | None, str], list[Triple]] = {}
    for triple in sorted(triples, key=lambda one: -one.probability):
        if triple.probability < threshold or (triple.supplier is None and triple.recipient is None):
            continue
        held = best.setdefault((triple.scene, triple.supplier, triple.recipient, triple.family), [])
        if not held or all(_apart(triple.candidate.mention, one.candidate.mention) for one in held):
            held.append(triple)
    every = [one for held in best.values() for one in held]
    return sorted(every, key=lambda one: (one.scene, one.candidate.mention.start, -one.probability))


def _apart(one: ItemMention, other: ItemMention) -> bool:
    """Whether two mentions name goods of different classes in different places."""
    return one.class_ != other.class_ and one.token != other.token and one.kind in _NAMED and other.kind in _NAMED
