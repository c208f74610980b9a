"""What is new at a source: each page once, what failed again, what changed anew."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from tests.fetching.conftest import GUNS, RSS, TANKS, Hours, Site, feed, report

from weighbridge.fetching import Session
from weighbridge.fetching.memory import Memory, MemoryFileError
from weighbridge.fetching.sources import Source
from weighbridge.fetching.watching import TRIES, Round, arrivals
from weighbridge.intake import Refusal
from weighbridge.model import Document


class Watcher:
    """Polls as the program does, and keeps what it is given."""

    def __init__(self, session: Session, memory: Memory, hours: Hours) -> None:
        self.session, self.memory, self.hours = session, memory, hours
        self.told: list[str] = []

    def poll(self, *sources: Source) -> tuple[list[Document], list[Refusal]]:
        self.session.limits = replace(self.session.limits, tries=1, silence=1.0)
        round_ = Round(self.session, self.memory, lambda: self.hours.now, self.told.append, 1_000_000)
        documents: list[Document] = []
        refusals: list[Refusal] = []
        for source in sources:
            for one in arrivals(source, round_):
                if isinstance(one, Refusal):
                    refusals.append(one)
                    continue
                documents += one.documents
                if one.sight:
                    self.memory.saw(one.sight, self.hours.now)
                if one.source:
                    self.memory.polled(*one.source)
        return documents, refusals


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory(tmp_path / "ledger.sqlite.watch")
    yield made
    made.close()


@pytest.fixture
def watcher(session: Session, memory: Memory, hours: Hours) -> Watcher:
    return Watcher(session, memory, hours)


@pytest.fixture
def courier(site: Site) -> Source:
    return Source("feed", site.at("/feed"), "The Courier")


class TestFeeds:
    def test_pages_of_a_feed_are_fetched_once(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.put("/feed", feed(("/a", "Tanks", ""), ("/b", "Guns", "")), RSS)
        site.put("/a", report("Tanks", TANKS))
        site.put("/b", report("Guns", GUNS))
        documents, refusals = watcher.poll(courier)
        assert [one.url for one in documents] == [site.at("/a"), site.at("/b")]
        assert TANKS in documents[0].text
        assert not refusals
        assert watcher.poll(courier) == ([], [])
        assert site.paths() == ["/feed", "/a", "/b", "/feed"]

    def test_a_feed_that_has_not_changed_is_not_sent_again(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.put("/a", report("Tanks", TANKS))

        def page(asked: BaseHTTPRequestHandler) -> None:
            same = asked.headers.get("If-None-Match") == '"1"'
            asked.send_response(304 if same else 200)
            asked.send_header("ETag", '"1"')
            asked.end_headers()
            if not same:
                asked.wfile.write(feed(("/a", "Tanks", "")).encode())

        site.pages["/feed"] = page
        assert len(watcher.poll(courier)[0]) == 1
        assert watcher.poll(courier) == ([], [])
        assert site.asked[-1][1]["if-none-match"] == '"1"'

    def test_what_the_page_lacks_comes_from_the_item(self, site: Site, watcher: Watcher, courier: Source) -> None:
        item = ("/a", "Tanks for Ukraine", "<pubDate>Fri, 03 May 2024 23:30:00 -0500</pubDate>")
        site.put("/feed", feed(item), RSS)
        site.put("/a", report("Tanks", TANKS))
        [[found], _] = watcher.poll(courier)
        assert found.published == "2024-05-03"
        assert found.details.time == "2024-05-03T23:30:00-05:00"
        assert found.details.date_from == "feed item"
        assert found.publisher == "The Example Courier"
        assert found.title == "Tanks"

    def test_what_the_page_says_itself_stays(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.put("/feed", feed(("/a", "T", "<pubDate>Sun, 05 May 2024 10:00:00 GMT</pubDate>")), RSS)
        site.put("/a", report("Tanks", TANKS, more='<meta property="article:published_time" content="2024-05-03">'))
        [[found], _] = watcher.poll(courier)
        assert (found.published, found.details.time) == ("2024-05-03", None)
        assert found.title == "Tanks"

    def test_the_publisher_that_the_source_names_goes_before_all(
        self, site: Site, watcher: Watcher, courier: Source
    ) -> None:
        site.put("/feed", feed(("/a", "Tanks", "")), RSS)
        site.put("/a", report("Tanks", TANKS, more='<meta property="og:site_name" content="Home">'))
        [[found], _] = watcher.poll(replace(courier, publisher="Ministry of Examples"))
        assert found.publisher == "Ministry of Examples"

    def test_a_page_can_not_pass_for_one_of_another_host(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.put("/feed", feed(("/a", "Tanks", "")), RSS)
        site.put("/a", report("Tanks", TANKS, more='<link rel="canonical" href="https://agency.example/real">'))
        [[found], _] = watcher.poll(courier)
        assert found.url == site.at("/a")

    def test_the_text_of_the_item_stands_for_a_page_that_is_denied(
        self, site: Site, watcher: Watcher, courier: Source
    ) -> None:
        text = f"<description>{TANKS} {'It was the largest delivery of the year so far. ' * 10}</description>"
        site.put("/feed", feed(("/a", "Tanks", text)), RSS)
        site.put("/a", "", status=403)
        documents, refusals = watcher.poll(courier)
        assert [one.details.kind for one in documents] == ["feed item"]
        assert TANKS in documents[0].text
        assert documents[0].url == site.at("/a")
        assert not refusals
        assert any("denies" in one for one in watcher.told)

    def test_a_summary_does_not_stand_for_a_page(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.put("/feed", feed(("/a", "Tanks", f"<description>{TANKS}</description>")), RSS)
        documents, [refused] = watcher.poll(courier)
        assert not documents
        assert "no such page" in refused.what
        assert watcher.poll(courier) == ([], [])

    def test_items_are_taken_as_they_are_where_that_is_wanted(
        self, site: Site, watcher: Watcher, courier: Source
    ) -> None:
        site.put("/feed", feed(("/a", "Tanks", f"<description>{TANKS}</description>")), RSS)
        [[found], _] = watcher.poll(replace(courier, text="feed"))
        assert found.text == f"Tanks\n\n{TANKS}"
        assert found.details.time is None
        assert site.paths() == ["/feed"]

    def test_an_item_that_changed_is_fetched_again(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.put("/feed", feed(("/a", "Tanks", "<description>1</description>")), RSS)
        site.put("/a", report("Tanks", TANKS))
        watcher.poll(courier)
        site.put("/feed", feed(("/a", "Tanks, corrected", "<description>2</description>")), RSS)
        site.put("/a", report("Tanks", TANKS.replace("14", "12")))
        [[found], _] = watcher.poll(courier)
        assert "12 Leopard" in found.text

    def test_what_may_come_another_time_is_tried_again_and_given_up_in_the_end(
        self, site: Site, watcher: Watcher, courier: Source
    ) -> None:
        site.put("/feed", feed(("/a", "Tanks", "")), RSS)
        site.put("/a", "", status=503)
        for _ in range(TRIES):
            documents, [refused] = watcher.poll(courier)
            assert not documents
            assert "503" in refused.what
        assert watcher.poll(courier) == ([], [])
        assert site.paths().count("/a") == TRIES

    def test_a_page_that_comes_back_is_taken(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.put("/feed", feed(("/a", "Tanks", "")), RSS)
        site.put("/a", "", status=503)
        watcher.poll(courier)
        site.put("/a", report("Tanks", TANKS))
        assert len(watcher.poll(courier)[0]) == 1

    def test_a_host_that_is_down_is_not_asked_for_page_after_page(
        self, site: Site, watcher: Watcher, courier: Source
    ) -> None:
        site.put("/feed", feed(*((f"/{number}", "A", "") for number in range(9))), RSS)
        for number in range(9):
            site.raw(f"/{number}", b"")
        documents, refusals = watcher.poll(courier)
        assert len(refusals) == 9
        assert len(site.paths()) == 1 + 3

    def test_a_slow_host_gives_a_page_a_poll_and_none_is_given_up(
        self, site: Site, watcher: Watcher, hours: Hours, courier: Source
    ) -> None:
        def rules(asked: BaseHTTPRequestHandler) -> None:
            slow = asked.headers["Host"].startswith("slow.test")
            asked.send_response(200)
            asked.end_headers()
            asked.wfile.write(b"User-agent: *\nCrawl-delay: 600\n" if slow else b"")

        number = TRIES + 2
        watcher.session.private |= {"slow.test"}
        site.pages["/robots.txt"] = rules
        site.put("/feed", feed(*((site.at(f"/{n}", "slow.test"), "A", "") for n in range(number))), RSS)
        for n in range(number):
            site.put(f"/{n}", report(f"Report {n}", TANKS))
        for _ in range(number):
            documents, _ = watcher.poll(courier)
            assert len(documents) == 1
            hours.now += 1800
        assert watcher.poll(courier) == ([], [])

    def test_no_more_pages_than_wanted_at_a_poll_and_the_rest_at_the_next(
        self, site: Site, watcher: Watcher, courier: Source
    ) -> None:
        few = replace(courier, most=2)
        site.put("/feed", feed(*((f"/{number}", "A", "") for number in range(3))), RSS, ETag='"1"')
        for number in range(3):
            site.put(f"/{number}", report(f"Report {number}", TANKS))
        assert len(watcher.poll(few)[0]) == 2
        assert any("1 more are left" in one for one in watcher.told)
        assert len(watcher.poll(few)[0]) == 1
        assert watcher.poll(few) == ([], [])

    def test_only_what_is_wanted_is_fetched(self, site: Site, watcher: Watcher, courier: Source) -> None:
        old = "<pubDate>Tue, 03 May 2022 10:00:00 GMT</pubDate>"
        site.put("/feed", feed(("/sport/a", "Cup", ""), ("/b", "TANKS", ""), ("/c", "Tanks", old)), RSS)
        site.put("/b", report("Tanks", TANKS))
        [[found], refusals] = watcher.poll(replace(courier, only=("tanks",), since="2024-01-01"))
        assert found.url == site.at("/b")
        assert not refusals

    def test_a_page_in_two_feeds_is_taken_once(self, site: Site, watcher: Watcher, courier: Source) -> None:
        for path in ("/feed", "/other"):
            site.put(path, feed(("/a", "Tanks", "")), RSS)
        site.put("/a", report("Tanks", TANKS))
        other = Source("feed", site.at("/other"), "Other")
        assert len(watcher.poll(courier, other)[0]) == 1
        assert watcher.poll(other, courier) == ([], [])
        assert site.paths().count("/a") == 1

    def test_links_to_forbidden_addresses_are_refused(self, site: Site, watcher: Watcher, courier: Source) -> None:
        links = (site.at("/x", "127.0.0.1"), site.at("/x", "inner.test"), "file:///etc/passwd", "javascript:alert(1)")
        site.put("/feed", feed(*((link, "A", "") for link in links)), RSS)
        documents, refusals = watcher.poll(courier)
        assert not documents
        assert len(refusals) == len(links)
        assert site.paths() == ["/feed"]

    def test_a_page_in_another_language_or_without_an_article_is_told_once(
        self, site: Site, watcher: Watcher, courier: Source
    ) -> None:
        german = (
            "Die Regierung hat nach eigenen Angaben sechs Haubitzen an die Ukraine geliefert, und das ist nicht alles. "
        )
        site.put("/feed", feed(("/a", "A", ""), ("/b", "B", "")), RSS)
        site.put("/a", f"<html><body><article><p>{german * 9}</p></article></body></html>")
        site.put("/b", "<html><body></body></html>")
        documents, refusals = watcher.poll(courier)
        assert not documents
        assert len(refusals) == 2
        assert "German" in refusals[0].what
        assert watcher.poll(courier) == ([], [])

    def test_an_endless_feed_gives_its_first_items(self, site: Site, watcher: Watcher, courier: Source) -> None:
        head = (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss version='2.0'><channel><title>C</title>"
        )
        item = (
            b"<item><title>A</title><guid>https://news.test/1</guid><description>"
            + b"a" * 90_000
            + b"</description></item>"
        )
        site.endless("/feed", head, item)
        watcher.poll(replace(courier, most=1))
        assert any("longer than 3,000,000 bytes" in one for one in watcher.told)


class TestDeadFeeds:
    def test_it_is_told_and_left_alone_for_longer_each_time(
        self, site: Site, watcher: Watcher, memory: Memory, hours: Hours, courier: Source
    ) -> None:
        pauses = []
        for _ in range(12):
            _, [refused] = watcher.poll(courier)
            assert "no such page" in refused.what
            pauses.append(memory.state(courier.key).due - hours.now)
        assert pauses[:3] == [1800, 3600, 7200]
        assert pauses[-1] == 86_400
        assert memory.state(courier.key).failures == 12

    def test_others_go_on_and_it_is_forgiven_when_it_comes_back(
        self, site: Site, watcher: Watcher, memory: Memory, courier: Source
    ) -> None:
        other = Source("feed", site.at("/other"), "Other")
        site.put("/other", feed(("/a", "Tanks", "")), RSS)
        site.put("/a", report("Tanks", TANKS))
        documents, refusals = watcher.poll(courier, other)
        assert len(documents) == len(refusals) == 1
        site.put("/feed", feed(), RSS)
        assert watcher.poll(courier) == ([], [])
        assert memory.state(courier.key).failures == 0

    def test_the_wait_that_the_server_asks_for_is_kept(
        self, site: Site, watcher: Watcher, memory: Memory, hours: Hours, courier: Source
    ) -> None:
        site.put("/feed", "", status=503, Retry_After="200000")
        watcher.poll(courier)
        assert memory.state(courier.key).due - hours.now == 200_000

    def test_one_that_moved_is_told(self, site: Site, watcher: Watcher, courier: Source) -> None:
        site.move("/feed", "/new", 301)
        site.put("/new", feed(), RSS)
        assert watcher.poll(courier) == ([], [])
        assert any(site.at("/new") in one for one in watcher.told)


class TestOtherSources:
    def test_a_page_gives_a_document_whenever_it_changed(self, site: Site, watcher: Watcher) -> None:
        page = Source("page", site.at("/a"), "Press")
        site.put("/a", report("Tanks", TANKS), ETag='"1"')
        [[first], _] = watcher.poll(page)
        assert watcher.poll(page) == ([], [])
        assert site.asked[-1][1]["if-none-match"] == '"1"'
        site.put("/a", report("Tanks", TANKS.replace("14", "12")), ETag='"2"')
        [[second], _] = watcher.poll(page)
        assert first.url == second.url
        assert first.text != second.text

    def test_a_page_that_is_gone_is_a_dead_source(self, site: Site, watcher: Watcher, memory: Memory) -> None:
        page = Source("page", site.at("/a"), "Press")
        documents, [refused] = watcher.poll(page)
        assert not documents
        assert "no such page" in refused.what
        assert memory.state(page.key).failures == 1

    def test_a_sitemap_newest_first(self, site: Site, watcher: Watcher) -> None:
        rows = "".join(f"<url><loc>{site.at(f'/{n}')}</loc><lastmod>2024-05-0{n}</lastmod></url>" for n in range(1, 4))
        site.put("/map.xml", f"<urlset>{rows}</urlset>", "application/xml")
        site.put("/index.xml", "<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>", "text/xml")
        for number in range(1, 4):
            site.put(f"/{number}", report(f"Report {number}", TANKS))
        documents, refusals = watcher.poll(Source("sitemap", site.at("/index.xml"), "Press", most=2))
        assert [one.url for one in documents] == [site.at("/3"), site.at("/2")]
        assert not refusals

    def test_a_list_in_a_file_and_one_on_the_web(self, site: Site, watcher: Watcher, tmp_path: Path) -> None:
        site.put("/a", report("Tanks", TANKS))
        site.put("/b", report("Guns", GUNS))
        (tmp_path / "urls.txt").write_text(f"# two\n{site.at('/a')}\n")
        site.put(
            "/urls",
            f'{{"articles": [{{"url": "{site.at("/b")}", "seendate": "20240503T101500Z"}}]}}',
            "application/json",
        )
        file, web = (Source("list", at, "List") for at in (str(tmp_path / "urls.txt"), site.at("/urls")))
        documents, refusals = watcher.poll(file, web)
        assert [one.url for one in documents] == [site.at("/a"), site.at("/b")]
        assert documents[1].published == "2024-05-03"
        assert not refusals
        assert watcher.poll(file, web) == ([], [])

    def test_a_list_of_packed_tables(self, site: Site, watcher: Watcher) -> None:
        site.put("/a", report("Tanks", TANKS))
        row = "\t".join(["1"] * 60 + [site.at("/a")])
        site.put("/1.export.CSV.gz", gzip.compress(f"{row}\n{row}\n".encode()), "application/gzip")
        names = (site.at("/1.export.CSV.gz"), site.at("/gone.gkg.csv.zip"))
        site.put("/lastupdate.txt", "".join(f"120 0f0f {name}\n" for name in names), "text/plain")
        documents, refusals = watcher.poll(Source("list", site.at("/lastupdate.txt"), "GDELT"))
        assert [one.url for one in documents] == [site.at("/a")]
        assert not refusals
        assert any("gone.gkg.csv.zip" in one for one in watcher.told)

    def test_a_list_that_is_not_there(self, watcher: Watcher, tmp_path: Path) -> None:
        _, [refused] = watcher.poll(Source("list", str(tmp_path / "urls.txt"), "List"))
        assert "no such file" in refused.what


class TestMemory:
    def test_it_lasts(self, site: Site, session: Session, hours: Hours, tmp_path: Path, courier: Source) -> None:
        site.put("/feed", feed(("/a", "Tanks", "")), RSS)
        site.put("/a", report("Tanks", TANKS))
        for expected in (1, 0):
            memory = Memory(tmp_path / "memory")
            assert len(Watcher(session, memory, hours).poll(courier)[0]) == expected
            memory.close()

    def test_what_was_not_kept_comes_again(self, site: Site, watcher: Watcher, courier: Source) -> None:
        """As after a kill: nothing is remembered before the documents are kept."""
        site.put("/feed", feed(("/a", "Tanks", "")), RSS, ETag='"1"')
        site.put("/a", report("Tanks", TANKS))
        round_ = Round(watcher.session, watcher.memory, lambda: 0.0, print, 1_000_000)
        assert sum(len(one.documents) for one in arrivals(courier, round_) if not isinstance(one, Refusal)) == 1
        assert len(watcher.poll(courier)[0]) == 1

    @pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
    def test_a_broken_file_is_told(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "memory").write_bytes(content)
        with pytest.raises(MemoryFileError, match="remove the file"):
            Memory(tmp_path / "memory")

    def test_reports_wait_for_the_webhook_in_order_and_not_without_end(self, memory: Memory) -> None:
        for number in range(120):
            memory.told([], {"number": number})
        waiting = memory.unsent()
        assert [report["number"] for _, report in waiting] == list(range(20, 120))
        memory.sent(waiting[0][0])
        assert memory.unsent() == waiting[1:]
