"""What ``weighbridge document`` promises: what a document was made of comes back byte for byte, years later."""

from __future__ import annotations

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.documents_given_back import (
    LINES,
    PAGE,
    PDF,
    WANTED,
    about,
    kept,
    original,
    own,
    run,
)
from tests.fetching.conftest import TANKS
from tests.intake.samples import PARAGRAPH

from weighbridge.ledger import open_ledger, provenances
from weighbridge.ledger.filed import all_filed
from weighbridge.originals import Store

__all__ = ["kept", "own"]


class TestGivingBack:
    @pytest.mark.parametrize("name", WANTED)
    def test_each_piece_comes_back_byte_for_byte(self, kept: Path, name: str) -> None:
        raw, media = WANTED[name]
        assert run("document", name, "--raw", "--ledger", kept).stdout == raw
        told = about(kept, name)["original"]
        assert (told["media"], told["bytes"], told["state"]) == (media, len(raw), "sound")

    def test_nothing_else_is_kept(self, kept: Path) -> None:
        files = [path for path in kept.with_suffix(".originals").rglob("*") if path.is_file()]
        assert len(files) == len(WANTED)
        assert all(path.name.removesuffix(".gz").isalnum() for path in files)

    def test_a_new_file_gets_it_and_one_that_is_there_is_left(self, kept: Path, tmp_path: Path) -> None:
        out = tmp_path / "paper.pdf"
        run("document", "box/paper", "--raw", "--out", out, "--ledger", kept)
        assert out.read_bytes() == PDF
        done = run("document", "page", "--raw", "--out", out, "--ledger", kept, code=1)
        assert b"it is there already and is left as it is" in done.stderr
        assert out.read_bytes() == PDF
        (tmp_path / "link").symlink_to(tmp_path / "nowhere")
        run("document", "page", "--raw", "--out", tmp_path / "link", "--ledger", kept, code=1)
        assert {path.name for path in tmp_path.iterdir()} == {"paper.pdf", "link"}

    @pytest.mark.parametrize(("name", "code"), [("box/paper", 1), ("line-1", 0)])
    def test_a_terminal_gets_only_what_can_not_steer_it(self, kept: Path, name: str, code: int) -> None:
        leader, follower = pty.openpty()
        command = [sys.executable, "-m", "weighbridge", "document", name, "--raw", "--ledger", str(kept)]
        with subprocess.Popen(command, stdout=follower, stderr=subprocess.PIPE) as running:
            os.close(follower)
            shown = b"".join(_all_of(leader))
            assert running.wait(60) == code
        os.close(leader)
        assert shown == (b"" if code else LINES[0])

    def test_no_such_document_has_a_code_of_its_own(self, kept: Path) -> None:
        done = run("document", "nobody", "--ledger", kept, code=3)
        assert b"there is no document 'nobody'" in done.stderr
        assert done.stdout == b""

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["--all"],
            ["page", "--all", "--warc", "a.warc.gz"],
            ["page", "--out", "x"],
            ["page", "--raw", "--warc", "a"],
        ],
    )
    def test_options_that_make_no_sense_together_are_told(self, kept: Path, arguments: list[str]) -> None:
        assert b"Usage" in run("document", *arguments, "--ledger", kept, code=2).stderr


def _all_of(leader: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(leader, 65_536)
        except OSError:
            return
        if not data:
            return
        yield data


class TestWhatIsKnown:
    def test_a_document_is_told_with_its_statements(self, kept: Path) -> None:
        found = about(kept, "crawl")
        assert (found["title"], found["url"]) == ("Tanks in an archive", "https://norland.example/tanks")
        assert (found["published"], found["date_from"]) == ("2024-09-06", "warc date")
        assert found["seen"].startswith("2024-09-06T08:15:00")
        assert found["within"] == "record 1"
        assert [one["document"] for one in found["versions"]] == [found["id"]]
        assert all(one["evidence"] in about_text(kept, "crawl") for one in found["statements"])

    def test_id_name_and_address_lead_to_the_same(self, kept: Path) -> None:
        found = about(kept, "crawl")
        assert about(kept, found["id"]) == about(kept, "http://www.norland.example/tanks/") == found

    def test_an_earlier_version_of_a_page_is_told_to_be_one(self, tmp_path: Path) -> None:
        """Its statements and its original can still be looked at."""
        ledger, url = tmp_path / "ledger.sqlite", "https://norland.example/tanks"
        texts = [f"{PARAGRAPH} {PARAGRAPH} {TANKS}", f"{PARAGRAPH} {PARAGRAPH} {TANKS.replace('14', '4')}"]
        for day, text in enumerate(texts, 1):
            row = {"id": f"v{day}", "title": "Tanks", "url": url, "published": f"2024-05-0{day}", "text": text}
            (tmp_path / f"v{day}.json").write_text(json.dumps(row))
            run("add", tmp_path / f"v{day}.json", "--ledger", ledger)
        first, second = about(ledger, "v1"), about(ledger, "v2")
        assert first["followed_by"] == second["id"]
        assert second["followed_by"] is None
        assert [one["document"] for one in first["versions"]] == [first["id"], second["id"]]
        assert TANKS in [one["evidence"] for one in first["statements"]]
        assert json.loads(run("document", first["id"], "--raw", "--ledger", ledger).stdout)["text"] == texts[0]
        done = run("document", url, "--json", "--ledger", ledger)
        assert json.loads(done.stdout)["id"] == second["id"]
        assert f"others are {first['id']}".encode() in done.stderr

    def test_people_get_it_in_lines(self, kept: Path) -> None:
        shown = run("document", "box/letter", "--text", "--ledger", kept).stdout.decode()
        for part in ("Tanks for Sudmark", "mail header", "Norland Ministry of Defence", "message/rfc822", "sound"):
            assert part in shown
        assert "In a letter." in " ".join(shown.split())

    def test_hostile_titles_do_not_reach_the_terminal(self, tmp_path: Path) -> None:
        row = {
            "id": "\x1b[2Jname",
            "title": "a\x1b]0;owned\x07b\u202e",
            "url": "x\x1b[31m",
            "text": f"{PARAGRAPH}\n\x1b[2J",
        }
        (tmp_path / "a.json").write_text(json.dumps(row))
        run("add", tmp_path / "a.json", "--ledger", tmp_path / "l.sqlite")
        shown = run("document", row["id"], "--text", "--ledger", tmp_path / "l.sqlite").stdout.decode()
        assert "owned" in shown
        assert not set("\x1b\x07\u202e") & set(shown)


def about_text(ledger: Path, name: str) -> str:
    return str(json.loads(run("document", name, "--json", "--text", "--ledger", ledger).stdout)["text"])


class TestLost:
    def test_a_damaged_original_is_never_given(self, own: Path) -> None:
        original(own).write_bytes(gzip.compress(PAGE.replace(b"14 tanks", b"41 tanks"), mtime=0))
        done = run("document", "page", "--raw", "--ledger", own, code=4)
        assert done.stdout == b""
        assert b"damaged" in done.stderr
        assert about(own, "page", code=4)["original"]["state"] == "damaged"

    def test_a_missing_one_is_told_and_adding_the_file_again_puts_it_back(self, own: Path) -> None:
        original(own).unlink()
        assert b"put back a copy" in run("document", "page", "--raw", "--ledger", own, code=4).stderr
        assert about(own, "page", code=4)["original"]["state"] == "missing"
        run("add", own.parent / "page.html", "--ledger", own)
        assert run("document", "page", "--raw", "--ledger", own).stdout == PAGE

    def test_a_page_that_only_differs_around_its_text_leaves_no_second_original(self, own: Path) -> None:
        (own.parent / "page.html").write_bytes(PAGE.replace(b"Contact", b"Advertising"))
        run("add", own.parent / "page.html", "--ledger", own)
        assert gzip.decompress(original(own).read_bytes()) == PAGE

    @pytest.mark.parametrize("off", ["option", "setting"])
    def test_turned_off_nothing_is_kept_and_that_is_told(self, tmp_path: Path, off: str) -> None:
        (tmp_path / "page.html").write_bytes(PAGE)
        ledger = tmp_path / "ledger.sqlite"
        if off == "option":
            run("add", tmp_path / "page.html", "--no-originals", "--ledger", ledger)
        else:
            run("add", tmp_path / "page.html", "--ledger", ledger, WEIGHBRIDGE_ORIGINALS="off")
        assert not ledger.with_suffix(".originals").exists()
        assert about(ledger, "page")["original"] is None
        assert b"no original was kept" in run("document", "page", "--raw", "--ledger", ledger, code=4).stderr

    def test_a_document_in_another_language_leaves_nothing(self, tmp_path: Path) -> None:
        text = "Le ministre a dit que les chars ont été livrés dans la nuit par le pays, et que ce sont les premiers. "
        (tmp_path / "f.txt").write_text(text * 3)
        run("add", tmp_path / "f.txt", "--ledger", tmp_path / "ledger.sqlite", code=1)
        assert not (tmp_path / "ledger.originals").exists()

    def test_a_folder_that_is_a_link_ends_the_command_before_anything_is_added(self, tmp_path: Path) -> None:
        (tmp_path / "page.html").write_bytes(PAGE)
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "ledger.originals").symlink_to(tmp_path / "elsewhere")
        done = run("add", tmp_path / "page.html", "--ledger", tmp_path / "ledger.sqlite", code=1)
        assert b"it is a link" in done.stderr
        opened = open_ledger(tmp_path / "ledger.sqlite")
        assert list(provenances(opened)) == []
        opened.close()
        assert not list((tmp_path / "elsewhere").iterdir())


class TestKills:
    def test_what_is_in_the_ledger_has_its_original(self, tmp_path: Path) -> None:
        file, ledger = tmp_path / "many.jsonl", tmp_path / "ledger.sqlite"
        rows = [json.dumps({"id": f"n{n}", "text": f"{PARAGRAPH} Number {n}. {TANKS}"}) for n in range(24)]
        file.write_text("\n".join(rows))
        command = [sys.executable, "-m", "weighbridge", "add", str(file), "--ledger", str(ledger)]
        for lines in (1, 9):
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
                assert running.stdout is not None
                for _ in range(lines):
                    running.stdout.readline()
                running.send_signal(signal.SIGKILL)
            assert sound(ledger) >= lines
        both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
        assert [one.wait(120) for one in both] == [0, 0]
        assert sound(ledger) == 24
        assert sorted(run("document", f"n{n}", "--raw", "--ledger", ledger).stdout.decode() for n in (0, 23)) == [
            rows[0],
            rows[23],
        ]


def sound(ledger: Path) -> int:
    """How many documents a ledger has; each has its original, whole."""
    opened, store = open_ledger(ledger), Store(ledger.with_suffix(".originals"))
    try:
        found = list(all_filed(opened))
        for one in found:
            assert json.loads(store.read(one.details.original or ""))["id"] == one.name
        return len(found)
    finally:
        opened.close()
