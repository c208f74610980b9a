"""A time that goes on from one told before has that one's year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.model import Document
from weighbridge.reading.dating.carried import carried_on
from weighbridge.reading.reader import Reader

PUBLISHED = "2022-05-05"


@pytest.mark.parametrize(
    ("text", "before", "start", "end"),
    [
        ("They arrived from Russia that September.", "In 2019 he said so.", "2019-09", "2019-09"),
        ("In July of that year Paris sent tanks.", "War began in 2014.", "2014-07", "2014-07"),
        ("On May 4 of that year they came.", "It began in 1994.", "1994-05-04", "1994-05-04"),
        ("It bought two in the following year.", "In 1982 it had none.", "1983", "1983"),
        ("Two years later it sold ten.", "In May 1991 it bought ten.", "1993", "1993"),
        ("A year earlier it sold ten.", "Last year it bought ten.", "2020", "2020"),
        ("That September they came.", "It bought ten in 2016.", "2016-09", "2016-09"),
        ("The year after, in May of that year, it came.", "From 2012 to 2014 it sold none.", "2014-05", "2014-05"),
        ("In the same winter they went.", "In 1998 they came.", "1998-12", "1999-02"),
        ("In 2016 it bought ten, and twenty in June of that year.", "In 1990 it had none.", "2016-06", "2016-06"),
    ],
)
def test_the_year_is_that_of_what_was_told_last(text: str, before: str, start: str, end: str) -> None:
    assert [(one.what.start, one.what.end) for one in carried_on(text, before, PUBLISHED)] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("He said that March deliveries were late.", "In 1999 he came."),
        ("That year it sold ten.", "He came."),
        ("It came two years later than planned.", "In 1999 it bought ten."),
        ("That year it sold ten.", "In the 1990s it bought none."),
        ("Next year it will sell ten.", "In 1999 he came."),
        ("In September it sold ten.", "In 1999 he came."),
    ],
)
def test_nothing_goes_on_where_no_word_says_so_or_no_year_was_told(text: str, before: str) -> None:
    assert carried_on(text, before, PUBLISHED) == ()


_WORDS = st.lists(
    st.sampled_from(
        "In that the same September year winter later two 1999 May 4 of following earlier they came .".split()
    ),
    max_size=20,
).map(" ".join)


@given(_WORDS, _WORDS)
def test_whatever_stands_there_times_lie_in_the_text(text: str, before: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in carried_on(text, before, PUBLISHED))


def test_a_transfer_has_the_year_that_its_text_told_before(reader: Reader) -> None:
    text = "Moscow signed the contract with Tehran in 2019. Russia delivered Iran two jets that September."
    found = reader.read(Document("one", text, publisher="Hill Daily", published="2025-10-14")).statements
    assert [(one.time.start, one.time.end) for one in found if one.time and one.stage == "delivered"] == [
        ("2019-09", "2019-09")
    ]
