"""What intake promises of web pages: the article and nothing else, what it is called, who published it and when."""

from __future__ import annotations

import time
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.intake import Refusal
from weighbridge.intake.decoding import decode
from weighbridge.intake.pages import documents_of_page, page
from weighbridge.model import Document

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
REPORT = "Poland has sent the first of 14 tanks to Ukraine, the defence minister said on Friday. "
REFUSED = {"frameset", "pdf_viewer"}
LIVE = {"live_blocks", "live_json_ld"}


def source_of(name: str) -> str:
    text = decode((PAGES / f"{name}.html").read_bytes(), name, lambda _: None)
    assert isinstance(text, str)
    return text


def read(name: str, **more: str) -> list[Document | Refusal]:
    return documents_of_page(source_of(name), name, f"{name}.html", **more)


def one(source: str, **more: str) -> Document:
    [found] = documents_of_page(source, "p", "p.html", **more)
    assert isinstance(found, Document), found
    return found


def article(head: str = "", body: str = "", lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><article><h1>Tanks for Kyiv</h1>{body}'
        f"<p>{REPORT * 2}</p><p>{REPORT * 2}</p></article></body></html>"
    )


def test_every_example_page_has_its_expectation() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED) | REFUSED | LIVE


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_example_page(name: str) -> None:
    [document] = read(name)
    assert isinstance(document, Document), document
    details = document.details
    assert details.kind == "html"
    got = {
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "date_from": details.date_from,
        "updated": details.updated,
        "language": details.language,
        "canonical": details.canonical,
        "byline": details.byline,
        "dateline": details.dateline,
    }
    want = {key: value or None for key, value in EXPECTED[name].items() if key not in ("has", "lacks")}
    assert {key: got[key] for key in want} == want
    assert [part for part in EXPECTED[name]["has"] if part not in document.text] == []
    assert [part for part in EXPECTED[name].get("lacks", ()) if part in document.text] == []


@pytest.mark.parametrize(
    ("name", "what", "remedy"),
    [("frameset", "frames", "news/2003-04.html"), ("pdf_viewer", "PDF", "annual_report_2022.pdf")],
)
def test_a_page_that_only_shows_another_names_it(name: str, what: str, remedy: str) -> None:
    [refusal] = read(name)
    assert isinstance(refusal, Refusal)
    assert what in refusal.what
    assert remedy in refusal.remedy


def test_entries_of_a_live_blog_in_json_ld_are_documents_with_their_own_time_and_anchor() -> None:
    found = [entry for entry in read("live_json_ld") if isinstance(entry, Document)]
    assert [entry.details.within for entry in found] == ["b-3", "b-2", "b-1"]
    assert [entry.url for entry in found] == [f"https://harbour.example/live/strait#b-{n}" for n in (3, 2, 1)]
    assert [entry.details.updated for entry in found] == [
        "2024-03-05T12:05:00+00:00",
        "2024-03-05T10:30:00+00:00",
        "2024-03-05T08:15:00+00:00",
    ]
    assert {entry.published for entry in found} == {"2024-03-05"}
    assert {entry.details.kind for entry in found} == {"live entry"}
    assert len({entry.id for entry in found}) == 3
    assert found[0].title == "Freighter stopped off the cape"
    assert found[0].text.endswith("shells for Sudan.\n\nIts captain denies it.")
    assert "publish the list" not in found[0].text
    assert "noon & publish" in found[1].text


def test_entries_of_a_live_blog_in_blocks_and_what_stands_before_them() -> None:
    first, *entries = [entry for entry in read("live_blocks") if isinstance(entry, Document)]
    assert first.details.kind == "html"
    assert "what is said and what is not" in first.text
    assert "three hundred rifles" not in first.text
    assert [entry.details.within for entry in entries] == ["post-903", "post-902", "post-901"]
    assert entries[0].details.updated == "2023-06-14T16:20:00+02:00"
    assert entries[0].text.startswith("Mali denies it\n\nMali's delegate")
    assert "three hundred rifles" in entries[1].text
    assert not any("Weather" in entry.text for entry in (first, *entries))


def test_anchors_that_come_twice_still_give_ids_of_their_own() -> None:
    entry = (
        '<div class="live-entry" id="x"><time datetime="2024-01-02T0{n}:00:00Z">0{n}:00</time><p>'
        + REPORT
        + "</p></div>"
    )
    blocks = "".join(entry.replace("{n}", str(n)) for n in range(1, 5))
    found = documents_of_page(
        f"<html><body><main><h1>Talks live</h1><div>{blocks}</div></main></body></html>", "p", "p"
    )
    ids = [entry.id for entry in found if isinstance(entry, Document)]
    assert ids == ["p#x", "p#x-2", "p#x-3", "p#x-4"]


def test_more_entries_than_are_read_are_told() -> None:
    update = '{"@type":"BlogPosting","datePublished":"2024-01-02T03:04:05Z","articleBody":"Two ships wait."}'
    script = f'{{"@type":"LiveBlogPosting","liveBlogUpdate":[{",".join([update] * 1200)}]}}'
    *entries, last = documents_of_page(article(f'<script type="application/ld+json">{script}</script>'), "p", "p")
    assert sum(isinstance(entry, Document) and entry.details.kind == "live entry" for entry in entries) == 1000
    assert isinstance(last, Refusal)
    assert "1,000 entries" in last.what


def test_a_list_of_teasers_with_times_is_no_live_blog() -> None:
    teaser = '<div class="card"><time datetime="2024-01-02">2 January</time><a href="/x">' + REPORT + "</a></div>"
    assert one(article(body=f"<section>{teaser * 5}</section>")).details.kind == "html"


def test_url_that_is_given_stays_and_what_the_page_calls_itself_is_kept_beside_it() -> None:
    document = one(article('<link rel="canonical" href="/news/tanks#top">'), url="https://a.example/n?id=7")
    assert document.url == "https://a.example/n?id=7"
    assert document.details.canonical == "https://a.example/news/tanks"
    assert document.publisher == "a.example"


def test_date_that_is_given_counts_only_where_the_page_has_none() -> None:
    assert one(article(), published="2023-02-03").published == "2023-02-03"
    assert one(article(), published="2023-02-03").details.date_from == "given"
    dated = article('<meta property="article:published_time" content="2023-02-01T09:00:00Z">')
    assert one(dated, published="2023-02-03").published == "2023-02-01"


def test_day_of_publication_is_that_of_the_publishers_time_zone() -> None:
    for offset in ("+09:00", "-04:00"):
        head = f'<meta property="article:published_time" content="2023-02-01T23:30:00{offset}">'
        assert one(article(head)).published == "2023-02-01"


def test_more_trustworthy_parts_win_and_implausible_dates_are_passed_over() -> None:
    script = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"%s"}</script>'
    meta = '<meta property="article:published_time" content="%s">'
    clock = '<time datetime="%s">x</time>'
    url = "https://a.example/2020/01/05/x"

    def told(ld: str, tag: str, element: str) -> tuple[str | None, str | None]:
        document = one(article(script % ld + meta % tag, clock % element), url=url)
        return document.published, document.details.date_from

    assert told("2020-01-02", "2020-01-03", "2020-01-04") == ("2020-01-02", "json-ld")
    assert told("2190-01-02", "2020-01-03", "2020-01-04") == ("2020-01-03", "meta article:published_time")
    assert told("soon", "1970-01-01", "2020-01-04") == ("2020-01-04", "time element")
    assert told("soon", "soon", "2190-01-01") == ("2020-01-05", "url")
    assert told("1987-06-05", "2020-01-03", "2020-01-04") == ("1987-06-05", "json-ld")


def test_a_change_before_publication_is_none() -> None:
    head = (
        '<meta property="article:published_time" content="2023-02-05T09:00:00Z">'
        '<meta property="article:modified_time" content="2023-02-01T09:00:00Z">'
    )
    assert one(article(head)).details.updated is None


def test_body_in_json_ld_is_taken_where_the_page_shows_only_its_beginning() -> None:
    body = "<p>" + "</p><p>".join(f"{REPORT}This is sentence {n}." for n in range(20)) + "</p>"
    script = '{"@type":"NewsArticle","headline":"Tanks for Kyiv","articleBody":"' + body + '"}'
    document = one(
        f'<html lang="en"><head><script type="application/ld+json">{script}</script></head>'
        f"<body><h1>Tanks for Kyiv</h1><p>{REPORT}</p><div>Loading</div></body></html>"
    )
    assert "This is sentence 19." in document.text
    assert "<p>" not in document.text


def test_titles_lose_the_name_of_the_site_but_keep_their_own_strokes() -> None:
    named = '<meta property="og:site_name" content="The Post"><title>{}</title>'
    for title in ("Kyiv: what came - and what did not | The Post", "The Post - Kyiv: what came - and what did not"):
        text = f"<html><head>{named.format(title)}</head><body><p>{REPORT * 3}</p><p>{REPORT * 3}</p></body></html>"
        assert one(text).title == "Kyiv: what came - and what did not"


def test_headline_is_put_before_a_text_that_lacks_it_and_not_twice() -> None:
    assert one(article()).text.count("Tanks for Kyiv") == 1
    assert one(article()).text.startswith("Tanks for Kyiv")


def test_page_gives_the_first_of_its_documents() -> None:
    assert page(source_of("live_json_ld"), "p", "p") == read_as("live_json_ld", "p")[0]


def read_as(name: str, stem: str) -> list[Document | Refusal]:
    return documents_of_page(source_of(name), stem, stem)


@pytest.mark.parametrize(
    "source",
    [
        "<html><body><main>" + '<p><time datetime="2020-01-01">x</time></p>' * 15_000 + REPORT * 20,
        "<html><body>" + '<div class="related">' * 240 + REPORT * 20_000,
        "<html><body><form>" + '<span class="author">x</span>' * 20_000 + REPORT * 20,
        '<html><body><div class="related">' + '<span class="date">1 May 2020</span>' * 20_000 + REPORT * 20,
        '<html><body><script type="application/ld+json">' + "[" * 200_000 + "</script><p>" + REPORT * 20,
        '<html><body><script type="application/ld+json">' + ", " * 1_000_000 + "</script><p>" + REPORT * 20,
        '<html><body><script type="application/ld+json">['
        + '{"@id":"#a","author":{"@id":"#a"}},' * 60_000
        + "{}]</script>",
        "<html><head><title>" + "a - " * 200_000 + "</title></head><body><p>" + REPORT * 20,
        "<html><body><div>" + "x<br><br>" * 20_000 + REPORT * 20,
        '<html><body><div class="' + "a-" * 1_000_000 + '">' + REPORT * 20,
        "<html><body>" + "<table><tr><td><p>a<p>b" * 15_000 + REPORT * 20,
        "<html><body><p>" + "A" * 200_000 + " " + "AB " * 100_000 + "</p>",
    ],
    ids=lambda source: source[12:60],
)
def test_hostile_pages_take_seconds_at_most(source: str) -> None:
    begun = time.monotonic()
    assert documents_of_page(source, "p", "p")
    assert time.monotonic() - begun < 20


_PARTS = st.sampled_from(
    [
        "<h1>",
        "</h1>",
        '<time datetime="2024-01-02T03:04:05+99:99">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":7,"author":[[{}]]}</script>',
        '<script type="application/ld+json">{"@type":["LiveBlogPosting",1],"liveBlogUpdate":[null,{}]}</script>',
        '<meta name="date" content="2024-02-31">',
        '<meta property="og:url" content="http://[">',
        '<link rel="canonical" href="//[::1">',
        '<base href="::">',
        '<div class="comments">',
        "<td>",
        "</div>",
        "<br><br>",
        "<p class=byline>by",
        "\x00",
        "\ud800",
        REPORT,
        "31 February 2024",
        "<frame src>",
        "<embed>",
        "&#0;&#xD800;",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PARTS, max_size=25))
def test_any_page_gives_at_least_one_document_or_refusal_and_dates_are_dates(parts: list[str]) -> None:
    found = documents_of_page("<html><body>" + "".join(parts), "p", "p")
    assert found
    for got in found:
        if isinstance(got, Refusal):
            assert got.what
            assert got.remedy
            assert "can't be read" not in got.what
        else:
            assert got.text.strip()
            assert got.published is None or len(got.published) in (7, 10)
            assert got.details.updated is None or datetime.fromisoformat(got.details.updated)


@pytest.mark.parametrize(
    "reference", ["&#7;", "&#x1b;", "&#011;", "&#12", "&#31;", "&#xFFFE;", "&#65535;", "&#x0000007;", "&#0;", "&#127;"]
)
def test_a_reference_to_a_character_that_no_page_may_hold_costs_only_itself(reference: str) -> None:
    found = one(article("<title>Tanks</title>", f"<h1>Tanks{reference}</h1><p>{REPORT * 3}{reference}</p>"))
    assert REPORT.strip() in found.text
    assert found.title == "Tanks"
    kept = one(article("<title>Tanks</title>", f"<h1>Tanks</h1><p>{REPORT * 3}It&#8217;s &#x1F600; &#70; &#13;1</p>"))
    assert "It’s 😀 F 1" in kept.text
