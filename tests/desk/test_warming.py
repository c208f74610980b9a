"""What a desk makes ready at its start: the first reader finds the first pages made, and no failure stops it."""

from __future__ import annotations

import asyncio
import gc
import logging
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.desks import HERE, browser, made, tree, words

from weighbridge.desk.app import application
from weighbridge.desk.later import loaded
from weighbridge.desk.settings import Settings
from weighbridge.desk.warming import FIRST, RARELY, WARMING, asked, warm, warmed
from weighbridge.environment import SettingsError
from weighbridge.ledger.browsing import Filters
from weighbridge.pictures import Style


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "ledger.sqlite")


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector of garbage as it was before."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_the_first_pages_are_made_and_are_those_that_a_reader_gets(path: Path) -> None:
    app = application(Settings(ledger=str(path)))
    warm(app)
    desk = app.state.desk
    kept = {address: desk.pages.get((desk.state(), f"{address}?")) for address in FIRST}
    assert all(kept.values())
    with browser(path) as cold:
        assert kept == {address: cold.get(address).content for address in FIRST}
    desk.close()


def test_what_is_added_after_the_start_is_shown(path: Path, tmp_path: Path) -> None:
    from tests.desk.desks import US, keep, open_ledger, report

    app = application(Settings(ledger=str(path)))
    warm(app)
    ledger = open_ledger(path)
    document, one = report("Iran sent missiles to Syria, Washington said.", US, on="2024-06-20", recipient="SY")
    keep(ledger, document, [one], [], "test", "1")
    ledger.close()
    with TestClient(app, HERE, client=("127.0.0.1", 50000)) as reader:
        assert "Iran sent missiles to Syria" in words(tree(reader.get("/")))


def test_a_ledger_that_fails_meanwhile_is_told_and_stops_nothing(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = application(Settings(ledger=str(path)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE outlet_parts")
    with caplog.at_level(logging.WARNING, "weighbridge.desk"):
        warm(app)
    assert any("outlet_parts" in one.getMessage() for one in caplog.records)
    assert asyncio.run(asked(app, "/about")) == 200
    assert asyncio.run(asked(app, "/sources")) == 503
    app.state.desk.close()


@pytest.mark.usefixtures("collector")
def test_nobody_waits_until_it_is_ready(path: Path) -> None:
    app = warmed(Settings(ledger=str(path)))
    with TestClient(app, HERE, client=("127.0.0.1", 50000)) as reader:
        assert reader.get("/about").status_code == 200
        for thread in [one for one in threading.enumerate() if one.name == WARMING]:
            thread.join(60)
            assert not thread.is_alive()
        assert gc.get_threshold() == RARELY
        assert reader.get("/").status_code == 200


def test_what_can_not_be_opened_is_refused_before_anything_is_made(tmp_path: Path, path: Path) -> None:
    with pytest.raises(SettingsError, match="no day"):
        warmed(Settings(ledger=str(path), as_of="someday"))
    assert not [one for one in threading.enumerate() if one.name == WARMING and one.is_alive()]


def test_screening_is_loaded_by_whoever_needs_it_first(path: Path) -> None:
    for address, status in (("/screen", 200), ("/catalog", 200), ("/api/openapi.json", 200), ("/nowhere", 404)):
        app = application(Settings(ledger=str(path)))
        assert asyncio.run(asked(app, "/transfers")) == 200
        assert not loaded(app)
        with TestClient(app, HERE, client=("127.0.0.1", 50000)) as reader:
            assert reader.get(address).status_code == status, address
            assert "/match/{dataset}" in reader.get("/api/openapi.json").json()["paths"]
        assert loaded(app)


def test_the_first_page_waits_for_nothing_that_only_screens(path: Path) -> None:
    told = f"""
import asyncio, sys
from weighbridge.desk.app import application
from weighbridge.desk.settings import Settings
from weighbridge.desk.warming import asked
assert asyncio.run(asked(application(Settings(ledger={str(path)!r})), "/")) == 200
print([one for one in ("numpy", "altair", "weighbridge.matching.index", "rigour.names") if one in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, timeout=120)
    assert done.stdout == "[]\n", done.stderr


def test_what_screens_and_what_draws_is_there_before_somebody_asks(path: Path) -> None:
    app = application(Settings(ledger=str(path)))
    warm(app)
    assert loaded(app)
    desk = app.state.desk
    assert desk.remembered(("overview", desk.state(), "network", Filters(), Style(960)), lambda: "")
    desk.close()


def test_what_draws_waits_for_what_another_thread_has_begun_to_load(path: Path) -> None:
    """Altair takes a module of arrays that is loaded for one that is loaded whole: a picture was an error 500."""
    told = f"""
import sys, threading
from importlib.machinery import PathFinder
import altair.vegalite.v6.schema.channels
import weighbridge.pictures.network, weighbridge.desk.interacting_marks, weighbridge.pictures.worldmap
from weighbridge.desk.app import application
from weighbridge.desk.settings import Settings
from weighbridge.ledger.browsing import Filters
from weighbridge.pictures import Style

begun, go_on = threading.Event(), threading.Event()

class Halfway:
    def find_spec(self, name, path=None, target=None):
        if name != "numpy._core":
            return None
        spec = PathFinder.find_spec(name, path)
        load = spec.loader.exec_module
        spec.loader.exec_module = lambda module: (begun.set(), go_on.wait(30), load(module))
        return spec

desk = application(Settings(ledger={str(path)!r})).state.desk
sys.meta_path.insert(0, Halfway())
loading = threading.Thread(target=lambda: __import__("numpy"))
loading.start()
assert begun.wait(30)
threading.Timer(2, go_on.set).start()
from weighbridge.desk.drawing import overview
print(overview(desk, "network", Filters(), Style(960))[:4])
loading.join()
desk.close()
"""
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, timeout=120)
    assert done.stdout == "<svg\n", done.stderr[-2000:]
