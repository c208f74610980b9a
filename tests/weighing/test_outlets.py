"""Outlets on a transfer: who was first, who repeated it, and what became of it."""

from __future__ import annotations

from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, report, transfers

from weighbridge.model import Source
from weighbridge.weighing.figures import figures
from weighbridge.weighing.outlets import Standing, standings
from weighbridge.weighing.records import record_of

WIRE = Source("media", None, "Harbour Wire", True)
FIRST = report("Iran sent missiles, two people told Harbour Wire.", TWO_PEOPLE, on="2024-03-01")
ECHO = report("Two people told it of missiles.", TWO_PEOPLE, on="2024-03-02", outlet="Coast Courier", via=[WIRE])
DENIAL = report("Iran denied it.", IR, on="2024-03-05", outlet="Hill Gazette", stance="denies")
LATER = report("Washington said so too.", US, on="2024-04-01", outlet="Island Times")


def outlets(*told: Told) -> dict[str, Standing]:
    [transfer] = transfers(*told)
    return {one.outlet: one for one in standings(record_of(transfer, figures()))}


def test_the_first_and_the_echo() -> None:
    found = outlets(FIRST, ECHO)
    assert (found["Harbour Wire"].origin, found["Harbour Wire"].echo) == (1, 0)
    assert (found["Coast Courier"].origin, found["Coast Courier"].echo) == (0, 1)
    assert found["Harbour Wire"].denied == found["Harbour Wire"].confirmed == 0


def test_what_comes_later_denies_or_bears_out() -> None:
    found = outlets(FIRST, ECHO, DENIAL, LATER)
    assert (found["Harbour Wire"].denied, found["Harbour Wire"].confirmed) == (1, 1)
    assert (found["Coast Courier"].denied, found["Coast Courier"].confirmed) == (1, 1)
    assert (found["Island Times"].denied, found["Island Times"].confirmed) == (0, 0), "nothing came after it"
    assert (found["Hill Gazette"].denied, found["Hill Gazette"].confirmed) == (0, 0), "it is no report for it"


def test_what_has_no_date_or_no_outlet_counts_once_and_is_later_than_nothing() -> None:
    undated = report("London said it had known.", GB, on=None, outlet="")
    found = outlets(FIRST, undated)
    assert found["Harbour Wire"].confirmed == 0
    assert found[""].origin == 1
