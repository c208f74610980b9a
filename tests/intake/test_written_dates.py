"""What is read as a date, a time and a moment, however it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.intake.written_dates import day_in_url, in_utc, in_words, iso_of, mail_time, moment_of, plausible


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-09-06", "2024-09-06"),
        ("2024-09", "2024-09"),
        ("2024-9-6 7:05", "2024-09-06T07:05:00"),
        ("2024-09-06T07:05:09.123Z", "2024-09-06T07:05:09+00:00"),
        ("2024-09-06T07:05:09+0530", "2024-09-06T07:05:09+05:30"),
        ("2024-09-06T07:05-03", "2024-09-06T07:05:00-03:00"),
        ("2024-09-06T07:05+99:99", "2024-09-06T07:05:00"),
        ("2024-09-06T27:05Z", "2024-09-06"),
        ("Fri, 06 Sep 2024 07:05:09 +0200", "2024-09-06T07:05:09+02:00"),
        ("Fri, 06 Sep 2024 07:05:09 EST", "2024-09-06T07:05:09-05:00"),
        ("Fri, 06 Sep 2024 07:05:09 CET", "2024-09-06T07:05:09"),
        ("2024-09-06T07:05:09+14:30", "2024-09-06T07:05:09"),
        ("2024-09-06T07:05:09 GMT", "2024-09-06T07:05:09+00:00"),
        ("20240906", "2024-09-06"),
        ("20240906T070509", "2024-09-06"),
        ("20240906T070509Z", "2024-09-06T07:05:09+00:00"),
        ("20240906T0705+0100", "2024-09-06T07:05:00+01:00"),
        ("6 September 2024", "2024-09-06"),
        ("Published: Sept. 6th, 2024 at noon", "2024-09-06"),
        ("6. Januar 2024", "2024-01-06"),
        ("6 de febrero de 2024", "2024-02-06"),
        ("06.09.2024", "2024-09-06"),
        ("16/09/2024", "2024-09-16"),
        ("09/16/2024", "2024-09-16"),
        ("06/09/2024", None),
        ("31 February 2024", None),
        ("2024-02-31", None),
        ("2024-13", None),
        ("last Friday", None),
        ("", None),
    ],
)
def test_date_as_written(text: str, iso: str | None) -> None:
    assert iso_of(text) == iso


def test_figures_with_strokes_are_read_the_american_way_only_where_the_page_is_american() -> None:
    assert in_words("06/09/2024", american=True) == "2024-06-09"
    assert in_words("06/09/2024") is None


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)
def test_time_with_a_zone_comes_back_as_it_was(moment: datetime, zone: timezone) -> None:
    whole = moment.replace(microsecond=0, tzinfo=zone)
    got = iso_of(whole.isoformat())
    assert got is not None
    assert datetime.fromisoformat(got) == whole
    assert got[:10] == whole.date().isoformat()


@given(st.text(max_size=60))
def test_any_text_gives_a_day_of_the_calendar_or_none(text: str) -> None:
    got = iso_of(text)
    assert got is None or len(got) == 7 or date.fromisoformat(got[:10])


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/09/06/tanks", "2024-09-06"),
        ("https://a.example/news/20240906-tanks.html", "2024-09-06"),
        ("https://a.example/tanks-06-09-2024", "2024-09-06"),
        ("https://a.example/2024/13/06/tanks", None),
        ("https://a.example/article-2024090612345", None),
        ("https://2024-09-06.example/tanks", None),
        ("https://a.example/tanks?d=2024-09-06", None),
        (None, None),
    ],
)
def test_day_in_an_address(url: str | None, day: str | None) -> None:
    assert day_in_url(url) == day


def test_plausible_is_neither_to_come_nor_before_the_web() -> None:
    today = datetime.now(UTC).date()
    assert plausible(today.isoformat())
    assert not plausible((today + timedelta(days=3)).isoformat())
    assert not plausible("1989-12-31")
    assert plausible("1989-12-31", json_ld=True)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("Fri, 06 Sep 2024 23:30:00 -0500", "2024-09-06T23:30:00-05:00"),
        ("6 Sep 2024 23:30 GMT", "2024-09-06T23:30:00+00:00"),
        ("Fri, 06 Sep 2024 23:30:00 -0000 (UTC)", "2024-09-06T23:30:00+00:00"),
        ("Fri, 06 Sep 2024 23:30:00", "2024-09-06T23:30:00"),
        ("Fri, 06 Sep 2024 23:30:00 +2300", "2024-09-06T23:30:00"),
        ("Fri, 31 Feb 2024 23:30:00 +0100", None),
        ("soon", None),
        ("", None),
    ],
)
def test_time_of_a_mail(written: str, time: str | None) -> None:
    assert mail_time(written) == time


@given(st.text("0123456789 +-:,()abcdefgFriSepGMT", max_size=60) | st.text(max_size=30))
def test_any_header_gives_a_time_or_none(written: str) -> None:
    got = mail_time(written)
    assert got is None or datetime.fromisoformat(got)


def test_a_moment_has_its_distance_from_utc() -> None:
    assert moment_of("2024-09-06T07:05:09+05:30") == "2024-09-06T07:05:09+05:30"
    for lacking in ("2024-09-06T07:05:09", "2024-09-06", "2024", "", None):
        assert moment_of(lacking) is None
    assert in_utc("2024-09-06T01:05:09+05:30") == "2024-09-05T19:35:09+00:00"
    assert in_utc("0001-01-01T01:05:09+05:30") == "0001-01-01T01:05:09+05:30"
