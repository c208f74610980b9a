"""Versions of a page: order, days, and the same in both databases."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest
import sqlalchemy as sa

from weighbridge.ledger import (
    Addition,
    Ledger,
    Succession,
    add_many,
    document,
    drop_derived,
    entries,
    link_versions,
    provenances,
    search,
    stale_pairs,
    successions,
    versions,
)
from weighbridge.ledger.opening import reading
from weighbridge.ledger.schema import documents
from weighbridge.ledger.versions import Version, course_of
from weighbridge.model import Details, Document


def version(
    key: str,
    *,
    published: str | None = "2024-03-01",
    updated: str | None = None,
    seen: str | None = None,
    added: str = "2030-01-01T00:00:00Z",
    kind: str = "html",
    time: str | None = None,
) -> Version:
    details = Details(time=time, updated=updated, seen=seen, kind=kind)
    return Version(int(key, 36), key, published, published, added, details)


def linked(*some: Version, unlike: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Which follows which, and from when, where any two are versions of one another but for the ``unlike``."""
    found, _ = course_of(some, lambda one, other: f"{one}{other}" not in unlike)
    return [(one.earlier, one.later, one.day) for one in found]


def test_the_day_is_that_of_the_change_else_when_it_was_seen_else_when_it_was_added() -> None:
    first = version("a")
    assert linked(first, version("b", updated="2024-03-07T23:00:00-05:00")) == [("a", "b", "2024-03-07")]
    assert linked(first, version("b", seen="2024-03-08T10:00:00Z")) == [("a", "b", "2024-03-08")]
    assert linked(first, version("b", added="2024-03-09T10:00:00Z")) == [("a", "b", "2024-03-09")]


def test_the_day_is_never_before_publication() -> None:
    some = [version(key, published="2024-05-01", seen=f"2024-04-0{day}") for day, key in enumerate("ab", 1)]
    assert linked(*some) == [("a", "b", "2024-05-01")]


def test_a_change_that_was_told_before_is_not_told_again() -> None:
    """An outlet that alters a page and leaves its day of change as it was: then it counts when it was seen."""
    one = version("a", updated="2024-03-02T10:00:00Z", seen="2024-03-03T00:00:00Z")
    other = version("b", updated="2024-03-02T10:00:00Z", seen="2024-03-09T00:00:00Z")
    assert linked(one, other) == linked(other, one) == [("a", "b", "2024-03-09")]


def test_times_are_compared_across_their_zones() -> None:
    early, late = version("b", time="2024-03-01T10:00:00+05:00"), version("a", time="2024-03-01T06:00:00Z")
    assert linked(late, early)[0][:2] == ("b", "a")
    early, late = version("b", seen="2024-03-05T04:00:00+05:00"), version("a", seen="2024-03-05T00:00:00Z")
    assert linked(late, early) == [("b", "a", "2024-03-05")]


def test_a_version_that_was_seen_late_does_not_hold_back_one_that_tells_of_an_earlier_change() -> None:
    """That it was seen in 2025 is proof that it stood then, and so came after the change of 2024."""
    some = (version("a"), version("b", seen="2025-06-01"), version("c", updated="2024-04-01"))
    assert linked(*some) == [("a", "c", "2024-04-01"), ("c", "b", "2025-06-01")]


def test_what_was_seen_first_comes_first_whatever_it_tells_of_changes() -> None:
    first = version("a", updated="2024-03-05T00:00:00Z", seen="2024-03-06T00:00:00Z")
    second = version("b", seen="2024-03-09T00:00:00Z")
    assert linked(second, first) == [("a", "b", "2024-03-09")]


def test_a_change_that_is_dated_back_does_not_undo_what_was_seen() -> None:
    first = version("a", seen="2024-03-10T00:00:00Z")
    second = version("b", updated="2024-03-02T00:00:00Z", seen="2024-03-20T00:00:00Z")
    assert linked(first, second) == [("a", "b", "2024-03-10")]
    third = version("c", updated="2024-03-03T00:00:00Z", seen="2024-03-21T00:00:00Z")
    assert linked(first, second, third) == [("a", "b", "2024-03-10"), ("b", "c", "2024-03-20")]
    seen_twice = replace(first, sightings=("2024-03-12T00:00:00Z",))
    assert linked(seen_twice, second) == [("a", "b", "2024-03-12")]


def test_when_the_text_of_a_feed_was_seen_tells_nothing_of_its_page() -> None:
    feed = version("a", kind="feed item", seen="2024-03-09T00:00:00Z")
    assert linked(feed, version("b", seen="2024-03-02T00:00:00Z")) == [("a", "b", "2024-03-02")]


def test_what_is_unlike_is_passed_over() -> None:
    some = [version(key, seen=f"2024-03-0{day}") for day, key in enumerate("abc", 2)]
    assert linked(*some, unlike=("ab", "bc")) == [("a", "c", "2024-03-04")]
    assert linked(*some, unlike=("ab", "bc", "ac")) == []


def test_what_a_feed_says_comes_before_the_page() -> None:
    assert linked(version("a", seen="2024-03-01"), version("b", kind="feed item", seen="2024-03-09"))[0][:2] == (
        "b",
        "a",
    )


def paged(made: ModuleType, number: int, of: int, details: Details) -> Addition:
    """A made-up document as a version of the page ``of``."""
    one: Addition = made.addition(number + 1)
    text = replace(one.document, url=f"https://news.example/{of}", published="2024-01-01", details=details)
    return replace(one, document=text)


@pytest.fixture
def three(ledger: Ledger, made: ModuleType) -> list[str]:
    """Three versions of one page, added in the wrong order; their ids in the right one."""
    some = [paged(made, day, 7, Details(time="2024-01-01T09:00:00Z", updated=f"2024-02-0{day}")) for day in (3, 1, 2)]
    added = list(add_many(ledger, some, 1, always))
    list(add_many(ledger, [paged(made, 9, 8, Details())], 1, always))
    return [added[number].document for number in (1, 2, 0)]


def always(earlier: Document, later: Document) -> bool:
    return True


def test_both_databases_show_the_version_of_the_day(ledger: Ledger, three: list[str]) -> None:
    def shown(as_of: str | None = None) -> set[str]:
        return {one.document for one in entries(ledger, as_of=as_of)} & set(three)

    assert shown() == {three[2]}
    assert [shown(f"2024-02-0{day}") for day in (1, 2, 3)] == [{three[0]}, {three[1]}, {three[2]}]
    assert {one.document for one in search(ledger, "missiles", limit=99)} & set(three) == {three[2]}
    assert {one.document for one in search(ledger, "missiles", as_of="2024-02-02", limit=99)} & set(three) == {three[1]}
    assert {one.id for one in search(ledger, "report", kind="document", as_of="2024-02-01")} & set(three) == {three[0]}
    assert versions(ledger, three[1]) == [(three[0], "2024-01-01"), (three[1], "2024-02-02"), (three[2], "2024-02-03")]
    assert versions(ledger, "nothing") == []


def test_successions_by_day(ledger: Ledger, three: list[str]) -> None:
    first, second = Succession(three[0], three[1], "2024-02-02"), Succession(three[1], three[2], "2024-02-03")
    assert successions(ledger) == [first, second]
    assert successions(ledger, after="2024-02-02") == [second]
    assert successions(ledger, after="2024-01-01", until="2024-02-02") == [first]
    assert successions(ledger, later=[three[1]]) == [first]


def test_dropped_and_linked_anew_they_are_the_same(ledger: Ledger, three: list[str]) -> None:
    before = successions(ledger)
    drop_derived(ledger)
    assert successions(ledger) == []
    link_versions(ledger, always)
    assert successions(ledger) == before
    assert stale_pairs(ledger)


def test_details_are_given_back(ledger: Ledger, three: list[str]) -> None:
    kept = document(ledger, three[0])
    assert kept is not None
    assert kept.details == Details(time="2024-01-01T09:00:00Z", updated="2024-02-01")
    assert {one.time for one in provenances(ledger, three)} == {"2024-01-01T09:00:00Z"}


def test_a_known_version_tells_its_neighbours(ledger: Ledger, three: list[str], made: ModuleType) -> None:
    again = paged(made, 2, 7, Details(time="2024-01-01T09:00:00Z", updated="2024-02-02"))
    from weighbridge.ledger import has_reading

    known = has_reading(ledger, again.document, again.reader, again.version)
    assert known is not None
    assert (known.supersedes, known.superseded_by) == (three[0], three[2])


def test_an_older_ledger_is_given_pages(ledger: Ledger, where: str, made: ModuleType) -> None:
    """What was added before there were pages is linked by the next weighing, as ``link_versions`` does it."""
    some = [paged(made, day, 7, Details()) for day in (1, 2)]
    list(add_many(ledger, some))
    assert successions(ledger) == []
    link_versions(ledger, always)
    assert len(successions(ledger)) == 1
    with reading(ledger) as connection:
        assert set(connection.execute(sa.select(documents.c.page)).scalars()) == {"news.example/7"}
