"""Texts that a page shows again: what was seen last stands, and on a past day what had been seen by then."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.ledger import (
    Addition,
    IsVersion,
    Ledger,
    add_many,
    drop_derived,
    entries,
    has_reading,
    link_versions,
    open_ledger,
    see_again,
    stale_pairs,
    store_pair,
    successions,
    versions,
)
from weighbridge.ledger.versions import PRESENT, Lapse, Version, course_of
from weighbridge.model import Details, Document


def always(earlier: Document, later: Document) -> bool:
    return True


def unlike_zero(earlier: Document, later: Document) -> bool:
    """The document with the number 0 is another one that has the address too."""
    return earlier.id != "report-1" != later.id


def shown(made: ModuleType, number: int, day: int, url: str = "https://news.example/story") -> Addition:
    """A made-up text as a page showed it on a day of February 2024."""
    one: Addition = made.addition(number + 1)
    details = Details(kind="html", seen=f"2024-02-{day:02d}T10:00:00+00:00")
    return replace(one, document=replace(one.document, url=url, published="2024-01-01", details=details))


def put(ledger: Ledger, one: Addition, like: IsVersion = always) -> str:
    """As the commands do it: what is there is only seen again."""
    if has_reading(ledger, one.document, one.reader, one.version):
        see_again(ledger, one.document, like)
    [added] = add_many(ledger, [one], 1, like)
    return added.document


def standing(ledger: Ledger, day: str | None = None) -> set[str]:
    return {one.document for one in entries(ledger, as_of=day)}


def test_a_text_that_comes_again_stands_again_from_that_day(ledger: Ledger, made: ModuleType) -> None:
    first, second = put(ledger, shown(made, 1, 3)), put(ledger, shown(made, 2, 5))
    for pair in stale_pairs(ledger):
        store_pair(ledger, pair.pair, [], [], pair.mark)
    assert put(ledger, shown(made, 1, 8)) == first
    assert standing(ledger) == {first}
    assert [standing(ledger, f"2024-02-{day:02d}") for day in (2, 3, 4, 5, 7, 8, 20)] == [
        {first}, {first}, {first}, {second}, {second}, {first}, {first},
    ]  # fmt: skip
    assert stale_pairs(ledger), "what it says is to be weighed anew"
    assert [(one.earlier, one.later, one.day) for one in successions(ledger)] == [
        (first, second, "2024-02-05"),
        (second, first, "2024-02-08"),
    ]
    assert [(one.earlier, one.later) for one in successions(ledger, later=[first])] == [(second, first)]
    assert versions(ledger, second) == [(second, "2024-02-05"), (first, "2024-01-01")]
    third = put(ledger, shown(made, 3, 9))
    assert standing(ledger) == {third}
    assert standing(ledger, "2024-02-08") == {first}


def test_which_versions_stand_beside_one_that_came_again(ledger: Ledger, made: ModuleType) -> None:
    first, second = put(ledger, shown(made, 1, 3)), put(ledger, shown(made, 2, 5))
    put(ledger, shown(made, 1, 8))
    one, other = (
        has_reading(ledger, shown(made, number, 9).document, "rules", shown(made, number, 9).version)
        for number in (1, 2)
    )
    assert one is not None
    assert other is not None
    assert (one.supersedes, one.superseded_by) == (second, None)
    assert (other.supersedes, other.superseded_by) == (first, first)


def test_what_does_not_tell_when_it_was_seen_changes_nothing(ledger: Ledger, made: ModuleType) -> None:
    put(ledger, shown(made, 1, 3))
    second = put(ledger, shown(made, 2, 5))
    silent = shown(made, 1, 8)
    put(ledger, replace(silent, document=replace(silent.document, details=Details())))
    assert standing(ledger) == {second}


def test_what_is_not_there_is_not_seen_again(ledger: Ledger, made: ModuleType) -> None:
    assert not see_again(ledger, shown(made, 1, 3).document, always)
    put(ledger, shown(made, 1, 3))
    assert not see_again(ledger, shown(made, 1, 3).document, always)
    assert see_again(ledger, shown(made, 1, 4).document, always)


def test_a_page_that_moved_for_good_or_names_its_own_address_is_one_page(ledger: Ledger, made: ModuleType) -> None:
    old = put(ledger, shown(made, 1, 3, "https://news.example/old/story"))
    form = shown(made, 2, 4, "https://amp.news.example/story")
    form = replace(
        form,
        document=replace(
            form.document, details=replace(form.document.details, canonical="https://news.example/new/story")
        ),
    )
    put(ledger, form)
    assert len(standing(ledger)) == 2
    new = shown(made, 3, 5, "https://news.example/new/story")
    moved = replace(new.document.details, moved_from="https://news.example/old/story")
    put(ledger, new)
    assert standing(ledger) == {old, put(ledger, new)}
    put(ledger, replace(new, document=replace(new.document, details=moved)))
    assert standing(ledger) == {put(ledger, new)}
    assert len(versions(ledger, old)) == 3


Days = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 28)), min_size=1, max_size=12, unique_by=lambda one: one[1])


@given(Days)
def test_on_any_day_that_text_stands_which_was_seen_last(some: Sequence[tuple[int, int]]) -> None:
    ordered = sorted(some, key=lambda one: one[1])
    seen: dict[int, list[str]] = {}
    for number, day in ordered:
        seen.setdefault(number, []).append(f"2024-02-{day:02d}T10:00:00Z")
    texts = [
        Version(number, str(number), "2024-01-01", "2024-01-01", "2030", Details(seen=at[-1]), tuple(at[:-1]))
        for number, at in seen.items()
    ]
    _, lapses = course_of(texts, lambda one, other: True)
    for day in range(1, 29):
        by_then = [number for number, at in ordered if at <= day] or [ordered[0][0]]
        assert stand(lapses, seen, f"2024-02-{day:02d}") == {str(by_then[-1])}
    assert stand(lapses, seen, PRESENT) == {str(ordered[-1][0])}


def stand(lapses: Sequence[Lapse], of: dict[int, list[str]], day: str) -> set[str]:
    return {str(key) for key in of} - {one.document for one in lapses if one.since <= day < one.until}


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 28), st.integers(0, 2)), min_size=2, max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_sightings_are_added_does_not_matter(
    made: ModuleType, some: list[tuple[int, int, int]], chance: random.Random
) -> None:
    """Seen at one of three addresses, of which the pages at the last tell that they came from the first."""
    told = []
    for number, day, place in some:
        one = shown(made, number, day, f"https://news.example/{place}/story")
        if place == 2:
            details = replace(one.document.details, moved_from="https://news.example/0/story")
            one = replace(one, document=replace(one.document, details=details))
        told.append(one)
    shuffled = list(told)
    chance.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        first, second = (open_ledger(Path(folder) / f"{name}.sqlite") for name in ("first", "second"))
        try:
            for addition in told:
                put(first, addition, unlike_zero)
            list(add_many(second, shuffled, 3, unlike_zero))
            days = [None, *(f"2024-02-{day:02d}" for day in range(1, 29))]
            found = successions(first), [standing(first, day) for day in days]
            assert (successions(second), [standing(second, day) for day in days]) == found
            drop_derived(first)
            link_versions(first, unlike_zero)
            assert (successions(first), [standing(first, day) for day in days]) == found
        finally:
            first.close()
            second.close()
