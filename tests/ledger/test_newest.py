"""What became known last, with its pairs: asked in one query or in several, it is the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.test_booking import add, told
from tests.weighing.reports import US, Told, report

from weighbridge.keeping import keep
from weighbridge.ledger import Ledger, open_ledger
from weighbridge.ledger.newest import known_between, newest_booked, newest_day, pairs_of, pairs_since
from weighbridge.model import Measure
from weighbridge.views import brought_up


def test_what_became_known_between_two_days(three: Ledger) -> None:
    found = known_between(three, "2024-01-05", "2024-03-04", 10)
    assert len(found) == 1
    assert pairs_of(three, found) == [("IR", "RU")]
    assert len(known_between(three, "2023-12-31", "2024-12-31", 2)) == 2, "the bound holds"
    assert newest_day(three, "2024-03-04") == "2024-02-05"
    assert newest_day(three, "2023-03-04") is None


def test_the_newest_day_is_one_of_which_something_is_told(three: Ledger) -> None:
    silent = report("Nobody sent anything, Washington said.", US, on="2024-03-25")[0]
    keep(three, silent, [], [], "test", "1")
    assert newest_day(three, "2024-12-31") == "2024-03-05"
    text = "The United States sanctioned a bank."
    measure = Measure(text, 0, len(text), "US", "a bank", "IR", "sanctions", "asserts")
    keep(three, report(text, US, on="2024-03-20")[0], [], [measure], "test", "1")
    assert newest_day(three, "2024-12-31") == "2024-03-20"


@settings(max_examples=15, deadline=None)
@given(st.lists(told(), min_size=1, max_size=16), st.sampled_from(("2019-01-01", "2022-05-05", "2024-02-11")))
def test_the_pairs_of_what_became_known_in_one_query_or_in_two(some: list[Told], day: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "l.sqlite")
        add(ledger, some)
        brought_up(ledger)
        for most in (2, 100):
            ids = known_between(ledger, day, "2030-01-01", most)
            newest = newest_booked(ledger, "2030-01-01", most)
            assert pairs_since(newest, day) == (pairs_of(ledger, ids), len(ids))
        ledger.close()
