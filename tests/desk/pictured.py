"""A desk with pictures, asked in this process and served to a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.desks import browser, made, served, tree


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("desk") / "ledger.sqlite")


@pytest.fixture(scope="module")
def reader(path: Path) -> Iterator[TestClient]:
    with browser(path) as client:
        yield client


@pytest.fixture(scope="module")
def desk(path: Path) -> Iterator[str]:
    with served(path) as address:
        yield address


def vega(reader: TestClient) -> str:
    """The address of the script that a page names."""
    found = tree(reader.get("/network")).xpath("//figure/@data-vega")
    return str(found[0])
