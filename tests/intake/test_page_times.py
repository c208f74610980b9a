"""What intake promises of the moment of publication: with its distance from UTC as told, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.samples import PARAGRAPH, page, record
from tests.intake.test_intake import documents, given_in

from weighbridge.model import Document

LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Tanks for Sudmark", %s}</script>'
META = '<meta property="article:published_time" content="%s">'
CHANGED = '<meta property="article:modified_time" content="%s">'

ZONES = ("Z", "+00:00", "-05:00", "+05:45", "+13:00", "-10:00", "+0200", "+09")


def read(head: str = "", body: str = "") -> Document:
    [document] = documents(given_in(page(head=head).replace(b"<h1>", body.encode() + b"<h1>")))
    return document


def offset(zone: str) -> str:
    return "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[3:].lstrip(':') or '00'}"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("clock", ["00:00:01", "23:59:59", "12:30:00"])
def test_moment_and_day_are_those_of_the_zone_that_the_page_writes(zone: str, clock: str) -> None:
    written = f"2024-03-01T{clock}{zone}"
    for head, body, where in (
        (LD % f'"datePublished": "{written}"', "", "json-ld"),
        (META % written, "", "meta article:published_time"),
        ("", f'<time class="published" datetime="{written}">on Friday</time>', "time element"),
    ):
        document = read(head, body)
        assert document.published == "2024-03-01"
        assert document.details.time == f"2024-03-01T{clock}{offset(zone)}"
        assert document.details.date_from == where


@pytest.mark.parametrize(
    "written",
    ["2024-03-01", "2024-03-01T10:00:00", "1 March 2024", "2024-03-01T10:00:00+25:00", "2024-03-01 10:00 CET"],
)
def test_without_a_zone_there_is_no_moment(written: str) -> None:
    document = read(META % written)
    assert document.published == "2024-03-01"
    assert document.details.time is None


def test_a_day_without_a_time_takes_the_moment_of_another_part_for_publication_of_that_day_only() -> None:
    day = LD % '"datePublished": "2024-03-01"'
    assert read(day + META % "2024-03-01T10:00:00+02:00").details.time == "2024-03-01T10:00:00+02:00"
    assert read(day + META % "2024-02-29T23:00:00-05:00").details.time is None
    marked = '<time itemprop="datePublished" datetime="2024-03-01T09:00:00Z">x</time>'
    assert read(day, marked).details.time == "2024-03-01T09:00:00+00:00"
    for other in (
        '<time datetime="2024-03-01T09:00:00Z">x</time>',
        '<meta name="date" content="2024-03-01T09:00:00Z">',
    ):
        assert read(day + (other if "meta" in other else ""), other).details.time is None


def test_change_keeps_its_moment_and_does_not_come_before_publication() -> None:
    published = META % "2024-03-01T10:00:00+02:00"
    assert read(published + CHANGED % "2024-03-01T08:30:00Z").details.updated == "2024-03-01T08:30:00+00:00"
    assert read(published + CHANGED % "2024-03-01T07:30:00Z").details.updated is None
    day = LD % '"datePublished": "2024-03-01", "dateModified": "2024-03-02"'
    assert read(day).details.updated == "2024-03-02"
    assert read(day + CHANGED % "2024-03-02T07:30:00+01:00").details.updated == "2024-03-02T07:30:00+01:00"
    assert read(day + CHANGED % "2024-03-03T07:30:00+01:00").details.updated == "2024-03-02"


def test_entries_of_a_live_blog_have_their_own_moments_across_midnight() -> None:
    update = '{"@type": "BlogPosting", "datePublished": "%s", %s "articleBody": "' + PARAGRAPH + '"}'
    rows = (
        ("2024-03-02T00:10:00+01:00", '"dateModified": "2024-03-02T01:00:00+01:00",'),
        ("2024-03-01T23:50:00+01:00", ""),
    )
    updates = ", ".join(update % row for row in (*rows, ("2024-03-01T22:00:00", "")))
    head = f'<script type="application/ld+json">{{"@type": "LiveBlogPosting", "liveBlogUpdate": [{updates}]}}</script>'
    first, second, third = documents(given_in(page(head=head)))[-3:]
    assert (first.published, first.details.time) == ("2024-03-02", "2024-03-02T00:10:00+01:00")
    assert first.details.updated == "2024-03-02T01:00:00+01:00"
    assert (second.published, second.details.time) == ("2024-03-01", "2024-03-01T23:50:00+01:00")
    assert (third.published, third.details.time) == ("2024-03-01", None)


def test_a_web_archive_tells_when_a_page_was_seen_and_no_moment_of_publication() -> None:
    [document] = documents(given_in(record(page())))
    assert document.details.seen == "2024-09-06T08:15:00+00:00"
    assert document.details.time is None
    assert (document.published, document.details.date_from) == ("2024-09-06", "warc date")
    [document] = documents(given_in(record(page(head=META % "2024-03-01T10:00:00+02:00"))))
    assert document.details.seen == "2024-09-06T08:15:00+00:00"
    assert document.details.time == "2024-03-01T10:00:00+02:00"


@settings(deadline=None)
@given(st.text("0123456789-:TZ+ ", max_size=40))
def test_whatever_is_written_the_day_of_the_moment_is_the_day_of_publication(written: str) -> None:
    from weighbridge.intake.pages import documents_of_page

    [document] = documents_of_page(page(head=META % written).decode(), "p", "p")
    assert isinstance(document, Document)
    assert document.details.time is None or document.details.time[:10] == document.published
