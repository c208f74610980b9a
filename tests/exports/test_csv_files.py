"""CSV opens everywhere, computes nothing, and numbers are numbers."""

from __future__ import annotations

import csv
import io

import duckdb
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exports.conftest import Exported
from tests.exports.ledgers import ACTIVE, HOSTILE, PLAIN

from weighbridge.exports.columns import columns
from weighbridge.exports.csv_files import write_csv
from weighbridge.exports.statements import STATEMENTS

SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
TEXTS = st.text("=+-@;,\t\r\n|\"' \u00a0\uff1dx1\x00\ud800", max_size=20)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=5))
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_no_cell_is_a_formula_whatever_a_program_parts_cells_by(
    delimiter: str, rows: list[tuple[str, str, str]]
) -> None:
    out = io.BytesIO()
    write_csv(out, columns(a="text", b="text", c="text"), rows)
    for row in csv.reader(io.StringIO(out.getvalue().decode(), newline=""), delimiter=delimiter):
        assert not [one for one in row if one.lstrip().startswith(SIGNS)]


@pytest.mark.parametrize("what", ["statements", "transfers", "measures", "documents", "pairs", "register"])
def test_hostile_texts_do_nothing(exported: Exported, what: str) -> None:
    text = exported(what, "csv").decode("utf-8")
    assert ACTIVE.search(text.replace("\r\n", "")) is None
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [one for row in rows for one in row if one.lstrip().startswith(SIGNS)]


def test_pandas_and_duckdb_read_it_with_its_types(exported: Exported, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "statements.csv"
    path.write_bytes(exported("statements", "csv"))
    frame = pandas.read_csv(path)
    assert [*frame.columns] == [one.name for one in STATEMENTS.columns]
    assert len(frame) == len(PLAIN) + len(HOSTILE)
    assert frame["confidence"].dtype == float
    assert frame["explicit"].dtype == bool
    assert frame.loc[frame["quantity_words"] == "200", "quantity_high"].tolist() == [220, 200]
    count = duckdb.sql(f"SELECT count(*), max(length(evidence)) FROM read_csv('{path}', max_line_size=9000000)")
    assert count.fetchall() == [(len(frame), 100_000 + len(" (24)"))]


def test_the_mark_for_excel_is_there_when_asked_for() -> None:
    for bom, start in ((True, b'\xef\xbb\xbf"a"'), (False, b'"a"')):
        out = io.BytesIO()
        write_csv(out, columns(a="text"), [("x",)], bom)
        assert out.getvalue().startswith(start)
