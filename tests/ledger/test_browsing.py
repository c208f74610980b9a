"""Lists by SQL: the same rows as filtering all records, in parts that make up the whole."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.test_booking import add, told
from tests.weighing.reports import US, Told, report

from weighbridge.keeping import keep
from weighbridge.ledger import Ledger, open_ledger, search
from weighbridge.ledger.browsing import (
    PAIR_SORTS,
    SORTS,
    Filters,
    Leaf,
    listed,
    measures_in,
    parties,
    readings_of,
    sizes,
    state_of,
    stated,
    totals,
    years,
)
from weighbridge.ledger.finding import CANDIDATES, find, transfers_with
from weighbridge.ledger.outlets import outlet_transfers, outlets
from weighbridge.views import Asked, Look, brought_up, pair_records, transfer_records

ASKED = st.builds(
    Filters,
    supplier=st.sampled_from((None, None, "IR", "RU", "")),
    recipient=st.sampled_from((None, None, "RU", "houthis", "")),
    goods=st.sampled_from((None, None, "missile", "missile.ballistic", "arms")),
    stage=st.sampled_from((None, None, "delivered", "agreed", "halted")),
    likely=st.sampled_from((None, None, 0.3, 0.6)),
    since=st.sampled_from((None, "2022", "2024-02-11")),
    until=st.sampled_from((None, "2022-05", "2024-03-11")),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(told(), min_size=1, max_size=16), st.lists(ASKED, min_size=3, max_size=3))
def test_lists_are_what_filtering_all_records_gives(some: list[Told], several: list[Filters]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "l.sqlite")
        add(ledger, some)
        brought_up(ledger)
        records = list(transfer_records(Look(ledger), Asked()))
        for asked in several:
            names = ("supplier", "recipient", "goods", "stage", "likely", "since", "until")
            wanted = Asked(**{name: getattr(asked, name) for name in names})
            nobody = [replace(wanted, supplier=wanted.supplier or None, recipient=wanted.recipient or None)]
            fits = {
                one["id"]
                for one in records
                if nobody[0].fits(one)
                and (asked.supplier != "" or one["supplier"] is None)
                and (asked.recipient != "" or one["recipient"] is None)
            }
            for sort in ("", *SORTS, *(f"-{name}" for name in SORTS)):
                parts = [listed(ledger, asked, Leaf(sort, start, 3)) for start in range(0, len(fits) + 3, 3)]
                found = [row["id"] for part in parts for row in part.rows]
                assert sorted(found) == sorted(fits)
                assert {part.total for part in parts} == {len(fits)}
                # however it goes about it where it knows how many there are, the rows and their order are the same
                for start, part in zip(range(0, len(fits) + 3, 3), parts, strict=True):
                    assert listed(ledger, asked, Leaf(sort, start, 3), len(fits), len(records)) == part
        unreached = {one["id"] for one in records if one["stage"] is None}
        for party in (None, "IR"):
            found = [row["id"] for row in listed(ledger, Filters(supplier=party, stage="none"), Leaf()).rows]
            assert set(found) == {one for one in unreached if party is None or one.startswith("IR-")}
        by_pair = {(one["supplier"] or "", one["recipient"] or ""): one for one in pair_records(Look(ledger), Asked())}
        sums = totals(ledger, Filters(), Leaf("pair", 0, 500))
        assert sums.total == len(by_pair)
        for row in sums.rows:
            same = by_pair[row["supplier"], row["recipient"]]
            for name in ("transfers", "delivered", "statements", "denials", "likeliest"):
                assert row[name] == same[name], name
        assert parties(ledger) == sorted({code for pair in by_pair for code in pair if code})
        ledger.close()


def test_measures_by_day_and_country(three: Ledger) -> None:
    assert [row["published"] for row in stated(three).rows] == ["2024-03-05", "2024-02-05", "2024-01-05"]
    assert stated(three, country="IR").total == 2
    assert stated(three, country={"IR", "RU"}, limit=1).total == 2
    assert stated(three, after="2024-02-05").total == 1
    assert stated(three, kind="embargo").total == 0
    assert len(stated(three, offset=2).rows) == 1


def test_outlets_and_their_transfers(three: Ledger) -> None:
    found = {row["outlet"]: row for row in outlets(three)}
    assert set(found) == {"Outlet 0", "Outlet 1"}
    part = outlet_transfers(three, "Outlet 1", Leaf())
    assert part.total == len(part.rows) == found["Outlet 1"]["transfers"]
    assert sum(row["origin"] + row["echo"] for row in part.rows) == 2


def test_the_state_is_another_one_after_each_change(three: Ledger) -> None:
    before = state_of(three)
    assert state_of(three) == before
    document, one = report("Iran sent more, London said.", US, on="2024-06-01")
    keep(three, document, [one], [], "test", "1")
    added = state_of(three)
    brought_up(three)
    assert len({before, added, state_of(three)}) == 3


def test_finding_agrees_with_searching(three: Ledger) -> None:
    for kind in ("statement", "document"):
        for words in ("missiles", "missile month", '"Washington said"', "nothing", "a OR b", "NEAR("):
            found = find(three, words, kind=kind)
            assert {row["id"] for row in found.rows} == {hit.id for hit in search(three, words, kind=kind)}, words
            assert found.total == len(found.rows)
    assert find(three, '" --').rows == []
    assert find(three, "missiles", as_of="2024-02-05").total == 2
    part = find(three, "missiles", offset=1, limit=1)
    assert (len(part.rows), part.total) == (1, 3)
    ids, complete = transfers_with(three, "missiles")
    assert complete
    assert set(ids) == {row["id"] for row in listed(three, Filters(), Leaf()).rows}


def test_what_has_no_date_stands_last_in_the_usual_order(three: Ledger) -> None:
    document, one = report("Iran sent drones, London said.", US, on=None, item="uav", goods="drones")
    keep(three, document, [one], [], "test", "1")
    brought_up(three)
    assert [row["latest"] is None for row in listed(three, Filters(), Leaf()).rows] == [False, True]
    assert [row["latest"] is None for row in listed(three, Filters(), Leaf("latest")).rows] == [True, False]


def test_every_order_and_filter_is_one_that_the_database_knows(three: Ledger) -> None:
    asked = Filters("IR", "RU", "IR", "missile", "delivered", 0.1, "2023", "2025", ["x"])
    for name in (*SORTS, *PAIR_SORTS):
        assert listed(three, asked, Leaf(name)).total == 0
        assert totals(three, asked, Leaf(f"-{name}")).total == 1
    assert listed(three, Filters(goods="missile", stage="halted"), Leaf()).total == 0
    assert [row["count"] for row in years(three, "IR")] == [listed(three, Filters(), Leaf()).total]
    assert sizes(three)["documents"] == 3
    document = next(row["document"] for row in stated(three).rows)
    assert len(measures_in(three, document)) == len(readings_of(three, document)) == 1


def test_a_word_that_stands_everywhere_is_cut_off_and_told(ledger: Ledger) -> None:
    text = "Iran sent missiles. " * (CANDIDATES + 5)
    document, one = report(text, US)
    many = [
        replace(one, evidence="Iran sent missiles.", start=at * 20, end=at * 20 + 19) for at in range(CANDIDATES + 5)
    ]
    keep(ledger, document, many, [], "test", "1")
    found = find(ledger, "missiles", limit=10)
    assert (len(found.rows), found.total) == (10, CANDIDATES + 1)
    assert transfers_with(ledger, "missiles") == ([], False), "not weighed yet"
