"""What a transfer's row says of one stage and one stance."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.model import STAGES, STANCES
from weighbridge.reading.positions.around import Place, beside
from weighbridge.reading.positions.pair_rows import GUESSED, WORDINGS, pair_numbers
from weighbridge.reading.positions.rows import POSITION_NAMES

_SEEDS = st.integers(0, 2**32 - 1)
_STAGE, _STANCE = st.integers(0, len(STAGES) - 1), st.integers(0, len(STANCES) - 1)
NOWHERE = ("asserts", "asserts", "certain")


def _drawn(seed: int) -> tuple[list[float], list[float]]:
    numbers = np.random.default_rng(seed).normal(size=len(POSITION_NAMES) + WORDINGS).tolist()
    return numbers[WORDINGS:], numbers[:WORDINGS]


@given(_SEEDS, _STAGE, _STAGE, _STANCE)
def test_stages_that_change_places_change_their_numbers(seed: int, one: int, other: int, stance: int) -> None:
    """What is said of a stage depends on its own columns, not on which stage it is."""
    row, wording = _drawn(seed)
    swapped = {STAGES[one]: STAGES[other], STAGES[other]: STAGES[one]}
    by_name = dict(zip(POSITION_NAMES, row, strict=True))
    changed = [by_name[_renamed(name, swapped)] for name in POSITION_NAMES]
    told = list(wording)
    told[one], told[other] = wording[other], wording[one]
    assert pair_numbers(row, wording, [], one, stance) == pair_numbers(changed, told, [], other, stance)


def _renamed(name: str, swapped: dict[str, str]) -> str:
    for start, end in swapped.items():
        for mark in (":", " of ", "sense_"):
            if name.endswith(mark + start):
                return name.removesuffix(start) + end
    return name


def test_the_transfers_beside_are_taken_up_by_stage_and_stance() -> None:
    here = Place(0, ("FR", "IN"), "aircraft", NOWHERE)
    guess = [0.0] * GUESSED
    guess[STAGES.index("halted")], guess[len(STAGES) + STANCES.index("denies")] = 0.75, 0.5
    around = beside([here, Place(1, ("FR", "IN"), "aircraft", NOWHERE)], [[0.0] * GUESSED, guess])[0]
    row, wording = [0.0] * len(POSITION_NAMES), [0.0] * WORDINGS
    same = pair_numbers(row, wording, around, STAGES.index("halted"), STANCES.index("denies"))
    none = pair_numbers(row, wording, around, STAGES.index("sought"), STANCES.index("warns"))
    assert {0.75, 0.5} <= set(same)
    assert set(none) == {0.0}


@given(_SEEDS, _STAGE, _STANCE)
def test_where_nothing_stands_beside_the_row_is_as_long(seed: int, stage: int, stance: int) -> None:
    row, wording = _drawn(seed)
    alone = beside([Place(0, ("FR", "IN"), "aircraft", NOWHERE)], [[0.0] * GUESSED])[0]
    assert pair_numbers(row, wording, [], stage, stance) == pair_numbers(row, wording, alone, stage, stance)
