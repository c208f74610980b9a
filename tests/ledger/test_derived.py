"""What weighing made: replaced a pair at a time, dropped without loss."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from weighbridge.identity import document_id
from weighbridge.ledger import (
    Ledger,
    Membership,
    StoredTransfer,
    add_many,
    content_hash,
    drop_derived,
    entries,
    mark_all_stale,
    mark_stale,
    memberships,
    pair_of,
    pairs,
    stale_pairs,
    store_pair,
    transfers,
)

PL_UA = StoredTransfer("t1", "PL", "UA", "missile.ballistic", "agreed", 0.4, "2024-01", "2024-03", {"a": [1, None]})
IR_RU = StoredTransfer("t2", "IR", "RU", "uav", "delivered", 0.9, "2024-06", "2024-09", {})
ROWS = (PL_UA, IR_RU)


@pytest.fixture
def full(ledger: Ledger, made: ModuleType) -> Ledger:
    """A ledger of twenty documents."""
    list(add_many(ledger, made.additions(20)))
    return ledger


def weigh(ledger: Ledger) -> None:
    """One transfer a pair, with all of the pair's statements."""
    for one in stale_pairs(ledger):
        key = "-".join(one.pair)
        held = [Membership(entry.id, key, entry.document) for entry in entries(ledger, one.pair)]
        store_pair(ledger, one.pair, [StoredTransfer(key, *one.pair, fields={"n": len(held)})], held, one.mark)


def test_new_statements_make_their_pairs_stale_and_only_these(full: Ledger, made: ModuleType) -> None:
    assert [one.pair for one in stale_pairs(full)] == pairs(full)
    weigh(full)
    assert not stale_pairs(full)
    before = set(entries(full))
    [added] = add_many(full, [made.addition(77)])
    touched = {pair_of(entry.statement) for entry in entries(full, documents=[added.document])}
    assert {one.pair for one in stale_pairs(full)} == touched
    assert len(set(entries(full)) - before) == 3


def test_storing_replaces_what_stood(full: Ledger) -> None:
    weigh(full)
    stood = list(transfers(full)), memberships(full)
    assert len(stood[0]) == len(pairs(full))
    assert len(stood[1]) == 60
    pair = pairs(full)[0]
    store_pair(full, pair, [StoredTransfer("new", *pair, fields={"new": True})], [])
    assert [one.id for one in transfers(full, supplier=pair[0], recipient=pair[1])] == ["new"]
    assert not memberships(full, pair=pair)
    mark_all_stale(full)
    weigh(full)
    assert (list(transfers(full)), memberships(full)) == stood


def test_dropped_and_rebuilt_is_the_same(full: Ledger) -> None:
    hashed = content_hash(full)
    weigh(full)
    stood = list(transfers(full)), memberships(full)
    drop_derived(full)
    assert not list(transfers(full))
    assert not memberships(full)
    mark_all_stale(full)
    weigh(full)
    assert (list(transfers(full)), memberships(full)) == stood
    assert content_hash(full) == hashed


def test_what_is_marked_while_it_is_weighed_stays_marked(full: Ledger) -> None:
    [first, *_] = stale_pairs(full)
    mark_stale(full, [first.pair])
    store_pair(full, first.pair, [], [], first.mark)
    assert first.pair in {one.pair for one in stale_pairs(full)}
    store_pair(full, first.pair, [], [])
    assert first.pair not in {one.pair for one in stale_pairs(full)}


def test_storing_is_all_or_nothing(full: Ledger) -> None:
    weigh(full)
    stood = list(transfers(full)), memberships(full)
    pair = pairs(full)[0]
    with pytest.raises(ValueError, match="the database says"):
        store_pair(full, pair, [StoredTransfer("same", *pair), StoredTransfer("same", *pair)], [])
    assert (list(transfers(full)), memberships(full)) == stood


def test_two_documents_that_resemble_each_other_make_those_pairs_stale_of_which_both_tell(
    full: Ledger, made: ModuleType
) -> None:
    weigh(full)
    mine = {number: {pair_of(one) for one in made.addition(number).statements} for number in range(60)}
    other = next(number for number in range(4, 60) if mine[3] & mine[number] and mine[3] - mine[number])
    keys = (document_id(made.addition(number).document) for number in (3, other))
    list(add_many(full, [replace(made.addition(other), resemblances=[(*keys, 0.5)])]))
    assert {one.pair for one in stale_pairs(full)} == mine[3] & mine[other]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["t2", "t1"]),
        ({"supplier": "PL"}, ["t1"]),
        ({"recipient": "RU"}, ["t2"]),
        ({"goods": "missile"}, ["t1"]),
        ({"goods": "missile.ballistic"}, ["t1"]),
        ({"goods": "miss"}, []),
        ({"stage": "delivered"}, ["t2"]),
        ({"likely": 0.5}, ["t2"]),
        ({"since": "2024-04"}, ["t2"]),
        ({"until": "2024-05"}, ["t1"]),
        ({"since": "2024-03", "until": "2024-06"}, ["t2", "t1"]),
        ({"ids": ["t1", "t9"]}, ["t1"]),
    ],
)
def test_transfers_by_what_is_asked(ledger: Ledger, asked: dict[str, object], found: list[str]) -> None:
    for one in ROWS:
        store_pair(ledger, (one.supplier, one.recipient), [one], [Membership("s" + one.id, one.id, None)])
    assert [one.id for one in transfers(ledger, **asked)] == found
    assert memberships(ledger, transfer="t1") == memberships(ledger, statements=["st1", "x"])
    assert memberships(ledger, pair=("PL", "UA")) == [Membership("st1", "t1", None)]


def test_a_transfer_comes_back_whole(ledger: Ledger) -> None:
    store_pair(ledger, ("PL", "UA"), [PL_UA], [])
    assert list(transfers(ledger)) == [PL_UA]
