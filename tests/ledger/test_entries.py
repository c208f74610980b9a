"""Current statements: narrowed, in order, and as of a day."""

from __future__ import annotations

import json
from dataclasses import replace
from types import ModuleType

import pytest

from weighbridge.identity import canonical, document_id
from weighbridge.ledger import (
    YET_TO_COME,
    Ledger,
    LedgerError,
    add_many,
    add_review,
    date_words,
    entries,
    flags_of,
    last_day,
    measures,
    pair_of,
    pairs,
    provenances,
    undated,
)
from weighbridge.ledger.kept import kept_statement
from weighbridge.model import Provenance, Quantity, Time, Value, as_json
from weighbridge.rows import statement_from


@pytest.fixture
def full(ledger: Ledger, made: ModuleType) -> Ledger:
    """A ledger of fifty documents, every seventh without a date."""
    list(add_many(ledger, made.additions(50)))
    return ledger


def test_narrowed_is_what_a_look_at_all_of_them_gives(full: Ledger) -> None:
    everything = list(entries(full))
    assert len(everything) == 150
    assert set(pairs(full)) == {pair_of(one.statement) for one in everything}
    for pair in pairs(full):
        assert list(entries(full, pair)) == [one for one in everything if pair_of(one.statement) == pair]
    for code in ("PL", ""):
        assert list(entries(full, supplier=code)) == [one for one in everything if pair_of(one.statement)[0] == code]
        assert list(entries(full, recipient=code)) == [one for one in everything if pair_of(one.statement)[1] == code]
    some = {one.document for one in everything[::9]}
    assert list(entries(full, documents=some)) == [one for one in everything if one.document in some]
    ids = {one.id for one in everything[::9]}
    assert list(entries(full, ids=ids)) == everything[::9]
    assert list(entries(full, ids=ids, documents=some)) == everything[::9]
    assert list(entries(full, ("PL", "UA"), ids=ids)) == [
        one for one in everything[::9] if pair_of(one.statement) == ("PL", "UA")
    ]
    assert not list(entries(full, ids=[]))
    assert not list(entries(full, ("XX", "YY")))


def test_of_one_stance_as_corrected(ledger: Ledger, made: ModuleType) -> None:
    list(add_many(ledger, made.additions(4)))
    told = list(entries(ledger))
    turned = replace(told[0].statement, stance="denies")
    add_review(ledger, told[0].id, "correct", name="Ada Vane", reason="it is denied", corrected=turned)
    ids = [one.id for one in told[:5]]
    assert [one.id for one in entries(ledger, ids=ids, stance="denies")] == ids[:1]
    assert {one.id for one in entries(ledger, ids=ids, stance="asserts")} == set(ids[1:])
    assert list(entries(ledger, ids=ids, stance="warns")) == []


def test_in_order_of_publication_with_the_undated_last(full: Ledger) -> None:
    of = {one.id: one for one in provenances(full)}
    keys = [
        (
            of[one.document].published is None,
            of[one.document].published or "",
            one.document,
            one.statement.start,
            one.id,
        )
        for one in entries(full)
    ]
    assert keys == sorted(keys)
    assert keys[-1][0], "the undated are not dropped"


def test_as_of_a_day_is_what_was_out_by_then(full: Ledger) -> None:
    of = {one.id: one for one in provenances(full)}
    everything = list(entries(full))
    for day in ("2024-01-01", "2024-06-15", "2024-06", "2024", "2023-12-31"):
        expected = [one for one in everything if (of[one.document].published or "9") <= (last_day(day) or "")]
        assert list(entries(full, as_of=day)) == expected
        assert len({one.document for one in expected}) == sum(1 for _ in measures(full, as_of=day))
    assert undated(full) == sum(of[one.document].published is None for one in everything) == 24
    assert sum(undated(full, pair) for pair in pairs(full)) == 24
    with pytest.raises(LedgerError, match="no day"):
        list(entries(full, as_of="yesterday"))


def test_a_month_is_known_at_its_end(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    list(add_many(ledger, [replace(one, document=replace(one.document, published="2024-02"))]))
    assert not list(entries(ledger, as_of="2024-02-28"))
    assert list(entries(ledger, as_of="2024-02-29"))


def test_last_day() -> None:
    for when, day in (
        ("2024", "2024-12-31"),
        ("2024-02", "2024-02-29"),
        ("2023-02", "2023-02-28"),
        ("2024-09-06", "2024-09-06"),
        ("2024-09-06T10:00:00Z", "2024-09-06"),
        (None, None),
        ("", None),
        ("last week", None),
        ("2024-13", None),
        ("20245", None),
    ):
        assert last_day(when) == day, when


def test_flags() -> None:
    for published, flags in (
        (None, ("undated",)),
        ("soon", ("undated",)),
        ("2024-09-06", ()),
        ("2024-09-07", ("future",)),
        ("2024-09", ()),
        ("2024-10", ("future",)),
        ("2024", ()),
        ("2025", ("future",)),
    ):
        assert flags_of(Provenance("1", "1", published=published), "2024-09-06") == flags, published
    assert flags_of(Provenance("1", "1", published="9999")) == ("future",)


def test_a_date_that_is_yet_to_come_is_told() -> None:
    assert date_words("2024-09-07", "2024-09-06") == f"2024-09-07, {YET_TO_COME}"
    assert [date_words(one, "2024-09-06") for one in ("2024-09-06", "2024-09", "2024", None, "", "soon")] == [
        "2024-09-06", "2024-09", "2024", "undated", "undated", "soon"
    ]  # fmt: skip


def test_a_document_from_the_future_is_kept_and_flagged(ledger: Ledger, made: ModuleType) -> None:
    one = made.addition(1)
    list(add_many(ledger, [replace(one, document=replace(one.document, published="9999-01-01"))]))
    assert len(list(entries(ledger))) == 3
    [provenance] = provenances(ledger)
    assert flags_of(provenance) == ("future",)


def test_measures_by_what_is_asked(full: Ledger) -> None:
    assert sum(1 for _ in measures(full)) == 50
    for right in ({"imposer": "US"}, {"target": "IR"}, {"target": "work"}, {"kind": "sanctions"}):
        assert sum(1 for _ in measures(full, **right)) == 50, right
    for wrong in ({"imposer": "EU"}, {"target": "RU"}, {"target": "%"}, {"kind": "embargo"}):
        assert not list(measures(full, **wrong)), wrong


def test_kept_statements_are_those_that_the_checks_let_through(made: ModuleType) -> None:
    [plain, *_] = made.addition(1).statements
    rich = replace(
        plain,
        quantity=Quantity(None, 5, "up to five"),
        value=Value(2.5e6, None, "2.5m"),
        time=Time("2024", None, "since 2024"),
        item=None,
        trigger=None,
    )
    for statement in (plain, rich):
        row = json.loads(canonical(as_json(statement)))
        assert kept_statement(row) == statement_from(row) == statement


def test_documents_of_one_name_are_both_kept(ledger: Ledger, made: ModuleType) -> None:
    first, second = made.addition(1), made.addition(2)
    list(add_many(ledger, [first, replace(second, document=replace(second.document, id=first.document.id))]))
    assert {one.id for one in provenances(ledger)} == {document_id(first.document), document_id(second.document)}


def test_a_day_that_is_in_no_calendar_is_no_day() -> None:
    for when in ("2025-02-31", "2023-02-29", "0000", "0000-01", "\u0662\u0660\u0662\u0664"):
        assert last_day(when) is None, when
