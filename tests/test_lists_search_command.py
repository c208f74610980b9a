"""Names looked for on the lists in force, by our logic and as OFAC's own search would show them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk.listed import both
from typer.testing import CliRunner

from weighbridge.cli import app

Call = Callable[..., tuple[str, str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "ledger.sqlite"
    both(path)
    return path


@pytest.fixture
def call(kept: Path) -> Call:
    def called(*words: str, code: int = 0) -> tuple[str, str]:
        done = CliRunner().invoke(app, ["lists", "search", *words, "--ledger", str(kept)])
        assert done.exit_code == code, done.output
        return done.stdout, done.stderr

    return called


def test_the_default_is_how_parties_are_screened(call: Call) -> None:
    out, err = call("Острава Бренн")
    assert "Ostrava Brenn  (Person, harbour " in out
    assert err == ""


def test_what_ofacs_own_search_would_show(call: Call) -> None:
    out, _ = call("Oztrava Brenn", "--logic", "official-search")
    assert out.startswith("0.96  Ostrava Brenn  (Person, harbour ")
    assert "OZTRAVA for OSTRAVA (91), BRENN (100)" in out
    out, err = call("Острава Бренн", "--logic", "official-search")
    assert out == ""
    assert "nobody has a score of 0.85 or more (official-search)" in err


def test_rows_for_programs(call: Call) -> None:
    out, _ = call("Tidewater Gyroscope", "Blue Lantern", "--logic", "official-search", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["score"] for row in rows if row["asked"] == "Tidewater Gyroscope"][0] == 1.0
    assert {row["asked"] for row in rows} == {"Tidewater Gyroscope", "Blue Lantern"}
    assert all(row["logic"] == "official-search" and row["reasons"][0]["text"] for row in rows)


def test_one_list_and_a_limit(call: Call) -> None:
    rows = [json.loads(line) for line in call("Tidewater Gyroscope Works", "--list", "ships", "--json")[0].splitlines()]
    assert {row["list"] for row in rows} == {"ships"}
    out, err = call("Tidewater Gyroscope Works", "--most", "1", "--least", "0.3", "--logic", "official-search")
    assert len([line for line in out.splitlines() if not line.startswith(" ")]) == 1
    assert "more than 1 party; --most" in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("Brenn", "--logic", "soundex"), 2, "official-search"),
        (("Brenn", "--list", "nowhere"), 1, "known: harbour, ships"),
        (("  ",), 2, "an empty name"),
        (("Brenn", "--least", "97"), 2, "--least"),
    ],
    ids=["logic", "list", "empty", "least"],
)
def test_what_can_not_be_asked_is_told(call: Call, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in call(*words, code=code)[1]


def test_without_a_list_it_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["lists", "search", "Brenn", "--ledger", str(tmp_path / "none.sqlite")])
    assert done.exit_code == 1
    assert "weighbridge lists add FILE" in done.stderr
