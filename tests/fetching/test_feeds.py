"""Feeds to leads: what is said in them, and what hostile ones come to."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weighbridge.fetching import Fetched
from weighbridge.fetching.feed_parsing import ITEMS, rows_of, text_of
from weighbridge.fetching.feeds import leads_of_feed
from weighbridge.fetching.leads import Lead, day_of, plausible
from weighbridge.intake import Refusal

URL = "https://news.example/feed/"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Example Courier</title><link>https://news.example/</link>
{items}
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry of Examples</title>
<entry><id>tag:example,2024:1</id><title type="html">Howitzers &amp;amp; shells</title>
<link rel="alternate" href="/press/1"/><link rel="enclosure" href="/press/1.mp3"/>
<published>2024-05-03T23:30:00-05:00</published><updated>2024-05-04T08:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Six howitzers.</p><p>And shells.</p></div></content>
</entry></feed>"""


def leads(source: str | bytes, header: str = "application/rss+xml", cut: bool = False) -> tuple[list[Lead], list[str]]:
    told: list[str] = []
    found = leads_of_feed(_feed(source, header, cut), told.append)
    assert not isinstance(found, Refusal), found
    return found, told


def _feed(source: str | bytes, header: str = "application/rss+xml", cut: bool = False) -> Fetched:
    data = source.encode() if isinstance(source, str) else source
    return Fetched(URL, data, header.partition(";")[0], cut=cut, header=header)


def item(number: int, more: str = "") -> str:
    names = f"<link>/reports/{number}</link><guid isPermaLink='false'>r-{number}</guid>"
    return f"<item><title>Report {number}</title>{names}{more}</item>"


def test_an_rss_item_with_a_summary() -> None:
    more = (
        "<pubDate>Fri, 03 May 2024 23:30:00 -0500</pubDate>"
        "<description>&lt;p&gt;Six howitzers&lt;br&gt;were sent.&lt;/p&gt;</description>"
    )
    [found], told = leads(RSS.format(items=item(1, more)))
    assert (found.url, found.key) == ("https://news.example/reports/1", "r-1")
    assert found.title == "Report 1"
    assert found.publisher == "The Example Courier"
    assert (found.published, found.time) == ("2024-05-03", "2024-05-03T23:30:00-05:00")
    assert found.text == "Six howitzers\n\nwere sent."
    assert not told


def test_the_full_content_goes_before_the_summary() -> None:
    more = "<description>Short.</description><content:encoded><![CDATA[<p>All, at length.</p>]]></content:encoded>"
    assert leads(RSS.format(items=item(1, more)))[0][0].text == "All, at length."


def test_an_atom_entry() -> None:
    [found], _ = leads(ATOM, "application/atom+xml")
    assert found.url == "https://news.example/press/1"
    assert found.title == "Howitzers & shells"
    assert (found.published, found.time) == ("2024-05-03", "2024-05-03T23:30:00-05:00")
    assert found.text == "Six howitzers.\n\nAnd shells."


@pytest.mark.parametrize(
    "date", ["Fri, 03 May 2024 23:30:00", "2024-05-03", "3 May 2024 10:00 CEST", "2024-05-03T10:00"]
)
def test_an_item_whose_date_has_no_zone_has_a_day_and_no_moment(date: str) -> None:
    [found], _ = leads(RSS.format(items=item(1, f"<pubDate>{date}</pubDate><description>Guns.</description>")))
    assert (found.published, found.time) == ("2024-05-03", None)


def test_an_entry_that_only_tells_its_last_change_has_no_moment_of_publication() -> None:
    [found], _ = leads(ATOM.replace("<published>2024-05-03T23:30:00-05:00</published>", ""), "application/atom+xml")
    assert (found.published, found.time) == ("2024-05-04", None)


def test_an_item_that_was_changed_has_another_stamp() -> None:
    before, after = (leads(RSS.format(items=item(1, f"<description>{text}</description>")))[0][0] for text in "ab")
    again = leads(RSS.format(items=item(1, "<description>a</description>")))[0][0]
    assert before.stamp == again.stamp != after.stamp
    assert before.key == after.key


def test_items_without_a_link_keep_their_text_and_empty_ones_are_told() -> None:
    found, told = leads(RSS.format(items="<item><title>A</title><description>Text.</description></item><item/>"))
    assert [(one.url, one.text) for one in found] == [(None, "Text.")]
    assert "1 items have neither" in told[0]


def test_a_feed_in_another_encoding() -> None:
    source = RSS.format(items=item(1, "<description>Caf\u00e9</description>")).replace("UTF-8", "ISO-8859-1")
    [found], _ = leads(source.encode("latin-1"), "application/xml")
    assert found.text == "Caf\u00e9"


def test_of_a_broken_feed_what_can_be_read_is_taken_and_it_is_told() -> None:
    found, told = leads(RSS.format(items=item(1) + item(2) + "<item><title>Half & half"))
    assert [one.key for one in found][:2] == ["r-1", "r-2"]
    assert "broken" in told[0]


def test_of_a_feed_that_was_cut_the_whole_items_are_taken() -> None:
    whole = RSS.format(items="".join(item(number) for number in range(9)))
    found, told = leads(whole[: whole.index("r-5")], cut=True)
    assert [one.key for one in found] == ["r-0", "r-1", "r-2", "r-3", "r-4"]
    assert "longer than" in told[0]


def test_no_more_than_a_thousand_items_are_taken_and_the_rest_is_told() -> None:
    found, told = leads(RSS.format(items="".join(item(number) for number in range(ITEMS + 5))))
    assert len(found) == ITEMS
    assert "5 items beyond the first 1000" in told[0]


@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-32"])
def test_a_bomb_of_entities_is_refused(coding: str) -> None:
    names = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    source = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lol">{names}]>{RSS[38:].format(items=item(1, "&e9;"))}'
    found = leads_of_feed(_feed(source.encode(coding)), lambda _: None)
    assert isinstance(found, Refusal)
    assert "entities" in found.what


def test_an_entity_for_a_file_is_refused() -> None:
    source = '<!DOCTYPE rss [<!entity x SYSTEM "file:///etc/passwd">]>' + RSS[38:].format(items=item(1, "&x;"))
    assert isinstance(leads_of_feed(_feed(source), lambda _: None), Refusal)


@pytest.mark.parametrize("source", ["", "Not a feed.", "<html><body><p>A page</p></body></html>", "\x00\x01", "{}"])
def test_what_is_no_feed_is_refused(source: str) -> None:
    found = leads_of_feed(_feed(source, "text/html"), lambda _: None)
    assert isinstance(found, Refusal)
    assert found.remedy


def test_a_feed_that_takes_too_long_is_left_at_the_time_limit() -> None:
    slow = _feed(RSS.format(items="".join(item(number) for number in range(20_000))))
    found = leads_of_feed(slow, lambda _: None, seconds=0.2)
    assert isinstance(found, Refusal)
    assert "longer than 0.2 s" in found.what


def test_a_deeply_nested_feed() -> None:
    found = leads_of_feed(_feed(RSS.format(items=item(1, f"<description>{'&lt;b&gt;' * 50_000}</description>"))), print)
    assert isinstance(found, Refusal) or found[0].key == "r-1"


def test_scripts_and_captions_are_no_text() -> None:
    html = "<p>One <b>and</b> two.</p><script>alert(1)</script>Three<figure>Photo</figure> four<!-- five -->"
    assert text_of(html) == "One and two.\n\nThree\n\nfour"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["<rss><channel><item>", "<feed>", "<?xml version='1.0'?>", "<a"]))
def test_any_bytes_give_rows_or_a_reason(data: bytes, head: str) -> None:
    try:
        found = rows_of(head.encode() + data, URL, "text/xml")
    except ValueError:
        return
    assert all(isinstance(value, str) for row in found["items"] for value in row.values())


class TestDays:
    @pytest.mark.parametrize(
        ("written", "day"),
        [
            ("Fri, 03 May 2024 23:30:00 -0500", "2024-05-03"),
            ("3 May 2024 10:00 GMT", "2024-05-03"),
            ("2024-05-03T23:30:00-05:00", "2024-05-03"),
            ("2024-05-03T10:00:00.123Z", "2024-05-03"),
            ("2024-05-03 10:00", "2024-05-03"),
            ("2024-05-03", "2024-05-03"),
            ("20240503T101500Z", "2024-05-03"),
            ("20240503101500", "2024-05-03"),
            ("2024-05", "2024-05"),
            ("2024", "2024"),
            ("2024-13", None),
            ("2024-02-30", None),
            ("soon", None),
            ("", None),
            (None, None),
        ],
    )
    def test_as_feeds_write_them(self, written: str | None, day: str | None) -> None:
        assert day_of(written) == day

    def test_days_on_which_no_report_can_be(self) -> None:
        assert plausible("1970-01-01") is None
        assert plausible("2999-01-01") is None
        assert plausible("2024-05-03") == "2024-05-03"

    @given(st.text(max_size=40))
    def test_any_text(self, written: str) -> None:
        assert (day_of(written) or "2024")[:4].isdigit()
