"""A sheet holds texts and numbers, and nothing else."""

from __future__ import annotations

import io
import zipfile

import pandas
import pytest
from openpyxl import load_workbook
from tests.exports.conftest import Exported
from tests.exports.ledgers import ACTIVE, HOSTILE, PLAIN

from weighbridge.exports.columns import columns
from weighbridge.exports.xlsx_files import LONGEST, write_xlsx


@pytest.mark.parametrize("what", ["statements", "transfers", "measures", "documents", "pairs", "register"])
def test_no_cell_is_a_formula_or_a_link(exported: Exported, what: str) -> None:
    content = exported(what, "xlsx")
    sheet = load_workbook(io.BytesIO(content))[what]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert "s" in kinds
    assert kinds <= {"s", "n", "b"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        inside = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))}
    assert not [name for name, text in inside.items() if "<f>" in text or "hyperlink" in text or "externalLink" in text]
    assert not [text for text in inside.values() if ACTIVE.search(text.replace("\r", ""))]


def test_numbers_are_numbers_and_long_texts_are_cut_with_a_word(exported: Exported) -> None:
    frame = pandas.read_excel(io.BytesIO(exported("statements", "xlsx")))
    assert len(frame) == len(PLAIN) + len(HOSTILE)
    assert frame["value"].dtype == float
    assert frame["confidence"].tolist() == [1.0] * len(frame)
    [long] = [one for one in frame["evidence"] if one.startswith("xxx")]
    assert len(long) == LONGEST
    assert long.endswith("[cut: 100005 characters]")
    assert "=cmd|' /C calc'!A0 (0)" in set(frame["evidence"])


def test_a_text_like_a_formula_stays_one_when_it_is_edited() -> None:
    out = io.BytesIO()
    write_xlsx(out, "x", columns(a="text"), [("=1+1",), ("one",)])
    sheet = load_workbook(io.BytesIO(out.getvalue()))["x"]
    assert [sheet.cell(row, 1).quotePrefix for row in (2, 3)] == [True, False]


def test_more_rows_than_a_sheet_holds_go_to_further_sheets() -> None:
    out = io.BytesIO()
    assert write_xlsx(out, "x", columns(a="whole"), ((number,) for number in range(7)), most=3) == 7
    book = load_workbook(io.BytesIO(out.getvalue()))
    assert book.sheetnames == ["x", "x 2", "x 3"]
    found = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
    assert found == [["a", 0, 1, 2], ["a", 3, 4, 5], ["a", 6]]


def test_characters_beyond_the_basic_plane_fit_too() -> None:
    out = io.BytesIO()
    write_xlsx(out, "x", columns(a="text"), [("\U0001f600" * 30_000,)])
    value = load_workbook(io.BytesIO(out.getvalue()))["x"].cell(2, 1).value
    assert len(value.encode("utf-16-le")) // 2 <= LONGEST
    assert value.endswith("characters]")
