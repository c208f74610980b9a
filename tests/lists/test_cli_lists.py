"""The commands, as a person or a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.fetching.conftest import Site
from tests.lists.conftest import Write
from tests.lists.samples import UN
from typer.testing import CliRunner

from weighbridge.cli import app


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("WEIGHBRIDGE_LISTS", str(tmp_path / "kept"))
    runner = CliRunner()

    def called(*words: object, code: int = 0) -> tuple[str, str]:
        done = runner.invoke(app, ["lists", *map(str, words)])
        assert done.exit_code == code, done.output
        return done.stdout, done.stderr

    return called


def test_a_list_is_added_shown_and_told_with_its_age(call, write: Write) -> None:  # type: ignore[no-untyped-def]
    out, _ = call("add", write("un-xml"))
    assert out.startswith("un-sc  2 entries (un-xml)  ")
    out, _ = call("add", write("un-xml"))
    assert "the same as before" in out
    out, err = call("status")
    assert "un-sc  2 entries, as of 2026-02-27" in out
    assert "eu-fsf  not held" in out
    assert "weighbridge lists update un-sc" in err
    rows = [json.loads(line) for line in call("status", "--json")[0].splitlines()]
    assert rows[0]["list"] == "un-sc"
    assert rows[0]["basis"] == "file"
    assert len(call("status", "--all")[0].splitlines()) == 2
    out, _ = call("show", "un-sc", "un-sc-cdi-901")
    assert "passport: OB0243 rw" in out
    assert "KPe" not in out
    assert json.loads(call("show", "un-sc", "un-sc-cdi-901", "--json")[0])["party"]["schema"] == "Person"
    assert {json.loads(line)["schema"] for line in call("show", "un-sc", "--ftm")[0].splitlines()} == {
        "Person",
        "Organization",
        "Sanction",
    }
    assert "no such entry" in call("show", "un-sc", "nobody", code=1)[1]


def test_two_versions_are_compared(call, write: Write) -> None:  # type: ignore[no-untyped-def]
    first = call("add", write("un-xml"))[0].split()[-1]
    second = call("add", write("un-xml", UN.replace("OB0243", "OB9")))[0].split()[-1]
    out, err = call("diff", first, second)
    assert "changed  un-sc-cdi-901  ARON MBEKI TESTA" in out
    assert "- identifiers: passport OB0243 (rw)" in out
    assert "+ identifiers: passport OB9 (rw)" in out
    assert "0 added, 0 removed, 1 changed" in err
    row = json.loads(call("diff", first, second, "--json")[0].splitlines()[0])
    assert row["kind"] == "changed"
    path = write("un-xml", UN.split("<ENTITIES>")[0] + "</CONSOLIDATED_LIST>", "new.xml")
    assert "removed  un-sc-kpe-902  NORTHERN ROCKET TRADING" in call("diff", "un-sc", path)[0]
    assert "of two lists" in call("diff", "un-sc", write("eu-xml"), code=1)[1]


def test_what_drops_much_needs_a_yes(call, write: Write) -> None:  # type: ignore[no-untyped-def]
    call("add", write("un-xml"))
    path = write("un-xml", UN.split("<ENTITIES>")[0] + "</CONSOLIDATED_LIST>")
    assert "say --yes" in call("add", path, code=1)[1]
    assert "un-sc  2 entries" in call("status")[0]
    call("add", path, "--yes")
    assert "un-sc  1 entries" in call("status")[0]


def test_what_is_no_list_is_refused_in_one_line(call, write: Write) -> None:  # type: ignore[no-untyped-def]
    _, err = call("add", write("un-xml", "<html>\x1b[31m</html>"), code=1)
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert "Traceback" not in err


def test_what_was_left_out_is_told(call, write: Write) -> None:  # type: ignore[no-untyped-def]
    out, err = call("add", write("ftm"), "--as", "mine")
    assert out.startswith("mine  2 entries (ftm)")
    assert "1 entities of the schema Sanction, which are no parties" in err


def test_lists_are_fetched_from_a_table_of_ones_own(
    call,  # type: ignore[no-untyped-def]
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEIGHBRIDGE_ALLOW_PRIVATE", "127.0.0.1")
    site.put("/un.xml", UN, "application/xml")
    table = tmp_path / "table.toml"
    row = '[[list]]\nname = "{}"\ntitle = "T"\npublisher = "P"\nformats = ["{}"]\naddresses = ["{}"]\n'
    row += "days = 1\nmegabytes = 1\n"
    good = row.format("un-sc", "un-xml", site.at("/un.xml", "127.0.0.1"))
    table.write_text(good + row.format("eu-fsf", "eu-xml", site.at("/none.xml", "127.0.0.1")))
    out, err = call("update", "--table", table, code=1)
    assert out.startswith("un-sc  2 entries")
    assert "eu-fsf stays as it was" in err
    assert "same as before" in call("update", "un-sc", "--table", table)[0]
    assert "there is no such list" in call("update", "nothing", "--table", table, code=1)[1]
