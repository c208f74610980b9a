"""People, tokens and sessions, in both kinds of ledger; what is doubtful, and as it was read."""

from __future__ import annotations

from types import ModuleType

import pytest

from weighbridge.ledger import (
    Ledger,
    LedgerError,
    Membership,
    StoredTransfer,
    add_many,
    add_review,
    content_hash,
    entries,
    pair_of,
    store_pair,
)
from weighbridge.ledger.people import (
    LONGEST_NAME,
    MOST_SESSIONS,
    add_person,
    end_session,
    open_session,
    password_of,
    people,
    person_of_session,
    person_of_token,
    remove_person,
    set_password,
    set_token,
)
from weighbridge.ledger.reviewable import as_read, doubtful, review_count, review_log, reviewed


def test_a_person_comes_and_goes(ledger: Ledger) -> None:
    hashed = content_hash(ledger)
    assert add_person(ledger, "  Zo\u0065\u0308  Vane ", "hash") == "Zo\u00eb Vane"
    set_token(ledger, "Zo\u00eb Vane", "digest")
    open_session(ledger, "Zo\u00eb Vane", "s1", 100, 200)
    [one] = people(ledger)
    assert (one.name, one.has_token, one.sessions) == ("Zo\u00eb Vane", True, 1)
    assert password_of(ledger, one.name) == "hash"
    assert person_of_token(ledger, "digest") == person_of_session(ledger, "s1", 150) == one.name
    assert content_hash(ledger) == hashed, "who may write is no part of what was told"
    remove_person(ledger, one.name)
    assert people(ledger) == []
    assert (password_of(ledger, one.name), person_of_token(ledger, "digest")) == (None, None)
    assert person_of_session(ledger, "s1", 150) is None


@pytest.mark.parametrize(
    "name", ["", "  ", "a\x00b", "a\x1b[31m", "a\u202eb", "a\u200bb", "a\ud800", "x" * (LONGEST_NAME + 1)]
)
def test_a_name_that_cant_be_read_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(LedgerError, match="can't be a person's name"):
        add_person(ledger, name, "hash")
    assert people(ledger) == []


def test_nobody_is_taken_for_another(ledger: Ledger) -> None:
    add_person(ledger, "Ada", "hash")
    with pytest.raises(LedgerError, match="already"):
        add_person(ledger, "ADA", "other")
    for action in (
        lambda: remove_person(ledger, "Bo"),
        lambda: set_password(ledger, "Bo", "x"),
        lambda: set_token(ledger, "Bo", "x"),
        lambda: open_session(ledger, "Bo", "s", 1, 2),
    ):
        with pytest.raises(LedgerError, match="there is no person 'Bo'"):
            action()
    assert password_of(ledger, "Ada") == "hash"


def test_sessions_end_in_time_by_number_and_by_another_password(ledger: Ledger) -> None:
    add_person(ledger, "Ada", "hash")
    open_session(ledger, "Ada", "s0", 0, 50)
    assert person_of_session(ledger, "s0", 49) == "Ada"
    assert person_of_session(ledger, "s0", 50) is None
    for number in range(1, MOST_SESSIONS + 3):
        open_session(ledger, "Ada", f"s{number}", 60, 1000 + number)
    assert people(ledger)[0].sessions == MOST_SESSIONS
    assert [person_of_session(ledger, f"s{number}", 70) for number in (1, 2, 3)] == [None, None, "Ada"]
    open_session(ledger, "Ada", "new", 70, 5000, instead_of="s3")
    assert person_of_session(ledger, "s3", 70) is None
    end_session(ledger, "new")
    end_session(ledger, "never there")
    assert person_of_session(ledger, "new", 70) is None
    set_password(ledger, "Ada", "hash", keep_sessions=True)
    assert people(ledger)[0].sessions
    set_password(ledger, "Ada", "other")
    assert people(ledger)[0].sessions == 0


def test_the_most_doubtful_come_first_and_leave_with_a_review(ledger: Ledger, made: ModuleType) -> None:
    list(add_many(ledger, made.additions(10)))
    found = list(entries(ledger))
    pair = pair_of(found[0].statement)
    doubts = {one.id: number / 10 for number, one in enumerate(found)}
    held = [Membership(key, "t1", "o1", doubt) for key, doubt in doubts.items()]
    store_pair(ledger, pair, [StoredTransfer("t1", *pair)], held)
    order = sorted((key for key in doubts if doubts[key]), key=lambda key: -doubts[key])
    assert len(order) > 1
    assert [one.statement for one in doubtful(ledger, 100)] == order, "what has no doubt is left out"
    assert [one.statement for one in doubtful(ledger, 1, skip=1)] == order[1:2]
    assert doubtful(ledger, 100, supplier="nobody") == []
    assert len(doubtful(ledger, 100, supplier=pair[0], recipient=pair[1])) == len(order)
    add_review(ledger, order[0], "accept", name="Ada", reason="read", way="session")
    assert [one.statement for one in doubtful(ledger, 100)] == order[1:]


def test_a_statement_is_given_as_it_was_read(ledger: Ledger, made: ModuleType) -> None:
    list(add_many(ledger, made.additions(3)))
    entry = next(entries(ledger))
    add_review(ledger, entry.id, "reject", name="Ada", reason="no", way="command")
    assert as_read(ledger, entry.id) == entry
    assert as_read(ledger, "nothing") is None
    [one] = review_log(ledger, 10)
    assert reviewed(ledger, [entry.id, "nothing"]) == {entry.id: one}
    assert (one.way, review_count(ledger)) == ("command", 1)
    assert review_log(ledger, 10, skip=1) == []
