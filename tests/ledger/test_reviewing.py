"""Reviews stand beside what was read; the latest counts."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from weighbridge.identity import document_id
from weighbridge.ledger import (
    Ledger,
    LedgerError,
    add_many,
    add_review,
    content_hash,
    entries,
    open_ledger,
    pair_of,
    pairs,
    reviews,
    search,
    stale_pairs,
    store_pair,
)
from weighbridge.model import Entry, Party, Quantity


def settled(ledger: Ledger) -> None:
    """Unmark all stale pairs."""
    for one in stale_pairs(ledger):
        store_pair(ledger, one.pair, [], [], one.mark)
    assert not stale_pairs(ledger)


def read_by_a_person(entry: Entry) -> Entry:
    return replace(entry, statement=replace(entry.statement, confidence=1.0))


@pytest.fixture
def entry(ledger: Ledger, made: ModuleType) -> Entry:
    """The first statement of a ledger of ten documents."""
    list(add_many(ledger, made.additions(10)))
    return next(entries(ledger))


def test_rejected_is_left_out_and_comes_back_when_accepted(ledger: Ledger, entry: Entry) -> None:
    before = list(entries(ledger))
    found = search(ledger, "missiles", limit=100)
    settled(ledger)
    add_review(ledger, entry.id, "reject", name="Ada", reason="an old picture")
    add_review(ledger, before[5].id, "accept", name="Bo")
    before[5] = read_by_a_person(before[5])
    assert list(entries(ledger)) == before[1:]
    assert not list(entries(ledger, ids=[entry.id]))
    assert {hit.id for hit in found} - {hit.id for hit in search(ledger, "missiles", limit=100)} == {entry.id}
    assert pair_of(entry.statement) in {one.pair for one in stale_pairs(ledger)}
    add_review(ledger, entry.id, "accept", name="Ada")
    assert list(entries(ledger)) == [read_by_a_person(before[0]), *before[1:]]
    add_review(ledger, entry.id, "reject", name="Ada", reason="an old picture")
    assert list(entries(ledger)) == before[1:], "a change of mind and back counts"
    assert [one.verdict for one in reviews(ledger, entry.id)] == ["reject", "accept", "reject"]


def test_corrected_comes_as_corrected_under_its_id_and_pair(ledger: Ledger, entry: Entry) -> None:
    settled(ledger)
    old, new = pair_of(entry.statement), ("SE", "FI")
    corrected = replace(entry.statement, supplier=Party("SE", "Sweden"), recipient=Party("FI", "Finland"))
    add_review(ledger, entry.id, "correct", name="Ada", corrected=corrected)
    assert list(entries(ledger, new)) == [read_by_a_person(replace(entry, statement=corrected))]
    assert list(entries(ledger, supplier="SE")) == list(entries(ledger, new))
    assert entry.id not in {one.id for one in entries(ledger, old)}
    assert entry.id in {one.id for one in entries(ledger)}
    assert {old, new} <= {one.pair for one in stale_pairs(ledger)}
    assert new in pairs(ledger)
    settled(ledger)
    add_review(ledger, entry.id, "correct", name="Bo", corrected=replace(corrected, recipient=Party("NO", "Norway")))
    assert not list(entries(ledger, new))
    assert {old, new, ("SE", "NO")} <= {one.pair for one in stale_pairs(ledger)}
    add_review(ledger, entry.id, "accept", name="Cy")
    assert list(entries(ledger, ids=[entry.id])) == [read_by_a_person(entry)]


def test_a_review_stays_with_the_statement_when_it_is_read_again(
    ledger: Ledger, entry: Entry, made: ModuleType
) -> None:
    add_review(ledger, entry.id, "reject", name="Ada")
    [one] = [one for one in made.additions(10) if document_id(one.document) == entry.document]
    surer = [replace(statement, confidence=0.9) for statement in one.statements]
    list(add_many(ledger, [replace(one, version="2", statements=surer)]))
    assert len(list(entries(ledger, documents=[entry.document]))) == 2


def test_the_same_again_changes_nothing(ledger: Ledger, entry: Entry) -> None:
    first = add_review(ledger, entry.id, "reject", name="Ada", at="2024-05-01")
    hashed = content_hash(ledger)
    assert add_review(ledger, entry.id, "reject", name="Ada", at="2024-06-01") == first
    assert len(reviews(ledger)) == 1
    assert content_hash(ledger) == hashed
    assert add_review(ledger, entry.id, "reject", name="Bo") != first
    assert content_hash(ledger) != hashed


def test_a_clock_that_goes_back_orders_nothing(ledger: Ledger, entry: Entry) -> None:
    add_review(ledger, entry.id, "accept", name="Ada", at="2031-01-01T00:00:00+00:00")
    add_review(ledger, entry.id, "reject", name="Ada", at="1999-01-01T00:00:00+00:00")
    assert entry.id not in {one.id for one in entries(ledger)}
    assert [one.at[:4] for one in reviews(ledger)] == ["2031", "1999"]


def test_two_ledgers_agree_on_the_ids_of_reviews(ledger: Ledger, another: str, entry: Entry, made: ModuleType) -> None:
    other = open_ledger(another)
    list(add_many(other, made.additions(10)))
    for one in (ledger, other):
        add_review(one, entry.id, "reject", name="Ada")
        add_review(one, entry.id, "accept", name="Bo")
    assert [one.id for one in reviews(ledger)] == [one.id for one in reviews(other)]
    assert content_hash(ledger) == content_hash(other)
    other.close()


def test_refused(ledger: Ledger, entry: Entry) -> None:
    elsewhere = replace(entry.statement, start=entry.statement.start + 1)
    for arguments, words in (
        ((entry.id, "perhaps", None), "accept, reject, correct"),
        ((entry.id, "correct", None), "goes with the verdict"),
        ((entry.id, "reject", entry.statement), "goes with the verdict"),
        (("no such id", "reject", None), "there is no statement"),
        ((entry.id, "correct", elsewhere), "not in the document's text at"),
    ):
        with pytest.raises(LedgerError, match=words):
            add_review(ledger, arguments[0], arguments[1], name="Ada", corrected=arguments[2])
    assert not reviews(ledger)


@pytest.mark.parametrize(
    "slot", [{"stage": "gone"}, {"stance": "hopes"}, {"certainty": "x"}, {"confidence": float("nan")}]
)
def test_a_correction_that_no_weighing_could_take_is_refused(
    ledger: Ledger, made: ModuleType, slot: dict[str, object]
) -> None:
    list(add_many(ledger, [made.addition(1)]))
    [one, *_] = entries(ledger)
    [name] = slot
    with pytest.raises(LedgerError, match=name):
        add_review(ledger, one.id, "correct", name="A. N. Other", corrected=replace(one.statement, **slot))
    assert not reviews(ledger)


def test_a_number_of_thousands_of_digits_is_refused(ledger: Ledger, made: ModuleType) -> None:
    list(add_many(ledger, [made.addition(1)]))
    [one, *_] = entries(ledger)
    corrected = replace(one.statement, quantity=Quantity(10**5000, None, "many"))
    with pytest.raises(LedgerError, match="quantity"):
        add_review(ledger, one.id, "correct", name="A. N. Other", corrected=corrected)
