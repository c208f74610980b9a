"""Orders as exporters keep them: days of sheets, ways with any sign between, names that are none, codes among words."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import openpyxl
import pytest
from tests.screening.conftest import Place, told

from weighbridge.lexicon.tables import LexiconError
from weighbridge.screening import columns
from weighbridge.screening.cells import order_of, row_of
from weighbridge.screening.order import Order


def order(**cells: str) -> Order:
    return order_of("A", [row_of("here", ((name.replace("_", " "), text) for name, text in cells.items()))])


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("46300", "2026-10-05"),
        ("46300.0", "2026-10-05"),
        ("2026/10/05", "2026-10-05"),
        ("05.10.2026", "2026-10-05"),
        ("5 Oct 2026", "2026-10-05"),
        ("2026", "2026"),
    ],
)
def test_days_in_the_forms_of_sheets(written: str, wanted: str) -> None:
    assert order(buyer="Tern", ship_date=written).route.despatch == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("DE-TR", "de tr"),
        ("DE/AE", "de ae"),
        ("Germany to Turkey", "de tr"),
        ("DE – AT", "de at"),
        ("Guinea-Bissau > PT", "gw pt"),
        ("Korea, Republic of > JP", "kr jp"),
        ("DE, EG", "de eg"),
    ],
)
def test_ways_with_any_sign_between_countries(written: str, wanted: str) -> None:
    assert " ".join(order(buyer="Tern", route=written).route.countries) == wanted


def test_a_way_of_spaces_without_end_takes_no_time() -> None:
    begun = process_time()
    assert order(buyer="Tern", route="DE" + " " * 9_000 + "- TR").route.countries == ("de", "tr")
    assert process_time() - begun < 1


@pytest.mark.parametrize("name", ["to be advised", "T.B.A.", "unknown", "TBD", "Not yet known"])
def test_who_is_not_known_yet_is_never_clear(listed: Place, name: str) -> None:
    path = listed.write("o.csv", f"reference,buyer,end user,goods,route\nA,Tern Ltd,{name},chairs,DE > GB\n")
    (row,) = listed.rows("screen", path, code=10)
    assert any("the end-user is not known yet" in one["reason"] for one in told(row, "told"))


def test_the_same_as_the_buyer_is_the_buyer() -> None:
    made = order(
        buyer="Tern Ltd", buyer_country="GB", consignee="Same as buyer", end_user="ditto", end_user_country="FR"
    )
    buyer, consignee, user = made.parties
    assert consignee.party == buyer.party
    assert (user.party.names, user.party.countries) == (("Tern Ltd",), ("fr",))
    assert order(consignee="same as buyer").parties[0].party.names == ("same as buyer",)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_titles_above_the_table_are_passed_over_and_told(listed: Place, form: str) -> None:
    rows = [["Orders, October", "", ""], ["as of", "2026-10-01", ""], ["buyer", "goods", "route"], ["Tern", "x", "GB"]]
    path = listed.folder / f"o.{form}"
    if form == "csv":
        path.write_text("".join(";".join(row) + "\n" for row in rows), "utf-8")
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.active.merge_cells("A1:C1")
        book.save(path)
    out, err = listed.call("screen", path, "--json")
    assert '"names": ["Tern"]' in out
    assert f"o.{form}: row 1: passed over as a title; the columns are named in row 3" in err


def test_a_row_of_merged_cells_is_no_order_of_its_own_in_silence(listed: Place) -> None:
    text = "reference,buyer,goods,route\nA,Tern,chairs,GB\n,,gyroscopes,\n"
    rows = listed.rows("screen", listed.write("o.csv", text), code=10)
    assert [one["answer"] for one in rows] == ["clear", "review"]
    assert "it needs its reference (merged cells have it once)" in str(rows[1]["findings"])


@pytest.mark.parametrize("number", ["9074729", "IMO 9074729"])
def test_a_ship_is_found_by_its_number_alone(place: Place, number: str) -> None:
    place.add_list("id,name,type,imo\ns1,Amber Gull,vessel,9074729\n")
    text = f"reference,buyer,vessel imo,goods,route\nA,Tern,{number},lamps,GB\n"
    (row,) = place.rows("screen", place.write("o.csv", text), code=20)
    (found,) = told(row, "party")
    assert found["subject"] == "parties/2"
    assert row["order"]["parties"][1]["names"] == ["IMO 9074729"]


def test_a_code_that_lost_its_last_zero_is_told_as_such(listed: Place) -> None:
    row = listed.one("--party", "Tern", "--role", "end-user", "--hs", "8413.7", code=10)
    assert any("lost the zero at its end" in one["reason"] for one in row["findings"])


def test_a_shipper_sends_the_goods(listed: Place) -> None:
    text = "reference,buyer,shipper,shipper country,goods,destination\nA,Tern Ltd,Gull Works,RU,chairs,GB\n"
    (row,) = listed.rows("screen", listed.write("o.csv", text), code=10)
    assert row["order"]["parties"][1]["role"] == "supplier"
    (found,) = told(row, "country")
    assert "goods come from Russia (the supplier is there)" in found["reason"]


def test_a_line_of_goods_from_there_is_not_called_clear(listed: Place) -> None:
    text = "reference,buyer,goods,origin,route\nA,Tern,chairs,RU,DE > GB\nA,Tern,lamps,IT,\n"
    (row,) = listed.rows("screen", listed.write("o.csv", text), code=10)
    lines = {one["subject"]: one for one in row["lines"]}
    assert [lines[one]["answer"] for one in ("goods/1", "goods/2", "route")] == ["review", "clear", "review"]
    assert lines["goods/1"]["reasons"][0] == "see the route: what was found there counts here too"


def test_the_address_of_the_buyer_is_that_of_the_end_user(listed: Place) -> None:
    text = "reference,buyer,buyer address,end user,goods,route\nA,Tern,P.O. Box 4,Tern,lamps,GB\n"
    (row,) = listed.rows("screen", listed.write("o.csv", text), code=10)
    assert [one["level"] for one in row["findings"] if one["rule"] == "mailbox"] == ["review"]


def test_payment_by_a_third_party_is_seen_in_the_terms(listed: Place) -> None:
    row = listed.one(
        "--party", "Tern Ltd", "--role", "end-user", "--tell", "payment=Third-party payment, Dubai", code=10
    )
    assert any(one["rule"] == "third-party-payment" and one["level"] == "review" for one in row["findings"])


def test_a_person_is_not_asked_when_it_was_founded(listed: Place) -> None:
    row = listed.one("--party", "Una Ostrander", "--type", "person", "--country", "GB")
    assert not any(one["rule"] == "new-buyer" for one in row["findings"])


def test_questions_are_printed_once_for_a_file(listed: Place) -> None:
    text = (
        "reference,buyer,buyer country,goods,payment\nA,Tern Ltd,GB,chairs,\nB,Gull Ltd,GB,tables,\nC,Gull,GB,x,net\n"
    )
    out, _ = listed.call("screen", listed.write("o.csv", text))
    asked = [line for line in out.splitlines() if "to ask:" in line]
    assert "how the goods will be paid" in asked[0]
    assert asked[1].strip().endswith("questions of the orders above")
    assert "how the goods will be paid" not in asked[1]


@pytest.mark.parametrize("key", ["pending", "same"])
def test_a_list_of_words_that_is_gone_is_told_with_its_file(tmp_path: Path, key: str) -> None:
    text = columns.FILE.read_text("utf-8").replace(f"\n{key} =", "\nother =")
    path = tmp_path / "orders.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=f"{key} in \\[words\\] has to be a list") as error:
        columns.words(path)
    assert "orders.toml" in str(error.value)
