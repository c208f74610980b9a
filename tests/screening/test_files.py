"""Files of orders: CSV, XLSX and JSON say the same, a bad row stops no other, hostile ones are refused."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weighbridge.screening.cells import LONGEST
from weighbridge.screening.columns import Column, column_of, words
from weighbridge.screening.files import Read, orders_in
from weighbridge.screening.json_orders import row_from
from weighbridge.screening.order import Order
from weighbridge.screening.refused import OrderError

HEADER = [
    "Order No",
    "Buyer",
    "Buyer Country",
    "buyer_founded",
    "End-User",
    "Goods",
    "HS Code",
    "ECCN",
    "Route",
    "X-Ray",
]
ROW = ["K1", "Tern Supply", "Turkey", "2023-02-01", "Gull Works", "chips", "8542.31", "3a001.a.2", "US > TR > AM", "7"]
MORE = ["K1", "", "", "", "", "radio parts", "852910", "", "", ""]


def as_csv(path: Path, *rows: list[str], by: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=by).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_xlsx(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read(path: Path) -> list[Read]:
    return list(orders_in(path))


def order_in(path: Path) -> Order:
    (found,) = read(path)
    assert found.order is not None, found.problem
    return found.order


def problems(path: Path) -> list[str]:
    return [str(one.problem) for one in read(path) if one.problem]


def test_what_a_row_tells_is_understood(tmp_path: Path) -> None:
    order = order_in(as_csv(tmp_path / "o.csv", HEADER, ROW, MORE))
    assert order.reference == "K1"
    assert [(one.role, one.party.names, one.party.countries) for one in order.parties] == [
        ("buyer", ("Tern Supply",), ("tr",)),
        ("end-user", ("Gull Works",), ()),
    ]
    assert order.parties[0].party.foundation_dates == ("2023-02-01",)
    assert [(one.words, one.hs, one.eccn) for one in order.goods] == [
        ("chips", "854231", "3A001.A.2"),
        ("radio parts", "852910", ""),
    ]
    assert order.route.countries == ("us", "tr", "am")
    assert order.told == (("X-Ray", "7"),)


def test_all_forms_give_the_same_order(tmp_path: Path) -> None:
    wanted = order_in(as_csv(tmp_path / "o.csv", HEADER, ROW, MORE))
    assert order_in(as_csv(tmp_path / "semicolon.csv", HEADER, ROW, MORE, by=";")) == wanted
    assert order_in(as_csv(tmp_path / "tab.txt", HEADER, ROW, MORE, by="\t", encoding="utf-16")) == wanted
    assert order_in(as_xlsx(tmp_path / "o.xlsx", HEADER, [*ROW[:6], 8542.31, *ROW[7:9], 7], MORE)) == wanted
    whole = {
        "reference": "K1",
        "parties": [
            {"role": "buyer", "names": ["Tern Supply"], "country": "TR", "founded": "2023-02-01"},
            {"role": "end user", "name": "Gull Works"},
        ],
        "goods": [{"words": "chips", "hs": "854231", "eccn": "3A001.a.2"}, {"goods": "radio parts", "hs": 852910}],
        "route": {"countries": ["US", "TR", "AM"]},
        "X-Ray": 7,
    }
    (tmp_path / "o.json").write_text(json.dumps([whole]))
    assert order_in(tmp_path / "o.json") == wanted
    (tmp_path / "o.jsonl").write_text(json.dumps(whole) + "\n\n")
    assert order_in(tmp_path / "o.jsonl") == wanted


def test_windows_letters_are_read(tmp_path: Path) -> None:
    assert order_in(as_csv(tmp_path / "o.csv", ["buyer"], ["Müller & Söhne"], encoding="cp1252")).parties[
        0
    ].party.names == ("Müller & Söhne",)


def test_a_bad_row_is_told_with_file_row_and_remedy_and_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(
        "reference,buyer,buyer country,end use refused\n"
        "A,Tern,GB,no\n"
        'B,"Gull "x,GB,no\n'
        "C,Auk,Atlantis,no\n"
        "D,Owl,GB,perhaps\n"
        "E,Elk,GB,no,more,cells\n"
        "F,Fox,FR,yes\n"
    )
    found = read(path)
    assert [one.reference for one in found if one.order] == ["A", "F"]
    told = [str(one.problem) for one in found if one.problem]
    assert [text.split(";")[0] for text in told] == [
        "o.csv: row 3: it is no CSV (',' expected after '\"')",
        "o.csv: row 4: buyer country 'Atlantis' is no country that is known",
        "o.csv: row 5: end use refused is 'perhaps'",
        "o.csv: row 6: it has 6 cells where the header has 4",
    ]


def test_an_order_of_which_one_row_is_bad_is_not_answered_by_halves(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(
        'reference,buyer,origin\nA,Tern,GB\nA,Gull,Atlantis\nA,Auk,GB\nB,Owl,GB\nB,"x"y,GB\nB,Elk,GB\nC,Fox,GB\n'
    )
    assert [(one.reference, one.order is None) for one in read(path)] == [("A", True), ("B", True), ("C", False)]


def test_rows_of_one_order_may_not_contradict_one_another(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "o.csv", ["reference", "buyer", "destination"], ["A", "Tern", "GB"], ["A", "", "FR"])
    assert "told otherwise at o.csv: row 2" in problems(path)[0]


def test_a_quote_that_is_not_closed_swallows_nobody(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text('buyer,goods\nTern,chairs\n"Gull,chairs\nAuk,chairs\nOwl,chairs\n')
    found = read(path)
    assert [one.order.parties[0].party.names[0] for one in found if one.order] == ["Tern", "Auk", "Owl"]
    assert [one.where for one in found if one.problem] == ["o.csv: row 3"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["colour", "shape"], "no column has a name that is known"),
        (["buyer", "customer"], "tell the same"),
        (["buyer", "country"], "whose is the column 'country'"),
    ],
)
def test_a_header_that_can_not_be_used_is_told(tmp_path: Path, header: list[str], said: str) -> None:
    for path in (as_csv(tmp_path / "o.csv", header, ["a", "b"]), as_xlsx(tmp_path / "o.xlsx", header, ["a", "b"])):
        with pytest.raises(OrderError, match=said):
            read(path)


def test_formulas_are_never_computed(tmp_path: Path) -> None:
    path = as_xlsx(
        tmp_path / "o.xlsx", ["reference", "buyer"], ["A", '=HYPERLINK("http://x.example","Tern")'], ["B", "Gull"]
    )
    found = read(path)
    assert "formula without a saved value" in str(found[0].problem)
    assert found[0].reference == "A"
    assert found[1].order is not None


def test_of_a_formula_the_saved_value_is_taken_and_told(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "o.xlsx", ["reference", "buyer"], ["A", "=B9"])
    saved = tmp_path / "saved.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b"<v />" in data or b"<v/>" in data or b"<v></v>" in data
                for empty in (b"<v />", b"<v/>", b"<v></v>"):
                    data = data.replace(empty, b"<v>Tern Supply</v>")
                data = data.replace(b'<c r="B2">', b'<c r="B2" t="str">')
            new.writestr(name, data)
    order = order_in(saved)
    assert order.parties[0].party.names == ("Tern Supply",)
    assert order.told == (("formulas, taken as they were saved", "buyer"),)


def test_a_cell_of_a_megabyte_refuses_its_row_only(tmp_path: Path) -> None:
    rows = ["buyer", "goods"], ["x" * 1_000_000, "chairs"], ["Tern", "chairs"]
    for path in (as_csv(tmp_path / "o.csv", *rows), as_xlsx(tmp_path / "o.xlsx", rows[0], ["x" * 32_000, ""], rows[2])):
        found = read(path)
        assert f"shorten it to {LONGEST:,}" in str(found[0].problem) or "more than 1,000,000" in str(found[0].problem)
        assert found[1].order is not None
    (tmp_path / "o.jsonl").write_text(json.dumps({"buyer": "x" * 1_100_000}) + '\n{"buyer": "Tern"}\n')
    found = read(tmp_path / "o.jsonl")
    assert [one.order is None for one in found] == [True, False]


def bomb(path: Path, size: int) -> Path:
    good = as_xlsx(path.with_name("good.xlsx"), ["buyer"], ["Tern"])
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.endswith("sheet1.xml"):
                with new.open(name, "w") as file:
                    for _ in range(size // 1_000_000):
                        file.write(b" " * 1_000_000)
            else:
                new.writestr(name, old.read(name))
    return path


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", 400_000_000)
    tracemalloc.start()
    with pytest.raises(OrderError, match="times its size"):
        read(path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    good, evil = as_xlsx(tmp_path / "good.xlsx", ["buyer"], ["Tern"]), tmp_path / "evil.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(evil, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                kind = b'<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
                data = kind + data[data.index(b"<worksheet") :]
            new.writestr(name, data)
    with pytest.raises(OrderError, match="no workbook that can be read"):
        read(evil)


def test_a_sheet_that_claims_all_cells_is_read_in_the_time_of_those_it_has(tmp_path: Path) -> None:
    good, wide = as_xlsx(tmp_path / "good.xlsx", ["buyer"], ["Tern"]), tmp_path / "wide.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(wide, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"'))
    assert len(read(wide)) == 1


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """A workbook of one order with a part altered."""
    good = as_xlsx(path.with_name("good.xlsx"), ["buyer"], ["Tern"])
    with zipfile.ZipFile(good) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            assert name != part or old in data
            after.writestr(name, data.replace(old, new) if name == part else data)
    return path


def test_a_row_with_an_impossible_number_ends_the_file(tmp_path: Path) -> None:
    path = changed(tmp_path / "far.xlsx", "xl/worksheets/sheet1.xml", b'<row r="2">', b'<row r="99999999999">')
    with pytest.raises(OrderError, match="rows without a cell"):
        read(path)


def test_a_gap_of_rows_is_walked_over(tmp_path: Path) -> None:
    path = changed(tmp_path / "gap.xlsx", "xl/worksheets/sheet1.xml", b'<row r="2">', b'<row r="9000">')
    assert [one.order is None for one in read(path)] == [False]


def test_texts_that_do_not_fit_into_memory_are_refused(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "texts.xlsx", ["buyer"], ["Tern"])
    noise = random.Random(1).randbytes(100_000).hex().encode()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", b"<sst><si><t>" + noise * 260 + b"</t></si></sst>")
    with pytest.raises(OrderError, match="sharedStrings"):
        read(path)


def test_an_order_of_too_many_rows_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text("reference,goods\n" + "A,chairs\n" * 6_000 + "B,chairs\n")
    assert [(one.reference, one.order is None) for one in read(path)] == [("A", True), ("B", False)]


def test_a_reference_without_end_refuses_its_row_only(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "o.csv", ["reference", "buyer"], ["x" * 201, "Tern"], ["B", "Gull"])
    assert [one.order is None for one in read(path)] == [True, False]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "it is empty"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old workbook"),
        ("page.html", b"<html>", "no CSV, XLSX or JSON"),
        ("paper.pdf", b"%PDF-1.7", "no CSV, XLSX or JSON"),
        ("zip.xlsx", b"PK\x03\x04junk", "damaged workbook"),
        ("cut.json", b'[{"buyer": "Tern"}, {"buy', "after order 1"),
        ("deep.json", b'[{"buyer": "Tern"}, ' + b"[" * 100_000, "20 levels"),
    ],
)
def test_files_that_are_none_are_refused_with_the_remedy(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(OrderError, match=said):
        read(path)


def test_lines_of_json_that_are_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    path.write_text(
        '{"buyer": "Tern"}\n{"buyer": \n'
        + '{"a":' * 5_000
        + "\n[1]\n"
        + '{"buyer": {"x": {"y": 1}}}\n{"buyer": "Gull"}'
    )
    found = read(path)
    assert [one.order is not None for one in found] == [True, False, False, False, False, True]


def test_a_column_that_is_not_known_is_kept_and_told(tmp_path: Path) -> None:
    said: list[str] = []
    path = as_csv(tmp_path / "o.csv", ["buyer", "buyer contry", "capabilities fit"], ["Tern", "GB", "no"])
    (found,) = orders_in(path, said.append)
    assert found.order is not None
    assert found.order.told == (("buyer contry", "GB"), ("capabilities fit", "no"))
    assert len(said) == 1
    assert "'buyer contry'" in said[0]
    assert "capabilities" not in said[0]
    (tmp_path / "o.json").write_text('[{"buyer": "Tern", "colour": "red"}, {"buyer": "Gull", "colour": "blue"}]')
    said.clear()
    assert len(list(orders_in(tmp_path / "o.json", said.append))) == 2
    assert len(said) == 1


def test_two_columns_of_one_unknown_name_lose_nothing(tmp_path: Path) -> None:
    order = order_in(as_csv(tmp_path / "o.csv", ["buyer", "note", "note", ""], ["Tern", "one", "two", "three"]))
    assert order.told == (("a column without a name", "three"), ("note", "one; two"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("GB"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["buyer", "role", "name", "names", "hs", "words", "countries", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
KEYS = ["reference", "parties", "goods", "route", "facts", "buyer", "buyer country", "end use refused", "born", "x"]


@given(st.dictionaries(st.sampled_from(KEYS), values, max_size=5) | values)
def test_whatever_an_object_holds_it_is_an_order_or_a_problem(value: Any) -> None:
    try:
        where = row_from("here", value).where
    except OrderError as error:
        where = error.where
    assert where.startswith("here")


cell = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ['"', "=1", "GB", "854231", "yes", ";", "\n", "\x00"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cell, min_size=4, max_size=4), max_size=6))
def test_whatever_stands_in_a_table_each_filled_row_is_an_order_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = as_csv(tmp_path_factory.mktemp("o") / "o.csv", ["buyer", "buyer country", "hs", "end use refused"], *rows)
    found = read(path)
    filled = [row for row in rows if any(one.strip(" \x1a") for one in row)]
    assert len(found) >= len([row for row in filled if "".join(row).strip()])
    assert all((one.order is None) == (one.problem is not None) for one in found)


def test_the_page_for_people_names_every_column_and_role() -> None:
    page = (Path(__file__).parents[2] / "docs" / "screening.md").read_text("utf-8")
    named = {column_of(one) for one in re.findall(r"`([^`\n]+)`", page)}
    assert {Column(one) for one in words().column.values()} <= named
    assert {Column("name", one) for one in words().role.values()} <= named
    assert {one for one in words().party.values() if one != "name"} <= {one.name for one in named if one and one.role}


def test_further_sheets_are_told_and_orders_on_them_count_as_not_read(tmp_path: Path) -> None:
    book, told = openpyxl.Workbook(), list[str]()
    for row in (["reference", "buyer"], ["A", "Harbour Tools Ltd"]):
        book.active.append(row)
    book.create_sheet("empty")
    book.create_sheet("legend").append(["colours", "of this table"])
    for row in (["reference", "buyer"], ["B", "Severnaya Zarya"]):
        (book["more"] if "more" in book.sheetnames else book.create_sheet("more")).append(row)
    book.save(tmp_path / "orders.xlsx")
    first, other = orders_in(tmp_path / "orders.xlsx", told.append)
    assert first.order
    assert other.order is None
    assert "'more'" in str(other.problem)
    assert [one for one in told if "legend" in one]
    assert not [one for one in told if "empty" in one]
