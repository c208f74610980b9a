"""Ledgers to export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from tests.exports.ledgers import make
from tests.ledger.conftest import server as server

from weighbridge.exports.exporting import Choice, export_to
from weighbridge.ledger import open_ledger
from weighbridge.views import Asked, Look, brought_up

Exported = Callable[..., bytes]


def nothing(*_: object) -> None:
    """Neither progress nor messages."""


@pytest.fixture(scope="session")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a ledger full of hostile texts."""
    return make(tmp_path_factory.mktemp("hostile") / "ledger.sqlite")


@pytest.fixture(scope="session")
def look(hostile_ledger: Path) -> Iterator[Look]:
    """It, opened and weighed."""
    opened = open_ledger(hostile_ledger)
    brought_up(opened)
    yield Look(opened)
    opened.close()


@pytest.fixture(scope="session")
def exported(look: Look) -> Exported:
    """What an export of it writes: ``exported("statements", "csv", supplier="IR")``."""

    def write(what: str, form: str, marking: str | None = None, since: str | None = None, **asked: object) -> bytes:
        out = BytesIO()
        export_to(out, Choice(what, form, since, marking=marking), look, Asked(**asked), nothing, nothing)  # type: ignore[arg-type]
        return out.getvalue()

    return write
