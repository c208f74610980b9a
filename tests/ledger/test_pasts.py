"""What was known on past days, packed and unpacked, stored and damaged."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.ledger import Ledger, LedgerError, store_pairs
from weighbridge.ledger.opening import writing
from weighbridge.ledger.pasts import Past, pack, packed_past, past_of, pasts, unpack, unpacked_past

PAIR = ("IR", "RU")


def test_it_is_replaced_with_the_pair_and_goes_with_it(ledger: Ledger) -> None:
    first, second = past_of({"a": ['{"id":"one"}']}), past_of({"b": ['{"id":"one"}', '{"id":"two"}']})
    for past in (first, second):
        store_pairs(ledger, [(PAIR, [], [], None)], {PAIR: past})
        found = unpacked_past(ledger, packed_past(ledger, PAIR))
        assert {key: found.records(key) for key in found.states} == {key: past.records(key) for key in past.states}
    assert found.records("b") == [{"id": "one"}, {"id": "two"}]
    assert found.records("a") is None
    store_pairs(ledger, [(PAIR, [], [], None)])
    assert packed_past(ledger, PAIR) is None
    assert unpacked_past(ledger, None).states == {}


def test_what_is_damaged_is_told(ledger: Ledger) -> None:
    with writing(ledger) as connection:
        connection.execute(sa.insert(pasts), {"supplier": "IR", "recipient": "RU", "packed": b"no"})
    with pytest.raises(LedgerError, match="it is damaged"):
        unpacked_past(ledger, packed_past(ledger, PAIR))


@given(st.dictionaries(st.text("abc", min_size=1), st.lists(st.sampled_from(('{"a":1}', '{"b":"\\n\ud800"}')))))
def test_what_is_packed_comes_out_again(states: dict[str, list[str]]) -> None:
    again = unpack(pack(past_of(states)))
    assert {key: again.texts(key) for key in again.states} == states
    assert again.texts("another") is None


@pytest.mark.parametrize("packed", [b"", b"no", pack(Past({}, ()))[:-3]])
def test_what_was_never_packed_is_told(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        unpack(packed)
