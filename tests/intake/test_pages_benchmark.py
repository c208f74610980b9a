"""The figures of ``bench/pages.py`` stay where they are, on pages of our own and on those of others.

Those of others are not part of the project: WEIGHBRIDGE_PAGES names their folder, in the form of bench/pages.py.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = os.environ.get("WEIGHBRIDGE_PAGES")

TEXT_F1, TITLE, DATE, DATED, AUTHOR = 0.92, 0.88, 0.83, 0.9, 0.61
"""Floors of the shares that bench/pages.py prints."""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bench/pages.py, which finds the modules beside it."""
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    return importlib.import_module("pages")


def test_pages_in_twenty_markups_are_read_whole_and_without_what_stands_around(bench: ModuleType) -> None:
    pages, expected = bench.made(40)
    assert len({page[:60] for page in pages.values()}) > 10
    got = bench.measure(bench.ours, pages, expected)
    assert got.f1 > 0.99
    assert (got.title, got.date) == (1.0, 1.0)
    assert got.author > 0.9


@pytest.mark.skipif(not FOLDER, reason="no pages of others: WEIGHBRIDGE_PAGES names no folder")
def test_pages_of_others_are_read_as_well_as_before_and_no_worse_than_by_trafilatura(bench: ModuleType) -> None:
    pages, expected = bench.load(Path(FOLDER or ""))
    got = bench.measure(bench.ours, pages, expected)
    plain = bench.measure(bench.plainly(), pages, expected)
    assert got.f1 >= max(TEXT_F1, plain.f1)
    assert got.title >= max(TITLE, plain.title)
    assert got.date >= max(DATE, plain.date)
    assert got.dated >= DATED
    assert got.author >= AUTHOR
