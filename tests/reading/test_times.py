"""What the reader promises about times."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.reading.dating.times import time_for, times_in
from weighbridge.reading.parsing.parsing import pipeline

PUBLISHED = "2024-07-14"


def when(sentence: str, goods: str, stage: str, trigger: str | None = None) -> tuple[str | None, str | None] | None:
    start = sentence.index(goods)
    span = (sentence.index(trigger), sentence.index(trigger) + len(trigger)) if trigger else None
    got = time_for(pipeline()(sentence), start, start + len(goods), span, stage, PUBLISHED)
    return None if got is None else (got.start, got.end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("in May 2023", "2023-05", "2023-05"),
        ("in May", "2024-05", "2024-05"),
        ("last October", "2023-10", "2023-10"),
        ("on Dec. 30", "2023-12-30", "2023-12-30"),
        ("11 July 2022", "2022-07-11", "2022-07-11"),
        ("on Friday", "2024-07-12", "2024-07-12"),
        ("yesterday", "2024-07-13", "2024-07-13"),
        ("since 2019", "2019", None),
        ("by March 2025", None, "2025-03"),
        ("between 2012 and 2017", "2012", "2017"),
        ("from March to September", "2024-03", "2024-09"),
        ("over the past two years", "2022-07", "2024-07"),
        ("in the first half of 2023", "2023-01", "2023-06"),
        ("in the early 1980s", "1980", "1983"),
        ("in the nineties", "1990", "1999"),
        ("next spring", "2025-03", "2025-05"),
        ("two years ago", "2022", "2022"),
        ("in recent weeks", "2024-06", "2024-07"),
        ("in the coming weeks", "2024-07", None),
        ("by the end of the decade", None, "2030"),
        ("before the year is out", None, "2024"),
        ("2017-2021", "2017", "2021"),
        ("last winter", "2023-12", "2024-02"),
        ("last summer", "2023-06", "2023-08"),
        ("by the summer of 2025", None, "2025-08"),
        ("before the summer of 2025", None, "2025-06"),
        ("by the middle of 2025", None, "2025-06"),
        ("by mid-summer 2025", None, "2025-08"),
        ("before the coming winter", None, "2024-12"),
        ("from 12 to 15 April 2023", "2023-04-12", "2023-04-15"),
        ("between 18 and 28 January 2024", "2024-01-18", "2024-01-28"),
        ("on April 3-5, 2024", "2024-04-03", "2024-04-05"),
    ],
)
def test_times_are_resolved(words: str, start: str | None, end: str | None) -> None:
    found = times_in(f"It came {words}.", PUBLISHED if words != "from March to September" else "2024-10-01")
    assert [(one.what.start, one.what.end) for one in found] == [(start, end)]


@pytest.mark.parametrize(
    ("published", "start"), [("2024-02-10", "2022-12"), ("2024-04-10", "2023-12"), ("2024-12-10", "2023-12")]
)
def test_the_last_winter_is_the_last_that_is_over(published: str, start: str) -> None:
    (found,) = times_in("They came last winter.", published)
    assert found.what.start == start


def test_what_comes_after_publication_is_sought_ahead() -> None:
    (found,) = times_in("They are expected in March.", PUBLISHED, ahead=True)
    assert (found.what.start, found.what.end) == ("2025-03", "2025-03")


@pytest.mark.parametrize(
    "text", ["It may come; they march on.", "Mirage 2000 jets", "200 tanks", "the fall of the city"]
)
def test_other_words_and_numbers_are_no_times(text: str) -> None:
    assert times_in(text, PUBLISHED) == ()


def test_without_a_day_of_publication_only_full_dates_are_resolved() -> None:
    assert times_in("It came last week, on Friday, in May.", None) == ()
    assert [one.what.start for one in times_in("It came in May 2021.", None)] == ["2021-05"]


@pytest.mark.parametrize(
    ("sentence", "goods", "stage", "expected"),
    [
        (
            "Iran sent drones to Russia in June, two officials said on Friday.",
            "drones",
            "delivered",
            ("2024-06", "2024-06"),
        ),
        ("Two officials said on Friday that Iran sent drones to Russia.", "drones", "delivered", None),
        ("TEHRAN, July 14 (XYZ) — Iran sent drones to Russia.", "drones", "delivered", None),
        ("France ordered the jets in 2022.", "jets", "agreed", None),
        ("The jets will be delivered in 2027.", "jets", "agreed", ("2027", "2027")),
        ("Rounds made in 1983 were sent to the army.", "Rounds", "delivered", None),
        ("China has supplied rifles to Sudan since 2021.", "rifles", "delivered", ("2021", None)),
    ],
)
def test_the_time_is_that_of_the_transfer(
    sentence: str, goods: str, stage: str, expected: tuple[str | None, str | None] | None
) -> None:
    assert when(sentence, goods, stage) == expected


def test_a_known_trigger_tells_two_events_of_one_sentence_apart() -> None:
    sentence = "The army received jets in May that France ordered in 2019."
    assert when(sentence, "jets", "delivered", "received") == ("2024-05", "2024-05")
    sentence = "On Monday the army paraded the tanks that Poland handed over in March."
    assert when(sentence, "tanks", "delivered", "handed over") == ("2024-03", "2024-03")


_WORDS = st.sampled_from(
    "in on since by May March 2024 1999 the early 1980s 30 31 Feb. - – to and between last next year week"
    " years ago two few coming past Friday spring end of Q3 before war invasion Ukraine within 99 . ,".split()
)


@given(st.lists(_WORDS, max_size=14).map(" ".join), st.sampled_from([None, "2024", "2024-02", "2024-02-29", "x"]))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_times_inside_it(text: str, published: str | None) -> None:
    for ahead in (False, True):
        for one in times_in(text, published, ahead):
            assert 0 <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.what.text
            if one.what.start and one.what.end:
                shared = min(len(one.what.start), len(one.what.end))
                assert one.what.start[:shared] <= one.what.end[:shared]


@pytest.mark.parametrize(
    ("sentence", "goods", "stage", "expected"),
    [
        ("July 2014 - Norinco lands rifles at Mombasa for Juba.", "rifles", "delivered", ("2014-07", "2014-07")),
        ("12 May 2015: Ukraine delivers four helicopters to Juba.", "helicopters", "delivered", ("2015-05-12",) * 2),
        ("July 2014 - Norinco offers Juba rifles.", "rifles", "negotiating", None),
        ("July 2014 - The embassy says that Norinco sold Juba rifles.", "rifles", "delivered", None),
        ("12 March 2020 - A court jails men who sold rifles to Juba.", "rifles", "delivered", None),
        ("July 2014 - Norinco lands rifles sold in 2012.", "rifles", "delivered", ("2012", "2012")),
    ],
)
def test_an_entry_of_a_chronology_happened_on_its_date(
    sentence: str, goods: str, stage: str, expected: tuple[str, str] | None
) -> None:
    assert when(sentence, goods, stage) == expected


def test_what_an_entry_of_a_chronology_looks_back_on_is_older() -> None:
    sentence = "14 May 2021 - Experts find rifles that Serbia had sold Juba."
    assert when(sentence, "rifles", "delivered", "sold") is None
