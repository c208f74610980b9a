"""``weighbridge review``, ``reviews`` and ``people`` from outside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.reviewing.kept import DRONES, HOSTILE, REPORTS, SENT, id_of, kept, rows, run
from tests.weighing.reports import US, report

PASSWORD = "a long enough word"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reviews") / "ledger.sqlite"
    kept(path, [*REPORTS, report(HOSTILE, US, on=None, outlet="No \x1b]0;Date\x07 Post")]).close()
    return path


def likelihood(ledger: Path, transfer: str) -> float:
    [found] = [one for one in rows(ledger, "transfers") if one["id"] == transfer]
    return float(found["likelihood"])


def test_from_the_queue_to_another_likelihood(ledger: Path) -> None:
    queued = rows(ledger, "review")
    place = next(one for one in queued if one["evidence"] == DRONES)
    assert place["reasons"]
    assert place["transfer"] == "IR-RU-uav-2024"
    before = likelihood(ledger, "IR-RU-uav-2024")
    words = ("--reason", "they are only promised", "--name", "Ada Vane")
    [given] = rows(
        ledger, "review", place["id"], "--correct", "stage=agreed", "--correct", "certainty=probable", *words
    )
    assert given["verdict"] == "correct"
    assert given["slots"] == [
        {"slot": "stage", "before": "delivered", "after": "agreed"},
        {"slot": "certainty", "before": "certain", "after": "probable"},
    ]
    [moved] = given["transfers"]
    assert moved["before"]["likelihood"] == before
    assert moved["after"]["likelihood"] == likelihood(ledger, "IR-RU-uav-2024") != before
    assert place["id"] not in {one["id"] for one in rows(ledger, "review")}
    [one] = rows(ledger, "reviews", "--statement", place["id"])
    assert (one["name"], one["way"], one["reason"]) == ("Ada Vane", "command", "they are only promised")
    assert one["before"]["stage"] == "delivered"
    assert one["after"]["stage"] == "agreed"
    assert one["after"]["evidence"] == DRONES
    [stand] = rows(ledger, "review", place["id"])
    assert (stand["read"]["stage"], stand["now"]["stage"]) == ("delivered", "agreed")


def test_people_are_shown_text_that_steers_no_terminal(ledger: Path) -> None:
    key = next(one["id"] for one in rows(ledger, "review") if one["evidence"] == HOSTILE)
    shown = [run(ledger, "review"), run(ledger, "review", key)]
    shown.append(run(ledger, "review", key, "--accept", "--reason", "so it is", "--name", "Ada"))
    shown.append(run(ledger, "reviews"))
    refused = run(ledger, "review", key, "--accept", "--reason", "\x1b[2J so it is", "--name", "Ada")
    assert refused.returncode == 1
    assert "character 1 is U+001B" in refused.stderr
    for one in shown:
        assert one.returncode == 0, one.stderr
        assert one.stdout
        assert not set(one.stdout) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--accept",), "name the statement"),
        (("KEY", "--accept", "--reject"), "give one of --accept, --reject and --correct"),
        (("KEY", "--accept", "--reason", "x"), "needs a name"),
        (("KEY", "--accept", "--name", "Ada"), "needs a reason"),
        (("KEY", "--correct", "stage", "--reason", "x", "--name", "Ada"), "write slot=value"),
        (("KEY", "--correct", "stage=gone", "--reason", "x", "--name", "Ada"), "one of sought"),
        (("nothing", "--accept", "--reason", "x", "--name", "Ada"), "there is no statement 'nothing'"),
    ],
)
def test_what_is_wrong_is_told(ledger: Path, words: tuple[str, ...], said: str) -> None:
    opened = kept(ledger, [])
    key = id_of(opened, SENT)
    opened.close()
    done = run(ledger, "review", *(key if one == "KEY" else one for one in words), WEIGHBRIDGE_NAME="")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_people_are_added_listed_and_removed(ledger: Path) -> None:
    done = run(ledger, "people", "add", "Ada Vane", told=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    assert run(ledger, "people", "add", "ada  vane", told=PASSWORD).returncode == 1, "the name is taken"
    short = run(ledger, "people", "add", "Bo", told="short\n")
    assert short.returncode == 1
    assert "fewer than 12 characters" in short.stderr
    [one] = rows(ledger, "people", "list")
    assert (one["name"], one["token"], one["sessions"]) == ("Ada Vane", False, 0)
    [token] = rows(ledger, "people", "token", "Ada Vane")
    assert rows(ledger, "people", "list")[0]["token"]
    assert run(ledger, "people", "token", "Nobody").returncode == 1
    with closing(sqlite3.connect(ledger)) as connection:
        kept_of = str(connection.execute("SELECT * FROM people").fetchall())
    assert PASSWORD not in kept_of
    assert token["token"] not in kept_of
    assert "$argon2id$" in kept_of
    assert run(ledger, "people", "token", "Ada Vane", "--revoke").returncode == 0
    assert not rows(ledger, "people", "list")[0]["token"]
    assert run(ledger, "people", "password", "Ada Vane", told="another long word\n").returncode == 0
    assert run(ledger, "people", "remove", "Ada Vane").returncode == 0
    assert rows(ledger, "people", "list") == []
    assert "there is no person" in run(ledger, "people", "remove", "Ada Vane").stderr


def test_no_command_takes_a_password_as_an_argument(ledger: Path) -> None:
    done = run(ledger, "people", "add", "Bo", PASSWORD)
    assert done.returncode == 2
    assert rows(ledger, "people", "list") == []
