"""A pair as of a past day, weighed alone: the same as when everything is weighed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.test_booking import add, told
from tests.weighing.reports import Told

from weighbridge.identity import canonical
from weighbridge.ledger import open_ledger
from weighbridge.pasts import course_of, days_of, records_then, same_then
from weighbridge.views import Asked, Look, brought_up, transfer_record, transfer_records
from weighbridge.weighing.figures import figures

DAYS = ("2019-01-01", "2022-05-05", "2024-01-20", "2024-03-11", "2024-06-30")


@settings(max_examples=30, deadline=None)
@given(st.lists(told(), min_size=1, max_size=14), st.sampled_from(DAYS))
def test_a_pair_alone_is_what_it_is_among_all(some: list[Told], day: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "l.sqlite")
        add(ledger, some)
        look = Look(ledger, day)
        everything: dict[tuple[str, str], list[str]] = {}
        for one in transfer_records(look, Asked()):
            pair = one["supplier"] or "", one["recipient"] or ""
            everything.setdefault(pair, []).append(canonical(one))
        pairs = {(one[1].supplier, one[1].recipient) for one in some}
        codes = {tuple(party.code or "" if party else "" for party in pair) for pair in pairs}
        for pair in codes:
            alone = [canonical(one) for one in records_then(ledger, pair, day, figures())]
            assert alone == everything.pop(pair, []), pair
        assert not everything
        ledger.close()


@settings(max_examples=15, deadline=None)
@given(st.lists(told(), min_size=1, max_size=14), st.sampled_from(DAYS))
def test_a_transfer_goes_back_to_the_same_one_as_on_the_command_line(some: list[Told], day: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "l.sqlite")
        add(ledger, some)
        brought_up(ledger)
        for record in transfer_records(Look(ledger), Asked()):
            pair = record["supplier"] or "", record["recipient"] or ""
            found = same_then(record, records_then(ledger, pair, day, figures()))
            assert found == transfer_record(Look(ledger, day), record["id"])
            assert set(days_of(course_of(ledger, pair))) >= {
                voice["published"]
                for origin in record["origins"]
                for voice in origin["voices"]
                if voice["published"] and len(voice["published"]) == 10
            }
        ledger.close()
