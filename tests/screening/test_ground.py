"""What else an answer rests on: the ledger's onward transfers, owners, softer parts of lists, figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.screening.conftest import QUIET, Place, told
from tests.weighing.reports import GB, US, report

from weighbridge.keeping import keep
from weighbridge.ledger import open_ledger
from weighbridge.lexicon.tables import LexiconError
from weighbridge.screening import columns, figures

WHO = ["--party", QUIET, "--country", "IR", "--role", "end-user"]


def say(place: Place, recipient: str, *days: str) -> None:
    ledger = open_ledger(place.folder / "ledger.sqlite")
    for at, on in enumerate(days):
        sentence = f"Iran sent {recipient} drones, report {at}."
        document, statement = report(
            sentence, (US, GB)[at % 2], on=on, item="uav", goods="drones", recipient=recipient, outlet=f"Outlet {at}"
        )
        keep(ledger, document, [statement], [], "test", "1")
    ledger.close()


def test_a_country_that_passes_arms_on_is_told_with_transfers_and_evidence(listed: Place) -> None:
    say(listed, "RU", "2024-03-01", "2024-03-02")
    row = listed.one(*WHO, "--route", "GB > IR", code=10)
    (found,) = told(row, "onward")
    assert found["level"] == "review"
    assert "IR is shown by the ledger as a supplier of arms to RU (under sanctions)" in found["reason"]
    transfer = found["evidence"][0]
    assert transfer["place"].startswith("IR-RU-uav")
    assert any("report 0" in one["text"] and "Outlet 0, 2024-03-01" in one["place"] for one in found["evidence"])
    assert row["onward"]["ir"][0]["likelihood"] >= 0.55
    hashed = row["state"]["ledger"]["content"]
    assert len(hashed) == 64
    assert listed.one(*WHO, code=10)["state"]["ledger"]["content"] == hashed
    say(listed, "RU", "2024-03-01", "2024-03-02", "2024-03-04")
    assert listed.one(*WHO, code=10)["state"]["ledger"]["content"] != hashed


def test_the_ledger_is_asked_as_of_the_day(listed: Place) -> None:
    say(listed, "RU", "2024-03-01", "2024-03-02")
    row = listed.one(*WHO, "--route", "GB > IR", "--day", "2024-02-28", code=10)
    assert not told(row, "onward")
    assert told(listed.one(*WHO, "--route", "GB > IR", "--day", "2024-03-05", code=10), "onward")


def test_suppliers_to_states_without_sanctions_are_a_note(listed: Place) -> None:
    say(listed, "SE", "2024-03-01", "2024-03-02")
    (found,) = told(listed.one(*WHO, "--route", "GB > IR", code=10), "onward")
    assert found["level"] == "note"


def test_where_goods_start_from_is_not_asked_after(listed: Place) -> None:
    say(listed, "RU", "2024-03-01", "2024-03-02")
    row = listed.one("--party", QUIET, "--country", "SE", "--role", "end-user", "--route", "IR > SE", code=10)
    assert not told(row, "onward")


def test_without_a_ledger_that_is_told(listed: Place) -> None:
    assert told(listed.one(*WHO, code=10), "ledger")[0]["level"] == "note"


def owned(place: Place, share: str) -> None:
    rows = [
        {"id": "o1", "schema": "Person", "caption": "Boris Leshin", "properties": {"name": ["Boris Leshin"]}},
        {
            "id": "c1",
            "schema": "Company",
            "caption": "Petrel Marine Works",
            "target": False,
            "properties": {"name": ["Petrel Marine Works"], "country": ["gb"]},
        },
        {"id": "h", "schema": "Ownership", "properties": {"owner": ["o1"], "asset": ["c1"], "percentage": [share]}},
    ]
    path = place.write("own.ftm.json", "\n".join(map(json.dumps, rows)))
    place.call("lists", "add", path, "--as", "mine")


@pytest.mark.parametrize(("share", "code"), [("60", 20), ("30", 10), ("5", 0)])
def test_who_is_owned_by_listed_parties_is_stopped_from_the_rules_share_on(place: Place, share: str, code: int) -> None:
    owned(place, share)
    row = place.one("--party", "Petrel Marine Works", "--country", "GB", "--role", "end-user", code=code)
    found = told(row, "owner")
    assert found
    assert "Boris Leshin" in found[0]["reason"]
    assert found[0]["source"]["address"].startswith("https://")
    (party,) = told(row, "party")
    assert party["level"] == "note"


def test_a_table_of_ones_own_says_who_is_owned(listed: Place) -> None:
    table = listed.write(
        "holdings.csv",
        "owner,asset,percentage,source\n"
        "Severnaya Zarya Trading House,Kite Holding,60,register\n"
        "Kite Holding,Petrel Marine Works,70,register\n"
        "Somebody Unlisted,Petrel Marine Works,30,register\n",
    )
    who = ["--party", "Petrel Marine Works", "--country", "GB", "--role", "end-user"]
    row = listed.one(*who, "--holdings", table, code=20)
    found = told(row, "owner")[0]
    assert (
        "Kite Holding (70 %), which is owned by Severnaya Zarya Trading House [own-w1] (60 %; listed)"
        in found["reason"]
    )
    assert found["list_version"] == row["state"]["holdings"][:12]
    table.unlink()
    _, err = listed.call("screen", "--replay", row["reference"], code=20)
    assert "the same to the byte" in err
    assert listed.one(*who)["answer"] == "clear"
    assert "can't be opened" in listed.call("screen", *who, "--holdings", table, code=1)[1]


def test_some_parts_of_lists_warn_and_do_not_stop(place: Place) -> None:
    entry = {
        "name": QUIET,
        "source": "Unverified List (UVL) - Bureau of Industry and Security",
        "type": "Entity",
        "id": "u1",
    }
    path = place.write("csl.json", json.dumps({"total": 1, "results": [entry]}))
    place.call("lists", "add", path)
    row = place.one("--party", QUIET, "--country", "GB", "--role", "end-user", code=10)
    (found,) = told(row, "party")
    assert (found["level"], found["score"]) == ("review", 1.0)
    assert "licence exceptions end" in found["reason"]
    assert found["source"]["place"].startswith("Unverified List")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stop = 0.90", "stop = 90", "stop in [party] has to be a number from 0 to 1"),
        ("review = 0.70", "review = 0.95", "review in [party] lies above stop"),
        ('stale = "review"', 'stale = "maybe"', "stale in [ground] has to be one of"),
        ('stages = ["shipped"', 'stages = ["dreamt"', "stages in [onward]"),
        ('most = "review"\nwhy = "exports', 'most = "some"\nwhy = "exports', "[[softer]] needs"),
    ],
)
def test_a_mistake_in_the_figures_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = figures.FILE.read_text("utf-8")
    assert old in text
    path = tmp_path / "screening.toml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(LexiconError) as error:
        figures.figures(path)
    assert said in str(error.value)
    assert str(error.value).startswith(f"{path}:")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('buyer = ["buyer"', 'buyers = ["buyer"', "there is no role 'buyers'"),
        ('payment = ["payment"', 'payment = ["hs"', "'hs' stands for hs already"),
        ('yes = ["yes"', "yes = [1", "yes in [words]"),
    ],
)
def test_a_mistake_in_the_names_of_columns_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = columns.FILE.read_text("utf-8")
    assert old in text
    path = tmp_path / "orders.toml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(LexiconError, match=said.replace("[", r"\[").replace("]", r"\]")):
        columns.words(path)
