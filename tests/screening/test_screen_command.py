"""``weighbridge screen``: answers, exit codes, forms, as a person or a script sees them."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.screening.conftest import QUIET, Place, told

ORDERS = """reference,buyer,buyer country,end user,end user country,forwarder,goods,hs,destination
A1,Harbour Tools Ltd,GB,Harbour Tools Ltd,GB,,garden chairs,940179,GB
A2,Northern Dawn Trading,RU,Northern Dawn Trading,RU,Blue Heron Instruments,chips,854231,RU
A3,Someone,Narnia,Someone,,,chairs,,GB
A4,Karim Bozorgmer,,,,,garden chairs,,GB
"""


def test_who_is_nobody_on_the_lists_is_clear_with_the_reason(listed: Place) -> None:
    row = listed.one("--party", QUIET, "--country", "GB", "--role", "end-user")
    assert row["answer"] == "clear"
    assert all(line["reasons"] for line in row["lines"])
    (party,) = [line for line in row["lines"] if line["subject"] == "parties/1"]
    assert "compared with own " in party["reasons"][0]
    (on,) = row["state"]["lists"]
    assert (on["list"], on["entries"], len(on["digest"])) == ("own", 3, 64)


def test_a_listed_party_stops_the_order_with_reasons_evidence_and_version(listed: Place) -> None:
    row = listed.one("--party", "Northern Dawn Trading", "--country", "RU", code=20)
    (found,) = told(row, "party")
    assert found["level"] == "stop"
    assert found["rule"] == "own/own-w1"
    assert found["list_version"] == row["state"]["lists"][0]["version"]
    assert any(one["text"] == "programme: ARMS" for one in found["evidence"])
    assert any(one["what"] == "reason" and "same words" in one["text"] for one in found["evidence"])


def test_a_name_that_is_only_like_a_listed_one_is_for_review(listed: Place) -> None:
    row = listed.one("--party", "Kareem Borzogmehr", "--type", "person", code=10)
    (found,) = told(row, "party")
    assert 0.70 <= found["score"] < 0.90


def test_without_any_list_nothing_is_clear(place: Place) -> None:
    row = place.one("--party", QUIET, "--country", "GB", "--role", "end-user", code=10)
    assert told(row, "lists")[0]["reason"].startswith("no list in force")
    assert row["lines"][0]["answer"] == "review"
    assert row["lines"][0]["reasons"][0] == told(row, "lists")[0]["reason"]


def test_a_stale_list_is_told_and_never_clear_in_silence(listed: Place) -> None:
    later = (datetime.now(UTC).date() + timedelta(days=400)).isoformat()
    row = listed.one("--party", QUIET, "--country", "GB", "--role", "end-user", "--day", later, code=10)
    assert "days old" in told(row, "lists")[0]["reason"]
    before = (datetime.now(UTC).date() - timedelta(days=400)).isoformat()
    row = listed.one("--party", QUIET, "--country", "GB", "--role", "end-user", "--day", before, code=10)
    assert row["state"]["lists"] == []


def test_each_order_of_a_file_is_answered_and_a_bad_one_stops_no_other(listed: Place) -> None:
    rows = listed.rows("screen", listed.write("orders.csv", ORDERS), code=1)
    assert [(one["order"]["reference"], one["answer"]) for one in rows] == [
        ("A1", "clear"),
        ("A2", "stop"),
        ("A3", "review"),
        ("A4", "stop"),
    ]
    assert "orders.csv: row 4: buyer country 'Narnia'" in rows[2]["unread"]
    assert [(one["subject"], one.get("also")) for one in told(rows[1], "party")] == [
        ("parties/1", ["parties/2"]),
        ("parties/3", None),
    ]
    assert told(rows[1], "goods")[0]["level"] == "stop"
    good = ORDERS.replace("Narnia", "GB")
    _, err = listed.call("screen", listed.write("good.csv", good), code=20)
    assert "4 orders: 2 stop" in err


@pytest.mark.parametrize("name", ["answers.jsonl", "answers.csv"])
def test_answers_are_written_to_a_new_file(listed: Place, name: str) -> None:
    listed.write("orders.csv", ORDERS)
    out = listed.folder / name
    stdout, _ = listed.call("screen", listed.folder / "orders.csv", "--out", out, code=1)
    assert stdout == ""
    text = out.read_text("utf-8")
    if name.endswith("csv"):
        rows = list(csv.DictReader(text.splitlines()))
        assert {row["order"]: row["answer"] for row in rows} == {
            "A1": "clear",
            "A2": "stop",
            "A3": "review",
            "A4": "stop",
        }
    else:
        assert [json.loads(line)["answer"] for line in text.splitlines()] == ["clear", "stop", "review", "stop"]
    _, err = listed.call("screen", listed.folder / "orders.csv", "--out", out, code=1)
    assert "--force" in err
    assert out.read_text("utf-8") == text


def test_the_same_order_has_the_same_reference_and_bytes(listed: Place) -> None:
    first = listed.call("screen", listed.write("o.csv", ORDERS), "--json", code=1)[0]
    assert listed.call("screen", listed.write("other name.csv", ORDERS), "--json", code=1)[0] == first.replace(
        "o.csv: row", "other name.csv: row"
    ).replace('"where": "o.csv', '"where": "other name.csv')


def test_nothing_of_an_order_or_a_list_steers_the_terminal(place: Place) -> None:
    evil = "Tern\x1b[2J\x07 Supply\u202e Ltd"
    place.add_list(f"id,name,remarks\nw9,{evil},\x1b]0;title\x07\n")
    path = place.write("o.csv", f"buyer,goods,destination,note\n{evil},chairs,GB,\x1b[31mred\n")
    for out, err in (place.call("screen", path, code=20), place.call("screen", path, "--json", code=20)):
        assert not set(out + err) & set("\x1b\x07\u202e\u009b")
    table = place.folder / "a.csv"
    path = place.write("p.csv", "reference,buyer,goods\n=1+1,@SUM(A1) Ltd,+chairs\n")
    place.call("screen", path, "--out", table, code=10)
    cells = [cell for row in csv.reader(table.read_text("utf-8").splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]


def test_an_order_that_names_nobody_is_for_review(listed: Place) -> None:
    (row,) = listed.rows("screen", listed.write("o.json", '[{"goods": "chairs", "destination": "GB"}]'), code=10)
    assert "the order names no party" in [one["reason"] for one in told(row, "told")]


def test_of_a_name_without_end_it_is_told_how_much_was_compared(listed: Place) -> None:
    row = listed.one("--party", "Tern " * 100, "--country", "GB", "--role", "end-user", code=10)
    assert any("of which 300 were compared" in one["reason"] for one in told(row, "told"))


def test_decisions_are_for_their_owner_only(listed: Place) -> None:
    listed.one("--party", QUIET, "--country", "GB", "--role", "end-user")
    assert (listed.folder / "decisions").stat().st_mode & 0o077 == 0


def test_a_party_a_row_makes_one_order(listed: Place) -> None:
    text = "po,party,role,country,goods,destination\n7,Tern,buyer,GB,chairs,GB\n7,Blue Heron Instruments,ship to,AE,,\n"
    (row,) = listed.rows("screen", listed.write("o.csv", text), code=20)
    assert [one["role"] for one in row["order"]["parties"]] == ["buyer", "consignee"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["screen"], "one of"),
        (["screen", "--party", "X", "--again"], "one of"),
        (["screen", "--party", "X", "--number", "12"], "passport:"),
        (["screen", "--party", "X", "--tell", "payment"], "COLUMN=TEXT"),
        (["screen", "--party", "X", "--country", "GB", "--country", "FR"], "2 times for 1 party"),
    ],
)
def test_wrong_usage_is_told(listed: Place, words: list[str], said: str) -> None:
    assert said in listed.call(*words, code=2)[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["screen", "nowhere.csv"], "can't be opened"),
        (["screen", "--party", "X", "--day", "yesterday"], "is no day"),
        (["screen", "--party", "---"], "no letter"),
        (["screen", "--party", "X", "--role", "emperor"], "no role"),
        (["screen", "--replay", "feedfacefeedface"], "no decision has that reference"),
        (["screen", "--replay", "../../etc"], "no reference"),
    ],
)
def test_what_can_not_be_done_is_told_with_the_remedy(listed: Place, words: list[str], said: str) -> None:
    assert said in listed.call(*words, code=1)[1]


def test_several_parties_of_one_order_by_the_command_line(listed: Place) -> None:
    words = ["--party", QUIET, "--role", "buyer", "--party", "Blue Heron Instruments", "--role", "forwarder"]
    row = listed.one(*words, "--tell", "payment=cash", "--number", "tax:12345678", code=20)
    assert [one["role"] for one in row["order"]["parties"]] == ["buyer", "forwarder"]
    assert row["order"]["parties"][0]["identifiers"] == [["tax", "12345678", ""]]
    assert row["order"]["facts"]["payment"] == "cash"


def test_a_party_at_the_address_of_a_listed_one_is_flagged(listed: Place) -> None:
    row = listed.one("--party", QUIET, "--address", "Naberezhnaya 14, Port Velsk", "--role", "end-user", code=10)
    (found,) = [one for one in told(row, "flag") if one["rule"] == "shared-address"]
    assert found["level"] == "review"
    assert "Severnaya Zarya" in found["reason"]


def test_a_damaged_index_is_built_anew(listed: Place) -> None:
    first = listed.call("screen", "--party", "Blue Heron Instruments", "--json", code=20)[0]
    for path in Path(listed.folder / "lists" / "index").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    assert listed.call("screen", "--party", "Blue Heron Instruments", "--json", code=20)[0] == first


def test_two_processes_give_the_same_bytes(listed: Place) -> None:
    path = listed.write("orders.csv", ORDERS)
    outs = []
    for seed in ("1", "2"):
        run = listed.process("screen", path, "--json", "--decisions", listed.folder / seed, PYTHONHASHSEED=seed)
        outs.append(run.communicate(timeout=120)[0])
    assert outs[0] == outs[1]
    assert len(outs[0].splitlines()) == 4
