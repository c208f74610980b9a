"""The commands on a ledger, from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.program import ran
from tests.weighing.reports import GB, IR, TWO_PEOPLE, US, Told, counted, during, report

from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.model import Measure, as_json

REPORTS = [
    report(
        "Iran has sent 200 missiles to Russia, two people told Harbour Wire.",
        TWO_PEOPLE,
        on="2024-03-01",
        quantity=counted(200, "200"),
    ),
    report(
        "Iran's foreign ministry denied that it had sent missiles.",
        IR,
        on="2024-03-02",
        outlet="Coast Courier",
        stance="denies",
    ),
    report("Russia has Iran's missiles now, the White House said.", US, on="2024-05-03", outlet="Island Times"),
    report("Britain's defence ministry said that Russia had got them.", GB, on="2024-05-05", outlet="Hill Gazette"),
    report("Any such drones would be answered, the White House said.", US, item="uav", goods="drones", stance="warns"),
    report("=cmd() \x1b[31mRussia\u202e has missiles.", US, on=None, outlet="No Date Post"),
]
MISSILES = "IR-RU-missile.ballistic-2024"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    opened = open_ledger(path)
    for number, (document, statement) in enumerate(REPORTS):
        text = statement.evidence
        measure = Measure(text, 0, len(text), "US", "the bank", "IR", "sanctions", "asserts")
        keep(opened, document, [statement], [measure] if number == 2 else [], "test", "1")
    opened.close()
    return path


def run(ledger: Path | str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return ran(
        [*words, "--ledger", str(ledger)],
        text=True,
        env={**os.environ, "COLUMNS": "160", **environment},
    )


def rows(ledger: Path, *words: str) -> list[dict[str, object]]:
    done = run(ledger, *words, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_transfers_lists_stage_likelihood_and_origins(ledger: Path) -> None:
    found = {one["id"]: one for one in rows(ledger, "transfers")}
    assert found[MISSILES]["stage"] == "delivered"
    assert found[MISSILES]["word"] in ("likely", "very likely")
    assert found[MISSILES]["denials"] == 1
    assert found["IR-RU-uav-2024"]["stage"] is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (("--supplier", "IR"), 2),
        (("--supplier", "RU"), 0),
        (("--goods", "missile"), 1),
        (("--stage", "delivered"), 1),
        (("--likely", "0.5"), 1),
        (("--until", "2023"), 0),
        (("--from", "2024", "--recipient", "RU"), 2),
    ],
)
def test_filters_narrow_the_list(ledger: Path, words: tuple[str, ...], number: int) -> None:
    assert len(rows(ledger, "transfers", *words)) == number
    assert len(rows(ledger, "transfers", *words, "--as-of", "2030")) == number


def test_as_of_shows_what_was_knowable(ledger: Path) -> None:
    [early] = rows(ledger, "show", MISSILES, "--as-of", "2024-03-02")
    [late] = rows(ledger, "show", MISSILES)
    assert early["statements_count"] == 2
    assert late["statements_count"] == 5
    assert early["likelihood"] < late["likelihood"]  # type: ignore[operator]
    assert early["stage"] is None


def test_as_of_tells_of_the_undated(ledger: Path) -> None:
    assert "no date" in run(ledger, "transfers", "--as-of", "2024-12-31").stderr
    assert "no date" not in run(ledger, "transfers").stderr


def test_show_prints_the_evidence_and_who_echoes_whom(ledger: Path) -> None:
    text = run(ledger, "show", MISSILES).stdout
    for _, statement in REPORTS[:4]:
        assert statement.evidence in " ".join(text.replace("│", " ").split())
    assert "independent" in text


def test_explain_prints_sums_that_add_up(ledger: Path) -> None:
    for stage in rows(ledger, "explain", MISSILES):
        assert stage["log_odds"] == pytest.approx(sum(line["weight"] for line in stage["lines"]))  # type: ignore[attr-defined,misc]
    printed = run(ledger, "explain", MISSILES).stdout
    assert "before any source" in printed


def test_origins_gives_the_reason_of_each_link(ledger: Path) -> None:
    found = rows(ledger, "origins", MISSILES)
    assert len(found) == 4
    assert all(voice["reason"] for origin in found for voice in origin["voices"])  # type: ignore[attr-defined]


def test_statements_lead_back_to_their_sentence(ledger: Path) -> None:
    found = rows(ledger, "statements", "--transfer", MISSILES)
    assert {one["evidence"] for one in found} == {REPORTS[n][1].evidence for n in (0, 1, 2, 3, 5)}
    assert all(one["transfer"] == MISSILES and one["origin"] for one in found)


def test_export_gives_the_guidelines_fields_with_transfer_and_origin(ledger: Path) -> None:
    found = rows(ledger, "export", "statements")
    assert len(found) == len(REPORTS)
    by_doc = {one["doc"]: one for one in found}
    for document, statement in REPORTS:
        row = by_doc[document.id]
        assert document.text[row["start"] : row["end"]] == row["evidence"]  # type: ignore[misc]
        assert {key: row[key] for key in as_json(statement)} == as_json(statement)
        assert row["transfer"]
        assert row["origin"]
    assert len(rows(ledger, "export", "transfers")) == 2
    assert len(rows(ledger, "export", "measures")) == 1


def test_search_finds_forms_of_words_and_knows_no_syntax(ledger: Path) -> None:
    assert len(rows(ledger, "search", "missile", "denied")) == 1
    assert rows(ledger, "search", 'missile AND "denied OR (NEAR') == []
    assert run(ledger, "search", '"(*').returncode == 1


def test_pairs_and_measures(ledger: Path) -> None:
    [pair] = rows(ledger, "pairs")
    assert (pair["supplier"], pair["recipient"], pair["transfers"], pair["denials"]) == ("IR", "RU", 2, 1)
    [measure] = rows(ledger, "measures", "--imposer", "US")
    assert measure["kind"] == "sanctions"
    assert rows(ledger, "measures", "--imposer", "FR") == []


def test_changes_name_what_moved_and_its_cause(ledger: Path) -> None:
    found = {(one["transfer"], one["kind"]): one for one in rows(ledger, "changes", "--since", "2024-03-01")}
    stage = found[MISSILES, "stage"]
    assert stage["after"] == "delivered"
    assert {one["doc"] for one in stage["causes"]} <= {document.id for document, _ in REPORTS}  # type: ignore[attr-defined]
    assert found[MISSILES, "denial"]["causes"][0]["evidence"].startswith("Iran's foreign ministry")  # type: ignore[index]
    assert rows(ledger, "changes", "--since", "2024-05-05", "--as-of", "2024-05-05") == []


def test_changes_tell_of_what_has_no_date(ledger: Path) -> None:
    assert (
        "1 statement new since any day: no date of publication"
        in run(ledger, "changes", "--since", "2024-05-05").stderr
    )


def test_a_report_whose_date_is_yet_to_come_says_so_wherever_it_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(open_ledger(path)) as opened:
        document, statement = report("Iran has sent Russia missiles, the White House said.", US, on="9031-01-02")
        identity = keep(opened, document, [statement], [], "test", "1").document
    for words in (("statements",), ("search", "missiles"), ("document", identity)):
        assert "9031-01-02, yet to come: check its date" in run(path, *words).stdout, words


def test_a_report_whose_date_is_yet_to_come_weighs_nothing_and_this_is_told(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(open_ledger(path)) as opened:
        for document, statement in (
            report("Iran has sent Russia missiles, two people said.", TWO_PEOPLE, on="2024-03-01"),
            report("Iran has sent Russia missiles, the White House said.", US, on="9031-01-02", outlet="Hill Gazette"),
        ):
            keep(opened, document, [statement], [], "test", "1")
    [told] = rows(path, "transfers")
    assert (told["origins_count"], told["latest"], told["last"]) == (1, "2024-03-01", "2024-03-01")
    [then] = rows(path, "show", str(told["id"]), "--as-of", "2024-12-31")
    assert then["likelihood"] == told["likelihood"]
    for words in (("transfers",), ("show", str(told["id"])), ("explain", str(told["id"]))):
        said = run(path, *words)
        assert "1 statement left out of the weighing: dated later than today" in said.stderr, words
        assert "White House" not in said.stdout
    own = tmp_path / "own.toml"
    own.write_text("[prior]\ndelivered = -1.4\n")
    assert rows(path, "transfers", "--figures", str(own)) == [told]


def test_nothing_of_a_text_steers_the_terminal(ledger: Path) -> None:
    for words in (("show", MISSILES), ("statements",), ("explain", MISSILES), ("search", "missiles")):
        printed = run(ledger, *words).stdout
        assert "\x1b[31m" not in printed
        assert "\u202e" not in printed


def test_own_figures_weigh_otherwise(ledger: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[prior]\ndelivered = -9.0\n")
    [other] = rows(ledger, "show", MISSILES, "--figures", str(own))
    assert other["stages"][-1]["likelihood"] < 0.2  # type: ignore[index]
    [usual] = rows(ledger, "show", MISSILES)
    assert usual["likelihood"] > 0.7  # type: ignore[operator]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "no-such-transfer"), "there is no transfer"),
        (("transfers", "--as-of", "yesterday"), "2024-09"),
        (("changes", "--since", "2024-13"), "2024-13"),
        (("export", "everything"), "choose statements, transfers, measures"),
        (("search", "..."), "no word"),
    ],
)
def test_bad_questions_are_answered_clearly(ledger: Path, words: tuple[str, ...], told: str) -> None:
    done = run(ledger, *words)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[prior]\ndeliverd = 1\n", "deliverd"),
        ("[priors]\n", "[priors]"),
        ("[prior]\ndelivered = 'much'\n", "number"),
        ("[prior\n", "own.toml"),
    ],
)
def test_a_mistake_in_own_figures_is_told(ledger: Path, tmp_path: Path, content: str, told: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content)
    done = run(ledger, "transfers", "--figures", str(own))
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_ledger_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    done = run(tmp_path / "none.sqlite", "transfers")
    assert done.returncode == 1
    assert "weighbridge add" in done.stderr
    assert not (tmp_path / "none.sqlite").exists()


def weigh_files(tmp_path: Path, some: list[Told], lines: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    documents, statements = tmp_path / "documents.jsonl", tmp_path / "statements.jsonl"
    documents.write_text("".join(json.dumps(as_json(document)) + "\n" for document, _ in some))
    told = [json.dumps({**as_json(statement), "doc": document.id}) for document, statement in some]
    statements.write_text("\n".join([*told, *(lines or [])]) + "\n")
    return ran(
        ["weigh", str(statements), "--documents", str(documents), "--json"],
        text=True,
    )


def test_weigh_gives_the_lines_back_in_their_order_with_both_filled_in(tmp_path: Path) -> None:
    done = weigh_files(tmp_path, REPORTS)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["doc"] for one in found] == [document.id for document, _ in REPORTS]
    assert {found[n]["transfer"] for n in (0, 1, 2, 3, 5)} == {MISSILES}
    assert all(one["origin"] for one in found)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "statements.jsonl:7"),
        ("[]", "no object"),
        ('{"doc": "nobody"}', "no document 'nobody'"),
        (json.dumps({**as_json(REPORTS[0][1]), "doc": REPORTS[0][0].id, "start": 3}), "not in the document's text"),
        (json.dumps({**as_json(REPORTS[0][1]), "doc": REPORTS[0][0].id, "stage": "gone"}), "stage is 'gone'"),
        (
            json.dumps({**as_json(REPORTS[0][1]), "doc": REPORTS[0][0].id, "confidence": float("nan")}),
            "confidence is nan",
        ),
        (
            json.dumps({**as_json(REPORTS[0][1]), "doc": REPORTS[0][0].id, "value": {"amount": float("inf")}}),
            "value.amount is inf",
        ),
    ],
)
def test_weigh_refuses_a_bad_line_and_weighs_the_others(tmp_path: Path, line: str, told: str) -> None:
    done = weigh_files(tmp_path, REPORTS, [line])
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == len(REPORTS)


@pytest.mark.parametrize("words", [("--stage", "deliverd"), ("--goods", "rocket"), ("--from", "2024-02-31")])
def test_a_misspelt_filter_is_told(ledger: Path, words: tuple[str, ...]) -> None:
    done = run(ledger, "transfers", *words)
    assert done.returncode == 1
    assert words[1] in done.stderr


def test_a_search_as_of_a_day_names_the_transfers_of_that_day(tmp_path: Path) -> None:
    opened = open_ledger(tmp_path / "ledger.sqlite")
    early = report("They talk about missiles.", US, on="2023-12-01", stage="negotiating")
    late = report("Missiles went.", US, on="2024-03-01", time=during("2024-03"))
    for document, statement in (early, late):
        keep(opened, document, [statement], [], "test", "1")
    opened.close()
    words = ("--as-of", "2023-12-31")
    [then] = rows(tmp_path / "ledger.sqlite", "transfers", *words)
    [hit] = rows(tmp_path / "ledger.sqlite", "search", "missiles", *words)
    assert then["id"] == hit["transfer"] == "IR-RU-missile.ballistic-2023"
    [now] = rows(tmp_path / "ledger.sqlite", "transfers")
    assert now["id"] != then["id"]


def test_halted_transfers_can_be_asked_for(tmp_path: Path) -> None:
    opened = open_ledger(tmp_path / "ledger.sqlite")
    for one in (report("They stopped.", IR, stage="halted"), report("Drones went.", US, item="uav")):
        keep(opened, one[0], [one[1]], [], "test", "1")
    opened.close()
    [found] = rows(tmp_path / "ledger.sqlite", "transfers", "--stage", "halted")
    assert found["goods"] == "missile.ballistic"


def test_a_narrow_terminal_gets_lines(ledger: Path) -> None:
    printed = run(ledger, "transfers", COLUMNS="60").stdout
    assert f"{MISSILES}\n" in printed
    assert "   reached: delivered\n" in printed


def test_changes_do_not_name_a_denial_as_the_cause_of_a_rise(ledger: Path) -> None:
    for one in rows(ledger, "changes", "--since", "2024-03-01"):
        if one["kind"] in ("stage", "likelihood"):
            assert all(cause["stance"] != "denies" for cause in one["causes"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "content",
    [
        "[prior]\ndelivered = nan\n",
        "[prior]\ndelivered = -inf\n",
        "[source]\ngovernment = 1e6\n",
        "[denial]\nmilitary = 1.0\n",
        "[own]\nself_serving_denial = 1.0\n",
        "[bounds]\nhighest = 2.0\n",
        "[bounds]\nlowest = 0.9\nhighest = 0.1\n",
        "[admiralty]\nngo = 'Z'\n",
        "[prior]\ndelivered = 2024-01-01\n",
    ],
)
def test_figures_that_make_no_sense_are_refused(ledger: Path, tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content)
    done = run(ledger, "transfers", "--figures", str(own))
    assert done.returncode == 1
    assert "own.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_weigh_refuses_a_second_document_of_one_id(tmp_path: Path) -> None:
    document, statement = REPORTS[0]
    done = weigh_files(tmp_path, [(document, statement), (replace(document, text="Something else."), statement)])
    assert done.returncode == 1
    assert "another document of this id came before" in done.stderr
    assert all(json.loads(line)["transfer"] for line in done.stdout.splitlines())


def test_what_weigh_prints_for_people_steers_no_terminal(tmp_path: Path) -> None:
    hostile = replace(REPORTS[0][0], id="\x1b[2J\u202e")
    weigh_files(tmp_path, [(hostile, REPORTS[0][1])])
    files = (str(tmp_path / "statements.jsonl"), "--documents", str(tmp_path / "documents.jsonl"))
    command = [sys.executable, "-m", "weighbridge", "weigh", *files]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_changes_tell_which_transfers_became_one(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    opened = open_ledger(path)
    early = report("They went in January.", US, on="2020-02-01", time=during("2020-01"))
    later = report("They went in September.", GB, on="2020-09-01", time=during("2020-09"))
    between = report("They went all the time, the White House said.", US, on="2024-09-01", time=during("2020-05"))
    other = report("Drones went.", US, on="2020-09-01", item="uav")
    for document, statement in (early, later, between, other):
        keep(opened, document, [statement], [], "test", "1")
    opened.close()
    found = {(one["transfer"], one["kind"]): one for one in rows(path, "changes", "--since", "2024-08-01")}
    merged = found["IR-RU-missile.ballistic-2020-b", "merged"]
    assert merged["after"] == "part of IR-RU-missile.ballistic-2020"
    assert [one["evidence"] for one in merged["causes"]] == [between[1].evidence]  # type: ignore[attr-defined]
