"""On which days statements count: those that a look at the ledger as of that day gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.test_keeping_pasts import DAYS, steps, take

from weighbridge.ledger import entries, open_ledger, pair_of, pairs
from weighbridge.ledger.presences import presences


@settings(max_examples=15, deadline=None)
@given(steps(), st.sampled_from((*DAYS, None)))
def test_they_count_on_the_days_on_which_a_look_gives_them(some: list[tuple[str, object]], day: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "l.sqlite")
        for kind, what in some:
            take(ledger, kind, what)
        found = {one.id: one.statement for one in entries(ledger, as_of=day)}
        for pair in pairs(ledger):
            told = presences(ledger, supplier=pair[0], recipient=pair[1])
            mine = {key: told for key, told in found.items() if pair_of(told) == pair}
            assert {one.id for one in told if one.on(day)} == set(mine)
            assert all((one.pair, one.stance) == (pair, mine[one.id].stance) for one in told if one.id in mine)
            for item in ("missile", None):
                asked = presences(ledger, supplier=pair[0], items={item} if item else set())
                wanted = {key for key, one in found.items() if pair_of(one)[0] == pair[0]}
                named = {key for key in wanted if item and (of := found[key].item) and of.class_ == item}
                assert {one.id for one in asked if one.on(day)} == named
            # between two days on which any of them begins or ends to count, the same do
            turns = sorted({turn for one in told for turn in one.days() if day and turn <= day})
            if turns:
                assert {one.id for one in told if one.on(turns[-1])} == set(mine)
        ledger.close()
