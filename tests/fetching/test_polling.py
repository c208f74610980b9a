"""What ``weighbridge watch`` promises: new documents are kept, changes told and posted, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.fetching.conftest import GUNS, RSS, TANKS, Hours, Site, feed, report
from tests.program import ran

from weighbridge.cli_watch import beside
from weighbridge.fetching import Session
from weighbridge.fetching.memory import Memory, State
from weighbridge.fetching.sources import Source
from weighbridge.fetching.watching import Round
from weighbridge.ledger import Ledger, entries, open_ledger, provenances
from weighbridge.polling import Poll, due, rounds, send
from weighbridge.readers.door import Asked
from weighbridge.readers.rules import open_reader

DAY = "<pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory(tmp_path / "ledger.sqlite.watch")
    yield made
    made.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = open_ledger(tmp_path / "ledger.sqlite")
    yield made
    made.close()


@pytest.fixture
def courier(site: Site) -> Source:
    site.put("/feed", feed(("/a", "Tanks", DAY)), RSS)
    site.put("/a", report("Tanks", TANKS))
    return Source("feed", site.at("/feed"), "The Courier")


class Desk:
    """Polls in this process, with a time of its own."""

    def __init__(self, ledger: Ledger, memory: Memory, session: Session, hours: Hours) -> None:
        self.ledger, self.memory, self.session, self.hours = ledger, memory, session, hours
        self.reader = open_reader(Asked())
        self.told: list[dict[str, Any]] = []

    def poll(self, *sources: Source, told: bool = True) -> dict[str, Any]:
        round_ = Round(self.session, self.memory, lambda: self.hours.now, lambda _: None, 1_000_000)
        found = Poll(self.ledger, round_, self.reader, self.told.append).run(sources)
        if told:
            self.memory.told(found["documents"])
        return found


@pytest.fixture
def desk(ledger: Ledger, memory: Memory, session: Session, hours: Hours) -> Desk:
    return Desk(ledger, memory, session, hours)


class TestPolls:
    def test_what_is_new_is_kept_and_what_it_changes_is_told(self, desk: Desk, courier: Source, site: Site) -> None:
        found = desk.poll(courier)
        [document] = found["documents"]
        assert (document["url"], document["published"]) == (site.at("/a"), "2024-05-03")
        assert [one.id for one in provenances(desk.ledger, [document["document"]])] == [document["document"]]
        assert [(one["kind"], one["after"]) for one in found["changes"]] == [("new", "delivered")]
        assert found["changes"][0]["causes"][0]["evidence"] == TANKS
        assert found["refusals"] == []
        assert desk.told == found["documents"]
        json.dumps(found)

    def test_a_second_poll_has_nothing_new(self, desk: Desk, courier: Source) -> None:
        desk.poll(courier)
        found = desk.poll(courier)
        assert (found["documents"], found["changes"]) == ([], [])

    def test_a_page_that_changed_is_a_new_version_beside_the_old(self, desk: Desk, site: Site, courier: Source) -> None:
        page = Source("page", site.at("/a"), "Press")
        [first] = desk.poll(page)["documents"]
        site.put("/a", report("Tanks", TANKS.replace("14", "12")))
        [second] = desk.poll(page)["documents"]
        assert first["url"] == second["url"]
        assert first["document"] != second["document"]
        assert len(list(provenances(desk.ledger, [first["document"], second["document"]]))) == 2

    def test_a_text_that_a_page_shows_again_counts_again(self, desk: Desk, site: Site) -> None:
        page = Source("page", site.at("/a"), "Press")
        desk.hours.now = 1_714_730_400.0
        day = '<meta property="article:published_time" content="2024-05-03T08:00:00Z">'
        other = TANKS.replace("14", "12")
        seen = []
        for said in (TANKS, other, TANKS, TANKS):
            site.put("/a", report("Tanks", said, more=day))
            seen.append(desk.poll(page))
            desk.hours.now += 86_400
        assert [len(found["documents"]) for found in seen] == [1, 1, 0, 0]
        [told] = seen[2]["refusals"]
        assert "it counts again" in told["what"]
        assert seen[3]["refusals"] == []
        assert [one.statement.evidence for one in entries(desk.ledger)] == [TANKS]
        assert [
            [one.statement.evidence for one in entries(desk.ledger, as_of=f"2024-05-0{day}")] for day in (3, 4, 5, 6)
        ] == [[TANKS], [other], [TANKS], [TANKS]]

    def test_a_page_that_has_moved_for_good_is_a_version_of_what_stood_there(self, desk: Desk, site: Site) -> None:
        old = Source("page", site.at("/old"), "Press")
        site.put("/old", report("Tanks", TANKS))
        [first] = desk.poll(old)["documents"]
        site.put("/new", report("Tanks", TANKS.replace("14", "99")))
        site.move("/old", "/new", 301)
        [second] = desk.poll(old)["documents"]
        assert (second["url"], second["supersedes"]) == (site.at("/new"), first["document"])
        assert ["99" in one.statement.evidence for one in entries(desk.ledger)] == [True]

    def test_a_redirect_for_now_or_to_a_front_page_makes_no_version(self, desk: Desk, site: Site) -> None:
        site.put("/old", report("Tanks", TANKS))
        site.put("/new", report("Tanks", TANKS.replace("14", "99")))
        site.put("/", report("Tanks", TANKS.replace("14", "88")))
        old = Source("page", site.at("/old"), "Press")
        desk.poll(old)
        for to, status in (("/new", 302), ("/", 301)):
            site.move("/old", to, status)
            [found] = desk.poll(old)["documents"]
            assert found["supersedes"] is None
        assert len(list(entries(desk.ledger))) == 3

    def test_forms_of_a_page_that_name_its_own_address_are_one(self, desk: Desk, site: Site) -> None:
        for number, path in enumerate(("/t", "/amp/t", "/print/t"), 14):
            link = f'<link rel="canonical" href="{site.at("/t")}">'
            site.put(path, report("Tanks", TANKS.replace("14", str(number)), more=link))
            desk.poll(Source("page", site.at(path), "Press"))
            desk.hours.now += 3600
        told = [one.statement.evidence for one in entries(desk.ledger)]
        assert ["16" in one for one in told if "Leopard" in one] == [True]

    def test_what_could_not_be_had_is_in_the_report_and_the_rest_is_kept(
        self, desk: Desk, site: Site, courier: Source
    ) -> None:
        dead = Source("feed", site.at("/dead"), "Dead")
        found = desk.poll(dead, courier)
        assert len(found["documents"]) == 1
        assert [sorted(one) for one in found["refusals"]] == [["remedy", "what", "where"]]

    def test_what_was_kept_and_not_told_is_told_the_next_time(self, desk: Desk, site: Site, courier: Source) -> None:
        """As after a kill between keeping and telling."""
        [first] = desk.poll(courier, told=False)["documents"]
        site.put("/feed", feed(("/b", "Guns", DAY)), RSS)
        site.put("/b", report("Guns", GUNS))
        documents = desk.poll(courier)["documents"]
        assert documents[0] == first
        assert len(documents) == 2
        assert desk.poll(courier)["documents"] == []

    def test_a_document_of_several_arrivals_is_remembered_only_when_it_is_kept(
        self, desk: Desk, site: Site, courier: Source
    ) -> None:
        def stopped(_: dict[str, Any]) -> None:
            raise KeyboardInterrupt

        round_ = Round(desk.session, desk.memory, lambda: desk.hours.now, lambda _: None, 1_000_000)
        with pytest.raises(KeyboardInterrupt):
            Poll(desk.ledger, round_, desk.reader, stopped).run([courier])
        assert desk.memory.sight(courier.key, site.at("/a")) is None
        desk.poll(courier)
        assert desk.memory.sight(courier.key, site.at("/a")) is not None
        assert desk.poll(courier)["documents"] == []


class TestTimes:
    def test_each_source_has_its_own_pace(self, memory: Memory, hours: Hours) -> None:
        quick = Source("page", "https://a.example/", "quick", every=10)
        slow = Source("page", "https://b.example/", "slow", every=25)
        turns = rounds([quick, slow], memory, hours.clock, hours.wait)
        start, seen = hours.now, []
        for _ in range(5):
            names = [one.name for one in next(turns)]
            seen.append((round((hours.now - start) / 60), names))
        assert seen == [
            (0, ["quick", "slow"]),
            (10, ["quick"]),
            (20, ["quick"]),
            (25, ["slow"]),
            (30, ["quick"]),
        ]

    def test_one_that_failed_has_its_pause(self, memory: Memory, hours: Hours) -> None:
        source = Source("page", "https://a.example/", "a", every=10)
        turns = rounds([source], memory, hours.clock, hours.wait)
        start = hours.now
        next(turns)
        memory.polled(source.key, State(failures=1, due=hours.now + 7200, error="gone"))
        next(turns)
        assert hours.now - start == 7200

    def test_resting_sources_are_told(self, memory: Memory) -> None:
        well, ill = (Source("page", f"https://{name}.example/", name) for name in ("well", "ill"))
        memory.polled(ill.key, State(failures=3, due=1_714_730_400.0, error="there is no such page (404)"))
        ready, [resting] = due([well, ill], memory, 1_714_730_000.0)
        assert ready == [well]
        assert "2024-05-03 10:00 UTC; it failed 3 times in a row (there is no such page (404))" in resting.what
        assert due([well, ill], memory, 1_714_730_400.0) == ([well, ill], [])


class TestWebhook:
    def test_reports_that_were_not_taken_are_sent_later_in_order(
        self, site: Site, memory: Memory, session: Session
    ) -> None:
        site.put("/hook", "", status=500)
        for number in (1, 2):
            memory.told([], {"number": number})
        refused = send(site.at("/hook"), memory, session)
        assert refused is not None
        assert "500" in refused.what
        site.posted.clear()
        site.put("/hook", "ok")
        assert send(site.at("/hook"), memory, session) is None
        assert [json.loads(one)["number"] for one in site.posted] == [1, 2]
        assert send(site.at("/hook"), memory, session) is None
        assert len(site.posted) == 2


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = ran(
        ["watch", *map(str, arguments)],
        text=True,
        timeout=120,
        env={**os.environ, "WEIGHBRIDGE_ALLOW_PRIVATE": "127.0.0.1", **environment},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def written(folder: Path, site: Site, *paths: str, top: str = "") -> Path:
    rows = "".join(f'[[source]]\nkind = "feed"\nurl = "{site.at(path, "127.0.0.1")}"\n' for path in paths)
    file = folder / "SOURCES.toml"
    file.write_text(f"delay = 0.1\n{top}\n{rows}")
    return file


class TestCommand:
    def test_once(self, site: Site, tmp_path: Path, courier: Source) -> None:
        sources = written(tmp_path, site, "/feed", "/dead")
        ledger = tmp_path / "ledger.sqlite"
        first = run(sources, "--once", "--ledger", ledger)
        assert first.returncode == 0, first.stderr
        assert "Tanks (The Example Courier, 2024-05-03)" in first.stdout
        assert "new: delivered" in first.stdout
        assert "no such page" in first.stderr
        assert "1 new document, 1 change" in first.stderr
        assert (tmp_path / "ledger.sqlite.watch").is_file()
        second = run(sources, "--once", "--ledger", ledger)
        assert second.returncode == 0
        assert second.stdout == ""
        assert "not asked before" in second.stderr

    def test_json_is_what_the_webhook_gets(self, site: Site, tmp_path: Path, courier: Source) -> None:
        site.put("/hook", "ok")
        sources = written(tmp_path, site, "/feed", top=f'webhook = "{site.at("/hook", "127.0.0.1")}"')
        done = run(sources, "--once", "--json", "--ledger", tmp_path / "ledger.sqlite")
        [line] = done.stdout.splitlines()
        assert json.loads(line) == json.loads(site.posted[0])
        assert list(json.loads(line)) == ["polled", "documents", "changes", "refusals"]
        again = run(sources, "--once", "--json", "--ledger", tmp_path / "ledger.sqlite")
        assert json.loads(again.stdout)["documents"] == []
        assert len(site.posted) == 1

    def test_a_webhook_inside_is_refused_and_the_report_kept(self, site: Site, tmp_path: Path, courier: Source) -> None:
        sources = written(tmp_path, site, "/feed")
        hook = site.at("/hook", "localhost")
        done = run(sources, "--once", "--webhook", hook, "--ledger", tmp_path / "ledger.sqlite")
        assert done.returncode == 0
        assert "loopback" in done.stderr
        assert "sent at the next poll" in done.stderr
        assert not site.posted

    def test_without_the_setting_nothing_inside_is_asked(self, site: Site, tmp_path: Path, courier: Source) -> None:
        sources = written(tmp_path, site, "/feed")
        ledger = tmp_path / "ledger.sqlite"
        done = run(sources, "--once", "--ledger", ledger, WEIGHBRIDGE_ALLOW_PRIVATE="")
        assert done.returncode == 1
        assert "127.0.0.1, a loopback address" in done.stderr
        assert not site.asked

    def test_mistakes_in_the_sources_are_told_with_their_line(self, tmp_path: Path) -> None:
        file = tmp_path / "SOURCES.toml"
        file.write_text('[[source]]\nkind = "feed"\nurl = "ftp://news.example/"\n')
        done = run(file, "--once", "--ledger", tmp_path / "ledger.sqlite")
        assert done.returncode == 1
        assert f"{file}:3: url must be an address on the web (only http and https" in done.stderr
        assert not (tmp_path / "ledger.sqlite").exists()

    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
    def test_stopped_while_it_waits_it_goes_on_where_it_was(
        self, site: Site, tmp_path: Path, courier: Source, how: signal.Signals
    ) -> None:
        sources = written(tmp_path, site, "/feed")
        paths = (str(sources), "--ledger", str(tmp_path / "ledger.sqlite"))
        command = [sys.executable, "-m", "weighbridge", "watch", *paths]
        environment = {**os.environ, "WEIGHBRIDGE_ALLOW_PRIVATE": "127.0.0.1"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        ) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            assert "Tanks" in running.stdout.readline()
            assert "1 new document" in running.stderr.readline()
            running.send_signal(how)
            assert running.wait(60) == (130 if how is signal.SIGINT else -signal.SIGKILL)
            assert "Traceback" not in running.stderr.read()
        site.put("/feed", feed(("/b", "Guns", DAY), ("/a", "Tanks", DAY)), RSS)
        site.put("/b", report("Guns", GUNS))
        done = run(sources, "--once", "--json", "--ledger", tmp_path / "ledger.sqlite")
        titles = [one["title"] for one in json.loads(done.stdout)["documents"]]
        assert titles in (["Guns"], ["Tanks", "Guns"])
        assert site.paths().count("/a") == 1

    def test_what_was_seen_stands_beside_the_ledger_or_the_sources(self, tmp_path: Path) -> None:
        assert beside(str(tmp_path / "a.sqlite"), tmp_path / "S.toml") == tmp_path / "a.sqlite.watch"
        assert beside("postgresql://host/base", tmp_path / "S.toml") == tmp_path / "S.toml.watch"
