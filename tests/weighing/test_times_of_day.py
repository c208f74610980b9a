"""Of what was published on one day, the earlier time counts as the first to say so."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from tests.weighing.reports import US, Told, kept, report

from weighbridge.model import Details
from weighbridge.weighing.weighing import weigh


def at(outlet: str, time: str | None) -> Told:
    made, statement = report(f"They went, the White House said ({outlet}).", US, outlet=outlet)
    return replace(made, details=Details(time=time)), statement


EARLY = at("Harbour Wire", "2024-03-01T12:30:00+05:00")
LATE = at("Coast Courier", "2024-03-01T08:00:00+00:00")
UNTOLD = at("Island Times", None)


@pytest.mark.parametrize("told", list(permutations((EARLY, LATE, UNTOLD))))
def test_times_are_compared_across_zones_and_those_not_told_come_last(told: tuple[Told, ...]) -> None:
    [transfer] = weigh(*kept(told))
    assert [one.provenance.publisher for one in transfer.members] == ["Harbour Wire", "Coast Courier", "Island Times"]
    [origin] = transfer.origins
    assert origin.origin.voices[0].members[0].provenance.publisher == "Harbour Wire"
