"""Sitemaps and lists to leads."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.fetching import Fetched, Unfetched
from weighbridge.fetching.leads import Lead
from weighbridge.fetching.lists import leads_of_list
from weighbridge.fetching.sitemaps import PAGES, SIZE, leads_of_sitemap, read_sitemap, unzipped
from weighbridge.intake import Refusal

URL = "https://news.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/a?x=1&amp;y=2</loc><lastmod>2024-05-04T10:00:00+02:00</lastmod>
<news:news><news:publication><news:name>The Example Courier</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2024-05-03T23:30:00-05:00</news:publication_date>
<news:title>Six howitzers</news:title>
</news:news><image:image><image:loc>https://news.example/a.jpg</image:loc><image:title>A gun</image:title></image:image>
</url><url><loc>/b</loc></url></urlset>"""


def urlset(*paths: str) -> bytes:
    rows = "".join(f"<url><loc>https://news.example/{path}</loc></url>" for path in paths)
    return f"<urlset {SPACE}>{rows}</urlset>".encode()


def index(*rows: tuple[str, str]) -> bytes:
    maps = "".join(
        f"<sitemap><loc>https://news.example/{at}</loc><lastmod>{day}</lastmod></sitemap>" for at, day in rows
    )
    return f"<sitemapindex {SPACE}>{maps}</sitemapindex>".encode()


def followed(maps: dict[str, bytes], most: int = 50) -> tuple[list[str], list[str], list[str]]:
    """Pages found from sitemap.xml on, what was told, and which further sitemaps were asked for."""
    told: list[str] = []
    asked: list[str] = []

    def get(url: str) -> Fetched | Unfetched:
        asked.append(url.removeprefix("https://news.example/"))
        data = maps.get(asked[-1])
        return Fetched(url, data, "") if data else Unfetched(url, "there is no such page (404)", "check the link")

    found = leads_of_sitemap(Fetched(URL, maps["sitemap.xml"], ""), get, told.append, most)
    assert not isinstance(found, Refusal), found
    return [(one.url or "").removeprefix("https://news.example/") for one in found], told, asked


def test_a_news_sitemap() -> None:
    found = read_sitemap(NEWS.encode(), URL)
    assert not isinstance(found, Refusal)
    first, second = found.pages
    assert first.url == "https://news.example/a?x=1&y=2"
    assert (first.title, first.publisher, first.published) == ("Six howitzers", "The Example Courier", "2024-05-03")
    assert first.time == "2024-05-03T23:30:00-05:00"
    assert first.changed == "2024-05-04"
    assert second.url == "https://news.example/b"
    assert second.stamp != first.stamp


def test_packed_and_plain_ones() -> None:
    for data in (
        gzip.compress(urlset("a", "b"), mtime=0),
        b"https://news.example/a\r\nhttps://news.example/b\r\nnonsense\r\n",
    ):
        found = read_sitemap(data, URL)
        assert not isinstance(found, Refusal)
        assert [one.url for one in found.pages] == ["https://news.example/a", "https://news.example/b"]


def test_an_index_is_followed_newest_first_and_what_can_not_be_had_is_told() -> None:
    maps = {
        "sitemap.xml": index(("old.xml", "2023-01-01"), ("new.xml", "2024-05-01"), ("gone.xml", "2024-04-01")),
        "old.xml": urlset("o"),
        "new.xml": urlset("n"),
    }
    pages, told, asked = followed(maps)
    assert asked == ["new.xml", "gone.xml", "old.xml"]
    assert pages == ["n", "o"]
    assert "gone.xml" in told[0]


def test_no_more_sitemaps_than_allowed_are_asked_for() -> None:
    maps = {"sitemap.xml": index(*((f"{n}.xml", f"2024-01-{n:02d}") for n in range(1, 11))), "10.xml": urlset("z")}
    pages, told, asked = followed(maps, most=3)
    assert asked == ["10.xml", "9.xml", "8.xml"]
    assert pages == ["z"]
    assert any("7 older sitemaps are left out" in one for one in told)


def test_indexes_in_a_circle_end() -> None:
    maps = {"sitemap.xml": index(("a.xml", "")), "a.xml": index(("sitemap.xml", ""), ("a.xml", ""), ("b.xml", ""))}
    maps["b.xml"] = index(("c.xml", ""))
    _, told, asked = followed(maps)
    assert asked == ["a.xml", "b.xml"]
    assert "deeper" in told[-1]


def test_an_endless_sitemap_is_read_to_its_limit() -> None:
    found = read_sitemap(urlset(*map(str, range(PAGES + 10))), URL)
    assert not isinstance(found, Refusal)
    assert len(found.pages) == PAGES
    assert found.note


def test_what_stands_before_a_mistake_is_taken() -> None:
    found = read_sitemap(urlset("a", "b")[:-40], URL)
    assert not isinstance(found, Refusal)
    assert [one.url for one in found.pages] == ["https://news.example/a"]
    assert found.note


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no sitemap",
        b"<html><body><div><p>A page</p></div></body></html>",
        b"<urlset",
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><urlset><url><loc>&d;</loc></url></urlset>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><urlset><url><loc>&b;</loc></url></urlset>',
        b"<urlset>" + b"<url>" * 100_000,
        gzip.compress(b"<urlset>" + b" " * (SIZE + 1), mtime=0),
        gzip.compress(urlset("a"), mtime=0)[:-9],
        b"\x1f\x8bno gzip",
    ],
)
def test_what_is_none_is_refused(data: bytes) -> None:
    found = read_sitemap(data, URL)
    assert isinstance(found, Refusal)
    assert found.remedy


@given(st.binary(max_size=200))
def test_any_bytes_in_a_sitemap(data: bytes) -> None:
    for whole in (data, b"<urlset><url><loc>" + data):
        found = read_sitemap(whole, URL)
        assert isinstance(found, Refusal) or found.pages or found.maps or not found.note


def test_unpacking_keeps_to_the_limit() -> None:
    assert unzipped(gzip.compress(bytes(1000), mtime=0), 1000) == bytes(1000)
    assert unzipped(gzip.compress(bytes(1001), mtime=0), 1000) is None


def listed(data: bytes | str) -> list[Lead]:
    found = leads_of_list(data.encode() if isinstance(data, str) else data, "list", lambda _: None)
    assert not isinstance(found, Refusal), found
    return found


class TestLists:
    def test_an_address_a_line(self) -> None:
        found = listed("# mine\nhttps://a.example/1\n\nhttps://a.example/2?x=1&y=2  seen twice\nhttps://a.example/1\n")
        assert [one.url for one in found] == ["https://a.example/1", "https://a.example/2?x=1&y=2"]

    def test_a_table_with_addresses(self) -> None:
        assert [one.url for one in listed('id,link\n7,"https://a.example/1"\n8,https://a.example/2,x\n')] == [
            "https://a.example/1",
            "https://a.example/2",
        ]

    def test_tables_of_gdelt(self) -> None:
        events = ["1"] * 60 + ["https://a.example/event"]
        graph = ["20240503101500-1", "20240503101500", "1", "a.example", "https://a.example/graph", *["2"] * 22]
        graph[18] = "https://a.example/picture.jpg"
        mentions = ["1", "20240503000000", "20240503101500", "1", "a.example", "https://a.example/mention", *["0"] * 10]
        found = listed("\n".join("\t".join(row) for row in (events, graph, mentions)))
        assert [one.url for one in found] == [f"https://a.example/{name}" for name in ("event", "graph", "mention")]
        assert [one.published for one in found] == [None, "2024-05-03", "2024-05-03"]

    def test_article_lists_of_gdelt(self) -> None:
        rows = [{"url": "https://a.example/1", "title": "Six  guns", "seendate": "20240503T101500Z"}, {"url": 7}, None]
        [found] = listed(json.dumps({"articles": rows}))
        assert (found.url, found.title, found.published) == ("https://a.example/1", "Six guns", "2024-05-03")
        assert [one.url for one in listed('["https://a.example/1"]')] == ["https://a.example/1"]

    def test_halves_of_surrogate_pairs_are_replaced(self) -> None:
        [found] = listed('[{"url": "https://a.example/\\ud800", "title": "A \\udfff"}]')
        assert (found.url, found.title) == ("https://a.example/\ufffd", "A \ufffd")

    def test_packed_lists(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("../../20240503.export.CSV", "https://a.example/1\n")
        assert [one.url for one in listed(packed.getvalue())] == ["https://a.example/1"]
        assert [one.url for one in listed(gzip.compress(b"https://a.example/1", mtime=0))] == ["https://a.example/1"]

    @pytest.mark.parametrize("data", [b"", b"nothing here", b"{", b'{"articles": 7}', b"[" * 100_000, b"PK\x03\x04oh"])
    def test_what_is_none_is_refused(self, data: bytes) -> None:
        assert isinstance(leads_of_list(data, "list", lambda _: None), Refusal)

    def test_a_bomb_is_refused(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", bytes(SIZE + 1))
        assert isinstance(leads_of_list(packed.getvalue(), "list", lambda _: None), Refusal)

    @given(st.binary(max_size=200))
    def test_any_bytes(self, data: bytes) -> None:
        for whole in (data, b"PK\x03\x04" + data, b"\x1f\x8b" + data, b"[" + data):
            found = leads_of_list(whole, "list", lambda _: None)
            assert isinstance(found, Refusal) or found
