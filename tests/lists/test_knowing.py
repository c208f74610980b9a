"""Dates, countries, numbers and the table of lists: what is understood, and what is left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.lexicon.tables import LexiconError
from weighbridge.lists.countries import country_code
from weighbridge.lists.dates import iso_date, iso_dates, years_between
from weighbridge.lists.numbers import split_number
from weighbridge.lists.words import FILE, kind_of, words


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1962", "1962"),
        ("1962-07", "1962-07"),
        ("1962-07-14", "1962-07-14"),
        ("2026-08-05T16:47:04.449+02:00", "2026-08-05"),
        ("2015-04-07-04:00", "2015-04-07"),
        ("14 Jul 1962", "1962-07-14"),
        ("Jul 1962", "1962-07"),
        ("14 September 1962", "1962-09-14"),
        ("14/07/1962", "1962-07-14"),
        ("24/02/2022 00:00:00", "2022-02-24"),
        ("dd/mm/1960", "1960"),
        ("dd/07/1960", "1960-07"),
        ("00/00/1960", "1960"),
        ("1962-02-31", "1962-02"),
        ("31/02/1962", "1962-02"),
        ("1962-00-00", "1962"),
        ("the sixties", ""),
        ("0000", ""),
        ("99/99/9999", ""),
        ("", ""),
    ],
)
def test_a_date(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_the_united_states_write_the_month_first() -> None:
    assert iso_date("07/20/2026", month_first=True) == "2026-07-20"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("circa 1958", ("1958",)),
        ("1960 to 1962", ("1960", "1961", "1962")),
        ("01 Jan 1960 to 31 Dec 1961", ("1960", "1961")),
        ("1960 or 1963", ("1960", "1963")),
        ("between 1970 and 1972", ("1970", "1971", "1972")),
        ("1900 to 1990", ()),
        ("unknown", ()),
    ],
)
def test_what_a_text_may_mean(text: str, dates: tuple[str, ...]) -> None:
    assert iso_dates(text) == dates


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: object) -> None:
    shown = str(day)
    assert iso_date(shown) == (shown if 1000 <= int(shown[:4]) <= 2200 else "")


@given(st.text(max_size=80))
def test_no_text_stops_the_reading_of_dates_or_numbers(text: str) -> None:
    assert all(len(one) in (4, 7, 10) for one in iso_dates(text))
    number, country, _ = split_number(text)
    assert len(number) <= len(text)
    assert len(country) in (0, 2)


def test_years_that_run_backwards_say_nothing() -> None:
    assert years_between("1970", "1960") == ()
    assert years_between("", "1960") == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iran (Islamic Republic of)", "ir"),
        ("Democratic People's Republic of Korea", "kp"),
        ("Korea, North", "kp"),
        ("Korea, South", "kr"),
        ("Region: Crimea", "ua"),
        ("NA", "na"),
        ("Burma", "mm"),
        ("Kosovo", "xk"),
        ("Atlantis", ""),
        ("", ""),
        ("x" * 5000, ""),
    ],
)
def test_a_country(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("text", "number", "country"),
    [
        ("A12 (Iran)", "A12", "ir"),
        ("L191609 issued 28 Feb 1996 expires 27 Feb 2001", "L191609", ""),
        ("E590976 (Tunisia) issued 19 Jun 1987", "E590976", "tn"),
        ("Libyan passport No. 513519", "513519", "ly"),
        ("Indonesia travel document number XD253038", "XD253038", "id"),
        ("R00012098, South Sudan", "R00012098", "ss"),
        ("Jordan 654781", "654781", "jo"),
        ("OB 0243318", "OB 0243318", ""),
        ("HRB 26136", "HRB 26136", ""),
        ("35202- 4135948-7", "35202- 4135948-7", ""),
    ],
)
def test_a_number_with_what_stands_beside_it(text: str, number: str, country: str) -> None:
    assert split_number(text)[:2] == (number, country)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Passport", "passport"),
        ("Tax ID No.", "tax"),
        ("Company Number", "registration"),
        ("Company Number IMO", "imo"),
        ("Identification Number", "national-id"),
        ("SWIFT/BIC", "bic"),
        ("Registration ID", "registration"),
        ("Vessel Registration Identification", "imo"),
        ("Idea", "other"),
        ("Number of the beast", "other"),
    ],
)
def test_the_kind_of_a_number(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_each_official_list_has_an_address_and_a_format_that_is_read() -> None:
    from weighbridge.lists.recognising import READERS

    for one in words().lists.values():
        assert set(one.formats) <= set(READERS)
        assert one.addresses
        assert all(address.startswith("https://") for address in one.addresses)


def test_a_mistake_in_the_table_is_told_with_its_line(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "lists.toml"
    path.write_text(text.replace('title = "UK Sanctions List"\n', ""), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"lists\.toml:\d+: \[\[list\]\] lacks 'title'"):
        words(path)
    path = tmp_path / "other.toml"
    path.write_text(text.replace("days = 3", "days = 0", 1), encoding="utf-8")
    with pytest.raises(LexiconError, match="1 or more"):
        words(path)
