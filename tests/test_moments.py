"""Moments in order, whatever their distance from UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.moments import moment_of

ZONES = st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES)


@given(TIMES, TIMES)
def test_they_sort_as_the_times_do(one: datetime, other: datetime) -> None:
    first, second = moment_of(one.isoformat()), moment_of(other.isoformat())
    assert first is not None
    assert second is not None
    assert (first < second) == (one < other)
    assert (first == second) == (one == other)


def test_what_is_cut_is_its_first_moment() -> None:
    assert moment_of("2024") == moment_of("2024-01") == moment_of("2024-01-01") == moment_of("2024-01-01T00:00:00Z")
    assert moment_of("2024-01-01T00:00") == moment_of("2024-01-01T02:00:00+02:00")


@pytest.mark.parametrize("when", [None, "", "yesterday", "2024-13-01", "0000-01-01"])
def test_what_is_no_date_is_no_moment(when: str | None) -> None:
    assert moment_of(when) is None


@given(st.text(max_size=30))
def test_any_text_is_taken(when: str) -> None:
    found = moment_of(when)
    assert found is None or datetime.fromisoformat(found).replace(tzinfo=UTC).year >= 1
