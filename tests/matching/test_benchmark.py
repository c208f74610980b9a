"""Annotated pairs, where they are: no worse than the floors, which lie a little below what the bench prints."""

from __future__ import annotations

import csv

import pytest
from tests.matching.parties import data

from weighbridge.matching.comparing import compare
from weighbridge.matching.figures import figure
from weighbridge.matching.party import Party

PRECISION, RECALL = 0.87, 0.83


def test_pairs_of_names() -> None:
    rows = list(csv.DictReader(data("names/name_pairs.csv").read_text(encoding="utf-8").splitlines()))
    reached = right = 0
    for row in rows:
        one, other = (Party("x", row["schema"], (row[key],)) for key in ("name1", "name2"))
        if compare(one, other).score >= figure("threshold", "review"):
            reached += 1
            right += row["is_match"] == "true"
    wanted = sum(row["is_match"] == "true" for row in rows)
    assert right / reached == pytest.approx(1.0, abs=1 - PRECISION)
    assert right / wanted == pytest.approx(1.0, abs=1 - RECALL)
