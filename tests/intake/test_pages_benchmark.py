"""Pages of others: the figures of ``bench/pages.py`` stay where they are.

The benchmark is not part of the project: WEIGHBRIDGE_PAGES names its folder, in the form that bench/pages.py tells.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = os.environ.get("WEIGHBRIDGE_PAGES")

TEXT_F1, TITLE, DATE, DATED, AUTHOR = 0.92, 0.87, 0.81, 0.88, 0.58
"""Floors of the shares that bench/pages.py prints."""


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_pages", ROOT / "bench" / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not FOLDER, reason="no pages of others: WEIGHBRIDGE_PAGES names no folder")
def test_pages_of_others_are_read_as_well_as_before_and_no_worse_than_by_trafilatura() -> None:
    pages_bench = bench()
    pages, expected = pages_bench.load(Path(FOLDER or ""))
    got = pages_bench.measure(pages_bench.ours, pages, expected)
    plain = pages_bench.measure(pages_bench.plainly(), pages, expected)
    assert got.f1 >= max(TEXT_F1, plain.f1)
    assert got.title >= max(TITLE, plain.title)
    assert got.date >= max(DATE, plain.date)
    assert got.dated >= DATED
    assert got.author >= AUTHOR
