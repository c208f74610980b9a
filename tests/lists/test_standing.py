"""How old lists are, and which are stale."""

from __future__ import annotations

from datetime import date

from weighbridge.lists.standing import standings
from weighbridge.lists.store import Version


def version(name: str, published: str = "", fetched: tuple[str, ...] = ()) -> Version:
    return Version(name, "un-xml", "a" * 64, 7, (), "2026-03-10T12:00:00+00:00", published, fetched)


def test_a_list_is_as_old_as_its_own_day_if_it_was_not_fetched() -> None:
    found = standings([version("un-sc", "2026-03-01")], date(2026, 3, 10))[0]
    assert (found.day, found.basis, found.age) == ("2026-03-01", "file", 9)
    assert "un-sc is 9 days old, more than the 7 it may be" in found.warning


def test_a_list_is_as_old_as_its_fetching() -> None:
    found = standings([version("un-sc", "2026-03-01", ("https://x",))], date(2026, 3, 12))[0]
    assert (found.basis, found.age, found.warning) == ("fetched", 2, "")


def test_a_file_that_gives_no_day_counts_from_its_adding_and_says_so() -> None:
    found = standings([version("us-dpl")], date(2026, 5, 10))[0]
    assert (found.basis, found.age) == ("added", 61)
    assert found.warning


def test_lists_that_are_known_and_not_held_are_shown() -> None:
    found = {one.list: one for one in standings([version("mine")], date(2026, 3, 10))}
    assert found["mine"].days == 30
    assert found["eu-fsf"].version is None
    assert found["eu-fsf"].warning == ""


def test_a_day_to_come_is_told() -> None:
    assert "still to come" in standings([version("un-sc", "2027-03-01")], date(2026, 3, 10))[0].warning
