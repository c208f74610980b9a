"""Feed readers take the feed, and nothing in it does anything."""

from __future__ import annotations

import feedparser
import pytest
from tests.exports.conftest import Exported
from tests.exports.ledgers import ACTIVE, MISSILES

SINCE = "2024-03-03"


@pytest.mark.parametrize(("form", "version"), [("atom", "atom10"), ("rss", "rss20")])
def test_a_reader_takes_it_without_complaint(exported: Exported, form: str, version: str) -> None:
    content = exported("changes", form, since=SINCE)
    feed = feedparser.parse(content)
    assert not feed.bozo
    assert feed.version == version
    assert SINCE in feed.feed.title
    assert feed.entries
    assert len({one.id for one in feed.entries}) == len(feed.entries)
    assert all(one.id.startswith("urn:uuid:") and one.title and one.get("summary") for one in feed.entries)
    times = [one.get("updated_parsed") or one.get("published_parsed") for one in feed.entries]
    assert times == sorted(times, reverse=True)
    assert any(MISSILES in one.title and "denial" in one.title for one in feed.entries)


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_hostile_texts_are_text(exported: Exported, form: str) -> None:
    content = exported("changes", form, since=SINCE)
    assert ACTIVE.search(content.decode("utf-8")) is None
    assert b"<script" not in content
    # unsanitised, as a reader that trusts its feeds would show it
    feedparser.SANITIZE_HTML, before = 0, feedparser.SANITIZE_HTML
    try:
        feed = feedparser.parse(content)
    finally:
        feedparser.SANITIZE_HTML = before
    shown = [text for one in feed.entries for text in (one.title, one.summary)]
    assert any("alert(1)" in text for text in shown)
    if form == "rss":
        assert not [text for text in shown if "<script" in text or "<img" in text]
    else:
        kinds = {part.type for one in feed.entries for part in (one.title_detail, *one.content)}
        assert kinds == {"text/plain"}
    assert not [link for one in feed.entries for link in one.get("links", []) if "javascript" in link.href]


def test_the_same_changes_have_the_same_ids(exported: Exported) -> None:
    assert exported("changes", "atom", since=SINCE) == exported("changes", "atom", since=SINCE)
