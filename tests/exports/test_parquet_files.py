"""Parquet keeps types and texts."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from tests.exports.conftest import Exported
from tests.exports.ledgers import ACTIVE, HOSTILE, PLAIN

from weighbridge.exports.exporting import Choice, table_and_records
from weighbridge.views import Asked, Look

TYPES = {"text": "string", "whole": "int64", "number": "double", "flag": "bool"}


@pytest.mark.parametrize("what", ["statements", "transfers", "measures", "documents", "pairs", "register", "changes"])
def test_every_column_has_its_type_and_no_text_does_anything(exported: Exported, look: Look, what: str) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(exported(what, "parquet", since="2024-03-03")))
    flat, _ = table_and_records(Choice(what, "parquet", "2024-03-03"), look, Asked(), print)
    assert [(one.name, str(one.type)) for one in table.schema] == [(one.name, TYPES[one.kind]) for one in flat.columns]
    assert table.num_rows
    for row in table.to_pylist():
        assert not [one for one in row.values() if isinstance(one, str) and ACTIVE.search(one.replace("\r", ""))]


def test_duckdb_answers_questions_of_it(exported: Exported, tmp_path: Path) -> None:
    for what in ("statements", "transfers"):
        (tmp_path / f"{what}.parquet").write_bytes(exported(what, "parquet"))
    asked = f"""
        SELECT count(*), count(DISTINCT s.transfer), max(length(s.evidence)), max(t.likelihood)
        FROM '{tmp_path}/statements.parquet' s LEFT JOIN '{tmp_path}/transfers.parquet' t ON s.transfer = t.id
    """
    [(number, transfers, longest, likeliest)] = duckdb.sql(asked).fetchall()
    assert number == len(PLAIN) + len(HOSTILE)
    assert transfers == 3
    assert longest == 100_005
    assert 0.5 < likeliest < 1


def test_a_number_too_large_is_left_out_and_its_words_stay(exported: Exported) -> None:
    rows = pyarrow.parquet.read_table(io.BytesIO(exported("statements", "parquet"))).to_pylist()
    [row] = [one for one in rows if one["quantity_words"] == "+1+1"]
    assert (row["quantity_low"], row["quantity_high"]) == (2, None)
