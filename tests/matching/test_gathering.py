"""What is dropped while keys are looked up would never have been among the nearest names."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from weighbridge.matching import keys
from weighbridge.matching.building import build
from weighbridge.matching.gathering import FLOOR, LEAST, PART
from weighbridge.matching.index import KINDS, Index, opened
from weighbridge.matching.names import analysed
from weighbridge.matching.party import Party

WORDS = "Quorn Quornby Works Werke Nordsee Nordic Tekhnika Technik Pearl Perle Aero Aeros Limited Handel Hansel".split()
NAMES = some.lists(some.sampled_from(WORDS), min_size=1, max_size=4, unique=True).map(" ".join)
MOST = 5


def _score(index: Index, asked: set[str], named: list[set[str]], number: int) -> float:
    """The share of the keys that a name shares, with every key of every name looked at."""
    entries = len(named)
    counts = {key: sum(key in other for other in named) for key in asked}
    weight = {key: KINDS[key[0]] * math.log((entries + 1) / count) for key, count in counts.items() if count}
    shared = sum(value for key, value in weight.items() if key in named[number])
    return shared / (sum(weight.values()) + PART * float(index.arrays["lengths"][number]))


@settings(max_examples=60, deadline=None)
@given(some.lists(NAMES, min_size=1, max_size=40, unique=True), NAMES, some.integers(0, 4))
def test_the_nearest_are_those_of_looking_at_all(
    tmp_path_factory: pytest.TempPathFactory, listed: list[str], name: str, slip: int
) -> None:
    path = tmp_path_factory.mktemp("near") / "index"
    build([Party(str(at), "Vessel", (text,)) for at, text in enumerate(listed)], path)
    index = opened(path)
    asked = Party("q", "Vessel", (name[:slip] + name[slip + 1 :] if slip else name,))
    found = index.candidates(asked, MOST)
    (read,) = analysed(asked.names, "Vessel")
    wanted, named = keys.of_name(read), [keys.of_name(analysed((text,), "Vessel")[0]) for text in listed]
    if not any(wanted & other for other in named):
        assert found == []
        return
    scores = [_score(index, wanted, named, number) for number in range(len(listed))]
    lowest = max(LEAST, FLOOR * max(scores), *sorted(scores, reverse=True)[MOST - 1 : MOST])
    near = 1e-4  # sums of 32 bits
    assert {number for number, score in enumerate(scores) if score > lowest + near} <= set(found)
    assert all(scores[number] >= lowest - near for number in found)
    assert len(found) == len(set(found)) <= MOST
