"""The commands ``controls`` and ``flags``, as a person or a script calls them."""

from __future__ import annotations

import json

from typer.testing import CliRunner, Result

from weighbridge.cli import app


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_a_code_is_explained_with_its_source() -> None:
    done = call("controls", "8542.31")
    assert done.exit_code == 0
    assert "Common High Priority List: tier 1" in done.stdout
    assert "source: Common High Priority List; tier 1;" in done.stdout
    assert done.stderr == ""


def test_json_is_a_line_for_each_item_and_nothing_else() -> None:
    done = call("controls", "7A103", "MEMS gyroscopes", "9Z999", "--json")
    assert done.exit_code == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["kind"] for row in rows] == ["dual-use", "words", "refused"]
    assert "the group, A to E" in rows[2]["mistake"]


def test_a_refused_item_is_told_and_the_others_go_on() -> None:
    done = call("controls", "85423", "9.A.4")
    assert done.exit_code == 1
    assert "lost the zero" in done.stderr
    assert "MTCR annex: item 9" in done.stdout


def test_words_that_say_nothing_are_no_clearance() -> None:
    done = call("controls", "spare parts")
    assert done.exit_code == 0
    assert "no clearance" in done.stdout


def test_nothing_of_the_input_steers_a_terminal() -> None:
    done = call("controls", "\x1b[31mgyroscope\u202e", "\x1b]0;x\x07")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr


def test_flags_are_listed_with_their_sources() -> None:
    done = call("flags")
    assert done.exit_code == 0
    assert done.stdout.count("\n  source: ") >= 20
    rows = [json.loads(line) for line in call("flags", "--json").stdout.splitlines()]
    assert len(rows) >= 20
    assert all(row["source"]["title"] and row["source"]["address"] for row in rows)
