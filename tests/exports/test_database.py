"""The database opens in SQLite and in Datasette."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest
from tests.exports.conftest import nothing
from tests.exports.ledgers import ACTIVE, HOSTILE, MISSILES, PLAIN

from weighbridge.exports.columns import ExportError
from weighbridge.exports.database import metadata_path, write_database
from weighbridge.views import Look

TABLES = ("documents", "transfers", "statements", "measures", "pairs")


@pytest.fixture(scope="module")
def path(look: Look, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("database") / "arms.sqlite"
    write_database(found, False, look, nothing)
    return found


def test_keys_hold_and_evidence_is_found(path: Path) -> None:
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("SELECT count(*) FROM statements").fetchone() == (len(PLAIN) + len(HOSTILE),)
    found = database.execute(
        "SELECT d.outlet, t.id, t.likelihood FROM statements_fts f JOIN statements s ON s.rowid = f.rowid"
        " JOIN documents d ON d.id = s.document JOIN transfers t ON t.id = s.transfer"
        " WHERE statements_fts MATCH 'missile AND \"White House\"'"
    ).fetchall()
    assert [(outlet, key) for outlet, key, _ in found] == [("Island Times", MISSILES)]
    database.close()


def test_no_text_in_it_does_anything(path: Path) -> None:
    database = sqlite3.connect(path)
    for table in TABLES:
        for row in database.execute(f"SELECT * FROM {table}"):
            assert not [one for one in row if isinstance(one, str) and ACTIVE.search(one)]
    database.close()


def test_datasette_shows_and_searches_it(path: Path) -> None:
    from datasette.app import Datasette

    async def ask() -> tuple[str, dict[str, object], str]:
        site = Datasette([str(path)], metadata=json.loads(metadata_path(path).read_text()))
        await site.invoke_startup()
        front = await site.client.get("/arms")
        found = await site.client.get("/arms/statements.json?_search=denied&_shape=objects")
        page = await site.client.get("/arms/statements?_size=100")
        assert {front.status_code, found.status_code, page.status_code} == {200}
        return front.text, found.json(), page.text

    front, found, page = asyncio.run(ask())
    assert "an assessment of what sources say" in front
    assert "Who says so" in page
    assert [row["outlet"] for row in found["rows"]] == ["Coast Courier"]  # type: ignore[union-attr,index,call-overload]
    assert "<script>alert(1)" not in page
    assert 'href="javascript:' not in page


def test_neither_file_is_replaced_unless_told(path: Path, look: Look) -> None:
    before = path.read_bytes(), metadata_path(path).read_bytes()
    with pytest.raises(ExportError, match="--force"):
        write_database(path, False, look, nothing)
    assert before == (path.read_bytes(), metadata_path(path).read_bytes())
    assert sorted(path.parent.iterdir()) == sorted([path, metadata_path(path)])
