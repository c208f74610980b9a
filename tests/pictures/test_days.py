"""Days on an axis."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.pictures.days import day_of, domain, first_day
from weighbridge.pictures.likelihood import days_to_weigh

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(st.lists(DAYS, min_size=1, max_size=20), st.lists(DAYS, max_size=20))
def test_all_reported_days_lie_on_the_axis(days: list[date], reach: list[date]) -> None:
    low, high = domain(days, reach)
    assert low < min(days) <= max(days) < high
    # what is told of far times does not squeeze what is reported: it is at most as long again on each side
    assert (high - low).days <= 3.3 * max(120, (max(days) - min(days)).days) + 10


def test_dates_cut_to_their_precision() -> None:
    assert (first_day("2024"), day_of("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), day_of("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("2024-02-31") is None
    assert first_day("soon") is None


@given(st.lists(DAYS.map(str), max_size=200), st.integers(2, 30))
def test_a_bounded_number_of_days_is_weighed_with_both_ends(published: list[str], most: int) -> None:
    days = days_to_weigh(published, most)
    assert len(days) <= most
    assert days == sorted(set(days))
    if published:
        assert (days[0], days[-1]) == (min(published), max(published))
