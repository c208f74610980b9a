"""What a transfer's row says of one stage and one stance: the same columns for every pair of them.

A row of ``rows`` has a column for each stage. A model that weighs a pair learns more from one column that
means "of this stage", whichever it is: what it learns of "delivered" then holds for "shipped" too.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from weighbridge.model import CERTAINTIES, STAGES, STANCES
from weighbridge.reading.positions.around import DISTANCES, GROUPS
from weighbridge.reading.positions.rows import POSITION_NAMES

_PLACE = {name: at for at, name in enumerate(POSITION_NAMES)}
_OF_STAGE = (
    *(f"sense {way}:" for way in ("mean", "most", "least", "no_word", "clause", "governor", "goods_alone")),
    *(f"sense {scene}:" for scene in ("before", "after", "first")),
    *(f"{kind} of " for kind in ("fit", "apart", "steps", "in_clause", "count", "steps_with_parties")),
    *("lowest over goods:", "topmost over goods:", "next before goods:", "next after goods:"),
    *("clue_near:", "clue_over:", "hits:", "before:"),
)
_OF_STANCE = ("sense before:", "sense after:", "sense first:", "before:")
_BY_STAGE = [itemgetter(*(_PLACE[start + stage] for start in _OF_STAGE)) for stage in STAGES]
_BY_STANCE = [itemgetter(*(_PLACE[start + stance] for start in _OF_STANCE)) for stance in STANCES]
_SENSES = [itemgetter(*(_PLACE[f"sense_{one}"] for one in names)) for names in (STAGES, STANCES)]
GUESSED = len(STAGES) + len(STANCES) + len(CERTAINTIES) + 1
"""Numbers of a guess."""
WORDINGS = len(STAGES) + len(STANCES)
"""Columns of the linear model that are looked at: for each stage and stance of the position itself."""


def pair_numbers(
    row: Sequence[float], wording: Sequence[float], around: Sequence[float], stage: int, stance: int
) -> list[float]:
    """What row and linear model, and the transfers beside, say of ``STAGES[stage]`` and ``STANCES[stance]``.

    Args:
        row: in the order of POSITION_NAMES.
        wording: scores of the linear model, at least WORDINGS.
        around: a row of ``around.beside`` over guesses; none where nothing stands beside.
        stage, stance: places in STAGES and STANCES.
    """
    told: list[float] = []
    if around:
        end = len(around) - DISTANCES
        for column in (stage, len(STAGES) + stance):
            told += around[column : end : GUESSED + 1]
    stages, stances = (places(row) for places in _SENSES)
    return [
        *_BY_STAGE[stage](row),
        *_BY_STANCE[stance](row),
        stages[stage] - max(stages),
        stances[stance] - max(stances),
        wording[stage],
        wording[len(STAGES) + stance],
        *(told or [0.0] * (2 * GROUPS)),
    ]
