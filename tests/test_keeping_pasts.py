"""What is kept of past days is what weighing on that day gives, whatever has happened to the ledger meanwhile."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.test_booking import add, told
from tests.test_versions import page
from tests.weighing.reports import GB, IR, US, Told, report

from weighbridge import keeping_pasts
from weighbridge.booking import book
from weighbridge.identity import canonical
from weighbridge.ledger import Ledger, add_review, drop_derived, entries, mark_all_stale, open_ledger, pairs
from weighbridge.ledger.pasts import Past, packed_past, unpacked_past
from weighbridge.model import Details, Party
from weighbridge.pasts import course_of, key_of
from weighbridge.views import Asked, Look, transfer_records
from weighbridge.weighing.figures import figures

DAYS = ("2019-01-01", "2022-05-05", "2024-01-31", "2024-02-11", "2024-03-10", "2024-03-11", "2024-05-20", "2024-12-31")


SEEN = Details(seen="2024-03-27T12:00:00Z")


@st.composite
def versions(draw: st.DrawFn) -> Told:
    """A report at one of few addresses, so that some are later versions of others."""
    day = draw(st.integers(1, 28))
    return page(
        f"Iran sent Russia {draw(st.integers(2, 4))}0 missiles.",
        draw(st.sampled_from((US, GB))),
        url=f"https://courier.example/{draw(st.integers(1, 2))}",
        on=draw(st.sampled_from(("2024-02-11", "2024-02", None))),
        details=Details(seen=f"2024-03-{day:02d}T12:00:00Z"),
        recipient=draw(st.sampled_from(("RU", "RU", None))),
    )


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, object]]:
    """What happens to a ledger: reports, versions of pages, reviews of the n-th statement, bookings."""
    one = st.one_of(
        st.tuples(st.just("report"), told()),
        st.tuples(st.just("report"), versions()),
        st.tuples(st.sampled_from(("reject", "move", "turn", "accept")), st.integers(0, 20)),
        st.tuples(st.just("book"), st.none()),
    )
    return draw(st.lists(one, min_size=3, max_size=14))


def take(ledger: Ledger, kind: str, what: object) -> None:
    """One step."""
    if kind == "report":
        add(ledger, [what])  # type: ignore[list-item]
    elif kind == "book":
        book(ledger, figures())
    elif found := list(entries(ledger, every_version=True)):
        one = found[int(what) % len(found)]  # type: ignore[call-overload]
        corrected = {
            "move": replace(one.statement, recipient=Party("UA", "Ukraine")),
            "turn": replace(one.statement, stance="denies"),
        }.get(kind)
        verdict = "correct" if corrected else kind
        add_review(ledger, one.id, verdict, name="Ada Vane", reason="a closer look", corrected=corrected)


def kept(ledger: Ledger, pair: tuple[str, str]) -> Past:
    return unpacked_past(ledger, packed_past(ledger, pair))


@settings(max_examples=25, deadline=None)
@given(steps(), st.sampled_from(DAYS))
def test_what_is_kept_is_what_weighing_on_that_day_gives(some: list[tuple[str, object]], day: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "l.sqlite")
        for kind, what in some:
            take(ledger, kind, what)
        book(ledger, figures())
        everything: dict[tuple[str, str], list[str]] = {}
        for one in transfer_records(Look(ledger, day), Asked()):
            pair = one["supplier"] or "", one["recipient"] or ""
            everything.setdefault(pair, []).append(canonical(one))
        for pair in {*pairs(ledger), *everything}:
            found = course_of(ledger, pair).on(day)
            texts = kept(ledger, pair).texts(key_of(found))
            assert (texts or []) == everything.get(pair, []), pair
            assert texts is not None or not found, pair
        ledger.close()


def test_what_was_lent_only_by_a_version_that_no_longer_stands_is_kept_as_well(tmp_path: Path) -> None:
    seen = Details(seen="2024-03-01T12:00:00Z")

    def told_on(address: str, on: str | None, recipient: str | None) -> Told:
        return page("Iran sent Russia 20 missiles.", US, url=address, on=on, details=seen, recipient=recipient)

    ledger = open_ledger(tmp_path / "l.sqlite")
    for on in ("2024-02-11", None):
        add(ledger, [told_on("https://courier.example/1", on, "RU")])
    book(ledger, figures())
    add(ledger, [told_on("https://courier.example/2", "2024-02-11", None)])
    book(ledger, figures())
    found = course_of(ledger, ("IR", "RU")).on("2024-02-11")
    assert len(found) == 2
    texts = kept(ledger, ("IR", "RU")).texts(key_of(found))
    assert texts == [canonical(one) for one in transfer_records(Look(ledger, "2024-02-11"), Asked())]


def test_what_a_version_that_does_not_stand_lent_is_kept_as_well(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "l.sqlite")
    first = page("Iran sent Russia 30 missiles.", US, url="https://courier.example/1", on="2024-02-11", details=SEEN)
    add(ledger, [first])
    later = replace(SEEN, seen="2024-03-28T12:00:00Z")
    add(ledger, [page("Iran sent Russia 20 missiles.", US, url="https://courier.example/2", on=None, details=later)])
    book(ledger, figures())
    open_ = page("Iran sent 30.", US, url="https://courier.example/2", on="2024-02-11", details=SEEN, recipient=None)
    add(ledger, [open_])
    book(ledger, figures())
    found = course_of(ledger, ("IR", "RU")).on("2024-02-11")
    assert len(found) == 2
    assert kept(ledger, ("IR", "RU")).texts(key_of(found)) is not None


@settings(max_examples=15, deadline=None)
@given(steps())
def test_dropped_and_rebuilt_the_same_is_kept_of_all_that_can_be_asked_for(some: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "l.sqlite")
        for kind, what in some:
            take(ledger, kind, what)
        book(ledger, figures())
        before = {pair: kept(ledger, pair) for pair in pairs(ledger)}
        drop_derived(ledger)
        mark_all_stale(ledger)
        book(ledger, figures())
        assert list(pairs(ledger)) == list(before)
        for pair, old in before.items():
            # of a day that another pair's report has changed since, more may be kept: nobody asks for it any more
            course, new = course_of(ledger, pair), kept(ledger, pair)
            asked = {key_of(course.on(day)) for day in (*DAYS, *course.days())} | set(new.states)
            asked -= {key_of(())}  # where nothing was known there is nothing to keep, and it may be kept or not
            assert {key: new.texts(key) for key in asked} == {key: old.texts(key) for key in asked}, pair
        ledger.close()


def many(number: int) -> list[Told]:
    return [
        report(f"They said it again, no. {n}.", US, on=f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(number)
    ]


def test_work_and_room_are_bounded_and_the_newest_days_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    add(ledger, many(40))
    monkeypatch.setattr(keeping_pasts, "SPARE", 0)
    book(ledger, figures())
    course = course_of(ledger, ("IR", "RU"))
    first = kept(ledger, ("IR", "RU"))
    held = [day for day in course.days() if key_of(course.on(day)) in first.states]
    # the newest is as booked; of those before, as many as twice the statements allow
    assert held == course.days()[-3:]
    monkeypatch.setattr(keeping_pasts, "ROOM", 0)
    add(ledger, [report("It is denied.", IR, on="2024-12-30", stance="denies")])
    book(ledger, figures())
    assert not kept(ledger, ("IR", "RU")).states
    monkeypatch.undo()
    monkeypatch.setattr(keeping_pasts, "MOST", 41)
    mark_all_stale(ledger)
    book(ledger, figures())
    assert kept(ledger, ("IR", "RU")).states
    add(ledger, [report("It is denied again.", IR, on="2024-12-31", stance="denies")])
    book(ledger, figures())
    assert not kept(ledger, ("IR", "RU")).states
    ledger.close()


def test_what_another_version_weighed_is_not_kept(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite")
    add(ledger, many(3))
    book(ledger, figures())
    assert len(kept(ledger, ("IR", "RU")).states) == 3
    mark_all_stale(ledger, "of another version")
    assert packed_past(ledger, ("IR", "RU")) is None
    ledger.close()
