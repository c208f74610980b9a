"""Pairs that a person allowed: visible, up to a day, for the very party and the very entry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.screening.conftest import LIST, Place, told

WHO = ["--party", "Blue Heron Instruments", "--country", "GB", "--role", "end-user"]
TODAY = datetime.now(UTC).date()
UNTIL = (TODAY + timedelta(days=5)).isoformat()
BY = ["--reason", "another firm: founded 1950, other owners", "--name", "R. Ostrander", "--until", UNTIL]


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


def allow(place: Place, *more: str) -> dict[str, Any]:
    row = place.one(*WHO, code=20)
    (made,) = place.rows("allowed", "add", row["reference"], "own/own-w3", *BY, *more)
    return made


def test_an_allowed_pair_is_a_note_that_names_who_why_and_until_when(listed: Place) -> None:
    made = allow(listed)
    row = listed.one(*WHO)
    assert row["answer"] == "clear"
    (found,) = told(row, "party")
    assert found["level"] == "note"
    for word in ("R. Ostrander", "another firm", UNTIL, "it would be stop"):
        assert word in found["reason"]
    assert [one["id"] for one in row["allowed"]] == [made["id"]]
    assert "R. Ostrander" in listed.call("screen", *WHO, "--goods", "chairs", "--route", "GB")[0]


def test_it_holds_up_to_its_day_and_no_longer(listed: Place) -> None:
    allow(listed)
    assert listed.one(*WHO, "--day", UNTIL)["answer"] == "clear"
    row = listed.one(*WHO, "--day", day(6), code=20)
    assert f"ended on {UNTIL}" in told(row, "party")[0]["reason"]
    listed.call("allowed", "list")
    assert "(over)" in listed.call("allowed", "list", "--day", day(6))[0]


@pytest.mark.parametrize(
    "who",
    [
        ["--party", "Blue Heron Instruments", "--country", "FR"],
        ["--party", "Blue Heron Instruments"],
        ["--party", "Blue Heron Instruments", "--country", "GB", "--type", "company"],
        ["--party", "Blue Heron Instruments", "--country", "GB", "--number", "tax:778899"],
    ],
)
def test_it_holds_for_the_party_exactly_as_it_was_told(listed: Place, who: list[str]) -> None:
    allow(listed)
    assert listed.one(*who, "--role", "end-user", code=20)["answer"] == "stop"


def test_case_and_spaces_make_no_other_party(listed: Place) -> None:
    allow(listed)
    assert (
        listed.one("--party", "BLUE  heron instruments", "--country", "gb", "--role", "end-user")["answer"] == "clear"
    )


def test_it_ends_when_the_entry_says_something_else(listed: Place) -> None:
    allow(listed)
    listed.add_list(LIST.replace("w3,Blue Heron Instruments,,AE", "w3,Blue Heron Instruments,,GB"))
    row = listed.one(*WHO, code=20)
    assert "no longer holds: the entry has changed" in told(row, "party")[0]["reason"]
    listed.add_list(LIST)
    assert listed.one(*WHO)["answer"] == "clear"
    listed.add_list(LIST.replace("procurement", "buys engines"))
    assert listed.one(*WHO)["answer"] == "clear"


def test_it_can_be_taken_back_and_stays_in_the_answers_that_rest_on_it(listed: Place) -> None:
    made = allow(listed)
    before = listed.one(*WHO)
    listed.call("allowed", "end", made["id"], "--reason", "was wrong", "--name", "R. Ostrander")
    assert listed.one(*WHO, code=20)["answer"] == "stop"
    again, err = listed.call("screen", "--replay", before["reference"], "--json")
    assert "R. Ostrander" in again
    assert "the same to the byte" in err
    assert "no allowance" in listed.call("allowed", "end", made["id"], "--reason", "x", "--name", "y", code=1)[1]


def test_what_can_not_be_allowed_is_told(listed: Place) -> None:
    row = listed.one(*WHO, code=20)
    ref = row["reference"]

    def refused(*words: str) -> str:
        return listed.call("allowed", "add", *words, code=1)[1]

    assert "no match with" in refused(ref, "own/own-w1", *BY)
    assert "no decision has that reference" in refused("0123456789abcdef", "own/own-w3", *BY)
    assert "is over" in refused(ref, "own-w3", *BY[:-1], (date.today() - timedelta(days=3)).isoformat())
    assert "is no day" in refused(ref, "own-w3", *BY[:-1], "soon")
    assert "--reason: it is empty" in refused(ref, "own-w3", "--reason", " ", *BY[2:])
    two = listed.one(*WHO[:4], "--role", "buyer", "--party", "Blue Heron Instruments", "--role", "forwarder", code=20)
    assert "--party N" in refused(two["reference"], "own-w3", *BY)
    listed.call("allowed", "add", two["reference"], "own-w3", *BY, "--party", "2")


def test_it_can_not_hold_for_good(listed: Place) -> None:
    reference = listed.one(*WHO, code=20)["reference"]
    words = ["allowed", "add", reference, "own/own-w3", "--reason", "another firm", "--name", "R. Ostrander"]
    _, err = listed.call(*words, "--until", "9999-12-31", code=1)
    assert "days away" in err
    assert listed.rows("allowed", "list") == []


def test_who_takes_one_back_says_why_and_who_they_are(listed: Place) -> None:
    made = allow(listed)
    for reason, name in (("", "R. Ostrander"), ("a mistake", " ")):
        listed.call("allowed", "end", made["id"], "--reason", reason, "--name", name, code=1)
    assert [one["id"] for one in listed.rows("allowed", "list")] == [made["id"]]
    listed.call("allowed", "end", made["id"], "--reason", "a mistake", "--name", "R. Ostrander")
    assert listed.rows("allowed", "list") == []


def test_an_entry_that_was_not_met_is_refused_with_those_that_were(listed: Place) -> None:
    reference = listed.one(*WHO, code=20)["reference"]
    _, err = listed.call("allowed", "add", reference, "own/w3", *BY, code=1)
    assert "own/own-w3" in err
