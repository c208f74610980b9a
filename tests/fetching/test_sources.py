"""SOURCES.toml: what it may say, and that each mistake is told with its file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.fetching.sources import EVERY, MOST, SourcesError, sources_in

WHOLE = """
contact = "desk@example.org"
webhook = "https://hooks.example/in"
every = 60
delay = 2.5

[[source]]
kind = "feed"
url = "https://news.example/feed.xml"
name = "The Courier"
publisher = "The Example Courier"
every = 15
most = 20
only = ["Missile", "/defence/"]
since = 2024-01-01
text = "feed"

[[source]]
kind = "list"
path = "urls.txt"

[[source]]
kind = "page"
url = "https://ministry.example/press"
"""
FEED = '[[source]]\nkind = "feed"\nurl = "https://news.example/feed.xml"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "SOURCES.toml"


def test_what_is_said_is_taken(file: Path) -> None:
    file.write_text(WHOLE)
    found = sources_in(file)
    assert (found.contact, found.webhook, found.delay) == ("desk@example.org", "https://hooks.example/in", 2.5)
    feed, listed, page = found.sources
    assert (feed.name, feed.publisher, feed.every, feed.most) == ("The Courier", "The Example Courier", 15, 20)
    assert (feed.only, feed.since, feed.text) == (("missile", "/defence/"), "2024-01-01", "feed")
    assert listed.url == str(file.parent / "urls.txt")
    assert (page.name, page.every, page.most, page.text) == ("ministry.example", 60, MOST, "page")


def test_the_example_of_the_documentation_is_right(file: Path) -> None:
    told = (Path(__file__).parents[2] / "docs" / "watching.md").read_text(encoding="utf-8")
    file.write_text(told.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert [one.kind for one in sources_in(file).sources] == ["feed", "sitemap", "page", "list"]


def test_little_is_enough(file: Path) -> None:
    file.write_text(FEED)
    [one] = sources_in(file).sources
    assert one.every == EVERY


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", None, "names no source"),
        ("source = 7", None, "names no source"),
        ("[source]\nkind = 'feed'", None, "names no source"),
        ("every = 'often'\n" + FEED, 1, "every must be a number"),
        ("\n\ncolour = 7\n" + FEED, 3, "unknown key 'colour'"),
        ("contact = 'a b'\n" + FEED, 1, "contact must be"),
        ("webhook = 'ftp://a.example'\n" + FEED, 1, "only http and https"),
        (FEED + "kin = 1", 4, "unknown key 'kin'; known are kind, url"),
        (FEED + "most = 0", 4, "most must be a whole number"),
        (FEED + "most = true", 4, "most must be a whole number"),
        (FEED + "only = 'missile'", 4, "only must be a list"),
        (FEED + "since = 'May'", 4, "since must be a day"),
        (FEED + "text = 'both'", 4, "text must be one of page, feed"),
        (FEED + "path = 'a.txt'", 4, "a feed has no path"),
        (FEED + FEED, 6, "there twice"),
        (FEED + "\n[[source]]\nurl = 'https://a.example'", 5, "lacks kind; it has to be one of feed, sitemap, page"),
        (FEED + "\n[[source]]\nkind = 'page'", 5, "needs url"),
        (FEED + "\n[[source]]\nkind = 'list'", 5, "needs url, or path"),
        (FEED + "\n[[source]]\n# soon\nkind = 'pages'", 7, "kind must be one of"),
        (FEED + "\n[[source]]\nkind = 'page'\nurl = 'file:///etc/passwd'", 7, "only http and https"),
        (FEED + "\n[[source]]\nkind = 'page'\nurl = 'https://a.example'\ntext = 'feed'", 8, "for feeds only"),
        (FEED + "every = = 7", 4, "no valid TOML"),
        (FEED + 'name = "open', 4, "no valid TOML"),
    ],
)
def test_mistakes_are_told_with_their_line(file: Path, text: str, line: int | None, what: str) -> None:
    file.write_text(text)
    with pytest.raises(SourcesError) as told:
        sources_in(file)
    place, _, message = str(told.value).partition(": ")
    assert place == (f"{file}:{line}" if line else str(file))
    assert what in message


def test_a_file_that_can_not_be_read(file: Path) -> None:
    with pytest.raises(SourcesError, match="no such file"):
        sources_in(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SourcesError, match="not UTF-8"):
        sources_in(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.text(max_size=80))
def test_any_text_is_taken_or_told(file: Path, text: str) -> None:
    file.write_text(FEED + text, encoding="utf-8", errors="replace")
    try:
        found = sources_in(file)
    except SourcesError:
        return
    assert found.sources
